// Cases: opened by answers, dealt with step by step, kept like answers, and counted.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, test } from "../harness.js";
import { all, fillDisk, KIOSK, put } from "../pages/database.js";
import { FollowUp } from "../pages/follow-up.js";
import { Kiosk } from "../pages/kiosk.js";
import { Shell } from "../pages/shell.js";

/** Hands the device over, takes these answers, and opens the follow-up. */
async function answered(page, shell, answers, contact) {
  const kiosk = new Kiosk(page);
  await shell.open("/kiosk");
  await kiosk.fill();
  if (contact) await page.check('input[name="ask-contact"]');
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  for (const [score, comment] of answers) {
    await kiosk.answer(score, { comment, contact });
    await kiosk.toInvitation();
  }
  await kiosk.leave("0427");
  await page.locator("nav").first().waitFor();
  await shell.goTo("/follow-up");
  await page.locator('[data-section="cases"]').waitFor();
}

/** A step without words, or with them. */
async function step(page, name, first, second) {
  await page.click(`[data-step="${name}"]`);
  if (first !== undefined) await page.fill('input[name="first"]', first);
  if (second !== undefined) await page.fill('input[name="second"]', second);
  if (first !== undefined) await page.click('[data-action="do-step"]');
}

const state = (page, wanted) => page.locator(`[data-section="case"][data-state="${wanted}"]`).waitFor();

for (const [width, height, language] of [
  [768, 1024, "zh-CN"],
  [390, 844, "en-GB"],
]) {
  test(`a detractor is called, settled and closed at ${width} px in ${language}`, async ({ page, shell }) => {
    await answered(page, shell, [
      [2, "排队太久 too long"],
      [8, ""],
      [10, "lovely"],
    ]);
    assert.equal(await page.locator("[data-case]").count(), 1);
    await assertAccessible(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await page.locator("[data-case]").tap();
    await state(page, "new");
    await assertAccessible(page);
    await step(page, "assign", "  ");
    await page.getByRole("alert").waitFor();
    await page.fill('input[name="first"]', "李雷");
    await page.click('[data-action="do-step"]');
    await state(page, "assigned");
    await step(page, "contact");
    await state(page, "contacted");
    await step(page, "close", "Waiting time", "");
    await page.getByRole("alert").waitFor();
    await page.click('[data-step="close"]');
    await step(page, "settle");
    await state(page, "settled");
    await step(page, "resurvey", "11");
    await page.getByRole("alert").waitFor();
    await page.fill('input[name="first"]', "3");
    await page.click('[data-action="do-step"]');
    await state(page, "reopened");
    await step(page, "contact");
    await state(page, "contacted");
    await step(page, "close", "Waiting time", "A second counter at noon");
    await state(page, "closed");
    assert.equal(await page.locator(".follow-up-history li").count(), 7);
    await page.reload();
    await shell.started();
    await state(page, "closed");
    await shell.goTo("/follow-up");
    assert.equal(await shell.figure("follow_up.in_time"), "1");
    await page.locator('[data-figure="follow_up.in_time"]').first().click();
    await page.locator("dialog.provenance[open]").waitFor();
  }, { width, height, language, context: { hasTouch: true } });
}

test("everything done to a case can be undone, also that it is one", async ({ page, shell }) => {
  await answered(page, shell, [[0, "bad"]]);
  await page.click("[data-case]");
  await step(page, "contact");
  await state(page, "contacted");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await state(page, "new");
  await step(page, "note", "rang twice");
  await page.getByText("rang twice").first().waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.locator(".follow-up-history li").nth(1).waitFor({ state: "detached" });
  // What was taken back is done again, and long after the notice has gone the latest step is undone.
  await page.getByRole("button", { name: "Do it again" }).click();
  await page.locator(".follow-up-history li").nth(1).waitFor();
  await page.getByText("rang twice").first().waitFor();
  await page.reload();
  await shell.started();
  await page.click('[data-action="undo-last"]');
  await page.locator(".follow-up-history li").nth(1).waitFor({ state: "detached" });
  await page.click('[data-action="dismiss"]');
  await page.getByText("this answer is no case").waitFor();
  const address = page.url();
  await page.reload();
  await shell.started();
  await shell.goTo("/follow-up");
  // The answer is still there, and does not become a case again by itself.
  await page.getByText("every detractor becomes a case").waitFor();
  assert.equal(await page.locator("[data-case]").count(), 0);
  await page.goto(address);
  await page.click('[data-action="restore"]');
  await state(page, "new");
});

test("two quick taps are one step", async ({ page, shell }) => {
  await answered(page, shell, [[0, "bad"]]);
  await page.click("[data-case]");
  await state(page, "new");
  await page.locator('[data-step="contact"]').evaluate((button) => [1, 2].forEach(() => button.click()));
  await state(page, "contacted");
  assert.equal(await page.locator(".follow-up-history li").count(), 2);
  assert.equal(await page.getByText("passed over").count(), 0);
});

test("what a newer version wrote of a case stays as it is", async ({ page, shell, open }) => {
  const followUp = new FollowUp(page, shell);
  const record = { id: "open-seed-000000", version: 9, event: '{"id":"open-seed-000000","of":"a newer version"}' };
  await open("/settings");
  await put(page, KIOSK, "events", [record]);
  await followUp.seed([{ score: 2 }, { score: 3 }]);
  await followUp.open("/follow-up");
  await page.getByText("cannot be read by this version").waitFor();
  assert.equal(await page.locator("[data-case]").count(), 1);
  assert.deepEqual((await all(page, KIOSK, "events")).find(({ id }) => id === record.id), record);
  await shell.goTo("/kiosk");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-json"]')]);
  const { events } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(events.find(({ id }) => id === record.id).of, "a newer version");
});

test("promoters queue to be thanked and asked for a referral; nobody is asked twice", async ({ page, shell }) => {
  await answered(page, shell, [[10, "lovely"], [1, ""]], "Li Lei, 138 0000 0000");
  await page.click('[data-show="thanks"]');
  assert.equal(await page.locator("[data-case]").count(), 1);
  assert.equal(await page.locator(".overdue").count(), 0);
  await page.click("[data-case]");
  await page.click('[data-step="contact"]');
  await state(page, "contacted");
  assert.equal(await page.getByText("not to be asked again before").count(), 0, "thanks are no asking");
  await page.click('[data-step="refer"]');
  await state(page, "closed");
  await page.getByText("not to be asked again before").waitFor();
  await page.reload();
  await shell.started();
  await page.getByText("not to be asked again before").waitFor();
  // Their other case asks for nothing either.
  await shell.goTo("/follow-up");
  await page.click('[data-show="thanks"]');
  await shell.goTo("/follow-up/causes");
  await shell.goTo("/follow-up");
  await page.locator('[data-show="thanks"]').waitFor();
  assert.equal(await page.getAttribute('[data-show="thanks"]', "aria-pressed"), "true", "the list shows what it showed");
  await page.getByText("No case here").waitFor();
  await page.click('[data-show="open"]');
  await page.click("[data-case]");
  await page.click('[data-step="contact"]');
  await page.click('[data-step="settle"]');
  await state(page, "settled");
  assert.equal(await page.isDisabled('[data-step="askagain"]'), true);
});

test("what could not be written is not shown as done", async ({ page, shell }) => {
  await answered(page, shell, [[3, ""]]);
  await page.click("[data-case]");
  const disk = await fillDisk(page);
  await page.click('[data-step="contact"]');
  await page.getByRole("alert").waitFor();
  await state(page, "new");
  await disk.back();
  await page.click('[data-step="contact"]');
  await state(page, "contacted");
});

test("loaded answers become cases when asked for, the most valuable customer first", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/follow-up");
  await page.click('[data-action="find-candidates"]');
  await page.click('[data-action="open-candidates"]');
  await page.locator("[data-case]").first().waitFor();
  const values = await page.locator('[data-section="cases"] tbody td:nth-child(5)').allTextContents();
  assert.ok(values.length > 1 && values[0] !== "–", values.join());
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-cases"]')]);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  assert.match(download.suggestedFilename(), /^cases-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(rows[0], /^Case,Kind,Kind code,Rule,Rule code,State,State code,/);
  // Asked again, the same answers are cases already.
  await page.click('[data-action="find-candidates"]');
  await page.getByText("No loaded answer of the last days needs a new case").waitFor();
  // All at once they are taken back, and opened again.
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.locator("[data-case]").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Do it again" }).click();
  await page.locator("[data-case]").first().waitFor();
  const [again] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-cases"]')]);
  assert.equal((await readFile(await again.path(), "utf8")).trim().split("\r\n").length, rows.length);
});

test("customers whom a page warns of become cases with one click, none twice, and it can be undone", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention/warning");
  const button = page.locator('[data-action="open-named-cases"]');
  await button.waitFor({ timeout: 60_000 });
  const named = Number((await button.textContent()).match(/\d+/)[0]);
  assert.ok(named > 1);
  await button.click();
  await page.getByText(`Done: ${named} cases opened`).waitFor();
  await button.waitFor({ state: "detached" });
  await page.getByText("All of them have an open case.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await button.waitFor();
  assert.equal(Number((await button.textContent()).match(/\d+/)[0]), named);
  await button.click();
  await page.getByText("All of them have an open case.").waitFor();
  // They are in the follow-up, and say what named them and why.
  await page.getByRole("link", { name: "Go to the cases" }).click();
  await page.locator('[data-section="cases"]').waitFor();
  assert.equal(await page.getByText(/^Done: /).count(), 0, "what was done on a page is said on that page");
  await page.locator("[data-case]").first().click();
  const text = await page.locator('[data-section="case"]').textContent();
  assert.match(text, /silent for /);
  assert.match(text, /Named by the page\s*Churn warning/);
});

test("a filter of other pages does not hide answers that need a case", async ({ page, shell, open }) => {
  const found = async () => {
    await shell.goTo("/follow-up");
    await page.click('[data-action="find-candidates"]');
    return page.locator('[data-section="from-files"] p:has-text("are no case yet")').textContent();
  };
  await open();
  await shell.loadSample();
  const of = await found();
  await shell.goTo("/loyalty");
  const everybody = await shell.figure("nps.n");
  await shell.openFilter("branch");
  await page.locator(".filter-list input").first().check();
  await shell.applyFilter();
  await page.waitForFunction((all) => document.querySelector('[data-figure="nps.n"]')?.dataset.value !== all, everybody);
  assert.equal(await found(), of);
});

test("cases travel in the hand-over file, and bringing it twice changes nothing", async ({ page, shell, context }) => {
  await answered(page, shell, [[2, "too long"]]);
  await page.click("[data-case]");
  await step(page, "contact");
  await state(page, "contacted");
  await step(page, "close", "Waiting time", "Apologised");
  await state(page, "closed");
  const address = page.url();
  await shell.goTo("/kiosk");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-json"]')]);
  const elsewhere = await context.browser().newContext({ locale: "en-GB" });
  try {
    const there = await elsewhere.newPage();
    const shellThere = new Shell(there, shell.url);
    await shellThere.open("/kiosk");
    for (const times of [1, 2]) {
      await there.setInputFiles('[data-section="hand-over"] input[type="file"]', await download.path());
      await there.getByText(times === 1 ? "1 answer added" : "1 was here already").waitFor();
    }
    await there.goto(address);
    await state(there, "closed");
    // What cannot be written is said, and comes again.
    await shellThere.goTo("/kiosk");
    await there.locator('[data-section="hand-over"]').waitFor();
    await fillDisk(there);
    const text = await readFile(await download.path(), "utf8");
    const other = { name: "other.json", mimeType: "application/json", buffer: Buffer.from(text.replaceAll(/"id":"[^"]{20}/g, '$&x')) };
    await there.setInputFiles('[data-section="hand-over"] input[type="file"]', other);
    await there.locator('[data-outcome="trouble"]').waitFor();
  } finally {
    await elsewhere.close();
  }
});

test("the kiosk's answers count on the loyalty page, until they are not to", async ({ page, shell }) => {
  await answered(page, shell, [[10, ""], [9, ""], [2, ""]]);
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "3");
  await page.reload();
  await shell.started();
  assert.equal(await shell.figure("nps.n"), "3");
  await shell.goTo("/kiosk");
  await page.uncheck('input[name="count-kiosk"]');
  await shell.goTo("/loyalty");
  await page.locator("section.empty").waitFor();
});

test("erasing everything leaves the kiosk's answers, unless they are to go too", async ({ page, context, shell }) => {
  await answered(page, shell, [[2, "kept"]]);
  const other = await context.newPage();
  await new Shell(other, shell.url).open("/follow-up");
  await other.locator("[data-case]").waitFor();
  await other.evaluate(() => (location.hash = "/settings"));
  await shell.goTo("/follow-up/rules");
  await page.fill('[name="owners"]', "Ann");
  await page.locator('[name="causes"]').click();
  const kiosk = new Kiosk(page);
  await shell.goTo("/settings");
  await page.click('[data-action="erase"]');
  await page.click('[data-action="erase-yes"]');
  await page.getByText("Everything has been erased").waitFor();
  assert.equal((await kiosk.kept()).length, 1);
  await page.reload();
  await shell.started();
  await page.click('[data-action="erase"]');
  await page.getByText("its 1 answer (1 of them nowhere else)").waitFor();
  await page.check('input[name="erase-kiosk"]');
  await page.click('[data-action="erase-yes"]');
  await page.getByText("Everything has been erased").waitFor();
  assert.equal((await kiosk.kept()).length, 0);
  // Nor does another tab that had read the cases show them any more.
  // It loads itself anew meanwhile, which ends a single evaluation; a function that is waited for is asked again.
  await other.waitForFunction(() => {
    location.hash = "/follow-up";
    return document.body.innerText.includes("every detractor becomes a case");
  });
  await shell.goTo("/follow-up");
  await page.getByText("every detractor becomes a case").waitFor();
  await shell.goTo("/follow-up/rules");
  await page.locator('[name="owners"]').waitFor();
  assert.equal(await page.inputValue('[name="owners"]'), "");
});

test("another tab sees the rules change, and keeps them", async ({ page, context, shell, open }) => {
  await open("/follow-up/rules");
  await page.locator('[name="owners"]').waitFor();
  const other = await context.newPage();
  await new Shell(other, shell.url).open("/follow-up/rules");
  await other.locator('[name="owners"]').waitFor();
  await page.fill('[name="owners"]', "Ann");
  await page.locator('[name="causes"]').click();
  await other.waitForFunction(() => document.querySelector('[name="owners"]').value === "Ann");
  await other.fill('[name="cool-down"]', "7");
  await other.locator('[name="causes"]').click();
  await page.waitForFunction(() => document.querySelector('[name="cool-down"]').value === "7");
  assert.equal(await page.inputValue('[name="owners"]'), "Ann");
});

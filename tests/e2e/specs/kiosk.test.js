// The kiosk: two questions, nothing lost, no way out.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plain } from "node:test";
import { launchKept } from "../browser.js";
import { assertAccessible, DIST, test } from "../harness.js";
import { Kiosk } from "../pages/kiosk.js";
import { serve } from "../server.js";

for (const [width, height, language, words] of [
  [768, 1024, "zh-CN", /推荐Harbour Bank/],
  [390, 844, "en-GB", /recommend Harbour Bank/],
]) {
  test(`an answer is given by touch at ${width} px in ${language}`, async ({ page, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await assertAccessible(page);
    await kiosk.run();
    if (language === "en-GB") await page.getByRole("button", { name: "English" }).tap();
    await assertAccessible(page);
    await page.tap('[data-action="begin"]');
    assert.match(await page.locator("h1").textContent(), words);
    const sizes = await page.locator(".kiosk button:visible").evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
    );
    assert.ok(Math.min(...sizes) >= 48, `a target of ${Math.min(...sizes)} px`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await assertAccessible(page);
    await page.tap('[data-score="3"]');
    await kiosk.at("why");
    await page.locator(".kiosk-reason").first().tap();
    await page.fill('textarea[name="comment"]', "排队 an hour");
    await assertAccessible(page);
    await page.tap('[data-action="next"]');
    await kiosk.at("thanks");
    const [answer] = await kiosk.kept();
    assert.equal(answer.score, 3);
    assert.equal(answer.comment, "排队 an hour");
    assert.equal(answer.reasons.length, 1);
    assert.deepEqual([answer.complete, answer.branch, answer.language], [true, "North Gate", language === "en-GB" ? "en" : "zh-CN"]);
    await page.tap('[data-action="done"]');
    await kiosk.at("attract");
    assert.equal(await page.getByText("an hour").count(), 0);
  }, { width, height, language, context: { hasTouch: true } });
}

test("back and another language keep what was said", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="9"]');
  await page.locator(".kiosk-reason").first().click();
  await page.fill('textarea[name="comment"]', "kept");
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.inputValue('textarea[name="comment"]'), "kept");
  assert.equal(await page.locator('.kiosk-reason[aria-pressed="true"]').textContent(), "Friendly staff");
  await page.click('[data-action="back"]');
  assert.equal(await page.getAttribute('[data-score="9"]', "aria-pressed"), "true");
});

test("a half-done answer is kept as partial and not shown to the next", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run({ idle: "5" });
  await page.click('[data-action="begin"]');
  await page.click('[data-score="2"]');
  await page.fill('textarea[name="comment"]', "gone");
  await kiosk.at("attract");
  const [answer] = await kiosk.kept();
  assert.deepEqual([answer.complete, answer.score, answer.comment], [false, 2, "gone"]);
  await page.click('[data-action="begin"]');
  assert.equal(await page.getAttribute('[data-score="2"]', "aria-pressed"), "false");
});

test("nothing but the PIN leads out, and wrong ones wait", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await shell.goTo("/settings");
  await kiosk.at("attract");
  await page.goBack();
  await kiosk.at("attract");
  await page.reload();
  await shell.started();
  await kiosk.at("attract");
  assert.equal(await page.locator("nav").count(), 0);
  for (const pin of ["1111", "2222", "3333"]) {
    await kiosk.leave(pin);
    await page.getByRole("alert").waitFor();
    await page.locator("dialog .button").first().click();
  }
  await page.click(".kiosk-exit");
  assert.equal(await page.isDisabled('[data-action="leave"]'), true);
  await page.locator('[data-action="leave"]:enabled').waitFor();
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!stored.includes("0427"), "the PIN is not stored as it is");
  await page.fill('input[name="pin"]', "0427");
  await page.click('[data-action="leave"]');
  await page.locator("nav").waitFor();
});

test("answers leave as a file, once, and are read as survey answers", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(10, { comment: "=cmd|' /C calc'!A0" });
  await page.click('[data-action="done"]');
  await kiosk.answer(4);
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await page.waitForFunction(() => document.querySelector('[data-count="not-exported"]')?.textContent === "2");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-answers"]')]);
  await page.waitForFunction(() => document.querySelector('[data-count="not-exported"]')?.textContent === "0");
  const path = await download.path();
  const text = await readFile(path, "utf8");
  assert.equal(text.trim().split("\r\n").length, 3);
  assert.match(text, /'=cmd/);
  await shell.goTo("/import");
  await page.setInputFiles('input[type="file"]', { name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.click('[data-action="read"]:enabled');
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "2");
});

test("a full disk is said, and the answer is tried again until it is kept", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await page.click('[data-action="begin"]');
  await page.click('[data-score="6"]');
  await page.click('[data-action="next"]');
  await kiosk.at("not-kept");
  await page.evaluate(() => (IDBObjectStore.prototype.put = window.put));
  await page.click('[data-action="again"]');
  await kiosk.at("thanks");
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score), [6]);
});

/** The process of the browser whose profile is in `folder`. */
async function browserOf(folder) {
  for (const pid of await readdir("/proc")) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(`--user-data-dir=${folder}`) && !line.includes("--type=")) return Number(pid);
  }
  throw new Error("no browser runs on this profile");
}

plain("twenty times killed right after the thanks, no answer is lost", { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-kiosk-"));
  const host = await serve({ "/some/where/": DIST });
  const visit = async () => {
    const context = await launchKept(folder);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${host.origin}/some/where/#/kiosk`);
    await page.waitForSelector("#boot", { state: "detached" });
    return { context, page, kiosk: new Kiosk(page) };
  };
  try {
    // Set up once, and left in peace, so that the browser has written its settings.
    const first = await visit();
    await first.kiosk.run();
    await first.page.waitForTimeout(500);
    await first.context.close();
    for (let round = 0; round < 20; round++) {
      const { context, kiosk } = await visit();
      await kiosk.at("attract");
      await kiosk.answer(round % 11);
      const killed = new Promise((resolve) => context.once("close", resolve));
      process.kill(await browserOf(folder), "SIGKILL");
      await killed;
    }
    const last = await visit();
    const scores = (await last.kiosk.kept()).map(({ score }) => score);
    assert.deepEqual(scores.sort((a, b) => a - b), Array.from({ length: 20 }, (_, round) => round % 11).sort((a, b) => a - b));
    await last.context.close();
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
});

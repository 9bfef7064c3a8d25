// What cases add up to, the page on the wall, and the rules that open cases.
import assert from "node:assert/strict";
import { assertAccessible, test } from "../harness.js";
import { FollowUp, day } from "../pages/follow-up.js";
import { Kiosk } from "../pages/kiosk.js";

const SCREENS = [
  { width: 768, height: 1024, language: "zh-CN", context: { hasTouch: true } },
  { width: 390, height: 844, language: "en-GB" },
];

/** So many answers alike. */
const many = (count, answer) => Array.from({ length: count }, () => answer);

/** How somebody who left a number can be reached: only for them does a clock run. */
const contact = { text: "Li Lei, 138 0000 0000", consent: "yes" };

async function sound(page, followUp) {
  await assertAccessible(page);
  assert.equal(await followUp.sideways(), false, "it scrolls sideways");
}

for (const screen of SCREENS) {
  const { width, language } = screen;
  const chinese = language === "zh-CN";

  test(`causes add up and a measure is judged, at ${width} px in ${language}`, async ({ page, shell, open }) => {
    const followUp = new FollowUp(page, shell);
    await open("/follow-up/causes");
    await page.locator('[data-section="fixes"]').waitFor();
    await sound(page, followUp);
    await followUp.seed([
      { id: "unhappy-1", score: 2 },
      { id: "unhappy-2", score: 4, branch: "South Gate" },
      { id: "unhappy-3", score: 5, branch: "South Gate" },
      ...many(30, { daysAgo: 40, score: 3 }),
      ...many(10, { daysAgo: 40, score: 9 }),
      ...many(10, { daysAgo: 5, score: 6 }),
      ...many(30, { daysAgo: 5, score: 10 }),
      ...many(40, { daysAgo: 5, score: 0, branch: "South Gate" }),
    ]);
    await followUp.open("/follow-up");
    for (const [id, cause] of [["unhappy-1", "Queue, long"], ["unhappy-2", "Queue, long"], ["unhappy-3", "Fee"]]) {
      await followUp.close(id, cause);
    }
    await followUp.open("/follow-up/causes");
    await page.locator('[data-section="causes"]').waitFor();
    assert.match(await page.locator("h1").textContent(), chinese ? /3 个已结案.*2 个.*“Queue, long”/ : /^Queue, long lies behind 2 of 3 /);
    const [head, queue, fee] = await followUp.causes();
    assert.deepEqual(head.slice(4), ["South Gate", "North Gate"]);
    assert.deepEqual([queue[0], queue[1], ...queue.slice(4)], ["Queue, long", "2", "1", "1"]);
    assert.deepEqual([fee[0], fee[1], ...fee.slice(4)], ["Fee", "1", "1", "–"]);
    assert.match(await page.locator('[data-section="causes"] .caution').textContent(), /3/);
    await page.selectOption('select[name="split"]', { index: 2 });
    await page.waitForFunction(() => document.querySelectorAll('[data-section="causes"] thead th').length === 5);
    await sound(page, followUp);

    // What is missing is said, and nothing is kept.
    await page.click('[data-action="add-fix"]');
    await page.click('[data-action="keep-fix"]');
    assert.equal(await page.locator('[data-form="fix"] .field-error').count(), 3);
    await sound(page, followUp);
    await page.locator('[data-form="fix"] .actions .button').last().click();
    await followUp.addFix({ what: "A second counter", cause: "Queue, long", owner: "Ann", branch: "North Gate", since: day(10) });
    await page.locator("[data-fix]").waitFor();
    // (10 − 30) / 40 before, (30 − 11) / 41 after: today's unhappy customer is among those after.
    assert.equal(await shell.figure("fix.before"), "-50");
    assert.ok(Math.abs(Number(await shell.figure("fix.after")) - 4600 / 100 - 0.34) < 0.01, await shell.figure("fix.after"));
    assert.match(await page.locator("[data-fix]").textContent(), chinese ? /确实高于之前/ : /Really higher than before/);
    await page.click('[data-figure="fix.delta"]');
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await sound(page, followUp);

    // Elsewhere, on a day before any answer: nothing to compare.
    await followUp.addFix({ what: "New forms", cause: "Fee", owner: "Ben", branch: "West", since: day(10) });
    const second = page.locator("[data-fix]", { hasText: "New forms" });
    await second.waitFor();
    assert.match(await second.textContent(), chinese ? /尚无法对比/ : /Nothing to compare/);
    await second.locator('[data-action="fix-done"]').click();
    await page.locator("[data-fix]", { hasText: "New forms" }).locator('[data-done="true"]').waitFor();
    await second.locator('[data-action="edit-fix"]').click();
    await page.fill('[name="fix-owner"]', "Cleo");
    await page.click('[data-action="keep-fix"]');
    await page.locator("[data-fix]", { hasText: "Cleo" }).waitFor();
    await second.locator('[data-action="undo-fix"]').click();
    await page.locator("[data-fix]", { hasText: "Ben" }).waitFor();
    // What is being written stays while another measure changes.
    const first = page.locator("[data-fix]", { hasText: "A second counter" });
    await second.locator('[data-action="edit-fix"]').click();
    await page.fill('[name="fix-what"]', "New forms, shorter");
    await first.locator('[data-action="fix-done"]').click();
    await first.locator('[data-done="true"]').waitFor();
    assert.equal(await page.inputValue('[name="fix-what"]'), "New forms, shorter");
    await page.reload();
    await shell.started();
    await page.locator("[data-fix]", { hasText: "Ben" }).locator('[data-done="true"]').waitFor();
  }, screen);

  test(`a front line reads its day and prints it on one sheet, at ${width} px in ${language}`, async ({ page, shell, open }) => {
    const followUp = new FollowUp(page, shell);
    await open("/follow-up/front-line");
    await page.locator(".empty").waitFor();
    await sound(page, followUp);
    await followUp.seed([
      { id: "unhappy-1", score: 2, comment: "排队 forty minutes, call 139 0000 0000", staff: "Ben", contact },
      ...many(2, { score: 10, comment: "Friendly" }),
      ...many(1, { score: 8 }),
      ...many(2, { daysAgo: 1, score: 3, contact }),
      { id: "unhappy-2", daysAgo: 3, score: 0, comment: "Nobody called", contact: { text: "138 0000 0000", consent: "yes" } },
      { id: "south-001", score: 9, branch: "South Gate" },
    ]);
    await followUp.open("/follow-up");
    await followUp.open("/follow-up/front-line");
    await page.locator(".sheet").waitFor();
    // (2 − 1) of 4 now, −100 of 2 before: both are small samples, and no answer now makes more of those before.
    assert.equal(await shell.figure("front_line.now"), "25");
    assert.equal(await shell.figure("front_line.before"), "-100");
    assert.equal(await shell.figure("front_line.delta"), "125");
    assert.match(await page.locator("h1").textContent(), chinese ? /North Gate：.*得分 \+25\.0 \(样本较小\)，1 个待联系，3 个已超时/ : /^North Gate: score \+25\.0 on .* \(small sample\), 1 to call, 3 overdue$/);
    assert.match(await page.locator('[data-unit=\"North Gate\"] .tiles').textContent(), chinese ? /回答太少，无法比较/ : /too few answers to compare/);
    assert.match(await page.locator('[data-section="said"]').textContent(), /排队 forty minutes/);
    assert.equal(await page.locator('[data-section="said"] li').count(), 3);
    // Neither names nor numbers, unless asked for.
    assert.doesNotMatch(await page.locator(".sheet").textContent(), /Li Lei|13[89] 0000 0000/);
    await page.check('[name="named"]');
    await page.waitForFunction(() => document.querySelector('[data-section="calls"] li').textContent.includes("138 0000 0000"));
    assert.match(await page.locator('[data-section="said"]').textContent(), /139 0000 0000/);
    assert.equal(await page.locator('[data-section="calls"] .follow-up-way').first().getAttribute("href"), "tel:13800000000");
    await page.uncheck('[name="named"]');
    await sound(page, followUp);
    // A week, and a member of staff.
    await page.selectOption('select[name="stretch"]', { index: 1 });
    await page.waitForFunction(() => document.querySelector('[data-figure="front_line.now"]')?.dataset.value !== "25");
    await page.selectOption('select[name="stretch"]', { index: 0 });
    await page.selectOption('select[name="unit"]', { label: "Ben" });
    await page.locator('[data-unit="Ben"]').waitFor();
    assert.equal(await shell.figure("front_line.now"), "-100");
    assert.match(await page.locator('[data-unit="Ben"]').textContent(), chinese ? /无法对比/ : /nothing to compare/);
    // What was chosen stays.
    await followUp.open("/follow-up");
    await followUp.open("/follow-up/front-line");
    await page.locator('[data-unit="Ben"]').waitFor();
    await page.check('[name="all-branches"]');
    await page.locator('[data-unit="South Gate"]').waitFor();
    await page.evaluate(() => (window.print = () => (document.documentElement.dataset.printed = "yes")));
    await page.click('[data-action="print"]');
    await page.locator('html[data-printed="yes"]').waitFor();
    assert.equal(await sheets(page), 2);
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".nav", ".parts", ".front-line-choices"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    assert.equal(await page.locator(".sheet h1").first().isVisible(), true);
    await page.emulateMedia({ media: "screen" });
    await page.locator('[data-case="unhappy-2"]').first().click();
    await page.locator('[data-section="case"]').waitFor();
  }, screen);

  test(`rules are changed, checked and taken back, at ${width} px in ${language}`, async ({ page, shell, open }) => {
    const followUp = new FollowUp(page, shell);
    await open("/follow-up/rules");
    await page.locator('[data-section="rules"]').waitFor();
    await sound(page, followUp);
    // What makes no sense is said beside the field and not kept.
    await followUp.rule(0, "highest").selectOption("2");
    await followUp.rule(0, "lowest").selectOption("5");
    await page.locator('[data-rule="0"] .field-error:not(:empty)').waitFor();
    assert.match(await followUp.settings(), /"lowest":0,"highest":2/);
    await sound(page, followUp);
    await followUp.rule(0, "lowest").selectOption("0");
    await page.locator('[data-rule="0"] .field-error:not(:empty)').waitFor({ state: "detached" });
    await page.fill('[name="hours"]', "0");
    await page.locator('[name="hours"][aria-invalid="true"]').waitFor();
    assert.doesNotMatch(await followUp.settings(), /"hours":0/);
    await page.fill('[name="hours"]', "8");
    await page.check('[name="working"]');
    await page.fill('[name="holidays"]', "2026-10-01\n2026-13-01");
    await page.locator('[name="cool-down"]').click();
    assert.match(await page.locator('[data-section="terms"] .field-error:not(:empty)').textContent(), /2026-13-01/);
    await page.fill('[name="holidays"]', "2026-10-01\n2026-10-02");
    await page.fill('[name="work-from"]', "20:00");
    await page.locator('[name="cool-down"]').click();
    await page.locator('[name="work-from"][aria-invalid="true"]').waitFor();
    await page.fill('[name="work-from"]', "08:30");
    await page.uncheck('[name="working"]');
    await page.check('[name="working"]');
    assert.equal(await page.inputValue('[name="work-from"]'), "08:30");
    await page.fill('[name="cool-down"]', "60");
    await page.fill('[name="owners"]', "Ann\n李雷");
    await page.locator('[name="causes"]').click();
    await page.locator('[aria-invalid="true"]').waitFor({ state: "detached" });
    await sound(page, followUp);
    const kept = JSON.stringify(JSON.parse(await followUp.settings()));
    for (const part of ['"hours":8', '"from":510', '"2026-10-01","2026-10-02"', '"cool_down_days":60', '"Ann","李雷"']) {
      assert.ok(kept.includes(part), `${part} in ${kept}`);
    }
    // Removing is taken back; so is resetting.
    await page.click('[data-rule="1"] [data-action="rule-remove"]');
    await page.locator('[data-rule="1"]').waitFor({ state: "detached" });
    await page.locator(".banner-info .button").click();
    await page.locator('[data-rule="1"]').waitFor();
    await page.click('[data-action="reset-rules"]');
    await page.locator(".banner-info .button").click();
    assert.equal(await followUp.rule(0, "highest").inputValue(), "2");
    // A rule by words, tried first.
    await page.click('[data-action="add-rule"]');
    await followUp.rule(2, "name").fill("Queue");
    await followUp.rule(2, "highest").selectOption("10");
    await followUp.rule(2, "words").fill("排队、queue");
    await page.locator('[data-rule="2"] summary').click();
    await page.locator('[data-rule="2"] .checks input').first().check();
    await page.locator('[data-rule="2"] .checks input').first().uncheck();
    await page.click('[data-rule="2"] [data-action="rule-up"]');
    await page.click('[data-rule="1"] [data-action="rule-up"]');
    assert.equal(await followUp.rule(0, "name").inputValue(), "Queue");
    assert.equal(await followUp.rule(0, "words").inputValue(), "排队, queue");
    await sound(page, followUp);
    const kiosk = new Kiosk(page);
    await shell.goTo("/kiosk");
    await kiosk.run();
    await kiosk.answer(8, { comment: "等了很久，排队太长" });
    await kiosk.toInvitation();
    await kiosk.leave("0427");
    await followUp.open("/follow-up");
    await page.locator("[data-case]").first().click();
    await page.locator('[data-section="case"]').waitFor();
    assert.match(await page.locator('[data-section="case"]').textContent(), /Queue/);
  }, screen);
}

/** How many sheets of paper the page takes. */
async function sheets(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page[^s]/g).length;
}

for (const screen of SCREENS) {
  test(`who cannot be reached is a list of its own, by reason and without a clock, at ${screen.width} px in ${screen.language}`, async ({ page, shell, open }) => {
    const followUp = new FollowUp(page, shell);
    await open("/follow-up");
    await followUp.seed([
      { id: "reached-1", score: 1, daysAgo: 3, contact: { text: "ann@example.com / 138 0000 0000", consent: "yes" } },
      { id: "silent-01", score: 2, daysAgo: 3, reasons: ["Slow"], comment: "an hour" },
      { id: "silent-02", score: 3, daysAgo: 2, reasons: ["Slow", "Dear"] },
      { id: "silent-03", score: 4, daysAgo: 1, reasons: ["Dear"] },
    ]);
    await page.reload();
    await shell.started();
    const silent = page.locator('[data-section="unreachable"]');
    await silent.waitFor();
    await sound(page, followUp);
    assert.equal(await shell.figure("follow_up.open"), "1");
    assert.equal(await shell.figure("follow_up.overdue"), "1");
    assert.equal(await page.locator('[data-section="cases"] [data-case]').count(), 1);
    const ways = await page.locator('[data-section="cases"] .follow-up-way').evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    assert.deepEqual(ways, ["mailto:ann@example.com", "tel:13800000000"]);
    // Every open case is under a name: those of whom nobody can call, too.
    const counted = async (name) => Number((await page.locator(`[data-show="${name}"] .muted`).textContent()).trim());
    const [open1, thanks, unreachable, closed, all] = await Promise.all(["open", "thanks", "unreachable", "closed", "all"].map(counted));
    assert.deepEqual([open1 + thanks + unreachable + closed, unreachable], [all, 3]);
    await page.click('[data-show="unreachable"]');
    await page.locator('[data-section="cases"] [data-case]').nth(2).waitFor();
    await page.click('[data-show="open"]');
    assert.equal(await silent.locator("[data-case]").count(), 3);
    assert.equal(await silent.locator(".follow-up-due").count(), 0);
    await silent.getByRole("button", { name: /^Dear 2$/ }).click();
    await silent.locator("[data-case]").nth(2).waitFor({ state: "detached" });
    assert.equal(await silent.locator("[data-case]").count(), 2);
    // What lay behind it is written down without a call.
    await silent.locator("[data-case]").first().click();
    await page.click('[data-step="close"]');
    await page.fill('input[name="first"]', "Fees");
    await page.fill('input[name="second"]', "Talked about it at the branch");
    await page.click('[data-action="do-step"]');
    await page.locator('[data-section="case"][data-state="closed"]').waitFor();
    await sound(page, followUp);
    await followUp.open("/follow-up/causes");
    assert.equal((await followUp.causes())[1][0], "Fees");
  }, screen);
}

test("a rule made wider opens old answers as new, not as overdue", async ({ page, shell, open }) => {
  const followUp = new FollowUp(page, shell);
  await open("/follow-up/rules");
  await followUp.seed([{ score: 7, daysAgo: 20, contact }, { score: 2, daysAgo: 20, contact }]);
  await page.reload();
  await shell.started();
  await followUp.open("/follow-up");
  await page.locator("[data-case]").first().waitFor();
  await followUp.open("/follow-up/rules");
  await followUp.rule(0, "highest").selectOption("8");
  await followUp.open("/follow-up");
  await page.locator('[data-figure="follow_up.open"][data-value="2"]').waitFor();
  assert.equal(await shell.figure("follow_up.overdue"), "1");
});

test("many comments and calls still fit one sheet", async ({ page, shell, open }) => {
  const followUp = new FollowUp(page, shell);
  await open("/follow-up");
  await page.locator("h1").waitFor();
  await followUp.seed(many(40, { score: 3, comment: "It took far too long, and nobody said how long it would take. ".repeat(8), contact }));
  await page.reload();
  await shell.started();
  await followUp.open("/follow-up/front-line");
  await page.locator(".sheet").waitFor();
  assert.equal(await page.locator('[data-section="said"] li').count(), 40);
  assert.equal(await sheets(page), 1);
});

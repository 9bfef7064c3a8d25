// The scores on the kiosk's own page: of today and this week, by group, beside how often the question was shown.
import assert from "node:assert/strict";
import { assertAccessible, test } from "../harness.js";
import { FollowUp } from "../pages/follow-up.js";
import { Kiosk } from "../pages/kiosk.js";

/** Rows of the table, without its header. */
async function rows(page) {
  return page
    .locator('[data-section="scores"] tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

for (const [width, height, language, words] of [
  [768, 1024, "zh-CN", /NPS .*共 2 条回答（样本较小）；回答率 66\.7%：本设备展示 3 次，回答 2 次/],
  [390, 844, "en-GB", /NPS .* of 2 answers \(small sample\); response 66\.7%: 2 of 3 who were shown/],
]) {
  test(`today's scores stand beside how often the question was shown, at ${width} px in ${language}`, async ({ page, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await page.locator('[data-score-line="0"]').waitFor();
    await page.fill('input[name="touchpoint"]', "Counter");
    await kiosk.run();
    await kiosk.answer(10);
    await kiosk.toInvitation();
    await kiosk.answer(2);
    await kiosk.toInvitation();
    // Somebody looks at the question and goes.
    await page.click('[data-action="begin"]');
    await kiosk.at("score");
    await kiosk.leave("0427");
    await page.locator('[data-score-line="2"]').waitFor();
    await page.getByText(words).waitFor();
    assert.deepEqual((await rows(page)).map((row) => [row[0], row[2], row[3], row[4]]), [["North Gate", "2", "3", "66.7%"]]);
    await assertAccessible(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    const by = async (place, first) => {
      await page.selectOption('select[name="scores-by"]', { index: place });
      await page.waitForFunction((first) => new RegExp(first).test(document.querySelector('[data-section="scores"] tbody th').textContent), first);
    };
    await by(1, "Counter");
    await by(3, "^\\d\\d:00$");
    await by(4, language === "zh-CN" ? "中文" : "English");
    assert.deepEqual((await rows(page))[0].slice(2), ["2", "–", "–"], "nobody knows which language those would have chosen");
    await page.selectOption('select[name="scores-of"]', { index: 1 });
    await page.locator('[data-score-line="2"]').waitFor();
  }, { width, height, language });
}

test("repeated presses are marked, told, and can be left out", async ({ page, shell, open }) => {
  const followUp = new FollowUp(page, shell);
  await open("/kiosk");
  const offset_minutes = -(await page.evaluate(() => new Date().getTimezoneOffset()));
  const noon = new Date().setHours(12, 0, 0, 0);
  const at = (second) => ({ epoch_ms: noon + second * 1000, offset_minutes });
  await followUp.seed([0, 4, 8, 12, 300].map((second) => ({ score: 0, taken: at(second) })));
  await page.reload();
  await shell.started();
  await page.locator('[data-score-line="5"]').waitFor();
  await page.locator('[data-repeated="3"]').waitFor();
  await page.check('input[name="without-repeats"]');
  await page.locator('[data-score-line="2"]').waitFor();
  await page.reload();
  await shell.started();
  await page.locator('[data-score-line="2"]').waitFor();
  // What they are is the user's: of four in a row none is marked where only ten are a row.
  await page.click('[data-section="repeats"] > summary');
  await page.fill('input[name="repeats-least"]', "10");
  await page.press('input[name="repeats-least"]', "Tab");
  await page.locator('[data-score-line="5"]').waitFor();
  await page.fill('input[name="repeats-least"]', "0");
  await page.press('input[name="repeats-least"]', "Tab");
  await page.waitForFunction(() => document.querySelector('input[name="repeats-least"]').value === "10");
  await assertAccessible(page);
});

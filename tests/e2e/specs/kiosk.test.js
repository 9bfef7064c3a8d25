// The kiosk: two questions, nothing lost, no way out.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, test } from "../harness.js";
import { Kiosk } from "../pages/kiosk.js";

for (const [width, height, language, words] of [
  [768, 1024, "zh-CN", /推荐Harbour Bank/],
  [390, 844, "en-GB", /recommend Harbour Bank/],
]) {
  test(`an answer is given by touch at ${width} px in ${language}`, async ({ page, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await assertAccessible(page);
    await kiosk.run();
    // It begins in the language it was set up in.
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
    await kiosk.toInvitation();
    assert.equal(await page.getByText("an hour").count(), 0);
  }, { width, height, language, context: { hasTouch: true } });
}

test("the whole way by keyboard, in forced colours and without movement", async ({ page, open }) => {
  await page.clock.install();
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce", contrast: "more" });
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  // The invitation has the focus after a first answer; at the very start it is a few steps away.
  await page.focus('[data-action="begin"]');
  await page.keyboard.press("Enter");
  await kiosk.at("score");
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await assertAccessible(page);
  for (let times = 0; times < 4; times++) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.score), "3");
  await page.keyboard.press("Enter");
  await kiosk.at("why");
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await page.locator('.kiosk-reason[aria-pressed="true"]').count(), 1);
  await page.focus('[data-action="next"]');
  // The thanks must not end between two keys.
  await kiosk.holdTime();
  await page.keyboard.press("Enter");
  await kiosk.at("thanks");
  await page.clock.runFor(500);
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await kiosk.at("attract");
  await page.clock.resume();
  await page.waitForFunction(() => document.activeElement?.dataset.action === "begin");
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score), [3]);
});

for (const [width, height] of [
  [768, 1024],
  [1024, 768],
  [1280, 800],
]) {
  test(`the kiosk fills a tablet of ${width} x ${height}, in large letters, without a scroll, and no score has a colour`, async ({ page, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await page.check('input[name="ask-contact"]');
    await page.click('details[data-section="look"] > summary');
    await page.fill('input[name="accent"]', "#b00020");
    await kiosk.run();
    const begin = await page.locator('[data-action="begin"]').boundingBox();
    assert.ok(begin.width * begin.height > 0.75 * width * height, `the invitation has ${begin.width} x ${begin.height}`);
    const fits = async (least) => {
      const seen = await page.evaluate(() => {
        const root = document.documentElement;
        const letters = (selector) => Number.parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
        return { scrolls: root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight, title: letters(".kiosk h1"), body: letters(".kiosk") };
      });
      assert.equal(seen.scrolls, false);
      assert.ok(seen.body >= 20 && seen.title >= 38, `letters of ${seen.body} and ${seen.title} px`);
      const heights = await page.locator(".kiosk-score, .kiosk-reason, .kiosk-steps .button").evaluateAll((all) => all.map((one) => Math.min(one.offsetHeight, one.offsetWidth)));
      assert.ok(Math.min(...heights) >= least, `a target of ${Math.min(...heights)} px`);
    };
    await page.click('[data-action="begin"]');
    await kiosk.at("score");
    await fits(64);
    const looks = () => page.locator(".kiosk-score").evaluateAll((all) => [...new Set(all.map((one) => {
      const { backgroundColor, borderTopColor, color } = getComputedStyle(one);
      return [backgroundColor, borderTopColor, color].join();
    }))]);
    assert.equal((await looks()).length, 1, "all scores look alike");
    await page.click('[data-score="3"]');
    await kiosk.at("why");
    await fits(64);
    await page.click('[data-action="back"]');
    await kiosk.at("score");
    assert.ok(!(await looks()).join().includes("rgb(176, 0, 32)"), "the chosen one has no colour either");
    await page.click('[data-score="3"]');
    await page.click('[data-action="next"]');
    await kiosk.at("contact");
    await fits(64);
  }, { width, height, language: "en-GB", context: { hasTouch: true } });
}

test("the kiosk's movement is quiet, and none where none is wanted", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const moves = () => page.evaluate(() => document.getAnimations().map(({ animationName }) => animationName));
  assert.ok((await moves()).includes("kiosk-breathe"));
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.deepEqual(await moves(), []);
  await page.click('[data-action="begin"]');
  await kiosk.at("score");
  assert.deepEqual(await moves(), []);
});

test("the thanks end by a touch, or by themselves", async ({ page, open }) => {
  await page.clock.install();
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.holdTime();
  await kiosk.answer(9);
  await page.tap('[data-action="done"]');
  await kiosk.at("attract");
  await kiosk.answer(9);
  await page.clock.runFor(4_000);
  await kiosk.at("attract");
}, { width: 768, height: 1024, context: { hasTouch: true } });

test("back and another language keep what was said", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.getByRole("button", { name: "中文" }).click();
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

test("typing draws nothing of the screen anew", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="9"]');
  await kiosk.at("why");
  await page.evaluate(() => {
    window.changes = 0;
    const observer = new MutationObserver((changes) => (window.changes += changes.length));
    observer.observe(document.querySelector(".kiosk"), { childList: true, attributes: true, characterData: true, subtree: true });
  });
  await page.locator('textarea[name="comment"]').pressSequentially("abc");
  assert.equal(await page.evaluate(() => window.changes), 0);
  // What was tapped shows, and nothing else changes.
  await page.locator(".kiosk-reason").first().click();
  await page.locator('.kiosk-reason[aria-pressed="true"]').waitFor();
  assert.equal(await page.evaluate(() => window.changes), 1);
});

test("a half-done answer is kept as partial and not shown to the next", async ({ page, open }) => {
  await page.clock.install();
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run({ idle: "45" });
  await page.click('[data-action="begin"]');
  await page.click('[data-score="2"]');
  await page.fill('textarea[name="comment"]', "gone");
  await page.clock.runFor(50_000);
  await kiosk.at("attract");
  const [answer] = await kiosk.kept();
  assert.deepEqual([answer.complete, answer.score, answer.comment], [false, 2, "gone"]);
  await page.click('[data-action="begin"]');
  assert.equal(await page.getAttribute('[data-score="2"]', "aria-pressed"), "false");
});

for (const [width, height, language] of [
  [768, 1024, "zh-CN"],
  [390, 844, "en-GB"],
]) {
  test(`nothing but the PIN leads out, and wrong ones wait, at ${width} px in ${language}`, async ({ page, shell, open }) => {
    await page.clock.install();
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
    // The wait must not be over before it is looked at.
    await kiosk.holdTime();
    for (const pin of ["1111", "2222", "3333"]) {
      await kiosk.leave(pin);
      await page.getByRole("alert").waitFor();
      await page.locator("dialog .button").first().click();
    }
    await page.click(".kiosk-exit");
    assert.equal(await page.isDisabled('[data-action="leave"]'), true);
    await page.clock.resume();
    await page.locator('[data-action="leave"]:enabled').waitFor();
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!stored.includes("0427"), "the PIN is not stored as it is");
    await page.fill('input[name="pin"]', "0427");
    await page.click('[data-action="leave"]');
    await page.locator("nav").waitFor();
  }, { width, height, language, context: { hasTouch: true } });
}

test("going back leads nowhere while the kiosk runs, and where it did before once the PIN was given", async ({ page, shell, url, open }) => {
  const kiosk = new Kiosk(page);
  // As the browser's button does it, and made good before the next one.
  const back = async () => {
    await page.evaluate(() => new Promise((resolve) => {
      addEventListener("popstate", resolve, { once: true });
      history.back();
    }));
    await page.waitForFunction(() => history.state === 24);
  };
  const before = `${url}icons/icon.svg`;
  await page.goto(before);
  await open("/kiosk");
  await kiosk.run();
  for (let times = 0; times < 4; times++) await back();
  await kiosk.at("attract");
  await page.click('[data-action="begin"]');
  await page.click('[data-score="4"]');
  await page.fill('textarea[name="comment"]', "in the middle");
  // Swipes in a row, before any of them is made good; and entries as far down as a browser's list shows.
  await page.evaluate(() => [1, 2, 3, 4, 5].forEach(() => history.back()));
  for (const far of [-12, -20]) {
    await page.waitForFunction(() => history.state === 24);
    await page.evaluate((far) => history.go(far), far);
  }
  await back();
  await kiosk.at("why");
  assert.equal(await page.inputValue('textarea[name="comment"]'), "in the middle");
  // Started anew it still knows where it is.
  await page.reload();
  await shell.started();
  await kiosk.at("attract");
  for (let times = 0; times < 4; times++) await back();
  await kiosk.at("attract");
  await kiosk.leave("0427");
  await page.locator('[data-section="pinning"]').waitFor();
  await page.waitForFunction(() => typeof history.state !== "number");
  await page.goBack();
  assert.equal(page.url(), before);
}, { allow: [/favicon\.ico/] });

test("how to pin the device is told for each system", async ({ page, open }) => {
  await open("/kiosk");
  for (const system of ["ipad", "android", "windows"]) {
    const steps = page.locator(`[data-system="${system}"]`);
    await steps.locator("summary").click();
    await steps.locator("li").first().waitFor();
    assert.ok((await steps.locator("li").count()) >= 4, system);
  }
  await assertAccessible(page);
});

test("a PIN that nobody goes on typing is put away, and the next respondent finds nothing of it", async ({ page, open }) => {
  await page.clock.install();
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.click(".kiosk-exit");
  for (const digits of ["0", "04"]) {
    // Whoever types is not gone.
    await page.clock.runFor(30_000);
    await page.fill('input[name="pin"]', digits);
  }
  assert.equal(await page.inputValue('input[name="pin"]'), "04");
  await page.clock.runFor(60_000);
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.querySelector('input[name="pin"]').value === "");
  await page.click('[data-action="begin"]');
  await kiosk.at("score");
  await kiosk.leave("0427");
  await page.locator("nav").waitFor();
});

test("answers leave as a file, once, and are read as survey answers", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(10, { comment: "=cmd|' /C calc'!A0" });
  await kiosk.toInvitation();
  await kiosk.answer(4);
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await page.waitForFunction(() => document.querySelector('[data-count="not-exported"]')?.textContent === "2");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-answers"]')]);
  await page.waitForFunction(() => document.querySelector('[data-count="not-exported"]')?.textContent === "0");
  await page.getByText("(today)").waitFor();
  assert.match(await page.locator('[data-count="room"]').textContent(), / of .*(kept until you erase it|may clear it)/);
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

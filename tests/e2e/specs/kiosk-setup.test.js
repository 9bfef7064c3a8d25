// Setting a kiosk up: profiles, own words, look, rest, and the way to another device.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, test } from "../harness.js";
import { Kiosk } from "../pages/kiosk.js";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M/wHwAEAQH/7yMK/gAAAABJRU5ErkJggg==",
  "base64",
);

/** A tablet in Chinese and a phone in English, by touch. */
const DEVICES = [
  { width: 768, height: 1024, language: "zh-CN", context: { hasTouch: true } },
  { width: 390, height: 844, language: "en-GB", context: { hasTouch: true } },
];

for (const device of DEVICES) {
  test(`a profile asks in its own words, shows its look, and takes a contact with consent, at ${device.width} px`, async ({ page, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await kiosk.fill();
    await page.click('details[data-questions="zh-CN"] > summary');
    await page.fill('input[name="recommend-zh-CN"]', "您愿意再来吗？");
    await page.fill('input[name="extra-zh-CN"]', "还有什么建议？");
    await page.fill('textarea[name="detractor-zh-CN"]', "太吵\n太冷");
    await page.check('input[name="ask-contact"]');
    await page.click('details[data-section="look"] > summary');
    await page.fill('input[name="accent"]', "#ffd400");
    await page.setInputFiles('input[name="logo"]', { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    await page.getByRole("alert").waitFor();
    await page.setInputFiles('input[name="logo"]', { name: "logo.png", mimeType: "image/png", buffer: PIXEL });
    await page.locator(".kiosk-logo-small").waitFor();
    await assertAccessible(page);
    await page.click('[data-action="run-kiosk"]');
    await kiosk.at("attract");
    assert.equal(await page.locator("img.kiosk-logo").evaluate((image) => image.naturalWidth), 1);
    await page.getByRole("button", { name: "中文" }).click();
    await page.click('[data-action="begin"]');
    assert.equal(await page.locator("h1").textContent(), "您愿意再来吗？");
    await page.click('[data-score="2"]');
    assert.deepEqual(await page.locator(".kiosk-reason").allTextContents(), ["太吵", "太冷"]);
    await page.locator(".kiosk-reason").last().click();
    assert.equal(await page.locator(".kiosk-reason").last().evaluate((button) => getComputedStyle(button).backgroundColor), "rgb(255, 212, 0)");
    await assertAccessible(page);
    await page.click('[data-action="next"]');
    await page.fill('textarea[name="extra"]', "开暖气");
    await page.click('[data-action="next"]');
    await page.fill('input[name="contact"]', "138 0000 0000");
    assert.match(await page.getByText(/同意声明/).textContent(), /勾选/);
    await page.locator('[data-action="next"]:disabled').waitFor();
    await assertAccessible(page);
    await page.fill('input[name="contact"]', "");
    await page.locator('[data-action="next"]:enabled').waitFor();
    await page.fill('input[name="contact"]', "138 0000 0000");
    await page.locator('[data-action="next"]:disabled').waitFor();
    await page.check('input[name="consent"]');
    await page.click('[data-action="next"]');
    await kiosk.at("thanks");
    const [answer] = await kiosk.kept();
    assert.deepEqual([answer.score, answer.reasons, answer.extra], [2, ["太冷"], "开暖气"]);
    assert.equal(answer.contact.text, "138 0000 0000");
    assert.match(answer.contact.consent, /同意/);
  }, device);
}

test("a language ticked later asks for a contact too, and one ticked again says what was typed", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill();
  await page.click('details[data-questions="en"] > summary');
  await page.fill('input[name="extra-en"]', "Anything else?");
  await page.uncheck('input[name="en"]');
  await page.locator('details[data-questions="en"]').waitFor({ state: "detached" });
  await page.check('input[name="ask-contact"]');
  await page.check('input[name="en"]');
  await page.click('details[data-questions="en"] > summary');
  assert.match(await page.inputValue('input[name="consent-en"]'), /contact me/);
  assert.equal(await page.inputValue('input[name="extra-en"]'), "Anything else?");
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await page.getByRole("button", { name: "English" }).click();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="9"]');
  await page.click('[data-action="next"]');
  await page.click('[data-action="next"]');
  await kiosk.at("contact");
});

test("a start that is refused names what is missing", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill({ idle: "" });
  await page.click('[data-action="run-kiosk"]');
  const label = await page.locator('label:has(input[name="idle"]) span').textContent();
  assert.ok((await page.getByRole("alert").textContent()).includes(label));
});

test("all that is missing is shown at once, the first has the focus, and each goes as it is mended", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await page.fill('input[name="idle"]', "3");
  await page.click('[data-action="run-kiosk"]');
  const missing = page.locator("[data-fault]");
  await missing.first().waitFor();
  const named = () => missing.evaluateAll((all) => all.map((one) => one.dataset.fault));
  assert.deepEqual(await named(), ["organisation", "branch", "idle", "new-pin"]);
  assert.equal(await page.evaluate(() => document.activeElement.name), "organisation");
  assert.equal(await page.getByRole("alert").locator("p").count(), 4);
  assert.equal(await page.locator('[aria-invalid="true"]').count(), 4);
  await assertAccessible(page);
  await page.fill('input[name="organisation"]', "Harbour Bank");
  await page.locator('[data-fault="organisation"]').waitFor({ state: "detached" });
  await page.click('[data-action="run-kiosk"]');
  assert.equal(await page.evaluate(() => document.activeElement.name), "branch");
  await kiosk.run();
});

test("setting up and starting come first on the page, then the answers and their export", async ({ page, open }) => {
  await open("/kiosk");
  const parts = ["organisation", "run-kiosk", "pinning", "scores", "holding", "hand-over"];
  const tops = await page.evaluate(
    (parts) => parts.map((part) => document.querySelector(`[name="${part}"], [data-action="${part}"], [data-section="${part}"]`).getBoundingClientRect().top),
    parts,
  );
  assert.deepEqual(tops, [...tops].sort((a, b) => a - b));
});

test("after the PIN the ways on are there: scores, calls, and on with the questions", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  assert.equal(await page.locator('[data-section="ready"]').count(), 0);
  await kiosk.run();
  await kiosk.answer(2);
  await kiosk.toInvitation();
  await kiosk.leave("0427");
  const ready = page.locator('[data-section="ready"]');
  await ready.waitFor();
  await page.getByText("1 answer exists on this device only").waitFor();
  await assertAccessible(page);
  await page.click('[data-action="go-on"]');
  await kiosk.at("attract");
  await kiosk.leave("0427");
  await page.click('[data-action="see-scores"]');
  await page.waitForFunction(() => document.activeElement.dataset.section === "scores");
  await page.locator('[data-score-line="1"]').waitFor();
  await page.click('[data-action="call-back"]');
  await page.locator("[data-case]").waitFor();
});

test("a new PIN is hidden unless one looks at it", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill({ pin: "0427" });
  const pin = page.locator('input[name="new-pin"]');
  const show = page.getByRole("button", { name: "Show the PIN" });
  assert.deepEqual([await pin.getAttribute("type"), await show.getAttribute("aria-pressed")], ["password", "false"]);
  await show.press("Enter");
  await page.locator('input[name="new-pin"][type="text"]').waitFor();
  assert.deepEqual([await pin.inputValue(), await show.getAttribute("aria-pressed")], ["0427", "true"]);
  await assertAccessible(page);
  await show.click();
  await page.locator('input[name="new-pin"][type="password"]').waitFor();
});

test("a question asked in one language only does not hold up the other", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill();
  await page.click('details[data-questions="zh-CN"] > summary');
  await page.fill('input[name="extra-zh-CN"]', "还有什么建议？");
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await page.getByRole("button", { name: "中文" }).click();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="2"]');
  await page.click('[data-action="next"]');
  await kiosk.at("extra");
  await page.fill('textarea[name="extra"]', "开暖气");
  await page.getByRole("button", { name: "English" }).click();
  await kiosk.at("why");
  await page.getByRole("button", { name: "Send" }).click();
  await kiosk.at("thanks");
  const [answer] = await kiosk.kept();
  assert.deepEqual([answer.score, answer.extra, answer.language], [2, "开暖气", "en"]);
});

for (const device of DEVICES) {
  test(`a restart code, shown once, opens the export when the PIN is forgotten, at ${device.width} px`, async ({ page, shell, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await kiosk.fill();
    const shown = page.locator("[data-restart-code]");
    const code = await shown.textContent();
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
    await assertAccessible(page);
    await page.click('[data-action="run-kiosk"]');
    await kiosk.at("attract");
    await kiosk.answer(3);
    await kiosk.toInvitation();
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    assert.ok(!stored.includes(code) && !stored.includes(code.replaceAll("-", "")), "the code is not stored as it is");
    // Left by the PIN it is not shown again, and stays valid.
    await kiosk.leave("0427");
    await page.locator('[data-section="ready"]').waitFor();
    assert.equal(await shown.count(), 0);
    await page.click('[data-action="go-on"]');
    await kiosk.at("attract");
    // After a restart of the tablet, too.
    await page.reload();
    await shell.started();
    await page.click(".kiosk-exit");
    await page.click('[data-action="pin-forgotten"]');
    await assertAccessible(page);
    await page.fill('input[name="restart-code"]', "AAAA-AAAA-AAAA");
    await page.click('[data-action="leave"]');
    await page.getByRole("alert").waitFor();
    await page.fill('input[name="restart-code"]', code.toLowerCase().replaceAll("-", " "));
    await page.click('[data-action="leave"]');
    await page.waitForFunction(() => document.querySelector('[data-count="answers"]')?.textContent === "1");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-answers"]')]);
    assert.match(await readFile(await download.path(), "utf8"), /North Gate/);
    // Neither secret holds any longer: the next start needs a new PIN.
    assert.equal(await page.locator('[data-section="ready"]').count(), 0);
    await page.click('[data-action="run-kiosk"]');
    await page.locator('[data-fault="new-pin"]').waitFor();
    await page.fill('input[name="new-pin"]', "9999");
    assert.notEqual(await shown.textContent(), code);
    await page.click('[data-action="run-kiosk"]');
    await kiosk.at("attract");
    await kiosk.leave("9999");
    await page.locator("nav").waitFor();
  }, device);
}

test("a kiosk of an older version has no restart code, says so, and goes on", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("loyalscope.kiosk"));
    delete kept.value.restart;
    kept.value.revision += 1;
    localStorage.setItem("loyalscope.kiosk", JSON.stringify(kept));
  });
  await page.reload();
  await shell.started();
  await kiosk.at("attract");
  await page.click(".kiosk-exit");
  await page.locator('input[name="pin"]').waitFor();
  assert.equal(await page.locator('[data-action="pin-forgotten"]').count(), 0);
  await page.fill('input[name="pin"]', "0427");
  await page.click('[data-action="leave"]');
  await page.getByText("type a PIN again to get one").waitFor();
  await page.click('[data-action="go-on"]');
  await kiosk.at("attract");
});

test("several profiles live side by side; a removed one comes back", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill({ branch: "North Gate" });
  await page.click('[data-action="copy-profile"]');
  await page.fill('input[name="branch"]', "South Gate");
  await page.press('input[name="branch"]', "Tab");
  await page.reload();
  await shell.started();
  const names = () => page.locator('select[name="profile"] option').allTextContents();
  assert.deepEqual(await names(), ["Harbour Bank · North Gate", "Harbour Bank · South Gate"]);
  assert.equal(await page.inputValue('input[name="branch"]'), "South Gate");
  await page.selectOption('select[name="profile"]', "0");
  assert.equal(await page.inputValue('input[name="branch"]'), "North Gate");
  await page.click('[data-action="remove-profile"]');
  assert.deepEqual(await names(), ["Harbour Bank · South Gate"]);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual(await names(), ["Harbour Bank · North Gate", "Harbour Bank · South Gate"]);
});

test("a link carries a profile to another device, without its PIN and logo", async ({ page, shell, open, context }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill({ branch: "东门" });
  await page.click('details[data-section="look"] > summary');
  await page.setInputFiles('input[name="logo"]', { name: "logo.png", mimeType: "image/png", buffer: PIXEL });
  await page.locator(".kiosk-logo-small").waitFor();
  const link = await page.inputValue('input[name="profile-link"]');
  await page.click('[data-action="show-profile-code"]');
  await page.locator("canvas.kiosk-code").waitFor();
  const dark = await page.locator("canvas.kiosk-code").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return [canvas.width === canvas.height, data[0], Array.from(data).filter((value, at) => at % 4 === 0 && value === 0).length > 1000];
  });
  assert.deepEqual(dark, [true, 255, true]);
  const elsewhere = await context.browser().newContext({ locale: "en-GB" });
  try {
    const there = await elsewhere.newPage();
    await there.goto(link);
    await there.waitForSelector("#boot", { state: "detached" });
    assert.equal(await there.inputValue('input[name="branch"]'), "东门");
    await there.waitForFunction(() => location.hash === "#/kiosk");
    await there.getByText("The profile of the link was added").waitFor();
    assert.equal(await there.locator(".kiosk-logo-small").count(), 0);
    await there.evaluate((address) => (location.hash = new URL(address).hash), link);
    await there.getByText("The profile of the link was here already").waitFor();
    assert.equal(await there.locator('select[name="profile"] option').count(), 1);
    await there.click('[data-action="run-kiosk"]');
    assert.match(await there.getByRole("alert").textContent(), /PIN/);
  } finally {
    await elsewhere.close();
  }
  await shell.goTo("/kiosk/profile/nonsense");
  await page.getByRole("alert").waitFor();
});

test("in the hours of rest the screen is dark until it is touched, and that touch answers nothing", async ({ page, open }) => {
  // At noon: the hours of rest are the whole day but its last minute.
  await page.clock.install({ time: new Date("2026-03-05T12:00:00") });
  await page.addInitScript(() => {
    window.held = [];
    const lock = { request: async (kind) => (window.held.push(kind), { release: async () => window.held.push("released") }) };
    Object.defineProperty(navigator, "wakeLock", { value: lock });
  });
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill();
  await page.check('input[name="sleeps"]');
  await page.fill('input[name="sleep-from"]', "00:00");
  await page.fill('input[name="sleep-to"]', "23:59");
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await page.waitForFunction(() => window.held.join() === "screen");
  for (const wake of [
    () => page.tap(".kiosk-rest"),
    // As after an answer: the invitation has the focus.
    async () => {
      await page.focus('[data-action="begin"]');
      await page.keyboard.press("Enter");
    },
    async () => {
      await page.focus('[data-action="begin"]');
      await page.keyboard.press("Space");
    },
  ]) {
    await page.clock.runFor("01:00");
    await page.locator(".kiosk-rest").waitFor();
    await page.waitForFunction(() => window.held.at(-1) === "released");
    await wake();
    await page.locator(".kiosk-rest").waitFor({ state: "detached" });
    await kiosk.at("attract");
  }
  // Awake, the same tap begins.
  await page.tap('[data-action="begin"]');
  await kiosk.at("score");
}, { width: 768, height: 1024, context: { hasTouch: true } });

test("two fingers and the keys for it enlarge nothing", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Input.synthesizePinchGesture", { x: 384, y: 400, scaleFactor: 2, gestureSourceType: "touch" });
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
  const kept = await page.evaluate(() => {
    const larger = new KeyboardEvent("keydown", { key: "+", ctrlKey: true, cancelable: true, bubbles: true });
    return document.querySelector(".kiosk").dispatchEvent(larger);
  });
  assert.equal(kept, false);
}, { width: 768, height: 1024, context: { hasTouch: true } });

// The kiosk is a program of its own: what is loaded for it, and the ways between it and the application.
import assert from "node:assert/strict";
import { assertAccessible, DATA, test } from "../harness.js";
import { Kiosk } from "../pages/kiosk.js";
import { heldBack } from "../pages/programs.js";

/** The programs a page asks for from now on. */
function programs(page) {
  const names = new Set();
  page.on("request", (request) => {
    const [, name] = request.url().match(/\/(\w+)(?:-\w+)?_bg\.wasm$/) ?? [];
    if (name) names.add(name);
  });
  return names;
}

test("a running kiosk needs its own program and no other, whatever the address says", async ({ page, shell, open }) => {
  const loaded = programs(page);
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(9);
  for (const route of ["/settings", "/loyalty", "/kiosk/profile/nonsense", ""]) {
    await shell.goTo(route);
    await page.reload();
    await shell.started();
    await kiosk.at("attract");
  }
  assert.deepEqual([...loaded], ["kiosk"]);
}, { context: { serviceWorkers: "block" } });

/** What stands on the first screen, and where. */
const standing = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".kiosk :is(button, strong, span, img)")].filter((element) => element.checkVisibility()).map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, backgroundColor } = getComputedStyle(element);
      return [element.className, color, backgroundColor, element.textContent.replace(/\s+/g, ""), ...[x, y, width, height].map(Math.round)].join(" | ");
    }).sort(),
  );

for (const [width, height] of [[768, 1024], [1280, 800]]) {
  test(`a running kiosk shows its first screen before its program is there, and it stays as it is (${width} px)`, async ({ page, shell, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await page.click('details[data-section="look"] > summary');
    await page.fill('input[name="accent"]', "#ffd400");
    await kiosk.run();
    const whole = await standing(page);
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.shifted += value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const release = await heldBack(page, "kiosk");
    await page.reload();
    await page.locator(".kiosk-begin strong").waitFor();
    assert.deepEqual(await standing(page), whole);
    await assertAccessible(page);
    release();
    await shell.started();
    await kiosk.at("attract");
    assert.deepEqual(await standing(page), whole);
    assert.ok((await page.evaluate(() => window.shifted)) < 0.02);
  }, { width, height, context: { serviceWorkers: "block" } });
}

test("who touches a kiosk before its program is there is asked the question once it is, in the language touched", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const release = await heldBack(page, "kiosk");
  await page.reload();
  await page.click(".kiosk-languages [lang=zh-CN]");
  assert.match(await page.textContent(".kiosk-begin"), /轻触开始/);
  await page.click(".kiosk-begin");
  assert.match(await page.textContent(".kiosk-call"), /正在打开/);
  release();
  await shell.started();
  await kiosk.at("score");
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
  await page.click('[data-score="9"]');
  await kiosk.at("why");
}, { context: { serviceWorkers: "block" } });

test("from page to page the kiosk and the application follow each other, and back", async ({ page, shell, open }) => {
  await open("/import");
  await shell.loadSample();
  await page.locator('.nav-pages a[href^="#/kiosk"]').click();
  await page.locator('input[name="organisation"]').waitFor();
  await page.locator('.nav-pages a[href^="#/loyalty"]').click();
  assert.ok(await shell.figure("nps.score"));
  await page.goBack();
  await page.locator('input[name="organisation"]').waitFor();
  await page.goForward();
  assert.ok(await shell.figure("nps.score"));
});

test("a lock that only the database knows leads to the kiosk, and a local copy nobody can write over leads nowhere else", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const before = await page.evaluate(() => localStorage.getItem("loyalscope.kiosk"));
  await page.evaluate(() => localStorage.removeItem("loyalscope.kiosk"));
  await page.goto(`${shell.url}#/settings`);
  await page.reload();
  await kiosk.at("attract");
  // From now on the browser has no room: the local copy says that the kiosk runs, the database that it was left.
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await page.reload();
  await kiosk.at("attract");
  await kiosk.leave("0427");
  await page.locator("nav").waitFor();
  await page.evaluate((text) => Object.assign(localStorage, { "loyalscope.kiosk": text }), before);
  await shell.goTo("/settings");
  await page.locator('input[name="keep"]').waitFor();
  await page.reload();
  await page.locator('input[name="keep"]').waitFor();
});

test("files that are not kept are not lost to the kiosk: it opens beside them", async ({ page, context, shell, open }) => {
  await open("/settings");
  await page.uncheck('input[name="keep"]');
  await shell.goTo("/import");
  await shell.readFiles(`${DATA}/rfm_orders/rfm_orders.csv`);
  await shell.goTo("/kiosk");
  const [beside] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Open the kiosk in a new tab" }).click()]);
  await beside.locator('input[name="organisation"]').waitFor();
  await shell.goTo("/segments");
  assert.ok(await shell.figure("rfm.customers"));
});

test("a kiosk that starts in one tab takes an application in another", async ({ page, context, url, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  const second = await context.newPage();
  await second.goto(`${url}#/settings`);
  await second.locator('input[name="keep"]').waitFor();
  const loaded = programs(second);
  await kiosk.run();
  await new Kiosk(second).at("attract");
  assert.deepEqual([loaded.has("kiosk"), loaded.has("app")], [true, false]);
}, { context: { serviceWorkers: "block" } });

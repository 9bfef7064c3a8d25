import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { assertAccessible, DATA, DIST, test } from "../harness.js";
import { heldBack } from "../pages/programs.js";

for (const width of [1280, 390]) {
  test(`the page opens from a sub-path at ${width} px, quietly and from its own origin only`, async ({ page, open }) => {
    await open();
    assert.match(await page.title(), /Loyalscope/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "no sideways scroll");
  }, { width });
}

test("the start page has no accessibility problem axe-core can find", async ({ page, open }) => {
  await open();
  await assertAccessible(page);
});

test("a browser set to Chinese gets a Chinese document", async ({ page, open }) => {
  await open();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
}, { language: "zh-CN" });

test("the policy refuses other origins, inline script and eval", async ({ page, open }) => {
  await open();
  const outcome = await page.evaluate(async () => {
    const refused = [];
    addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
    await fetch("https://example.org/").catch(() => {});
    const script = document.createElement("script");
    script.textContent = "window.inlineRan = true";
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { refused: [...new Set(refused)].sort(), inlineRan: window.inlineRan === true };
  });
  assert.deepEqual(outcome, { refused: ["connect-src", "script-src-elem"], inlineRan: false });
}, { allow: [/Content Security Policy/, /https:\/\/example\.org/] });

test("the page names an engine that is there", async ({ page, open }) => {
  await open();
  const address = await page.getAttribute('meta[name="loyalscope-engine"]', "content");
  assert.match(address, /^\.\/engine-[0-9a-f]{16}\/engine_loader\.js$/);
  const status = await page.evaluate(async (url) => (await fetch(new URL(url, document.baseURI))).status, address);
  assert.equal(status, 200);
});

/** What stands on the start page, and where. */
const standing = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".content :is(h1, h2, p, dt, dd, .button), .content .drop, .content .card")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [element.textContent.replace(/\s+/g, ""), ...[x, y, width, height].map(Math.round)].join(" | ");
    }),
  );

for (const language of ["en-GB", "zh-CN"]) {
  for (const width of [1280, 390]) {
    test(`the start page is there before the program, and stays as it is (${language}, ${width} px)`, async ({ page, url, shell }) => {
      await page.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) window.shifted += value;
        }).observe({ type: "layout-shift", buffered: true });
      });
      const release = await heldBack(page, "app");
      await page.goto(url);
      await page.locator("#start").waitFor();
      const before = await standing(page);
      assert.ok(before.length > 20, before.join("\n"));
      assert.equal(await page.getAttribute("html", "lang"), language === "zh-CN" ? "zh-CN" : "en");
      await assertAccessible(page);
      release();
      await shell.started();
      assert.deepEqual(await standing(page), before);
      await page.locator('[data-action="sample"]:enabled').waitFor();
      assert.ok((await page.evaluate(() => window.shifted)) < 0.02, `layout shift ${await page.evaluate(() => window.shifted)}`);
    }, { language, width, height: width === 390 ? 844 : 800 });
  }
}

test("the largest thing on the start page is there before the program", async ({ page, url, shell }) => {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => (window.largest = list.getEntries().at(-1).startTime)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    });
  });
  const release = await heldBack(page, "app");
  await page.goto(url);
  await page.locator("#start").waitFor();
  // A paint counts from when it is presented, on a busy machine well after the frame that asked for it.
  await page.waitForFunction(() => window.largest !== undefined);
  const released = await page.evaluate(() => performance.now());
  release();
  await shell.started();
  await page.locator('[data-action="sample"]:enabled').waitFor();
  const largest = await page.evaluate(() => window.largest);
  assert.ok(largest < released, `${largest} < ${released}`);
});

test("a file chosen before the program is there is not lost", async ({ page, url, shell }) => {
  const release = await heldBack(page, "app");
  await page.goto(url);
  await page.setInputFiles('#start input[type="file"]', `${DATA}/intake/gbk.csv`);
  assert.match(await page.locator(".drop-title").textContent(), /gbk\.csv/);
  release();
  await shell.started();
  await page.locator('[data-action="read"]:enabled').click();
  await page.locator('[data-figure="import.rows_used"]').waitFor();
});

test("a file dropped beside the target before the program is there is not lost", async ({ page, url, shell }) => {
  const release = await heldBack(page, "app");
  await page.goto(url);
  await page.locator("#start").waitFor();
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["customer,date,amount\nC1,2024-03-05,12\nC2,2024-03-06,5\n"], "dropped.csv"));
    return transfer;
  });
  await page.dispatchEvent("h1", "drop", { dataTransfer });
  release();
  await shell.started();
  await page.locator(".staged-files").getByText("dropped.csv").first().waitFor();
});

test("the sample asked for before the program is there is loaded once it is", async ({ page, url, shell }) => {
  const release = await heldBack(page, "app");
  await page.goto(url);
  await page.click('#start [data-action="sample"]');
  assert.equal(await page.locator('#start [data-action="sample"]').isDisabled(), true);
  release();
  await shell.started();
  await page.locator("[data-figure][data-value]").first().waitFor({ timeout: 60_000 });
});

test("who has kept files, or asks for another page, is not shown the start page", async ({ page, shell, open, url }) => {
  await open();
  await shell.loadSample();
  const release = await heldBack(page, "app");
  await page.goto(url);
  await page.locator(".boot-opening").waitFor();
  assert.equal(await page.locator("#start").isVisible(), false);
  release();
  await shell.started();
}, { context: { serviceWorkers: "block" } }); // it would hand out the program that is held back

test("the language chosen last time is the start page's", async ({ page, open, url }) => {
  await open();
  await page.locator(".choice", { hasText: "中文" }).click();
  await heldBack(page, "app");
  await page.reload();
  await page.locator("#start h1").filter({ hasText: "把客户数据文件拖到这里" }).waitFor();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
}, { context: { serviceWorkers: "block" } }); // it would hand out the program that is held back

test("a build has each file compressed beside it, for hosts that serve them", async () => {
  const files = (await readdir(DIST, { recursive: true })).filter((name) => /\.(css|html|js|json|svg|txt|wasm|webmanifest)$/.test(name));
  assert.ok(files.length > 10);
  for (const name of files) {
    const [plain, br, gz] = await Promise.all(["", ".br", ".gz"].map((end) => readFile(`${DIST}/${name}${end}`)));
    assert.ok(brotliDecompressSync(br).equals(plain), `${name}.br`);
    assert.ok(gunzipSync(gz).equals(plain), `${name}.gz`);
  }
});

test("no script stands in the page itself", async () => {
  const html = await readFile(`${DIST}/index.html`, "utf8");
  assert.equal(/<script(?![^>]*\bsrc=)/.test(html), false);
  assert.equal(/\son\w+=|style=/.test(html), false);
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, DIST, test } from "../harness.js";

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

test("no script stands in the page itself", async () => {
  const html = await readFile(`${DIST}/index.html`, "utf8");
  assert.equal(/<script(?![^>]*\bsrc=)/.test(html), false);
  assert.equal(/\son\w+=|style=/.test(html), false);
});

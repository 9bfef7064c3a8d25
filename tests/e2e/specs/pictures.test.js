// A chart as a picture: PNG, SVG, the clipboard; with what it shows and what it rests on written in it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "../harness.js";

/** A chart of the page, its picture saved: name and bytes. */
async function saved(page, action) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`.chart [data-action="${action}"]`).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Size and the colour of the ground, as the browser reads the picture. */
function look(page, bytes, type) {
  return page.evaluate(
    async ([base64, type]) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([data], { type }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return { width: bitmap.width, height: bitmap.height, ground: [...context.getImageData(2, 2, 1, 1).data] };
    },
    [bytes.toString("base64"), type],
  );
}

async function openCharts({ page, shell, open }, route = "/revenue") {
  await open();
  await shell.loadSample();
  await shell.goTo(route);
  await page.locator('.chart [data-action="chart-png"]').first().waitFor();
  return page.locator(".chart").first();
}

test("a picture is twice as sharp, and light even from a dark screen unless asked", async (tools) => {
  const { page } = tools;
  const chart = await openCharts(tools);
  const light = await saved(page, "chart-png");
  assert.match(light.name, /^[\p{L}\p{N}-]+\.png$/u);
  const picture = await look(page, light.bytes, "image/png");
  assert.deepEqual(picture.ground, [255, 255, 255, 255]);
  assert.equal(picture.width, 2 * (672 + 48), "its own width, whatever the screen's");
  await chart.locator('[name="chart-dark"]').check();
  const dark = await look(page, (await saved(page, "chart-png")).bytes, "image/png");
  assert.ok(dark.ground.slice(0, 3).every((channel) => channel < 64), String(dark.ground));
}, { dark: true, width: 390 });

test("a light screen has no question about dark pictures", async (tools) => {
  const chart = await openCharts(tools);
  assert.equal(await chart.locator('[name="chart-dark"]').isVisible(), false);
});

for (const [language, said] of Object.entries({
  "en-GB": { filter: "Filter: Segment: Champions", source: "Source: sample bank (fictional); computed with Loyalscope" },
  "zh-CN": { filter: "筛选：分群：", source: "来源：示例银行（虚构）；由 Loyalscope 计算" },
})) {
  test(`an SVG has title, n, period, filter and source in it (${language})`, async (tools) => {
    const { page } = tools;
    const chart = await openCharts(tools, "/revenue?segment=champions");
    const { name, bytes } = await saved(page, "chart-svg");
    assert.match(name, /\.svg$/);
    const drawn = await page.evaluate((source) => {
      const root = new DOMParser().parseFromString(source, "image/svg+xml");
      return {
        wrong: root.querySelector("parsererror")?.textContent ?? null,
        lines: [...root.querySelectorAll("text")].map(({ textContent }) => textContent),
        strange: root.querySelectorAll("script, style, image, foreignObject, [href]").length,
      };
    }, bytes.toString("utf8"));
    assert.equal(drawn.wrong, null);
    assert.equal(drawn.strange, 0);
    const text = drawn.lines.join("").replace(/\s/g, "");
    const written = async (selector) => (await chart.locator(selector).textContent()).replace(/\s/g, "");
    for (const line of [await written(".chart__title"), await written(".chart__note"), said.filter, said.source]) {
      assert.ok(text.includes(line.replace(/\s/g, "")), `${line} in ${text}`);
    }
  }, { language });
}

test("a picture can be copied", async (tools) => {
  const { page, context } = tools;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const chart = await openCharts(tools);
  await chart.locator('[data-action="chart-copy"]').click();
  await chart.locator(".chart__copied").filter({ hasText: "Copied" }).waitFor();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types: all }) => [...all]));
  assert.deepEqual(types, ["image/png"]);
});

test("where copying is not allowed, that is said with what to do", async (tools) => {
  const { page } = tools;
  await page.addInitScript(() => delete window.ClipboardItem);
  const chart = await openCharts(tools);
  await chart.locator('[data-action="chart-copy"]').click();
  await chart.locator(".chart__copied").filter({ hasText: "save it instead" }).waitFor();
});

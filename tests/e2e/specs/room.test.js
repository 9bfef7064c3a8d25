// Room: wide screens are used, narrow ones hold everything, and the keyboard has a short way.
import assert from "node:assert/strict";
import { assertAccessible, test } from "../harness.js";

/** Goes to a page and waits until it is drawn to its end. */
async function drawn(shell, route) {
  await shell.goTo(route);
  await shell.settled();
}

/** The file a wide table comes as: 97 columns. */
function wide() {
  const names = Array.from({ length: 94 }, (_, n) => `measure_${n}`);
  const row = (n) => [`c${n}`, `2024-01-${10 + n}`, `${n * 3}`, ...names.map((_, at) => String(at * n))].join(",");
  const text = `customer,date,amount,${names.join(",")}\n${[1, 2, 3, 4].map(row).join("\n")}\n`;
  return { name: "wide.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

for (const [width, language] of [[390, "zh-CN"], [360, "en-GB"]]) {
  test(`at ${width} px no page scrolls sideways and no names of pages run into each other`, async ({ page, shell, open }) => {
    await open();
    await shell.loadSample();
    const names = await page.locator(".nav-pages span").evaluateAll((spans) => spans.filter((span) => span.checkVisibility()).map((span) => span.getBoundingClientRect()).map(({ left, right }) => [left, right]));
    assert.ok(names.length >= 7);
    assert.ok(names.every(([left, right], at) => left >= 0 && right <= width && (at === 0 || left > names[at - 1][1])), JSON.stringify(names));
    const wider = [];
    for (const route of [...(await shell.pages()), "/settings"]) {
      await drawn(shell, route);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) wider.push(`${route}: ${beyond} px`);
    }
    assert.deepEqual(wider, []);
  }, { width, height: 780, language });
}

test("a wide screen has cards side by side and the headline on one line", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await drawn(shell, "/revenue");
  const cards = await page.locator(".section.card").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()).map(({ left, top }) => [Math.round(left), Math.round(top)]));
  assert.ok(cards.some(([left, top], at) => cards.slice(at + 1).some(([other, same]) => same === top && other !== left)), JSON.stringify(cards));
  const lines = await page.locator("h1").evaluate((headline) => {
    const text = document.createRange();
    text.selectNodeContents(headline);
    return new Set([...text.getClientRects()].map((line) => Math.round(line.top))).size;
  });
  assert.equal(lines, 1);
}, { width: 1920, height: 1080 });

test("a table is one stop of the Tab key, and arrow keys go through it", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await drawn(shell, "/segments");
  const table = page.locator(".table-scroll:has(.figure)").first();
  await table.scrollIntoViewIfNeeded();
  assert.equal(await table.locator('a:not([tabindex="-1"]), .figure:not([tabindex="-1"])').count(), 0);
  await table.focus();
  const focused = () => page.evaluate(() => {
    const { activeElement: at } = document;
    const row = at.closest("tr");
    return row ? [row.rowIndex, at.closest("td, th").cellIndex] : [];
  });
  await page.keyboard.press("ArrowDown");
  const first = await focused();
  assert.equal(first[0], 1);
  await page.keyboard.press("ArrowRight");
  const second = await focused();
  assert.ok(second[0] === 1 && second[1] > first[1], `${second}`);
  await page.keyboard.press("ArrowDown");
  const third = await focused();
  assert.deepEqual([third[0] > second[0], third[1]], [true, second[1]]);
  await page.keyboard.press("Escape");
  assert.ok(await table.evaluate((region) => region === document.activeElement));
  await page.keyboard.press("Tab");
  assert.equal(await table.evaluate((region) => region.contains(document.activeElement)), false);
  await assertAccessible(page);
});

test("after reading a file the keyboard goes on from the headline", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles({ name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from("customer,order,date,amount\na,1,2024-01-05,10\nb,2,2024-02-05,20\n") });
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
});

test("the read button of a file of 97 columns is in reach", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(wide());
  const read = page.locator('[data-action="read"]:enabled');
  await read.waitFor();
  await page.evaluate(() => window.scrollTo(0, 400));
  const { y, height } = await read.boundingBox();
  assert.ok(y >= 0 && y + height <= 800, `${y}`);
  await read.click();
  await page.locator('[data-figure="import.rows_used"]').waitFor();
});

test("erasing everything clears what other tabs show", async ({ page, context, shell, open, url }) => {
  await open();
  await shell.loadSample();
  const other = await context.newPage();
  await other.goto(`${url}#/overview`);
  await other.locator("main h1").first().waitFor();
  await other.locator("[data-figure]").first().waitFor({ timeout: 60_000 });
  await shell.goTo("/settings");
  await page.click('[data-action="erase"]');
  await page.click('[data-action="erase-yes"]');
  await other.waitForFunction(() => document.querySelector('main [data-action="sample"]') && !document.querySelector("[data-figure]"));
  assert.doesNotMatch(other.url(), /overview/);
  await other.close();
});

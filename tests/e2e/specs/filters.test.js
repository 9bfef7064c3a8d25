// What a filter means, on Online Retail: it chooses which rows count, and changes nothing that is true of a customer.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { assertAccessible, DATA, test } from "../harness.js";

/** Reads the file of tests/data, as if it were chosen by hand. */
async function loadOnlineRetail(shell) {
  const packed = await readFile(join(DATA, "online_retail_a", "online_retail_a.csv.gz"));
  await shell.readFiles({ name: "online_retail_a.csv", mimeType: "text/csv", buffer: gunzipSync(packed) });
}

/** Waits until a figure has another value than this. */
async function changed(page, name, before) {
  await page.waitForFunction(
    ([figure, value]) => {
      const shown = document.querySelector(`[data-figure="${figure}"]`);
      return shown && shown.dataset.value !== value;
    },
    [name, before],
  );
}

test("a period calls nobody new who bought before it", async ({ shell, open }) => {
  await open("/import");
  await loadOnlineRetail(shell);
  await shell.goTo("/retention?from=2011-09-01");
  // Of 1,024 customers who bought from September on, 428 did in September, of them 104 for the first time.
  assert.equal(await shell.figure("rates.customers"), "1024");
  assert.equal(await shell.figure("rates.periods.2011-09-01.active"), "428");
  assert.equal(await shell.figure("rates.periods.2011-09-01.new"), "104");
});

test("a country changes nobody's scores, unless they are scored anew", async ({ page, shell, open }) => {
  await open("/import");
  await loadOnlineRetail(shell);
  await shell.goTo("/segments");
  const [customers, bounds] = [await shell.figure("rfm.customers"), await shell.figure("rfm.bounds.m.5")];
  assert.equal(await page.locator('[name="within-filter"]').count(), 0);
  await shell.goTo("/segments?a.Country=Germany");
  await changed(page, "rfm.customers", customers);
  assert.equal(await shell.figure("rfm.bounds.m.5"), bounds);
  await page.locator('[name="within-filter"]').check();
  await changed(page, "rfm.bounds.m.5", bounds);
  await page.locator("h1", { hasText: "Scored anew within the filter" }).waitFor();
});

test("a segment has as many customers on its own page as among all", async ({ page, shell, open }) => {
  await open("/import");
  await loadOnlineRetail(shell);
  await shell.goTo("/segments");
  const all = await shell.figure("rfm.customers");
  const champions = await shell.figure("rfm.segments.champions.customers");
  const bounds = await shell.figure("rfm.bounds.f.5");
  await shell.goTo("/segments?segment=champions");
  await changed(page, "rfm.customers", all);
  assert.equal(await shell.figure("rfm.customers"), champions);
  assert.equal(await shell.figure("rfm.segments.champions.customers"), champions);
  assert.equal(await shell.figure("rfm.bounds.f.5"), bounds);
});

/** Whether anything of the bar lies over or beyond anything else of it. */
const overlaps = (page) =>
  page.locator(".filter button, .filter input, .filter select").evaluateAll((fields) => {
    const boxes = fields.filter((field) => field.checkVisibility() && !field.closest(".filter-list")).map((field) => field.getBoundingClientRect());
    const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
    const over = boxes.some((one, at) => boxes.slice(at + 1).some((other) => !apart(one, other)));
    return over || boxes.some((box) => box.left < 0 || box.right > document.documentElement.clientWidth);
  });

test("nothing is in force before it is applied, and any of several values lets through", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty");
  const everybody = await shell.figure("nps.n");
  // By keyboard: going through the attributes and ticking two values changes nothing yet.
  await page.locator('[data-action="filter"]').focus();
  await page.keyboard.press("Enter");
  const attribute = page.locator('select[name="filter-attribute"]');
  await attribute.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowDown");
  assert.match(page.url(), /#\/loyalty$/);
  await attribute.selectOption("branch");
  const values = await page.locator(".filter-list input").evaluateAll((boxes) => boxes.map((box) => box.value));
  const counts = [];
  for (const value of values.slice(0, 2)) {
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".filter-panel").count(), 0);
    await shell.goTo(`/loyalty?a.branch=${encodeURIComponent(value)}`);
    await page.locator('[data-filter="branch"]').getByText(value).waitFor();
    await changed(page, "nps.n", counts.at(-1) ?? everybody);
    counts.push(await shell.figure("nps.n"));
  }
  await page.click('[data-action="clear-filter"]');
  await changed(page, "nps.n", counts[1]);
  await shell.openFilter("branch");
  for (const value of values.slice(0, 2)) await page.locator(`.filter-list input[value="${value}"]`).focus().then(() => page.keyboard.press("Space"));
  assert.match(page.url(), /#\/loyalty$/);
  await page.keyboard.press("Enter");
  await page.locator('[data-filter="branch"]').waitFor();
  await changed(page, "nps.n", everybody);
  assert.equal(Number(await shell.figure("nps.n")), Number(counts[0]) + Number(counts[1]));
  assert.equal(new URL(page.url()).hash.match(/a\.branch=/g).length, 2);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.action), "filter");
});

test("leaving the panel leaves the filter as it was", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty");
  const leave = [() => page.keyboard.press("Escape"), () => page.click('[data-action="cancel-filter"]')];
  for (const away of leave) {
    await shell.openFilter("branch");
    await page.locator(".filter-list input").first().check();
    await away();
    await page.locator(".filter-panel").waitFor({ state: "detached" });
    assert.match(page.url(), /#\/loyalty$/);
  }
  await shell.openFilter("branch");
  assert.equal(await page.locator(".filter-list input:checked").count(), 0);
});

test("the span of the data is shown, and a period that ends before it begins is said", async ({ page, shell, open }) => {
  await open("/import");
  await loadOnlineRetail(shell);
  await shell.goTo("/retention");
  await page.locator(".filter", { hasText: /9 Dec 2011|Dec 9, 2011/ }).waitFor();
  await shell.openFilter();
  const [from, to] = [page.locator('[name="filter-from"]'), page.locator('[name="filter-to"]')];
  assert.deepEqual([await from.inputValue(), await to.inputValue()], ["2010-12-01", "2011-12-09"]);
  assert.ok(await from.evaluate((field) => field === document.activeElement));
  await to.fill("2011-03-31");
  await from.fill("2011-04-01");
  await page.locator('.filter-panel [role="alert"]').waitFor();
  await page.click('[data-action="apply-filter"]');
  assert.match(page.url(), /#\/retention$/);
  assert.deepEqual([await from.inputValue(), await to.inputValue()], ["2011-04-01", "2011-03-31"]);
  // Typed by keyboard, digit for digit, each digit stays.
  await from.focus();
  await page.keyboard.type("02022011");
  assert.equal(await from.inputValue(), "2011-02-02");
  await page.keyboard.press("Enter");
  await page.locator(".filter-panel").waitFor({ state: "detached" });
  assert.match(page.url(), /from=2011-02-02&to=2011-03-31$/);
  // An address that makes no sense is said, too.
  await shell.goTo("/retention?from=2011-04-01&to=2011-03-31");
  await page.locator('.filter > [role="alert"]').waitFor();
});

test("the latest quarter and the one a year before are one press away", async ({ page, shell, open }) => {
  await open("/import");
  await loadOnlineRetail(shell);
  await shell.goTo("/retention");
  await shell.openFilter();
  const shortcut = (place) => page.locator(".filter-recent button").nth(place);
  await shortcut(1).click();
  assert.equal(await shortcut(1).getAttribute("aria-pressed"), "true");
  await shell.applyFilter();
  assert.match(page.url(), /from=2011-10-01&to=2011-12-31$/);
  await shell.openFilter();
  await shortcut(0).click();
  await shell.applyFilter();
  assert.match(page.url(), /from=2010-12-10$/);
});

for (const width of [1280, 390, 360]) {
  test(`at ${width} px nothing of the filter slides under its neighbour`, async ({ page, shell, open }) => {
    await open();
    await shell.loadSample();
    await shell.goTo("/loyalty?from=2023-02-01&to=2023-09-30&segment=champions&a.channel=Branch&a.channel=App");
    await page.locator('[data-filter="channel"]').waitFor();
    assert.equal(await overlaps(page), false);
    await shell.openFilter("branch");
    assert.equal(await overlaps(page), false);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await assertAccessible(page);
  }, { width, language: width === 390 ? "zh-CN" : "en-GB" });
}

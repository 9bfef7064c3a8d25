// Every way of looking at customers, on the sample bank: its figures are there, a choice of the reader changes them, and
// taking the choice back brings them back.
import assert from "node:assert/strict";
import { test } from "../harness.js";

/** A route, the field that is changed, what is put into it, and what stood there. */
const SEGMENTS = [
  ["/segments/classes", "eight-classes-cut", 1],
  ["/segments/value-matrix", "value-matrix-current-quantile", "70"],
  ["/segments/pyramid", "pyramid-cost", null],
  ["/segments/grades", "grades-rules", "Old: recency > 90\nNew: recency <= 90"],
  ["/segments/tiers", "tiers-watch-after", "5"],
  ["/segments/core", "core-least-days", "6"],
  ["/segments/lifecycle", "lifecycle-least-gaps", "9"],
  ["/segments/next-order", "next-order-least-gaps", "9"],
  ["/segments/clusters", "clusters-k", 2],
  ["/segments/tree", "tree-depth", "2"],
  ["/segments/workbench", "workbench-columns", 3],
  ["/segments/movement", "movement-by", 1],
];
const STAYING = [
  ["/lifetime-value", null, null],
  ["/retention/money", "retention-months", 1],
  ["/retention/warning", "warning-window", 1],
  ["/retention", "exit-months", 1],
  ["/retention/repeat", "repeat-within", "30"],
  ["/retention/renewal", "renewal-ahead", "24"],
  ["/retention/risk", null, null],
  ["/retention/what-if", "what-if-years", "2"],
  ["/retention/change", "change-figure", 2],
];
const VOICE = [
  ["/loyalty/attitude", "attitude-behaviour", 1],
  ["/loyalty/value", "nps-value-groups", "3"],
  ["/loyalty/index", "loyalty-index-window", "60"],
  ["/loyalty/wallet", "wallet-listed", null],
  ["/loyalty/products", "products-pair", 3],
  ["/loyalty/themes", "themes-theme", 2],
  ["/service/gap", null, null],
  ["/service/importance", "importance-by", 2],
  ["/service/drivers", "drivers-ranks", true],
  ["/complaints", "complaints-in-time-days", "3"],
  ["/service/promises", "promises-by", 2],
  ["/service/visits", "territory-days", "30"],
  ["/loyalty/occasions", "occasions-days", "7"],
  ["/loyalty/dealers", "dealers-entry", "30"],
  ["/loyalty/referral", "referral-listed", "5"],
];

for (const [name, pages] of Object.entries({ segments: SEGMENTS, staying: STAYING, "attitude and service": VOICE })) {
  test(`a choice changes what the pages of ${name} show, and taking it back brings it back`, async ({ page, shell, open }) => {
    await open();
    await shell.loadSample();
    const wrong = [];
    for (const [route, field, value] of pages) {
      await shell.goTo(route);
      await page.locator("main [data-figure][data-value]").first().waitFor({ timeout: 60_000 });
      const before = await shell.settledFigures();
      if (Object.keys(before).length < 2) wrong.push(`${route}: too few figures`);
      if (field === null || value === null) continue;
      const back = await shell.change(field, value);
      if (!(await shell.figuresBecome(before, false))) wrong.push(`${route}: ${field} changes nothing`);
      await shell.change(field, back);
      if (!(await shell.figuresBecome(before, true))) wrong.push(`${route}: ${field} does not come back`);
    }
    assert.deepEqual(wrong, []);
  });
}

test("a word shown on the page of themes goes into a theme's list by choosing it", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty/themes");
  const words = page.locator('main [name="themes-learn"] option');
  await words.nth(1).waitFor({ state: "attached", timeout: 60_000 });
  const word = (await words.nth(1).textContent()).trim();
  await shell.change("themes-learn", 1);
  await page.waitForFunction(
    (word) => ![...document.querySelectorAll('main [name="themes-learn"] option')].some((one) => one.textContent.trim() === word),
    word,
  );
});

test("whether recovery pays is one figure on the pages of complaints and of claims", async ({ shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/complaints");
  const settled = Number(await shell.figure("complaints.recovery.settled.retention"));
  assert.ok(Number(await shell.figure("complaints.recovery.matched.settled.spent.value")) > 0);
  await shell.goTo("/retention/what-if");
  assert.equal(Number(await shell.figure("claims.claims.repurchase_settled.own")), settled);
});

test("rules that cannot be read are told with line and column, and the page stays", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/grades");
  await page.locator("main [data-figure][data-value]").first().waitFor();
  await shell.change("grades-rules", "Gold: value >");
  await page.locator(".field-error", { hasText: /1/ }).first().waitFor();
  assert.ok(await page.locator("main [data-figure][data-value]").first().isVisible());
});

test("comments are narrowed by theme", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty/comments");
  const all = Number(await shell.figure("comments.found.comments"));
  await shell.change("comments-theme", 1);
  await page.waitForFunction((most) => {
    const figure = document.querySelector('[data-figure="comments.found.comments"]');
    return figure && Number(figure.dataset.value) > 0 && Number(figure.dataset.value) < most;
  }, all);
});

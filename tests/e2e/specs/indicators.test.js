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

test("a lever of the what-if is moved by keyboard and by hand, and the figures follow before it is let go", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention/what-if");
  const lever = page.locator('main input[type="range"][name="what-if-retention-points"]');
  const number = page.locator('main [name="what-if-retention-points-number"]');
  await lever.waitFor({ timeout: 60_000 });
  const figure = "what_if.together.value";
  const follows = (before) =>
    page.waitForFunction(
      ([name, before]) => {
        const shown = document.querySelector(`[data-figure="${name}"]`);
        return shown && shown.dataset.value !== before;
      },
      [figure, before],
    );
  assert.equal(await lever.inputValue(), "5");
  assert.equal(await lever.getAttribute("aria-valuetext"), "5 percentage points");

  const atFirst = await shell.figure(figure);
  await lever.focus();
  await page.keyboard.down("ArrowRight");
  await follows(atFirst);
  await page.keyboard.up("ArrowRight");
  assert.equal(await lever.inputValue(), "5.5");
  assert.equal(await number.inputValue(), "5.5");
  assert.equal(await lever.getAttribute("aria-valuetext"), "5.5 percentage points");

  const byKey = await shell.figure(figure);
  await lever.scrollIntoViewIfNeeded();
  const box = await lever.boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 5 });
  await page.mouse.move(...at(0.9), { steps: 5 });
  await follows(byKey);
  const held = Number(await lever.inputValue());
  assert.ok(held > 15 && held <= 20, `${held}`);
  await page.waitForFunction((held) => {
    const change = document.querySelector('[data-figure="what_if.levers.0.change"]');
    return change && Math.abs(Number(change.dataset.value) * 100 - held) < 1e-6;
  }, held);
  await page.mouse.up();
  assert.equal(Number(await number.inputValue()), held);

  // It is kept like any other choice, and its number can be typed as well.
  await shell.goTo("/retention");
  await shell.goTo("/retention/what-if");
  await lever.waitFor({ timeout: 60_000 });
  assert.equal(Number(await lever.inputValue()), held);
  await number.fill("7.25");
  await number.press("Tab");
  await page.locator('main [data-figure="what_if.levers.0.change"][data-value="0.0725"]').waitFor();
});

test("customers on the border between staying and leaving become cases", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/lifetime-value");
  const section = page.locator('main [data-section="alive"]');
  await section.locator('[data-figure="clv.worth.border.0.at_risk"]').waitFor({ timeout: 60_000 });
  assert.ok(await section.locator("canvas").first().isVisible());
  await section.locator('[data-action="open-named-cases"]:enabled').click();
  await section.locator('[data-action="open-named-cases"]').waitFor({ state: "detached" });
  assert.ok((await section.locator('[data-count="open-already"]').textContent()).trim());
});

test("importance and performance are one grid with the things on it", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/service/importance");
  const grid = page.locator('main [data-section="map"] canvas').first();
  await grid.waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('main [data-section="map"] canvas').count(), 1);
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

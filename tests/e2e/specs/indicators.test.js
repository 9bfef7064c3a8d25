// Every way of looking at customers, on the sample bank: its figures are there, a choice of the reader changes them, and
// taking the choice back brings them back.
import assert from "node:assert/strict";
import { test } from "../harness.js";

/** A route, the field that is changed, what is put into it, and what stood there. */
const SEGMENTS = [
  ["/segments/classes", "eight-classes-cut", 1],
  ["/segments/value-matrix", "value-matrix-current-quantile", "70"],
  ["/segments/pyramid", "pyramid-vip", "2"],
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
  ["/retention/money", "retention-months", 1],
  ["/retention/warning", "warning-window", 1],
  ["/retention", "exit-months", 1],
  ["/retention/repeat", "repeat-within", "30"],
  ["/retention/renewal", "renewal-ahead", "24"],
  ["/retention/risk", null, null],
];
const WORTH = [
  ["/lifetime-value", "clv-months", "6"],
  ["/retention/what-if", "what-if-years", "2"],
  ["/retention/earned", "earned-growth-by", 2],
  ["/retention/change", "change-figure", 2],
];
const VOICE = [
  ["/loyalty/attitude", "attitude-behaviour", 1],
  ["/loyalty/value", "nps-value-groups", "3"],
  ["/loyalty/index", "loyalty-index-window", "60"],
  ["/loyalty/wallet", "wallet-listed", null],
  ["/loyalty/products", "products-pair", 3],
  ["/loyalty/themes", "themes-theme", 2],
  ["/loyalty/occasions", "occasions-days", "7"],
  ["/loyalty/referral", "referral-listed", "5"],
];
const SERVICE = [
  ["/service/gap", "gap-lowest", 4],
  ["/service/importance", "importance-by", 2],
  ["/service/drivers", "drivers-ranks", true],
  ["/complaints", "complaints-in-time-days", "3"],
  ["/service/promises", "promises-by", 2],
  ["/service/visits", "territory-days", "30"],
];
const WAYS = [
  ["/channels", "channels-column", 1],
  ["/channels", "channels-routine-until", "60"],
  ["/touchpoints", "touchpoints-column", 2],
  ["/club", "club-column", 1],
];

const GROUPS = {
  segments: SEGMENTS,
  staying: STAYING,
  "worth and growth": WORTH,
  attitude: VOICE,
  service: SERVICE,
  "channels and club": WAYS,
};

for (const [name, pages] of Object.entries(GROUPS)) {
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

test("two fields changed at once both hold, also after a reload", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/movement");
  await shell.figure("movement.moved_share");
  const days = { "movement-from": "2025-03-31", "movement-to": "2026-03-31" };
  await page.evaluate((days) => {
    for (const [name, day] of Object.entries(days)) {
      const field = document.querySelector(`main [name="${name}"]`);
      field.value = day;
      for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }, days);
  const both = () =>
    page.waitForFunction(
      (days) => Object.entries(days).every(([name, day]) => document.querySelector(`main [name="${name}"]`)?.value === day),
      days,
    );
  await both();
  await shell.settledFigures();
  await page.reload();
  await shell.figure("movement.moved_share");
  await both();
});

test("clusters are of whichever fields are ticked", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/clusters");
  const boxes = page.locator('main [name="clusters-fields"]');
  // Columns stand there as a reader writes them.
  const label = async (place) => (await boxes.nth(place).locator("xpath=..").textContent()).trim().replaceAll(" ", "_");
  await shell.figure("clusters.clusters.1.centre.frequency");
  const [balance, other] = [await label(3), await label(4)];
  // One right after the other: the second does not wait for the figures of the first.
  await boxes.nth(3).check();
  await boxes.nth(4).check();
  await boxes.nth(1).uncheck();
  for (const name of [balance, other, "recency"]) await shell.figure(`clusters.clusters.1.centre.${name}`);
  await page.locator('[data-figure="clusters.clusters.1.centre.frequency"]').waitFor({ state: "detached", timeout: 60_000 });
  // Without any field there is nothing to tell customers apart by: the field says so.
  for (const place of [0, 2, 3, 4]) await boxes.nth(place).uncheck();
  await page.getByText("Choose one field at least").waitFor();
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

test("a figure leads to why it changed, and is the one split there", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  for (const [route, figure, split] of [["/loyalty", "nps.promoters", /promoters/i], ["/loyalty", "nps.score", /^Net Promoter Score$/]]) {
    await shell.goTo(route);
    await page.locator(`main [data-figure="${figure}"]`).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: "Why it changed" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.locator('main [name="change-figure"]').waitFor({ timeout: 60_000 });
    assert.match(page.url(), /#\/retention\/change/);
    const chosen = page.locator('main [name="change-figure"] option:checked');
    assert.match(await chosen.textContent(), split);
    assert.ok(Number.isFinite(Number(await shell.figure("change.total"))));
  }
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

test("prices of a survey are read from columns one chooses, and taking the choice back brings them back", async ({ page, shell, open }) => {
  const people = Array.from({ length: 60 }, (_, n) => [`c${n}`, 5 + (n % 4), 9 + (n % 5), 14 + (n % 6), 19 + (n % 7), 25 + (n % 8)]);
  const header = ["customer_id", "too cheap", "cheap", "expensive", "too expensive", "far too expensive"];
  const text = [header, ...people].map((row) => row.join(",")).join("\n");
  await open("/import");
  await shell.readFiles({ name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await shell.goTo("/loyalty/price");
  await page.locator("main [data-figure][data-value]").first().waitFor();
  const before = await shell.settledFigures();
  const columns = page.locator('main [name="price-too-expensive"] option');
  const place = (await columns.allTextContents()).findIndex((column) => column.trim() === "far too expensive");
  const back = await shell.change("price-too-expensive", place);
  assert.ok(await shell.figuresBecome(before, false));
  await shell.change("price-too-expensive", back);
  assert.ok(await shell.figuresBecome(before, true));
});

test("the sample bank has what payback, rivals, points, prices and tiers of complaints are told from", async ({ page, shell, open }) => {
  const wanted = {
    "/lifetime-value": /^clv\.payback\.\d+\.month$/,
    "/retention": /^exits\.rivals\..+\.customers$/,
    "/service/importance": /^importance\.items\..+\.above_rival$/,
    "/complaints": /^complaints\.tiers\..+\.median_days$/,
    "/club": /^club\.points\.(earned|redeemed|expired|breakage)$/,
    "/loyalty/price": /^price\.(pmc|opp|ipp|pme)$/,
  };
  await open();
  await shell.loadSample();
  for (const [route, name] of Object.entries(wanted)) {
    await shell.goTo(route);
    await page.locator("main [data-figure][data-value]").first().waitFor({ timeout: 60_000 });
    const found = Object.entries(await shell.settledFigures()).filter(([figure]) => name.test(figure));
    assert.ok(found.length >= 3 && found.every(([, value]) => Number.isFinite(Number(value))), `${route}: ${JSON.stringify(found)}`);
  }
});

test("customers who spend most elsewhere are listed, as many as one asks for", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty/wallet");
  const rows = (n) =>
    page.waitForFunction((n) => [...document.querySelectorAll("main table")].some((table) => table.tBodies[0].rows.length === n), n);
  await rows(20);
  await shell.change("wallet-listed", "5");
  await rows(5);
  await shell.change("wallet-listed", "20");
  await rows(20);
});

test("each lever of the what-if changes its own effect alone", async ({ page, shell, open }) => {
  const levers = [["retention-points", "10"], ["price-change", "3"], ["acquisition-cut", "40"], ["referral-points", "20"], ["recovered", "90"]];
  await open();
  await shell.loadSample();
  await shell.goTo("/retention/what-if");
  await page.locator('[data-figure="what_if.base.value"]').waitFor({ timeout: 60_000 });
  const unpaid = await shell.settledFigures();
  await shell.change("what-if-acquisition", "50");
  assert.ok(await shell.figuresBecome(unpaid, false));
  let before = await shell.settledFigures();
  for (const [place, [lever, value]] of levers.entries()) {
    await shell.change(`what-if-${lever}`, value);
    assert.ok(await shell.figuresBecome(before, false), lever);
    const after = await shell.settledFigures();
    assert.equal(Number(after[`what_if.levers.${place}.change`]), Number(value) / 100);
    const moved = levers.map((_, at) => `what_if.levers.${at}.effect`).filter((effect) => after[effect] !== before[effect]);
    assert.deepEqual(moved, [`what_if.levers.${place}.effect`]);
    before = after;
  }
});

test("a decision about a cause of leaving stands with its owner and day after a reload", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention");
  await page.locator('[data-figure="exits.decision.0.lost"]').waitFor({ timeout: 60_000 });
  const lines = "price: act, Ann, 2026-03-31\nservice: leave";
  await shell.change("exits-decided", lines);
  const row = page.locator("main tr", { has: page.locator('[data-figure="exits.decision.0.lost"]') });
  const kept = async () => {
    await row.filter({ hasText: "Ann" }).first().waitFor({ timeout: 60_000 });
    assert.match(await row.first().textContent(), /Mar 31, 2026|31 Mar 2026|2026-03-31/);
    assert.equal(await page.inputValue('main [name="exits-decided"]'), lines);
  };
  await kept();
  await page.reload();
  await shell.started();
  await kept();
  await shell.change("exits-decided", "price: act, Ann, someday");
  await page.locator("main .field-error").first().waitFor();
});

test("words for a cause of leaving can be changed, and sort those who left anew", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention");
  await page.locator('[data-figure="exits.reasons.0.customers"]').waitFor({ timeout: 60_000 });
  const before = await shell.settledFigures();
  await shell.goTo("/settings");
  const words = await page.locator('main [name="exits-words-market"]').inputValue();
  await shell.change("exits-words-market", `${words}, fees`);
  await shell.change("exits-words-price", "offer");
  await shell.goTo("/retention");
  // Who left because of fees go from price to the cause where their word stands now.
  const price = before["exits.reasons.0.customers"] - before["exits.by_reason.Fees 收费.customers"];
  await page.waitForFunction((n) => {
    const causes = [...document.querySelectorAll('[data-figure^="exits.reasons."][data-figure$=".customers"]')];
    return causes.some((cause) => Number(cause.dataset.value) === n);
  }, price);
  const after = await shell.settledFigures();
  const all = (figures) =>
    Object.keys(figures).reduce((sum, name) => sum + (/^exits\.reasons\.\d+\.customers$/.test(name) ? Number(figures[name]) : 0), 0);
  assert.equal(all(after), all(before));
});

// Classes of customers beyond their own page: as a filter everywhere, as files, and rules tried out before they are in force.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, test } from "../harness.js";

/** What a click downloads, with its name. */
async function downloaded(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("a class chosen on its page is a filter on every page, also after a reload, until it is removed", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/lifecycle");
  const mature = await shell.figure("lifecycle.stages.mature.customers");
  await page.locator('[data-section="by-class"] [data-segment="mature"]').click();
  await page.locator('[data-filter="Life cycle"]').waitFor();
  assert.match(page.url(), /#\/customers\?c\.lifecycle=mature$/);
  await shell.goTo("/segments?c.lifecycle=mature");
  assert.equal(await shell.figure("rfm.customers"), mature);
  await page.reload();
  await shell.started();
  assert.equal(await shell.figure("rfm.customers"), mature);
  // Another class of the same can be added in the panel.
  await shell.openFilter();
  await page.locator('[data-classes="lifecycle"] input[value="growing"]').check();
  await shell.applyFilter();
  assert.match(page.url(), /c\.lifecycle=growing&c\.lifecycle=mature/);
  await page.locator('[data-filter="Life cycle"] .chip-drop').click();
  await page.locator('[data-filter="Life cycle"]').waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /lifecycle/);
});

test("a tile that counts customers leads to them, as many as it says, and the filter bar names them", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  for (const [path, figure, name, address] of [
    ["/retention", "exits.customers", "Customers who left", /#\/customers\?c\.exits=left$/],
    ["/segments/lifecycle", "lifecycle.stages.lost.customers", "Life cycle", /#\/customers\?c\.lifecycle=lost$/],
  ]) {
    await shell.goTo(path);
    const said = await shell.figure(figure);
    await page.locator(`.tile:has([data-figure="${figure}"]) .tile-label a`).click();
    await page.locator(`[data-filter="${name}"]`).waitFor();
    assert.match(page.url(), address);
    await page.locator(`[data-figure="customers.listed"][data-value="${said}"]`).waitFor();
  }
});

test("a number of a crossed table leads to those it counts, by mouse and by keyboard, also after a reload", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  for (const [path, name] of [["/segments/movement", "Movement"], ["/segments/workbench", "Workbench"]]) {
    const [section, address] = path.endsWith("movement") ? ["matrix", /#\/customers\?c\.movement=/] : ["crossed", /#\/customers\?c\.workbench=/];
    for (const place of ["td:not(:last-child) a", "tr:last-child td a", "td:last-child a"]) {
      await shell.goTo(path);
      const door = page.locator(`[data-section="${section}"] tbody ${place}`).first();
      await door.waitFor();
      const said = await door.getAttribute("data-value");
      // What it says is the number, and what it leads to.
      const [label, text] = [await door.getAttribute("aria-label"), (await door.textContent()).trim()];
      assert.ok(label.endsWith(`: ${text}`) && label.length > text.length + 4, label);
      if (place.startsWith("tr")) {
        await door.focus();
        await page.keyboard.press("Enter");
      } else {
        await door.click();
      }
      await page.locator(`[data-filter="${name}"]`).waitFor();
      assert.match(page.url(), address);
      await page.locator(`[data-figure="customers.listed"][data-value="${said}"]`).waitFor();
      await page.reload();
      await shell.started();
      await page.locator(`[data-figure="customers.listed"][data-value="${said}"]`).waitFor();
    }
  }
  await shell.goTo("/segments/movement");
  const table = page.locator('[data-section="matrix"] .table-scroll');
  await table.locator("a").first().waitFor();
  assert.equal(await table.locator('a:not([tabindex="-1"]), .figure:not([tabindex="-1"])').count(), 0);
  await assertAccessible(page);
});

test("who is in which class leaves as CSV and as a workbook, the audience as hashes", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/pyramid");
  await shell.figure("pyramid.layers.vip.customers");
  const csv = await downloaded(page, '[data-action="download-pyramid-csv"]');
  assert.match(csv.name, /^pyramid-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(csv.bytes.toString("utf8"), /^\ufeff?customer,class,/);
  const workbook = await downloaded(page, '[data-action="download-pyramid-xlsx"]');
  assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK");
});

test("the audience of a class leaves as hashes of those who agreed", async ({ page, shell, open }) => {
  await open("/import");
  const people = [1, 2, 3, 4];
  const file = (name, header, row) => ({ name, mimeType: "text/csv", buffer: Buffer.from([header, ...people.map(row)].join("\n")) });
  await shell.readFiles(
    file("customers.csv", "customer_id,region,email,consent", (n) => `c${n},${n % 2 ? "North" : "South"},c${n}@example.org,yes`),
    file("orders.csv", "customer_id,date,amount", (n) => `c${n},2024-0${n}-01,${n}0`),
  );
  await shell.goTo("/segments/workbench");
  const audience = await downloaded(page, '[data-action="download-workbench-audience-csv"]');
  const [header, ...rows] = audience.bytes.toString("utf8").trim().split("\r\n");
  assert.equal(header, "email_sha256,phone_sha256,phone_digits_sha256");
  assert.ok(rows.length > 0 && rows.every((row) => /^[0-9a-f]{64},,$/.test(row)));
});

test("rules of grades are tried out, put in force, taken back, kept and handed on", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/grades");
  const rules = page.locator('[name="grades-rules"]');
  await rules.waitFor();
  const before = await rules.inputValue();
  await rules.fill("Old: recency > 90\nNew: recency <= 90");
  // Who would move is shown before anything is in force.
  await page.locator('[data-figure="grades.moved.customers"]').waitFor();
  await page.reload();
  await shell.started();
  await rules.waitFor();
  assert.equal(await rules.inputValue(), before);
  await rules.fill("Old: recency >");
  await page.locator(".control [role=alert]").waitFor();
  await rules.fill("Old: recency > 90\nNew: recency <= 90");
  await page.click('[data-action="keep-draft"]');
  await page.locator('[data-action="keep-draft"]').waitFor({ state: "detached" });
  await page.locator('[name="grades-save-as"]').fill("Ninety days");
  await page.locator('[name="grades-save-as"]').press("Enter");
  await page.locator('[name="grades-load-1"]').waitFor();
  const file = await downloaded(page, '[data-action="download-written"]');
  assert.equal(JSON.parse(file.bytes.toString("utf8")).grades.sets[0].name, "Ninety days");
  await page.click('[name="grades-undo"]');
  await page.locator('[name="grades-undo"]').waitFor({ state: "detached" });
  assert.equal(await rules.inputValue(), before);
  await page.setInputFiles('[name="grades-import"]', { name: "sets.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.locator('[data-section="sets"] [role=alert]').waitFor();
  await page.setInputFiles('[name="grades-import"]', { name: "sets.json", mimeType: "application/json", buffer: file.bytes });
  await page.locator('[data-section="sets"] [role=alert]').waitFor({ state: "detached" });
});

test("a line of the value matrix is dragged, moved by keys, put back, and is where it was put after a reload", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/value-matrix");
  const handle = page.locator('.chart__handle[aria-orientation="horizontal"]');
  await handle.waitFor();
  const quadrants = (figures) =>
    ["lead", "iron", "gold", "platinum"].reduce((sum, key) => sum + Number(figures[`value_matrix.quadrants.${key}.customers`]), 0);
  const [cut, potential] = ["value_matrix.cut.current", "value_matrix.cut.potential"];
  const before = await shell.settledFigures();
  const pull = async () => {
    await handle.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await handle.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 60, y + height / 2, { steps: 6 });
  };
  // Put back before it is let go, it was never moved.
  await pull();
  assert.notEqual(await handle.getAttribute("aria-valuenow"), before[cut]);
  assert.ok(await page.locator(".chart__line-value:visible").textContent());
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal(await page.locator(".chart__line-value:visible").count(), 0);
  assert.equal(Number(await handle.getAttribute("aria-valuenow")), Number(before[cut]));
  assert.deepEqual(await shell.settledFigures(), before);
  // While it is dragged nothing is computed; the figures follow when it is let go, of this line alone.
  await pull();
  const to = await handle.getAttribute("aria-valuenow");
  assert.equal(await shell.figure(cut), before[cut]);
  await page.mouse.up();
  assert.ok(await shell.figuresBecome(before, false), "dragging changes nothing");
  const dragged = await shell.settledFigures();
  assert.ok(Number(dragged[cut]) > Number(before[cut]));
  assert.equal(Number(dragged[cut]), Number(to));
  assert.equal(dragged[potential], before[potential]);
  assert.equal(quadrants(dragged), quadrants(before));
  await page.locator('main [name="value-matrix-cut"]').waitFor();
  assert.equal(await page.locator('main [name="value-matrix-cut"]').evaluate((select) => select.selectedIndex), 1);
  await handle.focus();
  await page.keyboard.press("PageDown");
  assert.ok(await shell.figuresBecome(dragged, false), "keys change nothing");
  const pressed = await shell.settledFigures();
  assert.ok(Number(pressed[cut]) < Number(dragged[cut]));
  assert.equal(quadrants(pressed), quadrants(before));
  await assertAccessible(page);
  await page.reload();
  await shell.started();
  await handle.waitFor();
  assert.deepEqual(await shell.settledFigures(), pressed);
});

// What a filter means, on Online Retail: it chooses which rows count, and changes nothing that is true of a customer.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DATA, test } from "../harness.js";

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

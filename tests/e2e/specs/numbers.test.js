// Numbers as a reader expects them: money in its currency, one of a thing is one, nothing raw.
import assert from "node:assert/strict";
import { test } from "../harness.js";

/** A file of purchases whose header names the currency. */
function purchases(header) {
  const rows = [];
  for (let n = 1; n <= 40; n++) rows.push(`c${n % 17},${n},2024-0${1 + (n % 9)}-${10 + (n % 18)},${(n * 1234.567).toFixed(2)}`);
  return { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(`customer,order,date,${header}\n${rows.join("\n")}\n`) };
}

const total = (page) => page.locator('[data-figure="concentration.total"]').first().textContent();

test("the currency a header names stands before all money", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(purchases("Amount (GBP)"));
  assert.match(await page.locator("h1").textContent(), /^1 file loaded: 40 rows used/);
  await shell.goTo("/segments");
  await page.locator('[data-figure="concentration.total"]').first().waitFor();
  assert.match(await total(page), /^£1M$/);
  await shell.goTo("/customers");
  const spent = page.locator('[data-figure="customer.monetary"]');
  await spent.first().waitFor();
  for (const text of await spent.allTextContents()) assert.match(text.trim(), /^£[\d,]+$/);
});

test("where no file names a currency it can be chosen, and money in 万 has its thousands marked", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(purchases("amount"), { name: "more.csv", mimeType: "text/csv", buffer: Buffer.from("customer,order,date,amount\nc1,900,2024-03-03,12345678\n") });
  await shell.goTo("/segments");
  await page.locator('[data-figure="concentration.total"]').first().waitFor();
  assert.match(await total(page), /^1,335\.8万$/);
  await shell.goTo("/settings");
  await page.locator('select[name="currency"]').selectOption({ label: "CNY" });
  await shell.goTo("/segments");
  await page.locator('[data-figure="concentration.total"]', { hasText: "¥" }).first().waitFor();
  assert.match(await total(page), /^¥1,335\.8万$/);
}, { language: "zh-CN" });

test("no page shows a number with more decimals than a reader wants, not even when pointed at", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  const found = [];
  for (const route of await shell.pages()) {
    await shell.goTo(route);
    await shell.settled();
    const texts = await page.locator("main").evaluate((main) => [
      main.innerText,
      ...[...main.querySelectorAll("[title]")].map((element) => element.title),
      ...[...main.querySelectorAll(".chart td")].map((cell) => cell.textContent),
    ]);
    for (const text of texts) found.push(...(text.match(/\d\.\d{7,}/g) ?? []).map((number) => `${route}: ${number}`));
  }
  assert.deepEqual(found, []);
});

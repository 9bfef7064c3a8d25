import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, test } from "../harness.js";

/** Orders of one to three lines; `regular` has sixty of them. */
function orders() {
  const rows = ["customer,order,date,amount,branch,product"];
  for (let order = 0; order < 60; order++) {
    const day = `2024-${String(1 + (order % 12)).padStart(2, "0")}-15`;
    for (const product of ["tea", "cups", "pots"].slice(0, 1 + (order % 3))) {
      rows.push(`regular,R${order},${day},10,North,${product}`);
    }
  }
  rows.push("seldom,S1,2024-03-01,5,South,tea", "other,O1,2024-05-01,50,South,tea");
  return { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
}

test("the list is shaded where it goes on beyond the edge, as other tables are", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator(".customers-row a").first().waitFor();
  const list = page.locator(".customers-window");
  assert.ok(await list.evaluate((window) => window.scrollWidth > window.clientWidth));
  const shade = (element) => getComputedStyle(element).backgroundImage;
  const ofList = await list.evaluate(shade);
  assert.match(ofList, /linear-gradient.*linear-gradient/);
  await shell.goTo("/segments");
  await shell.settled();
  assert.equal(ofList, await page.locator(".table-scroll").first().evaluate(shade));
}, { width: 390 });

const title = (page, text) => page.locator("h1", { hasText: text }).waitFor();

test("a customer's history stands by order, its lines fold out, and there is more when it is asked for", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(orders());
  await shell.goTo("/customers/regular");
  const rows = page.locator(".customer-events tbody tr");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 50);
  const several = rows.filter({ hasText: "3 lines" }).first();
  await several.locator("summary").click();
  assert.deepEqual(await several.locator("li").allTextContents(), ["10 · product: tea", "10 · product: cups", "10 · product: pots"]);
  const heads = await page.locator(".customer-events thead th").allTextContents();
  assert.equal(await several.locator("th, td").nth(heads.indexOf("branch")).textContent(), "North", "what all orders say has a column");
  await page.click('[data-action="more-events"]');
  await page.waitForFunction(() => document.querySelectorAll(".customer-events tbody tr").length === 60);
  assert.equal(await page.locator('[data-action="more-events"]').count(), 0);
});

test("arrow keys go on in the list as it is searched and sorted, which is so when one comes back", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(orders());
  await shell.goTo("/customers");
  await page.click('[data-sort="id"]');
  await page.waitForFunction(() => document.querySelector(".customers-row a")?.textContent === "other");
  await page.locator(".customers-row a", { hasText: "other" }).click();
  await title(page, "other");
  await page.getByText("1 of 3 in the list").waitFor();
  assert.equal(await page.locator('[data-action="customer-before"]').count(), 0);
  await page.keyboard.press("ArrowRight");
  await title(page, "regular");
  await page.click('[data-action="customer-after"]');
  await title(page, "seldom");
  await page.keyboard.press("ArrowLeft");
  await title(page, "regular");
  await page.getByText("All customers").click();
  await page.locator(".customers-row a").first().waitFor();
  assert.equal(await page.locator('th:has([data-sort="id"])').getAttribute("aria-sort"), "ascending");
});

test("a line of time shows what happened to a customer, cases among it, at 390 px", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/follow-up");
  await page.click('[data-action="find-candidates"]');
  await page.click('[data-action="open-candidates"]');
  await page.locator("[data-case]").first().waitFor();
  await page.locator("[data-case]").first().click();
  await page.locator("h1 a").first().click();
  const line = page.locator('[data-section="timeline"]');
  await line.locator('.timeline-mark[data-kind="case"]').waitFor();
  assert.ok((await line.locator('.timeline-mark[data-kind="purchase"]').count()) > 1);
  assert.ok((await line.locator(".timeline-tick").count()) > 1);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await assertAccessible(page);
}, { width: 390 });

test("a customer's page tells how likely they are one still, by the model of the lifetime value page, and since when", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator(".customers-row a").first().click();
  const section = page.locator('[data-section="alive-history"]');
  await section.locator('[data-figure^="clv.one.p_alive_"]').first().waitFor({ timeout: 60_000 });
  const shares = await section.locator('[data-figure^="clv.one.p_alive_"]').evaluateAll((figures) => figures.map((figure) => Number(figure.dataset.value)));
  assert.ok(shares.every((share) => share >= 0 && share <= 1), `${shares}`);
  // The curve, and what it is drawn from.
  await section.locator("canvas").waitFor();
  await section.getByRole("button", { expanded: false }).first().click();
  await section.locator("table tbody tr").nth(5).waitFor();
});

test("a case is opened on a customer's own page, once, and says where; how they are reached comes from the files", async ({ page, shell, open }) => {
  await open("/import");
  const customers = "customer_id,name,contact\nregular,Ann Example,138 0000 1111\nseldom,Bo Example,138 0000 2222\n";
  await shell.readFiles(orders(), { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(customers) });
  await shell.goTo("/customers/regular");
  const button = page.locator('[data-action="open-named-cases"]');
  await button.click();
  await button.waitFor({ state: "detached" });
  await page.getByText("There is an open case.").waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "Go to the cases" }).click();
  await page.locator('[data-section="cases"] [data-case]').click();
  const known = page.locator('[data-section="case"]');
  await known.getByText(/Named by the page/).waitFor();
  await known.locator('.follow-up-way[href="tel:13800001111"]').waitFor();
});

test("from the calls one goes to all customers of their segments", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/overview");
  await page.getByRole("link", { name: "All of “At risk”" }).click();
  await page.waitForFunction(() => /^#\/customers\?.*segment=at_risk/.test(location.hash));
  await page.locator(".customers-row a").first().waitFor();
});

test("the list is saved in the reader's words, under a name with the day", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(orders());
  await shell.goTo("/customers");
  await page.locator(".customers-row a").first().waitFor();
  const save = (form) => Promise.all([page.waitForEvent("download"), page.click(`[data-action="download-customers-${form}"]`)]);
  const [download] = await save("csv");
  assert.match(download.suggestedFilename(), /^客户名单-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.match(lines[0], /^\ufeff客户编号,姓名,分群,分群代码,/);
  assert.equal(lines.length, 5, "a header, three customers, and the last line's end");
  const [workbook] = await save("xlsx");
  assert.match(workbook.suggestedFilename(), /^客户名单-\d{4}-\d\d-\d\d\.xlsx$/);
  assert.equal((await readFile(await workbook.path())).subarray(0, 2).toString(), "PK");
}, { language: "zh-CN" });

test("the customers to call are saved as a list, with id, segment and money", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/overview");
  const save = page.locator('[data-section="overview-calls"] [data-action="download-list-csv"]');
  await save.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  assert.match(download.suggestedFilename(), /^customers-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, 11, "a header and ten customers");
  assert.match(lines[1], /^000\d{5},[^,]+,/);
});

test("the list left before a browser has drawn it breaks nothing", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator(".col-id a").first().waitFor();
  await page.evaluate(() => {
    window.held = [];
    window.requestAnimationFrame = (frame) => window.held.push(frame);
  });
  await page.locator(".customers-table thead button").first().click();
  await page.waitForFunction(() => window.held.length > 0);
  await shell.goTo("/segments");
  await page.locator(".customers-window").waitFor({ state: "detached" });
  await page.evaluate(() => window.held.forEach((frame) => frame(0)));
  await shell.goTo("/customers");
  await page.locator(".col-id a").first().waitFor();
});

test("a customer's own page tells their tiers month by month", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/segments/tiers");
  const link = page.locator('[data-section="watched"] tbody a').first();
  const name = await link.textContent();
  await link.click();
  await title(page, name);
  const section = page.locator('[data-section="tier-history"]');
  await section.getByText(/On watch: falls to/).waitFor();
  await section.locator("canvas").waitFor();
  await section.locator("summary").click();
  // The newest month is the first.
  assert.equal(await section.locator("tbody tr").first().locator("td, th").last().textContent(), "yes");
});

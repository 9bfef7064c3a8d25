// Files as people really have them: what the import page says of them, and asks.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertAccessible, DATA, test } from "../harness.js";

const read = (page) => page.locator('[data-action="read"]:enabled').click();

test("notes above a bill's header are passed over and shown, and the export is named", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/exports/alipay_statement.csv`);
  await page.locator('[data-export="alipay_statement"]').waitFor();
  assert.match(await page.locator(".staged").innerText(), /支付宝交易明细/);
  const passed = page.locator(".staged details.passed-over");
  await passed.locator("summary").click();
  assert.match(await passed.innerText(), /导出信息/);
  await assertAccessible(page);
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "2");
  assert.equal(await shell.figure("import.rows_set_aside"), "2");
}, { language: "zh-CN" });

test("an export can be read like any other file, and as the export again", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/exports/shopify_orders.csv`);
  const known = page.locator('[data-export="shopify_orders"]');
  await known.waitFor();
  await page.getByRole("button", { name: "Read like any other file" }).click();
  await page.getByRole("button", { name: "Read it as that" }).click();
  await known.waitFor();
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "2");
});

test("a sheet a month is one table, and a sheet can be left out", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/workbook/months.xlsx`);
  const sheets = page.locator('.staged input[name="sheet-read"]');
  await sheets.first().waitFor();
  assert.equal(await sheets.count(), 3);
  for (const sheet of await sheets.all()) assert.ok(await sheet.isChecked());
  await assertAccessible(page);
  await page.getByLabel("3月", { exact: true }).uncheck();
  await page.waitForFunction(() => [...document.querySelectorAll('input[name="sheet-read"]')].filter((box) => box.checked).length === 2);
  await page.getByLabel("3月", { exact: true }).check();
  await page.waitForFunction(() => [...document.querySelectorAll('input[name="sheet-read"]')].every((box) => box.checked));
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "5");
});

test("where two columns could be the score, the page asks", async ({ page, shell, open }) => {
  const rows = Array.from({ length: 30 }, (_, n) => `c${n},2024-03-${String((n % 28) + 1).padStart(2, "0")},${n % 11},${(n * 7) % 11}`);
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "survey.csv");
  await writeFile(path, `customer,date,recommend branch,recommend app\n${rows.join("\n")}\n`);
  await open("/import");
  await shell.chooseFiles(path);
  const choice = page.locator('.staged select[name="score-column"]');
  await choice.waitFor();
  await assertAccessible(page);
  await choice.selectOption("recommend app");
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "30");
  await page.getByText("recommend app").first().waitFor();
});

test("a list of a JSON document is chosen by hand, and a loaded file is opened again", async ({ page, shell, open }) => {
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "shop.json");
  await writeFile(path, JSON.stringify({
    orders: [["a", 1], ["b", 2], ["a", 3]].map(([customer, amount]) => ({ customer, date: "2024-01-05", amount })),
    customers: [
      { customer: "a", since: "2020-01-02", visits: [{ date: "2024-02-01", amount: 4 }, { date: "soon", amount: 5 }] },
      { customer: "b", since: "2021-01-02", visits: [] },
    ],
  }));
  await open("/import");
  await shell.chooseFiles(path);
  const lists = page.locator('.staged select[name="json-rows"]');
  await lists.waitFor();
  assert.equal(await lists.inputValue(), "orders");
  await assertAccessible(page);
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "3");
  // The report names what was left, and leads back.
  await page.locator('.loaded-file [data-action="reopen"]').first().click();
  await lists.waitFor();
  await lists.selectOption("customers[].visits");
  await page.locator(".staged th").getByText("visits.date").first().waitFor();
  // Customers with what they bought inside are taken for customers.
  await page.locator('.staged select[name="kind"]').selectOption("purchases");
  await page.locator('.staged select[name="role-visits.date"]').selectOption("date");
  await page.locator('.staged select[name="role-visits.amount"]').selectOption("amount");
  await assertAccessible(page);
  await read(page);
  await page.locator(".staged").waitFor({ state: "detached" });
  assert.equal(await page.locator(".loaded-file").count(), 1);
  assert.equal(await shell.figure("import.rows_used"), "1");
  await page.getByText(/1 of 2 cells could not be read, such as “soon”/).waitFor();
});

test("totals at the end of a long file are told before it is read", async ({ page, shell, open }) => {
  const rows = Array.from({ length: 2000 }, (_, n) => `c${n},2024-03-${String((n % 28) + 1).padStart(2, "0")},${n}`);
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "orders.csv");
  await writeFile(path, `customer,date,amount\n${rows.join("\n")}\nTotal,,1999000\n`);
  await open("/import");
  await shell.chooseFiles(path);
  await page.getByText("1 row is passed over at the end of the file").waitFor();
  await page.locator(".staged details.passed-over summary").click();
  assert.match(await page.locator(".staged details.passed-over").innerText(), /2,002/);
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "2000");
  assert.equal(await shell.figure("import.rows_set_aside"), "0");
});

test("purchases without a day are of the day that is chosen", async ({ page, shell, open }) => {
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "till.csv");
  await writeFile(path, "customer,amount\nann,10.00\nbob,20.00\nann,5.00\n");
  await open("/import");
  await shell.chooseFiles(path);
  const day = page.locator('input[name="one-day"]');
  await day.waitFor();
  assert.equal(await page.locator('select[name="kind"]').inputValue(), "purchases", "customers who come again");
  await page.locator('[data-action="read"]:disabled').waitFor();
  await assertAccessible(page);
  await day.fill("2024-03-05");
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "3");
  assert.match(await page.locator("main").innerText(), /5 Mar(ch)? 2024|2024-03-05/);
  await shell.goTo("/segments");
  assert.equal(await shell.figure("rfm.customers"), "2");
});

test("which orders count is said before a file is read", async ({ page, shell, open }) => {
  const rows = Array.from({ length: 30 }, (_, n) => `${1000 + n},c${n % 9},2024-03-${String((n % 28) + 1).padStart(2, "0")},${n + 1}.50,${n % 10 ? "Completed" : "Cancelled"}`);
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "orders.csv");
  await writeFile(path, `order_id,customer,date,amount,status\n${rows.join("\n")}\n`);
  await open("/import");
  await shell.chooseFiles(path);
  const counting = page.locator(".staged [data-counting]");
  await counting.waitFor();
  assert.match(await counting.innerText(), /status/);
  await assertAccessible(page);
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "27");
  assert.equal(await shell.figure("import.rows_set_aside"), "3");
});

test("a day in three columns is one date, which the report says", async ({ page, shell, open }) => {
  const rows = Array.from({ length: 12 }, (_, n) => `2024,${n + 1},${n + 10},c${n % 5},${n + 1}.00`);
  const path = join(await mkdtemp(join(tmpdir(), "loyalscope-")), "till.csv");
  await writeFile(path, `年,月,日,会员编号,金额\n${rows.join("\n")}\n`);
  await open("/import");
  await shell.chooseFiles(path);
  for (const [column, role] of [["年", "year"], ["月", "month"], ["日", "day"]]) {
    await page.waitForFunction(
      ([column, role]) => document.querySelector(`select[name="role-${column}"]`)?.value === role,
      [column, role],
    );
  }
  await read(page);
  assert.equal(await shell.figure("import.rows_used"), "12");
  await page.getByText(/每行的日期由.*年.*月.*日.*拼成/).waitFor();
  await shell.goTo("/segments");
  assert.equal(await shell.figure("rfm.reference_date"), "2024-12-22", "the day after the newest");
}, { language: "zh-CN" });

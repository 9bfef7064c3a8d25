import assert from "node:assert/strict";
import { readFile, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertAccessible, DATA, test } from "../harness.js";

test("a GBK file from Chinese Excel is read", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/intake/gbk.csv`);
  await page.locator('select[name="encoding"]').waitFor();
  assert.equal(await page.locator('select[name="encoding"]').inputValue(), "GB18030 (GBK)");
  await assertAccessible(page);
  await page.click('[data-action="read"]');
  assert.equal(await shell.figure("import.rows_used"), "2");
  await shell.goTo("/customers");
  await page.getByText("00017").first().waitFor();
}, { language: "zh-CN" });

test("the encoding can be changed by hand, with a live preview", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/intake/gbk.csv`);
  await page.locator('select[name="encoding"]').selectOption("windows-1252");
  await page.waitForFunction(() => !document.querySelector(".staged").textContent.includes("交易日期"));
  await page.locator('select[name="encoding"]').selectOption("GB18030 (GBK)");
  await page.locator(".staged th").getByText("交易日期").first().waitFor();
});

test("a workbook becomes the same segments as its truth", async ({ shell, open }) => {
  const truth = JSON.parse(await readFile(`${DATA}/rfm_orders/truth.json`, "utf8"));
  const { customers } = truth.results.log.basic.value;
  await open("/import");
  await shell.readFiles(`${DATA}/rfm_orders/rfm_orders.xlsx`);
  assert.equal(await shell.figure("import.rows_used"), "4906");
  await shell.goTo("/segments");
  assert.equal(await shell.figure("rfm.customers"), String(customers));
  const gini = Number(await shell.figure("concentration.gini"));
  assert.ok(Math.abs(gini - truth.results.log.customer_abc.gini.value) < 1e-9);
});

test("a survey becomes the NPS of its truth; code 11 is no answer", async ({ page, shell, open }) => {
  const { gunzipSync } = await import("node:zlib");
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-"));
  const path = join(folder, "sfo_2018_survey.csv");
  await writeFile(path, gunzipSync(await readFile(`${DATA}/sfo_2018/sfo_2018_survey.csv.gz`)));
  await open("/import");
  await shell.chooseFiles(path);
  await page.locator('select[name="kind"]').selectOption("answers");
  await page.locator('select[name="role-NETPRO"]').selectOption("score");
  await page.locator('[data-action="read"]:enabled').click();
  assert.equal(await shell.figure("import.rows_set_aside"), "159");
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "2650");
  assert.ok(Math.abs(Number(await shell.figure("nps.score")) - 30.9811320754717) < 1e-9);
});

for (const [file, language, wanted] of [
  ["picture.csv", "en-GB", /This is no table/],
  ["empty.csv", "zh-CN", /文件是空的/],
  ["header_only.csv", "en-GB", /no rows/],
  ["nul.csv", "zh-CN", /不是文本|不是表格/],
]) {
  test(`${file} gets a clear message (${language})`, async ({ page, shell, open }) => {
    await open("/import");
    await shell.chooseFiles(`${DATA}/intake/${file}`);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.textContent(), wanted);
    assert.equal(await page.locator('[data-action="read"]').count(), 0);
    await page.click('[data-action="discard"]');
    await page.locator(".staged").waitFor({ state: "detached" });
  }, { language });
}

test("a workbook behind a password says so", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/workbook/password.xlsx`);
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").textContent(), /password/);
});

test("rows set aside can be downloaded with the reason", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(`${DATA}/intake/dates_bad.csv`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="download-set-aside"]')]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(download.suggestedFilename(), /^dates_bad\.csv - 被搁置的行-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(text, /^\ufeff行,列名,原因,原因代码,/);
  assert.match(text, /,日期无法识别,bad_date,/);
}, { language: "zh-CN" });

test("a removed file can be put back", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(`${DATA}/intake/gbk.csv`);
  await page.click('[data-action="remove"]');
  await page.locator(".loaded-file").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator(".loaded-file").waitFor();
});

test("how a file was read is remembered for its header", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/intake/gbk.csv`);
  await page.locator('select[name="role-渠道"]').selectOption("ignore");
  await page.locator('[data-action="read"]:enabled').click();
  await page.locator(".loaded-file").waitFor();
  await shell.chooseFiles(`${DATA}/intake/gbk.csv`);
  await page.locator('select[name="role-渠道"]').waitFor();
  assert.equal(await page.locator('select[name="role-渠道"]').inputValue(), "ignore");
});

test("files chosen are still there after a look at another page", async ({ page, shell, open }) => {
  await open("/import");
  await shell.chooseFiles(`${DATA}/intake/gbk.csv`);
  await page.locator('select[name="role-渠道"]').selectOption("ignore");
  await shell.goTo("/settings");
  await page.locator('[data-section="analysis"]').waitFor();
  await shell.goTo("/import");
  assert.equal(await page.locator('select[name="role-渠道"]').inputValue(), "ignore");
  await page.click('[data-action="read"]');
  assert.equal(await shell.figure("import.rows_used"), "2");
});

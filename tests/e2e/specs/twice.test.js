// What is loaded is what was meant: the same file counts once, and the sample mixes with nobody's customers.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DATA, test } from "../harness.js";

const ORDERS = `${DATA}/rfm_orders/rfm_orders.csv`;
const loaded = (page) => page.locator(".loaded-file");

test("the same content again is told; it takes the place of the first, or both count", async ({ page, shell, open }) => {
  await open("/import");
  await shell.readFiles(ORDERS);
  const rows = await shell.figure("import.rows_used");
  await shell.chooseFiles(ORDERS);
  await page.locator('[data-action="read"]:enabled').click();
  await page.getByRole("alert").getByText("already loaded, as rfm_orders.csv").waitFor();
  assert.equal(await loaded(page).count(), 1);
  // In its place: still one file, the same rows.
  await page.locator('[data-action="read"]:enabled').click();
  await page.locator(".staged").waitFor({ state: "detached" });
  assert.equal(await loaded(page).count(), 1);
  assert.equal(await shell.figure("import.rows_used"), rows);
  // Both, where that is really wanted.
  await shell.chooseFiles(ORDERS);
  await page.locator('[data-action="read"]:enabled').click();
  await page.click('[data-action="keep-both"]');
  await page.locator(".staged").waitFor({ state: "detached" });
  assert.equal(await loaded(page).count(), 2);
});

test("a kept file whose reading was stopped is said to be kept, and dropped again it counts once", async ({ page, shell, open }) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-"));
  try {
    const path = join(folder, "large.csv");
    const row = (n) => `C${String(n).padStart(7, "0")},2024-0${1 + (n % 9)}-1${n % 10},${n % 500}.50\n`;
    await writeFile(path, `customer_id,date,amount\n${Array.from({ length: 1_000_000 }, (_, n) => row(n)).join("")}`);
    await open("/import");
    await shell.readFiles(path);
    await page.addInitScript(() =>
      addEventListener("DOMContentLoaded", () =>
        new MutationObserver((_, observer) => {
          const button = document.querySelector('[data-action="cancel"]');
          if (button) {
            observer.disconnect();
            button.click();
          }
        }).observe(document.body, { childList: true, subtree: true }),
      ),
    );
    await page.reload();
    await shell.started();
    await page.getByText("1 file is kept in this browser, but not read").waitFor();
    assert.equal(await loaded(page).count(), 0);
    await shell.chooseFiles(path);
    await page.locator('[data-action="read"]:enabled').click();
    assert.equal(await shell.figure("import.rows_used"), "1000000");
    await page.getByText("but not read").waitFor({ state: "detached" });
    await shell.kept();
    assert.equal(await loaded(page).count(), 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the sample goes once a real file is read, and can be brought back", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await page.locator(".sample-mark").waitFor();
  await shell.goTo("/import");
  const files = await loaded(page).count();
  await shell.chooseFiles(ORDERS);
  assert.ok(await page.locator('[name="sample-goes"]').isChecked());
  await page.locator('[data-action="read"]:enabled').click();
  await page.locator(".staged").waitFor({ state: "detached" });
  await page.locator(".sample-mark").waitFor({ state: "detached" });
  assert.equal(await loaded(page).count(), 1);
  await page.locator(".banner").getByRole("button", { name: "Undo" }).click();
  await page.locator(".sample-mark").waitFor();
  assert.equal(await loaded(page).count(), files + 1);
});

test("the sample stays beside a real file where that is wanted", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/import");
  await shell.chooseFiles(ORDERS);
  await page.locator('[name="sample-goes"]').uncheck();
  await page.locator('[data-action="read"]:enabled').click();
  await page.locator(".staged").waitFor({ state: "detached" });
  await page.locator(".sample-mark").waitFor();
});

// Files as large as clients have: reading can be stopped, and a long list stays a list.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "../harness.js";

const ROWS = 1_000_000;

/** A purchases file of as many customers as rows, one order each. */
async function withLargeFile(use) {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-"));
  try {
    const path = join(folder, "large.csv");
    const row = (n) => `C${String(n).padStart(7, "0")},2024-0${1 + (n % 9)}-1${n % 10},${n % 500}.50\n`;
    await writeFile(path, `customer_id,date,amount\n${Array.from({ length: ROWS }, (_, n) => row(n)).join("")}`);
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("reading a large file can be stopped, and started again", async ({ page, shell, open }) => {
  await withLargeFile(async (path) => {
    await open("/import");
    await shell.chooseFiles(path);
    await page.locator('[data-action="read"]:enabled').waitFor();
    // Stopped by the page itself the moment it offers to: however fast it reads, it is in the middle.
    await page.evaluate(() =>
      new MutationObserver((_, observer) => {
        const button = document.querySelector('[data-action="cancel"]');
        if (button) {
          observer.disconnect();
          button.click();
        }
      }).observe(document.body, { childList: true, subtree: true }),
    );
    await page.click('[data-action="read"]');
    await page.locator('[data-action="read"]:enabled').waitFor();
    await page.locator(".task").waitFor({ state: "detached" });
    assert.equal(await page.locator(".loaded-file").count(), 0);
    await page.click('[data-action="read"]');
    assert.equal(await shell.figure("import.rows_used"), String(ROWS));
  });
});

test("a list of a million customers scrolls to its end and sorts", async ({ page, shell, open }) => {
  await withLargeFile(async (path) => {
    await open("/import");
    await shell.readFiles(path);
    await shell.goTo("/customers");
    const list = page.locator(".customers-window");
    await list.locator('tr[aria-rowindex="2"]').waitFor();
    await list.evaluate((window) => (window.scrollTop = window.scrollHeight));
    const last = list.locator(`tr[aria-rowindex="${ROWS + 1}"]`);
    await last.locator("a").first().waitFor();
    assert.ok((await list.locator("tbody tr").count()) < 100, "only the rows in view are drawn");
    await page.click('[data-sort="id"]');
    await list.locator('tr[aria-rowindex="2"]').getByText("C0000000").waitFor();
    await page.click('[data-sort="id"]');
    await list.locator('tr[aria-rowindex="2"]').getByText("C0999999").waitFor();
  });
});

test("computing that takes long can be stopped and taken up again", async ({ page, shell, open }) => {
  const row = (n) => `C${n % 200_000},2024-0${1 + (n % 9)}-${10 + (n % 17)},${1 + ((n * 7919) % 1000)}.50\n`;
  const text = `customer_id,date,amount\n${Array.from({ length: 600_000 }, (_, n) => row(n)).join("")}`;
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-"));
  try {
    const path = join(folder, "many.csv");
    await writeFile(path, text);
    await open("/import");
    await shell.readFiles(path);
    await shell.goTo("/segments/clusters");
    await page.locator('[data-action="stop-computing"]').click();
    const stopped = page.locator('[data-notice="computing-stopped"]');
    await stopped.waitFor();
    assert.equal(await page.locator('[data-figure="clusters.tried.0.inertia"]').count(), 0);
    await page.locator(".banner-info button").click();
    await shell.figure("clusters.tried.0.inertia");
    assert.equal(await stopped.count(), 0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

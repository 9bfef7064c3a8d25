// Drives the application as a user would: choose the file, accept the guesses, look at the segments.
import { Shell } from "../../tests/e2e/pages/shell.js";

/** Seconds are taken inside the page, by what it shows: no polling interval is added. */
function whenShown(page, selector) {
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const found = document.querySelector(wanted);
          if (!found) return false;
          resolve({ at: performance.now(), value: found.dataset.value });
          return true;
        };
        if (look()) return;
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-value", "data-figure"] });
      }),
    selector,
  );
}

const now = (page) => page.evaluate(() => performance.now());

export async function measure(page, url, path) {
  const shell = new Shell(page, url);
  await page.goto(`${url}#/import`);
  await shell.started();
  const opened = await now(page);
  // What matters from here on is whether the page answers while it reads.
  await page.evaluate(() => (window.longTasks.length = 0));

  await shell.chooseFiles(path);
  const button = page.locator('[data-action="read"]:enabled');
  await button.waitFor();
  const previewed = await now(page);
  const imported = whenShown(page, '[data-figure="import.rows_used"][data-value]');
  await button.click();
  const rows = await imported;

  const asked = await now(page);
  const segments = whenShown(page, '[data-figure="rfm.customers"][data-value]');
  await shell.goTo("/segments");
  const rfm = await segments;
  return {
    start: opened,
    intake: rows.at - previewed,
    preview: previewed - opened,
    rfm: rfm.at - asked,
    rows: Number(rows.value),
    customers: Number(rfm.value),
  };
}

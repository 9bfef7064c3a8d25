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

/** Long tasks that began before are not counted: entries come late. */
const watchFromNow = (page) => page.evaluate(() => (window.watchFrom = performance.now()));

const now = (page) => page.evaluate(() => performance.now());

/** Chooses the file on a fresh import page; gives the button that reads it. */
async function chosen(page, url, path) {
  const shell = new Shell(page, url);
  await page.goto(`${url}#/import`);
  await shell.started();
  const opened = await now(page);
  // What matters from here on is whether the page answers while it reads.
  await watchFromNow(page);
  await shell.chooseFiles(path);
  const button = page.locator('[data-action="read"]:enabled');
  await button.waitFor();
  return { shell, opened, button };
}

export async function measure(page, url, path) {
  const { shell, opened, button } = await chosen(page, url, path);
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

/** Reads the file, then opens each page of a group's tabs: milliseconds from the link to the page drawn, by its address. */
export async function pagesOf(page, url, path, group) {
  const { shell, button } = await chosen(page, url, path);
  await button.click();
  await whenShown(page, '[data-figure="import.rows_used"][data-value]');
  await shell.kept();
  await shell.goTo(group);
  await shell.settled();
  const hrefs = await page.locator(".tabs a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const taken = {};
  for (const href of hrefs) {
    // From a page of another group: what was open before shows nothing of the one that is asked for.
    await shell.goTo("/settings");
    await shell.settled();
    taken[href.replace(/^#([^?]*).*$/, "$1")] = await page.evaluate(
      (hash) =>
        new Promise((resolve) => {
          const begun = performance.now();
          const drawn = () => document.querySelector(".indicator:not([aria-busy=true])") && !document.querySelector(".skeleton");
          new MutationObserver((_, observer) => {
            if (!drawn()) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - begun));
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
          location.hash = hash;
        }),
      href,
    );
  }
  return taken;
}

/**
 * Scrolls, moves between pages and switches the language for as long as the file is read: what tasks come of it. Each is
 * done once before, as the browser fetches fonts and compiles code the first time, read or no read.
 */
export async function whileUsed(page, url, path) {
  const { button } = await chosen(page, url, path);
  // Plain mouse events at known places: looking elements up would itself be work on the page.
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const places = {
    english: await middle(page.getByRole("button", { name: "English" })),
    chinese: await middle(page.getByRole("button", { name: "中文" })),
    settings: await middle(page.locator('a[href*="/settings"]').first()),
    import: await middle(page.locator('a[href*="/import"]').first()),
  };
  for (const place of ["chinese", "english", "settings", "import"]) {
    await page.mouse.click(...places[place]);
    await page.waitForTimeout(300);
  }
  const imported = whenShown(page, '[data-figure="import.rows_used"][data-value]');
  await button.click();
  await watchFromNow(page);
  let reading = true;
  const done = imported.then(() => (reading = false));
  let actions = 0;
  for (; reading; actions++) {
    await page.mouse.wheel(0, actions % 2 ? -300 : 300);
    await page.mouse.click(...places[actions % 2 ? "english" : "chinese"]);
    if (actions % 5 === 4) {
      await page.mouse.click(...places.settings);
      await page.mouse.click(...places.import);
    }
  }
  await done;
  return { actions };
}

/** Stops the reading in its middle: milliseconds from the click until the page says it is over. */
export async function cancelled(page, url, path) {
  const { button } = await chosen(page, url, path);
  await button.click();
  await page.waitForFunction(() => Number(document.querySelector(".task progress")?.value ?? 0) > 0.3, null, { polling: "raf" });
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const begun = performance.now();
        const over = () => !document.querySelector(".task");
        new MutationObserver((_, observer) => {
          if (!over()) return;
          observer.disconnect();
          resolve({ cancel: performance.now() - begun });
        }).observe(document.body, { childList: true, subtree: true });
        document.querySelector('[data-action="cancel"]').click();
      }),
  );
}

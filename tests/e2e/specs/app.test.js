import assert from "node:assert/strict";
import { assertAccessible, DATA, test } from "../harness.js";
import { all, FILES } from "../pages/database.js";

const SCREENS = [[1280, "en-GB", false], [390, "zh-CN", true]];
// Every fourth page in a test: all of them take longer than a test may.
const PARTS = 4;
const parts = SCREENS.flatMap((screen) => Array.from({ length: PARTS }, (_, part) => [...screen, part]));
for (const [width, language, dark, part] of parts) {
  test(`the sample fills every page (${part + 1} of ${PARTS}), accessible, at ${width} px in ${language}${dark ? ", dark" : ""}`, async ({ page, shell, open }) => {
    await open();
    await shell.loadSample();
    const routes = await shell.pages();
    assert.ok(routes.length >= 13, String(routes));
    for (const route of routes.filter((_, place) => place % PARTS === part)) {
      await shell.goTo(route);
      await shell.settled();
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${route} scrolls sideways`);
      if (language === "zh-CN") assert.match(await page.locator("h1").first().textContent(), /[\u4e00-\u9fff]/, route);
      await assertAccessible(page);
    }
  }, { width, language, dark });
}

test("every empty page names the file it needs and offers the sample", async ({ page, shell, open }) => {
  await open();
  for (const route of ["/overview", "/customers", "/segments", "/loyalty", "/retention", "/retention/survival"]) {
    await shell.goTo(route);
    await page.locator('main [data-action="sample"]').waitFor();
    await assertAccessible(page);
  }
});

test("a group leads to its first page that has what it needs, and pages without it say so", async ({ page, shell, open }) => {
  await open("/import");
  const rows = Array.from({ length: 30 }, (_, row) => `c${row},${1 + (row % 24)},${row % 3 ? "No" : "Yes"},${row % 2 ? "A" : "B"}`);
  const text = ["customer_id,tenure,churn,contract", ...rows, ""].join("\n");
  await shell.readFiles({ name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator('.nav-pages a[href^="#/retention/survival"]').click();
  await page.locator("main h1").first().waitFor();
  await page.locator('.tabs a[href="#/retention"][aria-description]').click();
  await page.locator(".empty").first().waitFor();
  assert.equal(await page.locator('main [data-action="sample"]').count(), 0, "no sample beside one's own file");
  await assertAccessible(page);
});

test("tables, settings and filter are back after a reload", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty");
  const before = await shell.figure("nps.n");
  await shell.openFilter("branch");
  await page.locator(".filter-list input").first().check();
  await shell.applyFilter();
  await page.waitForFunction((all) => document.querySelector('[data-figure="nps.n"]')?.dataset.value !== all, before);
  const filtered = await shell.figure("nps.n");
  assert.match(page.url(), /a\.branch=/);
  await page.reload();
  await shell.started();
  assert.equal(await shell.figure("nps.n"), filtered);
  await page.click('[data-action="clear-filter"]');
  await page.waitForFunction((all) => document.querySelector('[data-figure="nps.n"]')?.dataset.value === all, before);
});

test("the language can be switched, and stays", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty");
  await page.getByRole("button", { name: "中文" }).click();
  await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
  assert.match(await page.locator("h1").first().textContent(), /[\u4e00-\u9fff]/);
  await page.reload();
  await shell.started();
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
});

test("a figure opens its provenance by keyboard", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/loyalty");
  await page.locator('[data-figure="nps.score"]').first().focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /Reichheld/);
  await assertAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

// A sixth of the pages in a test: all of them take longer than a test may.
for (const part of [0, 1, 2, 3, 4, 5]) test(`every figure on every page opens its provenance (${part + 1} of 6)`, async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator('.customers-row [data-figure="customer.score"]').first().waitFor();
  const customer = await page.locator(".customers-row a").first().getAttribute("href");
  await shell.goTo("/follow-up");
  await page.click('[data-action="find-candidates"]');
  await page.click('[data-action="open-candidates"]');
  await page.locator("[data-case]").first().waitFor();
  const without = ["/club", "/loyalty/dealers", "/loyalty/price", "/loyalty/switching-cost", "/settings", "/follow-up/causes", "/follow-up/front-line", "/follow-up/rules", "/kiosk"];
  const routes = [...(await shell.pages()), customer.replace(/^.*#/, "")];
  for (const route of routes.filter((_, place) => place % 6 === part)) {
    await shell.goTo(route);
    await shell.settled();
    if (!without.includes(route)) await page.locator("main [data-figure]").first().waitFor();
    // All in the page: a page may hold hundreds of figures.
    const wrong = await page.evaluate(async () => {
      // No picture has to be painted in between: what follows a click is done within a few tasks.
      const task = () => new Promise((resolve) => setTimeout(resolve));
      const opened = async () => {
        await task();
        for (let tasks = 0; !dialog.open && tasks < 50; tasks++) await task();
      };
      const closed = async () => {
        const told = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
        dialog.close();
        await told;
        await task();
      };
      const dialog = document.querySelector("dialog.provenance");
      const found = [];
      for (const figure of document.querySelectorAll("[data-figure]")) {
        const name = figure.dataset.figure;
        // A button is clicked by Enter and Space, is reached by Tab, or by the arrow keys in a table that is, and is read out as one.
        const reached = figure.tabIndex >= 0 || figure.closest('[tabindex="0"]')?.querySelector("table");
        if (!(figure instanceof HTMLButtonElement) || figure.disabled || !reached) found.push(`${name}: no button`);
        if (!figure.dataset.value) found.push(`${name}: no value`);
        figure.click();
        await opened();
        const facts = [...dialog.querySelectorAll("dd")].map((fact) => fact.textContent.trim());
        if (!dialog.open) found.push(`${name}: opens nothing`);
        else if (facts.length < 6 || facts.some((fact) => !fact)) found.push(`${name}: ${JSON.stringify(facts)}`);
        else if (!facts.at(-1).startsWith(`${name} = `)) found.push(`${name}: opens ${facts.at(-1)}`);
        if (dialog.open) await closed();
      }
      return found;
    });
    assert.deepEqual(wrong, [], route);
  }
});

test("the retention page tells what leaving customers cost", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention");
  const customers = Number(await shell.figure("exits.customers"));
  assert.ok(customers > 0 && Number(await shell.figure("exits.revenue_12_months")) > 0);
  const reasons = page.locator('[data-figure^="exits.by_reason."][data-figure$=".customers"]');
  const counts = await reasons.evaluateAll((figures) => figures.map((figure) => Number(figure.dataset.value)));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), customers);
  await shell.goTo("/settings");
  await page.locator('select[name="exit-months"]').selectOption({ label: "24 months" });
  await shell.goTo("/retention");
  assert.ok(Number(await shell.figure("exits.revenue_24_months")) > 0);
});

test("the customer list sorts by every column, by mouse and keyboard", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator(".customers-row a").first().waitFor();
  const columns = await page.locator(".customers-table thead th").count();
  const sorts = page.locator("[data-sort]");
  assert.equal(await sorts.count(), columns, "every column has its button");
  for (const name of await sorts.evaluateAll((buttons) => buttons.map((button) => button.dataset.sort))) {
    const header = page.locator(`th:has([data-sort="${name}"])`);
    const before = await header.getAttribute("aria-sort");
    await page.locator(`[data-sort="${name}"]`).click();
    const first = await header.getAttribute("aria-sort");
    assert.notEqual(first, before, name);
    assert.match(first, /^(ascending|descending)$/, name);
    assert.equal(await page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count(), 1, name);
    await page.locator(`[data-sort="${name}"]`).focus();
    await page.keyboard.press("Enter");
    assert.match(await header.getAttribute("aria-sort"), first === "ascending" ? /^descending$/ : /^ascending$/, name);
  }
});

test("colours follow the system until they are chosen", async ({ page, open }) => {
  const theme = (name) => page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, name);
  await page.emulateMedia({ colorScheme: "light" });
  await open("/settings");
  await theme("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await theme("dark");
  await page.locator('select[name="theme"]').selectOption("light");
  await theme("light");
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator('select[name="theme"]').selectOption("auto");
  await page.emulateMedia({ colorScheme: "dark" });
  await theme("dark");
});

test("on a phone fields have one width and names are not cut letter by letter", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/overview");
  await page.locator('[data-section="overview-calls"] tbody tr').first().waitFor();
  await shell.openFilter();
  const widths = await page.locator('.filter-row input[type="date"]').evaluateAll((fields) => fields.map((field) => Math.round(field.getBoundingClientRect().width)));
  assert.equal(new Set(widths).size, 1, String(widths));
  const lines = await page.locator('[data-section="overview-calls"] tbody td:not(.number)').evaluateAll((cells) => cells.map((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return new Set([...text.getClientRects()].map((line) => Math.round(line.top))).size;
  }));
  assert.ok(Math.max(...lines) <= 2, String(lines));
}, { width: 390, language: "zh-CN" });

test("erase everything erases everything", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/settings");
  await page.getByRole("button", { name: "中文" }).click();
  await page.click('[data-action="erase"]');
  await page.click('[data-action="erase-yes"]');
  await page.waitForFunction(() => document.documentElement.lang === "en");
  await page.reload();
  await shell.started();
  await shell.goTo("/import");
  await page.locator('main [data-action="sample"]').waitFor();
  assert.equal((await all(page, FILES, "files")).length, 0);
  const stored = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("loyalscope.preferences")));
  assert.deepEqual(stored, []);
});

test("with files not kept, a reload starts empty", async ({ page, shell, open }) => {
  await open("/settings");
  await page.uncheck('input[name="keep"]');
  await shell.goTo("/import");
  await shell.readFiles(`${DATA}/intake/gbk.csv`);
  await page.reload();
  await shell.started();
  await page.locator('main [data-action="sample"]').waitFor();
});

test("blocked storage is said, and the page works", async ({ page, shell, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", { get: () => { throw new DOMException("blocked", "SecurityError"); } });
  });
  await open("/import");
  await page.getByText(/does not let this page keep anything/).waitFor();
  await shell.readFiles(`${DATA}/intake/gbk.csv`);
});

test("full storage is said", async ({ page, open }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await open("/settings");
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByText(/存储空间已满/).waitFor();
});

test("another tab sees a change of settings and of data", async ({ page, context, shell, open, url }) => {
  await open("/settings");
  const other = await context.newPage();
  await other.goto(`${url}#/import`);
  await other.waitForSelector("#boot", { state: "detached" });
  await other.locator('select[name="theme"], .icon-button').first().waitFor();
  await page.locator('select[name="theme"]').selectOption("dark");
  await other.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await shell.goTo("/import");
  await shell.readFiles(`${DATA}/intake/gbk.csv`);
  await other.getByText(/changed in another tab/).waitFor();
});

test("an unknown address says so", async ({ page, open }) => {
  await open("/nowhere");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
});

test("a field of a page changes what depends on it, keeps the focus, and is remembered", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention");
  const length = page.locator('select[name="period-length"]');
  const repeat = await shell.figure("rates.repeat_rate");
  await length.focus();
  await length.selectOption({ label: "a quarter" });
  await page.getByText(/Q\d 20\d\d/).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "period-length");
  assert.equal(await shell.figure("rates.repeat_rate"), repeat);
  await page.reload();
  await shell.started();
  await page.waitForFunction(() => document.querySelector('select[name="period-length"]')?.value === "1");
});

test("a parameter that makes no sense is refused at its field, and the figures stay", async ({ page, shell, open }) => {
  await open("/settings");
  const until = page.locator('input[name="abc-a"]');
  await until.fill("99");
  await until.press("Tab");
  await page.locator(".control .field-error").waitFor();
  await until.fill("70");
  await until.press("Tab");
  await page.locator(".control .field-error").waitFor({ state: "detached" });
  await page.reload();
  await shell.started();
  await page.waitForFunction(() => document.querySelector('input[name="abc-a"]')?.value === "70");
});

test("settings of the first version are taken over", async ({ page, shell, open }) => {
  await page.addInitScript(() => {
    if (localStorage.getItem("loyalscope.preferences")) return;
    const settings = {
      rfm: { reference_date: null, bins: 4, binning: "equal_width", nesting: "independent", bounds: { r: [], f: [], m: [] }, returns: "left_out" },
      concentration: { a_until: 0.7, b_until: 0.9, returns: "left_out" }, nps: { level: 0.9 },
      rates: { length: "quarter", level: 0.9, reference_date: null, inactive_days: [30] }, exits: { months: 24, returns: "left_out" },
    };
    const value = { language: "zh-CN", theme: "dark", keep_files: true, count_kiosk: true, plans: {}, settings };
    localStorage.setItem("loyalscope.preferences", JSON.stringify({ version: 1, value }));
  });
  await open("/settings");
  await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
  const chosen = (name) => page.locator(`select[name="${name}"]`).evaluate((select) => select.selectedOptions[0].textContent);
  await page.locator('select[name="exit-months"]').waitFor();
  assert.match(await chosen("exit-months"), /24/);
  assert.equal(await chosen("rfm-bins"), "4");
  assert.equal(await page.inputValue('input[name="abc-a"]'), "70");
  assert.match(await chosen("level"), /90/);
  assert.equal(await page.inputValue('select[name="period-length"]'), "1");
});

test("pages of a group stand in tabs, old addresses go on, and a long page lists its sections", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention");
  await page.locator('.tabs a[href$="/survival"]').click();
  await page.waitForFunction(() => location.hash.startsWith("#/retention/survival"));
  assert.ok(Number(await shell.figure("survival.n")) > 0);
  assert.equal(await page.locator('.nav-pages a[aria-current="page"]').count(), 1);
  await shell.goTo("/loyalty");
  const entry = page.locator(".section-list button").nth(1);
  await entry.click();
  const section = await page.evaluate(() => document.activeElement.dataset.section);
  assert.ok(section, "the focus goes along");
});

test("how long customers stay is compared by an attribute", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/retention/survival");
  await page.locator('select[name="survival-by"]').selectOption({ label: "grade" });
  await page.locator('[data-figure^="survival.groups."][data-figure$=".n"]').nth(1).waitFor();
  await page.locator('[data-figure="survival.log_rank.p"]').waitFor();
  await assertAccessible(page);
});

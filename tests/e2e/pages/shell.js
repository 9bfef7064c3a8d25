// What every page shares: opening a route, the sample, files, figures. Selectors live here and in this folder only.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { figures, still, toRoute } from "./in-page.js";

export class Shell {
  /**
   * @param {import("playwright-core").Page} page
   * @param {string} url where the application is served
   */
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  /** Opens a hash route ("/import") and waits until the page runs. */
  async open(route = "") {
    await this.page.goto(route ? `${this.url}#${route}` : this.url);
    await this.started();
    return this;
  }

  /** Goes to a hash route, by loading the other program where it is of that (the kiosk's, the application's). */
  async goTo(route) {
    const went = this.page.evaluate(toRoute, route);
    await went.catch((error) => assert.match(error.message, /Execution context was destroyed/));
    await this.started();
  }

  /** The page stands still: it is drawn to its end. */
  async settled() {
    await this.page.evaluate(still);
  }

  /** Every page of the navigation and of its tabs, as the registry has them, and those within the follow-up. */
  async pages() {
    const hrefs = async (selector) =>
      this.page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute("href").replace(/^#([^?]*).*$/, "$1")));
    const found = [];
    for (const path of await hrefs(".nav-pages a")) {
      await this.goTo(path);
      await this.page.locator("main h1").first().waitFor();
      const tabs = await hrefs(".tabs a");
      found.push(...(tabs.length ? tabs : [path]));
    }
    return [...found, "/follow-up/causes", "/follow-up/front-line", "/follow-up/rules"];
  }

  /** The start screen has gone: the page is mounted. */
  async started() {
    await this.page.waitForSelector("#boot", { state: "detached" });
  }

  /** One click on the empty start page: the built-in sample, read to its end. */
  async loadSample() {
    await this.page.click('[data-action="sample"]');
    await this.page.locator("[data-figure][data-value]").first().waitFor({ timeout: 60_000 });
    await this.kept();
  }

  /** What was read is in the browser's database, or is not meant to be. */
  async kept() {
    await this.page.locator("main:not([data-kept=underway])").waitFor();
  }

  /** Hands files to the import page. */
  async chooseFiles(...paths) {
    await this.page.setInputFiles('input[type="file"]', paths);
  }

  /** Accepts the guesses for the files chosen on the import page, one after the other, and waits for the reports. */
  async readFiles(...paths) {
    await this.chooseFiles(...paths);
    for (let file = 0; file < paths.length; file++) {
      await this.page.locator('[data-action="read"]:enabled').first().click();
      await this.page.locator('[data-figure="import.rows_used"]').nth(file).waitFor({ timeout: 60_000 });
    }
    await this.kept();
  }

  /** Opens the filter's panel and looks at an attribute; nothing is in force before `applyFilter`. */
  async openFilter(attribute) {
    await this.page.click('[data-action="filter"]');
    if (attribute) await this.page.locator('select[name="filter-attribute"]').selectOption(attribute);
  }

  /** Puts in force what was chosen in the panel. */
  async applyFilter() {
    await this.page.click('[data-action="apply-filter"]');
    await this.page.locator(".filter-panel").waitFor({ state: "detached" });
  }

  /** Lets through any of some values of an attribute. */
  async filterBy(attribute, ...values) {
    await this.openFilter(attribute);
    for (const value of values) await this.page.locator(`.filter-list input[value="${value}"]`).check();
    await this.applyFilter();
  }

  /** The raw value of a figure, named as in the JSON document ("nps.score"), once it is shown. */
  async figure(name) {
    const shown = this.page.locator(`[data-figure="${name}"]`).first();
    await shown.waitFor();
    return shown.getAttribute("data-value");
  }

  /** Every figure of the page by its name, once nothing is being computed and no more come. */
  async settledFigures() {
    let found = {};
    for (let same = 0; same < 3; ) {
      const now = await this.page.evaluate(figures);
      same = isDeepStrictEqual(now, found) && Object.keys(now).length ? same + 1 : 0;
      found = now;
      await this.page.waitForTimeout(60);
    }
    return found;
  }

  /** Whether the page's figures become these, or others, before long. */
  async figuresBecome(wanted, alike) {
    for (let tries = 0; tries < 150; tries++) {
      const now = await this.page.evaluate(figures);
      if (Object.keys(now).length && !now.computing && isDeepStrictEqual(now, wanted) === alike) return true;
      await this.page.waitForTimeout(100);
    }
    return false;
  }

  /** Changes a field of the page: a choice by its place, a mark by true or false, anything else by text; gives what was there. */
  async change(name, value) {
    const field = this.page.locator(`main [name="${name}"]`).first();
    await field.waitFor();
    if (typeof value === "number") {
      const before = await field.evaluate((select) => select.selectedIndex);
      await field.selectOption({ index: value === before ? 0 : value });
      return before;
    }
    if (typeof value === "boolean") {
      await field.setChecked(value);
      return !value;
    }
    const before = await field.inputValue();
    await field.fill(value);
    await field.press("Tab");
    return before;
  }
}

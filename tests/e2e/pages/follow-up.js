// The follow-up: answers put on the disk as a kiosk keeps them, and the pages of causes, front lines and rules.
import { KIOSK, put } from "./database.js";

const DAY = 24 * 60 * 60 * 1000;

export class FollowUp {
  /**
   * @param {import("playwright-core").Page} page
   * @param {import("./shell.js").Shell} shell
   */
  constructor(page, shell) {
    this.page = page;
    this.shell = shell;
  }

  /** Opens a page of the follow-up and waits until what is kept was read. */
  async open(route) {
    await this.shell.goTo(route);
    await this.page.locator("main h1").first().waitFor();
  }

  /**
   * Writes answers as a kiosk does: `daysAgo`, `score`, and what differs from the usual.
   */
  async seed(answers) {
    const now = Date.now();
    const offset_minutes = -(await this.page.evaluate(() => new Date().getTimezoneOffset()));
    const records = answers.map(({ daysAgo = 0, ...answer }, place) => {
      const id = answer.id ?? `seed-${String(place).padStart(6, "0")}`;
      const whole = {
        id,
        complete: true,
        score: null,
        reasons: [],
        comment: "",
        extra: "",
        contact: null,
        taken: { epoch_ms: now - daysAgo * DAY - place * 1000, offset_minutes },
        sequence: place + 1,
        device: "tablet-1",
        language: "en",
        organisation: "Harbour Bank",
        branch: "North Gate",
        touchpoint: "counter",
        staff: "",
        ...answer,
      };
      return { id, version: 1, answer: JSON.stringify({ ...whole, id }), exported: false };
    });
    await put(this.page, KIOSK, "answers", records);
  }

  /** Calls a case's customer and closes it with its cause, on the case's own page. */
  async close(id, cause) {
    await this.open(`/follow-up/case/${id}`);
    await this.page.click('[data-step="contact"]');
    await this.page.click('[data-step="close"]');
    await this.page.fill('input[name="first"]', cause);
    await this.page.fill('input[name="second"]', "called back");
    await this.page.click('[data-action="do-step"]');
    await this.page.locator('[data-section="case"][data-state="closed"]').waitFor();
  }

  /** Writes a measure down and keeps it. */
  async addFix(fields) {
    await this.page.click('[data-action="add-fix"]');
    for (const [name, text] of Object.entries(fields)) await this.page.fill(`[name="fix-${name}"]`, text);
    await this.page.click('[data-action="keep-fix"]');
  }

  /** Cells of the table of causes, header first. */
  async causes() {
    return this.page
      .locator('[data-section="causes"] tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  }

  /** A field of a rule. */
  rule(place, field) {
    return this.page.locator(`[data-rule="${place}"] [name="rule-${field}"]`);
  }

  /** The settings as they are kept. */
  async settings() {
    return this.page.evaluate(() => {
      const key = Object.keys(localStorage).find((key) => key.endsWith("care"));
      return key ? JSON.stringify(JSON.parse(localStorage[key])) : "";
    });
  }

  /** Whether the page scrolls sideways. */
  async sideways() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }
}

/** A day so many days ago, as a date field takes it, on this machine's calendar. */
export function day(daysAgo) {
  const then = new Date(Date.now() - daysAgo * DAY);
  const two = (number) => String(number).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

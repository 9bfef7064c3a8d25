// The kiosk: setting it up, and the way through its questions.
import { all, KIOSK } from "./database.js";

export class Kiosk {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Fills the form on /kiosk. */
  async fill({ organisation = "Harbour Bank", branch = "North Gate", idle = "45", pin = "0427" } = {}) {
    await this.page.fill('input[name="organisation"]', organisation);
    await this.page.fill('input[name="branch"]', branch);
    await this.page.fill('input[name="idle"]', idle);
    await this.page.fill('input[name="new-pin"]', pin);
  }

  /** Fills the form on /kiosk and hands the device over. */
  async run(choices) {
    await this.fill(choices);
    await this.page.click('[data-action="run-kiosk"]');
    await this.at("attract");
  }

  /** Waits for a step. */
  async at(step) {
    await this.page.locator(`.kiosk[data-step="${step}"]`).waitFor();
  }

  /** One whole answer, up to the thanks. */
  async answer(score, { comment = "", contact } = {}) {
    await this.page.click('[data-action="begin"]');
    await this.page.click(`[data-score="${score}"]`);
    if (comment) await this.page.fill('textarea[name="comment"]', comment);
    await this.page.click('[data-action="next"]');
    if (contact) {
      await this.page.fill('input[name="contact"]', contact);
      await this.page.check('input[name="consent"]');
      await this.page.click('[data-action="next"]');
    }
    await this.at("thanks");
  }

  /** One whole answer that the browser does not write, up to the screen that says so. */
  async refused(score) {
    await this.page.click('[data-action="begin"]');
    await this.page.click(`[data-score="${score}"]`);
    await this.page.click('[data-action="next"]');
    await this.at("not-kept");
  }

  /** From the thanks to the invitation: by "Done", or by themselves where the thanks ended first. */
  async toInvitation() {
    await this.page.evaluate(() => document.querySelector('[data-action="done"]')?.click());
    await this.at("attract");
  }

  /** Stops the page's clock, which the test installed: nothing ends by itself until it runs or resumes. */
  async holdTime() {
    await this.page.clock.pauseAt(await this.page.evaluate(() => Date.now() + 5_000));
  }

  /** Gives the PIN; whether it was right shows. */
  async leave(pin) {
    await this.page.click(".kiosk-exit");
    await this.page.fill('input[name="pin"]', pin);
    await this.page.click('[data-action="leave"]');
  }

  /** The answers on the disk, as they were written. */
  async kept() {
    return (await all(this.page, KIOSK, "answers")).map(({ answer }) => JSON.parse(answer));
  }
}

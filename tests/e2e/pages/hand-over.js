// Handing answers over on the operator's page.

/** Answers as a kiosk keeps them; the same numbers are the same answers. */
export function answers(from, to, device = "tablet-2") {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).map((number) => ({
    id: `answer-${device}-${number}`,
    complete: true,
    score: number % 11,
    reasons: ["Waited too long"],
    comment: number % 3 ? "" : `排队 ${number * 7919}`,
    extra: "",
    contact: null,
    taken: { epoch_ms: 1_772_690_829_000 + number * 977_531, offset_minutes: 480 },
    sequence: number,
    device,
    language: "en",
    organisation: "Harbour Bank",
    branch: "North Gate",
    touchpoint: "counter",
    staff: "",
  }));
}

/** A hand-over file of these records, for setInputFiles. */
export function file(records, name = "tablet-2.json", changes = {}) {
  const content = { format: "loyalscope-hand-over", version: 1, answers: records, events: [], ...changes };
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) };
}

export class HandOver {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Chooses files on the card and gives what the page says of them. */
  async add(...files) {
    const card = '[data-section="hand-over"]';
    await this.page.setInputFiles(`${card} > .drop input[type="file"]`, files);
    await this.page.locator(`${card}[aria-busy="false"] > .banner`).first().waitFor();
    return (await this.page.locator(`${card} > .banner`).allTextContents()).join("\n");
  }

  /** What an export gives: its name and its bytes. */
  async export(action) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.page.click(`[data-action="${action}"]:enabled`)]);
    return { name: download.suggestedFilename(), path: await download.path() };
  }

  /** Opens the codes of all answers; how many codes there are. */
  async showAll() {
    await this.page.check('input[name="all-answers"]');
    await this.page.click('[data-action="show-codes"]:enabled');
    await this.page.locator('[data-dialog="show-codes"][open]').waitFor();
    return Number((await this.page.textContent('[data-count="code"]')).match(/\d+/g).at(-1));
  }

  /** The dark modules of the code shown, quiet zone included: rows of booleans. */
  async modules() {
    return this.page.locator("canvas.codes-canvas").evaluate((canvas) => {
      const side = canvas.width / 8;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const dark = (x, y) => data[4 * ((y * 8 + 4) * canvas.width + x * 8 + 4)] < 128;
      return Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => dark(x, y)));
    });
  }

  /** Opens the reader. */
  async read() {
    await this.page.click('[data-action="read-codes"]');
    await this.page.locator('[data-dialog="read-codes"][open]').waitFor();
  }

  /** Chooses pictures in the reader. */
  async choosePictures(...files) {
    await this.page.setInputFiles('[data-dialog="read-codes"] input[type="file"]', files);
  }
}

// Every page on paper, in both languages and on both sizes of paper: nothing cut, nothing lost, nothing broken.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { OUTPUT, test } from "../harness.js";
import { reader } from "../pdf.js";

/** Millimetres in points. */
const mm = (length) => (length * 72) / 25.4;
/** The style sheet's margin at either side. */
const MARGIN = mm(12);
const PAPERS = { A4: [mm(210), mm(297)], Letter: [612, 792] };
/** Letters smaller than this nobody reads on paper, in points. */
const SMALLEST = 5.5;

/** What is wrong with printed sheets, in words. */
function faults(sheets, [width, height]) {
  const found = [];
  sheets.forEach((sheet, index) => {
    const say = (what) => found.push(`sheet ${index + 1}: ${what}`);
    if (Math.abs(sheet.width - width) > 2 || Math.abs(sheet.height - height) > 2) say(`is ${sheet.width} x ${sheet.height}`);
    const beyond = sheet.ink.findLastIndex(Boolean);
    if (beyond > width - MARGIN + 2) say(`ink ${Math.round(width - beyond)} points from the right edge`);
    if (sheet.ink.findIndex(Boolean) < MARGIN - 2) say("ink in the left margin");
    for (const { text, x, size, width: wide } of sheet.texts) {
      if (x + wide > width - MARGIN + 2) say(`“${text}” runs into the right margin`);
      if (size < SMALLEST) say(`“${text}” is ${size.toFixed(1)} points high`);
    }
    for (const letters of towers(sheet.texts)) say(`one letter below the other: “${letters}”`);
  });
  return found;
}

/** Texts of one letter each, four or more of them close below one another: a word broken letter by letter. */
function towers(texts) {
  const single = texts.filter(({ text }) => /^[\p{L}]$/u.test(text.trim())).sort((a, b) => a.x - b.x || a.y - b.y);
  const found = [];
  let run = [];
  for (const letter of single) {
    const last = run.at(-1);
    const follows = last && Math.abs(letter.x - last.x) < 1 && letter.y - last.y < 1.8 * letter.size;
    run = follows ? [...run, letter] : [letter];
    if (run.length === 4) found.push(run.map(({ text }) => text).join(""));
  }
  return found;
}

const textOf = (sheets) => sheets.map(({ texts }) => texts.map(({ text }) => text).join(" ")).join("\n");
const lettersOf = (text) => text.replace(/\s+/g, "");

/** Whether a text has a sentence in it, blanks aside. A PDF may have 页 as the radical of the same look. */
const says = (text, sentence) => {
  const letter = (one) => (/\p{Script=Han}/u.test(one) ? `[${one}\u2E80-\u2FDF]` : one.replace(/[^\p{L}\p{N}]/u, "\\$&"));
  return new RegExp([...lettersOf(sentence)].map(letter).join("")).test(lettersOf(text));
};

/** Prints the page as it stands, and keeps the file for whoever wants to look. */
async function printed(page, read, name, format) {
  const bytes = await page.pdf({ format });
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(`${OUTPUT}/print-${name}-${format}.pdf`, bytes);
  return read(bytes);
}

for (const [language, words] of Object.entries({
  "en-GB": { page: /Page1of\d+/, source: "Source: sample bank (fictional)" },
  "zh-CN": { page: /第1.，共\d+./, source: "来源：示例银行（虚构）" },
})) {
  // A third of the pages in a test: all of them take longer than a test may. Letter is wider: every sixth stands for the others.
  for (const [format, turn, of] of [["A4", 0, 3], ["A4", 1, 3], ["A4", 2, 3], ["Letter", 0, 6]]) {
    test(`pages print whole on ${format}, ${turn + 1} of ${of} (${language})`, async ({ page, shell, open }) => {
      await open();
      await shell.loadSample();
      const routes = (await shell.pages()).filter((route, place) => route !== "/kiosk" && place % of === turn);
      await shell.goTo("/customers");
      await page.locator(".col-id a").first().waitFor();
      // Not for an idle network: what a worker that has ended was loading counts as on its way for good.
      await shell.settled();
      const customer = (await page.locator(".col-id a").first().getAttribute("href")).replace(/^#([^?]*).*$/, "$1");
      const pdf = await reader(page.context().browser());
      const found = [];
      try {
        for (const route of [...routes, customer]) {
          await shell.goTo(route);
          await shell.settled();
          const name = `${route.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")}-${language}`;
          const sheets = await printed(page, pdf.read, name, format);
          const text = lettersOf(textOf(sheets));
          found.push(...faults(sheets, PAPERS[format]).map((fault) => `${route}, ${fault}`));
          if (!words.page.test(text)) found.push(`${route}: no number of pages`);
          if (!says(text, words.source)) found.push(`${route}: no source`);
          const headline = await page.locator("main h1").first().textContent();
          if (!says(text, headline)) found.push(`${route}: no headline “${headline}”`);
        }
      } finally {
        await pdf.close();
      }
      assert.equal(found.length, 0, found.join("; "));
    }, { language });
  }
}

test("charts are drawn anew for the paper, in light colours, and the screen's stay", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/revenue");
  await shell.settled();
  const before = await page.locator(".chart canvas").first().evaluate((canvas) => canvas.width);
  // What paper shows is written when printing begins.
  const drawn = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const charts = [...document.querySelectorAll(".chart")];
    const papers = charts.map((chart) => chart.querySelector(".chart__paper svg"));
    const texts = papers.map((svg) => svg?.querySelector("text")?.getAttribute("fill"));
    const widths = papers.map((svg) => svg?.viewBox.baseVal.width);
    dispatchEvent(new Event("afterprint"));
    return { charts: charts.length, texts, widths, left: document.querySelectorAll(".chart__paper svg").length };
  });
  assert.ok(drawn.charts > 0);
  for (const width of drawn.widths) assert.equal(width, 672);
  for (const fill of drawn.texts) assert.match(fill, /^#[0-7]/, "dark letters on white paper");
  assert.equal(drawn.left, 0);
  assert.equal(await page.locator(".chart canvas").first().evaluate((canvas) => canvas.width), before);
}, { dark: true, width: 390 });

test("the list of customers is printed up to a number that is said, with no column lost", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  await shell.goTo("/customers");
  await page.locator(".col-id a").first().waitFor();
  const pdf = await reader(page.context().browser());
  try {
    const sheets = await printed(page, pdf.read, "customers", "A4");
    const text = textOf(sheets);
    assert.match(lettersOf(text), /Thefirst500of5,000customers/);
    const ids = new Set(text.match(/\b\d{8}\b/g));
    assert.equal(ids.size, 500);
    assert.ok(sheets.length > 5, "on several sheets");
    for (const { texts } of sheets.slice(0, -1)) {
      const line = lettersOf(texts.map(({ text: part }) => part).join(""));
      for (const column of ["Customer", "Segment", "Totalspent", "Lastscore"]) assert.ok(line.includes(column), column);
    }
  } finally {
    await pdf.close();
  }
});

test("the head on paper names the days that count: those chosen, up to a date set by hand, and none of a page of cases", async ({ page, shell, open }) => {
  await open();
  await shell.loadSample();
  // As written on the sheet, which the screen hides.
  const head = async () => Object.fromEntries(await page.locator(".paper-head dl > div").evaluateAll((facts) =>
    facts.map((fact) => [fact.querySelector("dt").textContent, fact.querySelector("dd").textContent])));
  await shell.goTo("/revenue");
  await shell.settled();
  const all = (await head()).Period;
  await shell.goTo("/revenue?from=2025-01-01&to=2025-06-30");
  await shell.settled();
  assert.equal((await head()).Period, "Jan 1, 2025 – Jun 30, 2025");
  assert.notEqual(all, "Jan 1, 2025 – Jun 30, 2025");
  await shell.goTo("/follow-up?from=2025-01-01&to=2025-06-30");
  await shell.settled();
  const ofCases = await head();
  assert.deepEqual([ofCases.Period, ofCases.Filter], [undefined, undefined], "no filter narrows cases");
});

test("a table wider than the paper is cut between columns, and put back", async ({ page, shell, open }) => {
  await open();
  const header = Array.from({ length: 97 }, (_, column) => `column ${column + 1}`);
  const row = header.map((_, column) => (column === 0 ? "C1" : column === 1 ? "2024-03-05" : `value ${column}`));
  await page.setInputFiles('input[type="file"]', {
    name: "wide.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([header, row, row.with(0, "C2")].map((cells) => cells.join(",")).join("\n")),
  });
  await page.locator('[data-action="read"]').first().waitFor();
  await page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  const tables = await page.locator("table").count();
  const pdf = await reader(page.context().browser());
  try {
    const sheets = await printed(page, pdf.read, "wide", "A4");
    const text = lettersOf(textOf(sheets));
    assert.deepEqual(faults(sheets, PAPERS.A4), []);
    for (const name of header) assert.ok(text.includes(lettersOf(name)), name);
  } finally {
    await pdf.close();
  }
  assert.equal(await page.locator("table").count(), tables, "the pieces are gone");
  assert.ok(await page.locator("table").first().isVisible());
});

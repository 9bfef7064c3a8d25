// `make bench`: a generated purchases file through the release build, PapaParse and DuckDB-Wasm, one after the other
// in fresh headless browsers, and Lighthouse on a first visit. Prints a table and leaves benches/browser/data/result.json.
// BESIDE=FOLDER measures the build in another folder too, by turns with this one.
import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../../tests/e2e/browser.js";
import { serve } from "../../tests/e2e/server.js";
import * as app from "./app.js";
import { firstVisit, lines } from "./first-visit.js";
import { purchases } from "./generate.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ROWS = Number(process.env.ROWS ?? 1_000_000);
const RUNS = Number(process.env.RUNS ?? 3);
const BESIDE = process.env.BESIDE;
const TIMEOUT = 300_000;

const file = await purchases(here("./data"), ROWS);
const host = await serve({
  "/app/": here("../../dist"),
  "/peers/": here("./peers"),
  "/modules/": here("./node_modules"),
  ...(BESIDE && { "/beside/": resolve(BESIDE) }),
});

/** A peer's page: choose the file, call its `run`. */
const peer = (name) => async (page) => {
  await page.goto(`${host.origin}/peers/${name}.html`);
  await page.setInputFiles("input", file.path);
  await page.waitForFunction(() => typeof window.run === "function");
  return page.evaluate(() => window.run());
};

const build = (path) => (page) => app.measure(page, `${host.origin}${path}`, file.path);
// Those of one list take turns, so that whatever else the machine does befalls them alike.
const BY_TURNS = [BESIDE ? ["Loyalscope", "Beside"] : ["Loyalscope"], ["PapaParse"], ["DuckDB-Wasm"]];
const CONTENDERS = {
  Loyalscope: build("/app/"),
  Beside: build("/beside/"),
  PapaParse: peer("papaparse"),
  "DuckDB-Wasm": peer("duckdb"),
};

/** The most memory a renderer has had, in megabytes, since it started (Linux). */
async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const peaks = await Promise.all(
    processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
      }),
  );
  return Math.max(...peaks);
}

/** One contender, once, in a browser of its own. */
async function once(contender) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(TIMEOUT);
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => window.longTasks.push(...list.getEntries())).observe({
        type: "longtask",
        buffered: true,
      });
    });
    const result = await contender(page);
    await page.waitForTimeout(200);
    // The browser reports tasks over 50 ms only: no entry, no long task.
    const longTasks = await page.evaluate(() =>
      window.longTasks.filter(({ startTime }) => startTime >= (window.watchFrom ?? 0)).map(({ duration }) => duration),
    );
    return { ...result, longest_task: Math.max(0, ...longTasks), peak_memory: await peakMemory(browser) };
  } finally {
    await browser.close();
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** The median of each figure over the runs. */
const medians = (runs) => Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]));

/** Several contenders by turns: of each its runs, or why there are none. */
async function byTurns(contenders) {
  const found = Object.fromEntries(Object.keys(contenders).map((name) => [name, { runs: [] }]));
  for (let run = 0; run < RUNS; run++) {
    for (const [name, contender] of Object.entries(contenders)) {
      if (found[name].failed) continue;
      process.stderr.write(`${name}, run ${run + 1} of ${RUNS}\n`);
      try {
        found[name].runs.push(await once(contender));
      } catch (error) {
        found[name].failed = String(error.message).split("\n")[0];
      }
    }
  }
  return found;
}

/** The same of one alone, whose failure is the bench's. */
async function measured(name, contender) {
  const { failed, runs } = (await byTurns({ [name]: contender }))[name];
  if (failed) throw new Error(`${name}: ${failed}`);
  return medians(runs);
}

const url = `${host.origin}/app/`;
const used = await measured("Loyalscope, used while it reads", (page) => app.whileUsed(page, url, file.path));
const stopped = await measured("Loyalscope, stopped while it reads", (page) => app.cancelled(page, url, file.path));

const pages = await measured("Loyalscope, pages of segments", (page) => app.pagesOf(page, url, file.path, "/segments"));

const results = {};
const singly = {};
for (const names of BY_TURNS) {
  const found = await byTurns(Object.fromEntries(names.map((name) => [name, CONTENDERS[name]])));
  for (const [name, { failed, runs }] of Object.entries(found)) {
    results[name] = failed ? { failed } : medians(runs);
    singly[name] = runs;
  }
}
await host.close();

process.stderr.write("Lighthouse\n");
const visits = await firstVisit(here("../../dist"));

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2).padStart(7);
const total = (result) => result.intake + result.rfm;
const ours = results.Loyalscope;
const task = (result) => (result.longest_task ? `${Math.round(result.longest_task)} ms` : "under 50 ms");
console.log(`\n${file.path.split("/").pop()}: ${(file.bytes / 1e6).toFixed(1)} MB, ${ROWS} rows; median of ${RUNS}; ${cpus()[0].model}, ${cpus().length} cores`);
console.log("                start  intake     RFM   total  longest task  peak memory   read + RFM: how many times ours");
for (const [name, result] of Object.entries(results)) {
  if (result.failed) {
    console.log(`${name.padEnd(13)} could not be measured: ${result.failed}`);
    continue;
  }
  const ratio = ours.failed ? "" : (total(result) / total(ours)).toFixed(2);
  console.log(
    `${name.padEnd(13)} ${seconds(result.start)} ${seconds(result.intake)} ${seconds(result.rfm)} ${seconds(total(result))}  ${task(result).padStart(12)}  ${`${Math.round(result.peak_memory)} MB`.padStart(11)}   ${ratio}`,
  );
}
console.log(`Used while it reads (${used.actions} rounds of scrolling and clicking): longest task ${task(used)}.`);
console.log(`Stopped while it reads: over after ${Math.round(stopped.cancel)} ms.`);
const opened = Object.entries(pages).filter(([name]) => name.startsWith("/"));
console.log(`From the link to the page drawn, ms: ${opened.map(([name, taken]) => `${name} ${Math.round(taken)}`).join(", ")}.`);
console.log(`First visit, Lighthouse's phone on slow 4G:\n${lines(visits).join("\n")}`);
const counted = Object.values(results).filter((result) => !result.failed);
const agree = counted.every(({ rows, customers }) => rows === ROWS && customers === counted[0].customers);
console.log(agree ? `All counted ${counted[0]?.customers} customers.` : `The counts differ: ${JSON.stringify(results)}`);
await writeFile(here("./data/result.json"), `${JSON.stringify({ rows: ROWS, bytes: file.bytes, runs: RUNS, results, singly, used, stopped, pages, visits }, null, 2)}\n`);
process.exitCode = agree && !ours.failed ? 0 : 1;

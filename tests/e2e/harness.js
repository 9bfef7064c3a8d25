// Each test gets a fresh browser context on the release build, served from a sub-path, and ends by checking what
// must hold in every test: no error in the console, no violation of the page's policy, no request elsewhere.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test as nodeTest } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { launch } from "./browser.js";
import { Shell } from "./pages/shell.js";
import { serve } from "./server.js";

export const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
export const DATA = fileURLToPath(new URL("../data", import.meta.url));
export const OUTPUT = fileURLToPath(new URL("./output", import.meta.url));
const PREFIX = "/some/where/";

let browser;
let host;
before(async () => {
  [browser, host] = await Promise.all([launch(), serve({ [PREFIX]: DIST })]);
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** A host for one test alone, on a copy of the build: the test may change the folder and close the host. */
async function ownHost() {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-host-"));
  await cp(DIST, folder, { recursive: true });
  const own = await serve({ [PREFIX]: folder });
  const end = async () => {
    await own.close().catch(() => {}); // the test may have closed it
    await rm(folder, { recursive: true, force: true });
  };
  return { ...own, folder, end };
}

/** What went wrong on a page, as it happens. */
function watch(context, origin, allow) {
  const troubles = [];
  const note = (text) => {
    if (!allow.some((pattern) => pattern.test(text))) troubles.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => note(`exception: ${error.error().stack}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) note(`request to another origin: ${url}`);
  });
  return troubles;
}

/** Fails a test that hangs while there is still time to picture the page. */
async function tooLong() {
  await setTimeout(100_000, undefined, { ref: false });
  throw new Error("still not done after 100 s");
}

/**
 * @param {string} name what holds, in words
 * @param {(tools: {page: import("playwright-core").Page, context: import("playwright-core").BrowserContext,
 *   shell: Shell, url: string, open: (route?: string) => Promise<Shell>,
 *   own: {folder: string, close: () => Promise<void>} | null}) => Promise<void>} body
 * @param {{width?: number, height?: number, language?: string, dark?: boolean, allow?: RegExp[],
 *   context?: object, ownHost?: boolean, todo?: string}} [options] `allow`: troubles this test brings about on purpose;
 *   `ownHost`: the test gets a host for itself, `own`; `todo`: what the test waits for (it runs, but does not fail the
 *   suite yet)
 */
export function test(name, body, options = {}) {
  const { width = 1280, height = 800, language = "en-GB", dark = false, allow = [] } = options;
  nodeTest(name, { timeout: 120_000, todo: options.todo }, async () => {
    const own = options.ownHost ? await ownHost() : null;
    const { origin } = own ?? host;
    const context = await browser.newContext({
      viewport: { width, height },
      locale: language,
      colorScheme: dark ? "dark" : "light",
      ...options.context,
    });
    const troubles = watch(context, origin, allow);
    const page = await context.newPage();
    const url = origin + PREFIX;
    const shell = new Shell(page, url);
    try {
      const ending = body({ page, context, shell, url, own, open: (route) => shell.open(route) });
      await Promise.race([ending, tooLong()]);
      assert.deepEqual(troubles, []);
    } catch (error) {
      await mkdir(OUTPUT, { recursive: true });
      const picture = `${OUTPUT}/${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`;
      await page.screenshot({ path: picture, fullPage: true, timeout: 10_000 }).catch(() => {});
      error.message += `\n(screenshot: ${picture})${troubles.length ? `\n${troubles.join("\n")}` : ""}`;
      throw error;
    } finally {
      await context.close();
      await own?.end();
    }
  });
}

/**
 * axe-core finds nothing on the page as it stands. It is asked directly: its companion for Playwright opens a page of
 * its own each time and carries out all that is right as well, which takes several times as long.
 */
export async function assertAccessible(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => (await window.axe.run({ resultTypes: ["violations"] })).violations);
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.map((node) => node.html).join("\n    ")}`);
  assert.deepEqual(found, [], "accessibility");
}

// Firefox, over WebDriver BiDi, which it speaks itself.
import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";

const CANDIDATES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const executablePath = process.env.FIREFOX || CANDIDATES.find((path) => existsSync(path));

/** Why it cannot be tried here; `null` where it can. */
export const missing = executablePath ? null : "there is no Firefox on this machine";

/**
 * Starts it.
 * @param {string} profile a folder that keeps what a device keeps
 * @returns {Promise<import("./window.js").Window>}
 */
export async function start(profile) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    userDataDir: profile,
    extraPrefsFirefox: { "intl.accept_languages": "en-GB" },
  });
  const [page] = await browser.pages();
  await page.setViewport({ width: 1280, height: 800 });
  return {
    open: (url) => page.goto(url),
    reload: () => page.reload(),
    evaluate: (what, ...given) => page.evaluate(what, ...given),
    click: (selector) => page.locator(selector).click(),
    type: async (selector, text) => {
      await page.waitForSelector(selector);
      await page.type(selector, text);
    },
    choose: async (selector, path) => (await page.waitForSelector(selector)).uploadFile(path),
    print: () => page.pdf({ format: "A4" }),
    close: () => browser.close(),
    kill: async () => {
      const process = browser.process();
      const ended = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGKILL");
      await ended;
    },
  };
}

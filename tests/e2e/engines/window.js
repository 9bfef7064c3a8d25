// What every engine's window can do, and what is done in it by all of them.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { figures, toRoute } from "../pages/in-page.js";

/**
 * @typedef {object} Window
 * @property {(url: string) => Promise<unknown>} open
 * @property {() => Promise<unknown>} reload
 * @property {(what: Function, ...given: unknown[]) => Promise<any>} evaluate
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(selector: string, text: string) => Promise<unknown>} type
 * @property {(selector: string, path: string) => Promise<unknown>} choose a file for an input
 * @property {(() => Promise<Uint8Array>) | null} print a page as PDF; `null` where the driver cannot
 * @property {() => Promise<void>} close
 * @property {(() => Promise<void>) | null} kill as a power cut does; `null` where nothing would be left to look at
 */

/** What has a driver run `what` in the page and wait for it; {@link valueOf} reads what comes back. */
export function asScript(what) {
  return `const done = arguments[arguments.length - 1];
    Promise.resolve((${what})(...Array.from(arguments).slice(0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
}

/** The value of a script of {@link asScript}; throws what it threw. */
export function valueOf({ value, error }) {
  if (error) throw new Error(error);
  return value;
}

/** Does something, again for a while where it fails: what a page draws anew may be gone between found and pressed. */
export async function again(what, isWorth = () => true, times = 20) {
  try {
    return await what();
  } catch (error) {
    if (times === 0 || !isWorth(error)) throw error;
    await setTimeout(100);
    return again(what, isWorth, times - 1);
  }
}

/** Waits until something holds in the page. */
export async function holds(window, what, ...given) {
  for (let tries = 0; tries < 600; tries++) {
    const found = await window.evaluate(what, ...given).catch(() => null);
    if (found) return found;
    await setTimeout(100);
  }
  assert.fail(`never held: ${what}\nat ${await window.evaluate(() => `${location.href}\n${document.querySelector("main")?.outerHTML.slice(0, 2000) ?? document.body.innerText.slice(0, 600)}`)}`);
}

/** Goes to a route and waits until it is drawn whole. */
export async function goTo(window, route) {
  // The kiosk is a program of its own: the page is loaded anew.
  await window.evaluate(toRoute, route).catch(() => {});
  await holds(window, whole, route);
}

/** Runs in the page: whether this route is there, and nothing on it is still being computed. */
function whole(route) {
  const there = location.hash.replace(/^#/, "").split("?")[0] === route;
  return there && !!document.querySelector("main h1, main .card") && !document.querySelector("#boot, .skeleton");
}

/** The routes of the navigation and of its tabs. */
export async function routes(window) {
  const links = (selector) =>
    window.evaluate((all) => [...document.querySelectorAll(all)].map((link) => link.getAttribute("href").replace(/^#([^?]*).*$/, "$1")), selector);
  const found = [];
  for (const route of (await links(".nav-pages a")).filter((route) => route !== "/kiosk")) {
    await goTo(window, route);
    const tabs = await links(".tabs a");
    found.push(...(tabs.length ? tabs : [route]));
  }
  return found;
}

/** Every figure of every route, by its name: once the page has brought no more for a while. */
export async function figuresOf(window, all) {
  const found = {};
  for (const route of all) {
    await goTo(window, route);
    let same = 0;
    while (same < 4) {
      const seen = await window.evaluate(figures);
      same = isDeepStrictEqual(seen, found[route]) ? same + 1 : 0;
      found[route] = seen;
      await setTimeout(100);
    }
  }
  return found;
}

/** Loads the sample from the start page. */
export async function loadSample(window, url) {
  await window.open(url);
  await window.click('[data-action="sample"]');
  await holds(window, () => !!document.querySelector("main [data-figure][data-value]") && !!document.querySelector("main:not([data-kept=underway])"));
}

/** Chooses a file on the import page and reads it by its guesses; gives the rows used. */
export async function readFile(window, path) {
  await goTo(window, "/import");
  await window.choose('.drop input[type="file"]', path);
  await window.click('[data-action="read"]:enabled');
  await holds(window, () => !document.querySelector(".staged") && !!document.querySelector("main:not([data-kept=underway])"));
}

/** Sets a kiosk up and hands the device over. */
export async function runKiosk(window) {
  await goTo(window, "/kiosk");
  await window.type('input[name="organisation"]', "Harbour Bank");
  await window.type('input[name="branch"]', "North Gate");
  await window.type('input[name="new-pin"]', "0427");
  await window.click('[data-action="run-kiosk"]');
  await holds(window, () => !!document.querySelector('.kiosk[data-step="attract"]'));
}

/** One whole answer. */
export async function answer(window, score, comment) {
  await window.click('[data-action="begin"]');
  await window.click(`[data-score="${score}"]`);
  await window.type('textarea[name="comment"]', comment);
  await window.click('[data-action="next"]');
  await holds(window, () => !!document.querySelector('.kiosk[data-step="thanks"]'));
}

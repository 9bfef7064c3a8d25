// Firefox and WebKit: every page shows the same figures as in Chromium, files are kept, and so is what a kiosk is told.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "../browser.js";
import { all, KIOSK } from "../pages/database.js";
import { serve } from "../server.js";
import * as firefox from "./firefox.js";
import * as webkit from "./webkit.js";
import { answer, figuresOf, goTo, holds, loadSample, readFile, routes, runKiosk } from "./window.js";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const GBK = fileURLToPath(new URL("../../data/intake/gbk.csv", import.meta.url));
const TIMEOUT = { timeout: 600_000 };

let host;
let url;
/** Chromium's routes and figures. */
let expected;

before(async () => {
  host = await serve({ "/some/where/": DIST });
  url = `${host.origin}/some/where/`;
  const browser = await launch();
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const window = {
    open: (to) => page.goto(to),
    evaluate: (what, given) => page.evaluate(what, given),
    click: (selector) => page.click(selector),
    choose: (selector, path) => page.setInputFiles(selector, path),
  };
  await loadSample(window, url);
  const paths = await routes(window);
  expected = { paths, sample: await figuresOf(window, paths) };
  await readFile(window, GBK);
  expected.gbk = await figuresOf(window, ["/overview", "/segments"]);
  await browser.close();
});

after(() => host?.close());

for (const [name, engine] of Object.entries({ Firefox: firefox, WebKit: webkit })) {
  if (engine.missing) console.warn(`NOT TRIED: ${name}: ${engine.missing}`);
  const options = { ...TIMEOUT, skip: engine.missing ?? false };

  test(`${name} shows Chromium's figures, and keeps files over a reload`, options, async () => {
    await inEngine(engine, async (window) => {
      await loadSample(window, url);
      assert.deepEqual(await figuresOf(window, expected.paths), expected.sample);
      await readFile(window, GBK);
      assert.deepEqual(await figuresOf(window, Object.keys(expected.gbk)), expected.gbk);
      await window.reload();
      await holds(window, () => !!document.querySelector("main [data-figure][data-value]"));
      assert.deepEqual(await figuresOf(window, Object.keys(expected.gbk)), expected.gbk);
      await goTo(window, "/settings");
      await window.evaluate(() => [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "中文").click());
      await goTo(window, "/overview");
      assert.match(await window.evaluate(() => document.querySelector("main h1").textContent), /[\u4e00-\u9fff]/);
      if (window.print) assert.ok((await window.print()).length > 20_000, "the overview prints");
    });
  });

  test(`${name}'s kiosk takes an answer and keeps it`, options, async () => {
    await inEngine(engine, async (window, again) => {
      await window.open(`${url}#/kiosk`);
      await runKiosk(window);
      await answer(window, 3, "排队太久");
      let holder = window;
      if (window.kill) {
        await window.kill();
        holder = await again();
        await holder.open(url);
        await holds(holder, () => !!document.querySelector(".kiosk"));
      } else {
        await window.reload();
        await holds(window, () => !!document.querySelector(".kiosk"));
      }
      const kept = (await all(holder, KIOSK, "answers")).map((record) => JSON.parse(record.answer));
      assert.deepEqual(kept.map(({ score, comment }) => [score, comment]), [[3, "排队太久"]]);
    });
  });
}

/**
 * Does something in a fresh window; `again` starts the engine once more on the same profile. WebKitGTK's small browser
 * ends by itself at times, on a busy machine: that is said, and tried once more.
 */
async function inEngine(engine, use) {
  try {
    await once(engine, use);
  } catch (error) {
    if (error.name !== "NoSuchSessionError") throw error;
    console.warn("THE BROWSER ENDED BY ITSELF: tried once more");
    await once(engine, use);
  }
}

async function once(engine, use) {
  const profile = await mkdtemp(join(tmpdir(), "loyalscope-profile-"));
  const started = [];
  const begin = async () => {
    started.push(await engine.start(profile));
    return started.at(-1);
  };
  try {
    await use(await begin(), begin);
  } finally {
    for (const window of started) await window.close().catch(() => {});
    await rm(profile, { recursive: true, force: true });
  }
}

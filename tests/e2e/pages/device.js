// The page on a device: kept by the service worker, and replaced by newer builds.
import { execFile } from "node:child_process";
import { readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PRECACHE = fileURLToPath(new URL("../../../tools/precache", import.meta.url));
const run = promisify(execFile);

/** Makes the build in `folder` another one: a mark in its page, and an engine under a name that only it knows. */
export async function publish(folder, mark) {
  const html = await readFile(`${folder}/index.html`, "utf8");
  const [engine] = html.match(/engine-\w+/);
  await rename(`${folder}/${engine}`, `${folder}/engine-${mark}`);
  const marked = html.replace(engine, `engine-${mark}`).replace("</head>", `<meta name="mark" content="${mark}"></head>`);
  await writeFile(`${folder}/index.html`, marked);
  await run(PRECACHE, [folder]);
}

export class Device {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** The device has every file, and the page gets them from it. */
  async ready() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  }

  /** Looks for a newer build, as the browser does by itself now and then, and waits until it is there. */
  async fetchUpdate() {
    await this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing ?? registration.waiting;
      // None where it took over meanwhile.
      while (worker && ["parsed", "installing"].includes(worker.state)) {
        await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
      }
    });
  }

  /** Lets many of the page's timers run, and the browser do each time what they may have asked of it. */
  async letTimePass() {
    for (let round = 0; round < 5; round++) {
      await this.page.clock.runFor(3_000);
      await this.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    }
  }

  /** The newer build takes over, as another window may have it do at any moment. */
  async takeOver() {
    await this.page.evaluate(async () => {
      const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      (await navigator.serviceWorker.ready).waiting.postMessage("activate");
      await taken;
    });
  }

  /** Whether a newer build waits. */
  async waits() {
    return this.page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state === "installed");
  }

  /** Waits until the page of this mark runs. */
  async shows(mark) {
    await this.page.locator(`meta[name="mark"][content="${mark}"]`).waitFor({ state: "attached" });
    await this.page.waitForSelector("#boot", { state: "detached" });
  }

  /** The marks of the page; none on the build as it was made. */
  async marks() {
    return this.page.locator('meta[name="mark"]').evaluateAll((all) => all.map((meta) => meta.content));
  }

  /** The names of its caches. */
  async caches() {
    return this.page.evaluate(() => caches.keys());
  }
}

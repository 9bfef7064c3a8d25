// Without a network: the page is on the device, whole, and a newer one comes only when nobody is in the middle of
// anything.
import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { posix, sep } from "node:path";
import { test as plain } from "node:test";
import { DIST, test } from "../harness.js";
import { Device, publish } from "../pages/device.js";
import { Kiosk } from "../pages/kiosk.js";

/** What tools/precache wrote above the service worker. */
async function written() {
  const text = await readFile(`${DIST}/service-worker.js`, "utf8");
  return new Function(`${text.slice(0, text.indexOf("];") + 2)} return { BUILD, FILES };`)();
}

plain("the service worker names every file of the build, and nothing else", async () => {
  const { BUILD, FILES } = await written();
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(DIST, `${entry.parentPath}/${entry.name}`.split(sep).join("/")));
  const expected = paths
    // A host that has compressed files sends them in place of the files themselves.
    .filter((path) => path !== "service-worker.js" && !/\.(br|gz)$/.test(path))
    .map((path) => (path === "index.html" ? "./" : `./${path}`));
  assert.deepEqual([...FILES].sort(), expected.sort());
  const html = await readFile(`${DIST}/index.html`, "utf8");
  assert.ok(html.includes(`<meta name="loyalscope-build" content="${BUILD}"`), "the page is of the same build");
});

test("the page can be installed: a manifest, icons of the sizes it says, all below its folder", async ({ page, url, open }) => {
  await open();
  const address = new URL(await page.getAttribute('link[rel="manifest"]', "href"), url).href;
  const response = await page.request.get(address);
  assert.match(response.headers()["content-type"], /manifest\+json/);
  const manifest = await response.json();
  assert.equal(new URL(manifest.start_url, address).href, url);
  assert.equal(new URL(manifest.scope, address).href, url);
  assert.deepEqual([manifest.name, manifest.display, manifest.lang], ["Loyalscope", "standalone", "en"]);
  const drawn = await page.evaluate(
    (icons) =>
      Promise.all(
        icons.map(async ([src, touch]) => {
          const image = new Image();
          image.src = src;
          await image.decode();
          return touch ?? `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      ),
    manifest.icons.map(({ src, sizes }) => [new URL(src, address).href, sizes === "any" ? "any" : null]),
  );
  assert.deepEqual(drawn, manifest.icons.map(({ sizes }) => sizes));
  for (const purpose of ["any", "maskable"]) {
    const sizes = manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
    assert.ok(sizes.includes("192x192") && sizes.includes("512x512"), purpose);
  }
  // What the browser itself has against it.
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // Private windows, as tests use them, install nothing.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
});

for (const [width, height, language] of [
  [768, 1024, "zh-CN"],
  [390, 844, "en-GB"],
]) {
  test(`with the network cut, the kiosk starts again and takes an answer, at ${width} px in ${language}`, async ({ page, context, shell, own, open }) => {
    const kiosk = new Kiosk(page);
    await open("/kiosk");
    await page.locator('[data-offline="ready"]').waitFor();
    await kiosk.run();
    await context.setOffline(true);
    await own.close();
    await page.reload();
    await shell.started();
    await kiosk.at("attract");
    await kiosk.answer(8, { comment: "no network" });
    assert.deepEqual((await kiosk.kept()).map(({ score, comment }) => [score, comment]), [[8, "no network"]]);
    // A device that was switched off opens a new window.
    const other = await context.newPage();
    await other.goto(`${shell.url}#/kiosk`);
    await new Kiosk(other).at("attract");
  }, { ownHost: true, width, height, language, context: { hasTouch: true } });
}

test("with the network cut, the application opens and computes", async ({ page, context, shell, own, open }) => {
  await open();
  await new Device(page).ready();
  await context.setOffline(true);
  await own.close();
  await open("/loyalty");
  await page.reload();
  await shell.started();
  await shell.goTo("/import");
  await shell.loadSample();
  await shell.goTo("/loyalty");
  assert.ok(await shell.figure("nps.score"));
}, { ownHost: true });

test("a new version waits until the answer is given, then comes by itself", async ({ page, own, open }) => {
  const [kiosk, device] = [new Kiosk(page), new Device(page)];
  await page.clock.install();
  await open("/kiosk");
  await device.ready();
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="3"]');
  await page.fill('textarea[name="comment"]', "in the middle");
  await publish(own.folder, "second");
  await device.fetchUpdate();
  await device.letTimePass();
  assert.equal(await device.waits(), true);
  assert.equal(await page.inputValue('textarea[name="comment"]'), "in the middle");
  assert.deepEqual(await device.marks(), []);
  // The thanks must not end before they are looked at.
  await kiosk.holdTime();
  await page.click('[data-action="next"]');
  await kiosk.at("thanks");
  assert.equal(await device.waits(), true);
  await kiosk.toInvitation();
  await page.clock.resume();
  await device.shows("second");
  await kiosk.at("attract");
  assert.deepEqual((await kiosk.kept()).map(({ comment }) => comment), ["in the middle"]);
  assert.equal((await device.caches()).length, 1, "the old build is gone from the device");
  await kiosk.answer(9);
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score).sort(), [3, 9]);
}, { ownHost: true });

test("a new version that another window opened waits for the answer too", async ({ page, own, open }) => {
  const [kiosk, device] = [new Kiosk(page), new Device(page)];
  await page.clock.install();
  await open("/kiosk");
  await device.ready();
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="3"]');
  await publish(own.folder, "second");
  await device.fetchUpdate();
  await device.takeOver();
  await device.letTimePass();
  await kiosk.at("why");
  assert.deepEqual(await device.marks(), []);
  await page.click('[data-action="next"]');
  await kiosk.at("thanks");
  await kiosk.toInvitation();
  await device.shows("second");
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score), [3]);
}, { ownHost: true });

test("a new version does not take the PIN out of anybody's hands", async ({ page, own, open }) => {
  const [kiosk, device] = [new Kiosk(page), new Device(page)];
  await page.clock.install();
  await open("/kiosk");
  await device.ready();
  await kiosk.run();
  await page.click(".kiosk-exit");
  await page.fill('input[name="pin"]', "04");
  await publish(own.folder, "second");
  await device.fetchUpdate();
  await device.letTimePass();
  assert.equal(await device.waits(), true);
  assert.equal(await page.inputValue('input[name="pin"]'), "04");
  await page.locator("dialog .button").first().click();
  await device.shows("second");
}, { ownHost: true });

test("a kiosk that is left alone finds a new version within the hour", async ({ page, own, open }) => {
  const [kiosk, device] = [new Kiosk(page), new Device(page)];
  await page.clock.install();
  await open("/kiosk");
  await device.ready();
  await kiosk.run();
  await publish(own.folder, "second");
  await page.clock.fastForward("01:00:01");
  await device.shows("second");
  await kiosk.at("attract");
}, { ownHost: true });

test("the application says that a new version is there, and opens it when asked", async ({ page, shell, own, open }) => {
  const device = new Device(page);
  await open("/loyalty");
  await device.ready();
  await publish(own.folder, "second");
  await page.reload();
  await shell.started();
  await page.locator('[data-notice="update"]').waitFor();
  assert.deepEqual(await device.marks(), []);
  await shell.loadSample();
  await shell.goTo("/loyalty");
  await page.locator('.banner:has([data-notice="update"]) button').click();
  await device.shows("second");
  assert.equal(await page.evaluate(() => location.hash.split("?")[0]), "#/loyalty");
  await shell.kept();
  assert.ok(await shell.figure("nps.score"), "and reads with the new engine");
  assert.equal(await page.locator('[data-notice="update"]').count(), 0);
}, { ownHost: true });

test("a version that another tab opened is offered, not forced upon this one", async ({ page, context, shell, own, open }) => {
  await open("/loyalty");
  await new Device(page).ready();
  await shell.loadSample();
  const other = await context.newPage();
  await other.goto(`${shell.url}#/settings`);
  await publish(own.folder, "second");
  const device = new Device(other);
  await device.fetchUpdate();
  await other.locator('.banner:has([data-notice="update"]) button').click();
  await device.shows("second");
  await page.locator('[data-notice="update"]').waitFor();
  assert.deepEqual(await new Device(page).marks(), []);
  await shell.goTo("/segments");
  assert.ok(await shell.figure("rfm.customers"), "the old page's engine goes on");
  await page.locator('.banner:has([data-notice="update"]) button').click();
  await new Device(page).shows("second");
}, { ownHost: true });

test("a file the browser threw away comes from the network again", async ({ page, shell, open }) => {
  await open();
  await new Device(page).ready();
  const gone = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const keys = (await cache.keys()).filter(({ url }) => url.endsWith(".wasm") || url.endsWith("/"));
    return (await Promise.all(keys.map((key) => cache.delete(key)))).filter(Boolean).length;
  });
  assert.equal(gone, 9, "the page and seven programs, one of them in two files");
  await page.reload();
  await shell.started();
  await shell.loadSample();
});

test("a build that does not arrive whole is not kept", async ({ page, own, open }) => {
  const device = new Device(page);
  await rm(`${own.folder}/icons/icon-512.png`);
  await open("/kiosk");
  await page.locator('[data-offline="unavailable"]').waitFor();
  assert.deepEqual(await device.caches(), []);
}, { ownHost: true });

test("a host that is being updated does not mix two builds", async ({ page, own, open }) => {
  const device = new Device(page);
  await open("/kiosk");
  await device.ready();
  // The new service worker is there, the page is still the old one.
  const old = await readFile(`${own.folder}/index.html`);
  await publish(own.folder, "second");
  await writeFile(`${own.folder}/index.html`, old);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    let found = false;
    registration.addEventListener("updatefound", () => (found = true));
    await registration.update();
    const worker = registration.installing;
    while (worker && !["installed", "redundant"].includes(worker.state)) {
      await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
    }
    return { found, waiting: registration.waiting !== null };
  });
  assert.deepEqual(outcome, { found: true, waiting: false });
  assert.equal((await device.caches()).length, 1);
}, { ownHost: true });

test("a version that cannot start makes room for the next one", async ({ page, own, open }) => {
  const device = new Device(page);
  await open();
  await device.ready();
  await publish(own.folder, "second");
  await device.fetchUpdate();
  await page.addInitScript(() => {
    if (!document.querySelector('meta[name="mark"]')) {
      WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new Error("made to fail"));
    }
  });
  await page.reload();
  await page.waitForSelector('#boot[data-reason="start"]');
  await page.click("#boot button");
  await page.locator('meta[name="mark"][content="second"]').waitFor({ state: "attached" });
}, { ownHost: true, allow: [/made to fail/] });

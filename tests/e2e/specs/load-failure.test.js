import assert from "node:assert/strict";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { assertAccessible, DATA, test } from "../harness.js";
import { file as handOverFile, HandOver } from "../pages/hand-over.js";

/** The reason on the failure screen. */
async function reason(page, url) {
  await page.goto(url);
  await page.waitForSelector("#boot[data-reason]");
  return page.getAttribute("#boot", "data-reason");
}

test("without WebAssembly the page says so in plain words", async ({ page, url }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  assert.equal(await reason(page, url), "wasm");
  assert.match(await page.textContent("#boot"), /WebAssembly is missing or switched off/);
  await assertAccessible(page);
});

test("and in Chinese", async ({ page, url }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  assert.equal(await reason(page, url), "wasm");
  assert.match(await page.textContent("#boot"), /这个浏览器没有 WebAssembly/);
}, { language: "zh-CN" });

test("where wasm is forbidden when it starts, the page says so", async ({ page, url }) => {
  await page.addInitScript(() => {
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new WebAssembly.CompileError("forbidden"));
  });
  assert.equal(await reason(page, url), "wasm");
});

test("a browser without SIMD is too old", async ({ page, url }) => {
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  assert.equal(await reason(page, url), "old");
});

test("a browser without module workers is too old", async ({ page, url }) => {
  await page.addInitScript(() => (globalThis.Worker = class {}));
  assert.equal(await reason(page, url), "old");
});

test("a file that does not arrive is offered again", async ({ page, url, shell }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  assert.equal(await reason(page, url), "files");
  await page.unroute("**/*.wasm");
  await page.click("#boot button");
  await shell.started();
}, { allow: [/ERR_FAILED/] });

test("a file that is gone from the host is said", async ({ page, url }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  assert.equal(await reason(page, url), "files");
}, { allow: [/404/] });

for (const [what, file] of [["script", "{engine,hand_over}_loader.js"], ["program", "{engine,hand_over}_bg.wasm"]]) {
  test(`an engine whose ${what} is gone from the host is said, and answers nothing in silence`, async ({ page, shell, open }) => {
    await page.route(`**/${file}`, (route) => route.fulfill({ status: 404 }));
    await open();
    await page.getByText("The calculation engine has stopped").first().waitFor();
    await shell.goTo("/kiosk");
    await new HandOver(page).add(handOverFile([]));
    await page.locator('[data-section="hand-over"]').getByText(/tablet-2\.json: The calculation engine has stopped/).waitFor();
  }, { allow: [/404/, /wasm/i], context: { serviceWorkers: "block" } });
}

test("a workbook whose reader is gone from the host is said, text is read all the same, and the workbook once the reader is back", async ({ page, shell, own, open }) => {
  const workbook = `${DATA}/rfm_orders/rfm_orders.xlsx`;
  const [folder] = (await readdir(own.folder)).filter((name) => name.startsWith("engine-"));
  const reader = `${own.folder}/${folder}/workbooks_loader.js`;
  await rename(reader, `${reader}.away`);
  await open("/import");
  await shell.chooseFiles(workbook);
  await page.getByText(/The part of the page that reads workbooks could not be loaded/).waitFor();
  await shell.chooseFiles(`${DATA}/rfm_orders/rfm_orders.csv`);
  await page.locator('[data-action="read"]:enabled').waitFor();
  await rename(`${reader}.away`, reader);
  await page.reload();
  await shell.started();
  await shell.readFiles(workbook);
}, { allow: [/404/], ownHost: true, context: { serviceWorkers: "block" } });

test("a file that ends the program that reads files costs that file alone", async ({ page, shell, open, own }) => {
  const [folder] = (await readdir(own.folder)).filter((name) => name.startsWith("engine-"));
  const loader = `${own.folder}/${folder}/reader_loader.js`;
  const crash = `self.onmessage = () => { throw new Error("out of memory, made to fail"); }; self.postMessage("ready");`;
  const text = await readFile(loader, "utf8");
  for (const [broken, said] of [[null, /The part of the page that reads files could not be loaded/], [crash, /Reading this file failed .*made to fail/]]) {
    await (broken ? writeFile(loader, broken) : rename(loader, `${loader}.away`));
    await open("/import");
    await shell.chooseFiles(`${DATA}/rfm_orders/rfm_orders.csv`);
    await page.getByText(said).first().waitFor();
    await writeFile(loader, text);
  }
  await page.reload();
  await shell.started();
  await shell.readFiles(`${DATA}/rfm_orders/rfm_orders.csv`);
}, { allow: [/404/, /made to fail/], ownHost: true, context: { serviceWorkers: "block" } });

test("a page whose program does not come, or ends, says so; the others stand, and it works once it is there", async ({ page, shell, open, own }) => {
  const [folder] = (await readdir(own.folder)).filter((name) => name.startsWith("engine-"));
  const loader = `${own.folder}/${folder}/further_loader.js`;
  const crash = `self.onmessage = () => { throw new Error("out of memory, made to fail"); }; self.postMessage("ready");`;
  const text = await readFile(loader, "utf8");
  for (const [broken, said] of [[null, /The part of the page that computes this could not be loaded/], [crash, /Computing this stopped.*made to fail/]]) {
    await (broken ? writeFile(loader, broken) : rename(loader, `${loader}.away`));
    await open();
    if (!broken) await shell.loadSample();
    await shell.goTo("/overview");
    await page.locator('[data-figure="nps.score"]').first().waitFor();
    await shell.goTo("/segments/pyramid");
    await page.getByText(said).first().waitFor();
    await writeFile(loader, text);
  }
  // The next question starts it anew.
  await shell.goTo("/overview");
  await shell.goTo("/segments/pyramid");
  await page.locator('[data-figure^="pyramid."]').first().waitFor();
}, { allow: [/404/, /made to fail/], ownHost: true, context: { serviceWorkers: "block" } });

test("where the page's second file does not come, what it draws says so, and stands there once asked for again", async ({ page, shell, open }) => {
  await page.route("**/split_second.wasm", (route) => route.abort());
  await open();
  await shell.goTo("/settings");
  await page.getByText(/The part of the page that shows this could not be loaded/).first().waitFor();
  await page.unroute("**/split_second.wasm");
  await page.getByRole("button", { name: "Try again" }).first().click();
  await page.locator("#content h1").waitFor();
  assert.equal(await page.getByText(/could not be loaded/).count(), 0);
}, { allow: [/ERR_FAILED/, /Failed to fetch/], context: { serviceWorkers: "block" } });

test("figures wait for no second file, and charts come with it", async ({ page, shell, open }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/split_second.wasm", async (route) => {
    await released;
    await route.continue();
  });
  await open();
  await shell.loadSample();
  await shell.goTo("/overview");
  await page.locator('[data-figure="nps.score"]').first().waitFor();
  assert.equal(await page.locator("#content canvas").count(), 0);
  release();
  await page.locator("#content canvas").first().waitFor();
}, { context: { serviceWorkers: "block" } });

test("a crash while starting is said, with details to send", async ({ page, url }) => {
  await page.addInitScript(() => {
    WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => Promise.reject(new Error("made to fail"));
  });
  assert.equal(await reason(page, url), "start");
  assert.match(await page.textContent("#boot pre"), /made to fail/);
}, { allow: [/made to fail/] });

test("without JavaScript a sentence in both languages stands there", async ({ page, url }) => {
  await page.goto(url);
  const text = await page.textContent("noscript");
  assert.match(text, /needs JavaScript/);
  assert.match(text, /需要 JavaScript/);
}, { context: { javaScriptEnabled: false } });

test("where boot.js never arrives, a sentence appears by itself", async ({ page, url }) => {
  await page.route("**/boot-*.js", (route) => route.abort());
  await page.goto(url);
  const late = page.locator(".boot-late");
  assert.equal(await late.isVisible(), false);
  await late.waitFor({ state: "visible" });
}, { allow: [/ERR_FAILED/] });

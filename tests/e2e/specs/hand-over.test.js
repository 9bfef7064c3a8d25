// Answers on their way: exported, brought together, shown and read as QR codes.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plain } from "node:test";
import { launch } from "../browser.js";
import { assertAccessible, DIST, test } from "../harness.js";
import { fillDisk } from "../pages/database.js";
import { answers, file, HandOver } from "../pages/hand-over.js";
import { Kiosk } from "../pages/kiosk.js";
import { serve } from "../server.js";

const count = (page, name) => page.textContent(`[data-count="${name}"]`);
const shows = (page, name, text) =>
  page.waitForFunction(([name, text]) => document.querySelector(`[data-count="${name}"]`)?.textContent === text, [name, text]);
const ids = (kept) => kept.map(({ id }) => id).sort();

test("answers leave as a workbook and as a hand-over file, and count as exported", async ({ page, shell, open }) => {
  const [kiosk, handOver] = [new Kiosk(page), new HandOver(page)];
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(10, { comment: "=cmd|' /C calc'!A0" });
  await kiosk.toInvitation();
  await kiosk.answer(4);
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await shows(page, "not-exported", "2");
  const json = await handOver.export("export-json");
  await shows(page, "not-exported", "0");
  const written = JSON.parse(await readFile(json.path, "utf8"));
  assert.deepEqual([json.name, written.format, written.version], ["answers.json", "loyalscope-hand-over", 1]);
  assert.deepEqual(written.answers, await kiosk.kept().then((kept) => kept.sort((a, b) => a.sequence - b.sequence)));
  const csv = await handOver.export("export-answers");
  assert.match(await readFile(csv.path, "utf8"), /,'=cmd/);
  const xlsx = await handOver.export("export-xlsx");
  assert.equal(xlsx.name, "answers.xlsx");
  const buffer = await readFile(xlsx.path);
  await shell.goTo("/import");
  await page.setInputFiles('input[type="file"]', { name: xlsx.name, mimeType: "", buffer });
  await page.getByText("=cmd|' /C calc'!A0").first().waitFor();
  await page.click('[data-action="read"]:enabled');
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "2");
});

test("files of other kiosks are added once, whatever their order and number", async ({ page, shell, open }) => {
  const [kiosk, handOver] = [new Kiosk(page), new HandOver(page)];
  await open("/kiosk");
  const files = [file(answers(1, 5)), file(answers(4, 8)), file(answers(1, 3, "tablet-3"), "tablet-3.json")];
  assert.match(await handOver.add(...files), /11 answers added; 0 were here already/);
  await shows(page, "answers", "11");
  assert.equal(await count(page, "not-exported"), "0", "what came from a file is elsewhere too");
  const kept = await kiosk.kept();
  assert.match(await handOver.add(...files.reverse()), /0 answers added; 11 were here already/);
  assert.deepEqual(await kiosk.kept(), kept);
  const csv = await readFile((await handOver.export("export-answers")).path);
  const table = { name: "answers.csv", mimeType: "text/csv", buffer: csv };
  assert.match(await handOver.add(table), /0 answers added; 11 were here already/);
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "11");
});

test("what cannot be read is told with its place, and costs nothing else", async ({ page, open }) => {
  const [kiosk, handOver] = [new Kiosk(page), new HandOver(page)];
  await open("/kiosk");
  const [good, bad] = answers(1, 2);
  const whole = file([good, { ...bad, score: 11 }, 7]);
  const said = await handOver.add(
    whole,
    { ...whole, name: "cut.json", buffer: whole.buffer.subarray(0, 300) },
    file([], "newer.json", { version: 2 }),
    { name: "other.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") },
  );
  assert.match(said, /1 answer added/);
  assert.match(said, /2 records could not be read/);
  assert.match(said, /tablet-2\.json, answer 2: .*11 is not a score/);
  assert.match(said, /cut\.json: Damaged at line 1, column 30\d/);
  assert.match(said, /newer\.json: Version 2 of the format/);
  assert.match(said, /other\.csv: Neither a hand-over file/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('[data-section="hand-over"] .banner-warning .button').click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, 3);
  assert.match(lines[2], /answer 3.*,7$/);
  assert.deepEqual(ids(await kiosk.kept()), [good.id]);
  await assertAccessible(page);
});

test("answers that cannot be written are not said to be added, and can be added again", async ({ page, open }) => {
  const [kiosk, handOver] = [new Kiosk(page), new HandOver(page)];
  await open("/kiosk");
  const disk = await fillDisk(page);
  const said = await handOver.add(file(answers(1, 3)));
  assert.match(said, /could not be added.*no room left/);
  assert.doesNotMatch(said, /answers added/);
  await assertAccessible(page);
  await disk.back();
  assert.match(await handOver.add(file(answers(1, 3))), /3 answers added; 0 were here already/);
  assert.equal((await kiosk.kept()).length, 3);
});

test("codes whose answers could not be written are read again", async ({ page, context, open, url }) => {
  const handOver = new HandOver(page);
  await open("/kiosk");
  await handOver.add(file(answers(1, 12)));
  await handOver.showAll();
  const saved = await handOver.export("save-codes");
  const picture = { name: saved.name, mimeType: "image/png", buffer: await readFile(saved.path) };
  const other = await (await context.browser().newContext()).newPage();
  await other.goto(`${url}#/kiosk`);
  const reader = new HandOver(other);
  await reader.read();
  const disk = await fillDisk(other);
  await reader.choosePictures(picture);
  await other.locator('dialog[open] [data-outcome="trouble"]').waitFor();
  assert.equal(await other.locator('dialog[open] [data-outcome="added"]').count(), 0);
  await disk.back();
  await reader.choosePictures(picture);
  await other.getByText(/12 answers added; 0 were here already/).waitFor();
  assert.equal(await other.locator('dialog[open] [data-outcome="trouble"]').count(), 0);
  await other.context().close();
});

test("codes are saved as a picture, and read from it on another device", async ({ page, context, open, url }) => {
  const handOver = new HandOver(page);
  await open("/kiosk");
  await handOver.add(file(answers(1, 60)));
  const of = await handOver.showAll();
  assert.ok(of > 2, `${of} codes`);
  assert.equal(await page.isDisabled('[data-action="codes-arrived"]'), true, "nothing was handed over yet");
  const saved = await handOver.export("save-codes");
  const picture = { name: saved.name, mimeType: "image/png", buffer: await readFile(saved.path) };
  await page.click('[data-action="codes-arrived"]:enabled');
  await page.locator("dialog.codes").waitFor({ state: "detached" });

  const other = await (await context.browser().newContext()).newPage();
  await other.goto(`${url}#/kiosk`);
  const reader = new HandOver(other);
  await reader.read();
  const blank = await other.screenshot();
  await reader.choosePictures({ name: "blank.png", mimeType: "image/png", buffer: blank }, { name: "no.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await other.getByText(/blank\.png: no QR code found/).waitFor();
  await other.getByText(/no\.png: The picture cannot be opened/).waitFor();
  await reader.choosePictures(picture);
  await other.getByText(/60 answers added; 0 were here already/).waitFor();
  await reader.choosePictures(picture);
  await other.click('[data-action="close-reader"]');
  await shows(other, "answers", "60");
  assert.deepEqual(ids(await new Kiosk(other).kept()), ids(answers(1, 60)));
  assert.equal(await other.evaluate(() => document.activeElement?.dataset.action), "read-codes");
  await other.context().close();
  // Codes that stand still: none is handed over but by the buttons.
}, { context: { reducedMotion: "reduce" } });

test("screenshots of single codes are read in any order", async ({ page, context, open, url }) => {
  const handOver = new HandOver(page);
  await open("/kiosk");
  await handOver.add(file(answers(1, 12)));
  const of = await handOver.showAll();
  const shots = [];
  for (let at = 0; at < of; at++) {
    await page.click('[data-action="next-code"]');
    shots.push({ name: `${at}.png`, mimeType: "image/png", buffer: await page.screenshot() });
  }
  assert.equal(await page.isDisabled('[data-action="codes-arrived"]'), false);
  const other = await (await context.browser().newContext()).newPage();
  await other.goto(`${url}#/kiosk`);
  const reader = new HandOver(other);
  await reader.read();
  await reader.choosePictures(...shots.slice(1).reverse());
  await other.getByText(`${of - 1} of ${of} codes read`).waitFor();
  await reader.choosePictures(shots[0]);
  await other.getByText(/12 answers added/).waitFor();
  await other.context().close();
}, { dark: true });

test("codes stand still where less movement is asked for", async ({ page, open }) => {
  const handOver = new HandOver(page);
  await open("/kiosk");
  await handOver.add(file(answers(1, 12)));
  await handOver.showAll();
  assert.equal(await page.locator('[data-action="play-codes"]').count(), 0);
  assert.equal(await page.getAttribute('[data-count="code"]', "data-at"), "1");
  await page.keyboard.press("Escape");
  await page.locator("dialog.codes").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.action), "show-codes");
}, { context: { reducedMotion: "reduce" } });

test("answers not exported yet go as codes, and count as exported once they arrived", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(7);
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await shows(page, "not-exported", "1");
  await page.click('[data-action="show-codes"]:enabled');
  await page.locator('[data-action="codes-arrived"]').waitFor();
  await page.locator('[data-action="codes-arrived"]:enabled').click();
  await shows(page, "not-exported", "0");
  await page.getByText("(today)").waitFor();
  assert.equal(await page.isDisabled('[data-action="show-codes"]'), true);
});

test("without a camera the page says so, and pictures remain", async ({ page, context, open }) => {
  await context.grantPermissions(["camera"]);
  await open("/kiosk");
  await new HandOver(page).read();
  await page.click('[data-action="camera"]');
  await page.getByText("This device has no camera. Choose pictures instead.").waitFor();
  await assertAccessible(page);
});

test("a decoder that does not load is said, and the camera goes out", async ({ page, open }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d");
      setInterval(() => context.fillRect(0, 0, Math.random() * 300, 150), 50);
      return canvas.captureStream(20);
    };
  });
  await open("/kiosk");
  const handOver = new HandOver(page);
  await handOver.add(file(answers(1, 1)));
  await page.route("**/hand_over_loader.js", (route) => route.fulfill({ status: 404 }));
  await handOver.read();
  await handOver.choosePictures({ name: "codes.png", mimeType: "image/png", buffer: await page.screenshot() });
  await page.getByText(/codes\.png: The calculation engine has stopped/).waitFor();
  await page.click('[data-action="camera"]');
  await page.locator('dialog[open] .banner-error').getByText(/^The calculation engine has stopped/).waitFor();
  await page.locator("video.codes-hidden").waitFor({ state: "attached" });
}, { allow: [/404/], context: { serviceWorkers: "block" } });

test("a page that came without https says that it gets no camera", async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "mediaDevices", { value: undefined }));
  await open("/kiosk");
  await new HandOver(page).read();
  await page.click('[data-action="camera"]');
  await page.getByText(/only to pages opened by https/).waitFor();
});

for (const [width, height, language] of [
  [768, 1024, "zh-CN"],
  [390, 844, "en-GB"],
]) {
  test(`everything is reached by touch at ${width} px in ${language}`, async ({ page, open }) => {
    const handOver = new HandOver(page);
    await open("/kiosk");
    await handOver.add(file(answers(1, 40)), file([], "newer.json", { version: 2 }));
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    assert.equal(await fits(), true);
    await assertAccessible(page);
    await page.tap('input[name="all-answers"]');
    await page.tap('[data-action="show-codes"]:enabled');
    await page.tap('[data-action="play-codes"]');
    await assertAccessible(page);
    const box = await page.locator(".codes-canvas").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width && Math.abs(box.width - box.height) < 1, JSON.stringify(box));
    await page.tap('[data-action="close-codes"]');
    await page.tap('[data-action="read-codes"]');
    await assertAccessible(page);
    assert.equal(await fits(), true);
    await page.tap('[data-action="close-reader"]');
    await page.locator("dialog.codes").waitFor({ state: "detached" });
  }, { width, height, language, dark: width < 500, context: { hasTouch: true } });
}

/** A film of codes, each standing for some pictures, as the camera of a laptop sees them: YUV4MPEG2, 640 × 480. */
function film(codes) {
  const [width, height, scale, stands] = [640, 480, 5, 4];
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)];
  const colours = Buffer.alloc((width * height) / 2, 128);
  for (const modules of codes) {
    const light = Buffer.alloc(width * height, 200);
    const [left, top] = [(width - modules.length * scale) >> 1, (height - modules.length * scale) >> 1];
    modules.forEach((row, y) =>
      row.forEach((dark, x) => {
        for (let line = 0; line < scale; line++) {
          const start = (top + y * scale + line) * width + left + x * scale;
          light.fill(dark ? 40 : 200, start, start + scale);
        }
      }),
    );
    for (let picture = 0; picture < stands; picture++) parts.push(Buffer.from("FRAME\n"), light, colours);
  }
  return Buffer.concat(parts);
}

plain("a camera reads the codes of another screen", { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-camera-"));
  const host = await serve({ "/some/where/": DIST });
  const url = `${host.origin}/some/where/#/kiosk`;
  const path = join(folder, "codes.y4m");
  const browsers = [];
  try {
    browsers.push(await launch());
    const tablet = await browsers[0].newPage();
    await tablet.goto(url);
    const handOver = new HandOver(tablet);
    await handOver.add(file(answers(1, 30)));
    const of = await handOver.showAll();
    await tablet.click('[data-action="play-codes"]');
    const codes = [];
    for (let at = 0; at < of; at++) {
      codes.push(await handOver.modules());
      await tablet.click('[data-action="next-code"]');
    }
    await writeFile(path, film(codes));

    const fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${path}`];
    browsers.push(await launch(fake));
    const laptop = await browsers[1].newPage();
    await laptop.goto(url);
    await new HandOver(laptop).read();
    await laptop.click('[data-action="camera"]');
    await laptop.getByText(/30 answers added; 0 were here already/).waitFor({ timeout: 120_000 });
    // The camera goes out once all is read.
    await laptop.locator("video.codes-hidden").waitFor({ state: "attached" });
    assert.equal(await laptop.locator("video").evaluate((video) => video.srcObject.active), false);
    assert.deepEqual(ids(await new Kiosk(laptop).kept()), ids(answers(1, 30)));
    // Closing the dialog stops a camera that still runs.
    await laptop.click('[data-action="camera"]');
    await laptop.waitForFunction(() => document.querySelector("video")?.srcObject?.active);
    const stream = await laptop.evaluateHandle(() => document.querySelector("video").srcObject);
    await laptop.keyboard.press("Escape");
    await laptop.waitForFunction((stream) => !stream.active, stream);
  } finally {
    for (const browser of browsers) await browser.close();
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
});

// What a kiosk keeps, whatever happens to the browser, its storage or its clock.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plain } from "node:test";
import { kill, launchKept } from "../browser.js";
import { DIST, test } from "../harness.js";
import { fillDisk, KIOSK, KIOSK_1, put } from "../pages/database.js";
import { Kiosk } from "../pages/kiosk.js";
import { serve } from "../server.js";

/** Visits to one device: a browser whose profile stays in a folder. */
async function onDevice(body) {
  const folder = await mkdtemp(join(tmpdir(), "loyalscope-kiosk-"));
  const host = await serve({ "/some/where/": DIST });
  const visit = async () => {
    const context = await launchKept(folder);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${host.origin}/some/where/#/kiosk`);
    await page.waitForSelector("#boot", { state: "detached" });
    return { context, page, kiosk: new Kiosk(page), kill: () => kill(context, folder) };
  };
  try {
    await body(visit);
  } finally {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

plain("twenty times killed right after the thanks, no answer is lost", { timeout: 300_000 }, async () => {
  await onDevice(async (visit) => {
    // Killed right after it was handed over, too: the lock holds from the first moment on.
    const first = await visit();
    await first.kiosk.run();
    await first.kill();
    for (let round = 0; round < 20; round++) {
      const { kiosk, kill } = await visit();
      await kiosk.at("attract");
      await kiosk.answer(round % 11);
      await kill();
    }
    const last = await visit();
    const kept = await last.kiosk.kept();
    const scores = kept.map(({ score }) => score).sort((a, b) => a - b);
    assert.deepEqual(scores, Array.from({ length: 20 }, (_, round) => round % 11).sort((a, b) => a - b));
    assert.equal(new Set(kept.map(({ sequence }) => sequence)).size, 20);
    await last.context.close();
  });
});

test("a full disk is said, and the answer is tried again until it is kept", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const disk = await fillDisk(page);
  await kiosk.refused(6);
  await disk.back();
  await page.click('[data-action="again"]');
  await kiosk.at("thanks");
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score), [6]);
});

test("a write that the browser gives up at its end is no thanks", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  // Each write goes well, and only their end tells that nothing was kept.
  await page.evaluate(() => {
    window.commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
      this.abort();
    };
  });
  await kiosk.refused(2);
  assert.deepEqual(await kiosk.kept(), []);
  await page.evaluate(() => (IDBTransaction.prototype.commit = window.commit));
  await page.click('[data-action="again"]');
  await kiosk.at("thanks");
  assert.deepEqual((await kiosk.kept()).map(({ score }) => score), [2]);
});

test("an answer tried twice is kept once, though the first try had come through", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.evaluate(() => {
    // The answer is written, but the browser says that it was not.
    window.commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
      window.commit.call(this);
      throw new DOMException("interrupted", "UnknownError");
    };
  });
  await kiosk.refused(1);
  await page.evaluate(() => (IDBTransaction.prototype.commit = window.commit));
  await page.click('[data-action="again"]');
  await kiosk.at("thanks");
  assert.equal((await kiosk.kept()).length, 1);
  await kiosk.toInvitation();
  await kiosk.answer(8);
  const kept = (await kiosk.kept()).sort((a, b) => a.sequence - b.sequence);
  assert.deepEqual(kept.map(({ score, sequence }) => [score, sequence]), [[1, 1], [8, 2]]);
});

test("a kiosk does not start where the browser keeps no database", async ({ page, open }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.fill();
  await page.click('[data-action="run-kiosk"]');
  await page.locator("form").getByRole("alert").waitFor();
  assert.match(await page.locator("form").getByRole("alert").textContent(), /no database/);
  assert.equal(await page.locator(".kiosk").count(), 0);
});

test("a full disk, and a database of a newer version, are not taken for a blocked one", async ({ page, url, open }) => {
  const kiosk = new Kiosk(page);
  const alert = page.locator("form").getByRole("alert");
  await page.goto(`${url}icons/icon.svg`);
  await put(page, { ...KIOSK, version: KIOSK.version + 1 }, "state", []);
  await open("/kiosk");
  await kiosk.fill();
  await page.click('[data-action="run-kiosk"]');
  await alert.waitFor();
  assert.match(await alert.textContent(), /VersionError/);
  await page.evaluate(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await page.click('[data-action="run-kiosk"]');
  await alert.getByText("There is no room left on this device").waitFor();
}, { allow: [/favicon\.ico/] });

test("a page loaded again in mid-answer keeps what was said as partial, once", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="4"]');
  await page.fill('textarea[name="comment"]', "in the middle");
  for (let times = 0; times < 2; times++) {
    await page.reload();
    await shell.started();
    await kiosk.at("attract");
    await page.waitForFunction(() => JSON.parse(localStorage.getItem("loyalscope.kiosk-unfinished")).value.length === 0);
  }
  const kept = await kiosk.kept();
  assert.deepEqual(kept.map(({ score, comment, complete }) => [score, comment, complete]), [[4, "in the middle", false]]);
});

test("a slow start loses neither the answer before it nor the one begun meanwhile", async ({ page, shell, context, url, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const half = async (score, comment) => {
    await page.click('[data-action="begin"]');
    await page.click(`[data-score="${score}"]`);
    await page.fill('textarea[name="comment"]', comment);
  };
  await half(4, "before");
  // The database is busy: whatever is asked of it waits.
  const busy = await context.newPage();
  await busy.goto(`${url}icons/icon.svg`);
  await busy.evaluate(({ name, stores }) => new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target }) => {
      const store = target.result.transaction(stores, "readwrite").objectStore(stores[0]);
      const hold = () => {
        if (!window.free) store.get(1).onsuccess = hold;
        else target.result.close();
      };
      hold();
      resolve();
    };
  }), KIOSK);
  await page.reload();
  await shell.started();
  await half(9, "meanwhile");
  await page.reload();
  await shell.started();
  await kiosk.at("attract");
  await busy.evaluate(() => (window.free = true));
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("loyalscope.kiosk-unfinished")).value.length === 0);
  const kept = (await kiosk.kept()).sort((a, b) => a.score - b.score);
  assert.deepEqual(kept.map(({ score, comment, complete }) => [score, comment, complete]), [[4, "before", false], [9, "meanwhile", false]]);
}, { allow: [/favicon\.ico/] });

test("an answer that could not be written is whole after a reload", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await fillDisk(page);
  await kiosk.refused(3);
  await page.reload();
  await shell.started();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("loyalscope.kiosk-unfinished")).value.length === 0);
  assert.deepEqual((await kiosk.kept()).map(({ score, complete }) => [score, complete]), [[3, true]]);
});

test("leaving by the PIN in mid-answer keeps what was said", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await page.click('[data-action="begin"]');
  await page.click('[data-score="4"]');
  await page.fill('textarea[name="comment"]', "in the middle");
  await kiosk.leave("0427");
  await page.waitForFunction(() => document.querySelector('[data-count="answers"]')?.textContent === "1");
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await kiosk.answer(9);
  const kept = (await kiosk.kept()).sort((a, b) => a.score - b.score);
  assert.deepEqual(kept.map(({ score, comment, complete }) => [score, comment, complete]), [[4, "in the middle", false], [9, "", true]]);
});

test("a kiosk does not start again before an answer that could not be written is", async ({ page, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  const disk = await fillDisk(page);
  await kiosk.refused(6);
  await kiosk.leave("0427");
  // Whoever is asked next, this was said of the North Gate.
  await page.fill('input[name="branch"]', "South Gate");
  await page.click('[data-action="run-kiosk"]');
  await page.locator("form").getByRole("alert").waitFor();
  assert.equal(await page.locator(".kiosk").count(), 0);
  await disk.back();
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await kiosk.answer(10);
  const kept = (await kiosk.kept()).sort((a, b) => a.score - b.score);
  assert.deepEqual(kept.map(({ score, branch, complete }) => [score, branch, complete]), [[6, "North Gate", true], [10, "South Gate", true]]);
});

test("leaving the kiosk in one tab ends the visit in the other", async ({ page, context, url, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  const second = await context.newPage();
  await second.goto(`${url}#/overview`);
  await second.waitForSelector("nav");
  await kiosk.run();
  const other = new Kiosk(second);
  await other.at("attract");
  await second.click('[data-action="begin"]');
  await second.click('[data-score="5"]');
  await second.fill('textarea[name="comment"]', "for the staff alone");
  await kiosk.leave("0427");
  await second.waitForSelector("nav");
  await page.click('[data-action="run-kiosk"]');
  await kiosk.at("attract");
  await other.at("attract");
  const kept = await kiosk.kept();
  assert.deepEqual(kept.map(({ comment, complete }) => [comment, complete]), [["for the staff alone", false]]);
});

test("two tabs of one device are one kiosk, and share no number", async ({ page, context, url, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  const second = await context.newPage();
  await second.goto(`${url}#/overview`);
  await second.waitForSelector("nav");
  await kiosk.run();
  const other = new Kiosk(second);
  await other.at("attract");
  await Promise.all([kiosk.answer(1), other.answer(9)]);
  const kept = await kiosk.kept();
  assert.deepEqual(kept.map(({ score }) => score).sort((a, b) => a - b), [1, 9]);
  assert.deepEqual(kept.map(({ sequence }) => sequence).sort(), [1, 2]);
});

test("after everything was erased, the next start locks the other tab too", async ({ page, shell, context, url, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(5);
  await kiosk.leave("0427");
  const second = await context.newPage();
  await second.goto(`${url}#/kiosk`);
  await second.waitForSelector('[data-section="holding"]');
  await shell.goTo("/settings");
  await page.click('[data-action="erase"]');
  await page.check('input[name="erase-kiosk"]');
  await page.click('[data-action="erase-yes"]');
  await page.getByText("Everything has been erased").waitFor();
  await second.waitForFunction(() => document.querySelector('input[name="organisation"]').value === "");
  await shell.goTo("/kiosk");
  await kiosk.run();
  const other = new Kiosk(second);
  await other.at("attract");
  for (const tab of [page, second]) {
    await tab.reload();
    await new Kiosk(tab).at("attract");
  }
  assert.deepEqual(await kiosk.kept(), []);
});

test("a clock set back changes neither the order nor the idle time", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run({ idle: "5" });
  await kiosk.answer(7);
  await kiosk.toInvitation();
  await page.clock.setFixedTime(new Date("2001-02-03T04:05:06Z"));
  await page.click('[data-action="begin"]');
  await page.click('[data-score="2"]');
  // Left alone: kept as partial, although the clock stands still in the past.
  await kiosk.at("attract");
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await page.waitForFunction(() => document.querySelector('[data-count="answers"]')?.textContent === "2");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('[data-action="export-answers"]')]);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n").slice(1);
  assert.deepEqual(rows.map((row) => row.split(",")[2]), ["7", "2"]);
  assert.match(rows[1], /2001-02-03/);
});

test("damaged storage: the lock holds, what can be read is kept, the rest is handed out", async ({ page, shell, open }) => {
  const kiosk = new Kiosk(page);
  await open("/kiosk");
  await kiosk.run();
  await kiosk.answer(3);
  await page.evaluate(() => localStorage.setItem("loyalscope.kiosk", '{"version":2,"value":{"locked":fal'));
  await put(page, KIOSK, "answers", [{ id: "damaged-by-hand", version: 1, answer: '{"id":' }]);
  await page.reload();
  await shell.started();
  await kiosk.at("attract");
  await kiosk.leave("0427");
  await shell.goTo("/kiosk");
  await page.waitForFunction(() => document.querySelector('[data-count="answers"]')?.textContent === "1");
  await page.getByText("1 record cannot be read").waitFor();
  const [settings] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the damaged text" }).click(),
  ]);
  assert.match(await readFile(await settings.path(), "utf8"), /"locked":fal/);
  const downloads = [];
  page.on("download", (download) => downloads.push(download));
  await page.click('[data-action="export-answers"]');
  while (downloads.length < 2) await page.waitForEvent("download").catch(() => {});
  const texts = await Promise.all(downloads.map(async (download) => readFile(await download.path(), "utf8")));
  assert.ok(texts.some((text) => text.includes("damaged-by-hand")));
});

/** A profile as version 1 kept it, running. */
const SETTINGS_1 = {
  profile: {
    organisation: "Harbour Bank",
    branch: "Old Town",
    touchpoint: "",
    staff: "",
    languages: [["en", { recommend: "Recommend?", lowest: "no", highest: "yes", why: "Why?", extra: "", consent: "", thanks: "Thanks",
      reasons: { promoter: [], passive: [], detractor: [] } }]],
    idle_seconds: 45,
    sleep: null,
  },
  pin: null,
  locked: true,
  device: "a-device-of-version-1",
  wrong_pins: 0,
  exported_at: null,
};
const ANSWER_1 = {
  id: "0123456789abcdef0123456789abcdef", complete: true, score: 5, reasons: [], comment: "of old", extra: "", contact: null,
  taken: { epoch_ms: 1_772_690_829_999, offset_minutes: 480 }, sequence: 1, device: "a-device-of-version-1", language: "en",
  organisation: "Harbour Bank", branch: "Old Town", touchpoint: "", staff: "",
};

test("what version 1 kept is there after the upgrade, and goes on", async ({ page, url, open }) => {
  // A file of the host, with the same storage: the application must not have been there.
  await page.goto(`${url}icons/icon.svg`);
  await page.evaluate((settings) => localStorage.setItem("loyalscope.kiosk", JSON.stringify({ version: 1, value: settings })), SETTINGS_1);
  const record = { id: ANSWER_1.id, version: 1, answer: JSON.stringify(ANSWER_1), exported: false };
  await put(page, KIOSK_1, "answers", [record]);
  await open("/settings");
  const kiosk = new Kiosk(page);
  await kiosk.at("attract");
  await kiosk.answer(10);
  const kept = (await kiosk.kept()).sort((a, b) => a.sequence - b.sequence);
  assert.deepEqual(kept.map(({ comment, score, sequence }) => [comment, score, sequence]), [["of old", 5, 1], ["", 10, 2]]);
  assert.equal(kept[1].device, "a-device-of-version-1");
}, { allow: [/favicon\.ico/] });

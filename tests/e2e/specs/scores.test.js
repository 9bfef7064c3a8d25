// What the loyalty page asks before it tells a score, and who is counted in it.
import assert from "node:assert/strict";
import { assertAccessible, test } from "../harness.js";

/** Reads rows of `customer,date,score`, as if their file were chosen by hand. */
async function loadAnswers(shell, rows) {
  const text = ["customer,date,score", ...rows].join("\n");
  await shell.readFiles({ name: "answers.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
}

const day = (n) => `2024-03-${String((n % 28) + 1).padStart(2, "0")}`;

test("answers from 1 to 5 make no score before somebody says how it was asked", async ({ page, shell, open }) => {
  await open("/import");
  await loadAnswers(shell, Array.from({ length: 60 }, (_, n) => `c${n},${day(n)},${(n % 5) + 1}`));
  await shell.goTo("/loyalty");
  await page.locator("h1", { hasText: "look like a scale of 1–5" }).waitFor();
  assert.equal(await page.locator('main [data-figure^="nps."]').count(), 0);
  const asked = page.locator('[name="nps-really-0-to-10"]');
  await assertAccessible(page);
  await asked.selectOption({ label: "Really from 0 to 10" });
  // From 0 to 10 everybody who answered 5 or less is a detractor.
  assert.equal(await shell.figure("nps.score"), "-100");
  await page.locator("h1", { hasText: "The Net Promoter Score is" }).waitFor();
  await page.getByText("The answers look like a scale of 1–5; you said").waitFor();
  await asked.selectOption({ label: "Not from 0 to 10, or not known" });
  await page.locator("h1", { hasText: "look like a scale of 1–5" }).waitFor();
  assert.equal(await page.locator('main [data-figure^="nps."]').count(), 0);
});

test("who answered several times counts as often, or once with the newest answer", async ({ page, shell, open }) => {
  await open("/import");
  // Forty people say 9; one of them said 0 twice before.
  const once = Array.from({ length: 40 }, (_, n) => `c${n},2024-04-02,9`);
  await loadAnswers(shell, ["c0,2024-02-01,0", "c0,2024-03-01,0", ...once]);
  await shell.goTo("/loyalty");
  assert.equal(await shell.figure("nps.n"), "42");
  assert.equal(await shell.figure("nps.detractors"), "2");
  await page.getByText("42 answers of 40 people: some answered more than once").first().waitFor();
  const count = page.locator('[name="nps-count"]');
  await count.selectOption({ label: "every person once, with the newest answer" });
  await page.locator('[data-figure="nps.n"][data-value="40"]').first().waitFor();
  assert.equal(await shell.figure("nps.detractors"), "0");
  assert.equal(await shell.figure("nps.score"), "100");
  await count.selectOption({ label: "every answer" });
  await page.locator('[data-figure="nps.n"][data-value="42"]').first().waitFor();
});

// A purchases file of any size, the same on every machine: skewed customers, two years, one order a row.
import { createWriteStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { once } from "node:events";

const CHANNELS = ["branch", "app", "web", "phone"];
const BLOCK = 20_000;

/** mulberry32: small, fast, and the same everywhere. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const digits = (value, width) => String(value).padStart(width, "0");
const DAYS = Array.from({ length: 731 }, (_, day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10));

/** Writes the file unless it stands there already; returns its path and size. */
export async function purchases(folder, rows) {
  const path = `${folder}/purchases-${rows}.csv`;
  const there = await stat(path).catch(() => null);
  if (!there) {
    await mkdir(folder, { recursive: true });
    const out = createWriteStream(`${path}.part`);
    out.write("customer_id,order_id,date,amount,channel,branch\n");
    const next = random(20240229);
    const customers = Math.max(1, Math.floor(rows / 10));
    for (let row = 0; row < rows; row += BLOCK) {
      let block = "";
      for (let at = row; at < Math.min(row + BLOCK, rows); at++) {
        // The square favours some customers, the product of two draws some amounts.
        const customer = Math.floor(next() ** 2 * customers);
        const cents = 100 + Math.floor(next() * next() * 90_000);
        const date = DAYS[Math.floor(next() * DAYS.length)];
        const channel = CHANNELS[Math.floor(next() * CHANNELS.length)];
        const branch = Math.floor(next() * 120);
        block += `C${digits(customer, 7)},O${digits(at, 8)},${date},${Math.floor(cents / 100)}.${digits(cents % 100, 2)},${channel},B${digits(branch, 3)}\n`;
      }
      if (!out.write(block)) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
    await rename(`${path}.part`, path);
  }
  return { path, bytes: (await stat(path)).size };
}

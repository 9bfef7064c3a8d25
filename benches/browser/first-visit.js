// What Lighthouse says of a first visit on a phone with slow 4G, served compressed as a host would.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import lighthouse from "lighthouse";
import { launch } from "../../tests/e2e/browser.js";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
/** A port of the browser's own, for Lighthouse. */
const PORT = 9333;

/** Serves a folder as it lies there, each file by its `.br` or `.gz` where the browser takes that. */
async function compressed(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname)).replace(/^\/+/, "") || "index.html";
    const file = join(folder, path);
    const accepted = request.headers["accept-encoding"] ?? "";
    for (const [encoding, end] of [["br", ".br"], ["gzip", ".gz"], [null, ""]]) {
      if (encoding && !accepted.includes(encoding)) continue;
      if (path.startsWith("..") || !(await stat(file + end).catch(() => null))?.isFile()) continue;
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "max-age=31536000" };
      response.writeHead(200, encoding ? { ...headers, "content-encoding": encoding } : headers);
      createReadStream(file + end).pipe(response);
      return;
    }
    response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const AUDITS = {
  "first-contentful-paint": "first content",
  "largest-contentful-paint": "largest content",
  "total-blocking-time": "blocked",
  "cumulative-layout-shift": "layout shift",
};

/** Lighthouse's figures for the start page and the kiosk of a build; each page in a browser of its own. */
export async function firstVisit(dist) {
  const server = await compressed(dist);
  const origin = `http://127.0.0.1:${server.address().port}/`;
  const figures = {};
  try {
    for (const [name, route] of Object.entries({ "start page": "", kiosk: "#/kiosk" })) {
      const browser = await launch([`--remote-debugging-port=${PORT}`]);
      try {
        const { lhr } = await lighthouse(origin + route, {
          port: PORT,
          output: "json",
          logLevel: "error",
          onlyCategories: ["performance", "accessibility", "best-practices"],
        });
        const scores = Object.values(lhr.categories).map(({ title, score }) => [title.toLowerCase(), Math.round(100 * score)]);
        const audits = Object.entries(AUDITS).map(([id, title]) => [title, lhr.audits[id].displayValue]);
        figures[name] = Object.fromEntries([...scores, ...audits]);
      } finally {
        await browser.close();
      }
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return figures;
}

/** The figures in lines. */
export function lines(figures) {
  return Object.entries(figures).map(
    ([page, all]) => `${page.padEnd(12)} ${Object.entries(all).map(([name, value]) => `${name} ${value}`).join(", ")}`,
  );
}

// Alone: node benches/browser/first-visit.js
if (import.meta.filename === process.argv[1]) {
  const dist = new URL("../../dist", import.meta.url).pathname;
  await readFile(join(dist, "index.html"));
  console.log(lines(await firstVisit(dist)).join("\n"));
}

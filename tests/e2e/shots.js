// Pictures of routes at 1280 and 390 px, in Chinese and English, light and dark. See tools/shots.
import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.js";
import { Shell } from "./pages/shell.js";
import { serve } from "./server.js";

const USAGE = `tools/shots [--out FOLDER] [--dist FOLDER | --url URL] [--sample | --file PATH…] [--full]
            [--only 1280,390,zh,en,light,dark] [ROUTE…]
  --sample  loads the built-in sample first    --file  chooses these files on /import first
  --full    the whole page, not one screen     --only  drops the sizes, languages, themes not named
  Routes are like /import; without one, the start page.`;

const { values, positionals: routes } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: "shots" },
    dist: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
    url: { type: "string" },
    sample: { type: "boolean", default: false },
    file: { type: "string", multiple: true },
    full: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const only = values.only.split(",").filter(Boolean);
/** The named ones of a kind; all of it where none is named. */
const chosen = (all) => {
  const named = all.filter((one) => only.includes(String(one)));
  return named.length ? named : all;
};

let host;
if (!values.url) {
  await stat(`${values.dist}/index.html`).catch(() => {
    console.error("no build to look at: run make build first");
    process.exit(1);
  });
  host = await serve({ "/": values.dist });
}
await mkdir(values.out, { recursive: true });
const browser = await launch();

/** Everything computed, drawn and still for a moment. */
async function settle(page, shell) {
  await shell.settled();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(400);
}

for (const width of chosen([1280, 390])) {
  for (const language of chosen(["zh", "en"])) {
    for (const theme of chosen(["light", "dark"])) {
      const context = await browser.newContext({
        viewport: { width, height: width === 390 ? 844 : 800 },
        deviceScaleFactor: width === 390 ? 2 : 1,
        locale: language === "zh" ? "zh-CN" : "en-GB",
        colorScheme: theme,
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && console.error(`console: ${message.text()}`));
      page.on("pageerror", (error) => console.error(`exception: ${error.stack}`));
      const shell = new Shell(page, values.url ?? `${host.origin}/`);
      await shell.open();
      if (values.sample) await shell.loadSample();
      if (values.file) {
        await shell.goTo("/import");
        await shell.readFiles(...values.file);
      }
      for (const route of routes.length ? routes : [""]) {
        if (route) await shell.goTo(route);
        await settle(page, shell);
        const name = route.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "start";
        const path = `${values.out}/${name}-${width}-${language}-${theme}.png`;
        await page.screenshot({ path, fullPage: values.full });
        console.log(path);
      }
      await context.close();
    }
  }
}
await browser.close();
await host?.close();

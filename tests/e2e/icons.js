// Draws the PNG icons. See tools/icons.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.js";

const FOLDER = fileURLToPath(new URL("../../icons", import.meta.url));
const ICONS = [
  { name: "icon-192", size: 192 },
  { name: "icon-512", size: 512 },
  // Devices cut these to a shape of their own: colour up to the edge, the drawing inside the middle four fifths.
  { name: "maskable-192", size: 192, full: true },
  { name: "maskable-512", size: 512, full: true },
  { name: "apple-touch-icon", size: 180, full: true },
];

const svg = await readFile(`${FOLDER}/icon.svg`, "utf8");
const browser = await launch();
const page = await browser.newPage();
for (const { name, size, full } of ICONS) {
  const drawing = full
    ? svg.replace(' rx="7"', "").replace("<g ", '<g transform="translate(16 16) scale(.85) translate(-16.5 -16.5)" ')
    : svg;
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${drawing}`);
  await page.screenshot({ path: `${FOLDER}/${name}.png`, omitBackground: true });
}
await browser.close();

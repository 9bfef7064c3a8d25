// Reads a PDF as a person looks at it: its texts with their places, and its ink. pdf.js does it in the browser that is
// there anyway, so that no drawing library is needed here.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./server.js";

const PDFJS = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
const HERE = resolve(fileURLToPath(new URL(".", import.meta.url)));

/**
 * A reader in a browser's context of its own; close it at the end.
 * @param {import("playwright-core").Browser} browser
 */
export async function reader(browser) {
  const host = await serve({ "/pdfjs/": `${PDFJS}/`, "/": `${HERE}/` });
  const context = await browser.newContext();
  const page = await context.newPage();
  // Any page of the host's: one of another origin could not load the module.
  await page.goto(`${host.origin}/pdf.js`);
  return {
    /**
     * Each sheet: its size and texts in points from the upper left corner, and for each column of points from the left
     * whether there is ink in it (darker than the lightest grey).
     * @param {Buffer} bytes
     * @returns {Promise<{width: number, height: number, texts: {text: string, x: number, y: number, size: number,
     *   width: number}[], ink: boolean[]}[]>}
     */
    read: (bytes) => page.evaluate(read, [host.origin, bytes.toString("base64")]),
    close: async () => {
      await context.close();
      await host.close();
    },
  };
}

/* Runs in the browser. */
async function read([origin, base64]) {
  const pdfjs = await import(`${origin}/pdfjs/build/pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${origin}/pdfjs/build/pdf.worker.min.mjs`;
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const pdf = await pdfjs.getDocument({ data, cMapUrl: `${origin}/pdfjs/cmaps/`, cMapPacked: true }).promise;
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const sheet = await pdf.getPage(number);
    const viewport = sheet.getViewport({ scale: 1 });
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const canvasContext = canvas.getContext("2d", { willReadFrequently: true });
    await sheet.render({ canvas, canvasContext, viewport }).promise;
    const { data: pixels } = canvasContext.getImageData(0, 0, canvas.width, canvas.height);
    const ink = Array.from({ length: canvas.width }, (_, x) => {
      for (let y = 0; y < canvas.height; y++) {
        const at = 4 * (y * canvas.width + x);
        if (pixels[at] + pixels[at + 1] + pixels[at + 2] < 3 * 235) return true;
      }
      return false;
    });
    const { items } = await sheet.getTextContent();
    const texts = [];
    for (const { str, transform, width } of items) {
      if (!str?.trim()) continue;
      const [x, y, size] = [transform[4], viewport.height - transform[5], Math.hypot(transform[2], transform[3])];
      const last = texts.at(-1);
      // Chinese comes letter by letter.
      if (last && Math.abs(last.y - y) < 0.1 * size && Math.abs(last.x + last.width - x) < 0.35 * size) {
        last.text += str;
        last.width = x + width - last.x;
      } else {
        texts.push({ text: str, x, y, size, width });
      }
    }
    sheets.push({ width: viewport.width, height: viewport.height, texts, ink });
    sheet.cleanup();
  }
  await pdf.destroy();
  return sheets;
}

// The system's Chromium, quiet, and unable to reach any other host.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {string[]} more further command-line switches */
function options(more) {
  const executablePath = process.env.CHROMIUM || CANDIDATES.find((path) => existsSync(path));
  const root = process.getuid?.() === 0;
  return {
    executablePath,
    chromiumSandbox: !root,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ...more,
    ],
  };
}

/** @param {string[]} [more] further command-line switches */
export function launch(more = []) {
  return chromium.launch(options(more));
}

/** A browser whose profile stays in `folder`: what a device keeps over a power cut. */
export function launchKept(folder) {
  return chromium.launchPersistentContext(folder, { ...options([]), locale: "en-GB" });
}

// The system's Chromium, quiet, and unable to reach any other host.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// Chromium loads pages of its own for the address bar of every window, which take more than what is tested. It heeds the
// last list it is given, so that what Playwright switches off stands here as well (its chromiumSwitches.ts).
const SWITCHED_OFF = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

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
      `--disable-features=${SWITCHED_OFF.join(",")}`,
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

/** What a power cut does to a browser from {@link launchKept}: no chance to write anything more. */
export async function kill(context, folder) {
  const killed = new Promise((resolve) => context.once("close", resolve));
  for (const pid of await readdir("/proc")) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.includes(`--user-data-dir=${folder}`) && !line.includes("--type=")) process.kill(Number(pid), "SIGKILL");
  }
  await killed;
}

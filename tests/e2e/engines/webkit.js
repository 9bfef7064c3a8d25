// WebKitGTK's small browser, over WebDriver, on a screen of its own: the engine of iPads, as near as Debian has it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { Builder, By, Capabilities, until } from "selenium-webdriver";
import { again, asScript, valueOf } from "./window.js";

const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = ":97";
const LONG = 30_000;

const PLACES = ["x86_64", "aarch64"].flatMap((machine) => ["4.1", "4.0"].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`));
const binary = PLACES.find((path) => existsSync(path));

/** Why it cannot be tried here; `null` where it can. */
export const missing =
  binary && existsSync(DRIVER) && existsSync("/usr/bin/Xvfb") ? null : "there is no WebKitGTK, driver or Xvfb on this machine";

/**
 * Starts it. A session of the driver keeps nothing beyond its end.
 * @returns {Promise<import("./window.js").Window>}
 */
export async function start() {
  const screen = spawn("Xvfb", [SCREEN, "-screen", "0", "1300x900x24"], { stdio: "ignore" });
  const env = { ...process.env, DISPLAY: SCREEN, LANG: "en_GB.UTF-8", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const port = await freePort();
  const server = spawn(DRIVER, [`--port=${port}`], { env, stdio: "ignore" });
  const wanted = { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  const driver = await connected(port, new Capabilities(wanted));
  await driver.manage().setTimeouts({ script: 4 * LONG });
  const shown = (selector) => driver.wait(until.elementLocated(By.css(selector)), LONG, selector);
  const click = async (selector) => {
    const element = await shown(selector);
    await driver.wait(until.elementIsVisible(element), LONG);
    await driver.wait(until.elementIsEnabled(element), LONG);
    await element.click();
  };
  return {
    open: (url) => driver.get(url),
    reload: () => driver.navigate().refresh(),
    evaluate: async (what, ...given) => valueOf(await driver.executeAsyncScript(asScript(what), ...given)),
    click: (selector) => again(() => click(selector)),
    type: async (selector, text) => (await shown(selector)).sendKeys(text),
    choose: async (selector, path) => (await shown(selector)).sendKeys(path),
    print: null,
    close: async () => {
      await driver.quit().catch(() => {});
      await Promise.all([ended(server), ended(screen)]);
    },
    kill: null,
  };
}

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Ends a program, and waits until it has. */
async function ended(program) {
  if (program.exitCode !== null) return;
  const over = new Promise((resolve) => program.once("exit", resolve));
  program.kill();
  await over;
}

/** A session, once the driver listens. */
async function connected(port, capabilities, again = 50) {
  try {
    return await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
  } catch (error) {
    if (again === 0) throw error;
    await setTimeout(100);
    return connected(port, capabilities, again - 1);
  }
}

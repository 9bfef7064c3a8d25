// Firefox, over Marionette, which it speaks itself.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { MarionetteError, speak } from "./marionette.js";
import { again, asScript, valueOf } from "./window.js";

const CANDIDATES = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const executablePath = process.env.FIREFOX || CANDIDATES.find((path) => existsSync(path));
const PREFERENCES = `user_pref("marionette.port", 0);\nuser_pref("intl.accept_languages", "en-GB");\n`;
/** How the protocol names an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const LONG = 30_000;
const A4 = { width: 21, height: 29.7 };

/** Why it cannot be tried here; `null` where it can. */
export const missing = executablePath ? null : "there is no Firefox on this machine";

/**
 * Starts it.
 * @param {string} profile a folder that keeps what a device keeps
 * @returns {Promise<import("./window.js").Window>}
 */
export async function start(profile) {
  await writeFile(join(profile, "user.js"), PREFERENCES);
  const where = join(profile, "MarionetteActivePort");
  await rm(where, { force: true });
  const firefox = spawn(executablePath, ["--marionette", "--headless", "--no-remote", "--profile", profile], { stdio: "ignore" });
  const ended = new Promise((resolve) => firefox.once("exit", resolve));
  const say = await speak(await until(async () => Number(await readFile(where, "utf8").catch(() => 0))));
  await say("WebDriver:NewSession", { capabilities: { alwaysMatch: { timeouts: { implicit: LONG, script: 4 * LONG } } } });
  await say("WebDriver:SetWindowRect", { width: 1280, height: 900 });
  const element = async (selector) => (await say("WebDriver:FindElement", { using: "css selector", value: selector })).value[ELEMENT];
  const isOfPage = (error) => error instanceof MarionetteError;
  const at = (selector, command, more = {}) => again(async () => say(command, { id: await element(selector), ...more }), isOfPage);
  return {
    open: (url) => say("WebDriver:Navigate", { url }),
    reload: () => say("WebDriver:Refresh"),
    evaluate: async (what, ...given) =>
      valueOf((await say("WebDriver:ExecuteAsyncScript", { script: asScript(what), args: given })).value),
    click: (selector) => at(selector, "WebDriver:ElementClick"),
    type: async (selector, text) => {
      await at(selector, "WebDriver:ElementSendKeys", { text });
      // Keys go by way of another process than a click does, which would overtake them.
      const typed = async () => (await at(selector, "WebDriver:GetElementProperty", { name: "value" })).value.endsWith(text);
      await until(typed, `${selector} never held ${text}`);
    },
    choose: (selector, path) => at(selector, "WebDriver:ElementSendKeys", { text: path }),
    print: async () => Buffer.from((await say("WebDriver:Print", { page: A4 })).value, "base64"),
    close: async () => {
      // Where it does not end by itself: a run of tests leaves nothing behind.
      await say("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => firefox.kill("SIGKILL"));
      await ended;
    },
    kill: async () => {
      firefox.kill("SIGKILL");
      await ended;
    },
  };
}

async function until(what, otherwise = "Firefox does not listen") {
  for (let waited = 0; waited < LONG; waited += 100) {
    const found = await what();
    if (found) return found;
    await setTimeout(100);
  }
  throw new Error(otherwise);
}

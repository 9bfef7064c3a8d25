// Firefox's own protocol for tests, which geckodriver speaks too: a length, a colon, `[kind, number, name, content]` as
// JSON. Spoken here and not WebDriver BiDi, whose session listens to every worker as developer tools do: while somebody
// listens, Firefox 153 at times never wakes a worker that starts another (1 of some 15 reloads of this page; none of
// 100 without).
import { connect } from "node:net";

const COLON = ":".charCodeAt(0);

/** What Firefox says is wrong. */
export class MarionetteError extends Error {
  constructor({ error, message }) {
    super(`${error}: ${message}`);
    this.name = "MarionetteError";
  }
}

/**
 * Speaks to the Firefox that listens on this port of this machine.
 * @param {number} port
 * @returns {Promise<(name: string, content?: object) => Promise<any>>} says a command, and gives what comes back
 */
export async function speak(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let said = 0;
  let over = null;
  const end = (error) => {
    over = error ?? new Error("Firefox has ended");
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  const greeted = new Promise((resolve, reject) => {
    socket.once("error", reject);
    onMessages(socket, (message) => {
      // It speaks first, to say who it is.
      if (!Array.isArray(message)) return resolve();
      const [, number, error, content] = message;
      const { resolve: done, reject: failed } = waiting.get(number) ?? {};
      waiting.delete(number);
      if (error) failed?.(new MarionetteError(error));
      else done?.(content);
    });
  });
  socket.on("error", end);
  socket.on("close", () => end(null));
  await greeted;
  return (name, content = {}) =>
    new Promise((resolve, reject) => {
      if (over) return reject(over);
      said += 1;
      waiting.set(said, { resolve, reject });
      const text = JSON.stringify([0, said, name, content]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

function onMessages(socket, take) {
  let rest = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let colon = rest.indexOf(COLON); colon > 0; colon = rest.indexOf(COLON)) {
      const end = colon + 1 + Number(rest.subarray(0, colon));
      if (rest.length < end) return;
      take(JSON.parse(rest.subarray(colon + 1, end)));
      rest = rest.subarray(end);
    }
  });
}

// What runs in the page itself, whichever engine and driver: each function must stand alone, for it is sent as text.

/** Goes to a hash route, and waits until the page before has gone: it may have what one looks for on the next. */
export function toRoute(route) {
  const before = location.href;
  location.hash = route;
  if (location.href === before) return null;
  // A test may hold timers and frames; messages come all the same.
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => done(null);
    addEventListener("hashchange", () => port2.postMessage(null), { once: true });
  });
}

/** Waits until no answer is awaited and for a quarter of a second nothing on the page has changed. */
export function still() {
  const awaited = () => document.querySelector("#boot, .skeleton, .indicator[aria-busy=true]");
  return new Promise((done) => {
    let quiet;
    const observer = new MutationObserver(begin);
    function begin() {
      clearTimeout(quiet);
      quiet = setTimeout(() => {
        if (awaited() || !document.querySelector("main h1")) return begin();
        observer.disconnect();
        done(null);
      }, 250);
    }
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    begin();
  });
}

/** Every figure of the page by its name; while something is being computed, never twice the same. */
export function figures() {
  const shown = [...document.querySelectorAll("main [data-figure][data-value]")];
  const found = Object.fromEntries(shown.map((figure) => [figure.dataset.figure, figure.dataset.value]).sort());
  return document.querySelector(".skeleton") ? { ...found, computing: String(Date.now()) } : found;
}

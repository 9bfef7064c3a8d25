// Keeps the page on the device, so that it opens without a network. tools/precache writes two constants above this:
// BUILD names the build by its content, FILES is every file of it, as addresses beside this one.
//
// A new build is fetched and kept beside the old one, and waits: only a page says when nobody is in the middle of
// anything ("activate"). A build is kept whole or not at all.
/* global BUILD, FILES */

// Several copies of the page can be hosted under one origin; each has its own caches.
const OURS = `loyalscope ${self.registration.scope} `;
const CACHE = OURS + BUILD;
const PAGE = new URL("./", self.location).href;
const KEPT = new Set(FILES.map((file) => new URL(file, self.location).href));

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "activate") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const address = event.request.method === "GET" ? keptAs(event.request.url) : null;
  if (address) event.respondWith(answer(address, event.request));
});

/** What is kept under `address`; a browser short of room may have thrown it away. */
function kept(address) {
  return caches.match(address, { cacheName: CACHE, ignoreVary: true });
}

async function keep() {
  try {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
    // All names but a few carry their content's hash. The page's does not: a host that is just being updated may
    // have given another build's, and a network that asks for a login first may have given its own.
    const page = await kept(PAGE);
    if (!page || page.redirected || !(await page.text()).includes(BUILD)) throw new Error(`not the page of ${BUILD}`);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The address a request is kept under; `null` for what is none of ours. */
function keptAs(url) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (address === PAGE || address === `${PAGE}index.html`) return PAGE;
  return KEPT.has(address) ? address : null;
}

async function answer(address, request) {
  return (await kept(address)) ?? fetch(request);
}

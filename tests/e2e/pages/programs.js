// The programs a page loads.

/** Keeps a page's program (`app`, `kiosk`) back until what it gives is called. */
export async function heldBack(page, program) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(new RegExp(`/${program}-[0-9a-f]+_bg\\.wasm$`), async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

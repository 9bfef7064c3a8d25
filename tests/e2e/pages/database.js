// The application's databases, from outside: tests put records in as it does, and look at what is on the disk.

/** Of the kiosk and its follow-up; as the application opens it, so that it does not matter who comes first. */
export const KIOSK = { name: "loyalscope-kiosk", version: 2, stores: ["answers", "events", "state"] };

/** The same before there were cases. */
export const KIOSK_1 = { ...KIOSK, version: 1, stores: ["answers"] };

/** Of loaded files. */
export const FILES = { name: "loyalscope", version: 1, stores: ["files"] };

/**
 * Puts records into a store.
 * @param {import("playwright-core").Page} page any page of the application's origin
 * @param {typeof KIOSK} database
 * @param {string} store
 * @param {object[]} records
 */
export async function put(page, database, store, records) {
  await transact(page, { ...database, store, records });
}

/** What stands in a store. */
export async function all(page, database, store) {
  return transact(page, { ...database, store, records: [] });
}

/** No record is written from now on, as on a full disk; `back` makes room, as does loading the page again. */
export async function fillDisk(page) {
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  return { back: () => page.evaluate(() => (IDBObjectStore.prototype.put = window.put)) };
}

/** One transaction: writes the records, gives everything the store then holds. Whatever goes wrong is thrown. */
async function transact(page, task) {
  return page.evaluate(
    ({ name, version, stores, store, records }) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          const missing = stores.filter((each) => !opening.result.objectStoreNames.contains(each));
          for (const each of missing) opening.result.createObjectStore(each, { keyPath: "id" });
        };
        opening.onerror = () => reject(opening.error);
        opening.onblocked = () => reject(new Error("another connection holds the database at another version"));
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction(store, "readwrite");
          const target = transaction.objectStore(store);
          for (const record of records) target.put(record);
          const reading = target.getAll();
          transaction.oncomplete = () => {
            database.close();
            resolve(reading.result);
          };
          transaction.onabort = () => reject(transaction.error);
        };
      }),
    task,
  );
}

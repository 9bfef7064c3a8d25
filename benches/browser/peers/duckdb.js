// DuckDB-Wasm as its manual recommends: the exception-handling build in a worker, the file read in place.
import * as duckdb from "/modules/@duckdb/duckdb-wasm/dist/duckdb-browser.mjs";

const DIST = new URL("/modules/@duckdb/duckdb-wasm/dist/", location.href).href;

const RFM = `
  WITH customers AS (
    SELECT customer_id, max(date) AS last, count(*) AS frequency, sum(amount) AS monetary FROM purchases GROUP BY ALL
  ), scored AS (
    SELECT *, ntile(5) OVER (ORDER BY last) AS r, ntile(5) OVER (ORDER BY frequency) AS f,
      ntile(5) OVER (ORDER BY monetary) AS m FROM customers
  )
  SELECT count(*)::DOUBLE AS customers, sum(frequency)::DOUBLE AS rows, (sum(monetary) * 100)::DOUBLE AS cents,
    sum(r + f + m)::DOUBLE AS scores FROM scored`;

window.run = async () => {
  const file = document.querySelector("input").files[0];
  const begun = performance.now();
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(`${DIST}duckdb-browser-eh.worker.js`));
  await db.instantiate(`${DIST}duckdb-eh.wasm`);
  const connection = await db.connect();
  const ready = performance.now();
  await db.registerFileHandle("purchases.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  await connection.query(`CREATE TABLE purchases AS SELECT * FROM read_csv('purchases.csv', types = {'amount': 'DECIMAL(12,2)'})`);
  const read_at = performance.now();
  const [{ customers, rows, cents }] = (await connection.query(RFM)).toArray().map((row) => row.toJSON());
  const done = performance.now();
  return { start: ready - begun, intake: read_at - ready, rfm: done - read_at, rows, customers, cents: Math.round(cents) };
};

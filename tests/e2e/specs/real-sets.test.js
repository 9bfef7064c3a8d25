// Segmentation and staying, point by point, on files of real customers: a page shows what independent libraries found
// (truth.json), and where they say nothing, its parts add up to what they do say.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { gunzipSync } from "node:zlib";
import { DATA, test } from "../harness.js";

const truth = async (set) => JSON.parse(await readFile(`${DATA}/${set}/truth.json`, "utf8")).results;
const [CDNOW, RETAIL, SURVIVAL] = await Promise.all(["cdnow_sample", "online_retail_a", "survival_lifelines"].map(truth));
const { basic, customer_stats: stats, repeat_rate: repeat, month_to_month: months } = Object.fromEntries(
  Object.entries(CDNOW.log).map(([name, { value }]) => [name, value]),
);

const folder = await mkdtemp(join(tmpdir(), "loyalscope-"));
after(() => rm(folder, { recursive: true, force: true }));

/** A file to be chosen by hand. */
async function file(name, content) {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const FILES = {
  cdnow: () => `${DATA}/cdnow_sample/cdnow_sample.csv`,
  retail: async () => file("retail.csv", gunzipSync(await readFile(`${DATA}/online_retail_a/online_retail_a.csv.gz`))),
  rossi: () => customers("rossi", "week", "arrest", ["fin", "age", "race", "wexp", "mar", "paro", "prio"]),
  lung: () => customers("lung", "time", "event", ["age", "sex", "ph.ecog"]),
};

/** A set as a table of customers: its rows numbered, time and event under the names of tenure and of who left. */
async function customers(set, time, event, columns) {
  const lines = (await readFile(`${DATA}/survival_lifelines/${set}.csv`, "utf8")).trim().split("\n").map((line) => line.trim().split(","));
  const header = lines.shift();
  const rows = lines.map((line, number) => {
    const of = (column) => line[header.indexOf(column)];
    return [`c${number}`, of(time), of(event) === "1" ? "yes" : "no", ...columns.map(of)];
  });
  return file(`${set}.csv`, [["customer_id", "tenure", "churned", ...columns], ...rows].map((row) => row.join(",")).join("\n"));
}

const close = (found, wanted, tolerance = 1e-9) => Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted));

/** The figures of a page are these, within a share of each, as soon as they have been computed. */
async function shows(page, shell, wanted, tolerance) {
  for (const [name, value] of Object.entries(wanted)) {
    const within = ([name, value, tolerance]) => {
      const shown = document.querySelector(`[data-figure="${name}"]`)?.dataset.value;
      return shown !== undefined && Math.abs(Number(shown) - value) <= tolerance * Math.max(1, Math.abs(value));
    };
    await page.waitForFunction(within, [name, value, tolerance ?? 1e-9], { timeout: 40_000 }).catch(async () => {
      assert.fail(`${name} is ${(await shell.settledFigures())[name]}, not ${value}`);
    });
  }
}

/** The sum of all figures whose names match. */
function sum(figures, pattern) {
  const matching = Object.entries(figures).filter(([name]) => pattern.test(name));
  assert.ok(matching.length > 0, `no figure is named like ${pattern}`);
  return matching.reduce((sum, [, value]) => sum + Number(value), 0);
}

/** Classes hold every customer, and all the money, once. */
function holdAll(figures, classes, all = basic.customers, revenue = basic.revenue) {
  assert.equal(sum(figures, new RegExp(`^${classes}\\.[^.]+\\.customers$`)), all);
  assert.ok(close(sum(figures, new RegExp(`^${classes}\\.[^.]+\\.value$`)), revenue));
  assert.ok(close(sum(figures, new RegExp(`^${classes}\\.[^.]+\\.value_share$`)), 1));
}

/** The parts of a bridge lead from its start to its end, to the last thousandth. */
function addsUp(figures, bridge) {
  const of = (part) => Math.round(1000 * Number(figures[`${bridge}.${part}`]));
  const parts = ["lost", "down", "up", "new", "won_back", "returns_only"].map(of);
  assert.equal(parts.reduce((sum, part) => sum + part, of("start")), of("end"));
}

const shares = (figures, pattern) => {
  for (const [name, value] of Object.entries(figures)) {
    if (pattern.test(name)) assert.ok(Number(value) >= 0 && Number(value) <= 1, `${name} is ${value}`);
  }
};

/** The bridge of Online Retail as its truth has it. */
const bridge = (name) => {
  const { start, end, parts, customers } = RETAIL.segmentation.bridge.value;
  const figures = Object.entries({ start, end, ...parts }).map(([part, value]) => [`${name}.${part}`, value]);
  return Object.fromEntries([...figures, ...Object.entries(customers).map(([part, n]) => [`${name}.customers.${part}`, n])]);
};

/** What is asked of a point: the file, the page, fields changed there, figures wanted, and what else holds. */
const POINTS = {
  "eight classes": {
    of: "retail",
    route: "/segments/classes",
    figures: () => {
      const { cut, classes } = RETAIL.segmentation.eight_classes_mean_of_values.value;
      const cuts = Object.entries(cut).map(([letter, value]) => [`eight_classes.cut.${letter}`, value]);
      const found = Object.entries(classes).flatMap(([key, { customers, value }]) => [
        [`eight_classes.classes.${key}.customers`, customers],
        [`eight_classes.classes.${key}.value`, value],
      ]);
      return Object.fromEntries([...cuts, ...found]);
    },
  },
  "value matrix": {
    of: "cdnow",
    route: "/segments/value-matrix",
    figures: () => ({ "value_matrix.cut.current": stats.monetary.median }),
    also: (figures) => holdAll(figures, "value_matrix\\.quadrants"),
  },
  pyramid: {
    of: "cdnow",
    route: "/segments/pyramid",
    figures: () => {
      const layers = CDNOW.log.pyramid.value.map((layer, place) => [["vip", "important", "ordinary", "small"][place], layer]);
      const figures = layers.flatMap(([key, { customers, revenue, share }]) => [
        [`pyramid.layers.${key}.customers`, customers],
        [`pyramid.layers.${key}.value`, revenue],
        [`pyramid.layers.${key}.value_share`, share],
      ]);
      const top = CDNOW.log.customer_abc.top_share.value["20%"];
      return { ...Object.fromEntries(figures), "pyramid.top_20_share": top, "pyramid.layers.loss.customers": basic.customers_total_not_positive };
    },
    also: (figures) => holdAll(figures, "pyramid\\.layers"),
  },
  "grades by rule": {
    of: "cdnow",
    route: "/segments/grades",
    fields: { "grades-rules": "Again: orders >= 2\nOnce: else" },
    figures: () => ({
      "grades.grades.Again.customers": repeat.n_repeat_orders,
      "grades.grades.Once.customers": repeat.orders_hist[1],
      "grades.grades.Again.value_share": repeat.revenue_from_repeat_customers_share,
      "grades.uncovered": 0,
    }),
    also: (figures) => holdAll(figures, "grades\\.grades"),
  },
  "tiers with memory": {
    of: "cdnow",
    route: "/segments/tiers",
    figures: () => ({ "tiers.customers": basic.customers }),
    also: (figures) => {
      assert.equal(sum(figures, /^tiers\.tiers\.[^.]+\.customers$/), basic.customers);
      assert.equal(sum(figures, /^tiers\.tiers\.[^.]+\.watch$/), Number(figures["tiers.watch"]));
    },
  },
  "core customers": {
    of: "cdnow",
    route: "/segments/core",
    figures: () => ({ "core.traits.frequent.share": repeat.by_orders, "core.traits.frequent.known": basic.customers }),
    also: (figures) => assert.ok(Number(figures["core.sets.profitable_loyal.customers"]) > 0),
  },
  "life cycle": {
    of: "cdnow",
    route: "/segments/lifecycle",
    figures: () => {
      const [before, last] = months.slice(-2);
      const { both } = before;
      return {
        "lifecycle.two_period.kept": both,
        "lifecycle.two_period.lost": before.active - both,
        "lifecycle.two_period.new": last.new,
        "lifecycle.two_period.back": last.returning - both,
      };
    },
    also: (figures) => holdAll(figures, "lifecycle\\.stages"),
  },
  "next order": {
    of: "cdnow",
    route: "/segments/next-order",
    figures: () => ({ "next_order.usual.median": CDNOW.log.interpurchase_days.value.median }),
    also: (figures) => {
      holdAll(figures, "next_order\\.states");
      shares(figures, /^next_order\.backtest\.inside$/);
    },
  },
  clusters: {
    of: "cdnow",
    route: "/segments/clusters",
    // Of another division as good within a thousandth, no more is asked.
    figures: () => Object.fromEntries([2, 3, 4].map((k) => [`clusters.tried.${k - 2}.inertia`, CDNOW.log.kmeans.value.log1p_z.k[k].best_inertia])),
    tolerance: 1e-3,
    also: (figures) => {
      const { n, k } = CDNOW.log.kmeans.value.log1p_z;
      assert.equal(sum(figures, /^clusters\.clusters\.\d+\.customers$/), n);
      assert.ok(close(Number(figures["clusters.tried.1.silhouette"]), k[3].silhouette, 5e-3));
    },
  },
  "a readable tree": {
    of: "cdnow",
    route: "/segments/tree",
    also: (figures) => {
      assert.equal(sum(figures, /^tree\.leaves\.\d+\.support$/), basic.customers);
      shares(figures, /^tree\.(leaves\.\d+\.purity|accuracy|cross_validated|baseline)$/);
      assert.ok(Number(figures["tree.cross_validated"]) > Number(figures["tree.baseline"]));
    },
  },
  movement: {
    of: "retail",
    route: "/segments/movement",
    fields: { "movement-from": "2011-05-31", "movement-to": "2011-11-30" },
    also: async (figures, page) => {
      const { matrix, sum: all } = RETAIL.segmentation.movement.value;
      const ways = Object.entries(matrix).flatMap(([was, cells]) => Object.entries(cells).map(([is, customers]) => [was, is, customers]));
      for (const [was, is, customers] of ways.filter(([, , customers]) => customers > 0)) {
        await page.locator(`main a[data-segment="${was}|${is}"][data-value="${customers}"]`).first().waitFor();
      }
      assert.equal(ways.reduce((sum, [, , customers]) => sum + customers, 0), all);
      addsUp(figures, "movement.bridge");
    },
  },
  workbench: {
    of: "cdnow",
    route: "/segments/workbench",
    figures: () => ({ "workbench.total.customers": basic.customers }),
    also: async (figures, page) => {
      const cells = page.locator('[data-section="crossed"] tbody tr:not(:last-child) td:not(:last-child) a[data-value]');
      const counts = await cells.evaluateAll((links) => links.map((link) => Number(link.dataset.value)));
      assert.equal(counts.reduce((sum, count) => sum + count, 0), basic.customers);
    },
  },
  "lifetime value": {
    of: "cdnow",
    route: "/lifetime-value",
    figures: () => ({
      "clv.models.bg_nbd.log_likelihood": CDNOW.btyd_full.bgnbd.value.log_likelihood,
      "clv.models.bg_nbd.p_alive": CDNOW.btyd_full.population.value.mean_p_alive,
      "clv.worth.per_purchase": CDNOW.btyd_full.gamma_gamma.value.population_mean_spend,
      "clv.worth.so_far": basic.revenue,
    }),
    tolerance: 1e-5,
    also: async (figures, page) => {
      const shown = await page.locator("main tr", { has: page.locator('[data-figure="clv.models.bg_nbd.log_likelihood"]') }).textContent();
      for (const name of ["r", "alpha", "a", "b"]) {
        const value = Number(new RegExp(`(?<![a-z])${name} ([\\d.]+)`).exec(shown)?.[1]);
        assert.ok(close(value, CDNOW.btyd_full.bgnbd.value[name], 5e-3), `${name} is ${value} in ${shown}`);
      }
    },
  },
  "the backtest of lifetime value": {
    of: "cdnow",
    settings: { "clv-calibration-end": "1997-09-30" },
    route: "/lifetime-value",
    figures: () => {
      const { total_actual, total_expected } = CDNOW.btyd_calibration_39w.holdout.value;
      return { "clv.backtest.actual": total_actual, "clv.backtest.models.bg_nbd.total": total_expected };
    },
    tolerance: 1e-5,
  },
  "the backtest by number of purchases": {
    of: "cdnow",
    settings: { "clv-calibration-end": "1997-09-30" },
    route: "/lifetime-value",
    fields: { "clv-model": 1 },
    figures: () =>
      Object.fromEntries(
        CDNOW.btyd_calibration_39w.holdout.value.table.flatMap(({ customers, actual_mean, expected_mean }, place) => [
          [`clv.backtest.by_count.${place}.customers`, customers],
          [`clv.backtest.by_count.${place}.actual`, actual_mean],
          [`clv.backtest.by_count.${place}.expected`, expected_mean],
        ]),
      ),
    tolerance: 1e-5,
  },
  "P(alive) of one customer": {
    of: "cdnow",
    route: `/customers/${CDNOW.btyd_full.customers.value[0].customer}`,
    figures: () => ({ "clv.one.p_alive_bg_nbd": CDNOW.btyd_full.customers.value[0].p_alive }),
    tolerance: 1e-5,
  },
  "value at the same age": {
    of: "cdnow",
    route: "/lifetime-value",
    // Everyone of the sample joined in the first quarter of a year and a half.
    figures: async () => {
      const rows = (await readFile(`${DATA}/cdnow_sample/cdnow_sample.csv`, "utf8")).trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
      const age = ([customer, day]) => (Date.parse(day) - Date.parse(firsts.get(customer))) / 86_400_000;
      const firsts = new Map();
      for (const [customer, day] of rows) if (!(firsts.get(customer) <= day)) firsts.set(customer, day);
      const ages = [30, 60, 90, 180, 365].flatMap((days) => {
        const money = rows.filter((row) => age(row) <= days).reduce((sum, row) => sum + Number(row[3]), 0);
        return [[`clv.at_age.${days}.customers`, firsts.size], [`clv.at_age.${days}.value`, money / firsts.size]];
      });
      return Object.fromEntries(ages);
    },
  },
  "how long customers stay": {
    of: "lung",
    route: "/retention/survival",
    fields: { "survival-tenure-unit": 0 },
    figures: () => {
      const { n, events, median } = SURVIVAL.lung_km.value.all;
      return { "survival.n": n, "survival.events": events, "survival.median": median };
    },
  },
  renewal: {
    of: "rossi",
    route: "/retention/renewal",
    // Of 432 released, 114 were arrested again: one in the first week, one in the second.
    figures: () => ({ "renewal.customers": 432, "renewal.left": 114, "renewal.seen.1": 431 / 432, "renewal.seen.2": 430 / 432 }),
    also: (figures) => shares(figures, /^renewal\.seen\./),
  },
  ...Object.fromEntries(
    ["rossi", "lung"].map((set) => [
      `what raises the risk (${set})`,
      {
        of: set,
        route: "/retention/risk",
        figures: () => ({ "cox.customers": SURVIVAL[`${set}_cox`].value.n, "cox.concordance": SURVIVAL[`${set}_cox`].value.concordance }),
        also: async (_, page) => {
          const rows = page.locator("main tr", { has: page.locator('[data-figure^="cox.coefficients."]') });
          const shown = await rows.evaluateAll((rows) =>
            rows.map((row) => [row.cells[0].textContent.trim(), row.querySelector("[data-figure]").dataset.value]),
          );
          const { coefficients } = SURVIVAL[`${set}_cox`].value;
          assert.equal(shown.length, Object.keys(coefficients).length);
          for (const [label, ratio] of shown) {
            const [, name, step] = /^(.+?)(?:, for each ([\d.]+) more|: 1 against 0)?$/.exec(label);
            const value = Math.log(Number(ratio)) / Number(step ?? 1);
            assert.ok(Math.abs(value - coefficients[name].value) < 2e-5, `${label}: ${value}, not ${coefficients[name].value}`);
          }
        },
      },
    ]),
  ),
  "retention in money": {
    of: "retail",
    route: "/retention/money",
    fields: { "retention-months": 2, "retention-until": "2011-08-31" },
    figures: () => bridge("retention.bridge"),
    also: (figures) => addsUp(figures, "retention.bridge"),
  },
  "churn warning": {
    of: "cdnow",
    route: "/retention/warning",
    also: (figures) => {
      shares(figures, /^warning\.(precision|recall)$/);
      assert.ok(Number(figures["warning.lift_10"]) > 1);
      for (const state of ["warning", "lost"]) assert.ok(Number(figures[`warning.states.${state}.customers`]) > 0);
    },
  },
  "second and third purchase": {
    of: "cdnow",
    route: "/retention/repeat",
    figures: () => ({ "repeat.steps.0.customers": basic.customers, "repeat.steps.0.again": repeat.n_repeat_days }),
    also: (figures) => {
      for (const step of [1, 2, 3, 4]) assert.equal(figures[`repeat.steps.${step}.customers`], figures[`repeat.steps.${step - 1}.again`]);
    },
  },
  "what-if": {
    of: "retail",
    route: "/retention/what-if",
    fields: { "retention-months": 2, "retention-until": "2011-08-31" },
    // Who is there, which share stays, and who comes.
    figures: () => {
      const { customers } = RETAIL.segmentation.bridge.value;
      const stayed = customers.down + customers.up;
      const came = customers.new + customers.won_back;
      const assumed = [stayed + came, stayed / (stayed + customers.lost), came];
      return Object.fromEntries(assumed.map((value, place) => [`what_if.assumptions.${place}.value`, value]));
    },
  },
  "ledger of claims": {
    of: "cdnow",
    route: "/retention/what-if",
    figures: () => {
      const [best, rest] = [CDNOW.log.customer_abc.top_share.value["20%"], CDNOW.log.customer_abc.top_n.value["20%"]];
      const { value: n } = CDNOW.log.customer_abc.n;
      return { "claims.claims.best_to_rest.own": best / rest / ((1 - best) / (n - rest)) };
    },
  },
  "earned growth": {
    of: "retail",
    route: "/retention/earned",
    fields: { "retention-months": 2, "retention-until": "2011-08-31" },
    figures: () => {
      const { start, customers } = RETAIL.segmentation.bridge.value;
      // Money of the second window, counted apart: the bridge's parts hold returns of who had no order in the first.
      const { kept, unknown } = { kept: 539_902.32, unknown: 106_386.851 };
      return {
        "earned_growth.nrr": kept / start,
        "earned_growth.low": kept / start - 1,
        "earned_growth.high": (kept + unknown) / start - 1,
        "earned_growth.customers.unknown": customers.new,
      };
    },
  },
};

for (const [name, { of, settings, route, fields, figures, tolerance, also }] of Object.entries(POINTS)) {
  test(`${name}, on a file of real customers`, async ({ page, shell, open }) => {
    await open("/import");
    await shell.readFiles(await FILES[of]());
    if (settings) await shell.goTo("/settings");
    for (const [field, value] of Object.entries(settings ?? {})) await shell.change(field, value);
    await shell.goTo(route);
    for (const [field, value] of Object.entries(fields ?? {})) await shell.change(field, value);
    await page.locator("main [data-figure][data-value]").first().waitFor({ timeout: 60_000 });
    await shows(page, shell, (await figures?.()) ?? {}, tolerance);
    const shown = await shell.settledFigures();
    for (const [figure, value] of Object.entries(shown)) assert.ok(Number.isFinite(Number(value)), `${figure} is ${value}`);
    await also?.(shown, page);
  });
}

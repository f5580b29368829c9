// Scores the built package against the annotated passages beside this file.
//
//   node tests/passages/score.mjs [--pkg pkg] [--corpus DIR] [--show]
//
// The whole corpus file is analysed; only entries that start within [from, to) count. Matching is that of
// shared/score/score.mjs: exact spans, field values among the annotation and its alternatives, subjects by Dice >= 0.75.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const args = { pkg: join(root, "pkg"), corpus: null, show: false };
for (let i = 2; i < process.argv.length; i++) {
  const a = process.argv[i];
  if (a === "--show") args.show = true;
  else if (a === "--pkg" && process.argv[i + 1]) args.pkg = resolve(process.argv[++i]);
  else if (a === "--corpus" && process.argv[i + 1]) args.corpus = resolve(process.argv[++i]);
  else {
    console.error("usage: score.mjs [--pkg DIR] [--corpus DIR] [--show]");
    process.exit(2);
  }
}
const corpus = args.corpus ?? join(root, "../shared/corpus");
if (!existsSync(corpus)) {
  console.log(`passages: no ${args.corpus ?? "../shared/corpus"}, skipped`);
  process.exit(0);
}

async function load(dir) {
  const wasm = existsSync(dir) && readdirSync(dir).find(f => f.endsWith("_bg.wasm"));
  if (!wasm) {
    console.error(`no *_bg.wasm in ${dir}: build the package first`);
    process.exit(2);
  }
  const api = await import(pathToFileURL(join(dir, wasm.replace("_bg.wasm", ".js"))));
  api.initSync({ module: readFileSync(join(dir, wasm)) });
  return api;
}

// UTF-16 offset -> code point offset
function toPoints(text) {
  const map = new Uint32Array(text.length + 1);
  let p = 0;
  for (let i = 0; i < text.length; i++) {
    map[i] = p;
    const c = text.charCodeAt(i);
    if (!(c >= 0xd800 && c < 0xdc00 && i + 1 < text.length)) p++;
  }
  map[text.length] = p;
  return o => map[Math.min(o, text.length)];
}

const clean = s => (s ?? "").replace(/[\s*#“”"'「」《》:：、,，。.;；()（）]/g, "");
// character-bigram overlap (Dice) of two indicator names
function dice(a, b) {
  a = clean(a);
  b = clean(b);
  if (!a || !b) return a === b ? 1 : 0;
  if (a.includes(b) || b.includes(a)) return Math.min(1, 0.5 + Math.min(a.length, b.length) / Math.max(a.length, b.length) / 2);
  const grams = s => (s.length < 2 ? [s] : Array.from({ length: s.length - 1 }, (_, i) => s.slice(i, i + 2)));
  const left = grams(a),
    right = grams(b);
  const size = left.length + right.length;
  let hit = 0;
  for (const g of left) {
    const k = right.indexOf(g);
    if (k >= 0) {
      hit++;
      right.splice(k, 1);
    }
  }
  return (2 * hit) / size;
}
const sameNumber = (a, b) =>
  a != null && b != null && (String(a) === String(b) || Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(b))));
const among = (got, gold, alts = []) => [gold, ...alts].some(g => (g ?? null) === (got ?? null));
const changeKey = c => (c ? `${c.direction}/${c.basis ?? ""}` : null);
const unitOf = u => (u && typeof u === "object" ? (u.symbol ?? u.code) : u);

const FIELDS = ["value", "unit", "kind", "modifier", "change", "time", "region", "status", "subject"];
const CHECK = {
  value: (r, g) =>
    g.low != null || g.high != null
      ? sameNumber(r.low, g.low) && sameNumber(r.high, g.high)
      : [g.value, ...(g.value_alt ?? [])].some(v => (v == null ? r.value == null : sameNumber(r.value, v) || clean(r.value) === clean(v))),
  unit: (r, g) => among(unitOf(r.unit), g.unit, g.unit_alt),
  kind: (r, g) => among(r.kind, g.kind, g.kind_alt),
  modifier: (r, g) => among(r.modifier, g.modifier, g.modifier_alt),
  change: (r, g) => among(changeKey(r.change), changeKey(g.change), (g.change_alt ?? []).map(changeKey)),
  time: (r, g) => among(r.time, g.time, g.time_alt),
  region: (r, g) => among(r.region, g.region, g.region_alt),
  status: (r, g) => among(r.status, g.status, g.status_alt),
  subject: (r, g) => Math.max(...[g.subject, ...(g.subject_alt ?? [])].map(s => dice(r.subject, s))) >= 0.75,
};
const shown = (x, k) =>
  (k === "value" ? (x.value ?? [x.low, x.high]) : k === "unit" ? unitOf(x.unit) : k === "change" ? changeKey(x.change) : x[k]) ?? null;

function tally() {
  const t = { fig: { tp: 0, fp: 0, fn: 0 }, times: { tp: 0, fp: 0, fn: 0 }, iso: [0, 0], labels: 0 };
  for (const k of FIELDS) t[k] = [0, 0];
  return t;
}
const f1 = ({ tp, fp, fn }) => (tp + fp + fn ? (2 * tp) / (2 * tp + fp + fn) : 1);

// UTF-8, else GB 18030
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030", { ignoreBOM: true }).decode(bytes);
  }
}

const api = await load(args.pkg);
const sets = new Map();
const rows = [];
for (const name of readdirSync(here)
  .filter(f => f.endsWith(".json"))
  .sort()) {
  const gold = JSON.parse(readFileSync(join(here, name), "utf8"));
  const short = name.replace(".json", "");
  const path = join(corpus, gold.file);
  if (!existsSync(path)) {
    console.log(`${short}: ${gold.file} is not in the corpus, skipped`);
    continue;
  }
  const text = decode(readFileSync(path));
  const points = [...text];
  for (const e of [...gold.figures, ...gold.times, ...gold.labels]) {
    if (points.slice(e.start, e.end).join("") !== e.text)
      throw new Error(`${short}: annotation ${e.start} ${e.text} does not fit the file`);
  }
  const at = toPoints(text);
  const report = api.analyze(text);
  const place = list =>
    (list ?? []).map(m => ({ ...m, start: at(m.start), end: at(m.end) })).filter(m => m.start >= gold.from && m.start < gold.to);
  const around = e =>
    `${points.slice(Math.max(0, e.start - 10), e.start).join("")}【${points.slice(e.start, e.end).join("")}】${points.slice(e.end, e.end + 8).join("")}`.replace(
      /\s/g,
      "⏎",
    );
  const say = line => {
    if (args.show) console.log(line);
  };
  const mine = tally();
  const set = `set ${gold.set ?? 1}`;
  if (!sets.has(set)) sets.set(set, tally());
  const both = f => {
    f(mine);
    f(sets.get(set));
  };
  const match = (key, got, want) => {
    const left = new Map(want.map(g => [`${g.start}-${g.end}`, g]));
    const pairs = [];
    for (const r of got) {
      const k = `${r.start}-${r.end}`,
        g = left.get(k);
      if (!g) {
        both(t => t[key].fp++);
        say(`+ ${short} ${key} ${around(r)}`);
        continue;
      }
      left.delete(k);
      pairs.push([r, g]);
      if (!g.optional) both(t => t[key].tp++);
    }
    for (const g of left.values())
      if (!g.optional) {
        both(t => t[key].fn++);
        say(`- ${short} ${key} ${around(g)}`);
      }
    return pairs;
  };

  const figures = place(report.figures);
  for (const [r, g] of match("fig", figures, gold.figures)) {
    for (const k of FIELDS) {
      const ok = CHECK[k](r, g);
      both(t => {
        t[k][0] += ok ? 1 : 0;
        t[k][1]++;
      });
      if (!ok) say(`~ ${short} ${k} ${around(g)}: got ${JSON.stringify(shown(r, k))} want ${JSON.stringify(shown(g, k))}`);
    }
  }
  for (const f of figures) {
    if (!gold.labels.some(l => f.start < l.end && l.start < f.end)) continue;
    both(t => t.labels++);
    say(`! ${short} label reported as a figure ${around(f)}`);
  }
  for (const [r, g] of match("times", place(report.times), gold.times)) {
    const ok = among(r.iso, g.iso, g.iso_alt);
    both(t => {
      t.iso[0] += ok ? 1 : 0;
      t.iso[1]++;
    });
    if (!ok) say(`~ ${short} iso ${around(g)}: got ${JSON.stringify(r.iso)} want ${JSON.stringify(g.iso)}`);
  }
  rows.push([short, mine]);
}

rows.push(...[...sets].sort());
const share = ([ok, n]) => (n ? (ok / n).toFixed(3) : "-");
const head = ["passage", "n", "fig f1", ...FIELDS, "times n", "times f1", "iso", "labels!"];
const lines = rows.map(([name, t]) => [
  name,
  String(t.fig.tp + t.fig.fn),
  f1(t.fig).toFixed(3),
  ...FIELDS.map(k => share(t[k])),
  String(t.times.tp + t.times.fn),
  f1(t.times).toFixed(3),
  share(t.iso),
  String(t.labels),
]);
const width = head.map((h, i) => Math.max(h.length, ...lines.map(l => l[i].length)));
for (const l of [head, ...lines]) console.log(l.map((c, i) => (i ? c.padStart(width[i]) : c.padEnd(width[i]))).join("  "));

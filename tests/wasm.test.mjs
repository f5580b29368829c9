// The built package as JavaScript meets it: the contract's fields and types, offsets in UTF-16, bad input.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analyze, initSync, parseNumber, version } from "../pkg/shugang.js";

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url));
initSync({ module: read("../pkg/shugang_bg.wasm") });

const DOCUMENT = [
  "青岚县人民政府关于2023年工作情况的报告",
  "县人民代表大会常务委员会：",
  "一、主要工作情况",
  "（一）经济运行",
  "2023年，全县完成固定资产投资约36.5亿元，同比增长12.5％；粮食产量不低于2.4万吨。",
  "新增高标准农田1500亩，比上年减少3.2个百分点，占全市的三分之一，连续五年居全市第1位。",
  "（二）下一步打算",
  "2024年，力争投资达到40亿元至45亿元。",
  "青岚县人民政府",
  "2024年1月15日",
].join("\n");

const nullable = (/** @type {string} */ type) => (/** @type {unknown} */ it) => it === null || typeof it === type;
const is = (/** @type {string} */ type) => (/** @type {unknown} */ it) => typeof it === type;
const optional = (/** @type {string} */ type) => (/** @type {unknown} */ it) => it === undefined || typeof it === type;
const pairs = (/** @type {unknown} */ it) =>
  Array.isArray(it) && it.every(pair => Array.isArray(pair) && pair.length === 2 && pair.every(Number.isInteger));
const among =
  (/** @type {(string | null)[]} */ ...names) =>
  (/** @type {any} */ it) =>
    names.includes(it);
const place = { start: Number.isInteger, end: Number.isInteger };

/** @type {Record<string, Record<string, (it: any) => boolean>>} */
const FIELDS = {
  figures: {
    ...place,
    id: Number.isInteger,
    text: is("string"),
    runs: it => it === undefined || pairs(it),
    kind: among("money", "count", "measure", "percent", "points", "multiple", "ratio", "rank", "duration"),
    value: nullable("string"),
    low: optional("string"),
    high: optional("string"),
    unit: nullable("string"),
    dimension: nullable("string"),
    modifier: among("over", "at_least", "under", "at_most", "nearly", "about", null),
    subject: nullable("string"),
    subjectSpans: pairs,
    change: it => it === null || (among("up", "down", "flat")(it.direction) && among("yoy", "mom", "baseline", null)(it.basis)),
    time: nullable("string"),
    region: nullable("string"),
    status: among("actual", "target", "forecast", "threshold"),
    section: nullable("number"),
    paragraph: Number.isInteger,
    rule: is("string"),
  },
  outline: {
    ...place,
    id: Number.isInteger,
    parent: nullable("number"),
    level: Number.isInteger,
    marker: nullable("string"),
    title: is("string"),
    bodyStart: Number.isInteger,
    bodyEnd: Number.isInteger,
  },
  times: { ...place, text: is("string"), kind: among("date", "period", "relative"), iso: nullable("string"), section: nullable("number") },
  labels: { ...place, text: is("string"), kind: among("docnum", "name", "marker", "idiom") },
  paragraphs: { ...place, kind: is("string"), section: nullable("number") },
  joins: place,
  boilerplate: place,
  notes: { ...place, code: is("string"), message: is("string") },
};

/** The whole contract on one report, offsets included. */
function check(/** @type {string} */ text) {
  const report = analyze(text);
  for (const [list, fields] of Object.entries(FIELDS)) {
    const items = /** @type {any} */ (report)[list];
    assert.ok(Array.isArray(items), `${list} is an array`);
    for (const item of items) {
      for (const [field, holds] of Object.entries(fields)) {
        assert.ok(holds(item[field]), `${list}.${field} is ${JSON.stringify(item[field])} in ${JSON.stringify(item)}`);
      }
      assert.ok(
        0 <= item.start && item.start <= item.end && item.end <= text.length,
        `${list} ${item.start}..${item.end} of ${text.length}`,
      );
    }
  }
  for (const it of report.figures) {
    const runs = it.runs ?? [[it.start, it.end]];
    // What reaches the core is well-formed: a lone surrogate has become U+FFFD, which is as long.
    assert.equal(runs.map(([start, end]) => text.toWellFormed().slice(start, end)).join(""), it.text);
    assert.ok(it.value !== null || it.low !== undefined || it.high !== undefined, `an amount: ${it.text}`);
  }
  assert.equal(typeof report.kind, "string");
  const { references, ...elements } = report.metadata;
  assert.ok(Array.isArray(references));
  assert.deepEqual(Object.keys(report.metadataSpans).sort(), Object.keys(elements).sort());
  assert.ok(Object.values(elements).every(is("string")) && Object.values(report.metadataSpans).every(pairs));
  return report;
}

test("the modules hold no path of a source, which may be one of the machine that built them", () => {
  for (const path of ["../pkg/shugang_bg.wasm", "../pkg/formats/shugang_formats_bg.wasm"]) {
    assert.doesNotMatch(read(path).toString("latin1"), /\.rs\b|\/rustc\//, path);
  }
});

test("the core searches and cuts texts by its own `Cut`, and the library's search and tables stay out", () => {
  const functions = read("../target/xtask/shugang/shugang_bg.symbols").toString();
  assert.match(functions, /shugang::analyze/);
  for (const one of functions.split("\n")) {
    assert.doesNotMatch(one, /StrSearcher|slice_error_fail/, "find, contains, split or [..] of a str: use text::chars::Cut");
  }
});

test("a document gives figures with exact values, and every field of the contract has its type", () => {
  const { figures } = check(DOCUMENT);
  const found = Object.fromEntries(figures.map(it => [it.text, it]));
  const money = found["36.5亿元"];
  assert.deepEqual([money.value, money.unit, money.kind, money.modifier], ["3650000000", "CNY", "money", "about"]);
  assert.deepEqual([found["12.5％"].value, found["12.5％"].change], ["12.5", { direction: "up", basis: "yoy" }]);
  assert.deepEqual([found["2.4万吨"].value, found["2.4万吨"].unit, found["2.4万吨"].modifier], ["24000", "吨", "at_least"]);
  const range = figures.find(it => it.low === "4000000000");
  assert.deepEqual([range?.value, range?.high], [null, "4500000000"]);
});

test("offsets count UTF-16 code units, astral characters and CRLF included", () => {
  const plain = check(DOCUMENT).figures.map(it => [it.text, it.value]);
  for (const text of [
    DOCUMENT.replaceAll("\n", "\r\n"),
    `😀𠮷\n${DOCUMENT}`,
    DOCUMENT.replaceAll("，", "，𠮷𠮷，"),
    `\u{feff}${DOCUMENT}`,
  ]) {
    const report = check(text);
    assert.ok(report.figures.length >= plain.length - 1, JSON.stringify(report.figures.map(it => it.text)));
  }
  const [figure] = check("😀😀投资3.6亿元").figures;
  assert.deepEqual([figure.start, figure.end, figure.text], [6, 11, "3.6亿元"]);
});

test("a lone surrogate is read as one unknown character and moves no offset", () => {
  for (const lone of ["\ud800", "\udfff", "\udc00\ud800"]) {
    const text = `${lone}投资3.6亿元${lone}增长5%`;
    const figures = check(text).figures.map(it => [it.start, it.text]);
    assert.deepEqual(figures, [
      [lone.length + 2, "3.6亿元"],
      [lone.length * 2 + 9, "5%"],
    ]);
  }
});

test("no text at all, and text without a figure, give an empty report", () => {
  for (const text of ["", "\0", " \n\t", "（）《》", "\u{200b}\u{feff}"]) {
    const report = check(text);
    assert.deepEqual(report.figures, [], JSON.stringify(text));
  }
});

test("a huge document is read whole", () => {
  const text = `${DOCUMENT}\n`.repeat(10_000);
  const alone = check(`${DOCUMENT}\n`).figures.length;
  const report = analyze(text);
  assert.ok(report.figures.length >= (alone - 1) * 10_000, `${report.figures.length} figures`);
  const last = report.figures.at(-1);
  assert.ok(last && last.start > text.length - DOCUMENT.length - 2 && text.slice(last.start, last.end) === last.text);
});

test("memory does not grow over 200 documents", () => {
  const { memory } = initSync({ module: read("../pkg/shugang_bg.wasm") });
  const text = DOCUMENT.repeat(10);
  analyze(text);
  const before = memory.buffer.byteLength;
  for (let n = 0; n < 200; n++) analyze(text.slice(n));
  assert.ok(memory.buffer.byteLength <= before + 2 * 65536, `${before} -> ${memory.buffer.byteLength} bytes`);
});

test("10 MB take at most six times as much memory, and a second document takes no more", async () => {
  // A memory of its own, which no other test has filled.
  const fresh = await import(`${new URL("../pkg/shugang.js", import.meta.url).href}?memory`);
  const { memory } = fresh.initSync({ module: read("../pkg/shugang_bg.wasm") });
  const prose = "坚持稳中求进工作总基调，扎实做好各项工作，群众生活持续改善，社会大局保持稳定，生态环境质量不断提高。";
  const paragraph = `${prose.repeat(3)}全年完成投资36.5亿元，同比增长12.5%。\n`;
  const bytes = 10_000_000;
  const text = paragraph.repeat(Math.ceil(bytes / new TextEncoder().encode(paragraph).length));
  assert.ok(fresh.analyze(text).figures.length > 10_000);
  const first = memory.buffer.byteLength;
  assert.ok(first <= 6 * bytes, `${(first / bytes).toFixed(2)} times the text`);
  fresh.analyze(text);
  assert.equal(memory.buffer.byteLength, first);
});

test("options may be left out, empty, or tell today", () => {
  const text = "今年投资3.6亿元。";
  for (const options of [undefined, null, {}, { today: undefined }]) assert.equal(analyze(text, options).figures.length, 1);
  const [figure] = analyze(text, { today: "2031-05-01" }).figures;
  assert.equal(figure.time?.slice(0, 4), "2031");
  assert.doesNotThrow(() => analyze(text, { today: "not a date" }));
});

test("headings that a file states are in the outline", () => {
  const text =
    "𠮷山县工作总结\n全县坚持稳中求进工作总基调，扎实推进各项工作，成效明显，群众满意。\n经济运行：好于预期\n投资3.6亿元，比上年增长一成以上，各项指标良好。";
  const titles = (/** @type {import('../pkg/shugang.js').Options} */ options) => analyze(text, options).outline.map(it => it.title);
  assert.ok(!titles({}).includes("经济运行：好于预期"));
  assert.ok(titles({ headings: [{ start: text.indexOf("经济"), level: 1 }] }).includes("经济运行：好于预期"));
});

test("options of the wrong type are an error that names what was wrong", () => {
  assert.throws(
    // @ts-expect-error a number is no date
    () => analyze("", { today: 5 }),
    error => error instanceof Error && /string/.test(error.message),
  );
  assert.throws(
    // @ts-expect-error a number is no list of headings
    () => analyze("", { headings: 5 }),
    error => error instanceof Error && /list/.test(error.message),
  );
  // @ts-expect-error a string is no set of options
  assert.throws(() => analyze("", "2024-01-01"), Error);
  // The package still works: an error leaves nothing half done.
  assert.equal(analyze("投资3.6亿元").figures.length, 1);
});

test("parseNumber reads a number in any form, and undefined stands for what is not one", () => {
  for (const [text, value] of [
    ["二十万零五", "200005"],
    ["3.6亿", "360000000"],
    ["３６", "36"],
    ["叁拾陆", "36"],
    ["2亿5000万", "250000000"],
    ["1,234", "1234"],
  ]) {
    assert.equal(parseNumber(text), value, text);
  }
  for (const text of ["", "亿元", "你好", "3.6亿元", "一、", "12:30", "\ud800"]) assert.equal(parseNumber(text), undefined, text);
});

test("the version is that of the package", () => {
  assert.equal(version(), JSON.parse(read("../pkg/package.json").toString()).version);
});

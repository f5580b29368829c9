// What leaves the page by the reader's own hand: each format is parsed again and says what the page says.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeAll, drop, freshPage, newPage, openSample, until, untilState } from "./browser.mjs";

after(closeAll);

const source = readFileSync(new URL("../../www/samples/report.txt", import.meta.url), "utf8");
const hash = createHash("sha256").update(source).digest("hex");

/** @param {import("playwright-core").Page} page @param {string} format */
async function download(page, format) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(`[data-action="export-${it}"]`)).click(), format),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** RFC 4180. @param {string} text */
function parseCsv(text) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows[rows.length - 1].push(quoted !== undefined ? quoted.replaceAll('""', '"') : plain);
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  if (rows.at(-1)?.join("") === "") rows.pop();
  return rows;
}

test("CSV has a byte order mark, CRLF, one row for each figure, and its quotation", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const { name, bytes } = await download(page, "csv");
  assert.match(name, /\.csv$/);
  const text = bytes.toString("utf8");
  assert.equal(text.charCodeAt(0), 0xfeff);
  assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
  const [head, ...rows] = parseCsv(text.slice(1));
  assert.equal(rows.length, await page.locator("#figures tr[data-figure]").count());
  const at = (/** @type {string} */ column) => head.indexOf(column);
  for (const row of rows) {
    assert.equal(row.length, head.length);
    assert.ok(row[at("原句")].replace(/\s/g, "").includes(row[at("数字")].replace(/\s/g, "")), row.join());
    assert.equal(source.slice(Number(row[at("起")]), Number(row[at("止")])), row[at("数字")]);
    assert.equal(row[at("原文SHA-256")], hash);
  }
  const gdp = rows.find(it => it[at("数字")] === "286.4亿元");
  assert.deepEqual(
    [gdp?.[at("规范值")], gdp?.[at("单位")], gdp?.[at("章节")]],
    ["28640000000", "元", "一、主要指标完成情况 › （一）经济总量稳步扩大"],
  );
});

test("a cell that a spreadsheet would run is disarmed", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "=cmd.txt", text: "=HYPERLINK(1)产值12万元，同比增长5%。" }]);
  await untilState(page, "ready");
  const { bytes } = await download(page, "csv");
  for (const row of parseCsv(bytes.toString("utf8").slice(1))) for (const cell of row) assert.doesNotMatch(cell, /^[=+@]/);
});

test("the export is what the filter shows", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.click('[data-action="kind-percent"]');
  const shown = await page.locator("#figures tr[data-figure]").count();
  const { bytes } = await download(page, "csv");
  const rows = parseCsv(bytes.toString("utf8").slice(1)).slice(1);
  assert.equal(rows.length, shown);
  assert.ok(rows.every(it => it[2] === "百分比"));
});

test("JSON keeps to its schema, and opens as the same page", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const { name, bytes } = await download(page, "json");
  const data = JSON.parse(bytes.toString("utf8"));
  assert.equal(data.source.sha256, hash);
  assert.equal(data.source.text, source);
  const schema = JSON.parse(readFileSync(new URL("../../www/export/report.schema.json", import.meta.url), "utf8"));
  conforms(data, schema, schema, "$");
  const before = await page.evaluate(() => [
    document.querySelector("#document")?.innerHTML,
    document.querySelector("#figures")?.textContent,
    document.querySelector("#outline")?.textContent,
    document.querySelector("#metadata")?.textContent,
  ]);
  const second = await newPage();
  await second.page.setInputFiles("#open-file", { name, mimeType: "application/json", buffer: bytes });
  await untilState(second.page, "ready");
  const again = await second.page.evaluate(() => [
    document.querySelector("#document")?.innerHTML,
    document.querySelector("#figures")?.textContent,
    document.querySelector("#outline")?.textContent,
    document.querySelector("#metadata")?.textContent,
  ]);
  assert.deepEqual(again, before);
});

test("an exported JSON remembers filter, groups and corrections", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.click('[data-action="kind-percent"]');
  await page.selectOption("#group", "subject");
  const { name, bytes } = await download(page, "json");
  const seen = () =>
    page.evaluate(() => [
      document.querySelector("#figures")?.textContent,
      document.querySelector("#ledger-count")?.textContent,
      document.querySelectorAll("#document mark").length,
    ]);
  const before = await seen();
  await page.setInputFiles("#open-file", { name, mimeType: "application/json", buffer: bytes });
  await until(page, () => document.querySelectorAll(".doctab").length === 2);
  await untilState(page, "ready");
  assert.deepEqual(await seen(), before);
});

/** As much of JSON Schema as report.schema.json uses. @param {any} value @param {any} schema @param {any} root @param {string} path */
function conforms(value, schema, root, path) {
  if (schema.$ref) return conforms(value, root.$defs[schema.$ref.replace("#/$defs/", "")], root, path);
  for (const it of schema.allOf ?? []) conforms(value, it, root, path);
  if (schema.oneOf)
    assert.equal(
      schema.oneOf.filter((/** @type {any} */ it) => {
        try {
          conforms(value, it, root, path);
          return true;
        } catch {
          return false;
        }
      }).length,
      1,
      path,
    );
  if ("const" in schema) assert.equal(value, schema.const, path);
  if (schema.enum) assert.ok(schema.enum.includes(value), `${path}: ${value}`);
  if (schema.type) {
    const types = [schema.type].flat();
    const is = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
    assert.ok(types.includes(is), `${path} is ${is}`);
  }
  if (schema.pattern) assert.match(value, new RegExp(schema.pattern), path);
  for (const name of schema.required ?? []) assert.ok(name in value, `${path}.${name}`);
  for (const [name, it] of Object.entries(schema.properties ?? {}))
    if (value && name in value) conforms(value[name], it, root, `${path}.${name}`);
  if (schema.items && Array.isArray(value)) value.forEach((it, n) => conforms(it, schema.items, root, `${path}[${n}]`));
}

test("Web Annotations find their quotation by code points", async () => {
  const { page } = await freshPage();
  const text = "😀全县🚀产值12.5万元，增长3%。";
  await drop(page, [{ name: "a.txt", text }]);
  await untilState(page, "ready");
  const { bytes } = await download(page, "annotations");
  const data = JSON.parse(bytes.toString("utf8"));
  assert.equal(data["@context"][0], "http://www.w3.org/ns/anno.jsonld");
  assert.equal(data.items.length, 2);
  for (const item of data.items) {
    const [position, quote] = item.target.selector;
    assert.equal([...text].slice(position.start, position.end).join(""), quote.exact);
    assert.equal(item.target.source, `urn:sha256:${createHash("sha256").update(text).digest("hex")}`);
    assert.ok(text.includes(quote.prefix + quote.exact + quote.suffix));
  }
});

test("Markdown has a table for each section with a row for each figure", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const text = (await download(page, "markdown")).bytes.toString("utf8");
  assert.match(text, /^# 云溪县人民政府关于/);
  const rows = text.split("\n").filter(it => it.startsWith("| ") && !it.startsWith("| 数字"));
  assert.equal(rows.length, await page.locator("#figures tr[data-figure]").count());
  const heads = (/^\| 数字.*$/m.exec(text) ?? [""])[0].split(" | ");
  assert.equal(new Set(heads).size, heads.length, heads.join());
  assert.ok(text.includes(hash));
});

test("the annotated HTML stands alone: no request, the text, every mark", async () => {
  const { page, context } = await freshPage();
  await openSample(page, "report");
  const { bytes } = await download(page, "html");
  const text = bytes.toString("utf8");
  assert.doesNotMatch(text, /<script|<link|src=|url\(/);
  const alone = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  alone.on("request", it => requests.push(it.url()));
  await alone.setContent(text);
  assert.equal(await alone.evaluate(() => document.querySelector("article")?.textContent), source);
  assert.equal(
    await alone
      .locator("tbody tr")
      .filter({ has: alone.locator("a") })
      .count(),
    await page.locator("#figures tr[data-figure]").count(),
  );
  assert.deepEqual(
    requests.filter(it => !it.startsWith("about:")),
    [],
  );
});

test("the workbook is a sound archive with typed numbers and links to the text", async () => {
  const { page, context } = await freshPage();
  await openSample(page, "report");
  const { name, bytes } = await download(page, "xlsx");
  assert.match(name, /\.xlsx$/);
  const files = unzip(bytes);
  for (const it of [
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet5.xml",
  ])
    assert.ok(files.has(it), it);
  const sheet = files.get("xl/worksheets/sheet1.xml") ?? "";
  assert.match(sheet, /<c r="D3" s="2"><v>28640000000<\/v><\/c>/);
  const links = [...sheet.matchAll(/location="'原文'!B(\d+)"/g)];
  assert.equal(links.length, await page.locator("#figures tr[data-figure]").count());
  const text = files.get("xl/worksheets/sheet5.xml") ?? "";
  assert.match(text.match(new RegExp(`<c r="B${links[1][1]}".*?</c>`))?.[0] ?? "", /286\.4亿元/);
  // Read by the XML parser of a page without our policy.
  const plain = await context.newPage();
  for (const [name, xml] of files)
    assert.equal(
      await plain.evaluate(
        xml => new DOMParser().parseFromString(xml, "application/xml").querySelector("parsererror")?.textContent ?? "",
        xml,
      ),
      "",
      name,
    );
});

/** Stored entries of a ZIP file, by the central directory; the checksums are checked. @param {Buffer} bytes */
function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = bytes.readUInt32LE(end + 16);
  /** @type {Map<string, string>} */
  const files = new Map();
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [crc, size, length, offset] = [
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.toString("utf8", at + 46, at + 46 + length);
    assert.equal(bytes.readUInt32LE(offset), 0x04034b50);
    const body = bytes.subarray(offset + 30 + length, offset + 30 + length + size);
    let sum = 0xffffffff;
    for (const byte of body) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
    }
    assert.equal((sum ^ 0xffffffff) >>> 0, crc, name);
    files.set(name, body.toString("utf8"));
    at += 46 + length;
  }
  return files;
}

test("copied rows are cells", async () => {
  const { page, context } = await freshPage();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSample(page, "report");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="copy-rows"]')).click());
  await until(page, () => document.getElementById("toast")?.textContent?.includes("行"));
  const rows = (await page.evaluate(() => navigator.clipboard.readText())).split("\r\n").map(it => it.split("\t"));
  assert.equal(rows.length, 1 + (await page.locator("#figures tr[data-figure]").count()));
  assert.ok(rows.every(it => it.length === rows[0].length));
});

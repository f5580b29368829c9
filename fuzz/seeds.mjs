// The fixtures of the tests as what the fuzz targets eat, into a folder for each: `node fuzz/seeds.mjs FOLDER`.

import { mkdirSync, writeFileSync } from "node:fs";
import * as fixtures from "../tests/page/fixtures.mjs";

/** The parts of a stored ZIP that have these names, as `package` of targets.rs splits them. @param {Uint8Array} file @param {string[]} names */
function parts(file, names) {
  const found = new Map();
  const view = new DataView(file.buffer, file.byteOffset);
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const [size, name] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    const start = at + 30 + name + view.getUint16(at + 28, true);
    found.set(Buffer.from(file.subarray(at + 30, at + 30 + name)).toString(), file.subarray(start, start + size));
    at = start + size;
  }
  return Buffer.concat(names.flatMap((it, n) => (n > 0 ? [Uint8Array.of(0), found.get(it) ?? []] : [found.get(it) ?? []])).map(it => Uint8Array.from(it)));
}

/** Without the zero bytes at its end. @param {Uint8Array} it */
const trimmed = it => it.subarray(0, it.findLastIndex(byte => byte !== 0) + 1);
const odf = ["content.xml", "styles.xml", "meta.xml"];
const SECTOR = 512;
const STREAM = 4096;
const [doc, xls] = [fixtures.doc(), fixtures.xls()];
const tableStream = trimmed(doc.subarray(3 * SECTOR + STREAM + SECTOR));
const text = [fixtures.REPORT.title, "", fixtures.REPORT.heading, fixtures.REPORT.body, fixtures.REPORT.end].join("\n");
const wrapped = text.replace(/(.{12})/gu, "$1\n");
/** A page of runs of one letter. @param {string} it @param {number} page */
const runs = (it, page) =>
  [...it].flatMap((c, n) => {
    const [x, y] = [144 + (n % 12) * 32, 200 + Math.floor(n / 12) * 48];
    return [page, x & 255, x >> 8, y & 255, y >> 8, 32, 0, 64, c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8];
  });

/** A page with a table of two rows and two columns between rules, which are runs without a letter. @param {number} page */
const drawnTable = page => {
  const at = (/** @type {number[]} */ ...it) => it.flatMap(it => [it & 255, it >> 8]);
  const rules = [0, 1, 2].flatMap(n => [
    [page, ...at(100, 200 + 60 * n, 600), 0, 255, 255],
    [page, ...at(100 + 300 * n, 200, 120), 255, 255, 255],
  ]);
  const texts = [..."甲乙丙丁"].map((c, n) => [page, ...at(120 + 300 * (n % 2), 240 + 60 * (n >> 1), 24), 48, ...at(c.charCodeAt(0))]);
  return [...rules, ...texts].flat();
};

/** @type {Record<string, Uint8Array[]>} */
const SEEDS = {
  docx: [
    parts(
      await fixtures.docx(),
      ["document", "styles", "numbering", "footnotes", "header1"].map(it => `word/${it}.xml`).concat("word/_rels/document.xml.rels"),
    ),
  ],
  xlsx: [
    parts(
      await fixtures.xlsx(),
      ["worksheets/sheet1.xml", "styles.xml", "sharedStrings.xml", "workbook.xml", "_rels/workbook.xml.rels"].map(it => `xl/${it}`),
    ),
  ],
  odf: [Buffer.concat([Buffer.from("t"), parts(await fixtures.odt(), odf)]), Buffer.concat([Buffer.from("s"), parts(await fixtures.ods(), odf)])],
  ofd: [
    parts(await fixtures.ofd(), ["Doc_0/Document.xml", "Doc_0/Pages/0.xml", "Doc_0/Pages/1.xml"]),
  ],
  epub: [parts(await fixtures.epub(), ["book.opf", "a.xhtml"])],
  doc: [
    Buffer.concat([Uint8Array.of(tableStream.length & 255, tableStream.length >> 8), tableStream, trimmed(doc.subarray(3 * SECTOR, 3 * SECTOR + STREAM + SECTOR))]),
    doc,
  ],
  xls: [trimmed(xls.subarray(3 * SECTOR)), xls],
  zip: [
    await fixtures.zipped([
      ["甲.txt", text],
      ["乙.zip", await fixtures.zipped([["丙.md", fixtures.markdown()]])],
    ]),
    await fixtures.docx(),
  ],
  rtf: [fixtures.rtf()],
  html: [fixtures.html()],
  mhtml: [fixtures.mhtml()],
  plain: [
    Buffer.concat([Uint8Array.of(240), Buffer.from(text)]),
    Buffer.concat([Uint8Array.of(12), Buffer.from(text, "utf16le")]),
    Buffer.concat([Uint8Array.of(241), fixtures.csv()]),
    Buffer.concat([Uint8Array.of(242), fixtures.markdown()]),
  ],
  pdf: [Uint8Array.from([...runs(text, 1), ...runs(wrapped, 2)]), Uint8Array.from([...drawnTable(1), ...drawnTable(2)])],
  analyze: [Buffer.from(text), fixtures.markdown()],
  repeated: ["一", "连续5亿元、", "（一）全县\n1.\n", "| 1 | 2 |\n"].map(it => Buffer.from(it)),
  parse_number: ["3.6亿", "三十六万", "1,234.5", "２亿５０００万", "百分之五"].map(it => Buffer.from(it)),
  stitch: [Buffer.from(text), Buffer.from(wrapped)],
};

for (const [target, seeds] of Object.entries(SEEDS)) {
  mkdirSync(`${process.argv[2]}/${target}`, { recursive: true });
  seeds.forEach((it, n) => writeFileSync(`${process.argv[2]}/${target}/seed-${n}`, it));
}

// Small files of every format, made here: one invented report, put into the container and markup of each.

import { createHash } from "node:crypto";
import { zip } from "../../www/export/zip.js";

/** The report that every file states, in the parts that a format may have. */
export const REPORT = {
  title: "清河县2025年经济运行简报",
  heading: "一、总体情况",
  // A heading by its style alone: nothing in its words says so.
  styled: "经济运行：好于预期",
  body: "全县实现地区生产总值286.4亿元，同比增长6.2%。",
  unit: "单位：亿元",
  table: [
    ["指标", "2024年", "2025年"],
    ["财政收入", "31.2", "33.5"],
    ["工业增加值", "88.1", "94.7"],
  ],
  end: "城镇新增就业1.2万人。",
};
const { title, heading, styled, body, unit, table, end } = REPORT;
/** The figures that it states, in order. */
export const FIGURES = ["286.4亿元", "6.2%", "31.2", "33.5", "88.1", "94.7", "1.2万人"];

/** @param {[string, string | Uint8Array<ArrayBuffer>][]} files */
export const zipped = async files => new Uint8Array(await (await zip(files)).arrayBuffer());
const utf8 = (/** @type {string} */ text) => new TextEncoder().encode(text);

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** @param {string} text @param {string} [properties] */
const wp = (text, properties = "") => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** With an automatic number, a style with an outline level, a merged cell, a footnote, a header, a deletion and a page break. */
export function docx() {
  const rows = table.map(row => `<w:tr>${row.map(it => `<w:tc>${wp(it)}</w:tc>`).join("")}</w:tr>`).join("");
  return zipped([
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      "word/_rels/document.xml.rels",
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>`,
    ],
    [
      "word/styles.xml",
      `${XML}<w:styles ${W}><w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`,
    ],
    [
      "word/numbering.xml",
      `${XML}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    ],
    ["word/footnotes.xml", `${XML}<w:footnotes ${W}><w:footnote w:id="2">${wp("增速按可比价格计算。")}</w:footnote></w:footnotes>`],
    ["word/header1.xml", `${XML}<w:hdr ${W}>${wp("内部资料")}</w:hdr>`],
    [
      "word/document.xml",
      `${XML}<w:document ${W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${wp(title, '<w:jc w:val="center"/>')}${wp(heading.slice(2), '<w:pStyle w:val="h1"/>')}${wp(styled, '<w:outlineLvl w:val="1"/>')}<w:p><w:r><w:t>${body}</w:t></w:r><w:del><w:r><w:delText>作废99万元。</w:delText></w:r></w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:p>${wp(unit, '<w:jc w:val="right"/>')}<w:tbl>${rows}</w:tbl><w:p><w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>${end}</w:t></w:r></w:p><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr></w:body></w:document>`,
    ],
  ]);
}

/** With the title over merged cells, and numbers as numbers. */
export function xlsx() {
  const column = (/** @type {number} */ n) => String.fromCharCode(65 + n);
  const text = (/** @type {string} */ at, /** @type {string} */ it) => `<c r="${at}" t="inlineStr"><is><t>${it}</t></is></c>`;
  const cell = (/** @type {string} */ at, /** @type {string} */ it) =>
    /^[\d.]+$/.test(it) ? `<c r="${at}"><v>${it}</v></c>` : text(at, it);
  const rows = [[title], [unit], ...table]
    .map((row, r) => `<row r="${r + 1}">${row.map((it, c) => cell(`${column(c)}${r + 1}`, it)).join("")}</row>`)
    .join("");
  return zipped([
    [
      "[Content_Types].xml",
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="收支" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      "xl/worksheets/sheet1.xml",
      `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells></worksheet>`,
    ],
  ]);
}

export function ods() {
  const cell = (/** @type {string} */ it) =>
    /^[\d.]+$/.test(it)
      ? `<table:table-cell office:value-type="float" office:value="${it}"><text:p>${it}</text:p></table:table-cell>`
      : `<table:table-cell><text:p>${it}</text:p></table:table-cell>`;
  const rows = [[title], [unit], ...table].map(row => `<table:table-row>${row.map(cell).join("")}</table:table-row>`).join("");
  return zipped([
    ["mimetype", "application/vnd.oasis.opendocument.spreadsheet"],
    [
      "content.xml",
      `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ODF}><office:body><office:spreadsheet><table:table table:name="收支">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ],
  ]);
}

/** A workbook of Excel 97, as WPS's ET is one, too. */
export function xls() {
  const record = (/** @type {number} */ kind, /** @type {number[]} */ data) => [
    kind & 255,
    kind >> 8,
    data.length & 255,
    data.length >> 8,
    ...data,
  ];
  const two = (/** @type {number} */ n) => [n & 255, n >> 8];
  const units = (/** @type {string} */ it) => [1, ...[...it].flatMap(c => two(c.charCodeAt(0)))];
  const begin = (/** @type {number} */ kind) => record(0x809, [0, 6, ...two(kind), ...Array(12).fill(0)]);
  const cell = (/** @type {string} */ it, /** @type {number} */ r, /** @type {number} */ c) => {
    const at = [...two(r), ...two(c), 0, 0];
    return /^[\d.]+$/.test(it)
      ? record(0x203, [...at, ...new Uint8Array(Float64Array.of(Number(it)).buffer)])
      : record(0x204, [...at, ...two(it.length), ...units(it)]);
  };
  const cells = [[title], [unit], ...table].flatMap((row, r) => row.flatMap((it, c) => cell(it, r, c)));
  const sheet = (/** @type {number} */ at) => record(0x85, [...two(at), 0, 0, 0, 0, 2, ...units("收支")]);
  const globals = (/** @type {number} */ at) => [...begin(5), ...sheet(at), ...record(0x0a, [])];
  const stream = [...globals(globals(0).length), ...begin(0x10), ...cells, ...record(0x0a, [])];
  return compound([["Workbook", Uint8Array.from({ length: 4096 }, (_, at) => stream[at] ?? 0)]]);
}

const ODF =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"';

export function odt() {
  const rows = table
    .map(
      row => `<table:table-row>${row.map(it => `<table:table-cell><text:p>${it}</text:p></table:table-cell>`).join("")}</table:table-row>`,
    )
    .join("");
  return zipped([
    ["mimetype", "application/vnd.oasis.opendocument.text"],
    [
      "content.xml",
      `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${ODF}><office:body><office:text><text:p>${title}</text:p><text:h text:outline-level="1">${heading}</text:h><text:h text:outline-level="2">${styled}</text:h><text:p>${body}</text:p><text:p>${unit}</text:p><table:table>${rows}</table:table><text:p>${end}</text:p></office:text></office:body></office:document-content>`,
    ],
  ]);
}

/** Two pages; the second holds the last sentence. The table stands in columns. */
export function ofd() {
  const O = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const at = (/** @type {string} */ it, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ n) =>
    `<ofd:TextObject ID="${n}" Boundary="${x} ${y} ${it.length * 5} 6" Font="1" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="${[...it].map(c => (c < "\x7f" ? 2.5 : 5)).join(" ")}">${it}</ofd:TextCode></ofd:TextObject>`;
  const lines = [
    [title, 50, 30],
    [heading, 30, 50],
    [body, 30, 60],
    [unit, 150, 70],
    ...table.flatMap((row, r) => row.map((it, c) => /** @type {const} */ ([it, 30 + 55 * c, 80 + 10 * r]))),
  ];
  const page = (/** @type {string} */ objects) =>
    `${XML}<ofd:Page ${O}><ofd:Content><ofd:Layer ID="9">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;
  return zipped([
    [
      "OFD.xml",
      `${XML}<ofd:OFD ${O} Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ],
    [
      "Doc_0/Document.xml",
      `${XML}<ofd:Document ${O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/0.xml"/><ofd:Page ID="2" BaseLoc="Pages/1.xml"/></ofd:Pages></ofd:Document>`,
    ],
    ["Doc_0/Pages/0.xml", page(lines.map(([it, x, y], n) => at(String(it), Number(x), Number(y), n + 10)).join(""))],
    ["Doc_0/Pages/1.xml", page(at(end, 30, 40, 90))],
  ]);
}

const htmlTable = `<table><tr>${table[0].map(it => `<th>${it}</th>`).join("")}</tr>${table
  .slice(1)
  .map(row => `<tr>${row.map(it => `<td>${it}</td>`).join("")}</tr>`)
  .join("")}</table>`;
const htmlBody = `<h1>${title}</h1><h2>${heading}</h2><h3>${styled}</h3><p>${body}</p><p>${unit}</p>${htmlTable}<p>${end}</p>`;
/** A page of a site, with its navigation, that a browser also prints. */
export const page = () =>
  `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title><style>td, th { padding: 4px 24px } table { border-collapse: collapse }</style><script>document.title = "不该运行";</script></head><body><nav><a href="/">首页</a><a href="/news">要闻</a></nav><main><article>${htmlBody}</article></main><footer>网站地图</footer></body></html>`;
export const html = () => utf8(page());

export function mhtml() {
  const lines =
    Buffer.from(page())
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  return utf8(
    [
      "From: <Saved>",
      "MIME-Version: 1.0",
      'Content-Type: multipart/related; type="text/html"; boundary="cut"',
      "",
      "--cut",
      'Content-Type: text/html; charset="utf-8"',
      "Content-Transfer-Encoding: base64",
      "",
      ...lines,
      "--cut--",
      "",
    ].join("\r\n"),
  );
}

export const epub = () =>
  zipped([
    ["mimetype", "application/epub+zip"],
    [
      "META-INF/container.xml",
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ],
    [
      "book.opf",
      '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    ],
    ["a.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><body>${htmlBody}</body></html>`],
  ]);

export function rtf() {
  const escaped = (/** @type {string} */ it) => [...it].map(c => (c.charCodeAt(0) < 128 ? c : `\\u${c.charCodeAt(0)}?`)).join("");
  const rows = table
    .map(
      row =>
        `\\trowd${row.map((_, n) => `\\cellx${(n + 1) * 2000}`).join("")}${row.map(it => `\\intbl ${escaped(it)}\\cell`).join("")}\\row`,
    )
    .join("\n");
  return utf8(
    `{\\rtf1\\ansi\\uc1\\pard ${escaped(title)}\\par\n\\pard\\outlinelevel0 ${escaped(heading)}\\par\n\\pard\\outlinelevel1 ${escaped(styled)}\\par\n\\pard ${escaped(body)}\\par\n\\pard ${escaped(unit)}\\par\n${rows}\n\\pard ${escaped(end)}\\par}`,
  );
}

export const csv = () => utf8(`\uFEFF${table.map(row => row.join(",")).join("\r\n")}\r\n`);
export const markdown = () =>
  utf8(
    `# ${title}\n\n## ${heading}\n\n### ${styled}\n\n${body}\n\n${unit}\n\n| ${table[0].join(" | ")} |\n|---|---|---|\n${table
      .slice(1)
      .map(row => `| ${row.join(" | ")} |`)
      .join("\n")}\n\n${end}\n`,
  );

/** Files that need a password which nobody is asked for, each with the words that say so. @returns {Promise<[string, Uint8Array][]>} */
export async function locked() {
  const packed = compound([
    ["EncryptionInfo", new Uint8Array(4096)],
    ["EncryptedPackage", new Uint8Array(4096)],
  ]);
  const letter = doc();
  letter[SECTOR * 3 + 11] |= 1;
  const archive = await zipped([["简报.md", markdown()]]);
  // The flag stands in the entry's own head and in the directory.
  archive[6] |= 1;
  archive[archive.findLastIndex((_, at) => archive[at] === 0x50 && archive[at + 1] === 0x4b && archive[at + 2] === 1) + 8] |= 1;
  return [
    ["密.docx", packed],
    ["密.xlsx", packed],
    ["密.doc", letter],
    ["密.zip", archive],
  ];
}

/** A PDF of one line that `password` opens: encrypted as PDF 1.3 has it, set in a font that the reader must have. @param {string} text @param {string} password */
export function lockedPdf(text, password) {
  const md5 = (/** @type {Uint8Array[]} */ ...parts) => new Uint8Array(createHash("md5").update(Buffer.concat(parts)).digest());
  const latin = (/** @type {string} */ it) => new Uint8Array(Buffer.from(it, "latin1"));
  const hex = (/** @type {Uint8Array} */ it) => `<${Buffer.from(it).toString("hex")}>`;
  const PAD = new Uint8Array(Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex"));
  const padded = Buffer.concat([latin(password), PAD]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const key = md5(padded, owner, Uint8Array.of(0xfc, 0xff, 0xff, 0xff), PAD.subarray(0, 16)).subarray(0, 5);
  const sealed = (/** @type {number} */ object, /** @type {Uint8Array} */ it) =>
    rc4(md5(key, Uint8Array.of(object, 0, 0, 0, 0)).subarray(0, 10), it);
  const drawn = sealed(
    4,
    latin(`BT /F 16 Tf 72 720 Td <${[...text].map(c => c.charCodeAt(0).toString(16).padStart(4, "0")).join("")}> Tj ET`),
  );
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    `<< /Length ${drawn.length} >>\nstream\n${Buffer.from(drawn).toString("latin1")}\nendstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry ${hex(sealed(6, latin("Adobe")))} /Ordering ${hex(sealed(6, latin("GB1")))} /Supplement 4 >> >>`,
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${hex(owner)} /U ${hex(rc4(key, PAD))} >>`,
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((it, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${it}\nendobj\n`;
    return at;
  });
  const table = offsets.map(it => `${String(it).padStart(10, "0")} 00000 n \n`).join("");
  const id = hex(PAD.subarray(0, 16));
  return latin(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Encrypt 7 0 R /ID [${id} ${id}] >>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}

/** @param {Uint8Array} key @param {Uint8Array} data */
function rc4(key, data) {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n);
  const swap = (/** @type {number} */ a, /** @type {number} */ b) => ([state[a], state[b]] = [state[b], state[a]]);
  for (let n = 0, other = 0; n < 256; n++) swap(n, (other = (other + state[n] + key[n % key.length]) & 255));
  let [n, other] = [0, 0];
  return data.map(it => {
    n = (n + 1) & 255;
    other = (other + state[n]) & 255;
    swap(n, other);
    return it ^ state[(state[n] + state[other]) & 255];
  });
}

/** Word 97: the text in one piece, cells and rows ended by their marks. */
export function doc() {
  const text = [title, heading, body, unit].map(it => `${it}\r`).join("") + `${end}\r`;
  const main = new Uint8Array(4096 + 512);
  const view = new DataView(main.buffer);
  view.setUint16(0, 0xa5ec, true);
  view.setUint16(2, 0xc1, true);
  view.setUint16(10, 0x0200, true);
  view.setUint32(0x4c, text.length, true);
  view.setUint32(0x1a2, 0, true);
  view.setUint32(0x1a6, 21, true);
  for (let n = 0; n < text.length; n++) view.setUint16(0x400 + 2 * n, text.charCodeAt(n), true);
  const clx = new Uint8Array(4096);
  const pieces = new DataView(clx.buffer);
  clx[0] = 2;
  pieces.setUint32(1, 16, true);
  pieces.setUint32(9, text.length, true);
  pieces.setUint32(15, 0x400, true);
  return compound([
    ["WordDocument", main],
    ["1Table", clx],
  ]);
}

const SECTOR = 512;

/** An OLE compound file of streams of 4096 bytes and more. @param {[string, Uint8Array][]} streams */
function compound(streams) {
  const sectors = (/** @type {Uint8Array} */ it) => Math.ceil(it.length / SECTOR);
  const total = 2 + streams.reduce((sum, [, it]) => sum + sectors(it), 0);
  const file = new Uint8Array((total + 1) * SECTOR);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, value] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ])
    view.setUint16(at, value, true);
  for (const [at, value] of [
    [44, 1],
    [48, 1],
    [56, 4096],
    [60, 0xfffffffe],
    [68, 0xfffffffe],
    [76, 0],
  ])
    view.setUint32(at, value, true);
  file.fill(0xff, 80, SECTOR);
  const fat = SECTOR;
  file.fill(0xff, fat, fat + SECTOR);
  view.setUint32(fat, 0xfffffffd, true);
  view.setUint32(fat + 4, 0xfffffffe, true);
  let next = 2;
  const entry = (
    /** @type {number} */ n,
    /** @type {string} */ name,
    /** @type {number} */ type,
    /** @type {number} */ start,
    /** @type {number} */ size,
    /** @type {number} */ right,
    /** @type {number} */ child,
  ) => {
    const at = 2 * SECTOR + 128 * n;
    for (let i = 0; i < name.length; i++) view.setUint16(at + 2 * i, name.charCodeAt(i), true);
    view.setUint16(at + 64, 2 * name.length + 2, true);
    file[at + 66] = type;
    file[at + 67] = 1;
    for (const [offset, value] of [
      [68, 0xffffffff],
      [72, right],
      [76, child],
      [116, start],
      [120, size],
    ])
      view.setUint32(at + offset, value, true);
  };
  entry(0, "Root Entry", 5, 0xfffffffe, 0, 0xffffffff, 1);
  streams.forEach(([name, bytes], n) => {
    entry(n + 1, name, 2, next, bytes.length, n + 1 < streams.length ? n + 2 : 0xffffffff, 0xffffffff);
    file.set(bytes, (next + 1) * SECTOR);
    for (let left = sectors(bytes); left > 0; left--, next++) view.setUint32(fat + 4 * next, left > 1 ? next + 1 : 0xfffffffe, true);
  });
  return file;
}

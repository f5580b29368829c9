// An Excel workbook: figures with typed numbers and links to their quotation, outline, elements, times, and the text itself.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { FigureRecord } from "./records.js" */
import { languageNow, t, tName } from "../i18n/i18n.js";
import { FIELDS } from "./records.js";
import { zip } from "./zip.js";

export const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** A cell of a workbook holds so much. */
const LONGEST = 32_767;
/** A sheet holds so many links; the rows after them go without. */
const LINKS = 65_530;

/** @param {string} text */
const xml = text =>
  text
    .replace(/[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, "")
    .replace(/[&<>"]/g, it => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[it] ?? it);

/** A spreadsheet keeps 15 digits: a longer value stays text, exact. @param {string} value */
const fits = value => /^-?\d+(\.\d+)?$/.test(value) && value.replace(/[-.]/g, "").replace(/^0+/, "").length <= 15;

/** @param {number} n */
const column = n => (n < 26 ? "" : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));

/** @typedef {string | { number: string } | { text: string, link: string }} Cell */

/** Row after row. @typedef {{ name: string, widths: number[], rows: Iterable<Cell[]> }} Sheet */

/** @param {Sheet} sheet */
function* worksheet({ widths, rows }) {
  /** @type {string[]} */
  const links = [];
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((it, n) => `<col min="${n + 1}" max="${n + 1}" width="${it}" customWidth="1"/>`).join("")}</cols><sheetData>`;
  let y = 0;
  for (const row of rows) {
    const cells = row.map((cell, x) => {
      const at = `${column(x)}${y + 1}`;
      const style = y === 0 ? ' s="1"' : "";
      if (typeof cell === "object" && "number" in cell) return `<c r="${at}" s="2"><v>${cell.number}</v></c>`;
      const text = typeof cell === "string" ? cell : cell.text;
      if (typeof cell === "object" && links.length < LINKS)
        links.push(`<hyperlink ref="${at}" location="${xml(cell.link)}" display="${xml(text.slice(0, 200))}"/>`);
      return text === ""
        ? ""
        : `<c r="${at}" t="inlineStr"${typeof cell === "object" ? ' s="3"' : style}><is><t xml:space="preserve">${xml(text.slice(0, LONGEST))}</t></is></c>`;
    });
    yield `<row r="${y + 1}">${cells.join("")}</row>`;
    y++;
  }
  yield `</sheetData>${y > 1 ? `<autoFilter ref="A1:${column(widths.length - 1)}${y}"/>` : ""}`;
  if (links.length) {
    yield "<hyperlinks>";
    yield* links;
    yield "</hyperlinks>";
  }
  yield "</worksheet>";
}

/** @param {OpenDocument} document @param {Figure[]} figures @param {Iterable<FigureRecord>} records */
export function xlsx(document, figures, records) {
  const zh = languageNow() === "zh";
  const { report } = document;
  const textSheet = zh ? "原文" : "Text";
  /** @param {string} value @returns {Cell} */
  const numeric = value => (fits(value) ? { number: value } : value);
  /** @returns {Iterable<Cell[]>} */
  function* figureRows() {
    yield FIELDS.map(([, a, b]) => (zh ? a : b));
    let n = 0;
    for (const record of records) {
      const { paragraph } = figures[n++];
      yield FIELDS.map(([name]) => {
        const value = String(record[name]);
        if (name === "quotation") return { text: value, link: `'${textSheet}'!B${paragraph + 2}` };
        return ["value", "low", "high", "id", "start", "end"].includes(name) ? numeric(value) : value;
      });
    }
  }
  /** @returns {Iterable<Cell[]>} */
  function* textRows() {
    yield zh ? ["类别", "原文"] : ["kind", "text"];
    for (const it of report.paragraphs) yield [it.kind, document.clean(it.start, it.end)];
  }
  /** @type {Sheet[]} */
  const sheets = [
    {
      name: zh ? "数字" : "Figures",
      widths: FIELDS.map(
        ([name]) => ({ quotation: 60, subject: 26, path: 30, value: 18, source: 24, sha256: 16 })[/** @type {string} */ (name)] ?? 11,
      ),
      rows: figureRows(),
    },
    {
      name: zh ? "目录" : "Outline",
      widths: [8, 12, 50, 10, 10],
      rows: /** @type {Cell[][]} */ ([
        zh ? ["级别", "序号", "标题", "起", "止"] : ["level", "marker", "title", "start", "end"],
        ...report.outline.map(it => [
          numeric(String(it.level)),
          it.marker ?? "",
          it.title,
          numeric(String(it.start)),
          numeric(String(it.end)),
        ]),
      ]),
    },
    {
      name: zh ? "要素" : "Elements",
      widths: [16, 70],
      rows: /** @type {Cell[][]} */ ([
        zh ? ["要素", "内容"] : ["element", "value"],
        ...Object.entries(report.metadata).flatMap(([key, value]) => (typeof value === "string" ? [[tName("meta", key), value]] : [])),
        ...report.metadata.references.map(it => [
          t("meta.references"),
          [it.title && `《${it.title}》`, it.doc_number].filter(Boolean).join(" "),
        ]),
      ]),
    },
    {
      name: zh ? "时间" : "Times",
      widths: [20, 10, 26, 10, 10],
      rows: /** @type {Cell[][]} */ ([
        zh ? ["时间", "类别", "ISO 8601", "起", "止"] : ["text", "kind", "ISO 8601", "start", "end"],
        ...report.times.map(it => [it.text, it.kind, it.iso ?? "", numeric(String(it.start)), numeric(String(it.end))]),
      ]),
    },
    { name: textSheet, widths: [14, 120], rows: textRows() },
  ];
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return zip([
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${rel}"><sheets>${sheets.map((it, n) => `<sheet name="${it.name}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${rel}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `${head}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font><font><u/><sz val="11"/><color rgb="FF1B5BA6"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="0" xfId="0"/><xf fontId="2" applyFont="1" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ],
    ...sheets.map((it, n) => /** @type {[string, Iterable<string>]} */ ([`xl/worksheets/sheet${n + 1}.xml`, worksheet(it)])),
  ]);
}

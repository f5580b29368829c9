// Markdown: the elements, the figures by section as tables, and where they were read.

/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { FigureRecord } from "./records.js" */
import { t, tName } from "../i18n/i18n.js";

/** @param {string | number} text */
const cell = text =>
  String(text)
    .replace(/[\\|`*_<>[\]]/g, "\\$&")
    .replace(/\s+/g, " ");

/** Line after line. @param {OpenDocument} document @param {Iterable<FigureRecord>} records @param {string} sha256 */
export function* markdown(document, records, sha256) {
  yield `# ${cell(document.title)}\n\n`;
  for (const [key, value] of Object.entries(document.report.metadata)) {
    if (typeof value === "string" && key !== "title") yield `- ${tName("meta", key)}：${cell(value)}\n`;
  }
  const columns = /** @type {const} */ ([
    "text",
    "value",
    "unit",
    "bound",
    "subject",
    "direction",
    "basis",
    "time",
    "region",
    "status",
    "place",
  ]);
  const heads = /** @type {const} */ ([
    "col.figure",
    "col.value",
    "col.unit",
    "col.bound",
    "col.subject",
    "col.change",
    "basis",
    "col.time",
    "col.region",
    "col.status",
    "col.place",
  ]);
  let path = /** @type {string | undefined} */ (undefined);
  for (const record of records) {
    if (record.path !== path) {
      path = String(record.path);
      yield `\n## ${cell(path || t("ungrouped"))}\n\n| ${heads.map(it => t(it)).join(" | ")} | ${t("col.sentence")} |\n|${"---|".repeat(columns.length + 1)}\n`;
    }
    const value = record.value === "" && (record.low !== "" || record.high !== "") ? `${record.low}–${record.high}` : record.value;
    yield `| ${columns.map(it => cell(it === "value" ? value : record[it])).join(" | ")} | ${cell(record.quotation)} |\n`;
  }
  yield `\nSHA-256：\`${sha256}\`\n`;
}

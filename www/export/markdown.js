// Markdown: the elements, the figures by section as tables, and where they were read.

/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { FigureRecord } from "./records.js" */
import { t, tName } from "../i18n/i18n.js";

/** @param {string | number} text */
const cell = text => String(text).replace(/[\\|`*_<>[\]]/g, "\\$&").replace(/\s+/g, " ");

/** @param {OpenDocument} document @param {FigureRecord[]} records @param {string} sha256 */
export function markdown(document, records, sha256) {
  const lines = [`# ${cell(document.title)}`, ""];
  for (const [key, value] of Object.entries(document.report.metadata)) {
    if (typeof value === "string" && key !== "title") lines.push(`- ${tName("meta", key)}：${cell(value)}`);
  }
  const columns = /** @type {const} */ (["text", "value", "unit", "bound", "subject", "direction", "basis", "time", "region", "status", "place"]);
  const heads = /** @type {const} */ (["col.figure", "col.value", "col.unit", "col.bound", "col.subject", "col.change", "col.change", "col.time", "col.region", "col.status", "col.place"]);
  let path = /** @type {string | undefined} */ (undefined);
  for (const record of records) {
    if (record.path !== path) {
      path = String(record.path);
      lines.push("", `## ${cell(path || t("ungrouped"))}`, "", `| ${heads.map(it => t(it)).join(" | ")} | ${t("col.sentence")} |`, `|${"---|".repeat(columns.length + 1)}`);
    }
    const value = record.value === "" && (record.low !== "" || record.high !== "") ? `${record.low}–${record.high}` : record.value;
    lines.push(`| ${columns.map(it => cell(it === "value" ? value : record[it])).join(" | ")} | ${cell(record.quotation)} |`);
  }
  lines.push("", `SHA-256：\`${sha256}\``, "");
  return lines.join("\n");
}

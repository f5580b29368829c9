// CSV as spreadsheets in China read it: UTF-8 with a byte order mark, CRLF, no cell that a spreadsheet would run as a formula.

/** @import { FigureRecord } from "./records.js" */
import { languageNow } from "../i18n/i18n.js";
import { FIELDS } from "./records.js";

/** A number may begin with a sign; any other text that begins like a formula is quoted by an apostrophe. @param {string | number} value */
export function guarded(value) {
  const text = String(value);
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

/** @param {string | number} value */
const cell = value => {
  const text = guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const head = () => FIELDS.map(([, zh, en]) => (languageNow() === "zh" ? zh : en));

/** Line after line. @param {Iterable<FigureRecord>} records */
export function* csv(records) {
  yield `\uFEFF${head().map(cell).join(",")}\r\n`;
  for (const record of records) yield `${FIELDS.map(([name]) => cell(record[name])).join(",")}\r\n`;
}

/** Rows that paste as cells: without line breaks and tabs inside. @param {Iterable<FigureRecord>} records */
export function* tsv(records) {
  yield head().join("\t");
  for (const record of records) yield `\r\n${FIELDS.map(([name]) => guarded(record[name]).replace(/[\t\r\n]+/g, " ")).join("\t")}`;
}

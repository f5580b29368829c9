// Where in the opened file a figure stood: page, paragraph, table cell, sheet.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "./open-document.js" */
import { t } from "../i18n/i18n.js";

/** Numbers for each stretch in `origin.places`. */
const SIZE = 9;
const PARTS = /** @type {const} */ (["body", "footnote", "endnote", "textbox", "comment"]);

/**
 * All numbers from 1, as the file counts; what does not apply or is not known is left out.
 * @typedef {{ part?: typeof PARTS[number], page?: number, paragraph?: number, table?: number, sheet?: string, row?: number, column?: number }} Place
 */

/** @param {OpenDocument} document @param {Figure} figure @returns {Place} */
export function placeOf(document, figure) {
  const { origin } = document;
  const places = origin?.places ?? [];
  let low = 0;
  let high = places.length / SIZE;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle * SIZE + 1] <= figure.start) low = middle + 1;
    else high = middle;
  }
  const at = low * SIZE;
  if (!(places[at] <= figure.start)) return { paragraph: figure.paragraph + 1 };
  const [part, page, paragraph, table, sheet, row, column] = places.slice(at + 2, at + SIZE);
  /** @type {Place} */
  const place = {};
  if (part) place.part = PARTS[part];
  if (page) place.page = page;
  if (sheet) place.sheet = origin?.sheets[sheet - 1] ?? String(sheet);
  if (row && column) Object.assign(place, table ? { table, row, column } : { row, column });
  else if (paragraph) place.paragraph = paragraph;
  return place;
}

/** `第 3 页 · 表 1 第 2 行第 3 列`, `收支!C4`. @param {Place} place */
export function placeText({ part, page, paragraph, table, sheet, row, column }) {
  const words = [];
  if (part && part !== "body") words.push(t(`part.${part}`));
  if (page) words.push(t("placePage", { n: page }));
  if (sheet && row && column) words.push(`${sheet}!${letters(column)}${row}`);
  else if (row && column) words.push(t(table ? "placeCell" : "placeRow", { t: table ?? 0, r: row, c: column }));
  else {
    if (sheet) words.push(sheet);
    if (paragraph) words.push(t("placeParagraph", { n: paragraph }));
  }
  return words.join(" · ");
}

/** 1 is A, 27 is AA, as spreadsheets name their columns. @param {number} column */
function letters(column) {
  let name = "";
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26)) name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

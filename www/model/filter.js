// Which figures a reader wants to see: kinds, period, section, direction, status, and free text that knows numbers.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "./open-document.js" */
import { canonical, grouped } from "./decimal.js";
import { KINDS, unitText } from "./display.js";
import { key } from "./order.js";

/**
 * @typedef {object} Filter
 * @property {Set<string>} kinds none means all
 * @property {string} text
 * @property {string[]} values the numbers that `text` states, in base units
 * @property {string} time
 * @property {string} section an id; `=` and the id for what stands in it but in none of its subsections, `=` alone for what stands in none; or empty
 * @property {string} direction
 * @property {string} status
 */

/** @returns {Filter} */
export const emptyFilter = () => ({ kinds: new Set(), text: "", values: [], time: "", section: "", direction: "", status: "" });

/** @param {Filter} filter */
export const isEmpty = filter =>
  !filter.kinds.size && !filter.text.trim() && !filter.time && !filter.section && !filter.direction && !filter.status;

/** Fullwidth and halfwidth, upper and lower case are the same to a reader. @param {string} text */
export const fold = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** @type {WeakMap<Figure, string>} */
const haystacks = new WeakMap();

/** @param {OpenDocument} document @param {Figure} figure */
function haystack(document, figure) {
  let text = haystacks.get(figure);
  if (text === undefined) {
    const value = figure.value ?? "";
    text = fold(
      [
        figure.text,
        figure.subject,
        value,
        grouped(value),
        unitText(figure),
        figure.unit,
        figure.region,
        figure.time,
        document.pathLong(figure.section),
      ]
        .join("\n")
        .replace(/\n/g, " | "),
    );
    haystacks.set(figure, text);
  }
  return text;
}

/** So many figures are made ready in one idle moment. */
const BATCH = 500;

/** Makes ready what a text filter searches and what the ledger sorts, in idle moments, so that neither waits the first time. @param {OpenDocument} document */
export function prepare(document) {
  const { figures } = document;
  let at = 0;
  const some = () => {
    for (const end = Math.min(figures.length, at + BATCH); at < end; at++) {
      haystack(document, figures[at]);
      key(figures[at]);
    }
    if (at < figures.length && document.figures === figures) setTimeout(some, 10);
  };
  setTimeout(some, 500);
}

/**
 * The figures of `document` that pass `filter`, by start.
 * @param {OpenDocument} document
 * @param {Filter} filter
 * @returns {Figure[]}
 */
export function sieve(document, filter) {
  if (isEmpty(filter)) return document.figures;
  const words = fold(filter.text).split(" ").filter(Boolean);
  const values = new Set(filter.values);
  const sections = filter.section && subtree(document, filter.section);
  return document.figures.filter(figure => {
    if (filter.kinds.size && !filter.kinds.has(figure.kind)) return false;
    if (filter.time && figure.time !== filter.time) return false;
    if (sections && !sections.has(figure.section)) return false;
    if (filter.direction && (filter.direction === "none" ? figure.change !== null : figure.change?.direction !== filter.direction))
      return false;
    if (filter.status && figure.status !== filter.status) return false;
    if (!words.length) return true;
    if ([figure.value, figure.low, figure.high].some(it => it != null && values.has(it.includes(".") ? (canonical(it) ?? it) : it)))
      return true;
    const text = haystack(document, figure);
    return words.every(it => text.includes(it));
  });
}

/** @param {OpenDocument} document @param {string} section as the filter names it */
function subtree(document, section) {
  const [, alone, id] = /** @type {RegExpExecArray} */ (/^(=?)(.*)/.exec(section));
  const ids = new Set([id ? Number(id) : null]);
  if (!alone) for (const it of document.report.outline) if (it.parent !== null && ids.has(it.parent)) ids.add(it.id);
  return ids;
}

/** So many figures of each kind. @param {Figure[]} figures */
export function kindCounts(figures) {
  const counts = Object.fromEntries(KINDS.map(it => [it, 0]));
  for (const figure of figures) counts[figure.kind]++;
  return counts;
}

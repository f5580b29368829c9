// What the charts draw, out of the figures that the filter shows: nothing is interpolated, projected or added up.

/** @import { Figure, Section } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
import { canonical } from "../model/decimal.js";
import { KINDS } from "../model/display.js";

/** Sections × kinds: for each the figures themselves. @param {OpenDocument} document */
export function matrix(document) {
  /** @type {Map<number | null, { section: Section | undefined, cells: Record<string, Figure[]>, total: number }>} */
  const rows = new Map();
  for (const figure of document.shown) {
    let row = rows.get(figure.section);
    if (!row)
      rows.set(
        figure.section,
        (row = { section: document.section(figure.section), cells: Object.fromEntries(KINDS.map(it => [it, []])), total: 0 }),
      );
    row.cells[figure.kind].push(figure);
    row.total++;
  }
  return [...rows.values()];
}

/**
 * Changes grouped by indicator, percent and points apart: they never share an axis.
 * @param {OpenDocument} document @param {"percent" | "points"} kind
 */
export function changes(document, kind) {
  const list = document.shown.filter(
    it => it.kind === kind && it.change && it.change.direction !== "flat" && it.value !== null && canonical(it.value) !== undefined,
  );
  /** @type {Map<string, Figure[]>} */
  const groups = new Map();
  for (const it of list) {
    const held = groups.get(it.subject ?? "");
    if (held) held.push(it);
    else groups.set(it.subject ?? "", [it]);
  }
  return [...groups.values()].map(it => it.sort((a, b) => (a.time ?? "").localeCompare(b.time ?? ""))).flat();
}

/** The signed amount: 下降 1.8% is −1.8, and 增长 -3.2% stays −3.2. @param {Figure} figure */
export const signed = figure => {
  const value = Number(figure.value);
  return figure.change?.direction === "down" ? -Math.abs(value) : value;
};

/** @typedef {{ name: string, kind: string, unit: string | null, rate: boolean, figures: Figure[] }} Series */

/** Indicators with stated values at two times or more. @param {OpenDocument} document @returns {Series[]} */
export function series(document) {
  /** @type {Map<string, Series>} */
  const all = new Map();
  for (const figure of document.shown) {
    if (!figure.subject || !figure.time || figure.value === null || canonical(figure.value) === undefined || figure.status === "threshold")
      continue;
    const rate = figure.change !== null;
    const key = `${figure.subject}|${figure.kind}|${figure.unit}|${rate}|${figure.region}`;
    const held = all.get(key) ?? { name: figure.subject, kind: figure.kind, unit: figure.unit, rate, figures: [] };
    held.figures.push(figure);
    all.set(key, held);
  }
  return [...all.values()]
    .map(it => ({ ...it, figures: it.figures.sort((a, b) => (a.time ?? "").localeCompare(b.time ?? "")) }))
    .filter(it => new Set(it.figures.map(one => one.time)).size > 1)
    .sort((a, b) => b.figures.length - a.figures.length);
}

/**
 * Dates and periods as days, each once, with where it stands first and how often.
 * @param {OpenDocument} document
 */
export function timeline(document) {
  /** @type {Map<string, { iso: string, text: string, from: number, to: number, start: number, end: number, times: number }>} */
  const all = new Map();
  for (const { iso, text, start, end } of document.report.times) {
    if (!iso) continue;
    const held = all.get(iso);
    if (held) {
      held.times++;
      continue;
    }
    const [a, b = a] = iso.split("/");
    const from = a === ".." ? NaN : day(a, false);
    const to = b === ".." ? NaN : day(b, true);
    if (Number.isNaN(from) && Number.isNaN(to)) continue;
    all.set(iso, { iso, text, from, to, start, end, times: 1 });
  }
  return [...all.values()].sort((a, b) => (a.from || a.to) - (b.from || b.to) || (a.to || Infinity) - (b.to || Infinity));
}

/** The first or last day of an ISO date of any precision, as a time value. @param {string} iso @param {boolean} last */
function day(iso, last) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  if (!found) return NaN;
  const [, year, month, date] = found;
  if (date) return Date.UTC(+year, +month - 1, +date + (last ? 1 : 0));
  if (month) return Date.UTC(+year, +month - 1 + (last ? 1 : 0), 1);
  return Date.UTC(+year + (last ? 1 : 0), 0, 1);
}

// Corrections of a reader, laid over the report: figures dismissed, changed and added, and a dictionary that applies to every document.

/** @import { Figure, Report } from "../../pkg/shugang.js" */
import { firstFrom } from "./open-document.js";

/**
 * @typedef {Partial<Pick<Figure, "kind" | "value" | "low" | "high" | "unit" | "modifier" | "subject" | "change" | "time" | "region" | "status">>} Fields
 * @typedef {{ type: "dismiss" | "change" | "add", start: number, end: number, text: string, fields?: Fields }} Edit
 * @typedef {{ units: string[], indicators: Record<string, string>, nonFigures: string[] }} Dictionary the reader's own words: units, other names of indicators, what is never a figure
 */

/** @returns {Dictionary} */
export const emptyDictionary = () => ({ units: [], indicators: {}, nonFigures: [] });

/** So many entries. @param {Dictionary} dictionary */
export const entries = dictionary => dictionary.units.length + dictionary.nonFigures.length + Object.keys(dictionary.indicators).length;

/**
 * The figures as the reader has them, by start, and which of them were touched.
 * @param {Report} report
 * @param {string} text
 * @param {Edit[]} edits in the order in which they were made
 * @param {Dictionary} dictionary
 * @param {Figure[]} personal those with units of the dictionary: they take the place of what the report has there
 * @returns {{ figures: Figure[], edited: Set<number> }}
 */
export function applyEdits(report, text, edits, dictionary, personal) {
  const never = new Set(dictionary.nonFigures);
  const renames = new Map(Object.entries(dictionary.indicators));
  /** @type {Set<number>} */
  const edited = new Set();
  let next = report.figures.reduce((most, it) => Math.max(most, it.id), -1) + 1;
  let figures = report.figures.slice();
  if (never.size || personal.length) figures = figures.filter(it => !never.has(it.text) && !overlaps(personal, it));
  for (const it of personal) {
    const id = next++;
    if (never.has(it.text)) continue;
    put(figures, { ...it, id });
    edited.add(id);
  }
  if (renames.size) {
    figures = figures.map(it => {
      const subject = it.subject === null ? undefined : renames.get(it.subject);
      if (subject === undefined) return it;
      edited.add(it.id);
      return { ...it, subject };
    });
  }
  for (const edit of edits) {
    // A correction made for another version of the document is left out where its words no longer stand.
    if (text.slice(edit.start, edit.end) !== edit.text) continue;
    const at = firstFrom(figures, edit.start);
    const figure = figures[at]?.start === edit.start && figures[at].end === edit.end ? figures[at] : undefined;
    if (edit.type === "add") {
      const id = next++;
      if (figure) figures.splice(at, 1);
      put(figures, { ...blank(report, edit.start, edit.end, edit.text), ...edit.fields, id });
      edited.add(id);
    } else if (figure && edit.type === "dismiss") figures.splice(at, 1);
    else if (figure) {
      figures[at] = { ...figure, ...edit.fields };
      edited.add(figure.id);
    }
  }
  return { figures, edited };
}

/** Puts a figure in its place, by start. @param {Figure[]} figures @param {Figure} figure */
function put(figures, figure) {
  let at = firstFrom(figures, figure.start);
  while (at < figures.length && figures[at].start < figure.start) at++;
  figures.splice(at, 0, figure);
}

/** Whether one of `list`, by start, shares characters with `it`. @param {{ start: number, end: number }[]} list @param {{ start: number, end: number }} it */
function overlaps(list, it) {
  const near = list[firstFrom(list, it.start)];
  return near !== undefined && near.start < it.end;
}

/** @param {Report} report @param {number} start @param {number} end @param {string} text @returns {Figure} */
export function blank(report, start, end, text) {
  const paragraph = Math.min(firstFrom(report.paragraphs, start), report.paragraphs.length - 1);
  const section = report.outline.filter(it => it.start <= start && it.bodyEnd >= end).at(-1)?.id ?? null;
  return {
    id: -1,
    start,
    end,
    text,
    kind: "count",
    value: null,
    unit: null,
    dimension: null,
    modifier: null,
    subject: null,
    subjectSpans: [],
    change: null,
    time: null,
    region: null,
    status: "actual",
    section,
    paragraph,
    rule: "marked by the reader",
  };
}

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
  const key = (/** @type {{ start: number, end: number }} */ it) => `${it.start}-${it.end}`;
  const never = new Set(dictionary.nonFigures);
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  const edited = new Set();
  for (const figure of report.figures) {
    if (never.has(figure.text) || overlaps(personal, figure)) continue;
    const renamed = figure.subject !== null && Object.hasOwn(dictionary.indicators, figure.subject) ? dictionary.indicators[figure.subject] : undefined;
    if (renamed !== undefined) edited.add(figure.id);
    figures.set(key(figure), renamed === undefined ? figure : { ...figure, subject: renamed });
  }
  let next = report.figures.reduce((most, it) => Math.max(most, it.id), -1) + 1;
  for (const figure of personal) {
    const id = next++;
    if (never.has(figure.text)) continue;
    figures.set(key(figure), { ...figure, id });
    edited.add(id);
  }
  for (const edit of edits) {
    // A correction made for another version of the document is left out where its words no longer stand.
    if (text.slice(edit.start, edit.end) !== edit.text) continue;
    const at = key(edit);
    if (edit.type === "dismiss") figures.delete(at);
    else if (edit.type === "change") {
      const figure = figures.get(at);
      if (!figure) continue;
      figures.set(at, { ...figure, ...edit.fields });
      edited.add(figure.id);
    } else {
      const id = next++;
      figures.set(at, { ...blank(report, edit.start, edit.end, edit.text), ...edit.fields, id });
      edited.add(id);
    }
  }
  return { figures: [...figures.values()].sort((a, b) => a.start - b.start), edited };
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
  return { id: -1, start, end, text, kind: "count", value: null, unit: null, dimension: null, modifier: null, subject: null, subjectSpans: [], change: null, time: null, region: null, status: "actual", section, paragraph, rule: "reader" };
}

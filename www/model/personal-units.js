// Figures in units that only the reader knows. The analyser reads the text once more with such a unit replaced by one that it knows,
// and what ends in a replaced place is taken back into the source: how a number is written stays the analyser's knowledge.

/** @import { Figure, Report } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "./open-document.js" */
import { blank } from "./edits.js";
import { firstFrom } from "./open-document.js";

/** The plainest unit of counting. */
const STAND_IN = "个";

/**
 * @param {OpenDocument} document
 * @param {string[]} units
 * @param {(text: string) => Promise<Report>} analyze
 * @returns {Promise<Figure[]>} by start
 */
export async function figuresInUnits(document, units, analyze) {
  const places = placesOf(document.text, units);
  if (!places.length) return [];
  let text = "";
  let at = 0;
  /** Where each replaced place ends in the text that is analysed, and how much longer the source is by then. @type {{ end: number, longer: number }[]} */
  const ends = [];
  for (const { start, end } of places) {
    text += document.text.slice(at, start) + STAND_IN;
    at = end;
    ends.push({ end: text.length, longer: end - text.length });
  }
  text += document.text.slice(at);
  /** @param {number} offset */
  const back = offset => {
    const after = firstFrom(ends, offset);
    return offset + (after > 0 ? ends[after - 1].longer : 0);
  };
  const found = (await analyze(text)).figures;
  return found.flatMap(figure => {
    const n = firstFrom(ends, figure.end - 1);
    if (ends[n]?.end !== figure.end) return [];
    const start = back(figure.start);
    const { end } = places[n];
    const { section, paragraph } = blank(document.report, start, end, "");
    const { runs, ...fields } = figure;
    return [
      {
        ...fields,
        start,
        end,
        text: document.clean(start, end),
        unit: document.text.slice(places[n].start, end),
        dimension: null,
        subjectSpans: figure.subjectSpans.map(([from, to]) => /** @type {[number, number]} */ ([back(from), back(to)])),
        section,
        paragraph,
        rule: "marked by the reader",
      },
    ];
  });
}

/** Where the words stand, none over another: of two that begin together the longer. @param {string} text @param {string[]} words */
function placesOf(text, words) {
  /** @type {{ start: number, end: number }[]} */
  const all = [];
  for (const word of words) {
    for (let at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + word.length))
      all.push({ start: at, end: at + word.length });
  }
  let last = 0;
  return all.sort((a, b) => a.start - b.start || b.end - a.end).filter(it => it.start >= last && (last = it.end));
}

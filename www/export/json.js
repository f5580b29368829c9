// The whole report as JSON, with its text, so that it can be opened again. Its shape is in report.schema.json beside this file.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */

export const FORMAT = "shugang-report";
export const FORMAT_VERSION = 1;

/** So many items of a list are written at once. */
const BATCH = 500;

/** Piece by piece. @param {OpenDocument} document @param {Figure[]} shown @param {string} sha256 @param {string} version */
export function* json(document, shown, sha256, version) {
  const head = JSON.stringify(
    {
      format: FORMAT,
      formatVersion: FORMAT_VERSION,
      generator: `shugang ${version}`,
      offsets: "utf-16",
      source: {
        name: document.name,
        sha256,
        text: document.text,
        ...(document.origin && {
          origin: { ...document.origin, places: [...document.origin.places], levels: [...document.origin.levels] },
        }),
      },
      shown: shown.length === document.figures.length ? "all" : shown.map(it => it.id),
      edited: [...document.edited],
      view: { filter: { ...document.filter, kinds: [...document.filter.kinds] }, group: document.group, sort: document.sort },
    },
    null,
    1,
  );
  yield `${head.slice(0, -2)},\n "report": {`;
  let comma = "";
  for (const [name, value] of Object.entries({ ...document.report, figures: document.figures })) {
    yield `${comma}\n  ${JSON.stringify(name)}: `;
    comma = ",";
    if (Array.isArray(value) && value.length) {
      for (let at = 0; at < value.length; at += BATCH)
        yield `${at ? "," : "["}${JSON.stringify(value.slice(at, at + BATCH), null, 1).slice(1, -2)}`;
      yield "\n  ]";
    } else yield JSON.stringify(value, null, 1);
  }
  yield "\n }\n}\n";
}

/**
 * The document in an exported JSON; undefined where `text` is something else.
 * @param {string} text
 * @returns {import("../open/formats.js").Opened | undefined}
 */
export function readJson(text) {
  if (!text.slice(0, 200).includes(FORMAT)) return undefined;
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (data?.format !== FORMAT || typeof data.source?.text !== "string" || !isReport(data.report, data.source.text.length)) return undefined;
  return {
    name: String(data.source.name ?? ""),
    text: data.source.text,
    origin: isOrigin(data.source.origin) ? data.source.origin : undefined,
    report: data.report,
    edited: Array.isArray(data.edited) ? data.edited : [],
    view: isView(data.view) ? data.view : undefined,
  };
}

/** @param {any} origin */
function isOrigin(origin) {
  return (
    typeof origin === "object" && origin !== null && ["places", "levels", "sheets", "apart", "notes"].every(it => Array.isArray(origin[it]))
  );
}

/** @param {any} view */
const isView = view => {
  const texts = ["text", "time", "section", "direction", "status"];
  const strings = (/** @type {any} */ list) => Array.isArray(list) && list.every(it => typeof it === "string");
  return (
    texts.every(it => typeof view?.filter?.[it] === "string") &&
    strings(view.filter.kinds) &&
    strings(view.filter.values) &&
    ["section", "kind", "subject", "time", "none"].includes(view.group) &&
    (view.sort === null || (typeof view.sort?.column === "string" && typeof view.sort.descending === "boolean"))
  );
};

/** All lists are there, and every place is a place in the text. @param {any} report @param {number} length */
function isReport(report, length) {
  const lists = ["outline", "figures", "times", "labels", "joins", "markup", "boilerplate", "paragraphs", "notes"];
  return (
    typeof report === "object" &&
    report !== null &&
    typeof report.metadata === "object" &&
    Array.isArray(report.metadata.references) &&
    typeof report.metadataSpans === "object" &&
    lists.every(
      name =>
        Array.isArray(report[name]) &&
        report[name].every(
          (/** @type {any} */ it) =>
            Number.isInteger(it?.start) && Number.isInteger(it.end) && it.start >= 0 && it.start <= it.end && it.end <= length,
        ),
    ) &&
    report.figures.every(
      (/** @type {any} */ it) =>
        typeof it.text === "string" &&
        typeof it.kind === "string" &&
        Array.isArray(it.subjectSpans) &&
        report.paragraphs[it.paragraph] !== undefined,
    )
  );
}

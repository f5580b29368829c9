// W3C Web Annotation: each figure as an annotation of the source text, by code points and by quotation.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */

import { placeOf } from "../model/place.js";

/** So much text before and after a quotation tells it from others. */
const CONTEXT = 24;

/** Annotation after annotation. @param {OpenDocument} document @param {Figure[]} figures @param {string} sha256 @param {string} version */
export function* annotations(document, figures, sha256, version) {
  const points = codePoints(document.text);
  const source = `urn:sha256:${sha256}`;
  const generator = { id: "urn:shugang", type: "Software", name: `shugang ${version}` };
  const page = JSON.stringify(
    {
      "@context": ["http://www.w3.org/ns/anno.jsonld", { Dataset: "http://purl.org/dc/dcmitype/Dataset" }],
      id: `urn:sha256:${sha256}#annotations`,
      type: "AnnotationPage",
      label: document.title,
      partOf: { id: source, type: "AnnotationCollection", label: document.name, total: figures.length },
      startIndex: 0,
    },
    null,
    1,
  );
  yield `${page.slice(0, -2)},\n "items": [`;
  for (const [n, figure] of figures.entries()) {
    yield `${n ? ",\n" : "\n"}${JSON.stringify(
      {
        id: `urn:sha256:${sha256}#figure-${figure.id}`,
        type: "Annotation",
        motivation: "classifying",
        generator,
        body: [
          { type: "TextualBody", purpose: "tagging", value: figure.kind },
          {
            type: "Dataset",
            format: "application/json",
            value: {
              value: figure.value,
              low: figure.low,
              high: figure.high,
              unit: figure.unit,
              dimension: figure.dimension,
              modifier: figure.modifier,
              subject: figure.subject,
              change: figure.change,
              time: figure.time,
              region: figure.region,
              status: figure.status,
              section: document.pathFull(figure.section),
              place: placeOf(document, figure),
            },
          },
        ],
        target: {
          source,
          selector: [
            { type: "TextPositionSelector", start: points(figure.start), end: points(figure.end) },
            {
              type: "TextQuoteSelector",
              exact: document.text.slice(figure.start, figure.end),
              prefix: whole(document.text, figure.start - CONTEXT, figure.start),
              suffix: whole(document.text, figure.end, figure.end + CONTEXT),
            },
          ],
        },
      },
      null,
      1,
    )}`;
  }
  yield "\n ]\n}\n";
}

/** A slice that cuts no surrogate pair. @param {string} text @param {number} start @param {number} end */
function whole(text, start, end) {
  const low = (/** @type {number} */ at) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff;
  const from = Math.max(0, start);
  const to = Math.min(text.length, end);
  return text.slice(low(from) ? from + 1 : from, low(to) ? to - 1 : to);
}

/** Code points before a UTF-16 offset, for offsets that mostly rise. @param {string} text */
function codePoints(text) {
  let at = 0;
  let points = 0;
  return (/** @type {number} */ offset) => {
    if (offset < at) at = points = 0;
    while (at < offset) {
      at += /** @type {number} */ (text.codePointAt(at)) > 0xffff ? 2 : 1;
      points++;
    }
    return points;
  };
}

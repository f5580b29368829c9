// The order of the ledger: by start, or by the column that the reader chose.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "./open-document.js" */
/** @import { Sortable } from "./decimal.js" */
import { compare, sortable } from "./decimal.js";

/** @typedef {{ unit: string, value: Sortable | undefined }} Key */
/** @type {WeakMap<Figure, Key>} */
const keys = new WeakMap();

/** Unit and value made ready to be compared, once. @param {Figure} figure */
export function key(figure) {
  let made = keys.get(figure);
  if (!made) keys.set(figure, (made = { unit: `${figure.kind}|${figure.unit}`, value: sortable(figure.value ?? figure.low) }));
  return made;
}

/** The figures that the filter lets through, as the ledger lists them. @param {OpenDocument} document */
export function sorted(document) {
  const { shown, sort } = document;
  if (!sort) return shown;
  /** @param {Figure} it @returns {string} */
  const text = it => {
    switch (sort.column) {
      case "figure":
        return it.text;
      case "subject":
        return it.subject ?? "";
      case "change":
        return it.change ? `${it.change.direction} ${it.change.basis ?? ""}` : "";
      case "time":
        return it.time ?? "";
      case "region":
        return it.region ?? "";
      case "bound":
        return it.modifier ?? "";
      case "status":
        return it.status;
      case "kind":
        return it.kind;
      default:
        return "";
    }
  };
  if (sort.column === "section" || sort.column === "sentence") return sort.descending ? shown.toReversed() : shown;
  const sign = sort.descending ? -1 : 1;
  if (sort.column === "value") {
    const made = shown.map(key);
    const units = new Map([...new Set(made.map(it => it.unit))].sort().map((it, n) => [it, n]));
    // What has no value comes last either way.
    return shown
      .map((figure, n) => ({ figure, unit: /** @type {number} */ (units.get(made[n].unit)), value: made[n].value }))
      .sort(
        (a, b) =>
          Number(a.value === undefined) - Number(b.value === undefined) ||
          sign * (a.unit - b.unit || compare(a.value, b.value)) ||
          a.figure.start - b.figure.start,
      )
      .map(it => it.figure);
  }
  // Few words stand in many rows: they are put in order once.
  const collator = new Intl.Collator("zh", { numeric: true });
  const texts = shown.map(text);
  const words = [...new Set(texts)].sort(collator.compare);
  if (sort.descending) words.reverse();
  const ranks = new Map(words.map((it, n) => [it, it === "" ? words.length : n]));
  // Rank and place as one number: numbers are put in order without a comparison of ours.
  const places = Float64Array.from(texts, (it, n) => /** @type {number} */ (ranks.get(it)) * shown.length + n).sort();
  return Array.from(places, it => shown[it % shown.length]);
}

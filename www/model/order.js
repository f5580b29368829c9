// The order of the ledger: by start, or by the column that the reader chose.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "./open-document.js" */
/** @import { Sortable } from "./decimal.js" */
import { compare, sortable } from "./decimal.js";

/** @type {WeakMap<Figure, Sortable | null>} */
const keys = new WeakMap();

/** The value made ready to be compared, once. @param {Figure} figure */
export function key(figure) {
  let value = keys.get(figure);
  if (value === undefined) keys.set(figure, (value = sortable(figure.value ?? figure.low) ?? null));
  return value ?? undefined;
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
    const unit = (/** @type {Figure} */ it) => `${it.kind}|${it.unit}`;
    const units = new Map([...new Set(shown.map(unit))].sort().map((it, n) => [it, n]));
    const keyed = shown.map(figure => ({ figure, unit: /** @type {number} */ (units.get(unit(figure))), value: key(figure) }));
    // What has no value comes last either way.
    return keyed
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
  const ranks = new Map([...new Set(shown.map(text))].sort(collator.compare).map((it, n) => [it, it === "" ? Infinity : sign * n]));
  const keyed = shown.map(figure => ({ figure, rank: /** @type {number} */ (ranks.get(text(figure))) }));
  return keyed.sort((a, b) => (a.rank === b.rank ? a.figure.start - b.figure.start : a.rank - b.rank)).map(it => it.figure);
}

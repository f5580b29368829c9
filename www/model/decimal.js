// Exact decimals as strings: one form for each value, groups of three, order. No value becomes a float on its way to a reader.

const PLAIN = /^([+-]?)(\d[\d,]*)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The one form of a number as a reader may type it: `81,684,000,000`, `8.1684e10` and `81684000000` are the same.
 * `undefined` where `text` is not a plain number.
 * @param {string} text
 */
export function canonical(text) {
  const found = PLAIN.exec(text.normalize("NFKC").trim());
  if (!found) return undefined;
  let [, sign, whole, fraction = "", exponent = "0"] = found;
  whole = whole.replaceAll(",", "");
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const int = left.replace(/^0+(?=\d)/, "");
  const rest = right.replace(/0+$/, "");
  const value = rest ? `${int}.${rest}` : int;
  return sign === "-" && value !== "0" ? `-${value}` : value;
}

/**
 * Grouped by threes, never rounded. What is no plain number (a ratio) stays as it is.
 * @param {string} value
 */
export function grouped(value) {
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(value);
  return found ? found[1].replace("-", "−") + found[2].replace(/\B(?=(\d{3})+$)/g, ",") + (found[3] ?? "") : value;
}

/** @typedef {{ negative: boolean, whole: string, fraction: string }} Sortable */

/** A number made ready to be compared; undefined where `text` is none. @param {string | null | undefined} text @returns {Sortable | undefined} */
export function sortable(text) {
  const value = text == null ? undefined : canonical(text);
  if (value === undefined) return undefined;
  const [whole, fraction = ""] = value.replace("-", "").split(".");
  return { negative: value.startsWith("-"), whole, fraction };
}

/** Exact: digits are compared as text once signs and lengths agree. @param {Sortable | undefined} a @param {Sortable | undefined} b */
export function compare(a, b) {
  if (!a || !b) return 0;
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const order =
    a.whole.length - b.whole.length ||
    (a.whole < b.whole ? -1 : a.whole > b.whole ? 1 : a.fraction < b.fraction ? -1 : a.fraction > b.fraction ? 1 : 0);
  return a.negative ? -order : order;
}

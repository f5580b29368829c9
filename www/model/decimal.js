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

/**
 * For sorting. Exact: digits are compared as text once signs and lengths agree. What is no number comes last.
 * @param {string | null | undefined} a
 * @param {string | null | undefined} b
 */
export function compare(a, b) {
  const x = a == null ? undefined : canonical(a);
  const y = b == null ? undefined : canonical(b);
  if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
  const negative = x.startsWith("-");
  if (negative !== y.startsWith("-")) return negative ? -1 : 1;
  const [xi, xf = ""] = x.replace("-", "").split(".");
  const [yi, yf = ""] = y.replace("-", "").split(".");
  const order = xi.length - yi.length || (xi < yi ? -1 : xi > yi ? 1 : xf < yf ? -1 : xf > yf ? 1 : 0);
  return negative ? -order : order;
}

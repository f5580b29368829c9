// How the fields of a figure are written for a reader: short in the ledger, long in the card. Nothing here changes a value.

/** @import { Figure } from "../../pkg/shugang.js" */
import { t, tName } from "../i18n/i18n.js";
import { grouped } from "./decimal.js";

export const KINDS = /** @type {const} */ (["money", "count", "measure", "percent", "points", "multiple", "ratio", "rank", "duration"]);
export const STATUSES = /** @type {const} */ (["actual", "target", "forecast", "threshold"]);
export const DIRECTIONS = /** @type {const} */ (["up", "down", "flat"]);
export const MODIFIERS = /** @type {const} */ (["over", "at_least", "under", "at_most", "nearly", "about"]);

/** The sign that stands before a value that is bounded. */
export const BOUND_SIGN = { over: "＞", at_least: "≥", under: "＜", at_most: "≤", nearly: "≲", about: "≈" };
export const STATUS_SIGN = { actual: "", target: "◇", forecast: "◌", threshold: "⊢" };
export const DIRECTION_SIGN = { up: "▲", down: "▼", flat: "＝" };

/** The value in the base unit, grouped; a range is `5–8`. @param {Figure} figure */
export function valueText(figure) {
  if (figure.value !== null) return grouped(figure.value);
  if (figure.low === undefined && figure.high === undefined) return "—";
  return `${grouped(figure.low ?? "")}–${grouped(figure.high ?? "")}`;
}

/** @param {Figure} figure */
export const unitText = figure => (figure.kind === "ratio" ? "" : tName("unit", figure.unit));

/** @param {Figure} figure */
export const boundSign = figure => (figure.modifier ? BOUND_SIGN[figure.modifier] : "");

/** @param {Figure} figure */
export const boundText = figure => (figure.modifier ? `${BOUND_SIGN[figure.modifier]} ${t(`bound.${figure.modifier}`)}` : "");

/** The value as the card shows it: bound, value, unit. @param {Figure} figure */
export function fullValue(figure) {
  const unit = unitText(figure);
  return `${boundSign(figure)}${valueText(figure)}${unit ? ` ${unit}` : ""}`;
}

/** `▲ 增长 · 同比`, empty where the figure is not the amount of a change. @param {Figure} figure */
export function changeText(figure) {
  if (!figure.change) return "";
  const { direction, basis } = figure.change;
  return `${DIRECTION_SIGN[direction]} ${t(`directionLong.${direction}`)}${basis ? ` · ${t(`basis.${basis}`)}` : ""}`;
}

/** @param {Figure} figure */
export const statusText = figure => `${STATUS_SIGN[figure.status]}${t(`status.${figure.status}`)}`;

/**
 * An ISO date or interval as a ledger has room for: `2025`, `2021–25`, `2024-01-01 –`.
 * @param {string | null} iso
 */
export function timeText(iso) {
  if (!iso) return "";
  const [from, to] = iso.split("/");
  if (to === undefined) return from;
  if (to === "..") return `${from} –`;
  if (from === "..") return `– ${to}`;
  if (/^\d{4}$/.test(from) && /^\d{4}$/.test(to)) return `${from}–${from.slice(0, 2) === to.slice(0, 2) ? to.slice(2) : to}`;
  if (from.slice(0, 5) === to.slice(0, 5)) return `${from} – ${to.slice(5)}`;
  return `${from} – ${to}`;
}

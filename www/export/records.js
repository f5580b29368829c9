// A figure as one flat record that can stand alone: its fields, its quotation and path, its offsets, and the hash of its source.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
import { t, tName } from "../i18n/i18n.js";
import { boundText, unitText } from "../model/display.js";
import { placeOf, placeText } from "../model/place.js";

/** The columns of every table that leaves the page, by their names in it. */
export const FIELDS = /** @type {const} */ ([
  ["id", "编号", "id"],
  ["text", "数字", "figure"],
  ["kind", "类别", "kind"],
  ["value", "规范值", "value"],
  ["low", "下限", "low"],
  ["high", "上限", "high"],
  ["unit", "单位", "unit"],
  ["bound", "界限", "bound"],
  ["subject", "指标", "indicator"],
  ["direction", "增减", "direction"],
  ["basis", "比较", "basis"],
  ["time", "时间", "period"],
  ["region", "地区", "region"],
  ["status", "状态", "status"],
  ["path", "章节", "section"],
  ["quotation", "原句", "quotation"],
  ["page", "页", "page"],
  ["place", "位置", "place"],
  ["start", "起", "start"],
  ["end", "止", "end"],
  ["source", "文档", "document"],
  ["sha256", "原文SHA-256", "sha256"],
]);

/** @typedef {Record<typeof FIELDS[number][0], string | number>} FigureRecord */

/** @param {OpenDocument} document @param {string} sha256 @returns {(figure: Figure) => FigureRecord} */
export function recorder(document, sha256) {
  return figure => {
    const place = placeOf(document, figure);
    return {
      id: figure.id,
      text: figure.text,
      kind: t(`kind.${figure.kind}`),
      value: figure.value ?? "",
      low: figure.low ?? "",
      high: figure.high ?? "",
      unit: unitText(figure) || (figure.unit ?? ""),
      bound: boundText(figure),
      subject: figure.subject ?? "",
      direction: figure.change ? t(`directionLong.${figure.change.direction}`) : "",
      basis: tName("basis", figure.change?.basis),
      time: figure.time ?? "",
      region: figure.region ?? "",
      status: t(`status.${figure.status}`),
      path: document.pathFull(figure.section),
      quotation: document.quotation(figure),
      page: place.page ?? "",
      place: placeText(place),
      start: figure.start,
      end: figure.end,
      source: document.title,
      sha256,
    };
  };
}

// The filter box of the ledger: what it says is also read as a number, so that 816.84亿 finds 81684000000.

/** @import { Analyzer } from "../analyzer.js" */
/** @import { Session } from "../session.js" */
import { canonical } from "../model/decimal.js";
import { prepare } from "../model/filter.js";
import { byId } from "./dom.js";

/** @param {Session} session @param {Analyzer} analyzer */
export function filterBox(session, analyzer) {
  const box = /** @type {HTMLInputElement} */ (byId("filter-text"));
  let asked = 0;
  box.addEventListener("input", async () => {
    const text = box.value;
    const mine = ++asked;
    const plain = canonical(text);
    session.setFilter({ text, values: plain === undefined ? [] : [plain] });
    if (plain !== undefined || !/\d|[一二三四五六七八九十百千万亿零两]/.test(text.normalize("NFKC")) || !session.current) return;
    const value =
      (await analyzer.parseNumber(text.trim()).catch(() => undefined)) ??
      (await analyzer.analyze(text.trim()).catch(() => undefined))?.figures[0]?.value ??
      undefined;
    if (mine === asked && value !== undefined) session.setFilter({ values: [canonical(value) ?? value] });
  });
  session.on(["document"], () => session.current && prepare(session.current));
  session.on(["document", "filter"], () => {
    const text = session.current?.filter.text ?? "";
    if (box.value !== text) box.value = text;
  });
}

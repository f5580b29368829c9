// The list of all keys. Loaded when it is first asked for.

/** @import { Key } from "../i18n/i18n.js" */
import { t } from "../i18n/i18n.js";
import { byId, h, icon } from "./dom.js";

/** Keys, what they do, and the action that the entry itself starts. @type {[string[], Key, string][]} */
const LIST = [
  [["J", "K", "↑", "↓"], "keyDo.next", "next"],
  [["[", "]"], "keyDo.section", "next-section"],
  [["/"], "findInText", "find"],
  [["F"], "filterLedger", "filter"],
  [["1–9", "0"], "keyDo.kinds", "clear-filter"],
  [["C"], "copyQuote", "copy-quotation"],
  [["E"], "correct", "correct"],
  [["X"], "notFigure", "dismiss"],
  [["M"], "markFigure", "mark-figure"],
  [["U", "Ctrl Z"], "undo", "undo"],
  [["H"], "keyDo.hide", "hide-marks"],
  [["L"], "showLines", "lines"],
  [["T"], "keyDo.wide", "wide-ledger"],
  [["G"], "charts", "charts"],
  [["S"], "export", "export"],
  [["O"], "keyDo.open", "choose"],
  [["V"], "paste", "paste"],
  [["D"], "theme", "theme"],
  [["F6"], "keyDo.panes", "next-pane"],
  [["Esc"], "keyDo.escape", "escape"],
  [["?"], "keys", "keys"],
];

/** Each entry is a button for its action. */
export function showKeys() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys-dialog"));
  dialog.replaceChildren(
    h(
      "header",
      null,
      h("h2", { id: "keys-title" }, t("keysTitle")),
      h("span", { class: "grow" }),
      h("button", { class: "ib", "aria-label": t("close"), onclick: () => dialog.close() }, icon("x")),
    ),
    h(
      "dl",
      { class: "keygrid" },
      ...LIST.map(([keys, name, action]) =>
        h(
          "div",
          null,
          h("dt", null, ...keys.map(it => h("kbd", null, it))),
          h("dd", null, h("button", { "data-action": action, onclick: () => dialog.close() }, t(name))),
        ),
      ),
    ),
  );
  dialog.showModal();
}

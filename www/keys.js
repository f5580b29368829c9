// The keys: which key does what, the list of all of them, and moving between the panes.

/** @import { Key } from "./i18n/i18n.js" */
import { t } from "./i18n/i18n.js";
import { KINDS } from "./model/display.js";
import { byId, h, icon } from "./view/dom.js";

/** Each key names an action of actions.js. */
const KEYS = /** @type {Record<string, string>} */ ({
  j: "next", k: "previous", "[": "previous-section", "]": "next-section", "/": "find", f: "filter", "?": "keys", c: "copy-quotation", e: "correct", x: "dismiss", m: "mark-figure", u: "undo",
  h: "hide-marks", l: "lines", t: "wide-ledger", g: "charts", o: "choose", v: "paste", d: "theme", s: "export", 0: "clear-filter",
});

/** The list for readers: keys, what they do, and the action that the entry itself starts. @type {[string[], Key, string][]} */
const LIST = [
  [["J", "K", "↑", "↓"], "keyDo.next", "next"], [["[", "]"], "keyDo.section", "next-section"], [["/"], "keyDo.find", "find"], [["F"], "keyDo.filter", "filter"], [["1–9", "0"], "keyDo.kinds", "clear-filter"],
  [["C"], "keyDo.copy", "copy-quotation"], [["E"], "keyDo.correct", "correct"], [["X"], "keyDo.dismiss", "dismiss"], [["M"], "markFigure", "mark-figure"], [["U"], "keyDo.undo", "undo"], [["H"], "keyDo.hide", "hide-marks"], [["L"], "keyDo.lines", "lines"],
  [["T"], "keyDo.wide", "wide-ledger"], [["G"], "keyDo.charts", "charts"], [["S"], "keyDo.export", "export"], [["O"], "keyDo.open", "choose"], [["V"], "keyDo.paste", "paste"], [["D"], "keyDo.theme", "theme"], [["F6"], "keyDo.panes", "next-pane"], [["Esc"], "keyDo.escape", "escape"], [["?"], "keyDo.keys", "keys"],
];

/** The panes in the order in which F6 goes round, each with the element that takes the focus. */
const PANES = [".bar button", "#outline a[tabindex='0']", "#legend button[tabindex='0']", "#doc", "#figures tr[tabindex='0']", "#card:not([hidden]) button"];

/**
 * @param {(action: string, event?: KeyboardEvent) => void} act
 * @param {(kind: string, add: boolean) => void} pressKind
 */
export function listenToKeys(act, pressKind) {
  document.addEventListener("keydown", event => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "F6") {
      event.preventDefault();
      return act(event.shiftKey ? "previous-pane" : "next-pane");
    }
    if (event.key === "Escape") return act("escape", event);
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "z" && !typing(event)) {
        event.preventDefault();
        act("undo");
      }
      return;
    }
    if (event.altKey || typing(event) || document.querySelector("dialog[open]")) return;
    if (/^[1-9]$/.test(event.code.replace("Digit", "")) && event.code.startsWith("Digit")) {
      event.preventDefault();
      return pressKind(KINDS[Number(event.code.slice(5)) - 1], event.shiftKey);
    }
    const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    act(action);
  });
}

/** @param {KeyboardEvent} event */
const typing = event => /** @type {HTMLElement} */ (event.target).matches?.("input:not([type='checkbox']), textarea, select, [contenteditable]");

/** @param {1 | -1} by */
export function movePane(by) {
  const panes = PANES.map(it => /** @type {HTMLElement | null} */ (document.querySelector(it))).filter(it => it?.offsetParent);
  const at = panes.findIndex(it => {
    const active = document.activeElement;
    return it === active || (active && paneOf(it) === paneOf(/** @type {HTMLElement} */ (active)));
  });
  panes[(at + by + panes.length) % panes.length]?.focus();
}

/** @param {HTMLElement | null} element */
const paneOf = element => element?.closest(".bar, .side, .legend, .doc, .ledger, .card");

/** @param {(action: string) => void} act */
export function showKeys(act) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys-dialog"));
  dialog.replaceChildren(
    h("header", null, h("h2", { id: "keys-title" }, t("keysTitle")), h("span", { class: "grow" }), h("button", { class: "ib", "aria-label": t("close"), onclick: () => dialog.close() }, icon("x"))),
    h("dl", { class: "keygrid" }, ...LIST.map(([keys, name, action]) => h("div", null, h("dt", null, ...keys.map(it => h("kbd", null, it))), h("dd", null, h("button", { onclick: () => { dialog.close(); act(action); } }, t(name)))))),
  );
  dialog.showModal();
}

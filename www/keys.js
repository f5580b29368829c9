// The keys: which key does what. The list for readers is in view/keys-dialog.js.

/** Each key names an action of actions.js. */
const KEYS = /** @type {Record<string, string>} */ ({
  j: "next",
  k: "previous",
  "[": "previous-section",
  "]": "next-section",
  "/": "find",
  f: "filter",
  "?": "keys",
  c: "copy-quotation",
  e: "correct",
  x: "dismiss",
  m: "mark-figure",
  u: "undo",
  h: "hide-marks",
  l: "lines",
  t: "wide-ledger",
  g: "charts",
  o: "choose",
  v: "paste",
  d: "theme",
  s: "export",
  0: "clear-filter",
});

/** @param {(action: string, event?: KeyboardEvent) => void} act */
export function listenToKeys(act) {
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
      return act("only-kind", event);
    }
    const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    act(action);
  });
}

/** @param {KeyboardEvent} event */
const typing = event =>
  /** @type {HTMLElement} */ (event.target).matches?.("input:not([type='checkbox']), textarea, select, [contenteditable]");

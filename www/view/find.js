// Find in the text: hits are painted over the marks without touching them, next and previous go round.

/** @import { Session } from "../session.js" */
/** @import { Sheet } from "./sheet.js" */
import { t } from "../i18n/i18n.js";
import { byId } from "./dom.js";

/** More hits than a reader would step through are counted, not painted. */
const PAINTED = 2_000;

/** @param {Session} session @param {Sheet} sheet */
export function findView(session, sheet) {
  const bar = byId("findbar");
  const input = /** @type {HTMLInputElement} */ (byId("find-text"));
  const output = byId("find-count");
  /** @type {[number, number][]} */
  let hits = [];
  let now = -1;
  /** @type {HTMLElement | null} */
  let before = null;

  function search() {
    const needle = simple(input.value);
    hits = [];
    now = -1;
    if (needle && session.current) {
      const { text, stretches } = folded(session.current);
      let n = 0;
      const source = (/** @type {number} */ at) => {
        while (stretches[n + 1]?.[0] <= at) n++;
        return at - stretches[n][0] + stretches[n][1];
      };
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
        hits.push([source(at), source(at + needle.length - 1) + 1]);
    }
    paint();
    if (hits.length) step(1);
    else say();
  }

  function say() {
    output.textContent = !input.value ? "" : hits.length ? t("countOf", { n: now + 1, all: hits.length }) : t("findNone");
  }

  function paint() {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("hit");
    CSS.highlights.delete("hit-now");
    const painted = sheet.nearOnly ? hits.slice(now, now + 1) : hits.slice(0, PAINTED);
    if (painted.length && !bar.hidden) CSS.highlights.set("hit", new Highlight(...painted.map(it => sheet.range(...it))));
  }

  /** @param {1 | -1} by */
  function step(by) {
    if (!hits.length) return;
    now = (now + by + hits.length) % hits.length;
    const range = sheet.range(...hits[now]);
    sheet.reveal(range);
    paint();
    if ("highlights" in CSS) {
      const highlight = new Highlight(range);
      highlight.priority = 1;
      CSS.highlights.set("hit-now", highlight);
    }
    say();
  }

  function close() {
    if (bar.hidden) return false;
    bar.hidden = true;
    CSS.highlights?.delete("hit");
    CSS.highlights?.delete("hit-now");
    // The page's body takes no focus: left to it, the hidden field would go on swallowing keys until the next frame.
    (before?.isConnected && before !== document.body ? before : sheet.pane).focus();
    return true;
  }

  input.addEventListener("input", search);
  // Enter presses the button of the next hit by itself.
  bar.addEventListener("submit", event => event.preventDefault());
  input.addEventListener("keydown", event => {
    if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      step(-1);
    }
  });
  session.on(["document"], () => {
    hits = [];
    close();
  });
  return {
    open() {
      before = /** @type {HTMLElement | null} */ (document.activeElement);
      bar.hidden = false;
      input.select();
      input.focus();
      if (input.value) search();
      else if (session.current) folded(session.current);
    },
    close,
    next: () => step(1),
    previous: () => step(-1),
  };
}

/** The text as it is searched, without what was read through, and where each stretch of it begins, here and in the source; made once. @typedef {{ text: string, stretches: [number, number][] }} Folded */
/** @type {WeakMap<object, Folded>} */
const texts = new WeakMap();

/** @param {import("../model/open-document.js").OpenDocument} document */
function folded(document) {
  let made = texts.get(document);
  if (!made) {
    const { length } = document.text;
    made = { text: "", stretches: [] };
    let at = 0;
    for (const { start, end } of [...document.hiddenBetween(0, length), { start: length, end: length }]) {
      if (start > at) {
        made.stretches.push([made.text.length, at]);
        made.text += document.text.slice(at, start);
      }
      at = Math.max(at, end);
    }
    made.text = simple(made.text);
    texts.set(document, made);
  }
  return made;
}

/** Fullwidth and halfwidth, upper and lower case are the same; no character changes its length. @param {string} text */
const simple = text =>
  text
    .replace(/[\uFF01-\uFF5E\u3000]/g, it => (it === "\u3000" ? " " : String.fromCharCode(it.charCodeAt(0) - 0xfee0)))
    .replace(/[A-Z]/g, it => it.toLowerCase());

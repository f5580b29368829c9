// Wiring: views, the analyser, the ways in, the keys. What each part does is in its own file.

import { makeActions } from "./actions.js";
import { Analyzer } from "./analyzer.js";
import { Corrections } from "./corrections.js";
import { languageNow, setLanguage, t, translate } from "./i18n/i18n.js";
import { listenToKeys } from "./keys.js";
import { canonical } from "./model/decimal.js";
import { Opening } from "./opening.js";
import { Session } from "./session.js";
import { cardView } from "./view/card.js";
import { byId, h } from "./view/dom.js";
import { findView } from "./view/find.js";
import { ledgerView } from "./view/ledger.js";
import { legendView, pressKind } from "./view/legend.js";
import { menusView } from "./view/menus.js";
import { metadataView } from "./view/metadata.js";
import { outlineView } from "./view/outline.js";
import { Sheet } from "./view/sheet.js";
import { isName } from "./view/typeset.js";
import { tabsView } from "./view/tabs.js";
import { samplesView } from "./view/welcome.js";

const session = new Session();
const analyzer = new Analyzer();
const corrections = new Corrections(session);
const opening = new Opening(session, analyzer, corrections);
const app = byId("app");

/** Which of the page's views stands there. */
function show() {
  const view = !session.current || document.body.dataset.home ? "empty" : document.body.dataset.charts ? "charts" : "room";
  document.body.dataset.view = view;
  byId("welcome").hidden = view !== "empty";
  byId("room").hidden = view !== "room";
  byId("charts").hidden = view !== "charts";
  document.title = session.current && view !== "empty" ? t("pageTitle", { name: session.current.title }) : t("emptyTitle");
}
// First of all listeners: a view measures itself when it renders, so it must be visible by then.
session.on(["document"], () => {
  delete document.body.dataset.home;
  show();
});

const tabs = byId("tabs");
tabsView(session, tabs);
const sheet = new Sheet(session, byId("doc"), byId("document"));
const goTo = (/** @type {number} */ start, /** @type {number} */ end) => {
  actions.act("show-text");
  sheet.goTo(start, end);
};
const outline = outlineView(session, byId("outline"), section => {
  goTo(section.start, section.end);
  outline.follow(section.id);
});
sheet.onsection = section => outline.follow(section);
metadataView(session, byId("metadata"), goTo);
legendView(session, byId("legend"));
const ledger = ledgerView(session);
const card = cardView(session, ledger, corrections);
menusView(session, ledger, corrections);
const find = findView(session, sheet);
const renderSamples = samplesView(sample => opening.sample(sample));
const actions = makeActions({ session, analyzer, opening, sheet, ledger, find, card, corrections, show, language });
listenToKeys(actions.act, (kind, add) => pressKind(session, kind, add));

session.on(["document", "language"], () => {
  const doc = session.current;
  const { joins, times, labels, notes } = doc?.report ?? { joins: [], times: [], labels: [], notes: [] };
  /** @type {[import("./i18n/i18n.js").Key, number | undefined][]} */
  const facts = [["factCharacters", doc?.text.length], ["factFigures", doc?.figures.length], ["factTimes", times.length], ["factLabels", labels.filter(isName).length], ["factJoins", joins.length || undefined], ["factNotes", notes.length || undefined]];
  byId("facts").replaceChildren(...facts.flatMap(([key, n]) => (n === undefined ? [] : [h("span", key === "factNotes" ? { title: notes.map(it => it.message).join("\n") } : null, t(key, { n }))])), h("span", { class: "grow" }), h("span", { class: "opt" }, doc ? t("factTime", { n: doc.milliseconds }) : ""));
  if (doc && doc.text.length > 1_000_000) actions.toast(t("large", { c: doc.text.length, n: doc.figures.length }));
  opening.settle();
});
session.on(["notice"], text => actions.toast(text));

/** @param {"zh" | "en"} to */
function language(to) {
  setLanguage(to);
  translate(document);
  const button = /** @type {HTMLElement} */ (document.querySelector("[data-action='language']"));
  button.textContent = t("language");
  button.lang = to === "zh" ? "en" : "zh-CN";
  button.setAttribute("aria-label", t("languageName"));
  renderSamples();
  session.tell("language");
  show();
}

// The ways in: chosen, dropped, pasted.
const input = /** @type {HTMLInputElement} */ (byId("open-file"));
input.addEventListener("change", () => {
  const files = [...(input.files ?? [])];
  input.value = "";
  if (files.length) opening.files(files);
});
let dragged = 0;
const holdsFiles = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types ?? [])].some(it => it === "Files" || it === "text/plain");
const cover = (/** @type {boolean} */ on) => (byId("dropcover").hidden = !on);
document.addEventListener("dragenter", event => holdsFiles(event) && cover(++dragged > 0));
document.addEventListener("dragleave", () => cover((dragged = Math.max(0, dragged - 1)) > 0));
document.addEventListener("dragover", event => holdsFiles(event) && event.preventDefault());
document.addEventListener("drop", event => {
  event.preventDefault();
  cover((dragged = 0) > 0);
  const files = [...(event.dataTransfer?.files ?? [])];
  const text = event.dataTransfer?.getData("text/plain");
  if (files.length) opening.files(files);
  else if (text) opening.text(text);
});
document.addEventListener("paste", event => {
  if (/** @type {HTMLElement} */ (event.target).matches?.("input, textarea, [contenteditable]")) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain");
  if (files.length) opening.files(files);
  else if (text?.trim()) opening.text(text);
});

// The filter box: what it says is also read as a number, so that 816.84亿 finds 81684000000.
const filterText = /** @type {HTMLInputElement} */ (byId("filter-text"));
let asked = 0;
filterText.addEventListener("input", async () => {
  const text = filterText.value;
  const mine = ++asked;
  const plain = canonical(text);
  session.setFilter({ text, values: plain === undefined ? [] : [plain] });
  if (plain !== undefined || !/\d|[一二三四五六七八九十百千万亿零两]/.test(text.normalize("NFKC")) || !session.current) return;
  const value = (await analyzer.parseNumber(text.trim()).catch(() => undefined)) ?? (await analyzer.analyze(text.trim()).catch(() => undefined))?.figures[0]?.value ?? undefined;
  if (mine === asked && value !== undefined) session.setFilter({ values: [canonical(value) ?? value] });
});
session.on(["document", "filter"], () => {
  const text = session.current?.filter.text ?? "";
  if (filterText.value !== text) filterText.value = text;
});

language(languageNow());
byId("boot").remove();
app.hidden = false;
show();
opening.settle();
analyzer.warm();
corrections.restore();

// A selection in the text may be a figure that was missed: one button, beside it.
const pickup = h("button", { class: "tb solid pickup", "data-action": "mark-figure", "data-t": "markFigure", hidden: true });
app.append(pickup);
document.addEventListener("selectionchange", () => {
  const span = sheet.selection();
  pickup.hidden = !span || span.end - span.start > 40;
  if (pickup.hidden) return;
  pickup.replaceChildren(t("markFigure"), h("kbd", null, "M"));
  const at = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
  pickup.style.left = `${Math.min(innerWidth - 150, Math.max(8, at.left))}px`;
  pickup.style.top = `${Math.max(8, at.top - 36)}px`;
});

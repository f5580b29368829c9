// Everything that a reader can do, by name: buttons name their action in `data-action`, keys in keys.js.

/** @import { Analyzer } from "./analyzer.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Session } from "./session.js" */
/** @import { Sheet } from "./view/sheet.js" */
import { languageNow, t } from "./i18n/i18n.js";
import { movePane, showKeys } from "./keys.js";
import { isEmpty } from "./model/filter.js";
import { quotationText } from "./view/card.js";
import { byId, h } from "./view/dom.js";

/**
 * @typedef {object} Parts
 * @property {Session} session
 * @property {Analyzer} analyzer
 * @property {Opening} opening
 * @property {Sheet} sheet
 * @property {ReturnType<typeof import("./view/ledger.js").ledgerView>} ledger
 * @property {ReturnType<typeof import("./view/find.js").findView>} find
 * @property {ReturnType<typeof import("./view/card.js").cardView>} card
 * @property {import("./corrections.js").Corrections} corrections
 * @property {() => void} show
 * @property {(to: "zh" | "en") => void} language
 */

/** @param {Parts} parts */
export function makeActions({ session, analyzer, opening, sheet, ledger, find, card, corrections, show, language }) {
  const root = document.documentElement;
  const dialog = /** @type {HTMLDialogElement} */ (byId("paste-dialog"));
  const paste = /** @type {HTMLTextAreaElement} */ (byId("paste"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let toastEnd;

  /** A short message that goes by itself. @param {string} text @param {...{ label: string, press: () => void }} offers */
  function toast(text, ...offers) {
    const box = byId("toast");
    box.replaceChildren(h("span", { role: "status" }, text), ...offers.map(offer => h("button", { onclick: () => { box.hidden = true; offer.press(); } }, offer.label)));
    box.hidden = false;
    clearTimeout(toastEnd);
    toastEnd = setTimeout(() => (box.hidden = true), offers.length ? 8_000 : 4_000);
  }

  /** @param {string} text @param {string} done */
  async function copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      toast(done);
    } catch {
      toast(t("copyFailed"));
    }
  }

  /** @param {import("./export/export.js").Format} format */
  async function exportAs(format) {
    const doc = session.current;
    if (!doc) return;
    byId("export-menu").hidePopover();
    try {
      const { exported, save } = await import("./export/export.js");
      const { name, blob } = await exported(doc, format, analyzer.version);
      save(blob, name);
      toast(t("exported", { file: name }));
    } catch (error) {
      toast(t("sorry", { message: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** @param {"outline" | "ledger" | ""} drawer */
  function drawer(drawer) {
    root.dataset.drawer = drawer;
    for (const it of document.querySelectorAll(".tabbar button")) it.toggleAttribute("aria-current", false);
    document.querySelector(`.tabbar [data-action="show-${document.body.dataset.charts ? "charts" : drawer || "text"}"]`)?.setAttribute("aria-current", "true");
    document.querySelector('[data-action="outline"]')?.setAttribute("aria-expanded", String(drawer === "outline"));
    if (drawer === "ledger") ledger.reveal();
  }

  /** @param {boolean} on */
  function charts(on) {
    if (on && !session.current) return;
    if (on) document.body.dataset.charts = "true";
    else delete document.body.dataset.charts;
    show();
    document.querySelector(".views [data-action='read']")?.setAttribute("aria-pressed", String(!on));
    document.querySelector(".views [data-action='charts']")?.setAttribute("aria-pressed", String(on));
    drawer("");
    if (on) drawCharts();
  }

  /** @type {Promise<{ render: () => void }> | null} */
  let mounted = null;

  /** The charts and their library come when they are first asked for. */
  async function drawCharts() {
    const place = byId("charts");
    if (!mounted) place.replaceChildren(h("p", { class: "none" }, t("chartLoading")));
    mounted ??= import("./charts/charts.js").then(it => it.mountCharts(session, place, { read: () => charts(false), goTo: (start, end) => sheet.goTo(start, end) }));
    try {
      (await mounted).render();
    } catch (error) {
      mounted = null;
      charts(false);
      toast(t("sorry", { message: error instanceof Error ? error.message : String(error) }));
    }
  }

  /** What is selected in the text becomes a figure; its value is read by the analyser where it can be. */
  async function markSelection() {
    const doc = session.current;
    const span = sheet.selection();
    if (!doc || !span) return;
    const text = doc.text.slice(span.start, span.end);
    const read = (await analyzer.analyze(text).catch(() => undefined))?.figures[0];
    const value = read?.value ?? (await analyzer.parseNumber(text).catch(() => undefined)) ?? null;
    getSelection()?.removeAllRanges();
    corrections.add(span.start, span.end, read ? { kind: read.kind, value: read.value, ...(read.low === undefined ? {} : { low: read.low, high: read.high }), unit: read.unit } : { value });
    card.edit(true);
  }

  /** @param {1 | -1} by */
  function stepSection(by) {
    const outline = session.current?.report.outline ?? [];
    const at = outline.findIndex(it => it.id === sheet.section);
    const to = outline[Math.max(0, Math.min(outline.length - 1, at + by))];
    if (to) sheet.goTo(to.start, to.end);
  }

  /** The topmost thing that is open. */
  function escape() {
    if (document.querySelector("dialog[open], :popover-open")) return; // closes itself
    if (opening.running) return opening.cancel();
    if (find.close()) return;
    if (!byId("error").hidden) return opening.dismissError();
    if (root.dataset.drawer) return drawer("");
    if (document.body.dataset.charts) return charts(false);
    const field = /** @type {HTMLInputElement} */ (byId("filter-text"));
    if (document.activeElement === field) {
      if (field.value) session.setFilter({ text: "", values: [] });
      else sheet.pane.focus();
      return;
    }
    if (session.current?.selected != null) return session.select(null);
    if (session.current && !isEmpty(session.current.filter)) session.clearFilter();
  }

  /** @type {Record<string, (event?: Event) => void>} */
  const actions = {
    skip: event => {
      event?.preventDefault();
      (session.current ? sheet.pane : /** @type {HTMLElement} */ (document.querySelector("#welcome button"))).focus();
    },
    home: () => {
      if (session.current && !document.body.dataset.home) document.body.dataset.home = "true";
      else delete document.body.dataset.home;
      show();
    },
    new: () => {
      document.body.dataset.home = "true";
      show();
      /** @type {HTMLElement | null} */ (document.querySelector("#drop button"))?.focus();
    },
    choose: () => byId("open-file").click(),
    paste: () => {
      paste.value = "";
      dialog.showModal();
      paste.focus();
    },
    analyze: () => {
      if (!paste.value.trim()) return toast(t("nothingPasted"));
      dialog.close();
      opening.text(paste.value);
    },
    cancel: () => opening.cancel(),
    "dismiss-error": () => opening.dismissError(),
    "copy-error": () => copy(opening.errorText, t("copied")),
    language: () => language(languageNow() === "zh" ? "en" : "zh"),
    theme: () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      toast(t("themeNow", { theme: t(dark ? "themeLight" : "themeDark") }));
      session.tell("theme");
    },
    keys: () => showKeys(act),
    escape,
    find: () => session.current && (charts(false), find.open()),
    "find-next": find.next,
    "find-previous": find.previous,
    "find-close": () => find.close(),
    filter: () => {
      if (!session.current) return;
      if (matchMedia("(max-width: 599px)").matches) drawer("ledger");
      byId("filter-text").focus();
    },
    "clear-filter": () => {
      session.clearFilter();
      const menu = byId("sieve-menu");
      if (menu.matches(":popover-open")) menu.hidePopover();
    },
    next: () => session.step(1, ledger.order()),
    previous: () => session.step(-1, ledger.order()),
    "next-section": () => stepSection(1),
    "previous-section": () => stepSection(-1),
    "next-pane": () => movePane(1),
    "previous-pane": () => movePane(-1),
    "close-card": () => {
      session.select(null);
      /** @type {HTMLElement | null} */ (document.querySelector("#figures tr[tabindex='0']"))?.focus({ preventScroll: true });
    },
    "copy-quotation": () => {
      const doc = session.current;
      const figure = doc?.selected == null ? undefined : doc.byId.get(doc.selected);
      if (doc && figure) copy(quotationText(doc, figure), t("copied"));
    },
    correct: () => card.edit(true),
    dismiss: () => {
      const doc = session.current;
      const figure = doc?.selected == null ? undefined : doc.byId.get(doc.selected);
      if (!doc || !figure) return;
      const order = ledger.order();
      const following = order[order.indexOf(figure.id) + 1] ?? order[order.indexOf(figure.id) - 1] ?? null;
      corrections.dismiss(figure);
      session.select(following, "key");
      toast(`${t("notFigure")}：${figure.text}`, { label: t("undo"), press: () => actions.undo() }, { label: t("neverAsk", { text: figure.text }), press: () => { corrections.never(figure.text); toast(t("neverFigure", { text: figure.text }), { label: t("undo"), press: () => actions.undo() }); } });
    },
    "mark-figure": () => markSelection(),
    undo: () => {
      const what = corrections.undo();
      toast(what === undefined ? t("nothingToUndo") : t("undone", { what }));
    },
    "save-corrections": async () => {
      const { save } = await import("./export/export.js");
      save(new Blob([corrections.toJson()], { type: "application/json" }), "shugang-corrections.json");
    },
    "load-corrections": () => byId("open-file").click(),
    "keep-corrections": async () => {
      await corrections.setKeep(!corrections.keep.on);
      toast(t(corrections.keep.on ? "keptNow" : "keptNot"));
      byId("export-menu").hidePopover();
    },
    "erase-all": async () => {
      await corrections.erase();
      toast(t("erased"));
      byId("export-menu").hidePopover();
    },
    "hide-marks": () => {
      if (root.classList.toggle("no-marks")) toast(t("marksHidden"));
    },
    lines: () => toast(t(byId("doc").classList.toggle("lines") ? "linesOn" : "linesOff")),
    "wide-ledger": () => root.classList.toggle("ledger-wide"),
    outline: () => drawer(root.dataset.drawer === "outline" ? "" : "outline"),
    read: () => charts(false),
    charts: () => charts(!document.body.dataset.charts),
    "show-outline": () => (charts(false), drawer("outline")),
    "show-text": () => (document.body.dataset.charts && charts(false), root.dataset.drawer && drawer("")),
    "show-ledger": () => (charts(false), drawer("ledger")),
    "show-charts": () => charts(true),
    ...Object.fromEntries(/** @type {const} */ (["csv", "xlsx", "json", "markdown", "html", "annotations"]).map(format => [`export-${format}`, () => exportAs(format)])),
    "copy-rows": async () => {
      const doc = session.current;
      if (!doc) return;
      const { rowsText } = await import("./export/export.js");
      copy(await rowsText(doc), t("copiedRows", { n: doc.shown.length }));
      byId("export-menu").hidePopover();
    },
    print: () => {
      byId("export-menu").hidePopover();
      print();
    },
    export: () => /** @type {HTMLElement} */ (document.querySelector("[popovertarget='export-menu']")).click(),
  };

  /** @param {string} action @param {Event} [event] */
  function act(action, event) {
    actions[action]?.(event);
  }

  document.addEventListener("click", event => {
    const button = /** @type {HTMLElement} */ (event.target).closest?.("[data-action]");
    const action = /** @type {HTMLElement | null} */ (button)?.dataset.action;
    // A button that opens a popover does so by itself.
    if (action && !button?.hasAttribute("popovertarget")) act(action, event);
  });
  // On a narrow page a choice in a drawer is seen in the text.
  session.on(["select"], detail => {
    if (detail?.from === "row" && matchMedia("(max-width: 599px)").matches) drawer("");
  });
  return { act, toast, copy, actions };
}

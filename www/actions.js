// What a reader can do in the room, by name: buttons name their action in `data-action`, keys in keys.js. What the first view needs is in main.js.

/** @import { Analyzer } from "./analyzer.js" */
/** @import { Session } from "./session.js" */
/** @import { Sheet } from "./view/sheet.js" */
import { t } from "./i18n/i18n.js";
import { KINDS } from "./model/display.js";
import { isEmpty } from "./model/filter.js";
import { quotationText } from "./view/card.js";
import { byId, h, single, style } from "./view/dom.js";
import { pressKind } from "./view/legend.js";
import { movePane } from "./view/panes.js";
import { copy, sorry, toast } from "./view/toast.js";

/**
 * @typedef {object} Parts
 * @property {Session} session
 * @property {Analyzer} analyzer
 * @property {Sheet} sheet
 * @property {ReturnType<typeof import("./view/ledger.js").ledgerView>} ledger
 * @property {ReturnType<typeof import("./view/find.js").findView>} find
 * @property {ReturnType<typeof import("./view/card.js").cardView>} card
 * @property {import("./corrections.js").Corrections} corrections
 * @property {import("./keep.js").Keep} keep
 * @property {import("./shelf.js").Shelf} shelf
 * @property {() => void} show
 */

/** @param {Parts} parts @returns {Record<string, (event?: Event) => void>} */
export function makeActions({ session, analyzer, sheet, ledger, find, card, corrections, keep, shelf, show }) {
  const root = document.documentElement;
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
      sorry(error);
    }
  }

  /** @param {"outline" | "ledger" | ""} drawer */
  function drawer(drawer) {
    root.dataset.drawer = drawer;
    document.querySelector(".railbtn")?.setAttribute("aria-expanded", String(drawer === "outline"));
    for (const it of document.querySelectorAll(".tabbar button")) it.toggleAttribute("aria-current", false);
    document
      .querySelector(`.tabbar [data-action="show-${document.body.dataset.charts ? "charts" : drawer || "text"}"]`)
      ?.setAttribute("aria-current", "true");
    document.querySelector('[data-action="outline"]')?.setAttribute("aria-expanded", String(drawer === "outline"));
    if (drawer === "ledger") ledger.reveal();
    if (drawer === "outline") /** @type {HTMLElement | null} */ (document.querySelector("#outline [tabindex='0']"))?.focus();
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

  /** Shows the ledger: it stands beside the text, or in a drawer. */
  function list() {
    charts(false);
    if (single.matches) drawer("ledger");
    /** @type {HTMLElement | null} */ (document.querySelector("#figures tr[tabindex='0']"))?.focus();
  }

  /** @type {Promise<{ render: () => Promise<void> }> | null} */
  let mounted = null;

  /** The charts and their library come when they are first asked for. */
  async function drawCharts() {
    const place = byId("charts");
    if (!mounted) place.replaceChildren(h("p", { class: "none" }, t("chartLoading")));
    mounted ??= import("./charts/charts.js").then(it =>
      it.mountCharts(session, place, { read: () => charts(false), list, goTo: (start, end) => sheet.goTo(start, end) }),
    );
    try {
      await (await mounted).render();
    } catch (error) {
      mounted = null;
      charts(false);
      sorry(error);
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
    corrections.add(
      span.start,
      span.end,
      read
        ? { kind: read.kind, value: read.value, ...(read.low === undefined ? {} : { low: read.low, high: read.high }), unit: read.unit }
        : { value },
    );
    await card.edit(true);
  }

  /** @param {1 | -1} by */
  function stepSection(by) {
    const outline = session.current?.report.outline ?? [];
    const at = outline.findIndex(it => it.id === sheet.section);
    const to = outline[Math.max(0, Math.min(outline.length - 1, at + by))];
    if (to) sheet.goTo(to.start, to.end);
  }

  /** Closes the topmost thing of the room that is open. */
  function escape() {
    if (find.close()) return;
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

  /** @param {import("./keep.js").Kept} what @param {(on: boolean) => Promise<void>} work */
  function keepOrNot(what, work) {
    byId("export-menu").hidePopover();
    const kept = keep.asked.has(what);
    session.change({ what: t("keepTitle") }, kept, !kept, async on => {
      try {
        await work(on);
        session.tell("kept");
        toast(t(on ? "keptNow" : "keptNot"));
      } catch {
        toast(t("keepFailed"));
      }
    });
  }

  /** @type {Record<string, (event?: Event) => void>} */
  const actions = {
    keys: () => import("./view/keys-dialog.js").then(it => it.showKeys()).catch(sorry),
    "only-kind": event => {
      const { code, shiftKey } = /** @type {KeyboardEvent} */ (event);
      pressKind(session, KINDS[Number(code.slice(5)) - 1], shiftKey);
    },
    escape,
    find: () => session.current && (charts(false), find.open()),
    "find-next": find.next,
    "find-previous": find.previous,
    "find-close": () => find.close(),
    filter: () => {
      if (!session.current) return;
      list();
      byId("filter-text").focus();
    },
    "clear-filter": () => {
      session.clearFilter();
      const menu = byId("sieve-menu");
      if (menu.matches(":popover-open")) menu.hidePopover();
    },
    next: () => session.step(1, ledger.order(), sheet.place),
    previous: () => session.step(-1, ledger.order(), sheet.place),
    "next-section": () => stepSection(1),
    "previous-section": () => stepSection(-1),
    "next-pane": () => movePane(1),
    "previous-pane": () => movePane(-1),
    "close-card": () => session.select(null),
    "copy-quotation": () => {
      const doc = session.current;
      const figure = doc?.figure;
      if (doc && figure) copy(quotationText(doc, figure), t("copied"));
    },
    correct: () => card.edit(true).catch(sorry),
    dismiss: () => {
      const doc = session.current;
      const figure = doc?.figure;
      if (!doc || !figure) return;
      const order = ledger.order();
      const following = order[order.indexOf(figure.id) + 1] ?? order[order.indexOf(figure.id) - 1] ?? null;
      session.select(following, "key");
      corrections.dismiss(figure);
      toast(
        `${t("notFigure")}：${figure.text}`,
        { label: t("undo"), press: () => actions.undo() },
        {
          label: t("neverAsk", { text: figure.text }),
          press: () => {
            corrections.never(figure.text);
            toast(t("neverFigure", { text: figure.text }), { label: t("undo"), press: () => actions.undo() });
          },
        },
      );
    },
    "mark-figure": () => markSelection().catch(sorry),
    undo: () => {
      const what = session.undo();
      toast(what === undefined ? t("nothingToUndo") : t("undone", { what }));
    },
    "save-corrections": async () => {
      const { save } = await import("./export/export.js");
      save(new Blob([corrections.toFile()], { type: "application/json" }), "shugang-corrections.json");
    },
    "load-corrections": () => byId("open-file").click(),
    dictionary: async () => {
      byId("export-menu").hidePopover();
      const [it] = await Promise.all([import("./view/dictionary.js"), style("edit")]);
      it.showDictionary(session, corrections);
    },
    "keep-corrections": () =>
      keepOrNot("corrections", on => (on ? keep.write("corrections", corrections.toJson()) : keep.drop("corrections"))),
    "keep-documents": () => keepOrNot("documents", on => shelf.set(on)),
    "erase-all": async () => {
      byId("export-menu").hidePopover();
      const gone = keep.erase();
      await corrections.erase();
      await gone.then(() => toast(t("erased")), sorry);
      session.tell("kept");
    },
    "hide-marks": () => {
      session.setLook({ marks: !session.look.marks }, t("showMarks"));
      toast(t(session.look.marks ? "marksShown" : "marksHidden"));
    },
    lines: () => {
      session.setLook({ lines: !session.look.lines }, t("showLines"));
      toast(t(session.look.lines ? "linesOn" : "linesOff"));
    },
    "wide-ledger": () => (single.matches ? list() : session.setLook({ wide: !session.look.wide }, t("keyDo.wide"))),
    outline: () => {
      const open = root.dataset.drawer === "outline";
      if (document.body.dataset.charts) charts(false);
      drawer(open ? "" : "outline");
    },
    read: () => charts(false),
    charts: () => charts(!document.body.dataset.charts),
    "show-outline": () => (charts(false), drawer("outline")),
    "show-text": () => (document.body.dataset.charts && charts(false), root.dataset.drawer && drawer("")),
    "show-ledger": () => (charts(false), drawer("ledger")),
    "show-charts": () => charts(true),
    ...Object.fromEntries(
      /** @type {const} */ (["csv", "xlsx", "json", "markdown", "html", "annotations"]).map(format => [
        `export-${format}`,
        () => exportAs(format),
      ]),
    ),
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

  // Where one part is seen at a time a choice in a drawer is seen in the text.
  session.on(["select"], detail => {
    if (detail?.from === "row" && single.matches) drawer("");
  });
  return actions;
}

// The menus: filters and columns of the ledger, and what can be taken away.

/** @import { Session } from "../session.js" */
/** @import { Key } from "../i18n/i18n.js" */
/** @import { Column } from "./ledger.js" */
import { t } from "../i18n/i18n.js";
import { DIRECTIONS, STATUSES, timeText } from "../model/display.js";
import { isEmpty } from "../model/filter.js";
import { byId, h } from "./dom.js";
import { COLUMNS } from "./ledger.js";

/** A menu of more sections is none to choose from: of a longer outline it offers the upper levels. */
const SECTIONS = 400;

/** @param {import("../../pkg/shugang.js").Section[]} outline */
function sections(outline) {
  let list = outline.filter(it => it.level > 0);
  for (let deepest = 5; list.length > SECTIONS && deepest > 0; deepest--) list = list.filter(it => it.level <= deepest);
  return list;
}

/**
 * @param {Session} session
 * @param {{ columns: () => Column[] }} ledger
 * @param {import("../keep.js").Keep} keep
 */
export function menusView(session, ledger, keep) {
  const sieve = byId("sieve-menu");
  const columns = byId("columns-menu");
  const exports = byId("export-menu");

  /** @param {HTMLElement} menu @param {() => void} render */
  const menu = (menu, render) =>
    menu.addEventListener("beforetoggle", event => /** @type {ToggleEvent} */ (event).newState === "open" && render());

  // The items are there from the first document on, so that a script can press them without opening the menu.
  session.on(["document", "filter", "language", "kept"], () => renderExports());
  menu(sieve, () => {
    const doc = session.current;
    if (!doc) return;
    const { filter } = doc;
    const [, own] = filter.section.split("=");
    const alone = own !== undefined && (doc.section(own ? Number(own) : null)?.title ?? t("ungrouped"));
    /** @param {string} label @param {string} value @param {[string, string][]} options @param {(value: string) => void} change */
    const select = (label, value, options, change) => {
      const element = h(
        "select",
        { onchange: () => change(element.value) },
        h("option", { value: "" }, t("any")),
        ...options.map(([id, name]) => h("option", { value: id }, name)),
      );
      element.value = value;
      return h("label", { class: "sel" }, label, element);
    };
    /** @param {string} action @param {Key} name @param {boolean} on */
    const shows = (action, name, on) =>
      h("label", { class: "it" }, h("input", { type: "checkbox", checked: on, "data-action": action }), t(name));
    const times = [...new Set(doc.figures.flatMap(it => it.time ?? []))].sort();
    sieve.replaceChildren(
      select(
        t("col.time"),
        filter.time,
        times.map(it => [it, timeText(it)]),
        time => session.setFilter({ time }),
      ),
      select(
        t("col.section"),
        filter.section,
        [
          ...sections(doc.report.outline).map(
            it => /** @type {[string, string]} */ ([String(it.id), "　".repeat(Math.max(0, it.level - 1)) + (it.marker ?? "") + it.title]),
          ),
          // Where a chart has led.
          .../** @type {[string, string][]} */ (alone ? [[filter.section, t("sectionAlone", { title: alone })]] : []),
        ],
        section => session.setFilter({ section }),
      ),
      select(
        t("col.change"),
        filter.direction,
        [...DIRECTIONS.map(it => /** @type {[string, string]} */ ([it, t(`directionLong.${it}`)])), ["none", t("directionNone")]],
        direction => session.setFilter({ direction }),
      ),
      select(
        t("col.status"),
        filter.status,
        STATUSES.map(it => [it, t(`status.${it}`)]),
        status => session.setFilter({ status }),
      ),
      h("button", { class: "it", "data-action": "clear-filter" }, t("clearFilter")),
      h("button", { class: "it", "data-action": "undo" }, t("undo"), h("small", null, "U")),
      h("hr", null),
      h("h2", { class: "cap" }, t("display")),
      shows("hide-marks", "showMarks", session.look.marks),
      shows("lines", "showLines", session.look.lines),
    );
  });

  const choose = (/** @type {Column[] | null} */ columns) => session.setLook({ columns }, t("columns"));
  menu(columns, () => {
    const shown = ledger.columns();
    columns.replaceChildren(
      ...COLUMNS.map(it => {
        const box = h("input", { type: "checkbox", checked: shown.includes(it), disabled: it === "figure" });
        box.addEventListener("change", () => {
          const now = ledger.columns();
          choose(box.checked ? [...now, it] : now.filter(other => other !== it));
        });
        return h("label", { class: "it" }, box, t(`col.${it}`));
      }),
      h("hr", null),
      h(
        "button",
        {
          class: "it",
          onclick: () => {
            choose(null);
            columns.hidePopover();
          },
        },
        t("columnsAuto"),
      ),
    );
  });

  const renderExports = () => {
    const doc = session.current;
    if (!doc) return;
    /** @param {string} action @param {Key} name @param {string} [extension] */
    const item = (action, name, extension) =>
      h("button", { class: "it", "data-action": action }, t(name), extension && h("small", null, extension));
    /** @param {string} action @param {Key} name @param {boolean} on */
    const toggle = (action, name, on) =>
      h(
        "button",
        { class: "it", "data-action": action, role: "switch", "aria-checked": String(on) },
        t(name),
        h("small", null, on ? "✓" : ""),
      );
    exports.replaceChildren(
      h("h2", { class: "cap" }, t("exportTitle", { n: doc.shown.length })),
      item("export-xlsx", "exportXlsx", ".xlsx"),
      item("export-csv", "exportCsv", ".csv"),
      item("export-json", "exportJson", ".json"),
      item("export-markdown", "exportMarkdown", ".md"),
      item("export-html", "exportHtml", ".html"),
      item("export-annotations", "exportAnnotations", ".jsonld"),
      h("hr", null),
      item("copy-rows", "copyRows"),
      item("print", "exportPrint"),
      h("hr", null),
      h("h2", { class: "cap" }, t("corrections")),
      item("dictionary", "dictionary"),
      item("save-corrections", "saveCorrections", ".json"),
      item("load-corrections", "loadCorrections"),
      h("hr", null),
      h("h2", { class: "cap" }, t("keepTitle")),
      toggle("keep-corrections", "keepCorrections", keep.asked.has("corrections")),
      toggle("keep-documents", "keepDocuments", keep.asked.has("documents")),
      item("erase-all", "eraseAll"),
      h("p", { class: "foot" }, t("correctionsNote")),
    );
  };
  menu(exports, renderExports);

  session.on(["document", "filter"], () => {
    const filter = session.current?.filter;
    const on = Boolean(filter && !isEmpty({ ...filter, text: "", kinds: new Set() }));
    byId("sieve-button").dataset.on = String(on);
  });
}

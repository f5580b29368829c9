// The ledger: the figures as a grid that groups, sorts, fits its columns, and when long draws what is in view.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { Key } from "../i18n/i18n.js" */
/** @import { Session } from "../session.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
import { languageNow, number, t } from "../i18n/i18n.js";
import {
  boundSign,
  boundText,
  changeText,
  DIRECTION_SIGN,
  STATUS_SIGN,
  statusText,
  timeText,
  unitText,
  valueText,
} from "../model/display.js";
import { isEmpty } from "../model/filter.js";
import { sorted } from "../model/order.js";
import { byId, h, narrow } from "./dom.js";

/** In the order of their rank: a narrow pane drops from the end. */
export const COLUMNS = /** @type {const} */ ([
  "figure",
  "value",
  "subject",
  "change",
  "time",
  "status",
  "region",
  "bound",
  "section",
  "kind",
  "sentence",
]);
/** @typedef {typeof COLUMNS[number]} Column */

const UNIT = 46;
/** The columns in their order, and the width of each; the indicator takes what is left. @type {Record<Column, number>} */
const WIDTH = {
  figure: 102,
  value: 122 + UNIT,
  subject: 120,
  change: 70,
  time: 74,
  region: 66,
  bound: 74,
  status: 58,
  section: 96,
  kind: 58,
  sentence: 240,
};
/** English names a status and a change at more length. @param {Column} column */
const widthOf = column =>
  WIDTH[column] + ((languageNow() === "en" && { subject: -8, status: 8, change: 4 }[/** @type {string} */ (column)]) || 0);
const PLACE = /** @type {Column[]} */ (Object.keys(WIDTH));
/** What a row of two lines holds. @type {Column[]} */
const PHONE = ["figure", "value", "subject", "change", "time", "status"];
/** Of a document of more figures only the rows near the view are in the page. */
const ALL = 1_500;
/** The width of an A4 page between its margins, in pixels: six columns. */
const PAPER = 592;
/** So many pixels around the view are drawn, and drawn anew once it is nearer than the second to their end. */
const AROUND = [900, 200];

/** @typedef {{ group: string, marker?: string, count: number } | { figure: Figure }} Row */

/** @param {Session} session */
export function ledgerView(session) {
  const table = byId("figures");
  const scroller = byId("ledger-scroll");
  const none = byId("no-figures");
  const count = byId("ledger-count");
  const groupSelect = /** @type {HTMLSelectElement} */ (byId("group"));
  table.setAttribute("role", "grid");
  /** @type {Row[]} */
  let rows = [];
  /** @type {number[]} The ids in the order of the rows. */
  let order = [];
  /** What the rows are of: for a moment the document before the one that is shown. @type {OpenDocument | null} */
  let listed = null;
  /** The top of each row. @type {Float64Array} */
  let tops = new Float64Array(1);
  /** @type {Column[]} */
  let columns = [];
  let drawn = { from: 0, to: 0 };
  /** Rows that stand in the page. @type {Map<Figure, HTMLElement>} */
  let standing = new Map();
  /** What heads and cells were made for: columns, order, language. */
  let made = { head: "", cells: "" };
  const body = h("tbody", null);
  /** Room above and below. */
  const [above, below] = [0, 1].map(() => h("tr", { class: "pad", "aria-hidden": "true" }, h("td", null)));
  /** The scroller's place and inner size, which it lays out to tell; its width once, else rows are made twice. */
  const view = { top: 0, height: innerHeight, width: 0 };
  const rowHeight = () => (narrow.matches ? 65 : 30);
  const groupHeight = () => (narrow.matches ? 26 : 24);
  /** While the page is printed all rows stand in it, and columns that fit the paper. */
  let printing = false;
  const width = () => (printing ? PAPER : view.width);
  /** The document's own region is not worth a word in each row. */
  let ownRegion = "";
  const inParts = () => (session.current?.figures.length ?? 0) > ALL;

  function fitColumns() {
    if (narrow.matches) return PHONE;
    const { columns: chosen } = session.look;
    if (chosen) return PLACE.filter(it => chosen.includes(it));
    let left = width() || 556;
    /** @type {Column[]} */
    const fit = [];
    for (const it of COLUMNS.slice(0, 9)) {
      left -= widthOf(it);
      if (left < 0 && fit.length >= 4) break;
      fit.push(it);
    }
    return PLACE.filter(it => fit.includes(it));
  }

  /** The heads, where another column, order or language asks for it. */
  function head() {
    const sort = session.current?.sort;
    const cellsNow = [columns, languageNow()].join();
    if (made.cells !== cellsNow) standing.clear();
    const least = columns.reduce((sum, it) => sum + widthOf(it), 0);
    const minWidth = width() && least > width() && !narrow.matches ? `${least}px` : "";
    const now = [cellsNow, sort?.column, sort?.descending, narrow.matches, minWidth].join();
    if (made.head === now) return;
    const focused = /** @type {HTMLElement | null} */ (table.contains(document.activeElement) ? document.activeElement : null)?.dataset
      .sort;
    made = { head: now, cells: cellsNow };
    const cells = columns.flatMap(it => {
      const sorted = sort?.column === it;
      const button = h(
        "button",
        { "data-sort": it, tabindex: -1, title: `${t(`col.${it}`)}：${t(sorted && !sort.descending ? "sortDown" : "sortUp")}` },
        t(`col.${it}`),
        h("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (sort.descending ? "↓" : "↑") : ""),
      );
      return [
        h(
          "th",
          {
            class: `c-${it}`,
            scope: "col",
            colspan: it === "value" ? 2 : null,
            "aria-sort": sorted ? (sort.descending ? "descending" : "ascending") : null,
          },
          button,
        ),
      ];
    });
    const cols = columns
      .flatMap(it => (it === "subject" ? [0] : it === "value" ? [WIDTH.value - UNIT, UNIT] : [widthOf(it)]))
      .map(width => h("col", { width: width || null }));
    cells[0]?.querySelector("button")?.setAttribute("tabindex", "0");
    const heads = h("thead", null, h("tr", { "aria-rowindex": 1 }, ...cells));
    if (body.parentElement === table) {
      table.querySelector("colgroup")?.replaceWith(h("colgroup", null, ...cols));
      table.querySelector("thead")?.replaceWith(heads);
    } else table.replaceChildren(h("colgroup", null, ...cols), heads, body);
    table.style.minWidth = minWidth;
    table.setAttribute("aria-label", t("ledger"));
    groupSelect.replaceChildren(
      ...["Section", "Kind", "Subject", "Time", "None"].map(it =>
        h("option", { value: it.toLowerCase() }, t(/** @type {Key} */ (`group${it}`))),
      ),
    );
    showGroup();
    if (focused) /** @type {HTMLElement | null} */ (table.querySelector(`[data-sort="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** What is sorted stands in no groups. */
  function showGroup() {
    const { sort, group } = session.current ?? {};
    groupSelect.value = sort ? "none" : (group ?? "section");
  }

  /** Rows out of the figures that pass the filter. */
  function build() {
    const document = session.current;
    listed = document;
    rows = [];
    order = [];
    if (!document) return;
    const figures = sorted(document);
    const group = document.sort ? "none" : document.group;
    if (group === "none") rows = figures.map(figure => ({ figure }));
    else {
      /** @type {Map<string, { name: string, figures: Figure[] }>} */
      const groups = new Map();
      for (const figure of figures) {
        const key = group === "section" ? String(figure.section) : String(figure[group]);
        const held = groups.get(key);
        if (held) held.figures.push(figure);
        else groups.set(key, { name: groupName(document, group, figure), figures: [figure] });
      }
      let list = [...groups.values()];
      if (group === "subject") list = list.sort((a, b) => b.figures.length - a.figures.length);
      if (group === "time") list = list.sort((a, b) => (a.figures[0].time ?? "~").localeCompare(b.figures[0].time ?? "~"));
      for (const it of list) {
        rows.push({
          group: it.name,
          marker: group === "section" ? document.markers(it.figures[0].section) : undefined,
          count: it.figures.length,
        });
        for (const figure of it.figures) rows.push({ figure });
      }
    }
    for (const row of rows) if ("figure" in row) order.push(row.figure.id);
    measure();
  }

  function measure() {
    tops = new Float64Array(rows.length + 1);
    const [figure, group] = [rowHeight(), groupHeight()];
    rows.forEach((row, n) => (tops[n + 1] = tops[n] + ("figure" in row ? figure : group)));
  }

  function render() {
    const document = session.current;
    view.width ||= scroller.clientWidth;
    columns = fitColumns();
    head();
    build();
    draw(true);
    const all = document?.figures.length ?? 0;
    const n = document?.shown.length ?? 0;
    count.textContent = document && !isEmpty(document.filter) ? t("countOf", { n, all }) : number(all);
    byId("tab-count").textContent = number(all);
    table.setAttribute("aria-rowcount", String(rows.length + 1));
    table.hidden = !rows.length;
    none.hidden = rows.length > 0 || !document;
    none.replaceChildren(
      ...(all ? [t("noMatch"), h("button", { class: "link", "data-action": "clear-filter" }, t("clearFilter"))] : [t("noFigures")]),
    );
    showGroup();
  }

  /** Draws the rows in view, or all of a short list; what stands already is left where it stands. @param {boolean} [again] the rows are others */
  function draw(again = false) {
    let from = 0;
    let to = rows.length;
    if (inParts() && !printing) {
      const [far, near] = AROUND.map(it => [
        Math.max(0, lower(tops, view.top - it) - 1),
        Math.min(rows.length, lower(tops, view.top + view.height + it) + 1),
      ]);
      if (!again && near[0] >= drawn.from && near[1] <= drawn.to) return;
      [from, to] = far;
    } else if (!again) return;
    drawn = { from, to };
    const focused = /** @type {HTMLElement | null} */ (body.contains(document.activeElement) ? document.activeElement : null)?.dataset
      .figure;
    /** @type {typeof standing} */
    const now = new Map();
    const parts = rows.slice(from, to).map((it, n) => {
      const row = "figure" in it ? (standing.get(it.figure) ?? figureRow(it.figure)) : groupRow(it);
      if ("figure" in it) now.set(it.figure, row);
      if (inParts()) row.setAttribute("aria-rowindex", String(from + n + 2));
      return row;
    });
    standing = now;
    pad(above, tops[from], parts.unshift.bind(parts));
    pad(below, tops[rows.length] - tops[to], parts.push.bind(parts));
    replace(body, parts);
    select();
    const lost = focused !== undefined && !body.contains(document.activeElement);
    if (lost) /** @type {HTMLElement | null} */ (body.querySelector(`tr[data-figure="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} row @param {number} height @param {(row: HTMLElement) => unknown} put */
  function pad(row, height, put) {
    if (height <= 0) return;
    const cell = /** @type {HTMLTableCellElement} */ (row.firstElementChild);
    // More than there are would ask the table for columns of their own.
    cell.colSpan = columns.length + 1;
    cell.style.height = `${height}px`;
    put(row);
  }

  /** @param {{ group: string, marker?: string, count: number }} row */
  const groupRow = row =>
    h(
      "tr",
      { class: "grp" },
      h(
        "th",
        {
          colspan: columns.length + 1,
          scope: "rowgroup",
          "aria-label": `${row.marker ?? ""}${row.group}, ${t("factFigures", { n: row.count })}`,
        },
        row.marker && h("span", { class: "mk" }, row.marker),
        row.group,
        h("span", { class: "ct" }, number(row.count)),
      ),
    );

  /** @param {Figure} figure */
  function figureRow(figure) {
    const document = /** @type {OpenDocument} */ (session.current);
    const has = (/** @type {Column} */ it) => columns.includes(it);
    const unit = unitText(figure);
    const cells = columns.flatMap(it => {
      switch (it) {
        case "figure":
          return [
            h(
              "td",
              { class: "c-figure", role: "rowheader", title: figure.text },
              h("span", { class: "u", "data-k": figure.kind }, figure.text),
            ),
          ];
        case "value": {
          const value = [
            boundSign(figure) &&
              !has("bound") &&
              h("span", { class: "bd", role: "img", "aria-label": boundText(figure), title: boundText(figure) }, boundSign(figure)),
            valueText(figure),
          ];
          const title = fullTitle(figure);
          const ratio = figure.kind === "ratio";
          // No digit of a value is left out: a long one is set smaller.
          const long = valueText(figure).length + 2 * boundSign(figure).length > (ratio ? 18 : 17) && !narrow.matches;
          return [
            h("td", { class: long ? "c-value long" : "c-value", colspan: ratio ? 2 : null, title }, ...value),
            !ratio && h("td", { class: "c-unit", title: unit.length > 3 ? unit : null }, unit),
          ];
        }
        case "subject":
          return [
            h(
              "td",
              { class: "c-subject" },
              h(
                "div",
                { class: "cs" },
                h("span", { title: figure.subject }, figure.subject ?? ""),
                !has("region") && figure.region && figure.region !== ownRegion && h("span", { class: "reg" }, figure.region),
                !has("status") && STATUS_SIGN[figure.status] && h("span", { class: "reg" }, statusText(figure)),
              ),
            ),
          ];
        case "change":
          return [
            h(
              "td",
              { class: "c-change", title: changeText(figure) || null },
              ...(figure.change
                ? [
                    h("span", { class: `dir ${figure.change.direction}`, "aria-hidden": "true" }, DIRECTION_SIGN[figure.change.direction]),
                    t(`direction.${figure.change.direction}`),
                    h("span", { class: "bs" }, figure.change.basis ? t(`basis.${figure.change.basis}`) : ""),
                  ]
                : []),
            ),
          ];
        case "time":
          return [h("td", { class: "c-time", title: figure.time }, timeText(figure.time))];
        case "region":
          return [h("td", { class: "c-region", title: figure.region }, figure.region ?? "")];
        case "bound":
          return [h("td", { class: "c-bound" }, boundText(figure))];
        case "status":
          return [
            h(
              "td",
              { class: "c-status" },
              STATUS_SIGN[figure.status] && h("span", { class: "st-t", "aria-hidden": "true" }, STATUS_SIGN[figure.status]),
              t(`status.${figure.status}`),
            ),
          ];
        case "section":
          return [h("td", { class: "c-section", title: document.pathFull(figure.section) }, document.pathShort(figure.section))];
        case "kind":
          return [h("td", { class: "c-kind" }, t(`kind.${figure.kind}`))];
        case "sentence": {
          const text = document.quotation(figure);
          return [h("td", { class: "c-sentence", title: text }, text)];
        }
      }
    });
    return h("tr", { class: `row ${figure.status}`, "data-figure": figure.id, "data-k": figure.kind, tabindex: -1 }, ...cells);
  }

  /** @param {Figure} figure */
  const fullTitle = figure => (figure.value && figure.value.length > 14 ? `${valueText(figure)} ${unitText(figure)}` : null);

  function select() {
    // With nothing selected the place is kept.
    let stop = body.querySelector('[tabindex="0"]');
    for (const it of body.querySelectorAll('[aria-selected="true"], [tabindex="0"]')) {
      it.removeAttribute("aria-selected");
      it.setAttribute("tabindex", "-1");
    }
    const row = body.querySelector(`tr[data-figure="${session.current?.selected}"]`);
    row?.setAttribute("aria-selected", "true");
    stop = row ?? stop ?? body.querySelector("tr[data-figure]");
    stop?.setAttribute("tabindex", "0");
  }

  const selectedRow = () => rows.findIndex(it => "figure" in it && it.figure.id === session.current?.selected);

  /** Brings the selected row into view. */
  function reveal() {
    const n = selectedRow();
    if (n < 0) return;
    const covered = narrow.matches ? groupHeight() : 28 + groupHeight();
    const top = tops[n];
    let to = view.top;
    if (top < to + covered - 28) to = top - covered - 30;
    else if (top + rowHeight() + 28 > to + view.height) to = top - view.height * 0.62;
    goTo(Math.max(0, to));
    draw();
    select();
  }

  let going = false;
  /** The rows are drawn for the new place at once; the browser is moved there when it lays them out. @param {number} top */
  function goTo(top) {
    view.top = top;
    if (going) return;
    going = true;
    requestAnimationFrame(() => {
      going = false;
      scroller.scrollTop = view.top;
    });
  }

  scroller.addEventListener(
    "scroll",
    () => {
      if (going) return;
      view.top = scroller.scrollTop;
      draw();
    },
    { passive: true },
  );
  new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width) return;
    // A taller card may not cover its row.
    const seen = contentRect.height < view.height && tops[selectedRow()] < view.top + view.height;
    view.width = contentRect.width;
    view.height = contentRect.height;
    // Of a document that it has not heard of yet it draws nothing.
    if (listed !== session.current) return;
    if (fitColumns().join() !== columns.join()) return render();
    head();
    draw();
    if (seen) reveal();
  }).observe(scroller);
  narrow.addEventListener("change", render);

  table.addEventListener("click", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    const sort = /** @type {HTMLElement | null} */ (target.closest("[data-sort]"))?.dataset.sort;
    if (sort) return pressSort(sort);
    const row = /** @type {HTMLElement | null} */ (target.closest("tr[data-figure]"));
    if (row) {
      session.select(Number(row.dataset.figure), "row");
      row.focus({ preventScroll: true });
    }
  });

  /** Up, down, then as it was. @param {string} column */
  function pressSort(column) {
    const now = session.current?.sort;
    session.setSort(now?.column !== column ? { column, descending: false } : now.descending ? null : { column, descending: true });
  }

  table.addEventListener("keydown", event => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.dataset.sort && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const heads = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("[data-sort]")]);
      heads[heads.indexOf(target) + (event.key === "ArrowRight" ? 1 : -1)]?.focus();
      return;
    }
    const row = /** @type {HTMLElement | null} */ (target.closest("tr[data-figure]"));
    if (!row) return;
    const at = order.indexOf(Number(row.dataset.figure));
    const page = Math.max(1, Math.floor(scroller.clientHeight / rowHeight()) - 2);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: order.length - 1,
      PageDown: at + page,
      PageUp: at - page,
      Enter: at,
      " ": at,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    session.select(order[Math.max(0, Math.min(order.length - 1, to))], "key");
    /** @type {HTMLElement | null} */ (body.querySelector('tr[aria-selected="true"]'))?.focus({ preventScroll: true });
  });

  groupSelect.addEventListener("change", () => session.setGroup(/** @type {any} */ (groupSelect.value)));
  session.on(["document"], () => {
    goTo(0);
    standing.clear();
    ownRegion = commonest(session.current?.figures.flatMap(it => it.region ?? []) ?? []);
    render();
    reveal();
  });
  session.on(["figures", "filter", "language", "look"], () => {
    render();
    reveal();
  });
  session.on(["filter"], () => {
    const { sort, shown } = session.current ?? {};
    byId("announce").textContent = sort
      ? t("sortedBy", { column: t(/** @type {Key} */ (`col.${sort.column}`)) })
      : t("filtered", { n: shown?.length ?? 0 });
  });
  session.on(["select"], detail => {
    select();
    if (detail?.from !== "row") reveal();
  });

  return {
    /** The ids in the order in which they stand. */
    order: () => (listed === session.current ? order : []),
    columns: () => columns,
    reveal,
    /** Draws all rows, for the printer; or those in view again. @param {boolean} on */
    all(on) {
      printing = on;
      render();
    },
  };
}

/** @param {string[]} words */
function commonest(words) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const it of words) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** @param {OpenDocument} document @param {"section" | "kind" | "subject" | "time"} group @param {Figure} figure */
function groupName(document, group, figure) {
  if (group === "section") return document.section(figure.section)?.title ?? t("ungrouped");
  if (group === "kind") return t(`kind.${figure.kind}`);
  if (group === "subject") return figure.subject ?? t("ungrouped");
  return timeText(figure.time) || t("ungrouped");
}

/** Makes `children` the children of `parent`; those that stay are not touched. @param {HTMLElement} parent @param {HTMLElement[]} children */
function replace(parent, children) {
  const wanted = new Set(children);
  for (const it of [...parent.children]) if (!wanted.has(/** @type {HTMLElement} */ (it))) it.remove();
  let at = parent.firstElementChild;
  for (const it of children) {
    if (it === at) at = at.nextElementSibling;
    else parent.insertBefore(it, at);
  }
}

/** The first place in `tops` that is not above `y`. @param {Float64Array} tops @param {number} y */
function lower(tops, y) {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle] < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Pictures where looking beats reading, from the current filter. Loaded with its library when first opened; the ledger stays the accessible form.

/** @import { Figure, Section } from "../../pkg/shugang.js" */
/** @import { Session } from "../session.js" */
/** @import { Series } from "./data.js" */
import { assetLibrary } from "../assets.js";
import { number, t } from "../i18n/i18n.js";
import { breath } from "../model/breath.js";
import { boundSign, changeText, KINDS, statusText, timeText, unitText, valueText } from "../model/display.js";
import { isEmpty, kindCounts } from "../model/filter.js";
import { save } from "../export/export.js";
import { h, style, svg } from "../view/dom.js";
import { changes, matrix, series, signed, timeline } from "./data.js";

/** Rows of bars that a reader can still tell apart. */
const MOST = 40;
/** So many squares are drawn in one cell of the matrix; its number says how many there are. */
const SQUARES = 12;

/**
 * @param {Session} session
 * @param {HTMLElement} root
 * @param {{ read: () => void, list: () => void, goTo: (start: number, end: number) => void }} on `read` shows the text, `list` the ledger
 */
export async function mountCharts(session, root, on) {
  await style("charts");
  await assetLibrary("vendor/echarts/echarts.common.min.js");
  const echarts = /** @type {any} */ (globalThis).echarts;
  /** @type {any[]} */
  let drawn = [];
  let picked = "";

  const slim = () => root.clientWidth < 600;

  /** Those of the theme that is drawn. @type {Map<string, string>} */
  const colours = new Map();

  /** A colour of the tokens as the library can read it. @param {string} token */
  const colour = token => {
    let value = colours.get(token);
    if (value === undefined) {
      const probe = root.appendChild(h("i", null));
      probe.style.color = `var(${token})`;
      colours.set(token, (value = getComputedStyle(probe).color));
      probe.remove();
    }
    return value;
  };

  /** @param {Figure} figure */
  const open = figure => {
    on.read();
    session.select(figure.id, "chart");
  };

  /** All the figures of a cell: alone in the ledger, the first of them selected. @param {Section | undefined} section @param {Figure[]} figures */
  const openCell = (section, figures) => {
    if (figures.length > 1) {
      const id = String(section?.id ?? "");
      const whole = section && !session.current?.report.outline.some(it => it.parent === section.id);
      session.setFilter({ kinds: new Set([figures[0].kind]), section: whole ? id : `=${id}` });
      on.list();
    } else on.read();
    session.select(figures[0].id, "chart");
  };

  const boards = h("div", { class: "boards" });
  let drawing = 0;

  /** Board after board, each in a task of its own; those of before stand until then. */
  async function render() {
    const mine = ++drawing;
    const before = drawn;
    drawn = [];
    colours.clear();
    const doc = session.current;
    const off = () => before.splice(0).forEach(it => it.chart.dispose?.());
    root.toggleAttribute("aria-busy", false);
    if (!doc || root.hidden) return off();
    root.setAttribute("aria-busy", "true");
    const all = isEmpty(doc.filter);
    const bar = h(
      "div",
      { class: "cbar" },
      h("h1", null, t("charts")),
      h("span", { class: "scope" }, t(all ? "chartAll" : "chartSome", { n: doc.shown.length, all: doc.figures.length })),
      h("span", { class: "grow" }),
      h("span", { class: "key" }, square("--ink-2", true), t("status.actual")),
      h("span", { class: "key" }, square("--ink-2", false), t("chartHollow")),
      h("span", { class: "key" }, h("b", { class: "up" }, "▲"), t("direction.up")),
      h("span", { class: "key" }, h("b", { class: "down" }, "▼"), t("direction.down")),
    );
    if (boards.parentElement === root) root.firstElementChild?.replaceWith(bar);
    else root.replaceChildren(bar, boards);
    for (const [n, make] of [matrixBoard, changesBoard, seriesBoard, timelineBoard].entries()) {
      const begun = drawn.length;
      const board = make();
      await breath();
      if (mine !== drawing) return off();
      if (boards.children[n]) boards.children[n].replaceWith(board);
      else boards.append(board);
      for (const it of drawn.slice(begun)) {
        it.start();
        await breath();
        if (mine !== drawing) return off();
      }
    }
    off();
    root.removeAttribute("aria-busy");
  }

  /** @param {string} token @param {boolean} full */
  const square = (token, full) => {
    const box = svg(
      "svg",
      { viewBox: "0 0 12 12", class: "kx", "aria-hidden": "true" },
      svg("rect", { x: 1, y: 1, width: 10, height: 10, rx: 1.5, class: full ? "sq" : "sq tg" }),
    );
    /** @type {SVGElement} */ (box).style.setProperty("--k", `var(${token})`);
    return box;
  };

  /** @param {{ title: string, about?: string, wide?: boolean, extra?: Node, svg: () => SVGElement | null | undefined }} options @param {...(Node | string)} content */
  function board({ title, about, wide, extra, svg: picture }, ...content) {
    return h(
      "section",
      { class: wide ? "board wide" : "board", "aria-label": title },
      h(
        "header",
        null,
        h("h2", null, title),
        extra,
        h("p", null, about ?? ""),
        h("button", { class: "tb ghost", onclick: on.list }, t("chartTable")),
        h(
          "button",
          {
            class: "tb ghost",
            onclick: () => {
              const it = picture();
              if (it) save(new Blob([standalone(it)], { type: "image/svg+xml" }), `${title}.svg`);
            },
          },
          t("chartSvg"),
        ),
      ),
      ...content,
    );
  }

  function matrixBoard() {
    const doc = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const all = matrix(doc);
    const rows = all.slice(0, MOST);
    const counts = kindCounts(doc.shown);
    const kinds = KINDS.filter(it => counts[it]);
    const table = h(
      "table",
      { class: "matrix" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, t("col.section")),
          ...kinds.map(it =>
            h("th", { scope: "col" }, h("span", { class: "kh", "data-k": it }, t(`kind.${it}`)), h("i", null, String(counts[it]))),
          ),
          h("th", { scope: "col", class: "n" }, t("total"), h("i", null, String(doc.shown.length))),
        ),
      ),
      h(
        "tbody",
        null,
        ...rows.map(row =>
          h(
            "tr",
            null,
            h(
              "th",
              { scope: "row", title: doc.pathFull(row.section?.id ?? null) },
              h("span", { class: "mk" }, doc.markers(row.section?.id ?? null)),
              row.section?.title ?? t("ungrouped"),
            ),
            ...kinds.map(kind =>
              h(
                "td",
                { "data-k": kind, "data-name": t(`kind.${kind}`) },
                row.cells[kind].length > 0 &&
                  h(
                    "button",
                    {
                      "aria-label": `${row.section?.title ?? ""} ${t(`kind.${kind}`)} ${row.cells[kind].length}`,
                      title: row.cells[kind]
                        .slice(0, SQUARES)
                        .map(it => it.text)
                        .join("、"),
                      onclick: () => openCell(row.section, row.cells[kind]),
                    },
                    ...row.cells[kind].slice(0, SQUARES).map(it => square(`--k-${kind}`, it.status === "actual")),
                    h("i", null, `${row.cells[kind].length > SQUARES ? "… " : ""}${number(row.cells[kind].length)}`),
                  ),
              ),
            ),
            h("td", { class: "n" }, String(row.total)),
          ),
        ),
      ),
    );
    return board(
      { title: t("chartMatrix"), about: t("chartMatrixAbout"), wide: true, svg: () => matrixSvg(rows, kinds) },
      h("div", { class: "chx", tabindex: 0, role: "region", "aria-label": `${t("col.section")} × ${t("col.kind")}` }, table),
      ...(all.length > MOST ? [h("p", { class: "foot" }, t("chartMore", { n: all.length - MOST }))] : []),
    );
  }

  /** The matrix as a picture for other documents. @param {ReturnType<typeof matrix>} rows @param {readonly (typeof KINDS)[number][]} kinds */
  function matrixSvg(rows, kinds) {
    const [left, step, line] = [280, 110, 30];
    const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ it, fill = colour("--ink"), anchor = "start") =>
      svg("text", { x, y, fill, "font-size": 12.5, "text-anchor": anchor, "font-family": "sans-serif" }, it);
    const picture = svg("svg", { width: left + step * kinds.length + 60, height: 50 + rows.length * line });
    kinds.forEach((kind, n) => picture.append(text(left + n * step, 20, t(`kind.${kind}`), colour(`--k-${kind}`))));
    rows.forEach((row, y) => {
      picture.append(text(0, 52 + y * line, (row.section?.title ?? "").slice(0, 20)));
      kinds.forEach((kind, x) => {
        const figures = row.cells[kind];
        const drawn = figures.slice(0, 5);
        drawn.forEach((figure, n) =>
          picture.append(
            svg("rect", {
              x: left + x * step + n * 13,
              y: 42 + y * line,
              width: 10,
              height: 10,
              rx: 1.5,
              fill: figure.status === "actual" ? colour(`--k-${kind}`) : "none",
              stroke: colour(`--k-${kind}`),
              "stroke-width": 1.5,
            }),
          ),
        );
        const count = `${figures.length > drawn.length ? "… " : ""}${number(figures.length)}`;
        if (figures.length) picture.append(text(left + x * step + drawn.length * 13 + 2, 52 + y * line, count, colour("--ink-3")));
      });
      picture.append(text(left + kinds.length * step + 40, 52 + y * line, String(row.total), colour("--ink-2"), "end"));
    });
    return /** @type {SVGElement} */ (picture);
  }

  /**
   * A picture by the library, drawn for the width of its place, with a way to its figures.
   * @param {number} height @param {string} label @param {() => any} option @param {(index: number, series: number) => void} press
   */
  function picture(height, label, option, press) {
    const place = h("div", { class: "ch", role: "img", "aria-label": label });
    place.style.height = `${height}px`;
    emptiable(place);
    /** @type {any} */
    const held = {
      chart: {},
      start() {
        held.chart = echarts.init(place, null, { renderer: "svg", width: Math.max(280, place.clientWidth), height });
        emptiable(/** @type {Element} */ (place.querySelector("svg")));
        held.chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(root).fontFamily }, ...option() });
        held.chart.on("click", (/** @type {any} */ event) => press(event.dataIndex, event.seriesIndex));
      },
      resize() {
        held.chart.resize?.({ width: Math.max(280, place.clientWidth) });
      },
    };
    drawn.push(held);
    return place;
  }

  function axisStyle() {
    return {
      axisLine: { lineStyle: { color: colour("--edge") } },
      axisTick: { show: false },
      axisLabel: { color: colour("--ink-3"), fontSize: 11.5 },
      splitLine: {
        show: !matchMedia("(forced-colors: active)").matches,
        // Where the axis ends it has no round number.
        showMinLine: false,
        showMaxLine: false,
        lineStyle: { color: colour("--line-2") },
      },
    };
  }

  function changesBoard() {
    const doc = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const parts = /** @type {const} */ (["percent", "points"]).flatMap(kind => {
      const all = changes(doc, kind);
      if (!all.length) return [];
      const list = all.slice(0, MOST);
      const place = picture(
        list.length * (slim() ? 46 : 26) + 44,
        `${t("chartChanges")} ${t(`kind.${kind}`)}`,
        () => {
          const values = list.map(signed);
          // Room for what is written beside the longest bar; on a phone the names stand above the bars.
          const reach = Math.max(...values.map(Math.abs)) * (slim() ? 2.6 : 1.5);
          const low = Math.min(0, ...values) < 0 ? -reach : 0;
          return {
            grid: { left: slim() ? 4 : Math.min(170, root.clientWidth * 0.34), right: 16, top: 8, bottom: 28 },
            xAxis: {
              type: "value",
              splitNumber: slim() ? 3 : 5,
              min: low,
              max: Math.max(0, ...values) > 0 ? reach : 0,
              ...axisStyle(),
              axisLabel: {
                ...axisStyle().axisLabel,
                showMinLabel: false,
                showMaxLabel: false,
                formatter: (/** @type {number} */ it) => (it > 0 ? `+${+it.toFixed(1)}` : String(+it.toFixed(1)).replace("-", "−")),
              },
            },
            yAxis: {
              type: "category",
              inverse: true,
              data: list.map((it, n) => (n > 0 && list[n - 1].subject === it.subject ? "" : (it.subject ?? ""))),
              ...axisStyle(),
              // A line between one indicator and the next.
              splitLine: {
                ...axisStyle().splitLine,
                interval: (/** @type {number} */ n) => list[n].subject !== list[n + 1]?.subject,
              },
              axisLabel: {
                color: colour("--ink"),
                fontSize: 12.5,
                overflow: "truncate",
                ...(slim()
                  ? { inside: true, align: "left", verticalAlign: "bottom", padding: [0, 0, 9, 0], width: root.clientWidth - 80 }
                  : { align: "right", width: Math.min(158, root.clientWidth * 0.32) }),
              },
            },
            series: [
              {
                type: "bar",
                barWidth: 12,
                data: list.map((it, n) => {
                  const up = values[n] >= 0;
                  const tint = colour(up ? "--up" : "--down");
                  const target = it.status !== "actual";
                  return {
                    value: values[n],
                    itemStyle: {
                      color: target ? "transparent" : tint,
                      borderColor: tint,
                      borderWidth: 1.3,
                      borderType: target ? "dashed" : "solid",
                      decal:
                        up || target
                          ? undefined
                          : { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: Math.PI / 4, color: colour("--paper") },
                    },
                    label: {
                      show: true,
                      position: up ? "right" : "left",
                      color: tint,
                      fontSize: 12,
                      formatter: `${changeText(it).slice(0, 1)} ${boundSign(it)}${valueText(it)} {g|${[timeText(it.time), it.change?.basis ? t(`basis.${it.change.basis}`) : "", target ? statusText(it) : ""].filter(Boolean).join(" ")}}`,
                      rich: { g: { color: colour("--ink-3"), fontSize: 11.5 } },
                    },
                  };
                }),
              },
            ],
          };
        },
        n => open(list[n]),
      );
      return [
        h("h3", { class: "cap" }, `${t(`kind.${kind}`)}${kind === "percent" ? " %" : ""}`),
        place,
        ...(all.length > MOST ? [h("p", { class: "foot" }, t("chartMore", { n: all.length - MOST }))] : []),
      ];
    });
    const box = board(
      { title: t("chartChanges"), about: t("chartChangesAbout"), svg: () => box.querySelector("svg:not(.kx)") },
      ...(parts.length ? parts : [h("p", { class: "foot" }, t("chartNone"))]),
    );
    return box;
  }

  function seriesBoard() {
    const doc = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const all = series(doc);
    const name = (/** @type {Series} */ it) => `${it.name}${it.rate ? ` · ${t("chartRate")}` : ""}（${unitText(it.figures[0])}）`;
    const now = all.find(it => name(it) === picked) ?? all[0];
    /** @type {HTMLElement} */
    let box;
    if (!now) {
      box = board({ title: t("chartSeries"), svg: () => null }, h("p", { class: "foot" }, t("chartNone")));
      return box;
    }
    const select = h(
      "select",
      {
        class: "tb",
        "aria-label": t("chartSeries"),
        onchange: () =>
          session.change({ what: t("chartSeries"), document: doc }, picked, select.value, async to => {
            picked = to;
            await render();
            /** @type {HTMLElement | null} */ (root.querySelector(".board select"))?.focus();
          }),
      },
      ...all.slice(0, 60).map(it => h("option", null, name(it))),
    );
    select.value = name(now);
    const list = now.figures;
    const times = [...new Set(list.map(it => it.time ?? ""))];
    const place = picture(
      280,
      `${name(now)} ${list.map(it => `${timeText(it.time)} ${valueText(it)}`).join("，")}`,
      () => {
        const tint = colour(`--k-${now.kind}`);
        const point = (/** @type {Figure} */ it) => ({
          value: [timeText(it.time), now.rate ? signed(it) : Number(it.value)],
          figure: it.id,
          symbol: it.status === "actual" ? "circle" : "diamond",
          itemStyle: it.status === "actual" ? {} : { color: colour("--paper"), borderColor: tint, borderWidth: 2 },
          symbolSize: it.status === "actual" ? 8 : 11,
          label: {
            formatter: `${now.rate ? `${changeText(it).slice(0, 1)} ` : ""}${boundSign(it)}${valueText(it)}${it.status === "actual" ? "" : ` ${statusText(it)}`}`,
          },
        });
        const actual = list.filter(it => it.status === "actual");
        const later = list.filter(it => it.status !== "actual");
        const line = {
          type: "line",
          color: tint,
          lineStyle: { color: tint, width: 2 },
          label: { show: true, position: "top", color: colour("--ink"), fontSize: 12 },
        };
        return {
          grid: { left: 12, right: 56, top: 28, bottom: 8, containLabel: true },
          xAxis: { type: "category", data: times.map(timeText), ...axisStyle() },
          yAxis: { type: "value", ...axisStyle(), axisLine: { show: false }, axisLabel: { ...axisStyle().axisLabel, formatter: short } },
          series: [
            { ...line, data: actual.map(point) },
            {
              ...line,
              lineStyle: { color: tint, width: 2, type: "dashed" },
              label: { ...line.label, position: "right" },
              data: [
                ...(later.length && actual.length
                  ? [{ ...point(/** @type {Figure} */ (actual.at(-1))), symbol: "none", label: { show: false } }]
                  : []),
                ...later.map(point),
              ],
            },
          ],
        };
      },
      (n, which) => {
        const part = which === 0 ? list.filter(it => it.status === "actual") : list.filter(it => it.status !== "actual");
        const figure = part[which === 0 ? n : Math.max(0, n - (list.some(it => it.status === "actual") ? 1 : 0))];
        if (figure) open(figure);
      },
    );
    const table = h(
      "table",
      { class: "mini" },
      ...[
        [t("col.time"), ...list.map(it => timeText(it.time))],
        [
          `${t("col.value")} ${unitText(list[0])}`,
          ...list.map(it => `${now.rate ? `${changeText(it).slice(0, 1)} ` : ""}${boundSign(it)}${valueText(it)}`),
        ],
        [t("col.status"), ...list.map(statusText)],
      ].map(([head, ...cells]) => h("tr", null, h("th", { scope: "row" }, head), ...cells.map(it => h("td", null, it)))),
    );
    box = board(
      { title: t("chartSeries"), extra: select, svg: () => box.querySelector(".ch svg") },
      place,
      h("div", { class: "chx", tabindex: 0, role: "region", "aria-label": `${t("chartSeries")} ${t("table", { n: 1 })}` }, table),
      h("p", { class: "foot" }, t("chartSeriesFoot")),
    );
    return box;
  }

  function timelineBoard() {
    const doc = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const all = timeline(doc);
    const list = all.slice(0, MOST);
    /** @type {HTMLElement} */
    let box;
    if (!list.length) {
      box = board({ title: t("chartTimes"), wide: true, svg: () => null }, h("p", { class: "foot" }, t("chartNone")));
      return box;
    }
    const place = picture(
      list.length * 22 + 44,
      `${t("chartTimes")} ${list.map(it => it.text).join("、")}`,
      () => {
        const known = list.flatMap(it => [it.from, it.to]).filter(it => !Number.isNaN(it));
        const year = 365.25 * 86_400_000;
        const min = Math.min(...known) - year * 0.5;
        const max = Math.max(...known) + year * 0.5;
        const tint = colour("--k-duration");
        const from = (/** @type {typeof list[number]} */ it) => (Number.isNaN(it.from) ? min : it.from);
        const to = (/** @type {typeof list[number]} */ it) => (Number.isNaN(it.to) ? max : it.to);
        const least = (max - min) / 160;
        return {
          grid: { left: Math.min(130, root.clientWidth * 0.3), right: 90, top: 8, bottom: 28 },
          xAxis: {
            type: "value",
            min,
            max,
            interval: Math.max(1, Math.ceil((max - min) / year / (slim() ? 4 : 10))) * year,
            ...axisStyle(),
            axisLabel: {
              ...axisStyle().axisLabel,
              showMinLabel: false,
              showMaxLabel: false,
              formatter: (/** @type {number} */ it) => String(new Date(it + year / 2).getUTCFullYear()),
            },
          },
          yAxis: {
            type: "category",
            inverse: true,
            data: list.map(it => it.text.replace(/\s+/g, "")),
            ...axisStyle(),
            axisLabel: { color: colour("--ink"), fontSize: 12, width: 118, overflow: "truncate" },
          },
          series: [
            { type: "bar", stack: "t", silent: true, itemStyle: { color: "transparent" }, data: list.map(from) },
            {
              type: "bar",
              stack: "t",
              barWidth: 10,
              data: list.map(it => ({
                value: Math.max(least, to(it) - from(it)),
                itemStyle: { color: tint, opacity: it.iso.includes("..") ? 0.45 : 0.85, borderRadius: 2 },
                label: {
                  show: true,
                  position: "right",
                  color: colour("--ink-3"),
                  fontSize: 11.5,
                  formatter: `${timeText(it.iso)}${it.times > 1 ? ` ×${it.times}` : ""}`,
                },
              })),
            },
          ],
        };
      },
      n => {
        on.read();
        on.goTo(list[n].start, list[n].end);
      },
    );
    box = board(
      { title: t("chartTimes"), about: t("chartTimesAbout"), wide: true, svg: () => box.querySelector(".ch svg") },
      place,
      ...(all.length > MOST ? [h("p", { class: "foot" }, t("chartMore", { n: all.length - MOST }))] : []),
    );
    return box;
  }

  session.on(["document", "filter", "figures", "language", "theme"], () => requestAnimationFrame(render));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  let width = 0;
  new ResizeObserver(() => {
    if (root.hidden || root.clientWidth === width) return;
    const crossed = width < 600 !== slim();
    width = root.clientWidth;
    if (crossed) render();
    else for (const it of drawn) it.resize();
  }).observe(root);
  return { render };
}

/** The library empties elements by innerHTML, which the page's policy refuses: this one is emptied like any other. @param {Element} element */
const emptiable = element => Object.defineProperty(element, "innerHTML", { get: () => "", set: () => element.replaceChildren() });

/** For an axis only, which has no room: 28,640,000,000 is 286.4亿. @param {number} value */
const short = value =>
  new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 }).format(value);

/** A picture that stands alone in another document. @param {SVGElement} picture */
function standalone(picture) {
  const copy = /** @type {SVGElement} */ (picture.cloneNode(true));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

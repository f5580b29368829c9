// Many files at once (an archive, a folder, several chosen): how far each is, what became of it, and the figures of all in one table.

/** @import { Session } from "../session.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { Archive, Source } from "./formats.js" */
import { Cancelled } from "../analyzer.js";
import { t } from "../i18n/i18n.js";
import { timeText, unitText, valueText } from "../model/display.js";
import { placeOf, placeText } from "../model/place.js";
import { h, icon } from "../view/dom.js";

/** @typedef {{ name: string, state: "waiting" | "reading" | "done" | "failed" | "cancelled", document?: OpenDocument, words?: string }} Item */

/** Rows of the table of figures that are shown; the export has all. */
const SHOWN = 400;
/** So many documents become tabs by themselves; of more, those that the reader picks. */
const TABS = 8;

/**
 * Reads the sources one after the other. A file that fails says so in its row and stops nothing.
 * @param {Source[]} sources
 * @param {{ session: Session, signal: AbortSignal, cancel: () => void, read: (source: Source) => Promise<OpenDocument | Archive | undefined>, words: (name: string, error: unknown) => string }} work
 */
export async function openMany(sources, { session, signal, cancel, read, words }) {
  /** @type {(Item & { source: Source })[]} */
  const items = sources.map(source => ({ source, name: source.name, state: "waiting" }));
  const view = batchView(items, session, cancel);
  /** @type {Archive[]} */
  const archives = [];
  try {
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      item.state = "reading";
      view.render();
      try {
        const opened = await read(item.source);
        if (opened && "sources" in opened) {
          archives.push(opened);
          items.splice(
            at + 1,
            0,
            ...opened.sources.map(source => ({ source, name: source.name, state: /** @type {const} */ ("waiting") })),
          );
        } else if (opened) item.document = opened;
        item.state = "done";
      } catch (error) {
        if (signal.aborted || error instanceof Cancelled) throw error;
        item.state = "failed";
        item.words = words(item.name, error);
      }
    }
  } finally {
    for (const it of items) if (it.state === "waiting" || it.state === "reading") it.state = "cancelled";
    archives.forEach(it => it.end());
    view.finish();
    const documents = items.flatMap(it => it.document ?? []);
    if (documents.length <= TABS) documents.forEach(it => session.add(it));
    else session.add(documents[0]);
    if (documents.length <= TABS && documents.length === items.length) view.close();
  }
}

/** @param {Item[]} items @param {Session} session @param {() => void} cancel */
function batchView(items, session, cancel) {
  document.getElementById("batch")?.remove();
  const progress = h("progress", { "aria-label": t("batchTitle") });
  const about = h("p", { role: "status" });
  const stop = h("button", { class: "tb", onclick: cancel }, t("cancel"));
  const files = h("tbody", null);
  const figures = h("tbody", null);
  const filter = h("input", {
    type: "search",
    "aria-label": t("filterLedger"),
    placeholder: t("filterHint"),
    oninput: () => renderFigures(),
  });
  const more = h("p", { class: "more" });
  const save = h("button", { class: "tb solid", "data-export": "all", onclick: exportAll }, t("exportCsv"));
  const dialog = h(
    "dialog",
    { class: "dialog batch", id: "batch", "aria-labelledby": "batch-title" },
    h(
      "header",
      null,
      h("h2", { id: "batch-title" }, t("batchTitle")),
      h("span", { class: "grow" }),
      h("button", { class: "ib", "aria-label": t("close"), onclick: () => dialog.close() }, icon("x")),
    ),
    h("div", { class: "batchbar" }, progress, about, h("span", { class: "grow" }), stop),
    h(
      "div",
      { class: "batchlist", tabindex: 0 },
      h(
        "table",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            h("th", { scope: "col" }, t("col.document")),
            h("th", { scope: "col" }, t("col.status")),
            h("th", { scope: "col", class: "n" }, t("figuresShort")),
          ),
        ),
        files,
      ),
    ),
    h("div", { class: "batchbar" }, h("h3", null, t("batchFigures")), filter, h("span", { class: "grow" }), save),
    h(
      "div",
      { class: "batchlist", tabindex: 0 },
      h(
        "table",
        { id: "batch-figures" },
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            .../** @type {const} */ (["document", "figure", "value", "unit", "subject", "time", "place"]).map(it =>
              h("th", { scope: "col", class: it === "value" ? "n" : null }, t(`col.${it}`)),
            ),
          ),
        ),
        figures,
      ),
    ),
    more,
  );
  const reopen = h("button", { class: "tb", id: "batch-open", onclick: () => dialog.showModal() }, t("batchOpen", { n: items.length }));
  document.getElementById("batch-open")?.remove();
  document.body.append(dialog);
  document.querySelector(".docs")?.append(reopen);
  dialog.showModal();

  /** @param {OpenDocument} it @param {number | null} [figure] */
  function show(it, figure = null) {
    dialog.close();
    if (session.documents.includes(it)) session.show(it);
    else session.add(it);
    if (figure !== null) session.select(figure, "row");
  }

  function render() {
    const over = items.filter(it => it.state !== "waiting" && it.state !== "reading");
    const failed = items.filter(it => it.state === "failed").length;
    progress.max = items.length;
    progress.value = over.length;
    about.textContent = [t("batchDone", { done: over.length, total: items.length }), failed ? t("batchFailed", { n: failed }) : ""]
      .filter(Boolean)
      .join(" · ");
    files.replaceChildren(
      ...items.map(it =>
        h(
          "tr",
          { "data-state": it.state },
          h(
            "td",
            null,
            it.document ? h("button", { class: "link", onclick: () => show(/** @type {OpenDocument} */ (it.document)) }, it.name) : it.name,
          ),
          h("td", null, [t(`batch.${it.state}`), it.words].filter(Boolean).join("：")),
          h("td", { class: "n" }, it.document ? String(it.document.figures.length) : ""),
        ),
      ),
    );
  }

  const all = () =>
    items.flatMap(it =>
      it.document
        ? it.document.figures.map(figure => ({ name: it.name, document: /** @type {OpenDocument} */ (it.document), figure }))
        : [],
    );
  const found = () => {
    const words = filter.value.trim();
    return words
      ? all().filter(it => [it.name, it.figure.text, it.figure.subject, it.figure.value].some(text => text?.includes(words)))
      : all();
  };

  function renderFigures() {
    const rows = found();
    figures.replaceChildren(
      ...rows
        .slice(0, SHOWN)
        .map(({ name, document, figure }) =>
          h(
            "tr",
            null,
            h("td", null, name),
            h("td", null, h("button", { class: "link", onclick: () => show(document, figure.id) }, figure.text)),
            h("td", { class: "n" }, valueText(figure)),
            h("td", null, unitText(figure)),
            h("td", null, figure.subject ?? ""),
            h("td", null, timeText(figure.time)),
            h("td", null, placeText(placeOf(document, figure))),
          ),
        ),
    );
    more.textContent = rows.length > SHOWN ? t("batchMore", { n: rows.length - SHOWN }) : "";
  }

  async function exportAll() {
    const [{ sha256 }, { recorder }, { csv }, { pieces, save }] = await Promise.all([
      import("../model/hash.js"),
      import("../export/records.js"),
      import("../export/csv.js"),
      import("../export/export.js"),
    ]);
    const records = [];
    for (const it of items) {
      if (!it.document) continue;
      const record = recorder(it.document, await sha256(it.document.text));
      records.push(...it.document.figures.map(figure => ({ ...record(figure), source: it.name })));
    }
    save(new Blob(await pieces(csv(records)), { type: "text/csv;charset=utf-8" }), `${t("batchTitle")}.csv`);
  }

  render();
  return {
    render,
    close: () => dialog.close(),
    finish() {
      stop.remove();
      render();
      renderFigures();
    },
  };
}

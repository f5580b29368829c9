// What is open and what is selected: the one place that the views read and change. Changes are announced as events.

/** @import { Filter } from "./model/filter.js" */
/** @import { OpenDocument, Grouping, Sorting } from "./model/open-document.js" */
import { emptyFilter, isEmpty } from "./model/filter.js";

/**
 * The announcements: `document` (another one is shown), `documents` (one came or went), `figures` (corrections), `filter`
 * (filter, group or order), `select` (a figure; detail `{ from }`), `language`, `theme`, `notice` (a line for the reader to see), `kept` (what the browser keeps).
 * @typedef {"document" | "documents" | "figures" | "filter" | "select" | "language" | "theme" | "notice" | "kept"} Topic
 */

export class Session extends EventTarget {
  /** @type {OpenDocument[]} */
  documents = [];
  /** @type {OpenDocument | null} */
  current = null;
  /** What the reader did and can take back, last first out. @type {{ what: string, undo: () => void }[]} */
  #history = [];

  /** @param {Topic[]} topics @param {(detail: any) => void} listener */
  on(topics, listener) {
    for (const topic of topics) this.addEventListener(topic, event => listener(/** @type {CustomEvent} */ (event).detail));
  }

  /** @param {Topic} topic @param {unknown} [detail] */
  tell(topic, detail) {
    this.dispatchEvent(new CustomEvent(topic, { detail }));
  }

  /** Remembers how to take something back. @param {string} what as it is named to the reader @param {() => void} undo */
  did(what, undo) {
    this.#history.push({ what, undo });
  }

  /** Takes the last change back; says which. */
  undo() {
    const last = this.#history.pop();
    last?.undo();
    return last?.what;
  }

  /** After this nothing that was done before can be taken back. */
  forget() {
    this.#history = [];
  }

  /** @param {OpenDocument} document @param {number} [at] its place among the open ones; the last if left out */
  add(document, at = this.documents.length) {
    this.documents.splice(at, 0, document);
    this.tell("documents");
    this.show(document);
  }

  /** @param {OpenDocument | null} document */
  show(document) {
    this.current = document;
    this.tell("document");
  }

  /** @param {OpenDocument} document */
  close(document) {
    const at = this.documents.indexOf(document);
    if (at < 0) return;
    this.documents.splice(at, 1);
    this.tell("documents");
    if (this.current === document) this.show(this.documents[at] ?? this.documents[at - 1] ?? null);
  }

  /**
   * @param {number | null} id
   * @param {"mark" | "row" | "key" | "chart" | "edit"} [from] where the reader did it: that view does not scroll
   */
  select(id, from = "key") {
    if (!this.current) return;
    this.current.selected = id;
    this.tell("select", { from });
  }

  /** The figure before or after the selected one, in the order and filter of the ledger. @param {1 | -1} by @param {number[]} order */
  step(by, order) {
    if (!this.current || !order.length) return;
    const at = this.current.selected === null ? -1 : order.indexOf(this.current.selected);
    const to = at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + by));
    this.select(order[to], "key");
  }

  /** @param {Partial<Filter>} change */
  setFilter(change) {
    if (!this.current) return;
    this.current.filter = { ...this.current.filter, ...change };
    this.current.filterChanged();
    this.tell("filter");
  }

  clearFilter() {
    if (this.current && !isEmpty(this.current.filter)) this.setFilter(emptyFilter());
  }

  /** @param {Grouping} group */
  setGroup(group) {
    if (!this.current) return;
    this.current.group = group;
    if (group !== "none") this.current.sort = null;
    this.tell("filter");
  }

  /** @param {Sorting | null} sort */
  setSort(sort) {
    if (!this.current) return;
    this.current.sort = sort;
    this.tell("filter");
  }
}

// What is open and what is selected: the one place that the views read and change. Changes are announced as events.

/** @import { Filter } from "./model/filter.js" */
/** @import { Grouping, OpenDocument, Sorting } from "./model/open-document.js" */
import { t } from "./i18n/i18n.js";
import { frame, SLICE } from "./model/breath.js";
import { emptyFilter, isEmpty } from "./model/filter.js";

/**
 * The announcements: `document` (another one is shown), `documents` (one came or went), `figures` (corrections), `filter`
 * (filter, group or order), `look`, `select` (a figure; detail `{ from }`), `language`, `theme`, `notice` (a line for the reader to see), `kept` (what the browser keeps).
 * @typedef {"document" | "documents" | "figures" | "filter" | "look" | "select" | "language" | "theme" | "notice" | "kept"} Topic
 */

/**
 * How the reader has set the page, whatever document is shown: what is marked, original line breaks, the ledger at full width, and its columns where chosen.
 * @typedef {{ marks: boolean, times: boolean, labels: boolean, lines: boolean, wide: boolean, columns: import("./view/ledger.js").Column[] | null }} Look
 */

/** How to take something back; what follows with the same `run` is taken back with it. @typedef {{ what: string, undo: () => void, document?: OpenDocument | null, run?: string }} Done */

export class Session {
  /** @type {OpenDocument[]} */
  documents = [];
  /** @type {OpenDocument | null} */
  current = null;
  /** @type {Readonly<Look>} */
  look = { marks: true, times: true, labels: true, lines: false, wide: false, columns: null };
  /** What the reader did and can take back, last first out. @type {Done[]} */
  #history = [];
  /** @type {Map<Topic, ((detail: any) => void)[]>} */
  #listeners = new Map();
  /** What is still to be told, first come first. @type {{ topic: Topic, hear: () => void }[]} */
  #waiting = [];
  #telling = false;
  #told = Promise.resolve();

  /** @param {Topic[]} topics @param {(detail: any) => void} listener */
  on(topics, listener) {
    for (const topic of topics) this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
  }

  /** Settles when all have heard; of a short document they have at once. @param {Topic} topic @param {unknown} [detail] */
  tell(topic, detail) {
    // Who has not heard of the last change yet hears of this one alone.
    this.#waiting = this.#waiting.filter(it => it.topic !== topic);
    for (const it of this.#listeners.get(topic) ?? []) this.#waiting.push({ topic, hear: () => it(detail) });
    if (!this.#telling) this.#told = this.#tellAll();
    return this.#told;
  }

  /** One after another; a frame goes by wherever that takes long. */
  async #tellAll() {
    this.#telling = true;
    let begun = performance.now();
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      try {
        next.hear();
      } catch (error) {
        reportError(error);
      }
      if (performance.now() - begun < this.#slice(next.topic)) continue;
      await frame();
      begun = performance.now();
    }
    this.#telling = false;
  }

  /** Views work for so many milliseconds before a frame goes by. @param {Topic} topic */
  #slice(topic) {
    const { current } = this;
    if (topic !== "document") return current?.isLong ? SLICE : Infinity;
    return current?.isLong ? 0 : current?.inParts ? 8 : Infinity;
  }

  /** Remembers how to take something back. @param {Done} done `what` as it is named to the reader */
  did(done) {
    const last = this.#history.at(-1);
    if (!done.run || last?.run !== done.run || last.document !== done.document) this.#history.push(done);
  }

  /** Sets what a reader changes, and remembers how it was. @template T, R @param {Omit<Done, "undo">} done @param {T} from @param {T} to @param {(value: T) => R} set */
  change(done, from, to, set) {
    this.did({ ...done, undo: () => void set(from) });
    return set(to);
  }

  /** Takes the last change back, where it is seen; says which. */
  undo() {
    const last = this.#history.pop();
    const { document } = last ?? {};
    if (document && document !== this.current && this.documents.includes(document)) this.show(document);
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
    return this.show(document);
  }

  /** @param {OpenDocument | null} document */
  show(document) {
    this.current = document;
    return this.tell("document");
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

  /** The figure before or after the selected one, as the ledger lists them; with none selected, after or before `place`. @param {1 | -1} by @param {number[]} order @param {number} place */
  step(by, order, place) {
    const { current } = this;
    if (!current || !order.length) return;
    let at = order.indexOf(current.selected ?? -1);
    if (at < 0) {
      const after = current.sort ? 0 : order.findIndex(it => (current.byId.get(it)?.start ?? 0) >= place);
      at = (after < 0 ? order.length : after) - (by > 0 ? 1 : 0);
    }
    this.select(order[Math.min(order.length - 1, Math.max(0, at + by))], "key");
  }

  /** Arranges the figures of the shown document, and remembers how they were. @param {string} what @param {Partial<Pick<OpenDocument, "filter" | "group" | "sort">>} change @param {string} [run] */
  #arrange(what, change, run) {
    const document = this.current;
    if (!document) return;
    const { filter, group, sort } = document;
    this.change({ what, document, run }, { filter, group, sort }, change, to => {
      Object.assign(document, to);
      document.filterChanged();
      if (document === this.current) this.tell("filter");
    });
  }

  /** Words that are typed one after another are one change. @param {Partial<Filter>} change */
  setFilter(change) {
    const typed = change.text || change.values?.length ? "words" : undefined;
    if (this.current) this.#arrange(t("filterLedger"), { filter: { ...this.current.filter, ...change } }, typed);
  }

  clearFilter() {
    if (this.current && !isEmpty(this.current.filter)) this.setFilter(emptyFilter());
  }

  /** @param {Grouping} group */
  setGroup(group) {
    this.#arrange(t("groupBy"), group === "none" ? { group } : { group, sort: null });
  }

  /** @param {Sorting | null} sort */
  setSort(sort) {
    this.#arrange(t("sort"), { sort });
  }

  /** @param {Partial<Look>} change @param {string} what as it is named to the reader */
  setLook(change, what) {
    this.change({ what }, this.look, { ...this.look, ...change }, look => {
      this.look = look;
      this.tell("look");
    });
  }
}

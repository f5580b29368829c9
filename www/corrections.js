// A reader's corrections: made, undone, saved as a file for colleagues, loaded, and kept in the browser only where the reader asks.

/** @import { Figure } from "../pkg/shugang.js" */
/** @import { Dictionary, Edit, Fields } from "./model/edits.js" */
/** @import { OpenDocument } from "./model/open-document.js" */
/** @import { Session } from "./session.js" */
import { sha256 } from "./export/records.js";
import { t } from "./i18n/i18n.js";
import { applyEdits, emptyDictionary } from "./model/edits.js";
import { Keep } from "./keep.js";

export const FORMAT = "shugang-corrections";

export class Corrections {
  /** @type {Dictionary} */
  dictionary = emptyDictionary();
  /** What stands against each document, by the hash of its text: also of those that are not open. @type {Map<string, { name: string, edits: Edit[] }>} */
  #stored = new Map();
  /** @type {{ what: string, undo: () => void }[]} */
  #history = [];
  keep = new Keep();

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /** What was kept, where the reader has asked for it before. */
  async restore() {
    const kept = await this.keep.read();
    if (kept) this.load(kept);
  }

  /** A document that was opened takes the corrections that were made for it. @param {OpenDocument} document */
  async welcome(document) {
    const hash = await sha256(document.text);
    document.hash = hash;
    const stored = this.#stored.get(hash);
    if (stored) document.edits = [...stored.edits];
    if (document.edits.length || this.dictionary.nonFigures.length || Object.keys(this.dictionary.indicators).length) this.#apply(document);
  }

  /** @param {Figure} figure */
  dismiss(figure) {
    this.#edit({ type: "dismiss", start: figure.start, end: figure.end, text: this.#words(figure) }, `${t("notFigure")}：${figure.text}`);
  }

  /** @param {Figure} figure @param {Fields} fields */
  change(figure, fields) {
    this.#edit({ type: "change", start: figure.start, end: figure.end, text: this.#words(figure), fields }, `${t("correct")}：${figure.text}`);
  }

  /** @param {number} start @param {number} end @param {Fields} fields */
  add(start, end, fields) {
    const text = this.session.current?.text.slice(start, end) ?? "";
    this.#edit({ type: "add", start, end, text, fields }, `${t("markFigure")}：${text}`);
    const added = this.session.current?.figures.find(it => it.start === start && it.end === end);
    if (added) this.session.select(added.id, "mark");
  }

  /** No figure with these words is one, in any document. @param {string} text */
  never(text) {
    this.#define({ ...this.dictionary, nonFigures: [...new Set([...this.dictionary.nonFigures, text])] }, t("neverFigure", { text }));
  }

  /** An indicator has another name from now on. @param {string} from @param {string} to */
  rename(from, to) {
    this.#define({ ...this.dictionary, indicators: { ...this.dictionary.indicators, [from]: to } }, `${from} → ${to}`);
  }

  /** Takes the last change back; says which. */
  undo() {
    const last = this.#history.pop();
    last?.undo();
    return last?.what;
  }

  get count() {
    return (this.session.current?.edits.length ?? 0) + this.dictionary.nonFigures.length + Object.keys(this.dictionary.indicators).length;
  }

  toJson() {
    for (const it of this.session.documents) this.#store(it);
    return `${JSON.stringify({ format: FORMAT, formatVersion: 1, dictionary: this.dictionary, documents: Object.fromEntries([...this.#stored].filter(([, it]) => it.edits.length)) }, null, 1)}\n`;
  }

  /** Adds what a file holds to what is here. False where the file is something else. @param {string} json */
  load(json) {
    let data;
    try {
      data = JSON.parse(json);
    } catch {
      return false;
    }
    if (data?.format !== FORMAT) return false;
    const strings = (/** @type {unknown} */ it) => (Array.isArray(it) ? it.filter(one => typeof one === "string") : []);
    const pairs = Object.entries(data.dictionary?.indicators ?? {}).filter(([, to]) => typeof to === "string");
    this.dictionary = { nonFigures: [...new Set([...this.dictionary.nonFigures, ...strings(data.dictionary?.nonFigures)])], indicators: { ...this.dictionary.indicators, ...Object.fromEntries(pairs) } };
    for (const [hash, it] of Object.entries(data.documents ?? {})) {
      const edits = Array.isArray(it?.edits) ? it.edits.filter(isEdit) : [];
      const before = this.#stored.get(hash)?.edits ?? [];
      const seen = new Set(before.map(one => JSON.stringify(one)));
      this.#stored.set(hash, { name: String(it?.name ?? ""), edits: [...before, ...edits.filter((/** @type {Edit} */ one) => !seen.has(JSON.stringify(one)))] });
    }
    for (const document of this.session.documents) {
      const stored = document.hash && this.#stored.get(document.hash);
      if (stored) document.edits = [...stored.edits];
      this.#apply(document);
    }
    this.#save();
    return true;
  }

  /** Everything that was corrected or kept is gone, here and in the browser. */
  async erase() {
    this.dictionary = emptyDictionary();
    this.#stored.clear();
    this.#history = [];
    for (const document of this.session.documents) {
      document.edits = [];
      this.#apply(document);
    }
    await this.keep.erase();
  }

  /** @param {boolean} on */
  async setKeep(on) {
    if (on) await this.keep.write(this.toJson());
    else await this.keep.erase();
  }

  /** The words in the source, whatever was read through in them. @param {Figure} figure */
  #words(figure) {
    return this.session.current?.text.slice(figure.start, figure.end) ?? figure.text;
  }

  /** @param {Edit} edit @param {string} what */
  #edit(edit, what) {
    const document = this.session.current;
    if (!document) return;
    document.edits.push(edit);
    this.#apply(document);
    this.#history.push({ what, undo: () => {
      const at = document.edits.lastIndexOf(edit);
      if (at >= 0) document.edits.splice(at, 1);
      this.#apply(document);
      this.#save();
    } });
    this.#save();
  }

  /** @param {Dictionary} dictionary @param {string} what */
  #define(dictionary, what) {
    const before = this.dictionary;
    const set = (/** @type {Dictionary} */ to) => {
      this.dictionary = to;
      for (const it of this.session.documents) this.#apply(it);
      this.#save();
    };
    set(dictionary);
    this.#history.push({ what, undo: () => set(before) });
  }

  /** @param {OpenDocument} document */
  #apply(document) {
    const { figures, edited } = applyEdits(document.report, document.text, document.edits, this.dictionary);
    document.edited = edited;
    document.setFigures(figures);
    if (document === this.session.current) this.session.tell("figures");
  }

  /** @param {OpenDocument} document */
  #store(document) {
    if (document.hash) this.#stored.set(document.hash, { name: document.name, edits: document.edits });
  }

  #save() {
    if (this.keep.on) this.keep.write(this.toJson());
  }
}

/** @param {any} it */
const isEdit = it => ["dismiss", "change", "add"].includes(it?.type) && Number.isInteger(it.start) && Number.isInteger(it.end) && typeof it.text === "string" && (it.fields === undefined || (typeof it.fields === "object" && it.fields !== null));

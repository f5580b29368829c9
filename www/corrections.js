// A reader's corrections: made, undone, saved as a file for colleagues, loaded, and kept in the browser only where the reader asks.

/** @import { Figure } from "../pkg/shugang.js" */
/** @import { Analyzer } from "./analyzer.js" */
/** @import { Keep } from "./keep.js" */
/** @import { Dictionary, Edit, Fields } from "./model/edits.js" */
/** @import { OpenDocument } from "./model/open-document.js" */
/** @import { Session } from "./session.js" */
import { t } from "./i18n/i18n.js";
import { applyEdits, emptyDictionary, entries } from "./model/edits.js";
import { sha256 } from "./model/hash.js";

export const FORMAT = "shugang-corrections";

export class Corrections {
  dictionary = emptyDictionary();
  /** What stands against each document, by the hash of its text: also of those that are not open. @type {Map<string, { name: string, edits: Edit[] }>} */
  #stored = new Map();
  /** Figures in units of the dictionary. @type {WeakMap<OpenDocument, Figure[]>} */
  #personal = new WeakMap();
  /** What stands in a file, ours or a colleague's. */
  #saved = this.toJson();

  /** @param {Session} session @param {Analyzer} analyzer @param {Keep} keep */
  constructor(session, analyzer, keep) {
    this.session = session;
    this.analyzer = analyzer;
    this.keep = keep;
    // The browser asks before it closes the page over corrections that are nowhere else.
    addEventListener("beforeunload", event => {
      if (!keep.asked.has("corrections") && this.toJson() !== this.#saved) event.preventDefault();
    });
  }

  /** As a file: what is in it is not lost with the page. */
  toFile() {
    return (this.#saved = this.toJson());
  }

  /** A document that was opened takes the corrections that were made for it. @param {OpenDocument} document */
  async welcome(document) {
    const hash = await sha256(document.text);
    document.hash = hash;
    const stored = this.#stored.get(hash);
    if (stored) document.edits = [...stored.edits];
    await this.#readUnits([document]);
    if (document.edits.length || entries(this.dictionary)) this.#apply(document);
  }

  /** @param {Figure} figure */
  dismiss(figure) {
    this.#edit({ type: "dismiss", start: figure.start, end: figure.end, text: this.#words(figure) }, `${t("notFigure")}：${figure.text}`);
  }

  /** @param {Figure} figure @param {Fields} fields */
  change(figure, fields) {
    this.#edit(
      { type: "change", start: figure.start, end: figure.end, text: this.#words(figure), fields },
      `${t("correct")}：${figure.text}`,
    );
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
    return this.define({ ...this.dictionary, nonFigures: [...new Set([...this.dictionary.nonFigures, text])] }, t("neverFigure", { text }));
  }

  /** An indicator has another name from now on. @param {string} from @param {string} to */
  rename(from, to) {
    return this.define({ ...this.dictionary, indicators: { ...this.dictionary.indicators, [from]: to } }, `${from} → ${to}`);
  }

  /** What is counted in these words is a figure, in every document. @param {string} unit */
  addUnit(unit) {
    return this.define({ ...this.dictionary, units: [...new Set([...this.dictionary.units, unit])] }, t("unitKnown", { unit }));
  }

  /** The dictionary is another from now on, at once and in every document. @param {Dictionary} dictionary @param {string} what */
  define(dictionary, what) {
    return this.session.change({ what }, this.dictionary, dictionary, it => this.#set(it));
  }

  /** @param {Dictionary} dictionary */
  async #set(dictionary) {
    const units = dictionary.units.join() !== this.dictionary.units.join();
    this.dictionary = dictionary;
    if (units) await this.#readUnits(this.session.documents);
    for (const it of this.session.documents) this.#apply(it);
    this.#save();
  }

  toJson() {
    return `${JSON.stringify({ format: FORMAT, formatVersion: 1, dictionary: this.dictionary, documents: Object.fromEntries([...this.#stored].filter(([, it]) => it.edits.length)) }, null, 1)}\n`;
  }

  /** Adds what a file holds to what is here; how to take that back, or nothing where the file is something else. @param {string} json */
  async load(json) {
    let data;
    try {
      data = JSON.parse(json);
    } catch {
      return undefined;
    }
    if (data?.format !== FORMAT) return undefined;
    const strings = (/** @type {unknown} */ it) => (Array.isArray(it) ? it.filter(one => typeof one === "string" && one) : []);
    const both = (/** @type {string[]} */ ours, /** @type {unknown} */ theirs) => [...new Set([...ours, ...strings(theirs)])];
    const { units, indicators, nonFigures } = this.dictionary;
    const pairs = Object.entries(data.dictionary?.indicators ?? {}).filter(([, to]) => typeof to === "string");
    const news = this.toJson() !== this.#saved;
    const before = {
      dictionary: this.dictionary,
      stored: new Map([...this.#stored].map(([hash, it]) => [hash, { ...it, edits: [...it.edits] }])),
    };
    for (const [hash, it] of Object.entries(data.documents ?? {})) {
      const edits = Array.isArray(it?.edits) ? it.edits.filter(isEdit) : [];
      const ours = this.#stored.get(hash)?.edits ?? [];
      const seen = new Set(ours.map(one => JSON.stringify(one)));
      this.#stored.set(hash, {
        name: String(it?.name ?? ""),
        edits: [...ours, ...edits.filter((/** @type {Edit} */ one) => !seen.has(JSON.stringify(one)))],
      });
    }
    const take = async (/** @type {Dictionary} */ dictionary) => {
      for (const document of this.session.documents)
        if (document.hash) document.edits = [...(this.#stored.get(document.hash)?.edits ?? [])];
      await this.#set(dictionary);
    };
    await take({
      units: both(units, data.dictionary?.units),
      indicators: { ...indicators, ...Object.fromEntries(pairs) },
      nonFigures: both(nonFigures, data.dictionary?.nonFigures),
    });
    if (!news) this.toFile();
    return () => {
      this.#stored = before.stored;
      take(before.dictionary);
    };
  }

  /** Every correction is gone: there is no way back. */
  async erase() {
    this.#stored.clear();
    for (const document of this.session.documents) document.edits = [];
    await this.#set(emptyDictionary());
    this.session.forget();
  }

  /** The words in the source, whatever was read through in them. @param {Figure} figure */
  #words(figure) {
    return this.session.current?.text.slice(figure.start, figure.end) ?? figure.text;
  }

  /** @param {Edit} edit @param {string} what */
  #edit(edit, what) {
    const document = this.session.current;
    if (!document) return;
    const now = () => {
      this.#apply(document);
      if (document.hash) this.#stored.set(document.hash, { name: document.name, edits: [...document.edits] });
      this.#save();
    };
    document.edits.push(edit);
    now();
    const undo = () => {
      const at = document.edits.lastIndexOf(edit);
      if (at >= 0) document.edits.splice(at, 1);
      now();
    };
    this.session.did({ what, document, undo });
  }

  /** @param {OpenDocument} document */
  #apply(document) {
    const { figures, edited } = applyEdits(
      document.report,
      document.text,
      document.edits,
      this.dictionary,
      this.#personal.get(document) ?? [],
    );
    document.edited = edited;
    document.setFigures(figures);
    if (document === this.session.current) this.session.tell("figures");
  }

  /** @param {OpenDocument[]} documents */
  async #readUnits(documents) {
    const { units } = this.dictionary;
    const reader = units.length ? await import("./model/personal-units.js") : undefined;
    for (const document of documents)
      this.#personal.set(document, reader ? await reader.figuresInUnits(document, units, text => this.analyzer.analyze(text)) : []);
  }

  #save() {
    if (this.keep.asked.has("corrections"))
      this.keep.write("corrections", this.toJson()).catch(() => this.session.tell("notice", t("keepFailed")));
  }
}

/** @param {any} it */
const isEdit = it =>
  ["dismiss", "change", "add"].includes(it?.type) &&
  Number.isInteger(it.start) &&
  Number.isInteger(it.end) &&
  typeof it.text === "string" &&
  (it.fields === undefined || (typeof it.fields === "object" && it.fields !== null));

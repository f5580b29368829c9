// A document that is open: its text, its report, and what follows from both (section paths, sentences, counts).

/** @import { Figure, Report, Section } from "../../pkg/shugang.js" */
import { emptyFilter, sieve } from "./filter.js";

/** @typedef {"section" | "kind" | "subject" | "time" | "none"} Grouping */
/** @typedef {{ column: string, descending: boolean }} Sorting */
/** How a reader had arranged the figures when the document was exported. @typedef {{ filter: Omit<import("./filter.js").Filter, "kinds"> & { kinds: string[] }, group: Grouping, sort: Sorting | null }} View */

let next = 1;

/** Of a document of more characters the browser lays out what is seen, and the text before the ledger. */
const IN_PARTS = 12_000;
/** One of more is long, and announced as such. */
const LONG = 1_000_000;

export class OpenDocument {
  id = next++;
  /** @type {Figure[]} What the reader sees: the report's figures after corrections, by start. */
  figures;
  /** @type {Map<number, Figure>} */
  byId = new Map();
  /** @type {number | null} */
  selected = null;
  filter = emptyFilter();
  /** @type {Grouping} */
  group = "section";
  /** @type {Sorting | null} */
  sort = null;
  scroll = 0;
  /** @type {Set<number>} What is folded and the reader has opened, by its first paragraph. */
  unfolded = new Set();
  /** @type {Set<number>} Figures that the reader has corrected or added. */
  edited = new Set();
  /** @type {import("./edits.js").Edit[]} */
  edits = [];
  /** The SHA-256 of the text, once it is known. */
  hash = "";
  /** @type {Figure[] | null} */
  #shown = null;
  /** @type {Report["labels"] | null} */
  #names = null;
  /** @type {Map<number, { start: number, end: number }[]>} */
  #sentences = new Map();

  /**
   * @param {import("../open/formats.js").Opened} opened as it came in
   * @param {Report} report
   * @param {number} milliseconds
   */
  constructor(opened, report, milliseconds) {
    this.opened = opened;
    this.name = opened.name;
    this.text = opened.text;
    this.origin = opened.origin;
    this.report = report;
    this.milliseconds = milliseconds;
    this.figures = report.figures;
    this.edited = new Set(opened.edited);
    if (opened.view) {
      const { filter, group, sort } = opened.view;
      this.filter = { ...filter, kinds: new Set(filter.kinds) };
      this.group = group;
      this.sort = sort;
    }
    this.#index();
  }

  /** @param {Figure[]} figures */
  setFigures(figures) {
    this.figures = figures;
    this.#index();
  }

  #index() {
    this.byId = new Map(this.figures.map(it => [it.id, it]));
    this.#shown = null;
    if (this.selected !== null && !this.byId.has(this.selected)) this.selected = null;
  }

  get inParts() {
    return this.text.length > IN_PARTS;
  }

  get isLong() {
    return this.text.length > LONG;
  }

  /** The name without its extension, or the title that the document states for itself. */
  get title() {
    return this.report.metadata.title ?? this.name.replace(/\.[^.]{1,5}$/, "");
  }

  /** The figures that the filter lets through, by start. */
  get shown() {
    this.#shown ??= sieve(this, this.filter);
    return this.#shown;
  }

  filterChanged() {
    this.#shown = null;
  }

  /** Labels that name something: markers and idioms are words to a reader; numbers and names of things are shown as such. */
  get names() {
    this.#names ??= this.report.labels.filter(({ kind }) => kind === "docnum" || kind === "name");
    return this.#names;
  }

  /** The selected one. */
  get figure() {
    return this.byId.get(this.selected ?? -1);
  }

  /** @param {Figure} figure */
  isEdited(figure) {
    return this.edited.has(figure.id);
  }

  /** @param {number | null} id */
  section(id) {
    return id === null ? undefined : this.report.outline[id];
  }

  /** From the outermost to `id`, the document's title left out. @param {number | null} id */
  path(id) {
    /** @type {Section[]} */
    const path = [];
    for (let at = this.section(id); at; at = this.section(at.parent)) if (at.level > 0) path.unshift(at);
    return path;
  }

  /** Markers of the path, `一（一）`; titles where there is no marker. @param {number | null} id */
  pathShort(id) {
    return this.markers(id) || this.path(id).at(-1)?.title || "";
  }

  /** Markers of the path only, `一（一）`, `一·二是`. @param {number | null} id */
  markers(id) {
    return this.path(id)
      .map(it => bare(it.marker))
      .filter(Boolean)
      .join("·")
      .replaceAll("·（", "（");
  }

  /** `一（一） 经济总量稳步扩大`. @param {number | null} id */
  pathLong(id) {
    const markers = this.markers(id);
    const title = this.path(id).at(-1)?.title ?? "";
    return markers && title ? `${markers} ${title}` : markers + title;
  }

  /** `一、主要指标 › （一）经济总量`. @param {number | null} id */
  pathFull(id) {
    return this.path(id)
      .map(it => (it.marker ?? "") + it.title)
      .join(" › ");
  }

  /** Where the sentence of a figure stands. @param {Figure} figure */
  sentence(figure) {
    const paragraph = this.report.paragraphs[figure.paragraph];
    if (!paragraph || paragraph.start > figure.start || paragraph.end < figure.end) return { start: figure.start, end: figure.end };
    if (paragraph.kind === "table_row") return paragraph;
    let sentences = this.#sentences.get(figure.paragraph);
    if (!sentences) {
      // A break that was read through must not end a sentence: the segmenter sees blanks of the same length.
      const flat = this.text.slice(paragraph.start, paragraph.end).replace(/[\r\n]/g, " ");
      sentences = [...new Intl.Segmenter("zh", { granularity: "sentence" }).segment(flat)].map(it => ({
        start: paragraph.start + it.index,
        end: paragraph.start + it.index + it.segment.length,
      }));
      this.#sentences.set(figure.paragraph, sentences);
    }
    const first = sentences.find(it => it.end > figure.start) ?? paragraph;
    const last = sentences.find(it => it.end >= figure.end) ?? paragraph;
    return { start: first.start, end: last.end };
  }

  /** The sentence of a figure, or the row of its table. @param {Figure} figure */
  quotation(figure) {
    const { start, end } = this.sentence(figure);
    return this.quoted(figure, start, end).trim();
  }

  /** A part of it: a wide blank stands for the bars and tabs between cells. @param {Figure} figure @param {number} start @param {number} end */
  quoted(figure, start, end) {
    const text = this.clean(start, end);
    return this.report.paragraphs[figure.paragraph]?.kind === "table_row" ? text.replace(/ *[|\t][ |\t]*/g, "\u3000") : text;
  }

  /** The text between two offsets without what was read through. @param {number} start @param {number} end */
  clean(start, end) {
    let text = "";
    let at = start;
    for (const hidden of this.hiddenBetween(start, end)) {
      text += this.text.slice(at, Math.max(at, hidden.start));
      at = Math.max(at, Math.min(hidden.end, end));
    }
    return (text + this.text.slice(at, end)).trim();
  }

  /** Joins and markup between two offsets, in order. @param {number} start @param {number} end */
  hiddenBetween(start, end) {
    const { joins, markup } = this.report;
    const within = (/** @type {{ start: number, end: number }[]} */ list) => {
      const found = [];
      for (let at = firstFrom(list, start); at < list.length && list[at].start < end; at++) found.push(list[at]);
      return found;
    };
    return [...within(joins), ...within(markup)].sort((a, b) => a.start - b.start);
  }

  /** So many figures stand in each section, those of its subsections included. */
  sectionCounts() {
    const counts = new Array(this.report.outline.length).fill(0);
    for (const figure of this.figures) {
      for (let at = this.section(figure.section); at; at = this.section(at.parent)) counts[at.id]++;
    }
    return counts;
  }
}

/** @param {string | null} marker */
const bare = marker => (marker ?? "").replace(/[、.．]$/, "");

/** The first of a list by start that ends after `offset`. @param {{ end: number }[]} list @param {number} offset */
export function firstFrom(list, offset) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Sets paragraphs of the report as elements. The text content of what is made is the source, character by character.

/** @import { Figure, Paragraph, Section } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
import { t } from "../i18n/i18n.js";
import { firstFrom } from "../model/open-document.js";
import { h } from "./dom.js";

/**
 * Paragraphs that are set together: a 公文 head, a heading of several lines, a table, a signature, folded page furniture, or one paragraph alone.
 * @typedef {{ kind: "head" | "heading" | "table" | "sign" | "fold" | "colophon" | "one", first: number, last: number }} Group both inclusive
 * @typedef {{ start: number, end: number }} Span
 * @typedef {Span & { figure?: Figure, className: string, title?: string }} Token
 */

/** @param {OpenDocument} document @returns {Group[]} */
export function groupsOf({ report }) {
  const { paragraphs, metadataSpans, outline } = report;
  const openness = metadataSpans.openness?.[0]?.[0] ?? -1;
  const title = paragraphs.findIndex(it => it.kind === "title");
  const body = bodyOf(report);
  const tail = paragraphs.findLastIndex(it => ["body", "run_in", "list_item", "signature", "title", "heading"].includes(it.kind));
  /** @param {number} n @returns {Group["kind"]} */
  const kindOf = n => {
    const { kind, start, end } = paragraphs[n];
    if (kind === "boilerplate") return "fold";
    if (kind === "table_row" || kind === "table_header") return "table";
    if (kind === "element" && openness >= start && openness < end) return "one";
    // The date of a newspaper stands between its name and its page.
    if (kind === "date" && n < title && paragraphs[n - 1]?.kind === "element") return "head";
    if (kind === "element") return n < title ? "head" : n > tail ? "colophon" : "one";
    if ((kind === "signature" || kind === "date") && n > body) return "sign";
    return "one";
  };
  /** @type {Group[]} */
  const groups = [];
  for (let n = 0; n < paragraphs.length; n++) {
    const kind = kindOf(n);
    const last = groups.at(-1);
    const { start } = paragraphs[n];
    const over = kind === "one" ? outline[firstFrom(outline, start)] : undefined;
    // A section that begins in the line before is one heading with it.
    if (
      last &&
      over &&
      over.start < start &&
      over.start >= paragraphs[last.first].start &&
      ["heading", "title"].includes(paragraphs[n].kind) &&
      paragraphs[n - 1].kind === paragraphs[n].kind
    ) {
      last.kind = "heading";
      last.last = n;
    } else if (last && kind !== "one" && last.kind === kind) last.last = n;
    else groups.push({ kind, first: n, last: n });
  }
  return groups;
}

/** Where the text itself begins, after the title and who signs below it. @param {import("../../pkg/shugang.js").Report} report */
function bodyOf({ paragraphs }) {
  const title = paragraphs.findIndex(it => it.kind === "title");
  const first = paragraphs.findIndex(
    (it, n) => n > title && !["signature", "date", "byline", "subtitle", "boilerplate", "element", "title"].includes(it.kind),
  );
  return first < 0 ? paragraphs.length : first;
}

/** The cells of a row that tabs or bars part, blank ones too. @param {string} row */
function cells(row) {
  let next = 0;
  const found = row.split(/[\t|]/).map(text => {
    const index = next;
    next += text.length + 1;
    return { text, index };
  });
  return found.slice(row.startsWith("|") ? 1 : 0, row.endsWith("|") ? -1 : undefined);
}

export class Typesetter {
  /** @param {OpenDocument} document */
  constructor(document) {
    this.document = document;
    this.text = document.text;
    this.title = document.report.paragraphs.findIndex(it => it.kind === "title");
    this.body = bodyOf(document.report);
  }

  /**
   * The elements of a group, with the source between its paragraphs.
   * @param {Group} group
   * @returns {HTMLElement}
   */
  group(group) {
    const { paragraphs } = this.document.report;
    if (group.kind === "one") return this.paragraph(group.first, "p");
    if (group.kind === "heading") return this.heading(group);
    if (group.kind === "table") return this.table(group);
    const box = this.box(group);
    let at = paragraphs[group.first].start;
    for (let n = group.first; n <= group.last; n++) {
      box.append(...this.gap(at, paragraphs[n].start), this.paragraph(n, "p"));
      at = paragraphs[n].end;
    }
    return box;
  }

  /** A heading of several lines is one. @param {Group} group */
  heading({ first, last }) {
    const { paragraphs } = this.document.report;
    const heading = this.paragraph(first, "p");
    for (let n = first + 1; n <= last; n++) {
      const { start, end } = paragraphs[n];
      const line = h("span", { class: "line", "data-paragraph": n });
      this.marked(line, start, end, this.tokens(start, end), this.document.hiddenBetween(start, end));
      heading.append(...this.gap(paragraphs[n - 1].end, start), line);
    }
    return heading;
  }

  /** @param {Group} group @returns {HTMLElement} */
  box(group) {
    if (group.kind === "head") return h("header", { class: "gw" });
    if (group.kind === "sign") return h("div", { class: "sign" });
    if (group.kind === "colophon") return h("footer", { class: "colophon" });
    const { paragraphs } = this.document.report;
    const characters = paragraphs.slice(group.first, group.last + 1).reduce((sum, it) => sum + it.end - it.start, 0);
    const label = t("folded", { n: group.last - group.first + 1, c: characters });
    // A page of nothing else stands open: there is no text that it would be beside.
    const open = this.document.unfolded.has(group.first) || paragraphs.every(it => it.kind === "boilerplate");
    // The label is drawn, not written: the text of the document stays the source.
    return h(
      "details",
      { class: "fold", "data-fold": group.first, open },
      h("summary", { "aria-label": label }, h("span", { class: "lbl", "data-label": label })),
    );
  }

  /** Rows one under another; where the source divides cells by tabs or bars, the cells line up. @param {Group} group */
  table(group) {
    const { paragraphs } = this.document.report;
    const rows = paragraphs.slice(group.first, group.last + 1);
    const divided = rows.length > 1 && rows.every(it => /[\t|]/.test(this.text.slice(it.start, it.end)));
    const box = h("div", { class: "tablebox", tabindex: 0, role: "region", "aria-label": t("table", { n: group.first }) });
    let at = rows[0].start;
    if (!divided) {
      for (let n = group.first; n <= group.last; n++) {
        box.append(...this.gap(at, paragraphs[n].start), this.paragraph(n, "p"));
        at = paragraphs[n].end;
      }
      return box;
    }
    const body = h("tbody", null);
    const number = (/** @type {string} */ it) => /^[-+−]?[\d.,％%]+$/.test(it.trim());
    // A head stands over its numbers.
    const numeric = new Set(
      rows
        .filter(it => it.kind === "table_row")
        .flatMap(it => cells(this.text.slice(it.start, it.end)).flatMap((cell, column) => (number(cell.text) ? [column] : []))),
    );
    for (const row of rows) {
      const line = h("tr", null);
      const source = this.text.slice(row.start, row.end);
      // What stands before the row and between its cells is kept, unseen, in the cell that follows.
      let from = at;
      // Tabs before its first word are blank cells.
      for (let tab = row.start; this.text[tab - 1] === "\t"; tab--) line.append(h("td", null));
      for (const [column, { text, index }] of cells(source).entries()) {
        const start = row.start + index + text.length - text.trimStart().length;
        const end = row.start + index + text.trimEnd().length;
        if (/^:?-+:?$/.test(text.trim())) continue;
        if (end <= start) {
          line.append(h("td", null));
          continue;
        }
        const head = row.kind === "table_header";
        const td = h(
          head ? "th" : "td",
          { class: number(text) || (head && numeric.has(column)) ? "n" : end - start > 9 ? "w" : null, scope: head ? "col" : null },
          ...this.gap(from, start),
        );
        this.inline(td, start, end);
        from = end;
        line.append(td);
      }
      if (from < row.end) (line.lastElementChild ?? line.appendChild(h("td", { class: "rule" }))).append(...this.gap(from, row.end));
      at = row.end;
      if (line.childElementCount === 1 && line.firstElementChild?.className === "rule") line.hidden = true;
      body.append(line);
    }
    box.append(h("table", null, body));
    return box;
  }

  /** What stands between two paragraphs: kept in the text, not seen. @param {number} start @param {number} end */
  gap(start, end) {
    return end > start ? [h("span", { class: "gap" }, this.text.slice(start, end))] : [];
  }

  /** @param {number} n @param {"p"} fallback @returns {HTMLElement} */
  paragraph(n, fallback) {
    const paragraph = this.document.report.paragraphs[n];
    const [tag, className] = this.form(paragraph, n) ?? [fallback, ""];
    const element = h(/** @type {"p"} */ (tag), { class: className, "data-paragraph": n });
    if (paragraph.kind === "heading" || paragraph.kind === "title") {
      const section = this.sectionAt(paragraph);
      if (section) element.dataset.heading = String(section.id);
      // A numbered paragraph whose first sentence alone is the heading: the sentence is set as run-in, the rest as text.
      if (section && section.end < paragraph.end - 2 && paragraph.kind === "heading") element.className = "p";
    }
    this.inline(element, paragraph.start, paragraph.end);
    return element;
  }

  /** @param {Paragraph} paragraph @param {number} n @returns {[string, string] | undefined} tag and class */
  form(paragraph, n) {
    const section = this.sectionAt(paragraph);
    switch (paragraph.kind) {
      case "title":
        return [n === this.title ? "h1" : "h2", "title"];
      case "heading":
        if (section && section.end < paragraph.end - 2) return ["p", "p"];
        return [`h${Math.min(5, Math.max(2, (section?.level ?? 1) + 1))}`, section?.marker ? "" : "plain"];
      case "subtitle":
        return ["p", "subtitle"];
      case "salutation":
        return ["p", "to"];
      case "quotation":
        return ["p", "p quotation"];
      case "note":
      case "footnote":
        return ["p", "note"];
      case "attachment":
        return ["p", "attachment"];
      case "caption":
      case "photo_credit":
        return ["p", "caption"];
      case "byline":
        return ["p", "byline"];
      case "table_caption":
        return ["p", "tcaption"];
      case "table_unit":
        return ["p", "tunit"];
      case "table_header":
        return ["p", "trow thead"];
      case "table_row":
        return ["p", "trow"];
      case "element":
        return ["p", `element ${this.elementOf(paragraph)}`.trim()];
      case "signature":
      case "date":
        return ["p", n < this.body ? "byline" : ""];
      case "boilerplate":
        return ["p", ""];
      default:
        return ["p", "p"];
    }
  }

  /** Which element of a 公文 head a paragraph is. @param {Span} paragraph */
  elementOf(paragraph) {
    const { metadataSpans } = this.document.report;
    for (const name of ["signer", "issuer", "openness"]) {
      if (metadataSpans[name]?.some(([start, end]) => start < paragraph.end && end > paragraph.start)) return name;
    }
    return "";
  }

  /** The section whose heading begins with the paragraph. @param {Span} paragraph @returns {Section | undefined} */
  sectionAt(paragraph) {
    const { outline } = this.document.report;
    const section = outline[firstFrom(outline, paragraph.start)];
    return section && section.start < paragraph.end && section.start - paragraph.start < 12 ? section : undefined;
  }

  /**
   * The text from `start` to `end` with headings, figures, times, names, and what was read through.
   * @param {HTMLElement} parent
   * @param {number} start
   * @param {number} end
   */
  inline(parent, start, end) {
    const { outline } = this.document.report;
    const tokens = this.tokens(start, end);
    const hidden = this.document.hiddenBetween(start, end);
    const whole = parent.dataset.heading !== undefined && !parent.classList.contains("p");
    let at = start;
    if (!whole) {
      for (let n = firstFrom(outline, start); n < outline.length && outline[n].start < end; n++) {
        const section = outline[n];
        if (section.start < at) continue;
        this.marked(parent, at, section.start, tokens, hidden);
        const heading = h("b", { class: "runin", "data-heading": section.id });
        at = Math.min(section.end, end);
        this.marked(heading, section.start, at, tokens, hidden);
        parent.append(heading);
      }
    }
    this.marked(parent, at, end, tokens, hidden);
  }

  /** @param {HTMLElement} parent @param {number} start @param {number} end @param {Token[]} tokens @param {Span[]} hidden */
  marked(parent, start, end, tokens, hidden) {
    let at = start;
    for (let n = firstFrom(tokens, start); n < tokens.length && tokens[n].start < end; n++) {
      const token = tokens[n];
      const from = Math.max(token.start, at);
      const to = Math.min(token.end, end);
      if (to <= from) continue;
      this.plain(parent, at, from, hidden);
      const { figure } = token;
      const element = figure
        ? h("mark", {
            class: token.className,
            "data-figure": figure.id,
            "data-k": figure.kind,
            "data-s": figure.status === "actual" ? null : figure.status,
            tabindex: -1,
          })
        : h("span", { class: token.className, title: token.title });
      this.plain(element, from, to, hidden);
      parent.append(element);
      at = to;
    }
    this.plain(parent, at, end, hidden);
  }

  /** @param {HTMLElement} parent @param {number} start @param {number} end @param {Span[]} hidden */
  plain(parent, start, end, hidden) {
    let at = start;
    for (let n = firstFrom(hidden, start); n < hidden.length && hidden[n].start < end; n++) {
      const from = Math.max(hidden[n].start, at);
      const to = Math.min(hidden[n].end, end);
      if (to <= from) continue;
      if (from > at) parent.append(this.text.slice(at, from));
      const source = this.text.slice(from, to);
      const breaks = source.split("\n").length - 1;
      parent.append(
        h("span", { class: breaks > 1 ? "join page" : breaks ? "join" : "markup", title: breaks > 1 ? t("pageBreak") : null }, source),
      );
      at = to;
    }
    if (end > at) parent.append(this.text.slice(at, end));
  }

  /** Figures first; a time or name that shares characters with a figure is not drawn. @param {number} start @param {number} end */
  tokens(start, end) {
    const { figures, report } = this.document;
    /** @type {Token[]} */
    const tokens = [];
    for (let n = firstFrom(figures, start); n < figures.length && figures[n].start < end; n++) {
      const figure = figures[n];
      const runs = figure.runs?.length ? figure.runs : [[figure.start, figure.end]];
      for (const [from, to] of runs) tokens.push({ start: from, end: to, figure, className: `fig k-${figure.kind}` });
    }
    const drawn = tokens.slice();
    /** @param {Span[]} list @param {(it: any) => Token} make */
    const add = (list, make) => {
      for (let n = firstFrom(list, start); n < list.length && list[n].start < end; n++) {
        const near = firstFrom(drawn, list[n].start);
        if (near < drawn.length && drawn[near].start < list[n].end) continue;
        tokens.push(make(list[n]));
      }
    };
    add(report.times, it => ({ start: it.start, end: it.end, className: "tm", title: it.iso ?? undefined }));
    add(this.document.names, it => ({ start: it.start, end: it.end, className: "lb" }));
    return tokens.sort((a, b) => a.start - b.start);
  }
}

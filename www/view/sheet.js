// The document pane: lays out what is near the reader, keeps marks in step with selection and filter, and knows every place by its offset.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { Session } from "../session.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { Group } from "./typeset.js" */
import { isEmpty } from "../model/filter.js";
import { firstFrom } from "../model/open-document.js";
import { h, narrow } from "./dom.js";
import { groupsOf, Typesetter } from "./typeset.js";

/** Of a document of more characters only what is near the reader is typeset at all. */
const NEAR_ONLY = 120_000;
/** So many characters make a part. */
const CHUNK = 4_000;

/** While the page scrolls the reader's section is asked for so often, in milliseconds. */
const FOLLOW = 80;

/** `laid` are the figures that it was last laid out with. @typedef {{ start: number, end: number, groups: Group[], element: HTMLElement, set: boolean, laid: Figure[] }} Chunk */

export class Sheet {
  /** @type {OpenDocument | null} */
  document = null;
  /** @type {Chunk[]} */
  chunks = [];
  /** @type {Set<number> | null} */
  #shown = null;
  /** @type {IntersectionObserver | null} */
  #near = null;
  /** @type {(section: number | null) => void} */
  onsection = () => {};
  /** Whether what is far from the reader is not typeset yet. */
  nearOnly = false;
  /** @type {number | null} */
  section = null;
  #soon = false;

  /** @param {Session} session @param {HTMLElement} pane @param {HTMLElement} article */
  constructor(session, pane, article) {
    this.session = session;
    this.pane = pane;
    this.article = article;
    session.on(["document"], () => this.render());
    session.on(["figures"], () =>
      this.#again(chunk => this.#figures(chunk).some((it, n) => it !== chunk.laid[n]) || chunk.laid.length !== this.#figures(chunk).length),
    );
    session.on(["language"], () => this.#again(() => true));
    session.on(["filter"], () => this.dim());
    session.on(["select"], detail => this.mark(detail?.from));
    article.addEventListener("click", event => {
      const target = /** @type {HTMLElement} */ (event.target);
      const summary = target.closest("summary");
      if (summary) {
        event.preventDefault();
        this.#fold(summary);
      }
      const mark = target.closest("mark");
      if (mark && !getSelection()?.toString()) session.select(Number(mark.dataset.figure), "mark");
    });
    article.addEventListener("keydown", event => {
      const mark = /** @type {HTMLElement} */ (event.target).closest("mark");
      if (!mark || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      session.select(Number(mark.dataset.figure), "mark");
    });
    pane.addEventListener("scroll", () => this.#followSoon(), { passive: true });
    // Right after a jump nothing of a far part can be seen yet: the browser says when it can.
    article.addEventListener("contentvisibilityautostatechange", () => this.#followSoon(), true);
  }

  render() {
    const { current } = this.session;
    // Asked before anything changes: later the whole document would have to be laid out to tell.
    const { scrollTop } = this.pane;
    if (this.document) this.document.scroll = scrollTop;
    this.document = current;
    this.#near?.disconnect();
    this.article.replaceChildren();
    this.chunks = [];
    this.section = null;
    if (!current) return;
    this.#shownNow();
    this.typesetter = new Typesetter(current);
    this.chunks = this.#cut(current);
    this.nearOnly = current.text.length > NEAR_ONLY;
    const columns = Math.max(10, Math.floor(Math.min(578, innerWidth - 48) / 17));
    this.#near = new IntersectionObserver(
      seen => {
        for (const it of seen) if (it.isIntersecting) this.#set(this.chunks[Number(/** @type {HTMLElement} */ (it.target).dataset.chunk)]);
        this.#followSoon();
      },
      { root: this.pane, rootMargin: "1600px 0px" },
    );
    for (const [n, chunk] of this.chunks.entries()) {
      chunk.element.dataset.chunk = String(n);
      if (this.chunks.length > 1) {
        chunk.element.className = "chunk";
        chunk.element.style.containIntrinsicBlockSize = `auto ${this.#height(chunk, columns)}px`;
      }
      if (this.nearOnly) {
        chunk.element.append(current.text.slice(chunk.start, chunk.end));
        this.#near.observe(chunk.element);
      } else this.#set(chunk);
    }
    this.article.append(...this.chunks.map(it => it.element));
    if (current.scroll !== scrollTop) this.pane.scrollTop = current.scroll;
    this.mark("mark");
    this.#followSoon();
  }

  /** Lays out again, in its place, what is laid out and has changed: figures or words. @param {(chunk: Chunk) => boolean} changed */
  #again(changed) {
    if (!this.document) return;
    this.#shownNow();
    for (const chunk of this.chunks) if (chunk.set && changed(chunk)) this.#lay(chunk);
    this.mark("edit");
  }

  /** @param {Chunk} chunk */
  #figures({ start, end }) {
    const figures = this.document?.figures ?? [];
    return figures.slice(firstFrom(figures, start), firstFrom(figures, end));
  }

  /** @param {OpenDocument} document @returns {Chunk[]} */
  #cut(document) {
    const groups = groupsOf(document);
    const { paragraphs } = document.report;
    const size = document.inParts ? CHUNK : Infinity;
    /** @type {Chunk[]} */
    const chunks = [];
    let start = 0;
    /** @type {Group[]} */
    let held = [];
    for (const group of groups) {
      held.push(group);
      const { end } = paragraphs[group.last];
      if (end - start < size) continue;
      chunks.push({ start, end, groups: held, element: h("div", null), set: false, laid: [] });
      start = end;
      held = [];
    }
    if (held.length || start < document.text.length || !chunks.length)
      chunks.push({ start, end: document.text.length, groups: held, element: h("div", null), set: false, laid: [] });
    return chunks;
  }

  /** An estimate for what has not been laid out, where so many characters make a line. @param {Chunk} chunk @param {number} columns */
  #height(chunk, columns) {
    const { paragraphs } = this.session.current?.report ?? { paragraphs: [] };
    let lines = 0;
    for (const { first, last } of chunk.groups) {
      for (let n = first; n <= last; n++) lines += Math.ceil((paragraphs[n].end - paragraphs[n].start + 2) / columns);
    }
    return Math.max(1, lines) * 32;
  }

  /** @param {Chunk} chunk */
  #set(chunk) {
    if (chunk.set) return;
    chunk.set = true;
    this.#near?.unobserve(chunk.element);
    this.#lay(chunk);
  }

  /** @param {Chunk} chunk */
  #lay(chunk) {
    const typesetter = this.typesetter;
    if (!typesetter) return;
    const { paragraphs } = typesetter.document.report;
    chunk.laid = this.#figures(chunk);
    const parts = [];
    let at = chunk.start;
    for (const group of chunk.groups) {
      parts.push(...typesetter.gap(at, paragraphs[group.first].start), typesetter.group(group));
      at = paragraphs[group.last].end;
    }
    parts.push(...typesetter.gap(at, chunk.end));
    chunk.element.replaceChildren(...parts);
    this.#dimIn(chunk.element);
    const { selected } = typesetter.document;
    if (selected !== null) for (const mark of this.#marks(selected, chunk.element)) mark.setAttribute("aria-current", "true");
  }

  /** Opens or folds what is not the document. @param {HTMLElement} summary */
  #fold(summary) {
    const { open, dataset } = /** @type {HTMLDetailsElement} */ (summary.parentElement);
    const { document } = this;
    if (!document) return;
    this.session.change({ what: summary.ariaLabel ?? "", document }, open, !open, to => {
      document.unfolded[to ? "add" : "delete"](Number(dataset.fold));
      this.article.querySelector(`[data-fold="${dataset.fold}"]`)?.toggleAttribute("open", to);
    });
  }

  /** Lays out all there is, for the printer. */
  all() {
    for (const chunk of this.chunks) this.#set(chunk);
  }

  #shownNow() {
    const { current } = this.session;
    this.#shown = current && !isEmpty(current.filter) ? new Set(current.shown.map(it => it.id)) : null;
  }

  /** Marks that the filter leaves out lose their ground, never their text. */
  dim() {
    this.#shownNow();
    for (const chunk of this.chunks) if (chunk.set) this.#dimIn(chunk.element);
  }

  /** @param {HTMLElement} root */
  #dimIn(root) {
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("mark[data-figure]"))) {
      mark.classList.toggle("dim", this.#shown !== null && !this.#shown.has(Number(mark.dataset.figure)));
    }
  }

  /** @param {number} id @param {ParentNode} [root] @returns {NodeListOf<HTMLElement>} */
  #marks(id, root = this.article) {
    return root.querySelectorAll(`mark[data-figure="${id}"]`);
  }

  /** Shows which figure is selected, and goes there unless the reader did it in the text. @param {string} [from] */
  mark(from) {
    for (const mark of this.article.querySelectorAll("mark[aria-current]")) mark.removeAttribute("aria-current");
    const figure = this.session.current?.figure;
    // With nothing selected the place is kept.
    const stop = this.article.querySelector('mark[tabindex="0"]');
    if (!figure) {
      if (!stop) this.article.querySelector("mark[data-figure]")?.setAttribute("tabindex", "0");
      return;
    }
    stop?.setAttribute("tabindex", "-1");
    const chunk = this.#chunkAt(figure.start);
    if (chunk) this.#set(chunk);
    const marks = [...this.#marks(figure.id)];
    for (const mark of marks) mark.setAttribute("aria-current", "true");
    marks[0]?.setAttribute("tabindex", "0");
    if (!marks.length || from === "edit") return;
    requestAnimationFrame(() => {
      // Laid out again meanwhile, or left.
      const mark = /** @type {HTMLElement | null} */ (this.article.querySelector("mark[aria-current]"));
      if (!mark) return;
      this.reveal(mark);
      if (from === "mark" || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      mark.classList.remove("flash");
      void mark.offsetWidth;
      mark.classList.add("flash");
      setTimeout(() => mark.classList.remove("flash"), 1_000);
    });
  }

  /** Scrolls to a place unless it is in view: below the find bar, above the card of a phone, beside the first column of a table. @param {Element | Range} place @param {number} [top] so far from the top, in any case */
  reveal(place, top) {
    const element = place instanceof Range ? place.startContainer.parentElement : place;
    element?.closest("details")?.setAttribute("open", "");
    const pane = this.pane.getBoundingClientRect();
    const seen = pane.height - (narrow.matches ? (document.getElementById("card")?.offsetHeight ?? 0) : 0);
    let at = place.getBoundingClientRect();
    // Twice: what is laid out on the way may move the place.
    for (let n = 0; n < 2; n++) {
      if (top !== undefined || at.top < pane.top + 90 || at.bottom > pane.top + seen - 40) {
        this.pane.scrollTop += at.top - pane.top - (top ?? seen * 0.4);
        at = place.getBoundingClientRect();
      }
    }
    const cell = element?.closest("td, th");
    const box = cell?.closest(".tablebox");
    const first = cell?.parentElement?.firstElementChild;
    if (!box || !first || first === cell) return;
    const [left, right] = [first, box].map(it => it.getBoundingClientRect().right);
    if (at.left < left || at.right > right) box.scrollLeft += at.left - (left + right) / 2;
  }

  /** @param {number} offset */
  #chunkAt(offset) {
    return this.chunks.find(it => it.end > offset) ?? this.chunks.at(-1);
  }

  /**
   * The place of `[start, end)` in the page, laid out if it was not.
   * @param {number} start
   * @param {number} end
   */
  range(start, end) {
    const range = document.createRange();
    const first = this.#chunkAt(start);
    if (!first) return range;
    this.#set(first);
    let at = first.start;
    const walker = document.createTreeWalker(first.element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      if (at + length > start && range.collapsed && range.startContainer === document) range.setStart(node, start - at);
      if (at + length >= end && range.startContainer !== document) {
        range.setEnd(node, Math.max(0, end - at));
        return range;
      }
      at += length;
    }
    return range;
  }

  /** Goes to `[start, end)` and shows it for a moment. @param {number} start @param {number} end */
  goTo(start, end) {
    const range = this.range(start, end);
    this.reveal(range, 72);
    if ("highlights" in CSS) {
      CSS.highlights.set("place", new Highlight(range));
      setTimeout(() => CSS.highlights.delete("place"), 1_400);
    }
  }

  /** The part of the document that the reader has selected, without blanks at its ends. */
  selection() {
    const selected = getSelection();
    if (!this.document || !selected?.rangeCount || selected.isCollapsed) return undefined;
    const range = selected.getRangeAt(0);
    if (!this.article.contains(range.commonAncestorContainer)) return undefined;
    const offset = (/** @type {Node} */ node, /** @type {number} */ within) => {
      const chunk = this.chunks.find(it => it.element.contains(node));
      if (!chunk) return undefined;
      const before = document.createRange();
      before.setStart(chunk.element, 0);
      before.setEnd(node, within);
      return chunk.start + before.cloneContents().textContent.length;
    };
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === undefined || end === undefined || end <= start || end - start > 200) return undefined;
    const text = this.document.text.slice(start, end);
    return { start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
  }

  #followSoon() {
    if (this.#soon) return;
    this.#soon = true;
    setTimeout(() => {
      this.#soon = false;
      this.#follow();
    }, FOLLOW);
  }

  /** The section that the reader is in: the last heading above the upper part of the pane. */
  #follow() {
    const doc = this.document;
    if (!doc || !doc.report.outline.length) return;
    const pane = this.pane.getBoundingClientRect();
    const line = pane.top + Math.min(100, pane.height * 0.3);
    const { outline, paragraphs } = doc.report;
    let section = /** @type {number | null} */ (null);
    const paragraph = this.#paragraphAt(pane.left + 120, line, pane.bottom);
    if (paragraph) {
      const { start, end } = paragraphs[Number(paragraph.dataset.paragraph)];
      const after = firstStart(outline, start);
      section = after > 0 ? outline[after - 1].id : null;
      for (let n = after; n < outline.length && outline[n].start < end; n++) {
        const heading = this.article.querySelector(`[data-heading="${outline[n].id}"]`);
        if (heading && heading.getBoundingClientRect().top <= line) section = outline[n].id;
      }
    }
    // At the very top no heading is above the line yet.
    section ??= outline[0].id;
    if (section === this.section) return;
    this.section = section;
    this.onsection(section);
  }

  /** @param {number} x @param {number} y @param {number} bottom @returns {HTMLElement | null} */
  #paragraphAt(x, y, bottom) {
    for (let at = y; at < bottom; at += 24) {
      const found = document.elementFromPoint(x, at)?.closest("[data-paragraph]");
      if (found && this.article.contains(found)) return /** @type {HTMLElement} */ (found);
    }
    return null;
  }

  /** Where the first paragraph that is seen starts. */
  get place() {
    const { left, top, bottom } = this.pane.getBoundingClientRect();
    const paragraph = this.#paragraphAt(left + 120, top + 4, bottom);
    return this.document?.report.paragraphs[Number(paragraph?.dataset.paragraph)]?.start ?? 0;
  }
}

/** The first of a list by start that does not start before `offset`. @param {{ start: number }[]} list @param {number} offset */
function firstStart(list, offset) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

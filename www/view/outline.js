// The outline as a tree: counts, folding, the current section, one tab stop with the arrow keys inside.

/** @import { Section } from "../../pkg/shugang.js" */
/** @import { Session } from "../session.js" */
import { number, t } from "../i18n/i18n.js";
import { h, icon } from "./dom.js";

/**
 * @param {Session} session
 * @param {HTMLElement} root
 * @param {(section: Section) => void} open
 */
export function outlineView(session, root, open) {
  /** Folded sections, by document. @type {WeakMap<object, Set<number>>} */
  const folds = new WeakMap();
  /** The section that the reader is in. @type {number | null} */
  let now = null;

  function render() {
    const document = session.current;
    if (!document) return root.replaceChildren();
    const { outline } = document.report;
    if (!outline.length) return root.replaceChildren(h("p", { class: "empty-note" }, t("noOutline")));
    const folded = folds.get(document) ?? new Set();
    folds.set(document, folded);
    const counts = document.sectionCounts();
    const children = group(outline);
    /** @param {Section} section @param {number} depth @returns {HTMLElement} */
    const item = (section, depth) => {
      const inner = children.get(section.id) ?? [];
      const full = (section.marker ?? "") + section.title;
      const count = counts[section.id];
      const link = h("a", { href: `#s${section.id}`, role: "treeitem", "aria-level": depth + 1, "aria-expanded": inner.length ? String(!folded.has(section.id)) : null, "data-section": section.id, tabindex: -1, title: full.length > 18 ? full : null },
        h("span", { class: "mk" }, depth ? (section.marker ?? "").replace(/[、.．]$/, "") : ""), h("span", { class: "ti" }, section.title), h("span", { class: "ct", title: count ? t("factFigures", { n: count }) : null }, count ? number(count) : ""));
      const li = h("li", { class: `l${Math.min(5, section.level)}`, role: "none" }, link);
      if (inner.length) {
        if (depth) li.append(h("span", { class: "tw", "aria-hidden": "true", onclick: () => toggle(link, section.id) }, icon("down")));
        li.append(h("ol", { role: "group" }, ...inner.map(it => item(it, depth + 1))));
      }
      return li;
    };
    const top = outline.filter(it => it.parent === null || !outline[it.parent]);
    root.replaceChildren(h("ol", { class: "tree", role: "tree", "aria-labelledby": "outline-head" }, ...top.map(it => item(it, it.level > 0 ? 1 : 0))));
    root.querySelector("a")?.setAttribute("tabindex", "0");
    show();
  }

  /** @param {HTMLElement} link @param {number} id @param {boolean} [expand] */
  function toggle(link, id, expand = link.getAttribute("aria-expanded") === "false") {
    link.setAttribute("aria-expanded", String(expand));
    const folded = session.current && folds.get(session.current);
    if (expand) folded?.delete(id);
    else folded?.add(id);
  }

  root.addEventListener("click", event => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    const section = link && session.current?.section(Number(link.dataset.section));
    if (!section) return;
    event.preventDefault();
    open(section);
  });

  root.addEventListener("keydown", event => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    const li = /** @type {HTMLElement | null} */ (link?.closest("li") ?? null);
    if (!link || !li) return;
    const seen = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("a")].filter(it => it.offsetParent));
    const at = seen.indexOf(link);
    const expanded = link.getAttribute("aria-expanded");
    /** @type {HTMLElement | null | undefined} */
    let to;
    if (event.key === "ArrowDown") to = seen[at + 1];
    else if (event.key === "ArrowUp") to = seen[at - 1];
    else if (event.key === "Home") to = seen[0];
    else if (event.key === "End") to = seen.at(-1);
    else if (event.key === "ArrowRight" && expanded === "false") toggle(link, Number(link.dataset.section), true);
    else if (event.key === "ArrowRight" && expanded) to = li.querySelector("ol a");
    else if (event.key === "ArrowLeft" && expanded === "true") toggle(link, Number(link.dataset.section), false);
    else if (event.key === "ArrowLeft") to = li.parentElement?.closest("li")?.querySelector("a");
    else return;
    event.preventDefault();
    event.stopPropagation();
    focus(to);
  });

  /** @param {HTMLElement | null | undefined} link */
  function focus(link) {
    if (!link) return;
    for (const it of root.querySelectorAll('a[tabindex="0"]')) it.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
    link.focus();
  }

  session.on(["document", "language", "figures"], render);
  /** Marks the current section, and brings it into view. */
  function show() {
    for (const it of root.querySelectorAll(".cur")) {
      it.classList.remove("cur");
      it.querySelector("a")?.removeAttribute("aria-current");
    }
    let li = root.querySelector(`a[data-section="${now}"]`)?.closest("li");
    // A folded branch stands for what is in it.
    for (let up = li?.parentElement?.closest("li"); up; up = up.parentElement?.closest("li")) if (up.querySelector("a")?.getAttribute("aria-expanded") === "false") li = up;
    const link = li?.querySelector("a");
    if (!li || !link) return;
    li.classList.add("cur");
    link.setAttribute("aria-current", "true");
    const side = root.closest("aside");
    const row = link.getBoundingClientRect();
    const pane = side?.getBoundingClientRect();
    if (side && pane?.height && (row.top < pane.top || row.bottom > pane.bottom)) side.scrollTop += row.top - pane.top - pane.height / 3;
  }

  return {
    /** The reader is in this section now. @param {number | null} id */
    follow(id) {
      now = id;
      show();
    },
  };
}

/** @param {Section[]} outline */
function group(outline) {
  /** @type {Map<number | null, Section[]>} */
  const groups = new Map();
  for (const it of outline) groups.set(it.parent, [...(groups.get(it.parent) ?? []), it]);
  return groups;
}

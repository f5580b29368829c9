// The outline as a tree: counts, folding, the current section, one tab stop with the arrow keys inside.

/** @import { Section } from "../../pkg/shugang.js" */
/** @import { Session } from "../session.js" */
import { number, t } from "../i18n/i18n.js";
import { h, icon } from "./dom.js";

/** An outline of so many headings stands open. */
const OPEN = 400;

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

  /** @type {number[]} */
  let counts = [];
  /** @type {Map<number | null, Section[]>} */
  let children = new Map();

  /** @param {number} id */
  const count = id => (counts[id] ? number(counts[id]) : "");
  /** As it is read out. @param {Section} section */
  const label = ({ id, marker, title }) => `${marker ?? ""}${title}, ${t("factFigures", { n: counts[id] })}`;
  const folded = () => {
    const document = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const { outline } = document.report;
    let held = folds.get(document);
    // Of a very long outline only the document's title stands open at first.
    if (!held)
      folds.set(
        document,
        (held = new Set(outline.length > OPEN ? outline.filter(it => children.has(it.id) && it !== outline[0]).map(it => it.id) : [])),
      );
    return held;
  };

  function render() {
    const document = session.current;
    if (!document) return root.replaceChildren();
    const { outline } = document.report;
    if (!outline.length) return root.replaceChildren(h("p", { class: "empty-note" }, t("noOutline")));
    counts = document.sectionCounts();
    children = group(outline);
    const top = outline.filter(it => it.parent === null || !outline[it.parent]);
    root.replaceChildren(
      h("ol", { class: "tree", role: "tree", "aria-labelledby": "outline-head" }, ...top.map(it => item(it, it.level > 0 ? 1 : 0))),
    );
    root.querySelector("a")?.setAttribute("tabindex", "0");
    show();
  }

  /** @param {Section} section @param {number} depth @returns {HTMLElement} */
  function item(section, depth) {
    const open = children.has(section.id) ? !folded().has(section.id) : null;
    const full = (section.marker ?? "") + section.title;
    const link = h(
      "a",
      {
        href: `#s${section.id}`,
        role: "treeitem",
        "aria-level": depth + 1,
        "aria-expanded": open === null ? null : String(open),
        "data-section": section.id,
        tabindex: -1,
        title: full.length > 18 ? full : null,
        "aria-label": label(section),
      },
      h("span", { class: "mk" }, depth ? (section.marker ?? "").replace(/[、.．]$/, "") : ""),
      h("span", { class: "ti" }, section.title),
      h("span", { class: "ct" }, count(section.id)),
    );
    const li = h("li", { class: `l${Math.min(5, section.level)}`, role: "none" }, link);
    if (open === null) return li;
    if (depth) li.append(h("span", { class: "tw", "aria-hidden": "true", onclick: () => toggle(link) }, icon("down")));
    if (open) li.append(branch(section.id, depth));
    return li;
  }

  /** @param {number} id @param {number} depth */
  const branch = (id, depth) => h("ol", { role: "group" }, ...(children.get(id) ?? []).map(it => item(it, depth + 1)));

  /** A branch is drawn when it is first opened. @param {HTMLElement} from */
  function toggle(from) {
    const id = Number(from.dataset.section);
    const expanded = from.getAttribute("aria-expanded") === "true";
    session.change({ what: t("outlineFold"), document: session.current }, expanded, !expanded, expand => {
      // Undone, it is another element where the outline was drawn again meanwhile.
      const link = root.querySelector(`a[data-section="${id}"]`);
      if (expand) folded().delete(id);
      else folded().add(id);
      if (!link) return;
      link.setAttribute("aria-expanded", String(expand));
      if (expand && !link.parentElement?.querySelector("ol")) link.parentElement?.append(branch(id, Number(link.ariaLevel) - 1));
      show();
    });
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
    else if (event.key === "ArrowRight" && expanded === "false") toggle(link);
    else if (event.key === "ArrowRight" && expanded) to = li.querySelector("ol a");
    else if (event.key === "ArrowLeft" && expanded === "true") toggle(link);
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

  session.on(["document", "language"], render);
  session.on(["figures"], () => {
    counts = session.current?.sectionCounts() ?? [];
    for (const link of root.querySelectorAll("a")) {
      const section = /** @type {Section} */ (session.current?.section(Number(link.dataset.section)));
      /** @type {HTMLElement} */ (link.querySelector(".ct")).textContent = count(section.id);
      link.ariaLabel = label(section);
    }
  });
  /** Marks the current section, and brings it into view. */
  function show() {
    for (const it of root.querySelectorAll(".cur")) {
      it.classList.remove("cur");
      it.querySelector("a")?.removeAttribute("aria-current");
    }
    // A folded branch stands for what is in it.
    let id = now;
    for (let at = session.current?.section(session.current.section(now)?.parent ?? null); at; at = session.current?.section(at.parent))
      if (folded().has(at.id)) id = at.id;
    const link = root.querySelector(`a[data-section="${id}"]`);
    if (!link) return;
    link.parentElement?.classList.add("cur");
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
  for (const it of outline) {
    const held = groups.get(it.parent);
    if (held) held.push(it);
    else groups.set(it.parent, [it]);
  }
  return groups;
}

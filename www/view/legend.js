// The legend is the filter: each kind under its own stroke with its count; press for only this, Shift+press to add.

/** @import { Session } from "../session.js" */
import { number, t } from "../i18n/i18n.js";
import { kindCounts } from "../model/filter.js";
import { KINDS } from "../model/display.js";
import { h } from "./dom.js";

/** @param {Session} session @param {HTMLElement} root */
export function legendView(session, root) {
  function render() {
    const document = session.current;
    if (!document) return root.replaceChildren();
    const counts = kindCounts(document.figures);
    const {
      names: labels,
      report: { times },
    } = document;
    const focused = root.contains(window.document.activeElement)
      ? /** @type {HTMLElement} */ (window.document.activeElement).dataset.legend
      : undefined;
    /** @param {string} id @param {string} name @param {number} count @param {boolean} pressed @param {string} className @param {() => void} press */
    const toggle = (id, name, count, pressed, className, press) =>
      h(
        "button",
        { "data-legend": id, "aria-pressed": String(pressed), tabindex: -1, onclick: press },
        h("span", { class: className, "data-k": className === "u" ? id : null }, name),
        h("i", null, number(count)),
      );
    const kinds = KINDS.filter(it => counts[it] > 0).map(kind => {
      const button = toggle(kind, t(`kind.${kind}`), counts[kind], document.filter.kinds.has(kind), "u", () => {});
      button.dataset.k = kind;
      button.dataset.action = `kind-${kind}`;
      button.addEventListener("click", event => pressKind(session, kind, event.shiftKey));
      return button;
    });
    const others = /** @type {const} */ ([
      ["times", times.length, "tm"],
      ["labels", labels.length, "lb"],
    ])
      .filter(([, n]) => n > 0)
      .map(([id, n, className]) =>
        toggle(id, t(id), n, session.look[id], className, () => session.setLook({ [id]: !session.look[id] }, t(id))),
      );
    root.replaceChildren(...kinds, ...(kinds.length && others.length ? [h("span", { class: "sep" })] : []), ...others);
    const first = root.querySelector(focused ? `[data-legend="${focused}"]` : "button");
    first?.setAttribute("tabindex", "0");
    if (focused) /** @type {HTMLElement | null} */ (first)?.focus();
    end.disconnect();
    if (root.lastElementChild) end.observe(root.lastElementChild);
  }

  /** Fades out to the right while the last kind is not seen. */
  const end = new IntersectionObserver(seen => root.classList.toggle("scrolls", (seen.at(-1)?.intersectionRatio ?? 1) < 0.98), {
    root,
    threshold: [0, 0.98],
  });

  root.addEventListener("keydown", event => {
    const buttons = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("button")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: buttons[at + 1], ArrowLeft: buttons[at - 1], Home: buttons[0], End: buttons.at(-1) }[event.key];
    if (at < 0 || !to) return;
    event.preventDefault();
    for (const it of buttons) it.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
  session.on(["document", "language", "figures", "filter", "look"], render);
}

/** @param {Session} session @param {string} kind @param {boolean} add */
export function pressKind(session, kind, add) {
  const now = session.current?.filter.kinds ?? new Set();
  const only = now.size === 1 && now.has(kind);
  const kinds = new Set(add ? now : only ? [] : [kind]);
  if (add && !kinds.delete(kind)) kinds.add(kind);
  session.setFilter({ kinds });
}

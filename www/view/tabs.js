// The documents that are open, as tabs in the top bar.

/** @import { Session } from "../session.js" */
import { number, t } from "../i18n/i18n.js";
import { byId, h, icon } from "./dom.js";
import { toast } from "./toast.js";

/** Of so many documents there is a list too: their tabs may scroll out of sight. */
const MANY = 4;

/** @param {Session} session @param {HTMLElement} root */
export function tabsView(session, root) {
  const list = byId("documents-menu");
  list.addEventListener("beforetoggle", event => {
    if (/** @type {ToggleEvent} */ (event).newState !== "open") return;
    list.replaceChildren(
      h("h2", { class: "cap" }, t("documents")),
      ...session.documents.map(it => {
        const show = () => {
          list.hidePopover();
          session.show(it);
        };
        return h(
          "button",
          { class: "it", "aria-current": it === session.current ? "page" : null, onclick: show },
          h("span", null, it.name),
          h("small", null, number(it.figures.length)),
        );
      }),
    );
  });
  function render() {
    // On a phone the tabs have a row of their own, where there is a choice.
    root.parentElement?.toggleAttribute("data-many", session.documents.length > 1);
    byId("documents-button").hidden = session.documents.length < MANY;
    const focused = root.contains(document.activeElement);
    root.replaceChildren(
      ...session.documents.map(it => {
        const current = it === session.current;
        const dot = it.name.lastIndexOf(".");
        const [name, extension] = dot > 0 ? [it.name.slice(0, dot), it.name.slice(dot)] : [it.name, ""];
        return h(
          "span",
          { class: "doctab", "data-current": current },
          h(
            "button",
            { "aria-current": current ? "page" : null, title: it.name, onclick: () => session.show(it) },
            h("span", { class: "nm" }, name),
            h("span", { class: "ext" }, extension),
          ),
          h(
            "button",
            {
              class: "ib sm",
              "data-action": current ? "close-document" : null,
              "aria-label": t("closeDocument", { name: it.name }),
              onclick: (/** @type {Event} */ event) => {
                event.stopPropagation();
                close(it);
              },
            },
            icon("x"),
          ),
        );
      }),
    );
    if (focused) /** @type {HTMLElement | null} */ (root.querySelector("[data-current] button") ?? root.querySelector("button"))?.focus();
    requestAnimationFrame(reveal);
  }
  /** Where they scroll, the one that is read is in view. */
  const reveal = () => root.querySelector("[data-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  new ResizeObserver(reveal).observe(root);
  /** @param {import("../model/open-document.js").OpenDocument} document */
  function close(document) {
    const at = session.documents.indexOf(document);
    session.close(document);
    const what = t("closedDocument", { name: document.name });
    session.did({ what, undo: () => session.add(document, at) });
    toast(what, { label: t("undo"), press: () => session.undo() });
  }
  session.on(["document", "documents", "language"], render);
}

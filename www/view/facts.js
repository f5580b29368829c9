// The line under the text: what was read, in numbers.

/** @import { Session } from "../session.js" */
import { t } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

/** @param {Session} session */
export function factsView(session) {
  session.on(["document", "figures", "language"], () => {
    const { current } = session;
    if (!current) return byId("facts").replaceChildren();
    const { joins, times, notes, paragraphs } = current.report;
    // A document that states no title has one all the same for those who go by headings.
    const title = byId("doc-title");
    title.textContent = current.title;
    title.hidden = paragraphs.some(it => it.kind === "title");
    /** @type {[import("../i18n/i18n.js").Key, number][]} */
    const facts = [
      ["characters", current.text.length],
      ["factFigures", current.figures.length],
      ["factTimes", times.length],
      ["factLabels", current.names.length],
      ["factJoins", joins.length],
      ["factNotes", notes.length],
    ];
    byId("facts").replaceChildren(
      ...facts
        .filter(([key, n]) => n || (key !== "factJoins" && key !== "factNotes"))
        .map(([key, n]) => h("span", key === "factNotes" ? { title: notes.map(it => it.message).join("\n") } : null, t(key, { n }))),
      h("span", { class: "grow" }),
      h("span", null, t("factTime", { n: current.milliseconds })),
    );
  });
}

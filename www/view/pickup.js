// A selection in the text may be a figure that was missed: one button, beside it.

/** @import { Sheet } from "./sheet.js" */
import { t } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

/** A figure is hardly longer. */
const LONGEST = 40;

/** @param {Sheet} sheet */
export function pickupView(sheet) {
  const button = h("button", { class: "tb solid pickup", "data-action": "mark-figure", hidden: true });
  byId("app").append(button);
  document.addEventListener("selectionchange", () => {
    const span = sheet.selection();
    button.hidden = !span || span.end - span.start > LONGEST;
    if (button.hidden) return;
    button.replaceChildren(t("markFigure"), h("kbd", null, "M"));
    const at = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
    button.style.left = `${Math.min(innerWidth - 150, Math.max(8, at.left))}px`;
    button.style.top = `${Math.max(8, at.top - 36)}px`;
  });
}

// The card while its figure is being corrected: each field in place, Enter keeps, Esc restores.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { Fields } from "../model/edits.js" */
import { t, tName } from "../i18n/i18n.js";
import { DIRECTIONS, KINDS, MODIFIERS, STATUSES, unitText } from "../model/display.js";
import { canonical } from "../model/decimal.js";
import { h } from "./dom.js";

/**
 * @param {Figure} figure
 * @param {{ keep: (fields: Fields, everywhere: { indicator: boolean, unit: boolean }) => void, cancel: () => void }} on
 */
export function editForm(figure, on) {
  /** @param {string} name @param {string} label @param {string} value */
  const input = (name, label, value) =>
    h(
      "label",
      { class: name === "subject" ? "wide" : null },
      h("span", null, label),
      h("input", { name, value, autocomplete: "off", spellcheck: "false" }),
    );
  /** @param {string} name @param {string} label @param {string} value @param {[string, string][]} options */
  const select = (name, label, value, options) => {
    const element = h("select", { name }, ...options.map(([id, text]) => h("option", { value: id }, text)));
    element.value = value;
    return h("label", null, h("span", null, label), element);
  };
  const rename = h("input", { type: "checkbox", name: "rename" });
  const unit = h("input", { type: "checkbox", name: "unitEverywhere" });
  const problem = h("p", { class: "problem", role: "alert" });
  const none = /** @type {[string, string]} */ (["", "—"]);
  const range = figure.value === null && figure.low !== undefined;
  const form = h(
    "form",
    { class: "editform", "aria-label": t("correct") },
    input("subject", t("col.subject"), figure.subject ?? ""),
    select(
      "kind",
      t("col.kind"),
      figure.kind,
      KINDS.map(it => [it, t(`kind.${it}`)]),
    ),
    ...(range
      ? [input("low", "≥", figure.low ?? ""), input("high", "≤", figure.high ?? "")]
      : [input("value", t("col.value"), figure.value ?? "")]),
    input("unit", t("col.unit"), unitText(figure)),
    input("time", t("col.time"), figure.time ?? ""),
    input("region", t("col.region"), figure.region ?? ""),
    select("modifier", t("col.bound"), figure.modifier ?? "", [
      none,
      ...MODIFIERS.map(it => /** @type {[string, string]} */ ([it, t(`bound.${it}`)])),
    ]),
    select(
      "status",
      t("col.status"),
      figure.status,
      STATUSES.map(it => [it, t(`status.${it}`)]),
    ),
    select("direction", t("col.change"), figure.change?.direction ?? "", [
      none,
      ...DIRECTIONS.map(it => /** @type {[string, string]} */ ([it, t(`directionLong.${it}`)])),
    ]),
    select("basis", t("basis"), figure.change?.basis ?? "", [
      none,
      ...["yoy", "mom", "baseline"].map(it => /** @type {[string, string]} */ ([it, tName("basis", it)])),
    ]),
    figure.subject && h("label", { class: "check wide" }, rename, t("renameEverywhere")),
    h("label", { class: "check wide" }, unit, t("unitEverywhere")),
    problem,
    h(
      "div",
      { class: "acts wide" },
      h("button", { class: "tb solid" }, t("keepEdit"), h("kbd", null, "Enter")),
      h("button", { class: "tb", type: "button", onclick: on.cancel }, t("restoreEdit"), h("kbd", null, "Esc")),
    ),
  );
  form.addEventListener("submit", event => {
    event.preventDefault();
    const data = new FormData(form);
    const text = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
    const kind = /** @type {Figure["kind"]} */ (text("kind"));
    /** @type {Fields} */
    const fields = {
      kind,
      unit: text("unit") === unitText(figure) ? figure.unit : text("unit") || null,
      subject: text("subject") || null,
      time: text("time") || null,
      region: text("region") || null,
      modifier: /** @type {Figure["modifier"]} */ (text("modifier") || null),
      status: /** @type {Figure["status"]} */ (text("status")),
      change: text("direction")
        ? { direction: /** @type {"up"} */ (text("direction")), basis: /** @type {"yoy" | null} */ (text("basis") || null) }
        : null,
    };
    for (const name of /** @type {("low" | "high" | "value")[]} */ (range ? ["low", "high"] : ["value"])) {
      // The parts of a ratio are numbers, unless it stands in words already.
      const parts =
        kind === "ratio" &&
        (text(name) === figure[name] ||
          text(name)
            .split(/[:：∶]/)
            .every(canonical));
      const value = parts ? text(name) : canonical(text(name));
      if (!value) {
        problem.textContent = t("notNumber", { text: text(name) });
        /** @type {HTMLElement | null} */ (form.querySelector(`[name="${name}"]`))?.focus();
        return;
      }
      fields[name] = value;
    }
    on.keep(fields, { indicator: rename.checked, unit: unit.checked });
  });
  form.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    on.cancel();
  });
  return form;
}

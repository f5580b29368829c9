// The reader's own dictionary: units, other names of indicators, and what is never a figure. Each entry holds at once, in every open document.

/** @import { Corrections } from "../corrections.js" */
/** @import { Dictionary } from "../model/edits.js" */
/** @import { Session } from "../session.js" */
/** @import { Key } from "../i18n/i18n.js" */
import { t } from "../i18n/i18n.js";
import { byId, h, icon } from "./dom.js";

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** @param {Session} session @param {Corrections} corrections */
export function showDictionary(session, corrections) {
  if (!dialog) {
    dialog = h("dialog", { class: "dialog dictionary", id: "dictionary-dialog", "aria-labelledby": "dictionary-title" });
    byId("app").append(dialog);
    session.on(["figures", "language"], () => dialog?.open && render(corrections));
  }
  render(corrections);
  dialog.showModal();
}

/** @param {Corrections} corrections */
function render(corrections) {
  const { dictionary } = corrections;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.closest("form")?.id;
  /** @param {Partial<Dictionary>} change @param {string} what */
  const define = async (change, what) => {
    await corrections.define({ ...corrections.dictionary, ...change }, what);
    render(corrections);
  };
  /** @param {string} text @param {() => void} remove */
  const entry = (text, remove) =>
    h(
      "li",
      null,
      h("span", { lang: "zh-CN" }, text),
      h("button", { class: "ib sm", "aria-label": t("removeEntry", { text }), onclick: remove }, icon("x")),
    );
  /**
   * @param {string} id @param {Key} title @param {Key} about @param {Node[]} list
   * @param {Key[]} labels of the fields @param {(values: string[]) => void} add
   */
  const part = (id, title, about, list, labels, add) => {
    const fields = labels.map(it => h("input", { "aria-label": t(it), placeholder: t(it), autocomplete: "off", spellcheck: "false" }));
    const form = h("form", { id: `dictionary-${id}` }, ...fields, h("button", { class: "tb" }, t("addEntry")));
    form.addEventListener("submit", event => {
      event.preventDefault();
      const values = fields.map(it => it.value.trim());
      if (values.every(Boolean)) add(values);
      else fields.find(it => !it.value.trim())?.focus();
    });
    return h(
      "section",
      null,
      h("h3", null, t(title)),
      h("p", { class: "foot" }, t(about)),
      list.length > 0 && h("ul", null, ...list),
      form,
    );
  };
  const without = (/** @type {string[]} */ list, /** @type {string} */ text) => list.filter(it => it !== text);
  const { units, indicators, nonFigures } = dictionary;
  dialog?.replaceChildren(
    h(
      "header",
      null,
      h("h2", { id: "dictionary-title" }, t("dictionary")),
      h("span", { class: "grow" }),
      h("button", { class: "ib", "aria-label": t("close"), onclick: () => dialog?.close() }, icon("x")),
    ),
    part(
      "units",
      "dictionaryUnits",
      "dictionaryUnitsAbout",
      units.map(it => entry(it, () => define({ units: without(units, it) }, t("removeEntry", { text: it })))),
      ["col.unit"],
      ([unit]) => define({ units: [...without(units, unit), unit] }, t("unitKnown", { unit })),
    ),
    part(
      "indicators",
      "dictionaryIndicators",
      "dictionaryIndicatorsAbout",
      Object.entries(indicators).map(([from, to]) =>
        entry(`${from} → ${to}`, () =>
          define(
            { indicators: Object.fromEntries(Object.entries(indicators).filter(([it]) => it !== from)) },
            t("removeEntry", { text: from }),
          ),
        ),
      ),
      ["col.subject", "otherName"],
      ([from, to]) => define({ indicators: { ...indicators, [from]: to } }, `${from} → ${to}`),
    ),
    part(
      "never",
      "dictionaryNever",
      "dictionaryNeverAbout",
      nonFigures.map(it => entry(it, () => define({ nonFigures: without(nonFigures, it) }, t("removeEntry", { text: it })))),
      ["col.figure"],
      ([text]) => define({ nonFigures: [...without(nonFigures, text), text] }, t("neverFigure", { text })),
    ),
  );
  if (focused) /** @type {HTMLElement | null} */ (document.querySelector(`#${focused} input`))?.focus();
}

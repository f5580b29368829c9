// Asks for the password of a file. It goes to the reader of that file and is kept nowhere.

import { t } from "../i18n/i18n.js";
import { h } from "../view/dom.js";

/**
 * @param {string} name of the file
 * @param {boolean} wrong the last one did not open it
 * @param {AbortSignal} [signal]
 * @returns {Promise<string | null>} null where the reader has none
 */
export function askPassword(name, wrong, signal) {
  const input = h("input", { type: "password", id: "password", autocomplete: "off", "aria-describedby": "password-about" });
  const dialog = h(
    "dialog",
    { class: "dialog", id: "password-dialog", "aria-labelledby": "password-title" },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: "password-title" }, t("passwordTitle", { name })),
      h("p", { id: "password-about", role: wrong ? "alert" : null }, t(wrong ? "passwordWrong" : "passwordAbout")),
      h("label", { class: "vh", for: "password" }, t("password")),
      input,
      h(
        "div",
        { class: "btns" },
        h("button", { class: "tb solid lg", value: "open" }, t("openWithPassword")),
        h("button", { class: "tb lg", value: "", formnovalidate: true }, t("cancel")),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise(resolve => {
    const close = () => dialog.close("");
    signal?.addEventListener("abort", close);
    dialog.addEventListener("close", () => {
      signal?.removeEventListener("abort", close);
      dialog.remove();
      resolve(dialog.returnValue === "open" && input.value ? input.value : null);
    });
  });
}

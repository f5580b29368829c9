// What others have made and this page uses, with the licences that they ask to be shown. Loaded when asked for.

import { assetText } from "../assets.js";
import { t } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

export async function showLicences() {
  const text = await assetText("vendor/THIRD-PARTY.txt");
  byId("privacy-note").hidePopover();
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-labelledby": "licences-title", onclose: () => dialog.remove() },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: "licences-title" }, t("licencesTitle")),
      h("pre", { class: "licences", tabindex: 0, lang: "en" }, text),
      h("div", { class: "btns" }, h("button", { class: "tb lg" }, t("close"))),
    ),
  );
  byId("app").append(dialog);
  dialog.showModal();
}

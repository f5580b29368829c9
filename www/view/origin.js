// What a reader must know of the opened file: notes of its reader, what was kept apart from the text, and the encoding, which can be changed.

/** @import { Opening } from "../opening.js" */
/** @import { Session } from "../session.js" */
import { languageNow, t, tName } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

/** Names of the WHATWG standard, and UTF-32, as the readers take them. */
const ENCODINGS = [
  "utf-8",
  "gb18030",
  "big5",
  "utf-16le",
  "utf-16be",
  "utf-32le",
  "utf-32be",
  "shift_jis",
  "euc-kr",
  "windows-1252",
  "koi8-r",
];

/** @param {Session} session @param {Opening} opening */
export function originView(session, opening) {
  const root = h("div", { class: "origin", id: "origin", role: "note", hidden: true });
  byId("doc").before(root);

  function render() {
    const { current } = session;
    const origin = current?.origin;
    const { notes = [], apart = [] } = origin ?? {};
    root.hidden = !(notes.length || apart.length);
    root.replaceChildren(
      ...notes.map(it => h("p", null, h("span", { class: "sign", "aria-hidden": "true" }, "!"), languageNow() === "zh" ? it.zh : it.en)),
      apart.length
        ? h(
            "details",
            null,
            h("summary", null, t("apart", { n: apart.length })),
            h(
              "ul",
              null,
              ...apart
                .slice(0, 200)
                .map(it =>
                  h(
                    "li",
                    null,
                    h("span", null, [tName("apart", it.kind), it.page ? t("placePage", { n: it.page }) : ""].filter(Boolean).join(" · ")),
                    it.text,
                  ),
                ),
            ),
          )
        : "",
    );
    if (!current || !origin?.encoding) return;
    const select = h(
      "select",
      { id: "encoding", class: "tb ghost", onchange: () => opening.reopen(current, select.value) },
      ...ENCODINGS.map(it => h("option", { value: it, selected: it === origin.encoding }, it.toUpperCase())),
    );
    byId("facts")
      .querySelector(".grow")
      ?.before(h("label", { class: "encoding" }, t("encoding"), " ", select));
  }
  // After the line of facts, which it adds to.
  session.on(["document", "figures", "language"], render);
}

// The elements of the document (发文机关, 发文字号, …): what it states, each a link to where it stands.

/** @import { Session } from "../session.js" */
import { date, t, tName } from "../i18n/i18n.js";
import { h } from "./dom.js";

const ORDER = [
  "issuer",
  "doc_number",
  "signer",
  "secrecy",
  "urgency",
  "recipient",
  "paper",
  "page",
  "date",
  "signed_by",
  "byline",
  "photo_credit",
  "source",
  "openness",
  "attachments",
  "copied_to",
  "printed_by",
  "print_date",
  "meeting",
  "copy_number",
  "remark",
  "index_number",
  "subject",
  "keywords",
  "published",
  "editor",
  "notes",
];

/**
 * @param {Session} session
 * @param {HTMLElement} root
 * @param {(start: number, end: number) => void} open
 */
export function metadataView(session, root, open) {
  function render() {
    const report = session.current?.report;
    if (!report) return root.replaceChildren();
    const { metadata, particulars, metadataSpans } = report;
    /** @param {string} label @param {string} value @param {[number, number] | undefined} span */
    const row = (label, value, span) =>
      h(
        "div",
        null,
        h("dt", null, label),
        h(
          "dd",
          null,
          span
            ? h(
                "button",
                { onclick: () => open(span[0], span[1]), title: value.length > 60 ? value : null },
                value === date(value) ? value : h("time", { datetime: value }, date(value)),
              )
            : value,
        ),
      );
    const rows = ORDER.flatMap(key => {
      const value = /** @type {Record<string, string | undefined>} */ (/** @type {unknown} */ ({ ...metadata, ...particulars }))[key];
      return value ? [row(tName("meta", key), value, metadataSpans[key]?.[0])] : [];
    });
    if (report.kind !== "other") rows.unshift(row(t("meta.kind"), tName("doc", report.kind), report.kindEvidence ?? undefined));
    const seen = new Set();
    for (const it of metadata.references) {
      const value = it.doc_number ?? (it.title ? `《${it.title}》` : "");
      if (!value || seen.has(value)) continue;
      rows.push(row(seen.size ? "" : t("meta.references"), value, [it.start, it.end]));
      seen.add(value);
    }
    root.replaceChildren(
      ...(rows.length ? rows : [h("div", null, h("dt", { class: "vh" }, t("elements")), h("dd", null, t("noElements")))]),
    );
  }
  session.on(["document", "language"], render);
}

// The annotated document as one HTML file that works offline: no script, no request, the marks with their strokes, the figures as an appendix.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { OpenDocument } from "../model/open-document.js" */
/** @import { FigureRecord } from "./records.js" */
import { t } from "../i18n/i18n.js";
import { grouped } from "../model/decimal.js";
import { fullValue, KINDS } from "../model/display.js";
import { h } from "../view/dom.js";
import { groupsOf, Typesetter } from "../view/typeset.js";

const STYLE = `
:root{color-scheme:light;--money:#1b5ba6;--count:#0a6f63;--measure:#436c17;--percent:#95500b;--points:#746006;--multiple:#853a93;--ratio:#5b48b4;--rank:#a42a62;--duration:#465c6c}
body{margin:0;background:#fdfcf9;color:#1c1e22;font:17px/32px "Songti SC","Source Han Serif SC","Noto Serif CJK SC",SimSun,serif}
article,section{max-width:34em;margin:40px auto;padding:0 24px}section{max-width:1100px;font:13px/20px sans-serif;overflow-x:auto}section td{white-space:nowrap}section :is(td:nth-child(5),td:nth-child(11)){white-space:normal;min-width:8em}a{color:inherit}
.gap,.join,.markup{display:none}.line{display:block}p{margin:0}p.p,.note{text-indent:2em}h1{font-size:22px;line-height:36px;text-align:center;text-wrap:balance}h2,h3,h4,h5{font-size:17px;margin:8px 0 0;padding-left:2em}.plain{text-align:center;padding:0}
.gw{border-bottom:2px solid #b3261c;display:grid;grid-template-columns:1fr auto}.issuer{grid-column:1/-1;color:#b3261c;font:700 30px/48px "Songti SC","Noto Serif CJK SC",serif;text-align:center;letter-spacing:.16em}.sign{width:max-content;margin:32px 2em 0 auto;text-align:center}.byline,.caption,.tcaption{text-align:center}.tunit{text-align:right}.colophon{border:solid #494c53;border-width:1px 0;margin-top:32px}
details{color:#66696f;font-size:13px}.lbl::before{content:attr(data-label)}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #dfdbd2;padding:3px 8px;text-align:left;vertical-align:top;font-weight:400}thead th{color:#66696f}.n{text-align:right;font-variant-numeric:tabular-nums}
mark{background:color-mix(in srgb,var(--k) 8%,transparent);color:inherit;white-space:nowrap;text-decoration:underline 2px var(--k);text-underline-offset:4px}mark[data-s]{background:repeating-linear-gradient(135deg,color-mix(in srgb,var(--k) 26%,transparent) 0 1px,transparent 1px 5px)}
${KINDS.map(it => `[data-k=${it}]{--k:var(--${it})}`).join("")}
.k-count{text-decoration-style:dotted}.k-percent,.k-points{text-decoration-style:double}.k-multiple{text-decoration-style:wavy;text-decoration-thickness:1px}.k-ratio,.k-duration{text-decoration-style:dashed}.k-rank{text-decoration-line:underline overline}.tm{border-bottom:1px dotted #66696f}.lb{color:#66696f}
footer.from{font:12px/20px sans-serif;color:#66696f;max-width:1100px;margin:0 auto 40px;padding:0 24px;overflow-wrap:anywhere}:target{outline:2px solid #0b57d0;outline-offset:2px}
@media print{body{background:#fff}mark{background:none}section{break-before:page}}`;

/** Part after part. @param {OpenDocument} document @param {Figure[]} figures @param {Iterable<FigureRecord>} records @param {string} sha256 @param {string} version */
export function* html(document, figures, records, sha256, version) {
  const typesetter = new Typesetter(document);
  const { paragraphs } = document.report;
  const head = h(
    "head",
    null,
    h("meta", { charset: "utf-8" }),
    h("meta", { "http-equiv": "Content-Security-Policy", content: "default-src 'none'; style-src 'unsafe-inline'" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("title", null, document.title),
  );
  // A style element made here would be refused by the page's own policy, so it is written, and only into the file.
  yield `<!doctype html>\n<html lang="zh-CN">${head.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`)}<body><article lang="zh-CN">`;
  const shown = new Map(figures.map(it => [String(it.id), it]));
  const seen = new Set();
  /** @param {HTMLElement} element */
  const written = element => {
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("mark"))) {
      const id = mark.dataset.figure ?? "";
      const figure = shown.get(id);
      mark.removeAttribute("tabindex");
      if (!figure) {
        mark.replaceWith(...mark.childNodes);
        continue;
      }
      mark.title = [t(`kind.${figure.kind}`), fullValue(figure), figure.subject, figure.time].filter(Boolean).join(" · ");
      if (!seen.has(id)) mark.id = `f${id}`;
      seen.add(id);
    }
    return element.outerHTML;
  };
  let at = 0;
  for (const group of groupsOf(document)) {
    yield [...typesetter.gap(at, paragraphs[group.first].start), typesetter.group(group)].map(written).join("");
    at = paragraphs[group.last].end;
  }
  yield typesetter.gap(at, document.text.length).map(written).join("");
  const heads = h(
    "thead",
    null,
    h(
      "tr",
      null,
      ...[
        t("col.figure"),
        t("col.value"),
        t("col.unit"),
        t("col.bound"),
        t("col.subject"),
        t("col.change"),
        t("basis"),
        t("col.time"),
        t("col.region"),
        t("col.status"),
        t("col.section"),
        t("col.place"),
      ].map(it => h("th", null, it)),
    ),
  );
  yield `</article><section>${h("h2", { class: "plain" }, t("ledger")).outerHTML}<table>${heads.outerHTML}<tbody>`;
  const columns = /** @type {const} */ (["bound", "subject", "direction", "basis", "time", "region", "status", "path", "place"]);
  let n = 0;
  for (const record of records) {
    yield h(
      "tr",
      null,
      h("td", { "data-k": figures[n++].kind }, h("a", { href: `#f${record.id}` }, String(record.text))),
      h(
        "td",
        { class: "n" },
        (record.value === "" ? [record.low, record.high] : [record.value])
          .filter(it => it !== "")
          .map(it => grouped(String(it)))
          .join("–"),
      ),
      h("td", null, String(record.unit)),
      ...columns.map(it => h("td", null, String(record[it]))),
    ).outerHTML;
  }
  yield `</tbody></table></section>${h("footer", { class: "from" }, `${document.name} · SHA-256 ${sha256} · shugang ${version}`).outerHTML}</body></html>\n`;
}

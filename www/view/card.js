// The detail card of the selected figure: all its fields, its sentence with the evidence, and others of the same indicator.

/** @import { Figure } from "../../pkg/shugang.js" */
/** @import { Key } from "../i18n/i18n.js" */
/** @import { Session } from "../session.js" */
import { evidence, t } from "../i18n/i18n.js";
import { boundSign, boundText, changeText, fullValue, STATUS_SIGN, statusText, timeText } from "../model/display.js";
import { placeOf, placeText } from "../model/place.js";
import { byId, h, icon, style } from "./dom.js";

/**
 * @param {Session} session
 * @param {{ order: () => number[] }} ledger
 * @param {import("../corrections.js").Corrections} corrections
 */
export function cardView(session, ledger, corrections) {
  const card = byId("card");
  let editing = false;
  /** The form, once a figure was corrected. @type {typeof import("./edit.js").editForm} */
  let editForm;

  /** @param {boolean} on */
  async function edit(on) {
    if (on) [{ editForm }] = await Promise.all([import("./edit.js"), style("edit")]);
    editing = on && session.current?.selected != null;
    render();
    /** @type {HTMLElement | null} */ (card.querySelector(editing ? "input[name='subject']" : "[data-action='correct']"))?.focus();
  }

  function render() {
    const document = session.current;
    const figure = document?.figure;
    card.hidden = !figure;
    if (!document || !figure) return card.replaceChildren();
    const focused = /** @type {HTMLElement | null} */ (card.contains(window.document.activeElement) ? window.document.activeElement : null)
      ?.dataset.action;
    card.dataset.k = figure.kind;
    const order = ledger.order();
    const at = order.indexOf(figure.id);
    /** @param {string} action @param {Key} label @param {string} symbol */
    const small = (action, label, symbol) =>
      h("button", { class: "ib sm", "data-action": action, "aria-label": t(label), title: t(label) }, icon(symbol));
    /** @param {Key} label @param {string} value @param {string} [className] @param {string | null} [title] */
    const field = (label, value, className, title) =>
      h(
        "div",
        { class: className },
        h("dt", null, t(label)),
        h("dd", { title: title ?? (value.length > 12 ? value : null) }, value || "—"),
      );
    const same = sameSubject(document, figure);
    const form = () =>
      editForm(figure, {
        keep: (fields, everywhere) => {
          editing = false;
          if (everywhere.indicator && figure.subject && fields.subject && fields.subject !== figure.subject)
            corrections.rename(figure.subject, fields.subject);
          corrections.change(figure, fields);
          if (everywhere.unit && fields.unit) corrections.addUnit(fields.unit);
          edit(false);
        },
        cancel: () => edit(false),
      });
    card.replaceChildren(
      .../** @type {(Node | string)[]} */ (
        [
          h(
            "header",
            null,
            h("span", { class: "kind" }, h("span", { class: "u", "data-k": figure.kind }, t(`kind.${figure.kind}`))),
            h("span", { class: "pos" }, at < 0 ? "" : t("countOf", { n: at + 1, all: order.length })),
            document.isEdited(figure) && h("span", { class: "editedtag" }, t("edited")),
            h("span", { class: "grow" }),
            small("previous", "previousFigure", "up"),
            small("next", "nextFigure", "down"),
            small("close-card", "closeCard", "x"),
          ),
          h(
            "div",
            { class: "cardbody", tabindex: 0, role: "group", "aria-label": t("col.figure") },
            h("div", { class: "big" }, h("strong", { lang: "zh-CN" }, figure.text), h("span", { class: "chgw" }, changeText(figure))),
            ...(editing
              ? [form(), quotation(figure)]
              : [
                  h(
                    "dl",
                    { class: "fields" },
                    field("col.subject", figure.subject ?? "", "wide"),
                    field("col.value", fullValue(figure)),
                    field("col.time", timeText(figure.time), undefined, figure.time),
                    field("col.region", figure.region ?? ""),
                    field("col.bound", boundText(figure)),
                    field("col.status", statusText(figure)),
                  ),
                  quotation(figure),
                  same.length
                    ? h(
                        "div",
                        { class: "same" },
                        h("h3", null, t("same")),
                        h(
                          "ul",
                          null,
                          ...same.map(it =>
                            h(
                              "li",
                              null,
                              h(
                                "button",
                                { onclick: () => session.select(it.id, "key") },
                                h("b", null, boundSign(it), it.text),
                                h(
                                  "span",
                                  null,
                                  [
                                    it.change ? changeText(it).slice(0, 1) : "",
                                    timeText(it.time),
                                    it.status === "actual" ? "" : `${STATUS_SIGN[it.status]}${t(`status.${it.status}`)}`,
                                  ]
                                    .filter(Boolean)
                                    .join(" "),
                                ),
                              ),
                            ),
                          ),
                        ),
                      )
                    : null,
                ]),
          ),
          !editing &&
            h(
              "footer",
              { class: "acts" },
              h("button", { class: "tb solid", "data-action": "copy-quotation" }, t("copyQuote"), h("kbd", null, "C")),
              h("button", { class: "tb", "data-action": "correct" }, t("correct"), h("kbd", null, "E")),
              h("button", { class: "tb", "data-action": "dismiss" }, t("notFigure"), h("kbd", null, "X")),
            ),
        ].filter(Boolean)
      ),
    );
    if (focused) /** @type {HTMLElement | null} */ (card.querySelector(`[data-action="${focused}"]`))?.focus();
  }

  /** The sentence: the figure tinted, its indicator under a dotted line. @param {Figure} figure */
  function quotation(figure) {
    const document = /** @type {NonNullable<typeof session.current>} */ (session.current);
    const { start, end } = document.sentence(figure);
    const pieces = [
      ...figure.subjectSpans.map(([from, to]) => ({ from, to, tag: /** @type {const} */ ("span") })),
      { from: figure.start, to: figure.end, tag: /** @type {const} */ ("b") },
    ]
      .filter(it => it.from >= start && it.to <= end)
      .sort((a, b) => a.from - b.from);
    const text = h("p", { lang: "zh-CN" });
    let at = start;
    for (const { from, to, tag } of pieces) {
      if (from < at) continue;
      text.append(document.quoted(figure, at, from), h(tag, tag === "span" ? { class: "ev" } : null, document.clean(from, to)));
      at = to;
    }
    text.append(document.quoted(figure, at, end));
    if (text.firstChild) text.firstChild.textContent = text.firstChild.textContent?.trimStart() ?? "";
    const path = [document.pathLong(figure.section), placeText(placeOf(document, figure))].filter(Boolean).join(" · ");
    const why = h("span", null);
    evidence(figure.rule).then(
      words => (why.textContent = `${path ? " · " : ""}${t("why")}：${words}`),
      () => why.remove(),
    );
    return h("blockquote", null, text, h("footer", null, path, why));
  }

  session.on(["document", "select"], () => (editing = false));
  session.on(["document", "select", "figures", "language", "filter"], detail => {
    render();
    const document = session.current;
    const figure = document?.figure;
    if (!figure || !detail?.from) return;
    const order = ledger.order();
    const change = changeText(figure);
    byId("announce").textContent = t("selected", {
      figure: figure.text,
      subject: figure.subject ?? t(`kind.${figure.kind}`),
      change: change ? `${change}，` : "",
      n: order.indexOf(figure.id) + 1,
      all: order.length,
    });
  });
  return { edit };
}

/** So many others of an indicator are offered. */
const SAME = 6;

/** The first others of the same indicator. @param {import("../model/open-document.js").OpenDocument} document @param {Figure} figure */
function sameSubject({ figures }, figure) {
  /** @type {Figure[]} */
  const same = [];
  if (!figure.subject) return same;
  for (let n = 0; n < figures.length && same.length < SAME; n++)
    if (figures[n].subject === figure.subject && figures[n] !== figure) same.push(figures[n]);
  return same;
}

/**
 * A quotation that can stand alone: the sentence, the document and the section path.
 * @param {import("../model/open-document.js").OpenDocument} document
 * @param {Figure} figure
 */
export function quotationText(document, figure) {
  const path = document.pathFull(figure.section);
  const number = document.report.metadata.doc_number;
  return `“${document.quotation(figure)}”\n${t("quoteFrom", { title: document.title + (number ? `（${number}）` : ""), path })}\n${figure.text} = ${fullValue(figure)}`;
}

// Pasting or typing a text: what is in the box is analysed as it changes, in the worker, so that no key waits.

/** @import { Report } from "../../pkg/shugang.js" */
/** @import { Analyzer } from "../analyzer.js" */
/** @import { Opening } from "../opening.js" */
import { t } from "../i18n/i18n.js";
import { KINDS } from "../model/display.js";
import { kindCounts } from "../model/filter.js";
import { byId, h } from "./dom.js";
import { toast } from "./toast.js";

/** A longer text is analysed when it is asked for: its result takes the page more than a moment to receive. */
const LIVE = 400_000;

/** @param {Analyzer} analyzer @param {Opening} opening */
export function pasteDialog(analyzer, opening) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("paste-dialog"));
  const box = /** @type {HTMLTextAreaElement} */ (byId("paste"));
  const output = byId("paste-live");
  /** The last text that was analysed. @type {{ text: string, report: Report } | null} */
  let read = null;
  let busy = false;

  /** One analysis at a time: whatever was typed meanwhile is analysed next, in one go. */
  async function follow() {
    if (busy) return;
    busy = true;
    while (dialog.open && box.value !== (read?.text ?? "") && box.value.length <= LIVE) {
      const text = box.value;
      const report = await analyzer.analyze(text).catch(() => null);
      // A failure is told when the reader asks for the text.
      if (!report) break;
      read = { text, report };
      say();
    }
    busy = false;
  }

  function say() {
    if (!read?.text.trim()) return output.replaceChildren();
    const { figures, outline } = read.report;
    const counts = kindCounts(figures);
    output.replaceChildren(
      t("pasteLive", { c: read.text.length, n: figures.length, s: outline.length }),
      ...KINDS.filter(it => counts[it]).map(it => h("span", { class: "u", "data-k": it }, `${t(`kind.${it}`)} ${counts[it]}`)),
    );
  }

  function clear() {
    box.value = "";
    read = null;
    say();
  }

  box.addEventListener("input", follow);
  dialog.addEventListener("close", clear);
  return {
    open() {
      clear();
      dialog.showModal();
      box.focus();
    },
    analyze() {
      const text = box.value;
      if (!text.trim()) return toast(t("nothingPasted"));
      const report = read?.text === text ? read.report : undefined;
      dialog.close();
      opening.text(text, report);
    },
  };
}

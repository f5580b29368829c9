// Runs the analyser off the main thread. It is never loaded by its URL: analyzer.js joins it to the glue of the package in a blob.

/** @import { Options, Report } from "../pkg/shugang.js" */
import { analyze, initSync, parseNumber, version } from "../pkg/shugang.js";

/**
 * @typedef {{ id: number, module: WebAssembly.Module }
 *   | { id: number, analyze: string, today: string, headings?: Options["headings"] }
 *   | { id: number, parseNumber: string }} Request
 * @typedef {{ id: number, version: string }
 *   | { id: number, part: keyof Report, items: unknown[], done: number, total: number }
 *   | { id: number, report: Report }
 *   | { id: number, value: string | undefined }
 *   | { id: number, error: string }} Reply
 */

/** So many items go over in one message: the page takes them in without a pause that a reader would feel. */
const BATCH = 1_000;

/** @param {Reply} reply */
const reply = reply => postMessage(reply);

/** @param {MessageEvent<Request>} event */
onmessage = ({ data }) => {
  try {
    if ("module" in data) {
      initSync({ module: data.module });
      reply({ id: data.id, version: version() });
    } else if ("parseNumber" in data) {
      reply({ id: data.id, value: parseNumber(data.parseNumber) });
    } else {
      send(data.id, analyze(data.analyze, { today: data.today, headings: data.headings }));
    }
  } catch (error) {
    // Where in the module, and no word of the document.
    if (error instanceof WebAssembly.RuntimeError) console.error(error.stack);
    reply({ id: data.id, error: error instanceof Error ? error.message : String(error) });
  }
};

/**
 * Long lists go ahead in batches; the report with what is left of it comes last.
 * @param {number} id
 * @param {Report} report
 */
function send(id, report) {
  const lists = /** @type {[keyof Report, unknown[]][]} */ (
    Object.entries(report).filter(([, it]) => Array.isArray(it) && it.length > BATCH)
  );
  const total = lists.reduce((sum, [, items]) => sum + items.length, 0);
  let done = 0;
  for (const [part, items] of lists) {
    for (let at = 0; at < items.length; at += BATCH) {
      const batch = items.slice(at, at + BATCH);
      done += batch.length;
      reply({ id, part, items: batch, done, total });
    }
    Object.assign(report, { [part]: [] });
  }
  reply({ id, report });
}

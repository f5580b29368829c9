// From a file to text: plain text here, every other format by the module that is loaded when it is first needed.

/** @import { Report } from "../../pkg/shugang.js" */

/** What stops a file from being opened: what it is, and what to do. */
export class OpenError extends Error {
  /** @param {"unknown" | "empty" | "read" | "format"} code @param {string} what @param {string} [todo] both in the reader's language where the code is `format` */
  constructor(code, what, todo = "") {
    super(what);
    this.code = code;
    this.todo = todo;
  }
}

/**
 * @typedef {object} Opened
 * @property {string} name
 * @property {string} text
 * @property {Report} [report] of an exported JSON: nothing is analysed again
 * @property {number[]} [edited]
 * @property {string} [warning] what a reader must know: a file that was read in part
 */

/** Names that say that a file is text. */
const TEXT = /\.(txt|text|md|markdown|csv|tsv|log|json)$/i;

/**
 * The documents in a file: one, or several where it is an archive.
 * @param {File} file
 * @param {{ signal?: AbortSignal }} [options]
 * @returns {Promise<Opened[]>}
 */
export async function openFile(file, options = {}) {
  /** @type {Uint8Array} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new OpenError("read", error instanceof Error ? error.message : String(error));
  }
  if (looksLikeText(bytes, file.name)) {
    const text = decode(bytes);
    const again = /\.json$/i.test(file.name) ? (await import("../export/json.js")).readJson(text) : undefined;
    return [again ?? { name: file.name, text }];
  }
  // The readers of Word, PDF, OFD, WPS, Excel, web pages and archives: `openBytes(bytes, name, options)` gives the same list.
  const formats = await loadFormats();
  if (!formats) throw new OpenError("unknown", file.name);
  return formats.openBytes(bytes, file.name, options);
}

/** @returns {Promise<{ openBytes(bytes: Uint8Array, name: string, options: { signal?: AbortSignal }): Promise<Opened[]> } | null>} */
async function loadFormats() {
  try {
    const url = new URL("formats.js", import.meta.url).href;
    return await import(url);
  } catch {
    return null;
  }
}

/**
 * Text has no zero bytes (but for UTF-16) and does not open like a known binary or markup format.
 * @param {Uint8Array} bytes
 * @param {string} name
 */
export function looksLikeText(bytes, name) {
  if (bom(bytes)) return true;
  if (/\.(html?|xhtml|mht|mhtml|rtf|docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|7z|rar)$/i.test(name)) return false;
  const head = bytes.subarray(0, 4096);
  const start = String.fromCharCode(...head.subarray(0, 16));
  if (/^(PK\x03\x04|%PDF|\xD0\xCF\x11\xE0|\{\\rtf|7z\xBC\xAF|Rar!|\x1F\x8B)/.test(start)) return false;
  if (head.includes(0)) return false;
  if (TEXT.test(name)) return true;
  return !/^\s*<(!doctype html|html)/i.test(start);
}

/** @param {Uint8Array} bytes */
function bom(bytes) {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/**
 * UTF-8 where it is valid, GB 18030 (with GBK and GB 2312 in it) where it is not; a byte order mark decides.
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  const marked = bom(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const national = new TextDecoder("gb18030").decode(bytes);
    const lossy = new TextDecoder("utf-8").decode(bytes);
    // One broken byte in a UTF-8 file must not turn the whole into other characters.
    return count(national) < count(lossy) ? national : lossy;
  }
}

/** So many characters that stand for undecodable bytes, or that no document uses. @param {string} text */
const count = text => text.match(/[\uFFFD\uE000-\uF8FF]/g)?.length ?? 0;

// From a file to text: UTF-8 text here, every other format and encoding by the readers that are loaded when first needed.

/** @import { Archive, Opened, Options, Source } from "./formats.js" */

/** What stops a file from being opened: what it is, and what to do. */
export class OpenError extends Error {
  /** @param {"empty" | "read" | "format"} code @param {string} what @param {string} [todo] both in the reader's language where the code is `format` */
  constructor(code, what, todo = "") {
    super(what);
    this.code = code;
    this.todo = todo;
  }
}

/** @param {File} file @returns {Source} */
export const fromFile = file => ({
  name: file.webkitRelativePath || file.name,
  async bytes() {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      throw new OpenError("read", error instanceof Error ? error.message : String(error));
    }
  },
});

/**
 * The document in a file, or the list of those in an archive.
 * @param {Source} source
 * @param {Options} [options]
 * @returns {Promise<Opened | Archive>}
 */
export async function openSource(source, options = {}) {
  const bytes = await source.bytes();
  const { name } = source;
  const text = options.encoding ? undefined : plainText(bytes, name);
  if (text !== undefined) {
    const again = /\.json$/i.test(name) ? (await import("../export/json.js")).readJson(text) : undefined;
    return (
      again ?? {
        name,
        text,
        bytes,
        origin: {
          format: "text",
          title: null,
          encoding: "utf-8",
          places: new Uint32Array(),
          levels: new Uint32Array(),
          sheets: [],
          apart: [],
          notes: [],
        },
      }
    );
  }
  const { openBytes } = await import("./formats.js");
  return openBytes(bytes, name, options);
}

/** Names of files that are text and still have a reader of their own. */
const READ_ELSEWHERE = /\.(html?|xhtml|shtml|mht|mhtml|eml|csv|tsv|tab|rtf)$/i;

/**
 * The text of a file that is UTF-8 text and nothing else: no other reader has to be loaded for it.
 * @param {Uint8Array} bytes
 * @param {string} name
 */
export function plainText(bytes, name) {
  if (READ_ELSEWHERE.test(name) || bytes.subarray(0, 4096).includes(0)) return undefined;
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  if (
    /^(PK[\x03\x05\x07]|\xD0\xCF\x11\xE0|\{\\rtf|7z\xBC\xAF|Rar!|\x1F\x8B|%!PS)|%PDF-|^(\xEF\xBB\xBF)?\s*<(!doctype|html|\?xml)|^mime-version:/i.test(
      start,
    )
  )
    return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

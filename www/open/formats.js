// The page's side of the readers of files: loaded when a file first needs one, each file in a worker that can be ended at once.

/** @import { Message, Opened as Read } from "../../pkg/formats/shugang_formats.js" */
/** @import { Report } from "../../pkg/shugang.js" */
/** @import { Reply, Request } from "./reader.js" */
import { Cancelled } from "../analyzer.js";
import { assetBytes, assetModule, assetText } from "../assets.js";
import { blobWorker } from "../blob-worker.js";
import { languageNow } from "../i18n/i18n.js";
import { OpenError } from "./open.js";
import { keepSoftHyphens } from "./soft-hyphens.js";

/** @typedef {Omit<Read, "text" | "places" | "levels"> & { places: Uint32Array | number[], levels: Uint32Array | number[] }} Origin plain lists where it came back from an exported JSON */

/**
 * A file, or a document in an archive, before it is read.
 * @typedef {object} Source
 * @property {string} name with the folders or archives around it: `附件.zip/一/通知.docx`
 * @property {() => Promise<Uint8Array<ArrayBuffer>>} bytes
 */

/**
 * @typedef {object} Opened
 * @property {string} name
 * @property {string} text
 * @property {Origin} [origin] where in the file each stretch of the text stood, and what was kept apart from it
 * @property {Uint8Array<ArrayBuffer>} [bytes] of a file whose encoding can be changed
 * @property {Report} [report] of an exported JSON: nothing is analysed again
 * @property {number[]} [edited]
 * @property {import("../model/open-document.js").View} [view]
 */

/**
 * @typedef {object} Archive the documents in a ZIP
 * @property {Source[]} sources
 * @property {() => void} end gives its memory back
 */

/**
 * @typedef {object} Options
 * @property {AbortSignal} [signal]
 * @property {(done: number, total: number) => void} [progress] pages that were read
 * @property {(wrong: boolean) => Promise<string | null>} [password] asked for while a PDF needs one
 * @property {string} [encoding] that the reader chose over the guess
 */

/** What was loaded once is kept, and what failed to load is tried again. @template T @param {() => Promise<T>} load @returns {() => Promise<T>} */
function once(load) {
  /** @type {Promise<T> | null} */
  let loaded = null;
  return () =>
    (loaded ??= load().catch(error => {
      loaded = null;
      throw error;
    }));
}

const reader = once(async () => {
  const [glue, own, module] = await Promise.all([
    assetText("pkg/formats/shugang_formats.js"),
    assetText("www/open/reader.js"),
    assetModule("pkg/formats/shugang_formats_bg.wasm"),
  ]);
  return { source: `${glue}\n${own.replace(/^import .*shugang_formats\.js";$/m, "")}`, module };
});

/** pdf.js announces itself in `globalThis`; in one module with the reader, its exports have to go. */
const pdfjs = once(async () => {
  const parts = await Promise.all(["vendor/pdfjs/pdf.worker.min.mjs", "vendor/pdfjs/pdf.min.mjs"].map(it => assetText(it)));
  // Where it finds no window, pdf.js takes the messages of the worker for its own.
  return parts.map(it => `{const window = {};${keepSoftHyphens(it).replace(/export\s*\{[^{}]*\};?\s*$/, "")}\n}\n`).join("");
});

/** A worker that reads files, one after the other. It is ended by a cancel or a fault, and by whoever needs it no more. */
class Reader {
  /** @type {{ resolve: (answer: any) => void, reject: (error: unknown) => void } | null} */
  #pending = null;

  /** @param {Worker} worker @param {Options} options */
  constructor(worker, { signal, progress, password }) {
    this.worker = worker;
    signal?.addEventListener("abort", () => this.end(new Cancelled()), { once: true });
    worker.onerror = event => this.end(new Error(event.message || "The reader stopped"));
    worker.onmessage = async (/** @type {MessageEvent<Reply>} */ { data }) => {
      if ("answer" in data) this.#settle()?.resolve(data.answer);
      else if ("message" in data) this.#settle()?.reject(refusal(data.message));
      else if ("error" in data) this.end(new Error(data.error));
      else if ("done" in data) progress?.(data.done, data.total);
      else if ("wants" in data)
        this.#send({
          asset: data.wants,
          bytes: await assetBytes(`vendor/pdfjs/${data.path}`).then(
            it => new Uint8Array(it),
            () => null,
          ),
        });
      else if ("wantsPassword" in data) this.#send({ password: (await password?.(data.wantsPassword)) ?? null });
    };
  }

  /** @param {Options} options @param {boolean} [forPdf] */
  static async start(options, forPdf = false) {
    const [{ source, module }, more] = await Promise.all([reader(), forPdf ? pdfjs() : ""]);
    if (options.signal?.aborted) throw new Cancelled();
    const started = new Reader(blobWorker([more, source]), options);
    await started.ask({ module });
    return started;
  }

  /** @param {Request} request @param {Transferable[]} [transfer] @returns {Promise<any>} */
  ask(request, transfer = []) {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
      this.#send(request, transfer);
    });
  }

  /** @param {unknown} [error] what waits for an answer is rejected with it */
  end(error) {
    this.worker.terminate();
    this.#settle()?.reject(error);
  }

  /** @param {Request} request @param {Transferable[]} [transfer] */
  #send(request, transfer = []) {
    this.worker.postMessage(request, transfer);
  }

  #settle() {
    const pending = this.#pending;
    this.#pending = null;
    return pending;
  }
}

/** @param {Message} message */
const inWords = message => (languageNow() === "zh" ? message.zh : message.en);

/** Its first sentence says what the file is, the rest what to do. @param {Message} message */
function refusal(message) {
  const [, what, todo] = inWords(message).match(/^(.+?(?:。|\.(?= ))) ?(.*)$/s) ?? [];
  return new OpenError("format", what ?? inWords(message), todo);
}

/**
 * The documents in a file: one, or those of an archive, each as a file of its own that is unpacked when it is read.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {Options} options
 * @returns {Promise<Opened | Archive>}
 */
export async function openBytes(bytes, name, options) {
  let reader = await Reader.start(options);
  let keep = false;
  try {
    const format = await reader.ask({ sniff: name, bytes });
    if (format === "zip") {
      const paths = /** @type {string[]} */ (await reader.ask({ archive: bytes }));
      keep = true;
      const sources = paths.map((path, index) => ({ name: `${name}/${path}`, bytes: () => reader.ask({ member: index }) }));
      return { sources, end: () => reader.end(new Cancelled()) };
    }
    if (format === "pdf") {
      reader.end();
      reader = await Reader.start(options, true);
      // pdf.js keeps the bytes that it is given: a copy of them.
      return opened(name, await reader.ask({ pdf: bytes }));
    }
    return opened(name, await reader.ask({ open: name, bytes, encoding: options.encoding }), bytes);
  } finally {
    if (!keep) reader.end();
  }
}

/** @param {string} name @param {Read} read @param {Uint8Array<ArrayBuffer>} [bytes] @returns {Opened} */
const opened = (name, { text, ...origin }, bytes) => ({ name, text, origin, bytes: origin.encoding ? bytes : undefined });

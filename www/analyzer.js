// The page's side of the worker: every request settles, and a cancelled one ends the worker at once.

/** @import { Options, Report } from "../pkg/shugang.js" */
/** @import { Reply, Request } from "./worker.js" */
import { assetModule, assetText } from "./assets.js";
import { blobWorker } from "./blob-worker.js";

/** What a cancelled request is rejected with. */
export class Cancelled extends Error {}

/** The analyser broke, gave no answer in time, or may not run in this browser at all; in the first two cases a new one stands ready. */
export class AnalyserFault extends Error {
  /** @param {"broke" | "silent" | "forbidden"} code @param {string} [message] */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Longer than any machine needs that a reader would wait for: half a minute, and a minute more for each million characters. @param {Question} question */
const patience = question => 30_000 + ("analyze" in question ? question.analyze.length * 0.06 : 0);

/** @typedef {Request extends infer R ? R extends { id: number } ? Omit<R, "id"> : never : never} Question */
/** @typedef {{ resolve: (reply: any) => void, reject: (error: Error) => void, progress?: (done: number, total: number) => void, parts: Map<string, unknown[]> }} Pending */

export class Analyzer {
  /** @type {Promise<{ sources: string[], module: WebAssembly.Module }> | null} */
  #loaded = null;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  /** @type {Worker | null} */
  #running = null;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #next = 1;
  version = "";

  /** Loads the analyser ahead of the first document. A failure shows again, and is tried again, at the first use. */
  warm() {
    this.#start().catch(() => {});
  }

  /**
   * @param {string} text
   * @param {Options & { signal?: AbortSignal, progress?: (done: number, total: number) => void }} [options]
   * @returns {Promise<Report>}
   */
  async analyze(text, { today = new Date().toLocaleDateString("sv"), headings, signal, progress } = {}) {
    if (signal?.aborted) throw new Cancelled();
    const stop = () => this.#stop(new Cancelled());
    signal?.addEventListener("abort", stop);
    try {
      const worker = await this.#start();
      if (signal?.aborted) throw new Cancelled();
      const { report, parts } = await this.#post(worker, { analyze: text, today, headings }, progress);
      for (const [part, items] of parts) report[part] = items;
      return report;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  }

  /**
   * The exact value of a number written in any form.
   * @param {string} text
   * @returns {Promise<string | undefined>}
   */
  async parseNumber(text) {
    return (await this.#post(await this.#start(), { parseNumber: text })).value;
  }

  /** @returns {Promise<Worker>} */
  #start() {
    this.#worker ??= this.#spawn().catch(error => {
      this.#worker = null;
      throw error;
    });
    return this.#worker;
  }

  async #spawn() {
    this.#loaded ??= load().catch(error => {
      this.#loaded = null;
      throw error;
    });
    const { sources, module } = await this.#loaded;
    const worker = blobWorker(sources);
    this.#running = worker;
    worker.onmessage = ({ data }) => this.#settle(data);
    worker.onerror = event => this.#fault(event.message);
    const { version } = await this.#post(worker, { module });
    this.version = version;
    return worker;
  }

  /**
   * @param {Worker} worker
   * @param {Question} question
   * @param {Pending["progress"]} [progress]
   * @returns {Promise<any>}
   */
  #post(worker, question, progress) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const silence = setTimeout(() => this.#fault("", "silent"), patience(question));
      const settled = (/** @type {(it: any) => void} */ settle) => (/** @type {any} */ it) => {
        clearTimeout(silence);
        settle(it);
      };
      this.#pending.set(id, { resolve: settled(resolve), reject: settled(reject), progress, parts: new Map() });
      worker.postMessage({ id, ...question });
    });
  }

  /** @param {Reply} reply */
  #settle(reply) {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    if ("part" in reply) {
      const items = pending.parts.get(reply.part);
      if (items) for (const item of reply.items) items.push(item);
      else pending.parts.set(reply.part, reply.items);
      pending.progress?.(reply.done, reply.total);
      return;
    }
    // An instance that has thrown is not trusted again.
    if ("error" in reply) return this.#fault(reply.error);
    this.#pending.delete(reply.id);
    pending.resolve({ ...reply, parts: pending.parts });
  }

  /** A new worker takes the place of one that broke or is silent. @param {string} message @param {"broke" | "silent"} [code] */
  #fault(message, code = "broke") {
    this.#stop(new AnalyserFault(code, message));
    this.warm();
  }

  /**
   * Ends the worker, whatever it is doing, and every request with it. The next request starts a new one.
   * @param {Error} error
   */
  #stop(error) {
    this.#running?.terminate();
    this.#running = this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const it of pending) it.reject(error);
  }
}

/** The sources of the worker (glue first: it takes the place of the import) and the compiled module. */
async function load() {
  if (typeof WebAssembly !== "object") throw new AnalyserFault("forbidden");
  const [glue, worker, module] = await Promise.all([
    assetText("pkg/shugang.js"),
    assetText("www/worker.js"),
    assetModule("pkg/shugang_bg.wasm").catch(error => {
      throw error instanceof WebAssembly.CompileError ? new AnalyserFault("forbidden") : error;
    }),
  ]);
  return { sources: [glue, "\n", worker.replace(/^import .*shugang\.js";$/m, "")], module };
}

// Opening a document, whichever way it comes: progress, cancel that stops, and errors that leave everything as it was.

/** @import { Analyzer } from "./analyzer.js" */
/** @import { Session } from "./session.js" */
/** @import { Opened, Source } from "./open/formats.js" */
import { AnalyserFault, Cancelled } from "./analyzer.js";
import { assetText, NotLoaded } from "./assets.js";
import { languageNow, t } from "./i18n/i18n.js";
import { breath } from "./model/breath.js";
import { OpenDocument } from "./model/open-document.js";
import { fromFile, OpenError, openSource } from "./open/open.js";
import { byId } from "./view/dom.js";

/** Work that is done sooner is not announced by a bar. */
const PATIENCE = 300;

/** Start, end and level of each heading, as the readers of files give them, for the analyser. @param {ArrayLike<number>} levels */
const statedHeadings = levels =>
  Array.from({ length: levels.length / 3 }, (_, at) => ({ start: levels[3 * at], level: levels[3 * at + 2] }));

export class Opening {
  /** @type {AbortController | null} */
  #running = null;
  /** The end of what runs now. */
  #last = Promise.resolve();
  #errorText = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {Session} session @param {Analyzer} analyzer @param {() => Promise<{ corrections: import("./corrections.js").Corrections }>} room */
  constructor(session, analyzer, room) {
    this.room = room;
    this.session = session;
    this.analyzer = analyzer;
  }

  /** @param {File[]} files */
  files(files) {
    return this.sources(files.map(fromFile));
  }

  /** One document, or many with a list of what became of each. @param {Source[]} sources */
  async sources(sources) {
    const { name } = sources[0];
    await this.#run(name, async signal => {
      const archive = sources.length > 1 ? { sources } : await this.#read(sources[0], signal);
      if (!archive) return;
      if (!("sources" in archive)) return this.session.add(archive);
      const { openMany } = await import("./open/batch.js");
      try {
        await openMany(archive.sources, {
          session: this.session,
          signal,
          cancel: () => this.cancel(),
          read: source => this.#read(source, signal),
          words: (name, error) =>
            this.#words(name, error)
              .filter(Boolean)
              .join(languageNow() === "zh" ? "" : " "),
        });
      } finally {
        if ("end" in archive) archive.end();
      }
    });
  }

  /** @param {Source} source @param {AbortSignal} signal */
  async #read(source, signal) {
    const { name } = source;
    this.#say(t("reading", { name }));
    const opened = await openSource(source, {
      signal,
      progress: (done, total) => this.#say(t("readingPages", { name, done, total }), done / total),
      password: async wrong => (await import("./open/password.js")).askPassword(name, wrong, signal),
    });
    return "sources" in opened ? opened : this.#document(opened, signal);
  }

  /** Reads a text anew where the encoding was guessed wrong. @param {OpenDocument} document @param {string} encoding */
  async reopen(document, encoding) {
    const { name, bytes } = document.opened;
    if (!bytes) return;
    await this.#run(name, async signal => {
      const opened = /** @type {Opened} */ (await openSource({ name, bytes: async () => bytes }, { signal, encoding }));
      const again = await this.#document(opened, signal);
      if (!again) return;
      const { session } = this;
      /** @param {OpenDocument} one @param {OpenDocument} other */
      const put = (one, other) => {
        const shown = session.add(one, session.documents.indexOf(other));
        session.close(other);
        return shown;
      };
      session.did({ what: t("encoding"), undo: () => put(document, again) });
      await put(again, document);
    });
  }

  /** @param {string} text @param {import("../pkg/shugang.js").Report} [report] where it has been analysed already */
  async text(text, report) {
    await this.#run(t("pasted"), signal => this.#analyze({ name: t("pasted"), text, report }, signal));
  }

  /** Documents that were open before. @param {Opened[]} documents */
  async again(documents) {
    for (const opened of documents) {
      // Where the reader opens something meanwhile, that goes first.
      do {
        while (this.running) await this.#last;
        await this.#run(opened.name, signal => this.#analyze(opened, signal));
      } while (this.running && !this.session.documents.some(it => it.opened === opened));
    }
  }

  /** A sample is the one document that is fetched: from the page's own folder. @param {string} file @param {string} name */
  async sample(file, name) {
    await this.#run(name, async signal => {
      await this.#analyze({ name, text: await assetText(`www/samples/${file}`, { signal }) }, signal);
    });
  }

  get running() {
    return this.#running !== null;
  }

  cancel() {
    this.#running?.abort();
  }

  /** @param {Opened} opened @param {AbortSignal} signal */
  async #analyze(opened, signal) {
    const document = await this.#document(opened, signal);
    if (document) await this.session.add(document);
  }

  /** Nothing where the file was one of corrections. @param {Opened} opened @param {AbortSignal} signal */
  async #document(opened, signal) {
    const { name, text, report: ready } = opened;
    // A file of corrections is no document: it is laid over those that are open.
    const undo = /\.json$/i.test(name) && (await (await this.room()).corrections.load(text));
    if (undo) {
      this.session.did({ what: t("loadedCorrections"), undo });
      this.session.tell("notice", t("loadedCorrections"));
      return undefined;
    }
    if (!text.trim()) throw new OpenError("empty", name);
    this.#say(t("workingSize", { name, n: text.length }));
    const begun = performance.now();
    const work =
      ready ??
      this.analyzer.analyze(text, {
        headings: statedHeadings(opened.origin?.levels ?? []),
        signal,
        progress: (done, total) => this.#say(t("receiving", { name, done, total }), done / total),
      });
    const [report, { corrections }] = await Promise.all([work, this.room()]);
    const milliseconds = Math.round(performance.now() - begun);
    // Each in a task of its own, so that a long document holds the page up nowhere.
    await breath();
    if (signal.aborted) throw new Cancelled();
    const document = new OpenDocument(opened, report, milliseconds);
    await breath();
    await corrections.welcome(document);
    await breath();
    return document;
  }

  /** One at a time: a second one cancels the first. @param {string} name @param {(signal: AbortSignal) => Promise<void>} work */
  #run(name, work) {
    return (this.#last = this.#perform(name, work));
  }

  /** @param {string} name @param {(signal: AbortSignal) => Promise<void>} work */
  async #perform(name, work) {
    this.cancel();
    const controller = new AbortController();
    this.#running = controller;
    this.dismissError();
    this.#state("working", t("working", { name }));
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => (byId("busybar").hidden = false), PATIENCE);
    try {
      await work(controller.signal);
      const document = this.session.current;
      if (this.#running === controller && !document) this.#rest("");
      if (this.#running === controller && document)
        this.#state("ready", t("ready", { name: document.title, n: document.figures.length, s: document.report.outline.length }));
    } catch (error) {
      if (this.#running !== controller) return;
      if (controller.signal.aborted || error instanceof Cancelled) this.#rest(t("cancelled"));
      else this.#fail(name, error);
    } finally {
      if (this.#running === controller) {
        this.#running = null;
        clearTimeout(this.#patience);
        byId("busybar").hidden = true;
      }
    }
  }

  /** @param {string} text @param {number} [part] of 1; nothing known while it is left out */
  #say(text, part) {
    byId("busytext").textContent = text;
    const progress = /** @type {HTMLProgressElement} */ (byId("busyprogress"));
    progress.setAttribute("aria-label", text);
    if (part === undefined) progress.removeAttribute("value");
    else progress.value = part;
  }

  /** @param {"empty" | "working" | "ready" | "error"} state @param {string} text */
  #state(state, text) {
    const status = byId("status");
    status.dataset.state = state;
    status.textContent = text;
  }

  /** @param {string} text */
  #rest(text) {
    this.#state(this.session.current ? "ready" : "empty", text);
  }

  /** What it is, and what to do. @param {string} name @param {unknown} error */
  #words(name, error) {
    const message = error instanceof Error ? error.message : String(error);
    return !(error instanceof OpenError)
      ? error instanceof NotLoaded
        ? [t("errorLoad", { message }), t("errorLoadTodo")]
        : error instanceof AnalyserFault && error.code === "forbidden"
          ? [t("errorForbidden"), t("errorForbiddenTodo")]
          : error instanceof AnalyserFault && error.code === "silent"
            ? [t("errorSilent", { name }), t("errorSilentTodo")]
            : [t("errorAnalyser", { message }), t("errorAnalyserTodo")]
      : error.code === "empty"
        ? [t("errorEmpty", { name }), t("errorEmptyTodo")]
        : error.code === "read"
          ? [t("errorRead", { name, message }), t("errorReadTodo")]
          : [message, error.todo];
  }

  /** And that the file is safe. The last document stays. @param {string} name @param {unknown} error */
  #fail(name, error) {
    const [what, todo] = this.#words(name, error);
    this.error(what, [todo, t("safe")].join(languageNow() === "zh" ? "" : " "));
  }

  /** @param {string} what @param {string} todo */
  error(what, todo) {
    byId("error-what").textContent = what;
    byId("error-todo").textContent = todo;
    byId("error").hidden = false;
    this.#errorText = `${what}\n${todo}`;
    this.#state("error", what);
  }

  get errorText() {
    return this.#errorText;
  }

  dismissError() {
    if (byId("error").hidden) return;
    byId("error").hidden = true;
    this.#rest("");
  }

  /** After the last document was closed, or another one shown. */
  settle() {
    if (!this.running && byId("error").hidden) this.#rest(this.session.current ? this.session.current.title : t("stateEmpty"));
  }
}

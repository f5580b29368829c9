// Reads one file off the main thread. It is never loaded by its URL: formats.js joins it to the glue of the package, and for a PDF to pdf.js, in a blob.

/** @import { Message, Opened } from "../../pkg/formats/shugang_formats.js" */
import { Archive, initSync, open, PdfText, sniff } from "../../pkg/formats/shugang_formats.js";

/**
 * @typedef {{ module: WebAssembly.Module }
 *   | { sniff: string, bytes: Uint8Array }
 *   | { open: string, bytes: Uint8Array, encoding?: string }
 *   | { pdf: Uint8Array }
 *   | { archive: Uint8Array }
 *   | { member: number }
 *   | { asset: number, bytes: Uint8Array | null }
 *   | { password: string | null }} Request `asset` and `password` answer what the reader asked for; all others are answered by one `Reply`
 * @typedef {{ answer: any } | { message: Message } | { error: string } | { done: number, total: number } | { wants: number, path: string } | { wantsPassword: boolean }} Reply `wantsPassword` is true after a wrong one
 */

/** @param {Reply} reply @param {Transferable[]} [transfer] */
const reply = (reply, transfer = []) => postMessage(reply, { transfer });

/** @type {Archive | undefined} */
let archive;

/** @param {MessageEvent<Request>} event */
onmessage = async ({ data }) => {
  if ("asset" in data) return settleAsset(data.asset, data.bytes);
  if ("password" in data) return givePassword?.(data.password);
  try {
    if ("module" in data) {
      initSync({ module: data.module });
      reply({ answer: true });
    } else if ("sniff" in data) {
      reply({ answer: sniff(data.sniff, data.bytes) });
    } else if ("archive" in data) {
      archive = new Archive(data.archive);
      reply({ answer: archive.paths() });
    } else if ("member" in data) {
      const bytes = /** @type {Archive} */ (archive).read(data.member);
      reply({ answer: bytes }, [bytes.buffer]);
    } else {
      const opened = "pdf" in data ? await openPdf(data.pdf) : open(data.open, data.bytes, data.encoding);
      reply({ answer: opened }, [opened.places.buffer, opened.levels.buffer]);
    }
  } catch (error) {
    if (error && typeof error === "object" && "zh" in error) reply({ message: /** @type {Message} */ (error) });
    else reply({ error: error instanceof Error ? error.message : String(error) });
  }
};

/* ---------- PDF, by pdf.js ---------- */

/** Files of pdf.js (character maps, metrics of the standard fonts) that the page was asked for. @type {Map<number, { resolve: (bytes: Uint8Array) => void, reject: (error: Error) => void }>} */
const assets = new Map();
/** @type {((password: string | null) => void) | undefined} */
let givePassword;

/** @param {number} id @param {Uint8Array | null} bytes */
function settleAsset(id, bytes) {
  const waiting = assets.get(id);
  assets.delete(id);
  if (bytes) waiting?.resolve(bytes);
  else waiting?.reject(new Error("The file is not there"));
}

/** What pdf.js asks for its own files: the page fetches them, the reader has no network of its own. */
class Assets {
  /** @param {{ kind: string, filename: string }} file @returns {Promise<Uint8Array>} */
  fetch({ kind, filename }) {
    const folder = kind === "cMapUrl" ? "cmaps" : "standard_fonts";
    return new Promise((resolve, reject) => {
      const id = assets.size ? Math.max(...assets.keys()) + 1 : 1;
      assets.set(id, { resolve, reject });
      reply({ wants: id, path: `${folder}/${filename}` });
    });
  }
}

/** Pages that are read at most; a document that claims more is cut, and says so. */
const PAGES = 5_000;
/** So many pages without text are looked through for pictures. */
const LOOKED_THROUGH = 3;

/** @param {string} code @param {string} zh @param {string} en @returns {Message} */
const message = (code, zh, en) => ({ code, zh, en });

/** @param {Uint8Array} data @returns {Promise<Opened>} */
async function openPdf(data) {
  const pdfjs = /** @type {any} */ (globalThis).pdfjsLib;
  const task = pdfjs.getDocument({
    data,
    BinaryDataFactory: Assets,
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    disableWorkerRendering: true,
    verbosity: 0,
  });
  task.onPassword = async (/** @type {(password: string | Error) => void} */ answer, /** @type {number} */ reason) => {
    const password = await new Promise(resolve => {
      givePassword = resolve;
      reply({ wantsPassword: reason === pdfjs.PasswordResponses.INCORRECT_PASSWORD });
    });
    answer(password ?? new Error("no password"));
  };
  let pdf;
  try {
    pdf = await task.promise;
  } catch (error) {
    if (givePassword)
      throw message(
        "encrypted",
        "这个 PDF 要有密码才能打开，没有打开。请用密码打开它，或在 PDF 软件里去掉密码另存后再试。",
        "This PDF needs a password and was not opened. Open it with its password, or save a copy without one.",
      );
    throw message(
      "damaged",
      "这个 PDF 已损坏或不完整，读不出来。请重新下载，或用 PDF 软件打开后另存一份。",
      "This PDF is damaged or incomplete. Download it again, or open it in a PDF program and save a new copy.",
    );
  }
  const text = new PdfText();
  const total = Math.min(pdf.numPages, PAGES);
  const notes = [];
  let bare = 0;
  let pictured = 0;
  let looked = 0;
  let read = 0;
  const broken = [];
  for (let number = 1; number <= total; number++) {
    // A list of pages that is nothing but claims is not followed to its end.
    if (broken.length >= 30 && !read) break;
    try {
      const page = await pdf.getPage(number);
      if ((await addPage(text, page, pdfjs)) < 8) {
        bare++;
        if (looked < LOOKED_THROUGH) {
          looked++;
          if (await showsPicture(page, pdfjs)) pictured++;
        }
      }
      page.cleanup();
      read++;
    } catch {
      broken.push(number);
    }
    if (number % 8 === 0) reply({ done: number, total });
  }
  if (!read)
    throw message(
      "damaged",
      "这个 PDF 已损坏：没有一页读得出来。请重新下载，或用 PDF 软件打开后另存一份。",
      "This PDF is damaged: none of its pages can be read. Download it again, or open it in a PDF program and save a new copy.",
    );
  if (pdf.numPages > total)
    notes.push(
      message(
        "pages_cut",
        `这个 PDF 有 ${pdf.numPages} 页，只读了前 ${total} 页。`,
        `This PDF has ${pdf.numPages} pages; the first ${total} were read.`,
      ),
    );
  if (broken.length)
    notes.push(
      message(
        "pages_broken",
        `文件不完整：${broken.length} 页读不出来（第 ${broken.slice(0, 12).join("、")} 页）。`,
        `The file is incomplete: ${broken.length} pages cannot be read (pages ${broken.slice(0, 12).join(", ")}).`,
      ),
    );
  const title = await pdf.getMetadata().then(
    (/** @type {any} */ it) => it.info?.Title,
    () => undefined,
  );
  const opened = text.finish(pictured ? bare : 0, typeof title === "string" ? title : undefined);
  opened.notes.unshift(...notes);
  return opened;
}

/** Hands over the text of a page; says how many characters it has. @param {PdfText} text @param {any} page @param {any} pdfjs */
async function addPage(text, page, pdfjs) {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  /** @type {string[]} */
  const runs = [];
  const geometry = [];
  let characters = 0;
  for (const { str, transform, width } of items) {
    if (!str?.trim()) continue;
    const [a, b, c, d, x, y] = pdfjs.Util.transform(viewport.transform, transform);
    // Set aslant, as watermarks are: no line of the document.
    if (Math.abs(b) > Math.abs(a) * 0.1 && Math.abs(a) > Math.abs(b) * 0.1) continue;
    characters += str.length;
    runs.push(str);
    geometry.push(x, y, width * viewport.scale, Math.hypot(c, d));
  }
  text.addPage(page.pageNumber, viewport.width, viewport.height, runs, new Float32Array(geometry));
  return characters;
}

/** @param {any} page @param {any} pdfjs */
async function showsPicture(page, pdfjs) {
  const { OPS } = pdfjs;
  const { fnArray } = await page.getOperatorList();
  return fnArray.some(
    (/** @type {number} */ it) =>
      it === OPS.paintImageXObject ||
      it === OPS.paintInlineImageXObject ||
      it === OPS.paintImageMaskXObject ||
      it === OPS.paintImageXObjectRepeat,
  );
}

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
    else {
      // Where in the module, and no word of the file.
      if (error instanceof WebAssembly.RuntimeError) console.error(error.stack);
      reply({ error: error instanceof Error ? error.message : String(error) });
    }
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
  const rules = hasGaps(geometry) ? await drawnRules(page, viewport, pdfjs) : [];
  text.addPage(page.pageNumber, viewport.width, viewport.height, runs, new Float32Array(geometry), new Float32Array(rules));
  return characters;
}

/** Whether some lines of a page have gaps in them, as the rows of a table have: only then its drawing is looked at. @param {number[]} geometry */
function hasGaps(geometry) {
  /** @type {Map<number, [number, number, number][]>} */
  const lines = new Map();
  for (let at = 0; at < geometry.length; at += 4) {
    const [x, y, width, size] = geometry.slice(at, at + 4);
    const line = Math.round(y);
    const runs = lines.get(line) ?? [];
    if (runs.push([x, x + width, size]) === 1) lines.set(line, runs);
  }
  let rows = 0;
  for (const line of lines.values()) {
    line.sort((a, b) => a[0] - b[0]);
    if (line.some(([x, , size], n) => n && x - line[n - 1][1] > size * 0.5)) rows++;
  }
  return rows > 1;
}

/** Left, top, right and bottom of the lines that a page draws across or down, and of boxes as thin as lines. @param {any} page @param {any} viewport @param {any} pdfjs */
async function drawnRules(page, viewport, { OPS, Util }) {
  const { fnArray, argsArray } = await page.getOperatorList();
  /** @type {number[]} */
  const rules = [];
  const strokes = [OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke];
  let matrix = viewport.transform;
  const saved = [];
  for (let n = 0; n < fnArray.length && rules.length < MOST_RULES; n++) {
    const args = argsArray[n];
    if (fnArray[n] === OPS.save || fnArray[n] === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (args?.[0]) matrix = Util.transform(matrix, args[0]);
    } else if (fnArray[n] === OPS.restore || fnArray[n] === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? viewport.transform;
    else if (fnArray[n] === OPS.transform) matrix = Util.transform(matrix, args);
    else if (fnArray[n] === OPS.constructPath && args[0] !== OPS.endPath && args[1][0])
      for (const points of pathsOf(args[1][0], matrix)) addRules(rules, points, strokes.includes(args[0]));
  }
  return rules;
}

/** More lines than these make no table. */
const MOST_RULES = 20_000 * 4;

/** What has more sides is a picture. */
const MOST_SIDES = 64;

/** The points of each stretch of a path; one with curves has none. @param {Float32Array} path as pdf.js keeps it: 0 and 1 before a point to go or draw to, 2 and 3 before those of a curve, 4 to close @param {number[]} matrix */
function pathsOf(path, [a, b, c, d, e, f]) {
  /** @type {[number, number][][]} */
  const paths = [];
  for (let at = 0; at < path.length;) {
    const kind = path[at++];
    if (kind === 4) paths.at(-1)?.push(paths.at(-1)?.[0] ?? [NaN, NaN]);
    else if (kind > 1) {
      paths.push([]);
      at += kind === 2 ? 6 : 4;
    } else {
      if (kind === 0) paths.push([]);
      paths.at(-1)?.push([a * path[at] + c * path[at + 1] + e, b * path[at] + d * path[at + 1] + f]);
      at += 2;
    }
  }
  return paths;
}

/** A thin box is one line, whoever fills it; of anything else that is drawn, each side. @param {number[]} rules @param {[number, number][]} points @param {boolean} drawn */
function addRules(rules, points, drawn) {
  if (points.length > MOST_SIDES) return;
  const [xs, ys] = [points.map(it => it[0]), points.map(it => it[1])];
  const box = points.length ? [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] : [];
  if (Math.min(box[2] - box[0], box[3] - box[1]) < 2.5) rules.push(...box);
  else if (drawn) for (let n = 1; n < points.length; n++) rules.push(...points[n - 1], ...points[n]);
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

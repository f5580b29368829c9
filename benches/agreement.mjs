// How far the readers of files and a second program find the same characters: `node benches/agreement.mjs [FILE…]`, by default
// all of ../shared/formats. It needs `cargo xtask build`; LibreOffice (`soffice`), `pdftotext` and `iconv` are the second programs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { startReader } from "../tests/reader.mjs";

const SHARED = join(process.env.SHUGANG_SHARED ?? new URL("../../shared", import.meta.url).pathname, "formats");
/** @param {string} program @param {string[]} args */
const run = (program, ...args) => {
  try {
    return execFileSync(program, args, { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOENT") throw error;
    console.error(`no \`${program}\` on the path: install it, or name only files that it is not needed for`);
    process.exit(1);
  }
};

/** By LibreOffice: the text of a document, or the sheets of a workbook as they are shown. @param {string} path @param {string} filter */
function office(path, filter) {
  const folder = mkdtempSync(join(tmpdir(), "agreement-"));
  try {
    run("soffice", `-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", filter, "--outdir", folder, path);
    const made = readdirSync(folder).filter(it => it !== "profile");
    return made.map(it => readFileSync(join(folder, it), "utf8")).join("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TEXT = "txt:Text (encoded):UTF8";
// Tabs between cells, UTF-8, cells as shown, every sheet.
const SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1";
const PART = { ".epub": /\.x?html?$/i, ".ofd": /Content[^/]*\.xml$|Pages?\/.*\.xml$/i };

/** Which the second program is and what it reads, in each order that it has. @param {string} path @param {string | null} encoding @returns {string[]} */
function second(path, encoding) {
  const kind = extname(path).toLowerCase();
  if (kind === ".pdf")
    return ["pdftotext", ...["-nopgbrk", "-layout", "-raw"].map(it => run("pdftotext", it, "-enc", "UTF-8", path, "-").toString())];
  if (/^\.(xlsx?|ods|et)$/.test(kind)) return ["LibreOffice", office(path, SHEETS)];
  if (/^\.(docx?|wps|rtf|odt|html?)$/.test(kind)) return ["LibreOffice", office(path, TEXT)];
  if (kind === ".epub" || kind === ".ofd") {
    const names = run("unzip", "-Z1", path)
      .toString()
      .split("\n")
      .filter(it => PART[kind].test(it));
    const bare = (/** @type {string} */ it) =>
      kind === ".ofd"
        ? [...it.matchAll(/<(?:\w+:)?TextCode\b[^>]*>([^<]*)/g)].map(it => it[1]).join("\n")
        : it.replace(/^[^]*?<body/i, "<body").replace(/<[^>]*>/g, "");
    /** @type {Record<string, string>} */
    const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };
    const parts = names.map(it => bare(run("unzip", "-p", path, it.replace(/[[\]*?\\]/g, "?")).toString()));
    return [
      "unzip",
      parts
        .join("\n")
        .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex, code, name) =>
          hex ? String.fromCodePoint(parseInt(hex, 16)) : code ? String.fromCodePoint(Number(code)) : (entities[name] ?? "?"),
        ),
    ];
  }
  return ["iconv", run("iconv", "-f", encoding ?? "utf-8", "-t", "utf-8", path).toString()];
}

/** Without blanks, and without what a table is drawn with. @param {string} text */
const bare = text => [
  ...text
    .normalize("NFKC")
    .replace(/^\|?[-|: ]*---[-|: ]*$/gm, "")
    .replace(/[\s|\uFEFF,\p{Cc}\p{Cf}]/gu, ""),
];

/** Twice what both have over what each has: as a heap of characters. @param {string[]} a @param {string[]} b */
function heaps(a, b) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const it of a) left.set(it, (left.get(it) ?? 0) + 1);
  let common = 0;
  for (const it of b) {
    const n = left.get(it) ?? 0;
    if (n > 0) {
      common++;
      left.set(it, n - 1);
    }
  }
  return (2 * common) / (a.length + b.length || 1);
}

/** The same for characters in order: Myers' shortest edit script; past `most` edits nothing is said. @param {string[]} a @param {string[]} b */
function inOrder(a, b, most = 20_000) {
  const reach = new Int32Array(2 * most + 3);
  for (let d = 0; d <= Math.min(most, a.length + b.length); d++) {
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && reach[most + k] < reach[most + k + 2]) ? reach[most + k + 2] : reach[most + k] + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[most + 1 + k] = x;
      if (x >= a.length && x - k >= b.length) return 1 - d / (a.length + b.length || 1);
    }
  }
  return NaN;
}

const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(SHARED).map(it => join(SHARED, it));
const ask = await startReader();
console.log("| file | characters | with | the same | in order |\n|---|---|---|---|---|");
for (const path of files.filter(it => !it.endsWith(".jsonl"))) {
  const [name, bytes] = [basename(path), new Uint8Array(readFileSync(path))];
  const { answer: format } = await ask({ sniff: name, bytes });
  const { answer, message, error } = await ask(format === "pdf" ? { pdf: bytes } : { open: name, bytes });
  if (!answer) {
    console.log(`| ${name} | ${message?.zh ?? error} | | | |`);
    continue;
  }
  const [program, ...texts] = second(path, answer.encoding);
  // LibreOffice leaves out heads and feet of pages, too.
  const apart = program === "LibreOffice" ? [] : answer.apart;
  const ours = bare([answer.text, ...apart.map((/** @type {any} */ it) => it.text)].join("\n"));
  const theirs = texts.map(bare);
  const share = (/** @type {number} */ it) => it.toFixed(4);
  console.log(
    `| ${name} | ${ours.length} | ${program}, ${theirs[0].length} | ${share(heaps(ours, theirs[0]))} | ${share(Math.max(...theirs.map(it => inOrder(ours, it))))} |`,
  );
}
process.exit();

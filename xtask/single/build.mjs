// Writes the page as one file: modules bundled, styles inlined, every other file a packed block. `node xtask/single/build.mjs OUT`, after a build.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = new URL("../../", import.meta.url);
/** PDF is left out of a file that would be larger: then say so here, and in the page. */
const LIMIT = 6_000_000;
const read = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), "utf8");
const list = (/** @type {string} */ folder) =>
  readdirSync(new URL(folder, ROOT))
    .sort()
    .map(it => `${folder}${it}`);

/** @param {string} contents @param {"esm" | "iife"} format */
async function bundle(contents, format) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(ROOT) },
    bundle: true,
    format,
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "error",
    plugins: [
      {
        name: "files in the page",
        setup: it => {
          it.onResolve({ filter: /\/assets\.js$/ }, () => ({ path: fileURLToPath(new URL("assets.js", import.meta.url)) }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}
const script = await bundle('import "./www/main.js";', "esm");
if (/<!--|<\/script|import\.meta/i.test(script)) throw new Error("the bundle cannot stand inside a page");

const page = read("index.html");
const linked = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)">\n/g)].map(it => it[1]);
// Those that are loaded later, in the order in which they are named; the same order decides between their rules.
const later = [...`${read("www/main.js")}${read("www/room.js")}${read("www/charts/charts.js")}`.matchAll(/"([\w-]+)"/g)].map(
  it => `www/styles/${it[1]}.css`,
);
const styles = list("www/styles/").filter(it => it.endsWith(".css"));
const order = [...new Set([...linked, ...later.filter(it => styles.includes(it)), ...styles])];
const style = order.map(read).join("\n");
if (/url\(|@import/.test(style)) throw new Error("a style loads a file");

/** What the page asks for by its path. A worker's script has in it what else it is made of elsewhere. @type {Map<string, string | Buffer>} */
const files = new Map([
  ["www/worker.js", await bundle('import "./www/worker.js";', "iife")],
  ["pkg/shugang.js", ""],
  ["www/open/reader.js", await bundle('import "./www/open/reader.js";', "iife")],
  ["pkg/formats/shugang_formats.js", ""],
  ["vendor/pdfjs/pdf.min.mjs", await bundle('import "./vendor/pdfjs/pdf.worker.min.mjs"; import "./vendor/pdfjs/pdf.min.mjs";', "iife")],
  ["vendor/pdfjs/pdf.worker.min.mjs", ""],
]);
for (const it of [
  "pkg/shugang_bg.wasm",
  "pkg/formats/shugang_formats_bg.wasm",
  "vendor/THIRD-PARTY.txt",
  ...list("www/samples/"),
  ...list("vendor/pdfjs/cmaps/"),
  ...list("vendor/pdfjs/standard_fonts/"),
])
  files.set(it, readFileSync(new URL(it, ROOT)));
const blocks = [...files]
  .map(([path, it]) => `<script type="application/gzip" data-path="${path}">${gzipSync(it, { level: 9 }).toString("base64")}</script>\n`)
  .join("");

const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; worker-src blob:; style-src ${hash(style)}; img-src blob: data:; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types shugang-worker default`;
const icon = `data:image/svg+xml,${encodeURIComponent(read("www/styles/icon.svg"))}`;
/** Each replacement must find its place. @param {string} text @param {string | RegExp} from @param {string} to */
const replace = (text, from, to) => {
  const done = text.replace(from, () => to);
  if (done === text) throw new Error(`index.html has no ${from}`);
  return done;
};
let html = page.replaceAll(/<link rel="stylesheet" href="[^"]+">\n/g, "");
html = replace(html, /(?<=http-equiv="Content-Security-Policy" content=")[^"]+/, policy);
html = replace(html, /<link rel="manifest"[^>]*>\n/, "");
html = replace(html, /(?<=<link rel="icon" href=")[^"]+/, icon);
html = replace(html, /<script type="module" src="[^"]+"><\/script>\n/, `<style>${style}</style>\n`);
html = replace(html, "</body>", `${blocks}<script type="module">${script}</script>\n</body>`);
if (Buffer.byteLength(html) > LIMIT) throw new Error(`one file of ${Buffer.byteLength(html)} bytes is over ${LIMIT}`);
writeFileSync(process.argv[2], html);
console.log(`${process.argv[2]}: ${Buffer.byteLength(html)} bytes in one file`);

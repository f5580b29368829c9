// Makes of a copy of the site what comes to a visitor soonest: the modules of the first view in one file and those of the
// reading room in another, the styles of the first view in one, and its words in the page. `node xtask/bundle/build.mjs SITE`.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { transform } from "esbuild";
import { rollup } from "rollup";
import { en } from "../../www/i18n/en.js";
import { zh } from "../../www/i18n/zh.js";

const site = process.argv[2];
const read = (/** @type {string} */ path) => readFileSync(join(site, path), "utf8");
/** @type {{ charset: "utf8", minify: true, target: string }} */
const options = { charset: "utf8", minify: true, target: "es2022" };

// Two files and those that a reader may never need. They stay in the folder of main.js: a module finds the site's files from
// its own address (www/assets.js).
const bundle = await rollup({
  input: "www/main.js",
  onLog: (_, log) => {
    throw new Error(log.message);
  },
});
const { output } = await bundle.generate({
  chunkFileNames: "[name].js",
  manualChunks: (id, { getModuleInfo }) => {
    /** Whether `module` loads `id` at once. @param {string} module @param {string} id @param {Set<string>} seen @returns {boolean} */
    const loads = (module, id, seen = new Set()) =>
      module === id ||
      (!seen.has(module) && (seen.add(module), getModuleInfo(module)?.importedIds.some(it => loads(it, id, seen)) === true));
    return ["main", "room"].find(it => loads(resolve(`www/${it}.js`), id));
  },
});
await bundle.close();
// www/guard.js comes before all other code.
if (output[0].fileName !== "main.js" || output[0].imports.length > 0) throw new Error("the first view is not one module");
const modules = output.flatMap(it => (it.type === "chunk" ? Object.keys(it.modules) : [])).map(it => join(site, relative(".", it)));
for (const it of modules) rmSync(it);
for (const it of output) {
  if (it.type !== "chunk") throw new Error(`${it.fileName} is no module`);
  writeFileSync(join(site, "www", it.fileName), (await transform(it.code, { ...options, format: "esm", legalComments: "none" })).code);
}
for (const folder of new Set(modules.map(it => dirname(it)))) if (readdirSync(folder).length === 0) rmdirSync(folder);

let page = read("index.html");
/** Each replacement must find its place. @param {string | RegExp} from @param {(...found: string[]) => string} to */
const replace = (from, to) => {
  const done = page.replace(from, to);
  if (done === page) throw new Error(`index.html has no ${from}`);
  page = done;
};

const LINKS = /(<link rel="stylesheet" href="[^"]+">\n)+/;
const styles = [...(LINKS.exec(page)?.[0] ?? "").matchAll(/href="([^"]+)"/g)].map(it => it[1]);
const { code } = await transform(styles.map(read).join("\n"), { ...options, loader: "css" });
if (/url\(|@import/.test(code)) throw new Error("a style of the first view loads a file");
for (const it of styles) rmSync(join(site, it));
writeFileSync(join(site, "www/styles/first.css"), code);
replace(LINKS, () => '<link rel="stylesheet" href="www/styles/first.css">\n');

// What the page asks for as soon as it runs, behind what it is painted with.
const soon = ["pkg/shugang.js", "www/worker.js"].map(
  it => `<link rel="preload" as="fetch" href="${it}" crossorigin fetchpriority="low">\n`,
);
replace(/<script type="module".*\n/, script =>
  [script, '<link rel="modulepreload" href="www/room.js" fetchpriority="low">\n', ...soon].join(""),
);

// The first view is there before its program: in Chinese, the language of the page, or by a few words of script in English.
/** @type {string[]} */
const english = [];
replace(/(data-t="(\w+)"(?: data-n="(\d+)")?[^>]*>)(?=<)/g, (_, opening, key, n) => {
  const [chinese, other] = [zh, en].map((dictionary, at) => {
    const text = /** @type {Record<string, string>} */ (dictionary)[key];
    if (text === undefined) throw new Error(`index.html names ${key}, which a dictionary of www/i18n/ has not`);
    return text.replace("{n}", new Intl.NumberFormat(at ? "en" : "zh-CN").format(Number(n)));
  });
  english.push(other);
  return opening + chinese.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
});
// The script finds them by their order.
if (english.length !== page.match(/data-t="/g)?.length) throw new Error("index.html has words in an element that names its string");
const words = `if(/^en/i.test(navigator.language)){const words=${JSON.stringify(english).replaceAll("<", "\\u003c")};document.documentElement.lang="en";document.querySelectorAll("[data-t]").forEach((it,at)=>it.textContent=words[at])}`;
// Behind the first picture, which nothing may keep waiting, and long before the program comes that needs it: the analyser.
const analyser = `requestAnimationFrame(()=>setTimeout(()=>document.head.append(Object.assign(document.createElement("link"),{rel:"preload",as:"fetch",href:"pkg/shugang_bg.wasm",crossOrigin:"",fetchPriority:"low"}))))`;
const script = `${words}${analyser}`;
// Nothing is painted before the words stand: a script waits for the styles, so it cannot be what is waited for.
replace("</body>", () => `<script>${script}</script>\n<span id="words" hidden></span>\n</body>`);
replace("</head>", () => '<link rel="expect" href="#words" blocking="render">\n</head>');
replace("script-src 'self'", policy => `${policy} 'sha256-${createHash("sha256").update(script).digest("base64")}'`);
replace('<div id="app" class="app" hidden>', () => '<div id="app" class="app">');
writeFileSync(join(site, "index.html"), page);

// The page as a reader waits for it, in Chromium: from a drop to painted marks, and a first visit from a cold cache on a slow machine and line.
// `node benches/page.mjs DIST TEXT`, called by `cargo xtask bench --page`; writes benches/PAGE.md.

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { closeAll, newPage, theBrowser, until, untilState } from "../tests/page/browser.mjs";

const [dist, textFile] = process.argv.slice(2);
const RUNS = 7;
/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json", ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8" };

/** The distribution, compressed as any server on the net would. */
async function serve() {
  const server = createServer((request, response) => {
    const name = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).slice(1) || "index.html");
    try {
      const body = gzipSync(readFileSync(join(dist, name)));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", "content-encoding": "gzip" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return { url: `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`, close: () => server.close() };
}

const median = (/** @type {number[]} */ times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const ms = (/** @type {number} */ time) => `${Math.round(time)} ms`;
const site = await serve();

/** From the drop to the frame after the first one in which marks of this document stand. @param {number} bytes */
async function dropToMarks(bytes) {
  const source = readFileSync(textFile, "utf8");
  let text = source;
  while (Buffer.byteLength(text) < bytes) text += `\n${source}`;
  text = Buffer.from(text).subarray(0, bytes).toString("utf8").replace(/\uFFFD+$/, "");
  const { page, context } = await newPage({ url: site.url });
  /** @type {number[]} */
  const times = [];
  for (let run = 0; run < RUNS + 1; run++) {
    times.push(await page.evaluate(([text, run]) => new Promise(resolve => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], `${run}.txt`, { type: "text/plain" }));
      const tabs = document.querySelectorAll(".doctab").length;
      const begun = performance.now();
      const look = () => {
        if (document.querySelectorAll(".doctab").length > tabs && document.querySelector("#document mark")) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
        else requestAnimationFrame(look);
      };
      document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      look();
    }), /** @type {[string, number]} */ ([text, run])));
    await untilState(page, "ready");
    await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector(".doctab button:last-child"))?.click());
  }
  await context.close();
  return median(times.slice(1));
}

/** A first visit at 4x CPU and 1.6 Mbit/s, 150 ms there and back: the first paint with content, and a click on a sample as soon as there is one. */
async function coldVisit() {
  /** @type {{ readable: number, analysed: number, bytes: number }[]} */
  const visits = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await (await theBrowser()).newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send("Network.enable");
    await tools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    let bytes = 0;
    tools.on("Network.loadingFinished", it => { bytes += it.encodedDataLength; });
    await page.addInitScript(() => {
      const at = () => {
        const sample = /** @type {HTMLElement | null} */ (document.querySelector('[data-action="sample-report"]'));
        if (sample && document.getElementById("app")?.hidden === false) {
          Object.assign(globalThis, { readable: performance.now() });
          sample.click();
        } else requestAnimationFrame(at);
      };
      const marked = () => {
        if (document.querySelector("#document mark")) requestAnimationFrame(() => Object.assign(globalThis, { analysed: performance.now() }));
        else requestAnimationFrame(marked);
      };
      requestAnimationFrame(at);
      requestAnimationFrame(marked);
    });
    await page.goto(site.url, { waitUntil: "commit" });
    await until(page, () => "analysed" in globalThis, undefined, 120_000);
    const { readable, analysed } = await page.evaluate(() => /** @type {any} */ ({ readable: /** @type {any} */ (globalThis).readable, analysed: /** @type {any} */ (globalThis).analysed }));
    visits.push({ readable, analysed, bytes });
    await context.close();
  }
  return { readable: median(visits.map(it => it.readable)), analysed: median(visits.map(it => it.analysed)), bytes: median(visits.map(it => it.bytes)) };
}

const rows = [];
for (const [name, bytes, target] of /** @type {const} */ ([["100 KB", 1e5, 150], ["1 MB", 1e6, 400], ["10 MB", 1e7, 2500]])) rows.push(`| drop to painted marks, ${name} | ${ms(await dropToMarks(bytes))} | ${ms(target)} |`);
const cold = await coldVisit();
rows.push(`| first visit, cold, 4x CPU, 1.6 Mbit/s, 150 ms: readable | ${ms(cold.readable)} | ${ms(2000)} |`, `| the same: marks of a sample clicked at once | ${ms(cold.analysed)} | ${ms(3000)} |`);
const page = `# How long a reader waits

Written by \`cargo xtask bench --page\`: a distribution served with gzip, Chromium ${(await theBrowser()).version()}, medians of ${RUNS} runs (after one to warm up where the page stays open).

Machine: ${cpus()[0]?.model}, ${cpus().length} cores, ${process.platform}, Node ${process.version}.

| | measured | target |
|---|---:|---:|
${rows.join("\n")}

The first visit had loaded ${Math.round(cold.bytes / 1000)} KB when the marks stood.
`;
writeFileSync(new URL("PAGE.md", import.meta.url), page);
console.log(page);
site.close();
await closeAll();

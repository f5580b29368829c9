// The page as a reader waits for it, in Chromium: from a drop to painted marks, while typing, at work on a long document, and a first visit from a
// cold cache on a slow machine and line.
// `node benches/page.mjs DIST TEXT`, called by `cargo xtask bench --page`; writes benches/PAGE.md.

import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { closeAll, newPage, theBrowser, until, untilState } from "../tests/page/browser.mjs";
import { TYPES } from "../tests/page/serve.mjs";

const [dist, textFile] = process.argv.slice(2);
const RUNS = 7;

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

/** Real text of so many bytes. @param {number} bytes */
function textOf(bytes) {
  const source = readFileSync(textFile, "utf8");
  let text = source;
  while (Buffer.byteLength(text) < bytes) text += `\n${source}`;
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
}

/** From the drop to the frame after the first one in which marks of this document stand. @param {number} bytes */
async function dropToMarks(bytes) {
  const text = textOf(bytes);
  const { page, context } = await newPage({ url: site.url });
  /** @type {number[]} */
  const times = [];
  for (let run = 0; run < RUNS + 1; run++) {
    times.push(
      await page.evaluate(
        ([text, run]) =>
          new Promise(resolve => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], `${run}.txt`, { type: "text/plain" }));
            const tabs = document.querySelectorAll(".doctab").length;
            const begun = performance.now();
            const look = () => {
              if (document.querySelectorAll(".doctab").length > tabs && document.querySelector("#document mark"))
                requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
              else requestAnimationFrame(look);
            };
            document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            look();
          }),
        /** @type {[string, number]} */ ([text, run]),
      ),
    );
    await untilState(page, "ready");
    await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector(".doctab button:last-child"))?.click());
  }
  await context.close();
  return median(times.slice(1));
}

/** From a key in the paste box, where 100 KB stand, to the counts of the text with that key; and whether a key was lost. */
async function typing() {
  const { page, context } = await newPage({ url: site.url });
  await page.keyboard.press("v");
  const text = textOf(1e5);
  await page.fill("#paste", text);
  await page.evaluate(() => {
    /** @type {number[]} */
    const times = [];
    let typed = 0;
    Object.assign(globalThis, { times });
    document.getElementById("paste")?.addEventListener(
      "input",
      () => {
        typed ||= performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      if (typed) times.push(performance.now() - typed);
      typed = 0;
    }).observe(/** @type {Node} */ (document.getElementById("paste-live")), { childList: true });
  });
  const keys = "完成投资12亿元增长3";
  for (const [n, key] of [...keys].entries()) {
    await page.keyboard.insertText(key);
    await until(page, n => /** @type {any} */ (globalThis).times.length > n, n);
  }
  const times = await page.evaluate(() => /** @type {any} */ (globalThis).times);
  // A field has line feeds only.
  const whole = (await page.inputValue("#paste")) === text.replace(/\r\n?/g, "\n") + keys;
  await context.close();
  return { time: median(times), whole };
}

/**
 * A document of 10 MB in use: the longest task of the page's main thread for each thing done (wall clock, and processor alone), and frames per second while it scrolls.
 * @returns {Promise<string[]>}
 */
async function longDocument() {
  const browser = await theBrowser();
  const { page, context } = await newPage({ url: site.url });
  const tools = await browser.newBrowserCDPSession();
  /** @type {any[]} */
  let events = [];
  tools.on("Tracing.dataCollected", it => events.push(...it.value));
  /** @param {string} name @param {() => Promise<unknown>} work */
  const longest = async (name, work) => {
    events = [];
    await tools.send("Tracing.start", { traceConfig: { includedCategories: ["toplevel", "disabled-by-default-devtools.timeline"] } });
    await work();
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 500))));
    const done = new Promise(resolve => tools.once("Tracing.tracingComplete", resolve));
    await tools.send("Tracing.end");
    await done;
    const mains = new Set(
      events.filter(it => it.name === "thread_name" && it.args.name === "CrRendererMain").map(it => `${it.pid} ${it.tid}`),
    );
    const tasks = events.filter(it => it.name.endsWith("RunTask") && mains.has(`${it.pid} ${it.tid}`));
    const most = (/** @type {"dur" | "tdur"} */ what) => ms(tasks.reduce((most, it) => Math.max(most, it[what] ?? 0), 0) / 1000);
    return `| 10 MB: longest task, ${name} | ${most("dur")} (${most("tdur")} of the processor) | 100 ms |`;
  };
  const press = (/** @type {string} */ selector) =>
    page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(it)).click(), selector);
  const text = textOf(1e7);
  await page.evaluate(text => {
    Object.assign(globalThis, { file: new File([text], "long.txt", { type: "text/plain" }) });
  }, text);
  const rows = [];
  rows.push(
    await longest("opening", async () => {
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(/** @type {any} */ (globalThis).file);
        document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
      await until(page, () => document.querySelector("#document mark") !== null);
      await untilState(page, "ready");
    }),
  );
  rows.push(
    await longest("selecting", () => page.keyboard.press("j")),
    await longest("dismissing", () => page.keyboard.press("x")),
    await longest("taking back", () => page.keyboard.press("u")),
  );
  rows.push(
    await longest("sorting by value", () => press('[data-sort="value"]')),
    await longest("sorting by indicator", () => press('[data-sort="subject"]')),
  );
  rows.push(
    await longest("filtering by words", () => page.fill("#filter-text", "亿元")),
    await longest("clearing the filter", () => press('[data-action="clear-filter"]')),
    await longest("one kind alone", () => press('[data-action="kind-percent"]')),
    await longest("all kinds again", () => press('[data-action="kind-percent"]')),
    await longest("grouping by indicator", () => page.selectOption("#group", "subject")),
  );
  rows.push(
    await longest("charts", async () => {
      await press('[data-action="charts"]');
      await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3);
    }),
    await longest("back to the text", () => press('[data-action="read"]')),
  );
  rows.push(
    await longest("exporting XLSX", async () => {
      const [file] = await Promise.all([page.waitForEvent("download"), press('[data-action="export-xlsx"]')]);
      await file.path();
    }),
  );
  for (const [name, pane] of [
    ["text", "#doc"],
    ["ledger", "#ledger-scroll"],
  ]) {
    const frames = await page.evaluate(
      pane =>
        new Promise(resolve => {
          const scroller = /** @type {HTMLElement} */ (document.querySelector(pane));
          let top = scroller.scrollTop;
          let frames = 0;
          const begun = performance.now();
          const step = () => {
            frames++;
            scroller.scrollTop = top += 40;
            const passed = performance.now() - begun;
            if (passed < 4_000) requestAnimationFrame(step);
            else resolve(frames / (passed / 1000));
          };
          requestAnimationFrame(step);
        }),
      pane,
    );
    rows.push(`| 10 MB: scrolling the ${name} | ${Math.round(/** @type {number} */ (frames))} frames/s | 50 |`);
  }
  await context.close();
  return rows;
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
    await tools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 0.75e6 / 8,
    });
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    let bytes = 0;
    tools.on("Network.loadingFinished", it => {
      bytes += it.encodedDataLength;
    });
    await page.addInitScript(() => {
      const at = () => {
        const sample = /** @type {HTMLElement | null} */ (document.querySelector('[data-action="sample-report"]'));
        // The program runs.
        if (sample && !document.getElementById("boot")) {
          sample.click();
        } else requestAnimationFrame(at);
      };
      const marked = () => {
        if (document.querySelector("#document mark"))
          requestAnimationFrame(() => Object.assign(globalThis, { analysed: performance.now() }));
        else requestAnimationFrame(marked);
      };
      requestAnimationFrame(at);
      requestAnimationFrame(marked);
    });
    await page.goto(site.url, { waitUntil: "commit" });
    await until(page, () => "analysed" in globalThis, undefined, 120_000);
    const { readable, analysed } = await page.evaluate(() => ({
      readable: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      analysed: /** @type {any} */ (globalThis).analysed,
    }));
    visits.push({ readable, analysed, bytes });
    await context.close();
  }
  return {
    readable: median(visits.map(it => it.readable)),
    analysed: median(visits.map(it => it.analysed)),
    bytes: median(visits.map(it => it.bytes)),
  };
}

const loads = [loadavg()[0]];
const rows = [];
for (const [name, bytes, target] of /** @type {const} */ ([
  ["100 KB", 1e5, 150],
  ["1 MB", 1e6, 400],
  ["10 MB", 1e7, 2500],
]))
  rows.push(`| drop to painted marks, ${name} | ${ms(await dropToMarks(bytes))} | ${ms(target)} |`);
const typed = await typing();
rows.push(
  `| a key in the paste box, 100 KB analysed again | ${ms(typed.time)}${typed.whole ? "" : ", KEYS LOST"} | 50 ms |`,
  ...(await longDocument()),
);
const cold = await coldVisit();
rows.push(
  `| first visit, cold, 4x CPU, 1.6 Mbit/s, 150 ms: readable | ${ms(cold.readable)} | ${ms(2000)} |`,
  `| the same: marks of a sample, clicked as soon as a click counts | ${ms(cold.analysed)} | ${ms(3000)} |`,
);
loads.push(loadavg()[0]);
const page = `# How long a reader waits

Written by \`cargo xtask bench --page\`: a distribution served with gzip, Chromium ${(await theBrowser()).version()}, medians of ${RUNS} runs (after one to warm up where the page stays open).

Machine: ${cpus()[0]?.model}, ${cpus().length} cores, ${process.platform}, Node ${process.version}. Load of the machine while it was measured: ${loads.map(it => it.toFixed(1)).join(" before, ")} after (of ${cpus().length} that it can carry): above that, clocks run on while others work, and only what the processor itself worked, in brackets, says what the page costs.

| | measured | target |
|---|---:|---:|
${rows.join("\n")}

The first visit had loaded ${Math.round(cold.bytes / 1000)} KB when the marks stood.
`;
writeFileSync(new URL("PAGE.md", import.meta.url), page);
console.log(page);
site.close();
await closeAll();

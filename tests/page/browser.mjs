// What the page tests share: the browser, the site, and waiting by asking (the page's policy allows no waitForFunction).

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */
/** A page of either browser. @typedef {{ evaluate: (check: any, argument?: any) => Promise<any> }} AnyPage */

/** @type {Promise<Browser> | undefined} */
let browser;
/** @type {Promise<{ url: string, close: () => Promise<unknown> }> | undefined} */
let site;

const ARGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function theBrowser() {
  const executablePath =
    process.env.SHUGANG_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(it => existsSync(it));
  browser ??= chromium.launch({ executablePath, args: ARGS });
  return browser;
}

/** Where the page is: SHUGANG_SITE, or a server of our own. */
export async function siteUrl() {
  if (process.env.SHUGANG_SITE) return process.env.SHUGANG_SITE;
  site ??= serve();
  return (await site).url;
}

export async function closeAll() {
  await (await browser)?.close();
  await (await site)?.close();
}

/** A reader of one's own: nothing is shared with any other. @param {BrowserContextOptions} [options] */
export const newContext = async options =>
  (await theBrowser()).newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", ...options });

/**
 * A new page, ready for its first document. What it says on its console or breaks of its policy is in `complaints`.
 * @param {BrowserContextOptions & { url?: string }} [options]
 */
export async function newPage({ url, ...options } = {}) {
  const context = await newContext(options);
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("console", it => (it.type() === "error" || it.type() === "warning") && complaints.push(it.text()));
  page.on("pageerror", it => complaints.push(String(it.stack ?? it)));
  await load(page, url);
  return { page, context, complaints };
}

/** @param {Page} page @param {string} [url] */
async function load(page, url) {
  await page.goto(url ?? (await siteUrl()));
  await until(page, () => document.getElementById("boot") === null);
}

/** @type {ReturnType<typeof newPage> | undefined} */
let shared;

/** The same as a new page for a test that leaves nothing in the browser, at a third of the price: the one tab of the test file, loaded again. */
export async function freshPage() {
  if (!shared) return (shared = newPage());
  const { page, context, complaints } = await shared;
  await load(page);
  complaints.length = 0;
  return { page, context, complaints };
}

/**
 * Waits until `check`, evaluated in the page, is true: a plain value, since an element means nothing outside the page.
 * @template T
 * @param {AnyPage} page
 * @param {(argument: T) => unknown} check
 * @param {T} [argument]
 */
export async function until(page, check, argument, patience = 60_000) {
  const end = Date.now() + patience;
  // A page that starts again meanwhile is asked again.
  const ask = () =>
    page
      .evaluate(/** @type {any} */ (check), argument)
      .catch(error => (/context was destroyed|navigation|discarded|no such frame/i.test(String(error)) ? false : Promise.reject(error)));
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`never true: ${check}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** @param {AnyPage} page @param {string} state */
export const untilState = (page, state) => until(page, it => document.getElementById("status")?.dataset.state === it, state);

/** @param {Page} page @param {"report" | "newspaper" | "communique"} name */
export async function openSample(page, name) {
  await page.evaluate(name => /** @type {HTMLElement} */ (document.querySelector(`[data-action="sample-${name}"]`)).click(), name);
  await untilState(page, "ready");
}

/** Pastes through the dialog, as a reader does. @param {Page} page @param {string} text */
export async function paste(page, text) {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="paste"]')).click());
  await page.fill("#paste", text);
  await page.click('[data-action="analyze"]');
}

/** Drops real files on the drop zone. @param {Page} page @param {{ name: string, text?: string, bytes?: Uint8Array }[]} files */
export async function drop(page, files) {
  const sent = files.map(({ name, text, bytes }) => ({ name, text: text ?? "", base64: bytes && Buffer.from(bytes).toString("base64") }));
  await page.evaluate(files => {
    const dataTransfer = new DataTransfer();
    for (const { name, text, base64 } of files)
      dataTransfer.items.add(new File([base64 ? Uint8Array.from(atob(base64), it => it.charCodeAt(0)) : text], name));
    for (const type of ["dragenter", "dragover", "drop"])
      document.getElementById("drop")?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, sent);
}

/** The document's figures as the page marks them. @param {AnyPage} page */
export const markedFigures = page =>
  page.evaluate(() =>
    [...document.querySelectorAll("#document mark[data-figure]")].map(it => [it.getAttribute("data-figure"), it.textContent]),
  );

/** The main path that every browser takes: the sample is marked, outlined and read back, and a click on a mark selects its row. @param {AnyPage} page */
export async function readsTheSample(page) {
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="sample-report"]')).click());
  await untilState(page, "ready");
  assert.equal(
    await page.evaluate(() => document.getElementById("document")?.textContent),
    readFileSync(new URL("../../www/samples/report.txt", import.meta.url), "utf8"),
  );
  const expected = readFileSync(new URL("expected/report.txt", import.meta.url), "utf8")
    .trim()
    .split("\n");
  assert.equal(new Set((await markedFigures(page)).map((/** @type {string[]} */ it) => it[0])).size, expected.length);
  assert.ok((await page.evaluate(() => document.querySelectorAll("#outline a[data-section]").length)) > 5);
  const id = await page.evaluate(() => {
    const mark = /** @type {HTMLElement} */ (document.querySelectorAll("#document mark[data-figure]")[3]);
    mark.click();
    return mark.dataset.figure;
  });
  await until(page, id => document.querySelector(`#figures tr[data-figure="${id}"]`)?.getAttribute("aria-selected") === "true", id);
}

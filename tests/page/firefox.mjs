// Firefox for the page tests, over WebDriver BiDi: the same helpers as browser.mjs, whose `until` and `untilState` work on its pages too.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { launch } from "puppeteer-core";
import { siteUrl, until } from "./browser.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

/** @type {Promise<Browser> | undefined} */
let firefox;

/** Why the tests of Firefox are left out on this machine (`{ skip }` of a test); false where it is installed, as `cargo xtask test` sees to. */
export const noFirefox = firefoxPath() ? false : "no Firefox on this machine: install it, or name one in SHUGANG_FIREFOX";

function firefoxPath() {
  if (process.env.SHUGANG_FIREFOX) return process.env.SHUGANG_FIREFOX;
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    "/Applications/Firefox.app/Contents/MacOS",
    "C:/Program Files/Mozilla Firefox",
  ];
  return folders.flatMap(it => ["firefox-esr", "firefox", "firefox.exe"].map(name => join(it, name))).find(it => existsSync(it));
}

/** Preferences: no call home, nothing asked at the start, and files that may not read their neighbours, as a reader's own Firefox has it. */
const PREFERENCES = {
  "security.fileuri.strict_origin_policy": true,
  "intl.accept_languages": "zh-CN",
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.auto": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  // A machine under load is slow, not broken.
  "dom.max_script_run_time": 0,
  "dom.ipc.processPrelaunch.enabled": false,
};

export function theFirefox() {
  firefox ??= launch({
    browser: "firefox",
    executablePath: firefoxPath(),
    headless: true,
    timeout: 120_000,
    protocolTimeout: 120_000,
    extraPrefsFirefox: PREFERENCES,
    args: ["--width=1440", "--height=900"],
  });
  return firefox;
}

export async function closeFirefox() {
  await (await firefox)?.close();
}

/**
 * A new page with storage of its own, ready for its first document. What it says on its console is in `complaints`.
 * @param {{ url?: string, width?: number, height?: number, before?: (page: Page) => Promise<unknown> }} [options] `before` is done ahead of the first load
 */
export async function newFirefoxPage({ url, width = 1440, height = 900, before } = {}) {
  const context = await (await theFirefox()).createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.setViewport({ width, height });
  /** @type {string[]} */
  const complaints = [];
  page.on("console", it => (it.type() === "error" || it.type() === "warn") && complaints.push(it.text()));
  page.on("pageerror", it => complaints.push(String(it)));
  await before?.(page);
  await page.goto(url ?? (await siteUrl()), { waitUntil: "domcontentloaded" });
  await until(page, () => document.getElementById("boot") === null);
  return { page, context, complaints };
}

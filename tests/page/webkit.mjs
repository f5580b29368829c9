// WebKit for the page tests, over WebDriver: Debian's WebKitGTK, its MiniBrowser on a display that nobody sees.
// Its pages have `evaluate` alone, so that `until` and `untilState` of browser.mjs work on them too.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { siteUrl, until } from "./browser.mjs";

/** @import { ChildProcess } from "node:child_process" */
/** @import { AnyPage } from "./browser.mjs" */

const DRIVER = "/usr/bin/WebKitWebDriver";
const DISPLAY = "/usr/bin/Xvfb";
const FOLDERS = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec"];
const BROWSER = FOLDERS.flatMap(it => ["6.0", "4.1", "4.0"].map(api => `${it}/webkit2gtk-${api}/MiniBrowser`)).find(it => existsSync(it));

/** Why the tests of WebKit are left out on this machine (`{ skip }` of a test); false where it is installed, as `cargo xtask test` sees to on Debian. */
export const noWebkit =
  existsSync(DRIVER) && existsSync(DISPLAY) && BROWSER
    ? false
    : "no WebKit that can be driven on this machine: apt-get install webkit2gtk-driver xvfb";

/** @type {ChildProcess[]} */
const processes = [];
/** @type {Promise<string> | undefined} the driver's address */
let driver;
/** Closes the session before, which a test that failed has left open: the driver has one at a time. @type {() => Promise<unknown>} */
let close = async () => {};

/** One command of WebDriver, https://www.w3.org/TR/webdriver2/. @param {string} method @param {string} address @param {unknown} [body] */
async function send(method, address, body) {
  const response = await fetch(address, { method, body: body ? JSON.stringify(body) : undefined });
  const { value } = /** @type {any} */ (await response.json());
  if (value?.error) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
  return value;
}

/** A port that was free a moment ago. @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** The number of a display of our own, chosen by the server. */
async function startDisplay() {
  const display = spawn(DISPLAY, ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  processes.push(display);
  let number = "";
  for await (const chunk of /** @type {import("node:stream").Readable} */ (display.stdio[3])) {
    number += chunk;
    if (number.endsWith("\n")) return number.trim();
  }
  throw new Error("Xvfb ended before it had a display");
}

async function startDriver() {
  const DISPLAY = `:${await startDisplay()}`;
  const port = await freePort();
  // In a container WebKit's own sandbox of namespaces is not to be had; the page opened is ours.
  const env = { ...process.env, DISPLAY, LANG: "zh_CN.UTF-8", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  processes.push(spawn(DRIVER, [`--port=${port}`], { env, stdio: "ignore" }));
  const address = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 60_000; ;) {
    try {
      if ((await send("GET", `${address}/status`)).ready) return address;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/**
 * A new page, ready for its first document. The one before it is closed.
 * @param {{ url?: string }} [options]
 * @returns {Promise<{ page: AnyPage, context: { close: () => Promise<unknown> } }>}
 */
export async function newWebkitPage({ url } = {}) {
  driver ??= startDriver();
  const address = await driver;
  await close();
  const options = {
    "webkitgtk:browserOptions": { binary: BROWSER, args: ["--automation"] },
    timeouts: { script: 120_000, pageLoad: 120_000 },
  };
  const { sessionId } = await send("POST", `${address}/session`, { capabilities: { alwaysMatch: options } });
  const session = `${address}/session/${sessionId}`;
  close = async () => {
    close = async () => {};
    await send("DELETE", session);
  };
  /** @type {AnyPage} */
  const page = {
    async evaluate(check, argument) {
      const script = `const done = arguments[1]; Promise.resolve((${check})(arguments[0])).then(value => done({ value }), error => done({ error: String(error) }));`;
      const { value, error } = await send("POST", `${session}/execute/async`, { script, args: [argument ?? null] });
      if (error) throw new Error(error);
      return value;
    },
  };
  await send("POST", `${session}/url`, { url: url ?? (await siteUrl()) });
  await until(page, () => document.getElementById("boot") === null);
  return { page, context: { close } };
}

export async function closeWebkit() {
  await close();
  for (const it of processes.reverse()) it.kill();
}

// What breaks does not take the reader's work with it: faults put into the worker, storage, WebAssembly and old browsers.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, drop, newContext, openSample, siteUrl, until, untilState } from "./browser.mjs";

after(closeAll);

/** @import { Page } from "playwright-core" */

/** The worker as it is served, in front of it a fault for each document that names it: a throw, a trap of WebAssembly as a panic is one, no memory, no answer ever, a worker that is gone. */
const FAULTS = `
const real = onmessage;
onmessage = event => {
  const text = event.data.analyze ?? "";
  if (text.includes("出错")) throw new Error("fault");
  if (text.includes("陷阱")) return postMessage({ id: event.data.id, error: new WebAssembly.RuntimeError("unreachable").message });
  if (text.includes("内存")) new WebAssembly.Memory({ initial: 65537 });
  if (text.includes("停住")) for (;;);
  if (text.includes("走了")) return close();
  real(event);
};`;

/** A page whose first document comes after something was put into it. @param {(page: Page) => Promise<unknown>} put */
async function pageWith(put) {
  const context = await newContext();
  const page = await context.newPage();
  await put(page);
  await page.goto(await siteUrl());
  return { page, context };
}

test("whatever breaks the worker, the reader is told, a new worker stands ready, document and corrections are there", async () => {
  const { page, context } = await pageWith(async page => {
    await page.clock.install();
    await page.route("**/www/worker.js", async route => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()) + FAULTS });
    });
  });
  await until(page, () => document.getElementById("boot") === null);
  await openSample(page, "report");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#figures tr[data-figure]")).click());
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="dismiss"]')).click());
  const seen = () =>
    page.evaluate(() => [document.getElementById("document")?.textContent, document.querySelectorAll("#figures tr[data-figure]").length]);
  const before = await seen();
  for (const fault of ["出错", "陷阱", "内存", "停住", "走了"]) {
    await drop(page, [{ name: "坏.txt", text: `产量12万吨，${fault}。` }]);
    if (fault === "停住" || fault === "走了") {
      await untilState(page, "working");
      // The silence is longer than any patience; the clock of the page is ours. More than once, in case the question was not yet asked.
      await until(page, () => document.getElementById("busytext")?.textContent?.includes("分析"));
      for (let n = 0; n < 100 && (await page.getAttribute("#status", "data-state")) !== "error"; n++) await page.clock.runFor(5_000);
    }
    await untilState(page, "error");
    assert.match((await page.textContent("#error")) ?? "", /重新启动.*更正都还在/, fault);
    assert.deepEqual(await seen(), before, fault);
    const good = `产量12万吨，增长5%。${fault.at(-1)}`;
    await drop(page, [{ name: "好.txt", text: good }]);
    await until(page, good => document.getElementById("document")?.textContent === good, good);
    assert.equal(await page.locator("#figures tr[data-figure]").count(), 2);
    await untilState(page, "ready");
    await page.click(".doctab:first-child button");
  }
  await context.close();
});

test("where nothing may be stored the page works, and says so when a reader asks it to keep", async () => {
  const { page, context } = await pageWith(page =>
    page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
      for (const name of ["open", "deleteDatabase", "databases"]) Object.defineProperty(IDBFactory.prototype, name, { value: refuse });
      Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });
    }),
  );
  await until(page, () => document.getElementById("boot") === null);
  await openSample(page, "report");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="export"]')).click());
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="keep-corrections"]')).click());
  await until(page, () => document.getElementById("toast")?.textContent?.includes("没有存下更正"));
  await context.close();
});

test("where the browser is slow to tell what it keeps, what was done meanwhile can still be taken back", async () => {
  const { page, context } = await pageWith(page =>
    page.addInitScript(() => {
      const told = new Promise(resolve => Object.assign(globalThis, { tell: resolve }));
      const databases = indexedDB.databases.bind(indexedDB);
      indexedDB.databases = () => told.then(databases);
    }),
  );
  await until(page, () => document.getElementById("boot") === null);
  await openSample(page, "report");
  const pressed = () => page.locator('#legend [aria-pressed="true"][data-action]').count();
  await page.keyboard.press("4");
  assert.equal(await pressed(), 1);
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).tell();
    return new Promise(resolve => setTimeout(resolve, 200));
  });
  await page.keyboard.press("u");
  assert.equal(await pressed(), 0);
  await context.close();
});

test("where the disk is full, corrections stay on the page and the reader is told", async () => {
  const { page, context } = await pageWith(page =>
    page.addInitScript(() => {
      Object.defineProperty(IDBObjectStore.prototype, "put", {
        value: () => {
          throw new DOMException("full", "QuotaExceededError");
        },
      });
    }),
  );
  await until(page, () => document.getElementById("boot") === null);
  await openSample(page, "report");
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="export"]')).click());
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="keep-corrections"]')).click());
  await until(page, () => document.getElementById("toast")?.textContent?.includes("没有存下更正"));
  await context.close();
});

test("where WebAssembly is forbidden the reader is told what to do", async () => {
  const { page, context } = await pageWith(page =>
    page.addInitScript(() => {
      WebAssembly.compile = WebAssembly.compileStreaming = () =>
        Promise.reject(new WebAssembly.CompileError("Wasm code generation disallowed by embedder"));
    }),
  );
  await until(page, () => document.getElementById("boot") === null);
  await drop(page, [{ name: "a.txt", text: "产量12万吨。" }]);
  await untilState(page, "error");
  assert.match((await page.textContent("#error")) ?? "", /不许运行 WebAssembly.*换一个浏览器/);
  await context.close();
});

test("an old browser is told so, by a page that runs no script of ours", async () => {
  /** @type {Promise<Error> | undefined} */
  let error;
  const { page, context } = await pageWith(page => {
    error = page.waitForEvent("pageerror");
    return page.addInitScript(() => {
      // @ts-ignore
      delete HTMLElement.prototype.popover;
    });
  });
  await error;
  assert.match((await page.textContent("#boot")) ?? "", /请先更新/);
  assert.equal(await page.locator("#app").isHidden(), true);
  await context.close();
});

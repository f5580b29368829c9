// Nothing leaves the page, cancel stops the work, and a failure loses nothing.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, drop, freshPage, newContext, openSample, siteUrl, until, untilState } from "./browser.mjs";
import { listener } from "./leaks.mjs";

after(closeAll);

test("after load no request leaves the origin, and opening a text makes no request at all", async () => {
  const { page, context } = await freshPage();
  await page.waitForLoadState("networkidle");
  const origin = new URL(await siteUrl()).origin;
  /** @type {string[]} */
  const requests = [];
  context.on("request", it => requests.push(it.url()));
  await drop(page, [{ name: "a.txt", text: "产量12万吨，增长5%。" }]);
  await untilState(page, "ready");
  await page.click("#figures tr[data-figure]");
  await page.fill("#filter-text", "12万");
  assert.deepEqual(
    requests.filter(it => !it.startsWith("blob:")),
    [],
  );
  await openSample(page, "report");
  assert.ok(
    requests.filter(it => !it.startsWith("blob:")).every(it => new URL(it).origin === origin),
    requests.join(),
  );
});

test("a fetch of the page's own worker to another origin fails", async () => {
  const other = await listener();
  const context = await newContext();
  const page = await context.newPage();
  // The worker as it is served, with a fetch planted in it: only the policy can stop it.
  await page.route("**/www/worker.js", async route => {
    const response = await route.fetch();
    const planted = `;fetch(${JSON.stringify(other.url)}).then(() => postMessage({ leak: "went out" }), error => postMessage({ leak: "stopped" }));new WebSocket("ws" + ${JSON.stringify(other.url)}.slice(4));`;
    await route.fulfill({ response, body: (await response.text()) + planted });
  });
  await page.addInitScript(() => {
    const Real = Worker;
    // @ts-ignore
    globalThis.Worker = class extends Real {
      /** @param {string | URL} url @param {WorkerOptions} [options] */
      constructor(url, options) {
        super(url, options);
        // @ts-ignore
        this.addEventListener("message", ({ data }) => data.leak && (globalThis.leak = data.leak));
      }
    };
  });
  await page.goto(await siteUrl());
  // @ts-ignore
  await until(page, () => globalThis.leak !== undefined);
  // @ts-ignore
  assert.equal(await page.evaluate(() => globalThis.leak), "stopped");
  assert.deepEqual(other.heard(), []);
  await openSample(page, "report");
  await context.close();
  await other.close();
});

test("no inline script or style and no eval runs under the policy", async () => {
  const { page } = await freshPage();
  // In a task of the page: what the debugger evaluates may use eval.
  const ran = await page.evaluate(
    () =>
      new Promise(resolve =>
        setTimeout(() => {
          const script = document.createElement("script");
          let refused = false;
          try {
            script.textContent = "globalThis.ran = true";
            document.head.append(script);
          } catch {
            refused = true;
          }
          let evaluated = true;
          try {
            // eslint-disable-next-line no-eval
            (0, eval)("1");
          } catch {
            evaluated = false;
          }
          let markup = true;
          try {
            document.createElement("p").innerHTML = "<b>x</b>";
          } catch {
            markup = false;
          }
          // @ts-ignore
          resolve({ ran: globalThis.ran ?? false, evaluated, markup, refused });
        }),
      ),
  );
  assert.equal(ran.ran, false);
  assert.equal(ran.evaluated, false);
  assert.equal(ran.markup, false);
});

test("cancel ends the worker at once, keeps the document, and the next analysis works", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const before = await page.textContent("#document");
  const workers = page.workers().length;
  assert.equal(workers, 1);
  const long = "全县实现地区生产总值286.4亿元，同比增长6.2%，居全市第2位。\n".repeat(200_000);
  const ended = new Promise(resolve => page.workers()[0].on("close", resolve));
  await page.evaluate(text => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "long.txt", { type: "text/plain" }));
    document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, long);
  await until(
    page,
    () => document.getElementById("busybar")?.hidden === false && document.getElementById("busytext")?.textContent?.includes("分析"),
  );
  assert.equal(await page.getAttribute("#status", "data-state"), "working");
  await page.click('[data-action="cancel"]');
  await ended;
  await untilState(page, "ready");
  assert.equal(page.workers().length, 0);
  assert.equal(await page.locator("#busybar").isHidden(), true);
  assert.equal(await page.textContent("#document"), before);
  await drop(page, [{ name: "b.txt", text: "产量12万吨。" }]);
  await until(page, () => document.getElementById("document")?.textContent === "产量12万吨。");
});

test("a file that cannot be opened says what, what to do, and that it is safe; the last document stays", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const before = await page.textContent("#document");
  await page.setInputFiles("#open-file", { name: "空.txt", mimeType: "text/plain", buffer: Buffer.from("  \n") });
  await untilState(page, "error");
  const message = (await page.textContent("#error")) ?? "";
  assert.match(message, /《空\.txt》里没有文字/);
  assert.match(message, /请换一份/);
  assert.match(message, /没有离开本机/);
  assert.equal(await page.textContent("#document"), before);
  await page.keyboard.press("Escape");
  await untilState(page, "ready");
  await page.setInputFiles("#open-file", {
    name: "照片.bin",
    mimeType: "application/octet-stream",
    buffer: Buffer.from([0, 1, 2, 3, 0xff, 0, 7]),
  });
  await untilState(page, "error");
  assert.equal(await page.textContent("#document"), before);
});

test("the page keeps nothing by itself", async () => {
  const { page, context } = await freshPage();
  await openSample(page, "report");
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0, cookies: "" });
  assert.deepEqual(await context.cookies(), []);
});

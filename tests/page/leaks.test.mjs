// In each browser, every way out of the page and of its workers is tried, and a server of our own must have heard nothing.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, newContext, newPage } from "./browser.mjs";
import { closeFirefox, newFirefoxPage, noFirefox } from "./firefox.mjs";
import { fromPage, fromWorker, listener } from "./leaks.mjs";
import { serve } from "./serve.mjs";
import { closeWebkit, newWebkitPage, noWebkit } from "./webkit.mjs";

after(async () => {
  await closeWebkit();
  await closeFirefox();
  await closeAll();
});

const browsers = /** @type {const} */ ([
  ["Chromium", newPage, false],
  ["Firefox", newFirefoxPage, noFirefox],
  ["WebKit", newWebkitPage, noWebkit],
]);

for (const [browser, open, skip] of browsers) {
  test(`${browser}: nothing gets out of the page`, { skip }, async () => {
    // As any static server gives it: the policy is in the page, no header helps.
    const site = await serve();
    const other = await listener();
    const { page, context } = await open({ url: site.url });
    const before = await page.evaluate(() => location.href);
    const outcomes = await page.evaluate(fromPage, other.url);
    assert.ok(Object.keys(outcomes).length >= 45, JSON.stringify(outcomes));
    assert.equal("location" in outcomes, browser !== "WebKit");
    // WebKit opens a connection for rel=preconnect, whatever the policy says; not a byte of the page goes over it.
    const heard = other.heard().filter(it => browser !== "WebKit" || it !== "connection");
    assert.deepEqual(heard, [], JSON.stringify(outcomes, null, 1));
    assert.equal(await page.evaluate(() => location.href), before);
    await context.close();
    await other.close();
    await site.close();
  });

  test(`${browser}: nothing gets out of a worker, module or classic`, { skip }, async () => {
    const site = await serve();
    const other = await listener();
    const { page, context } = await open({ url: site.url });
    for (const type of ["module", "classic"]) {
      const outcomes = await page.evaluate(
        async ([source, type]) => {
          const { blobWorker } = await import(new URL("www/blob-worker.js", location.href).href);
          const worker = blobWorker([source], { type });
          return new Promise((resolve, reject) => {
            worker.onmessage = (/** @type {MessageEvent} */ { data }) => resolve(data.outcomes);
            worker.onerror = (/** @type {ErrorEvent} */ event) => reject(new Error(event.message));
          });
        },
        [`(${fromWorker})(${JSON.stringify(other.url)})`, type],
      );
      assert.ok(Object.keys(outcomes).length > 10, JSON.stringify(outcomes));
      assert.deepEqual(other.heard(), [], `${type} ${JSON.stringify(outcomes, null, 1)}`);
    }
    await context.close();
    await other.close();
    await site.close();
  });
}

test("the listener does hear: without the policy and the guard, the same ways get out", async () => {
  const other = await listener();
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(`${other.url}bare`);
  const heard = other.heard().length;
  await page.evaluate(
    url =>
      Promise.allSettled([
        fetch(`${url}fetch`),
        navigator.sendBeacon(`${url}beacon`),
        new Promise(resolve => {
          const socket = new WebSocket(`ws${url.slice(4)}`);
          socket.onerror = resolve;
        }),
      ]),
    other.url,
  );
  assert.ok(
    other
      .heard()
      .slice(heard)
      .some(it => it === "GET /fetch") && other.heard().some(it => it.startsWith("upgrade")),
    other.heard().join(),
  );
  await context.close();
  await other.close();
});

// The distribution without a network, after an upgrade, and where a service worker of an old one is left: never a mixture of two versions.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { closeAll, newPage, openSample, theBrowser, until } from "./browser.mjs";
import { listener } from "./leaks.mjs";
import { DIST, noDist, serveFiles, source } from "./serve.mjs";

after(closeAll);

/** @param {string} name */
const released = name => {
  const path = join(DIST, name);
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path) : undefined;
};

/** A site whose files a test changes, and that counts who asks. */
async function releases() {
  /** @type {(name: string) => Buffer | undefined} */
  let file = released;
  /** @type {string[]} */
  const asked = [];
  const site = await serveFiles(name => (asked.push(name), file(name)));
  return { ...site, asked, /** @param {typeof file} to */ change: to => (file = to) };
}

/**
 * Another version: two modules of the page are different, and the service worker says so as `cargo xtask dist` would.
 * @param {(name: string) => Buffer | undefined} before
 */
function upgraded(before) {
  const changed = new Map(
    ["www/main.js", "www/room.js", "index.html"].map(name => {
      let text = String(before(name));
      if (name === "www/main.js") text = text.replace(/\blead:"[^"]*"/, 'lead:"第二版"');
      else if (name === "index.html") text = text.replace(/data-version="[^"]*"/, 'data-version="second"');
      else text += "\nglobalThis.second = true;\n";
      return [name, Buffer.from(text)];
    }),
  );
  let worker = String(before("sw.js")).replace(/const VERSION = "[^"]*"/, 'const VERSION = "second"');
  for (const [name, bytes] of changed)
    worker = worker.replace(
      new RegExp(`("${name.replaceAll(".", "\\.")}":\\{"hash":")[^"]*`),
      `$1sha256-${createHash("sha256").update(bytes).digest("base64")}`,
    );
  changed.set("sw.js", Buffer.from(worker));
  return (/** @type {string} */ name) => changed.get(name) ?? before(name);
}

/** Until this version is kept whole and serves the page. @param {any} page */
const kept = page => until(page, () => navigator.serviceWorker.controller?.state === "activated", undefined, 120_000);
const lead = (/** @type {any} */ page) => page.evaluate(() => document.querySelector('[data-t="lead"]')?.textContent);

test(
  "after the first visit the page works without a network, whatever is opened in it, and asks for nothing that it has",
  { skip: noDist },
  async () => {
    const site = await releases();
    const other = await listener();
    const { page, context, complaints } = await newPage({ url: site.url });
    await kept(page);
    assert.ok(!site.asked.some(it => it.startsWith("vendor/")), "libraries wait for their first use");
    // A library that was used once is kept, too.
    await openSample(page, "report");
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="charts"]')).click());
    await until(page, () => document.querySelectorAll("#charts svg").length > 5);
    await site.close();
    await page.reload();
    await until(page, () => document.getElementById("boot") === null);
    for (const name of /** @type {const} */ (["report", "newspaper", "communique"])) await openSample(page, name);
    await page.setInputFiles("#open-file", { name: "a.html", mimeType: "text/html", buffer: Buffer.from("<p>产量12万吨。</p>") });
    await until(page, () => document.getElementById("document")?.textContent?.trim() === "产量12万吨。");
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="charts"]')).click());
    await until(page, () => document.querySelectorAll("#charts svg").length > 0);
    // What Chromium says of every sandbox that leaves a page its own origin; here it is the page that is sandboxed, not a stranger in it.
    assert.deepEqual(
      complaints.filter(it => !/can escape its sandboxing/.test(it)),
      [],
    );
    // Kept, the page has the sandbox of a header on top: a window opens for nothing that a script does.
    await page.evaluate(url => {
      const link = document.createElement("a");
      link.href = `${url}window`;
      link.target = "_blank";
      link.dispatchEvent(new MouseEvent("click"));
    }, other.url);
    // And a worker that is loaded by its address is bound by the policy, too.
    assert.equal(
      await page.evaluate(
        async url =>
          (await (await fetch("www/worker.js")).headers.get("content-security-policy"))?.includes("connect-src 'self'") && url !== "",
        other.url,
      ),
      true,
    );
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="export-csv"]')).click()),
    ]);
    assert.match(String(readFileSync(await download.path())), /12万吨/);
    assert.deepEqual(other.heard(), []);
    await context.close();
    await other.close();
  },
);

test(
  "an upgrade shows the new version and none of the old one; a document that is open keeps the old one, whole",
  { skip: noDist },
  async () => {
    const site = await releases();
    const { page, context } = await newPage({ url: site.url });
    await kept(page);
    const first = await lead(page);
    site.change(upgraded(released));
    // Loaded again: the version that is kept comes first, finds the new one, and with nothing open gives way to it.
    await page.reload();
    await until(page, () => document.querySelector('[data-t="lead"]')?.textContent === "第二版", undefined, 120_000).catch(error => {
      throw new Error(`still ${first}`, { cause: error });
    });
    // The page is read before its program comes.
    await until(page, () => "second" in globalThis);
    assert.deepEqual(await page.evaluate(async () => (await caches.keys()).map(it => it.split(" ").pop())), ["second"]);

    // With a document open nothing changes under it: what is loaded later is of the same version.
    await openSample(page, "report");
    site.change(name =>
      name === "sw.js" ? Buffer.from(String(upgraded(released)("sw.js")).replace('"second"', '"third"')) : upgraded(released)(name),
    );
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await until(page, () => document.getElementById("toast")?.hidden === false);
    assert.match((await page.textContent("#toast")) ?? "", /新版本已经备好/);
    assert.deepEqual((await page.evaluate(async () => (await caches.keys()).map(it => it.split(" ").pop()))).sort(), ["second", "third"]);
    assert.equal((await page.locator("#document mark").count()) > 0, true);
    await context.close();
    await site.close();
  },
);

for (const [locale, words] of /** @type {const} */ ([
  ["zh-CN", "手边没有文件？先看一份示例"],
  ["en-US", "No file at hand? Try a sample"],
]))
  test(`the first view of a distribution is read before its program has come: ${locale}`, { skip: noDist }, async () => {
    const site = await releases();
    const context = await (await theBrowser()).newContext({ locale });
    const page = await context.newPage();
    site.change(name => (name === "www/main.js" ? undefined : released(name)));
    await page.goto(site.url);
    assert.equal(await page.textContent(".samples h2"), words);
    assert.equal(await page.isVisible(".samples h2"), true);
    assert.equal(await page.isVisible("#boot"), false);
    // Where the program does not come at all, the page says so.
    await until(page, () => document.getElementById("boot")?.checkVisibility({ visibilityProperty: true }) === true);
    await context.close();
    await site.close();
  });

test("a server that is half way to the next version is not kept", { skip: noDist }, async () => {
  const site = await releases();
  const next = upgraded(released);
  site.change(name => (name === "www/room.js" ? released(name) : next(name)));
  const { page, context } = await newPage({ url: site.url });
  // The page asks for the module once; again it is the service worker that asks, because the hash was not the one listed.
  while (site.asked.filter(it => it === "www/room.js").length < 2) await page.evaluate(() => new Promise(requestAnimationFrame));
  await until(
    page,
    async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const given = !registration || (!registration.installing && !registration.active);
      return given && (await caches.keys()).length === 0;
    },
    undefined,
    120_000,
  );
  await openSample(page, "report");
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  await context.close();
  await site.close();
});

test("the sources, served where a distribution was, take its service worker away and show themselves", { skip: noDist }, async () => {
  const site = await releases();
  const { page, context } = await newPage({ url: site.url });
  await kept(page);
  site.change(source);
  await page.reload();
  await until(
    page,
    async () =>
      document.documentElement.dataset.version === undefined &&
      document.getElementById("boot") === null &&
      (await navigator.serviceWorker.getRegistrations()).length === 0,
    undefined,
    120_000,
  ).catch(error => {
    throw new Error("the old version is still there", { cause: error });
  });
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  await openSample(page, "report");
  await context.close();
  await site.close();
});

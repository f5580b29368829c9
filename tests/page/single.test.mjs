// The whole page as one file, opened from the disk as by a double click: every kind of file opens in it, and it asks for nothing.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { closeAll, newPage, theBrowser, until, untilState } from "./browser.mjs";
import { closeFirefox, newFirefoxPage, noFirefox } from "./firefox.mjs";
import * as fixtures from "./fixtures.mjs";
import { fromPage, listener } from "./leaks.mjs";
import { DIST, noDist } from "./serve.mjs";

after(async () => {
  await closeFirefox();
  await closeAll();
});

const FILE = join(DIST, "shugang.html");
const url = pathToFileURL(FILE).href;

async function pdf() {
  const page = await (await theBrowser()).newPage();
  await page.setContent(fixtures.page());
  const bytes = await page.pdf({ format: "A4" });
  await page.close();
  return bytes;
}

for (const [browser, open, without] of /** @type {const} */ ([
  ["Chromium", newPage, false],
  ["Firefox", newFirefoxPage, noFirefox],
])) {
  test(
    `${browser}: one file, opened from the disk, reads samples, text, DOCX, OFD, XLSX and PDF and draws charts`,
    { skip: noDist || without },
    async () => {
      const { page, context, complaints } = await open({ url });
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="sample-report"]')).click());
      await untilState(page, "ready");
      assert.equal(
        await page.evaluate(() => document.getElementById("document")?.textContent),
        readFileSync(new URL("../../www/samples/report.txt", import.meta.url), "utf8"),
      );
      /** @type {[string, Uint8Array][]} */
      const files = [
        ["a.txt", new TextEncoder().encode(fixtures.REPORT.body)],
        ["a.docx", await fixtures.docx()],
        ["a.ofd", await fixtures.ofd()],
        ["a.xlsx", await fixtures.xlsx()],
        ["a.pdf", await pdf()],
      ];
      for (const [name, bytes] of files) {
        const before = await page.evaluate(() => document.querySelectorAll(".doctab").length);
        await page.evaluate(
          (/** @type {any} */ [name, base64]) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([Uint8Array.from(atob(base64), it => it.charCodeAt(0))], name));
            document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
          },
          [name, Buffer.from(bytes).toString("base64")],
        );
        await until(
          page,
          before => document.querySelectorAll(".doctab").length > before || document.getElementById("error")?.hidden === false,
          before,
          120_000,
        );
        assert.equal(await page.evaluate(() => document.getElementById("error-what")?.textContent), "", name);
        const shown = await page.evaluate(() =>
          [...document.querySelectorAll("#figures tr[data-figure] .c-figure")].map(it => it.textContent),
        );
        assert.deepEqual(
          shown,
          name === "a.txt" ? fixtures.FIGURES.slice(0, 2) : name === "a.xlsx" ? fixtures.FIGURES.slice(2, 6) : fixtures.FIGURES,
          name,
        );
      }
      await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="charts"]')).click());
      await until(page, () => document.querySelectorAll("#charts svg").length > 5);
      assert.deepEqual(complaints, []);
      await context.close();
    },
  );
}

test("one file: nothing gets out of it", { skip: noDist }, async () => {
  const other = await listener();
  const { page, context } = await newPage({ url });
  const outcomes = await page.evaluate(fromPage, other.url);
  assert.deepEqual(other.heard(), [], JSON.stringify(outcomes, null, 1));
  assert.match(readFileSync(FILE, "utf8"), /connect-src 'none'/);
  await context.close();
  await other.close();
});

test("a distribution is there to be tested", { skip: noDist }, () => {
  for (const it of ["index.html", "sw.js", "shugang.html", "sbom.cdx.json", "vendor/THIRD-PARTY.txt"])
    assert.ok(existsSync(join(DIST, it)), it);
});

// The main path in Firefox: each way in, marks, outline, linked selection, and no complaint of the page.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, markedFigures, readsTheSample, until, untilState } from "./browser.mjs";
import { closeFirefox, newFirefoxPage, noFirefox } from "./firefox.mjs";

after(async () => {
  await closeFirefox();
  await closeAll();
});

test("Firefox: a sample is marked, outlined and read back, and selection is linked", { skip: noFirefox }, async () => {
  const { page, context, complaints } = await newFirefoxPage();
  await readsTheSample(page);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("Firefox: pasted and dropped text is marked", { skip: noFirefox }, async () => {
  const { page, context } = await newFirefoxPage();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="paste"]')).click());
  await page.evaluate(() => {
    /** @type {HTMLTextAreaElement} */ (document.getElementById("paste")).value = "产量12万吨，增长5%。";
    /** @type {HTMLElement} */ (document.querySelector('[data-action="analyze"]')).click();
  });
  await untilState(page, "ready");
  assert.deepEqual(
    (await markedFigures(page)).map(it => it[1]),
    ["12万吨", "5%"],
  );
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["居全市第2位。"], "a.txt", { type: "text/plain" }));
    document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await until(page, () => document.getElementById("document")?.textContent === "居全市第2位。");
  assert.deepEqual(
    (await markedFigures(page)).map(it => it[1]),
    ["第2位"],
  );
  await context.close();
});

test(
  "Firefox: what is filtered, corrected and taken back is what leaves, and each document keeps its own",
  { skip: noFirefox },
  async () => {
    const { page, context, complaints } = await newFirefoxPage();
    const press = (/** @type {string} */ selector) =>
      page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(it)).click(), selector);
    const figures = () =>
      page.evaluate(() => [...document.querySelectorAll("#figures tr[data-figure] .c-figure")].map(it => it.textContent));
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of [
        ["一.txt", "产量12万吨，增长5%，利润3亿元。"],
        ["二.txt", "居全市第2位。"],
      ])
        dataTransfer.items.add(new File([text], name, { type: "text/plain" }));
      document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await until(page, () => document.querySelectorAll(".doctab").length === 2);
    await untilState(page, "ready");
    assert.deepEqual(await figures(), ["第2位"]);
    await press(".doctab:first-child button");
    assert.deepEqual(await figures(), ["12万吨", "5%", "3亿元"]);

    await press('[data-action="kind-money"]');
    assert.deepEqual(await figures(), ["3亿元"]);
    await press('[data-action="kind-money"]');
    await page.evaluate(() => {
      const box = /** @type {HTMLInputElement} */ (document.getElementById("filter-text"));
      box.value = "300000000";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await until(page, () => document.getElementById("ledger-count")?.textContent === "1 / 3");
    await press('[data-action="clear-filter"]');

    await press("#figures tr[data-figure]");
    await press('[data-action="dismiss"]');
    assert.deepEqual(await figures(), ["5%", "3亿元"]);
    // The file as the browser would save it.
    await page.evaluate(() => {
      const real = URL.createObjectURL;
      URL.createObjectURL = blob => {
        /** @type {Blob} */ (blob).text().then(text => Object.assign(globalThis, { left: text }));
        return real(blob);
      };
    });
    await press('[data-action="export-csv"]');
    await until(page, () => "left" in globalThis);
    // @ts-ignore
    const lines = (await page.evaluate(() => globalThis.left)).trim().split("\r\n");
    assert.deepEqual(
      lines.slice(1).map((/** @type {string} */ it) => it.split(",")[1]),
      ["5%", "3亿元"],
    );
    await page.keyboard.press("u");
    assert.deepEqual(await figures(), ["12万吨", "5%", "3亿元"]);
    assert.deepEqual(complaints, []);
    await context.close();
  },
);

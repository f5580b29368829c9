// The main path in WebKit: a sample, a text and a DOCX opened, marks, outline, linked selection.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeAll, markedFigures, readsTheSample, until, untilState } from "./browser.mjs";
import * as fixtures from "./fixtures.mjs";
import { closeWebkit, newWebkitPage, noWebkit } from "./webkit.mjs";

/** @type {import("./browser.mjs").AnyPage} */
let page;

before(async () => {
  if (!noWebkit) ({ page } = await newWebkitPage());
});
after(async () => {
  await closeWebkit();
  await closeAll();
});

/** @param {string} name @param {Uint8Array} bytes */
const drop = (name, bytes) =>
  page.evaluate(
    ({ name, base64 }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), it => it.charCodeAt(0))], name));
      document.getElementById("drop")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, base64: Buffer.from(bytes).toString("base64") },
  );

test("WebKit: a sample is marked, outlined and read back, and selection is linked", { skip: noWebkit }, async () => {
  await readsTheSample(page);
});

test("WebKit: a dropped text and a dropped DOCX open with their figures", { skip: noWebkit }, async () => {
  await drop("a.txt", Buffer.from("居全市第2位。"));
  await until(page, () => document.getElementById("document")?.textContent === "居全市第2位。");
  assert.deepEqual(
    (await markedFigures(page)).map((/** @type {string[]} */ it) => it[1]),
    ["第2位"],
  );
  await drop("a.docx", await fixtures.docx());
  await until(
    page,
    () =>
      document.getElementById("document")?.textContent !== "居全市第2位。" && document.getElementById("status")?.dataset.state === "ready",
  );
  const marked = new Set((await markedFigures(page)).map((/** @type {string[]} */ it) => it[1]));
  for (const figure of fixtures.FIGURES) assert.ok(marked.has(figure), figure);
});

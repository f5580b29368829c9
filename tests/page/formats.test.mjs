// Files of every format, dropped on the page: the figures that they state come out, and nothing is fetched before a file needs it.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { closeAll, drop, newPage, theBrowser, until, untilState } from "./browser.mjs";
import * as fixtures from "./fixtures.mjs";

/** @import { Page } from "playwright-core" */

after(closeAll);

const { FIGURES, REPORT } = fixtures;
const IN_TABLE = FIGURES.slice(2, 6);

/** One tab takes them all, one after the other. @type {Page} */
let page;
/** @type {import("playwright-core").BrowserContext} */
let context;
/** @type {string[]} */
let complaints;

before(async () => {
  ({ page, context, complaints } = await newPage());
});

const tabs = () => page.locator(".doctab").count();

/** @param {string} name @param {Uint8Array} bytes */
async function dropped(name, bytes) {
  const before = await tabs();
  await drop(page, [{ name, bytes }]);
  await until(
    page,
    before => document.querySelectorAll(".doctab").length > before || document.getElementById("error")?.hidden === false,
    before,
  );
  await untilState(page, "ready");
}

const figures = () =>
  page.evaluate(() => [...document.querySelectorAll("#figures tr[data-figure] .c-figure")].map(it => it.textContent ?? ""));

/** @type {Promise<Uint8Array> | undefined} */
let printed;
/** A PDF of the report. */
const pdf = () => (printed ??= print());

/** Prints it, or another page, by the browser. */
async function print(content = fixtures.page()) {
  const page = await (await theBrowser()).newPage();
  await page.setContent(content);
  const bytes = await page.pdf({ format: "A4", margin: { top: "28mm", bottom: "28mm", left: "26mm", right: "26mm" } });
  await page.close();
  return bytes;
}

test("nothing of the readers is fetched before a file needs it, and pdf.js only for a PDF", async () => {
  /** @type {string[]} */
  const requests = [];
  context.on("request", it => requests.push(it.url()));
  await dropped("产量.txt", new TextEncoder().encode("产量12万吨。"));
  const ofReaders = () => requests.filter(it => /formats|vendor|reader/.test(it));
  assert.deepEqual(ofReaders(), []);
  await dropped("简报.docx", await fixtures.docx());
  assert.ok(ofReaders().some(it => it.endsWith(".wasm")));
  assert.deepEqual(
    requests.filter(it => it.includes("pdfjs")),
    [],
  );
  await dropped("简报.pdf", await pdf());
  assert.ok(requests.some(it => it.includes("pdfjs")));
});

/** @type {[string, () => Uint8Array | Promise<Uint8Array>, string[]][]} */
const FILES = [
  ["简报.docx", fixtures.docx, FIGURES],
  ["简报.wps", fixtures.docx, FIGURES],
  ["简报.odt", fixtures.odt, FIGURES],
  ["简报.ofd", fixtures.ofd, FIGURES],
  ["简报.html", fixtures.html, FIGURES],
  ["简报.mht", fixtures.mhtml, FIGURES],
  ["简报.epub", fixtures.epub, FIGURES],
  ["简报.rtf", fixtures.rtf, FIGURES],
  ["简报.md", fixtures.markdown, FIGURES],
  ["简报.xlsx", fixtures.xlsx, IN_TABLE],
  ["简报.ods", fixtures.ods, IN_TABLE],
  ["简报.et", fixtures.xls, IN_TABLE],
  ["简报.csv", fixtures.csv, IN_TABLE],
  ["简报.doc", fixtures.doc, [FIGURES[0], FIGURES[1], FIGURES[6]]],
  ["简报.pdf", pdf, FIGURES],
];

for (const [name, make, expected] of FILES) {
  test(`a dropped ${name.split(".")[1]} file opens with its figures`, async () => {
    await dropped(name, await make());
    assert.deepEqual(await figures(), expected);
    if (/\.(docx|wps|odt|rtf|epub|html|mht|md)$/.test(name))
      assert.match((await page.textContent("#outline")) ?? "", new RegExp(REPORT.styled));
    assert.deepEqual(complaints, []);
  });
}

for (const [encoding, bytes] of /** @type {const} */ ([
  // 产量12万吨。 as bytes of each encoding.
  ["GBK", [0xb2, 0xfa, 0xc1, 0xbf, 0x31, 0x32, 0xcd, 0xf2, 0xb6, 0xd6, 0xa1, 0xa3]],
  ["UTF-16 with a mark", [0xff, 0xfe, 0xa7, 0x4e, 0xcf, 0x91, 0x31, 0, 0x32, 0, 0x07, 0x4e, 0x28, 0x54, 0x02, 0x30]],
])) {
  test(`a text in ${encoding} is decoded`, async () => {
    await dropped("产量.txt", Uint8Array.from(bytes));
    assert.equal(await page.textContent("#document"), "产量12万吨。");
  });
}

test("the readers' workers end when their file is read, so that their memory comes back", async () => {
  await dropped("简报.docx", await fixtures.docx());
  await dropped("简报.pdf", await pdf());
  await untilState(page, "ready");
  assert.equal(page.workers().length, 1);
});

test("a file that is no document says what it is and what to do, and the last document stays", async () => {
  await dropped("简报.md", fixtures.markdown());
  for (const [name, bytes, what] of /** @type {[string, number[], RegExp][]} */ ([
    ["照片.png", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], /图片/],
    ["包.rar", [0x52, 0x61, 0x72, 0x21, 26, 7], /只能打开 ZIP/],
    ["坏.pdf", [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x37, 10], /PDF 已损坏/],
    ["坏.docx", [0x50, 0x4b, 3, 4, 0, 0], /已损坏/],
  ])) {
    await drop(page, [{ name, bytes: Uint8Array.from(bytes) }]);
    await until(page, what => document.getElementById("error-what")?.textContent?.match(what), what.source, 60_000);
    assert.match((await page.textContent("#error-todo")) ?? "", /没有离开本机/);
  }
  assert.match((await page.textContent("#document")) ?? "", new RegExp(REPORT.title));
});

test("a PDF that needs a password asks for it, and again after a wrong one", async () => {
  const bytes = fixtures.lockedPdf("产量12万吨。", "mima");
  const before = await tabs();
  await drop(page, [{ name: "密.pdf", bytes }]);
  for (const [password, says] of /** @type {const} */ ([
    ["wrong", /不会保存/],
    ["mima", /密码不对/],
  ])) {
    await until(page, says => document.getElementById("password-about")?.textContent?.match(says), says.source);
    await page.fill("#password", password);
    await page.keyboard.press("Enter");
  }
  await until(page, before => document.querySelectorAll(".doctab").length > before, before);
  assert.equal((await page.textContent("#document"))?.trim(), "产量12万吨。");
  await drop(page, [{ name: "密.pdf", bytes }]);
  await until(page, () => document.getElementById("password"));
  await page.keyboard.press("Escape");
  await until(page, () => document.getElementById("error-what")?.textContent?.includes("密码"));
});

test("files that need a password which nobody is asked for say in which program to open them", async () => {
  await drop(page, [{ name: "密.zip", bytes: await fixtures.zipped(await fixtures.locked()) }]);
  await until(
    page,
    () => document.querySelectorAll("#batch tr[data-state='failed']").length === 4 && document.getElementById("busybar")?.hidden,
  );
  const rows = await page.evaluate(() => [...document.querySelectorAll("#batch tr[data-state='failed']")].map(it => it.textContent));
  for (const row of rows) assert.match(row ?? "", /设了打开密码。请在.+里输入密码打开，去掉密码另存后再试/);
  await page.keyboard.press("Escape");
});

test("a dropped folder opens as the list of its files, with their paths", async () => {
  const folder = mkdtempSync(join(tmpdir(), "材料"));
  mkdirSync(join(folder, "附件"));
  writeFileSync(join(folder, "简报.md"), fixtures.markdown());
  writeFileSync(join(folder, "附件", "简报.csv"), fixtures.csv());
  writeFileSync(join(folder, ".hidden"), "x");
  const { x, y, width, height } = (await page.locator("body").boundingBox()) ?? { x: 0, y: 0, width: 9, height: 9 };
  const debug = await context.newCDPSession(page);
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
    await debug.send("Input.dispatchDragEvent", {
      type,
      x: x + width / 2,
      y: y + height / 2,
      data: { items: [], files: [folder], dragOperationsMask: 1 },
    });
  }
  await until(page, () => document.querySelectorAll("#batch tr[data-state='done']").length === 2);
  const names = await page.evaluate(() => [...document.querySelectorAll("#batch tr[data-state]")].map(it => it.children[0].textContent));
  assert.deepEqual(names, [`${basename(folder)}/简报.md`, `${basename(folder)}/附件/简报.csv`]);
  rmSync(folder, { recursive: true });
});

test("a ZIP opens as a list with what became of each file, and the figures of all in one table", async () => {
  const inner = await fixtures.zipped([["简报.xlsx", await fixtures.xlsx()]]);
  const bytes = await fixtures.zipped([
    ["一/简报.docx", await fixtures.docx()],
    ["附件.zip", inner],
    ["照片.png", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ["简报.md", fixtures.markdown()],
  ]);
  await drop(page, [{ name: "材料.zip", bytes }]);
  await until(
    page,
    () =>
      document.querySelectorAll("#batch tr[data-state='done'], #batch tr[data-state='failed']").length === 4 &&
      document.getElementById("busybar")?.hidden,
    undefined,
    60_000,
  );
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll("#batch tr[data-state]")].map(it =>
      [it.children[0].textContent, /** @type {HTMLElement} */ (it).dataset.state, it.children[2].textContent].join("|"),
    ),
  );
  assert.deepEqual(rows, [
    "材料.zip/一/简报.docx|done|7",
    "材料.zip/附件.zip/简报.xlsx|done|4",
    "材料.zip/照片.png|failed|",
    "材料.zip/简报.md|done|7",
  ]);
  assert.match((await page.textContent("#batch tr[data-state='failed']")) ?? "", /图片/);
  assert.equal(await page.locator("#batch-figures tbody tr").count(), 18);
  await page.click("#batch-figures tbody tr:nth-child(8) button");
  assert.match((await page.textContent("#card")) ?? "", /31\.2[\s\S]*收支!B4/);
  assert.match((await page.textContent("#card blockquote")) ?? "", /^财政收入\u300031\.2\u300033\.5/);
  assert.deepEqual(complaints, []);
});

test("each figure says its place in the file, in its details and in an export: paragraph, cell, page", async () => {
  for (const [name, bytes, nth, place] of /** @type {[string, Uint8Array, number, RegExp][]} */ ([
    ["简报.docx", await fixtures.docx(), 2, /表 1 第 2 行第 2 列/],
    ["简报.ofd", await fixtures.ofd(), 6, /第 2 页/],
    ["简报.pdf", await pdf(), 0, /第 1 页/],
    ["简报.csv", fixtures.csv(), 0, /表 1 第 2 行第 2 列/],
  ])) {
    await dropped(name, bytes);
    await page.locator("#figures tr[data-figure]").nth(nth).click();
    await until(page, place => document.getElementById("card")?.textContent?.match(place), place.source);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="export-csv"]')).click()),
    ]);
    assert.match(readFileSync(await file.path(), "utf8"), place, name);
  }
});

test("a table that a PDF draws keeps its merged cells", async () => {
  const bytes = await print(
    `<style>td { border: 1px solid; width: 90px }</style><p>工程完成情况见下表。</p><table style="border-collapse: collapse">
     <tr><td rowspan="2">公路技术等级</td><td colspan="2">2025年（公里）</td></tr><tr><td>计划</td><td>完成</td></tr>
     <tr><td rowspan="2">一级<br>公路</td><td>30</td><td>31.5</td></tr><tr><td>5</td><td>12</td></tr></table>`,
  );
  await dropped("公路.pdf", bytes);
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll("#document tr")].map(row => [...row.children].map(it => it.textContent?.replace(/[\s|]/g, ""))),
  );
  assert.deepEqual(rows, [
    ["公路技术等级", "2025年（公里）", ""],
    ["", "计划", "完成"],
    ["一级公路", "30", "31.5"],
    ["", "5", "12"],
  ]);
  assert.deepEqual(await figures(), ["30", "31.5", "5", "12"]);
});

test("a blank cell keeps its column on the page", async () => {
  for (const [name, mark] of [
    ["空.csv", ","],
    ["空.txt", "\t"],
  ]) {
    await dropped(
      name,
      new TextEncoder().encode(
        [
          ["", "2024年", "2025年"],
          ["税收（亿元）", "", "20"],
          ["非税（亿元）", "3", "4"],
        ]
          .map(it => it.join(mark))
          .join("\n"),
      ),
    );
    assert.deepEqual(
      await page.evaluate(() =>
        [...document.querySelectorAll("#document tr")].map(row => [...row.children].map(it => it.textContent?.replace(/[\s|]/g, ""))),
      ),
      [
        ["", "2024年", "2025年"],
        ["税收（亿元）", "", "20"],
        ["非税（亿元）", "3", "4"],
      ],
    );
  }
});

test("the encoding is shown and can be changed", async () => {
  // 产量12万吨。 in GBK; read as UTF-16 it is something else.
  await dropped("产量.txt", Uint8Array.from([0xb2, 0xfa, 0xc1, 0xbf, 0x31, 0x32, 0xcd, 0xf2, 0xb6, 0xd6, 0xa1, 0xa3]));
  const before = await tabs();
  assert.equal(await page.inputValue("#encoding"), "gb18030");
  await page.selectOption("#encoding", "utf-16le");
  await until(page, () => !document.getElementById("document")?.textContent?.includes("产量"));
  await page.selectOption("#encoding", "gb18030");
  await until(page, () => document.getElementById("document")?.textContent === "产量12万吨。");
  assert.equal(await tabs(), before);
});

test("a cancel ends the reading of a file at once", async () => {
  await dropped("简报.md", fixtures.markdown());
  const text = await page.textContent("#document");
  // A workbook of many rows takes a while to read.
  await drop(page, [{ name: "大.csv", bytes: new TextEncoder().encode("指标,数\n" + "产值,12.5\n".repeat(150_000)) }]);
  await until(page, () => document.getElementById("busybar")?.hidden === false);
  await page.keyboard.press("Escape");
  await untilState(page, "ready");
  assert.equal(await page.textContent("#document"), text);
});

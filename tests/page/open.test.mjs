// Each way of opening a document, and what the reader then sees.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeAll, drop, freshPage, markedFigures, newPage, openSample, paste, until, untilState } from "./browser.mjs";

after(closeAll);

const TEXT = "# 关于夏收的通知\n\n全县收获小麦12.5万吨，同比增长3.2%，居全市第2位。\n";
const sample = (/** @type {string} */ name) => readFileSync(new URL(`../../www/samples/${name}.txt`, import.meta.url), "utf8");
const expected = (/** @type {string} */ name) =>
  readFileSync(new URL(`expected/${name}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");

/** @param {import("playwright-core").Page} page */
async function showsTheText(page) {
  await untilState(page, "ready");
  assert.deepEqual(
    (await markedFigures(page)).map(it => it[1]),
    ["12.5万吨", "3.2%", "第2位"],
  );
  assert.equal(await page.textContent("#document"), TEXT);
  assert.equal(await page.locator("#figures tr[data-figure]").count(), 3);
}

test("a pasted text is marked", async () => {
  const { page, complaints } = await freshPage();
  await paste(page, TEXT);
  await showsTheText(page);
  assert.deepEqual(complaints, []);
});

test("text pasted anywhere on the page opens", async () => {
  const { page } = await freshPage();
  await page.evaluate(text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, TEXT);
  await showsTheText(page);
});

test("a dropped file is marked", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "夏收.txt", text: TEXT }]);
  await showsTheText(page);
});

test("a chosen file is marked", async () => {
  const { page } = await freshPage();
  await page.setInputFiles("#open-file", { name: "夏收.txt", mimeType: "text/plain", buffer: Buffer.from(TEXT) });
  await showsTheText(page);
});

test("a GB 18030 file is decoded", async () => {
  const { page } = await freshPage();
  // 产量12万吨
  await page.setInputFiles("#open-file", {
    name: "a.txt",
    mimeType: "text/plain",
    buffer: Buffer.from([0xb2, 0xfa, 0xc1, 0xbf, 0x31, 0x32, 0xcd, 0xf2, 0xb6, 0xd6, 0xa1, 0xa3]),
  });
  await untilState(page, "ready");
  assert.equal(await page.textContent("#document"), "产量12万吨。");
});

for (const name of /** @type {const} */ (["report", "newspaper", "communique"])) {
  test(`the ${name} sample has its expected figures, and its text reads back exactly`, async () => {
    const { page, complaints } = await freshPage();
    await openSample(page, name);
    assert.equal(await page.textContent("#document"), sample(name));
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll("#figures tr[data-figure]")].map(
        row => `${row.querySelector(".c-figure")?.textContent} ${/** @type {HTMLElement} */ (row).dataset.k}`,
      ),
    );
    assert.deepEqual(
      rows,
      expected(name).map(it => it.split(" ").slice(0, 2).join(" ")),
    );
    const marks = new Set((await markedFigures(page)).map(it => it[0]));
    assert.equal(marks.size, rows.length);
    assert.deepEqual(complaints, []);
  });
}

test("each sample says its length", async () => {
  const { page } = await freshPage();
  for (const name of ["report", "newspaper", "communique"]) {
    const said = await page.textContent(`[data-action="sample-${name}"] .num`);
    assert.equal(said?.replace(/\D/g, ""), String(sample(name).length));
  }
});

test("the outline of the report is the reader's outline, and its elements are those of the head", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const outline = await page.evaluate(() =>
    [...document.querySelectorAll("#outline a[data-section]")].map(it =>
      [it.querySelector(".mk")?.textContent, it.querySelector(".ti")?.textContent].join("|"),
    ),
  );
  assert.deepEqual(outline.slice(0, 9), [
    "|云溪县人民政府关于“十四五”规划《纲要》实施情况的报告",
    "一|主要指标完成情况",
    "（一）|经济总量稳步扩大",
    "（二）|创新动能持续增强",
    "（三）|项目建设扎实推进",
    "二|民生保障和生态建设情况",
    "（一）|公共服务提质扩面",
    "（二）|生态底色更加鲜明",
    "（三）|社会大局和谐稳定",
  ]);
  const metadata = (await page.textContent("#metadata")) ?? "";
  for (const it of ["云溪县人民政府", "云政〔2025〕41号", "周以宁", "县人大常委会", "2025年3月12日", "主动公开"])
    assert.ok(metadata.includes(it), it);
  await page.click("#outline a[data-section='5']");
  const place = await page.evaluate(() => [
    document.querySelector("[data-heading='5']")?.getBoundingClientRect().top ?? 0,
    document.getElementById("doc")?.getBoundingClientRect().top ?? 0,
  ]);
  assert.ok(place[0] >= place[1] && place[0] < place[1] + 200, String(place));
  await until(page, () => document.querySelector("#outline .cur a")?.getAttribute("data-section") === "5");
});

test("selection is linked both ways", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const last = page.locator("#figures tr[data-figure]").last();
  const id = await last.getAttribute("data-figure");
  await last.click();
  await until(
    page,
    id => {
      const mark = document.querySelector(`#document mark[data-figure="${id}"]`);
      const pane = document.getElementById("doc")?.getBoundingClientRect();
      const at = mark?.getBoundingClientRect();
      return mark?.getAttribute("aria-current") === "true" && pane && at && at.top > pane.top && at.bottom < pane.bottom;
    },
    id,
  );
  assert.equal(await page.textContent("#card .big strong"), "22微克/立方米");
  await page.locator("#doc").evaluate(it => it.scrollTo(0, 0));
  const mark = page.locator("#document mark[data-figure]").nth(3);
  await mark.click();
  const selected = await mark.getAttribute("data-figure");
  await until(
    page,
    id => {
      const row = document.querySelector(`#figures tr[data-figure="${id}"]`);
      const pane = document.getElementById("ledger-scroll")?.getBoundingClientRect();
      const at = row?.getBoundingClientRect();
      return row?.getAttribute("aria-selected") === "true" && pane && at && at.top >= pane.top && at.bottom <= pane.bottom;
    },
    selected,
  );
  assert.equal(await page.locator("mark[aria-current]").count(), 1);
});

test("several files open as several documents", async () => {
  const { page } = await freshPage();
  await page.setInputFiles("#open-file", [
    { name: "一.txt", mimeType: "text/plain", buffer: Buffer.from("产量1万吨。") },
    { name: "二.txt", mimeType: "text/plain", buffer: Buffer.from("产量2万吨。") },
  ]);
  await until(page, () => document.querySelectorAll(".doctab").length === 2);
  await untilState(page, "ready");
  assert.equal(await page.textContent("#document"), "产量2万吨。");
  await page.click(".doctab:first-child button");
  assert.equal(await page.textContent("#document"), "产量1万吨。");
});

test("of many documents the one that is read has its tab in view, and a list has them all", async () => {
  const { page } = await freshPage();
  const names = Array.from({ length: 7 }, (_, n) => `第${n + 1}份年度统计公报.txt`);
  await page.setInputFiles(
    "#open-file",
    names.slice(0, 3).map(name => ({ name, mimeType: "text/plain", buffer: Buffer.from("产量1万吨。") })),
  );
  await until(page, () => document.querySelectorAll(".doctab").length === 3);
  assert.ok(await page.locator("#documents-button").isHidden());
  await page.setInputFiles(
    "#open-file",
    names.slice(3).map(name => ({ name, mimeType: "text/plain", buffer: Buffer.from(`${name}产量2万吨。`) })),
  );
  await until(page, () => document.querySelectorAll(".doctab").length === 7);
  await untilState(page, "ready");
  await page.click("#documents-button");
  assert.deepEqual(
    await page.locator("#documents-menu button").evaluateAll(all => all.map(it => it.firstElementChild?.textContent)),
    names,
  );
  await page.click("#documents-menu button:nth-of-type(5)");
  assert.equal(await page.textContent("#document"), `${names[4]}产量2万吨。`);
  await until(page, () => {
    const tab = document.querySelector(".doctab[data-current]")?.getBoundingClientRect();
    const strip = document.getElementById("tabs")?.getBoundingClientRect();
    return tab && strip && tab.left >= strip.left - 1 && tab.right <= strip.right + 1;
  });
});

test("of a long document the text stands before the table, which uses its whole width", async () => {
  const { page, context } = await newPage();
  await page.evaluate(() => {
    /** @type {string[]} */
    const order = [];
    Object.assign(globalThis, { order });
    const seen = (/** @type {string} */ what, /** @type {string} */ selector) => {
      if (!order.includes(what) && document.querySelector(selector)) order.push(what);
    };
    new MutationObserver(() => {
      seen("table", "#figures tr[data-figure]");
      seen("text", "#document .chunk");
    }).observe(document.body, { childList: true, subtree: true });
  });
  const section = `一、综合\n全年产量12万吨，增长3.4%。\n${"各项工作扎实推进。".repeat(60)}\n`;
  await drop(page, [{ name: "长.txt", text: section.repeat(2_000) }]);
  await until(page, () => document.querySelector("#document mark") !== null);
  await untilState(page, "ready");
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).order), ["text", "table"]);
  const widths = await page.evaluate(() =>
    ["#ledger-scroll", "#figures thead tr", "#figures tr[data-figure]"].map(
      it => document.querySelector(it)?.getBoundingClientRect().width,
    ),
  );
  assert.deepEqual(widths, [widths[0], widths[0], widths[0]]);
  await page.keyboard.press("j");
  await until(page, () => document.querySelector("mark[aria-current]")?.textContent === "12万吨");
  // Three changes in one task: all views end at the last.
  await page.evaluate(() => {
    const box = /** @type {HTMLInputElement} */ (document.getElementById("filter-text"));
    for (const text of ["3", "3.4", "3.4%"]) {
      box.value = text;
      box.dispatchEvent(new Event("input"));
    }
  });
  await until(page, () => document.getElementById("ledger-count")?.textContent === "2,000 / 4,000");
  await until(page, () => document.querySelectorAll("#document mark.dim").length > 0);
  assert.equal(await page.locator("#figures tr[data-figure]", { hasText: "12万吨" }).count(), 0);
  await page.keyboard.press("u");
  await until(page, () => document.getElementById("ledger-count")?.textContent === "4,000");
  await context.close();
});

test("the page works at any path", async () => {
  const { serve } = await import("./serve.mjs");
  const site = await serve("/some/where/");
  const { page, complaints } = await newPage({ url: site.url });
  await openSample(page, "report");
  assert.deepEqual(complaints, []);
  await page.close();
  await site.close();
});

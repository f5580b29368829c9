// Corrections: made in the card, undone, saved and loaded, kept only when asked, erased by one button.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { closeAll, drop, freshPage, newPage, openSample, until, untilState } from "./browser.mjs";

after(closeAll);

const figures = (/** @type {import("playwright-core").Page} */ page) => page.locator("#figures tr[data-figure]").count();
const press = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ action) =>
  page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(`[data-action="${it}"]`)).click(), action);

test("a figure is dismissed and comes back", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const all = await figures(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal(await figures(page), all - 1);
  assert.equal(await page.locator("mark", { hasText: "26家" }).count(), 0);
  assert.equal(await page.textContent("mark[aria-current]"), "286.4亿元");
  await page.keyboard.press("u");
  assert.equal(await figures(page), all);
  assert.equal(await page.textContent("#document"), readFileSync(new URL("../../www/samples/report.txt", import.meta.url), "utf8"));
});

test("the reader stays where the next figure is when one is dismissed", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "长.txt", text: `${"各项工作扎实推进。".repeat(40)}\n全年产量12万吨，增长3.4%，企业26家。\n`.repeat(20) }]);
  await untilState(page, "ready");
  await page.locator("#doc").evaluate(it => it.scrollTo(0, 3_000));
  await page.keyboard.press("j");
  await page.waitForTimeout(100);
  const place = () => page.locator("#doc").evaluate(it => it.scrollTop);
  const before = await place();
  await page.keyboard.press("x");
  await page.waitForTimeout(100);
  assert.equal(await place(), before);
});

test("a field is changed in the card, marked as corrected, and undone", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.fill(".editform [name=subject]", "征求意见的企业");
  await page.fill(".editform [name=value]", "二十六");
  await page.keyboard.press("Enter");
  assert.match((await page.textContent(".editform .problem")) ?? "", /不是一个数/);
  await page.fill(".editform [name=value]", "2.6e1");
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#figures tr[aria-selected] .c-subject"), "征求意见的企业");
  assert.equal(await page.textContent("#figures tr[aria-selected] .c-value"), "26");
  assert.equal(await page.textContent("#card .editedtag"), "已更正");
  await page.keyboard.press("u");
  assert.notEqual(await page.textContent("#figures tr[aria-selected] .c-subject"), "征求意见的企业");
  await page.keyboard.press("e");
  await page.fill(".editform [name=subject]", "别的");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".editform").count(), 0);
  assert.notEqual(await page.textContent("#figures tr[aria-selected] .c-subject"), "别的");
});

test("a unit is named as a reader names it, and a ratio is made of numbers", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "比.txt", text: "全年收入5亿元，三次产业结构由18.6：41.2：40.2调整为13.9：44.5：41.6。\n" }]);
  await until(page, () => document.querySelectorAll('#figures tr[data-k="ratio"]').length === 2);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await until(page, () => document.activeElement?.getAttribute("name") === "subject");
  assert.equal(await page.inputValue(".editform [name=unit]"), "元");
  await page.fill(".editform [name=value]", "6e8");
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#figures tr[aria-selected] .c-value"), "600,000,000");
  assert.equal(await page.textContent("#figures tr[aria-selected] .c-unit"), "元");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await until(page, () => document.activeElement?.getAttribute("name") === "subject");
  await page.fill(".editform [name=value]", "差不多");
  await page.keyboard.press("Enter");
  assert.match((await page.textContent(".editform .problem")) ?? "", /不是一个数/);
  await page.fill(".editform [name=value]", "18.6：41.3：40.1");
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#figures tr[aria-selected] .c-value"), "18.6：41.3：40.1");
});

test("a missed figure is marked from a selection, with the value that the analyser reads", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "a.txt", text: "本页有“3万”字样，另有产量12吨。" }]);
  await untilState(page, "ready");
  const before = await figures(page);
  await page.evaluate(() => {
    const walker = document.createTreeWalker(/** @type {Node} */ (document.getElementById("document")), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf("字样") ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 2);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    }
  });
  await until(page, () => /** @type {HTMLElement} */ (document.querySelector(".pickup")).hidden === false);
  await page.keyboard.press("m");
  await until(page, () => document.querySelector(".editform"));
  await page.fill(".editform [name=value]", "5");
  await page.fill(".editform [name=unit]", "字样");
  await page.keyboard.press("Enter");
  assert.equal(await figures(page), before + 1);
  assert.equal(await page.textContent("mark[aria-current]"), "字样");
  assert.equal(await page.textContent("#document"), "本页有“3万”字样，另有产量12吨。");
  await page.keyboard.press("u");
  await page.keyboard.press("u");
  assert.equal(await figures(page), before);
});

test("corrections are saved as a file that a colleague loads", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const all = await figures(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "save-corrections")]);
  const bytes = readFileSync(await file.path());
  assert.equal(JSON.parse(bytes.toString("utf8")).format, "shugang-corrections");
  const colleague = await newPage();
  await openSample(colleague.page, "report");
  assert.equal(await figures(colleague.page), all);
  await colleague.page.setInputFiles("#open-file", { name: "shugang-corrections.json", mimeType: "application/json", buffer: bytes });
  await until(colleague.page, n => document.querySelectorAll("#figures tr[data-figure]").length === n, all - 1);
  await untilState(colleague.page, "ready");
});

test("the browser asks before corrections are lost that are nowhere else, and only then", async () => {
  const { page, context } = await newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("dialog", it => {
    asked.push(it.type());
    it.dismiss();
  });
  const leave = async () => {
    asked.length = 0;
    await page.evaluate(() => location.reload());
    await page.waitForTimeout(400);
    await until(page, () => document.getElementById("boot") === null);
    return asked.join();
  };
  await openSample(page, "report");
  await page.keyboard.press("4");
  assert.equal(await leave(), "");
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal(await leave(), "beforeunload");
  assert.equal(await page.evaluate(() => document.body.dataset.view), "room");
  const [file] = await Promise.all([page.waitForEvent("download"), press(page, "save-corrections")]);
  const saved = readFileSync(await file.path());
  assert.equal(await leave(), "");
  // What a colleague sent stands in his file; what was added to it does not.
  await openSample(page, "report");
  await page.setInputFiles("#open-file", { name: "shugang-corrections.json", mimeType: "application/json", buffer: saved });
  await until(page, () => document.getElementById("toast")?.textContent === "已载入更正");
  assert.equal(await leave(), "");
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("u");
  assert.equal(await leave(), "");
  await context.close();
});

test("words that are never a figure hold for every document", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "a.txt", text: "产量12吨。产量12吨。产量13吨。" }]);
  await untilState(page, "ready");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.locator("#toast button").nth(1).click();
  assert.equal(await figures(page), 1);
  await drop(page, [{ name: "b.txt", text: "销量12吨，产量14吨。" }]);
  await until(page, () => document.getElementById("document")?.textContent?.startsWith("销量"));
  assert.equal(await figures(page), 1);
});

test("a unit of one's own is found at once, with value and indicator, in every document, and can be taken back", async () => {
  const { page } = await freshPage();
  await drop(page, [{ name: "a.txt", text: "2024年，全县发放积分３５.２万云豆，增长5%。云豆商城上线。" }]);
  await untilState(page, "ready");
  const row = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("#figures tr[data-figure]")]
        .map(it => [".c-figure", ".c-value", ".c-unit", ".c-subject"].map(cell => it.querySelector(cell)?.textContent ?? ""))
        .find(it => it[0] === "３５.２万云豆"),
    );
  assert.equal(await row(), undefined);
  await press(page, "dictionary");
  await until(page, () => document.querySelector("#dictionary-units input"));
  await page.fill("#dictionary-units input", "云豆");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelectorAll("#dictionary-dialog li").length === 1);
  assert.deepEqual(await row(), ["３５.２万云豆", "352,000", "云豆", "发放积分"]);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("mark", { hasText: "云豆" }).count(), 1);
  await drop(page, [{ name: "b.txt", text: "奖励7云豆。" }]);
  await until(page, () => document.querySelector("#document mark")?.textContent === "7云豆");
  await page.keyboard.press("u");
  await until(page, () => !document.querySelector("#document mark")?.textContent?.includes("云豆"));
});

test("an indicator has another name everywhere, and the dictionary lists it", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const named = (/** @type {string} */ name) => page.locator("#figures .c-subject", { hasText: name }).count();
  const before = await named("地区生产总值");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.fill(".editform [name=subject]", "GDP");
  await page.check(".editform [name=rename]");
  await page.click(".editform .solid");
  assert.ok((await named("GDP")) > 1);
  assert.ok((await named("地区生产总值")) < before);
  await press(page, "dictionary");
  await until(page, () => document.querySelector("#dictionary-dialog li")?.textContent === "地区生产总值 → GDP");
});

test("every change of filter, order, groups, columns, marks, folds, theme, language and what is kept is taken back, last first, and words typed in one go at once", async () => {
  const { page } = await newPage();
  await openSample(page, "report");
  const state = () =>
    page.evaluate(async () => ({
      count: document.getElementById("ledger-count")?.textContent,
      group: /** @type {HTMLSelectElement} */ (document.getElementById("group")).value,
      sorted: document.querySelector("#figures th[aria-sort]")?.className ?? "",
      columns: [...document.querySelectorAll("#figures th[scope='col']")].map(it => it.className).join(),
      look: document.documentElement.className,
      lines: document.getElementById("doc")?.classList.contains("lines"),
      words: /** @type {HTMLInputElement} */ (document.getElementById("filter-text")).value,
      theme: document.documentElement.dataset.theme,
      language: document.documentElement.lang,
      open: [...document.querySelectorAll("#outline [aria-expanded]")].map(it => it.ariaExpanded).join(),
      fold: document.querySelector("#document details")?.hasAttribute("open"),
      kept: (await indexedDB.databases()).length,
    }));
  /** @type {[string, () => Promise<unknown>][]} */
  const changes = [
    ["kind", () => page.keyboard.press("4")],
    [
      "period",
      () =>
        page.evaluate(() => {
          /** @type {HTMLElement} */ (document.getElementById("sieve-button")).click();
          const select = /** @type {HTMLSelectElement} */ (document.querySelector("#sieve-menu select"));
          select.selectedIndex = 1;
          select.dispatchEvent(new Event("change"));
          document.getElementById("sieve-menu")?.hidePopover();
        }),
    ],
    ["clear", () => page.keyboard.press("0")],
    ["group", async () => void (await page.selectOption("#group", "kind"))],
    ["sort", () => page.click('[data-sort="subject"]')],
    [
      "columns",
      async () => {
        await page.click('[data-action="columns"]');
        await page.click("#columns-menu label:last-of-type input");
        await page.keyboard.press("Escape");
      },
    ],
    ["marks", () => page.keyboard.press("h")],
    ["names", () => page.click('[data-legend="times"]')],
    ["lines", () => page.keyboard.press("l")],
    ["fold", () => page.locator("#document summary").first().click()],
    [
      "words",
      async () => {
        await page.keyboard.press("f");
        await page.keyboard.type("亿元");
        await page.locator("#doc").focus();
      },
    ],
    ["wide", () => page.keyboard.press("t")],
    ["theme", () => page.keyboard.press("d")],
    ["theme again", () => page.keyboard.press("d")],
    ["language", () => page.click('[data-action="language"]')],
    ["branch", () => page.locator("#outline li:has(> a[data-section='1']) > .tw").click()],
    // What is drawn again meanwhile folds all the same.
    ["language back", () => page.click('[data-action="language"]')],
    ["kept", () => press(page, "keep-corrections")],
    ["kept no longer", () => press(page, "keep-corrections")],
  ];
  /** @type {Awaited<ReturnType<typeof state>>[]} */
  const before = [];
  /** Some settle a moment later. @param {string} name @param {(now: string, then: string) => boolean} right */
  const settles = async (name, right) => {
    for (let n = 0; n < 100 && !right(JSON.stringify(await state()), JSON.stringify(before.at(-1))); n++) await page.waitForTimeout(20);
    assert.ok(
      right(JSON.stringify(await state()), JSON.stringify(before.at(-1))),
      `${name}: ${JSON.stringify([await state(), before.at(-1)])}`,
    );
  };
  for (const [name, change] of changes) {
    before.push(await state());
    await change();
    await settles(name, (now, then) => now !== then);
  }
  for (const [name] of changes.toReversed()) {
    await page.keyboard.press("u");
    await settles(`undo: ${name}`, (now, then) => now === then);
    before.pop();
  }
  await page.keyboard.press("u");
  assert.equal(await page.textContent("#toast"), "没有可以撤销的改动");
});

test("another encoding, and another indicator of the chart, are taken back too", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.setInputFiles("#open-file", { name: "编码.txt", mimeType: "text/plain", buffer: Buffer.from("增长5%。") });
  await until(page, () => document.getElementById("document")?.textContent === "增长5%。");
  await drop(page, [{ name: "年.txt", text: "2023年产量10吨，2024年产量12吨。2023年销量7吨，2024年销量9吨。" }]);
  await until(page, () => document.querySelectorAll(".doctab").length === 3);
  await page.locator(".doctab button", { hasText: "编码" }).click();
  await page.selectOption("#encoding", "gb18030");
  await until(
    page,
    () => document.getElementById("document")?.textContent !== "增长5%。" && document.querySelectorAll(".doctab").length === 3,
  );
  assert.equal(await page.locator(".doctab").nth(1).textContent(), "编码.txt");
  await page.keyboard.press("u");
  await until(
    page,
    () => document.getElementById("document")?.textContent === "增长5%。" && document.querySelectorAll(".doctab").length === 3,
  );
  assert.equal(await page.locator(".doctab").nth(1).textContent(), "编码.txt");
  await page.locator(".doctab button", { hasText: "年" }).click();
  await page.keyboard.press("g");
  const picked = () =>
    page.evaluate(() => /** @type {HTMLSelectElement} */ (document.querySelector("#charts .board select")).selectedIndex);
  await until(page, () => document.querySelector("#charts .board select") && !document.querySelector("#charts[aria-busy]"));
  await page.selectOption("#charts .board select", { index: 1 });
  await until(page, () => document.querySelector("#charts[aria-busy]") === null);
  assert.equal(await picked(), 1);
  await page.locator("#charts").focus();
  await page.keyboard.press("Control+z");
  await until(page, () => /** @type {HTMLSelectElement} */ (document.querySelector("#charts .board select")).selectedIndex === 0);
});

test("undo goes to the document in which the change was made", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.keyboard.press("4");
  await openSample(page, "communique");
  assert.equal(await page.locator('#legend [aria-pressed="true"][data-action]').count(), 0);
  await page.keyboard.press("u");
  await until(page, () => /报告/.test(document.querySelector("#document h1")?.textContent ?? ""));
  assert.equal(await page.locator('#legend [aria-pressed="true"][data-action]').count(), 0);
});

test("a closed document comes back by undo, with its corrections", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const all = await figures(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await press(page, "close-document");
  await until(page, () => document.body.dataset.view === "empty");
  await page.locator("#toast button").click();
  await until(page, () => document.body.dataset.view === "room");
  assert.equal(await figures(page), all - 1);
});

test("what was open comes back after a reload only where the reader asked", async () => {
  const { page } = await newPage();
  await drop(page, [{ name: "甲.txt", text: "产量12吨。" }]);
  await untilState(page, "ready");
  const reload = async () => {
    await page.reload();
    await until(page, () => document.getElementById("boot") === null);
  };
  await reload();
  assert.equal(await page.evaluate(() => document.body.dataset.view), "empty");
  assert.equal(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await drop(page, [
    { name: "甲.txt", text: "产量12吨。" },
    { name: "乙.txt", text: "产量13吨。" },
  ]);
  await until(page, () => document.querySelectorAll(".doctab").length === 2);
  await untilState(page, "ready");
  await page.click(".doctab:first-child button");
  await press(page, "keep-documents");
  await until(page, () => document.querySelector('[data-action="keep-documents"]')?.getAttribute("aria-checked") === "true");
  await reload();
  await until(
    page,
    () => document.querySelectorAll(".doctab").length === 2 && document.querySelector(".doctab[data-current]")?.textContent === "甲.txt",
  );
  assert.equal(await page.textContent("#document"), "产量12吨。");
  await press(page, "erase-all");
  await until(page, async () => (await indexedDB.databases()).length === 0);
  await reload();
  assert.equal(await page.evaluate(() => document.body.dataset.view), "empty");
});

test("corrections are kept in the browser only when asked, and erased by one button", async () => {
  const { page, context } = await newPage();
  await openSample(page, "report");
  const all = await figures(page);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.equal((await page.evaluate(() => indexedDB.databases())).length, 0);
  await press(page, "keep-corrections");
  await until(page, async () => (await indexedDB.databases()).length === 1);
  await until(page, () => document.querySelector('[data-action="keep-corrections"]')?.getAttribute("aria-checked") === "true");
  const again = await context.newPage();
  await again.goto(page.url());
  await until(again, () => document.getElementById("boot") === null);
  await openSample(again, "report");
  await until(again, n => document.querySelectorAll("#figures tr[data-figure]").length === n, all - 1);
  await press(again, "erase-all");
  await until(again, n => document.querySelectorAll("#figures tr[data-figure]").length === n, all);
  await until(again, async () => (await indexedDB.databases()).length === 0);
});

// Reading: the outline, the text, the ledger, the card, the legend, the charts and find, as a reader uses them on one open document.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { closeAll, drop, newPage, openSample, until, untilState } from "./browser.mjs";

/** @import { Page } from "playwright-core" */

/** @type {Page} */
let page;
/** @type {string[]} */
let complaints;

before(async () => {
  ({ page, complaints } = await newPage());
  await openSample(page, "report");
});
after(closeAll);

const press = (/** @type {string} */ action) =>
  page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(`[data-action="${it}"]`)).click(), action);
const rows = () => page.locator("#figures tr[data-figure]").count();
const cells = (/** @type {string} */ column) =>
  page.evaluate(it => [...document.querySelectorAll(`#figures td.c-${it}`)].map(cell => cell.textContent ?? ""), column);
const shown = (/** @type {string} */ text) => until(page, it => document.getElementById("ledger-count")?.textContent === it, text);

test("the outline counts, folds, and follows the reader", async () => {
  const counts = await page.evaluate(() =>
    [...document.querySelectorAll("#outline a")].slice(0, 3).map(it => it.querySelector(".ct")?.textContent),
  );
  assert.equal(counts[0], String(await rows()));
  const inner = page.locator("#outline a[data-section='2']");
  assert.ok(await inner.isVisible());
  await page.locator("#outline li:has(> a[data-section='1']) > .tw").click();
  assert.ok(await inner.isHidden());
  await page.locator("#outline li:has(> a[data-section='1']) > .tw").click();
  assert.ok(await inner.isVisible());
  for (const section of ["7", "3"]) {
    await page.evaluate(it => document.querySelector(`[data-heading="${it}"]`)?.scrollIntoView(), section);
    await until(page, it => document.querySelector("#outline .cur a")?.getAttribute("data-section") === it, section);
  }
});

test("a page break is a thin mark, and the original lines come back on demand", async () => {
  const seam = page.locator("#document .join.page").first();
  assert.match((await seam.getAttribute("title")) ?? "", /已接读/);
  const box = await seam.boundingBox();
  assert.ok(box && box.width <= 2 && box.height <= 24, JSON.stringify(box));
  await page.keyboard.press("l");
  assert.ok(((await seam.boundingBox())?.height ?? 0) > 24);
  assert.equal(await page.textContent("#document"), readFileSync(new URL("../../www/samples/report.txt", import.meta.url), "utf8"));
  await page.keyboard.press("l");
});

test("what is not the document stands folded", async () => {
  const fold = page.locator("#document .fold").first();
  assert.equal(await fold.evaluate(it => /** @type {HTMLDetailsElement} */ (it).open), false);
  await fold.locator("summary").click();
  assert.ok(await fold.locator("p").first().isVisible());
  await fold.locator("summary").click();
});

test("every column can be chosen", async () => {
  await press("columns");
  const boxes = page.locator("#columns-menu input");
  assert.equal(await boxes.count(), 11);
  for (let n = 1; n < 11; n++) await boxes.nth(n).check();
  assert.equal(await page.locator("#figures thead th").count(), 11);
  assert.match((await cells("sentence"))[1], /地区生产总值286\.4亿元/);
  assert.equal((await cells("section"))[1], "一（一）");
  await page.locator("#columns-menu button").click();
  assert.ok((await page.locator("#figures thead th").count()) < 11);
});

test("all columns together stay wide enough to be read", async () => {
  await press("columns");
  for (let n = 1; n < 11; n++) await page.locator("#columns-menu input").nth(n).check();
  await page.keyboard.press("Escape");
  const widths = await page.evaluate(() => [...document.querySelectorAll("#figures th[scope='col']")].map(it => it.clientWidth));
  assert.equal(widths.length, 11);
  assert.ok(Math.min(...widths) >= 58 && widths[2] >= 120, widths.join());
  await page.keyboard.press("u");
  for (let n = 0; n < 4; n++) await page.keyboard.press("u");
});

test("the ledger groups by section, kind, indicator and period, and sorts by any column", async () => {
  const groups = () => page.locator("#figures .grp").allTextContents();
  const all = await rows();
  for (const [group, first] of [
    ["kind", "计数15"],
    ["subject", /./],
    ["time", /./],
    ["section", /云溪县/],
  ]) {
    await page.selectOption("#group", /** @type {string} */ (group));
    const names = await groups();
    if (first instanceof RegExp) assert.match(names[0], first);
    else assert.equal(names[0], first);
    assert.equal(await rows(), all);
  }
  await page.click('[data-sort="subject"]');
  assert.deepEqual(await groups(), []);
  const subjects = (
    await page.evaluate(() => [...document.querySelectorAll("#figures .cs > span:first-child")].map(it => it.textContent ?? ""))
  ).filter(Boolean);
  assert.deepEqual(subjects, subjects.toSorted(new Intl.Collator("zh", { numeric: true }).compare));
  await page.click('[data-sort="value"]');
  const money = await page.evaluate(() =>
    [...document.querySelectorAll('#figures tr[data-k="money"] .c-value')].map(it => Number(it.textContent?.replace(/[^\d.]/g, ""))),
  );
  assert.deepEqual(
    money,
    money.toSorted((a, b) => a - b),
  );
  await page.click('[data-sort="value"]');
  await page.click('[data-sort="value"]');
  assert.ok((await groups()).length > 5);
});

test("a number is found however it is written", async () => {
  const all = await rows();
  for (const text of ["28640000000", "2.864e10", "286.4亿", "２８６.４亿元", "28,640,000,000"]) {
    await page.fill("#filter-text", text);
    await shown(`1 / ${all}`);
    assert.deepEqual(await cells("figure"), ["286.4亿元"], text);
  }
  await page.fill("#filter-text", "没有这样的指标");
  await shown(`0 / ${all}`);
  assert.match((await page.textContent("#no-figures")) ?? "", /没有符合的数字。清除筛选/);
  await page.click("#no-figures button");
  await shown(String(all));
});

test("filters by period, section, direction and status leave their figures, and the others' marks dim", async () => {
  const all = await rows();
  for (const [n, value, column, each] of /** @type {[number, string, string, RegExp][]} */ ([
    [0, "2020", "time", /^2020$/],
    [1, "2", "subject", /./],
    [2, "down", "change", /▼/],
    [3, "target", "status", /目标/],
  ])) {
    await press("filters");
    await page.locator("#sieve-menu select").nth(n).selectOption(value);
    await page.keyboard.press("Escape");
    const left = await cells(column);
    assert.ok(left.length > 0 && left.length < all, column);
    for (const it of left) assert.match(it, each);
    const marks = await page.evaluate(() => ({
      clear: new Set([...document.querySelectorAll("#document mark:not(.dim)")].map(it => it.getAttribute("data-figure"))).size,
      colours: new Set([...document.querySelectorAll("#document mark")].map(it => getComputedStyle(it).color)).size,
    }));
    assert.deepEqual(marks, { clear: left.length, colours: 1 });
    await press("clear-filter");
    await shown(String(all));
  }
});

test("the legend filters: one kind, and another added", async () => {
  const all = await rows();
  await page.click('[data-action="kind-rank"]');
  assert.equal(await rows(), 4);
  await page.click('[data-action="kind-ratio"]', { modifiers: ["Shift"] });
  assert.equal(await rows(), 8);
  await page.keyboard.press("0");
  assert.equal(await rows(), all);
});

test("the card says what the figure is, and its quotation can stand alone", async () => {
  await page.locator("#document mark", { hasText: "286.4亿元" }).first().click();
  const card = (await page.textContent("#card")) ?? "";
  for (const it of ["286.4亿元", "地区生产总值", "28,640,000,000 元", "2024", "全县", "实际", "一（一） 经济总量稳步扩大"])
    assert.ok(card.includes(it), it);
  assert.equal(await page.textContent("#card blockquote b"), "286.4亿元");
  assert.equal(await page.textContent("#card blockquote .ev"), "地区生产总值");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("c");
  await until(page, () => document.getElementById("toast")?.textContent === "已复制");
  const quotation = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(
    quotation,
    /^“2024年，全县实现地区生产总值286\.4亿元.*”\n——《云溪县.*（云政〔2025〕41号）》一、主要指标完成情况 › （一）经济总量稳步扩大\n286\.4亿元 = 28,640,000,000 元$/,
  );
});

test("with nothing selected the next figure is the next of what is read, and the one before it the one before", async () => {
  await page.keyboard.press("Escape");
  const heading = page.locator("#document h2", { hasText: "民生保障和生态建设情况" });
  const [before, after] = await heading.evaluate(it => {
    const marks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#document mark")]);
    const at = marks.findIndex(mark => it.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
    return [marks[at - 1].dataset.figure, marks[at].dataset.figure];
  });
  for (const [key, figure] of [
    ["j", after],
    ["k", before],
  ]) {
    await heading.evaluate(it => it.scrollIntoView());
    await page.keyboard.press(/** @type {string} */ (key));
    assert.equal(await page.getAttribute("mark[aria-current]", "data-figure"), figure);
    await page.keyboard.press("Escape");
  }
  await page.locator("#doc").evaluate(it => it.scrollTo(0, 0));
});

test("charts are drawn from the filter, lead to their figures, and are saved as SVG", async () => {
  await press("charts");
  await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3 && !document.querySelector("#charts[aria-busy]"));
  assert.deepEqual(await page.locator("#charts .board h2").allTextContents(), [
    "哪一章说了多少、说的是什么",
    "增与降",
    "一个指标，逐年",
    "时间线",
  ]);
  for (let n = 0; n < 4; n++) {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#charts .board").nth(n).locator("button", { hasText: "存为 SVG" }).click(),
    ]);
    const svg = readFileSync(await file.path(), "utf8");
    assert.match(svg, /^<\?xml[^>]*>\s*<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg, /<text/);
    assert.doesNotMatch(svg, /<script|href="http/);
    // Of the matrix some squares are drawn: how many there are is written in each cell, and at the end of each row.
    const written = [...svg.matchAll(/>(?:… )?(\d+)<\/text>/g)].reduce((sum, it) => sum + Number(it[1]), 0);
    if (!n) assert.equal(written, 2 * 72);
  }
  // Another filter and another theme draw them again.
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="kind-percent"]')).click());
  await until(page, () => document.querySelector("#charts .scope")?.textContent?.includes("18 / 72"));
  await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3 && !document.querySelector("#charts[aria-busy]"));
  await press("theme");
  await press("theme");
  await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3 && !document.querySelector("#charts[aria-busy]"));
  await page.keyboard.press("0");
  await until(
    page,
    () => document.querySelector("#charts .scope")?.textContent?.includes("全部 72") && !document.querySelector("#charts[aria-busy]"),
  );
  await page.locator("#charts .matrix td[data-k='rank'] button").first().click();
  await until(page, () => document.body.dataset.view === "room");
  assert.equal(await page.textContent("mark[aria-current]"), "第2位");
  await page.keyboard.press("Escape");
});

test("a cell of the matrix leads to all of its figures, and undo to all there are", async () => {
  const all = await rows();
  for (const [section, kind, figures] of /** @type {const} */ ([
    ["经济总量稳步扩大", "money", ["286.4亿元", "9万元", "14.37亿元", "42.06亿元"]],
    // A section with subsections: its own only.
    ["存在问题和下一步工作", "count", ["9个", "5个"]],
  ])) {
    await page.keyboard.press("g");
    await until(page, () => document.querySelector("#charts .matrix") && !document.querySelector("#charts[aria-busy]"));
    await page.locator("#charts .matrix tr", { hasText: section }).locator(`td[data-k="${kind}"] button`).click();
    await until(page, () => document.body.dataset.view === "room");
    assert.deepEqual(await cells("figure"), figures);
    assert.equal(await page.textContent("mark[aria-current]"), figures[0]);
    await press("filters");
    assert.match((await page.locator("#sieve-menu select").nth(1).locator("option:checked").textContent()) ?? "", new RegExp(section));
    await page.keyboard.press("Escape");
    await page.keyboard.press("u");
    await shown(String(all));
    await page.keyboard.press("Escape");
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.click('.tabbar [data-action="show-charts"]');
  await until(page, () => document.querySelector("#charts .matrix") && !document.querySelector("#charts[aria-busy]"));
  await page.locator("#charts .matrix tr", { hasText: "经济总量稳步扩大" }).locator('td[data-k="money"] button').click();
  assert.ok(await page.locator("#figures").isVisible());
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("0");
  await page.keyboard.press("Escape");
});

test("a bar leads to its figure", async () => {
  await press("charts");
  await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3 && !document.querySelector("#charts[aria-busy]"));
  await until(page, () => document.querySelector("#charts .ch svg path[fill^='url'], #charts .ch svg path[fill^='rgb']"));
  const at = await page.evaluate(() => {
    const place = /** @type {HTMLElement} */ (document.querySelectorAll("#charts .board")[1].querySelector(".ch"));
    place.scrollIntoView({ block: "center" });
    const bars = [...place.querySelectorAll("path")]
      .map(it => it.getBoundingClientRect())
      .filter(it => Math.round(it.height) >= 10 && it.height < 20 && it.width > 6);
    return { x: bars[0].left + bars[0].width / 2, y: bars[0].top + bars[0].height / 2 };
  });
  await page.mouse.click(at.x, at.y);
  await until(page, () => document.body.dataset.view === "room");
  assert.equal(await page.getAttribute("#figures tr[aria-selected]", "data-k"), "percent");
  await page.keyboard.press("Escape");
});

test("find counts its hits, goes round, and knows full-width letters", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("２０２４");
  await until(page, () => /^1 \/ [3-9]\d*$/.test(document.getElementById("find-count")?.textContent ?? ""));
  await page.keyboard.press("Enter");
  assert.match((await page.textContent("#find-count")) ?? "", /^2 \//);
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  const [now, all] = ((await page.textContent("#find-count")) ?? "").split(" / ");
  assert.equal(now, all);
  await page.keyboard.press("Escape");
});

test("words over a page break are found, and copied without it", async () => {
  await page.keyboard.press("/");
  await page.fill("#find-text", "能耗累计下降");
  assert.equal(await page.textContent("#find-count"), "1 / 1");
  await page.keyboard.press("Escape");
  const copied = await page.evaluate(() => {
    getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector("#document .join")?.closest("p")));
    const text = String(getSelection());
    getSelection()?.removeAllRanges();
    return text;
  });
  assert.match(copied, /能耗累计下降/);
  await page.locator("#doc").evaluate(it => it.scrollTo(0, 0));
});

test("the text in the paste box is read as it is typed, and no key is lost", async () => {
  await press("new");
  await page.keyboard.press("v");
  const text = "2024年完成投资12.5亿元，增长3%。";
  await page.locator("#paste").pressSequentially(text);
  await until(page, () => document.getElementById("paste-live")?.textContent === "21 字 · 2 个数字 · 0 个标题金额 1百分比 1");
  assert.equal(await page.inputValue("#paste"), text);
  await press("analyze");
  await untilState(page, "ready");
  assert.equal(await page.textContent("#document"), text);
});

test("paper gets the whole document with every mark, and the ledger of the filter as its appendix", async () => {
  const line = `${"坚持稳中求进工作总基调，推动高质量发展。".repeat(4)}增速居全市第2位。\n`;
  await drop(page, [{ name: "长.txt", text: line.repeat(1_600) }]);
  await until(page, () => document.getElementById("facts")?.textContent?.includes("1,600 个数字"));
  // A long document is laid out near the reader only.
  assert.ok((await page.locator("#document mark").count()) < 800);
  assert.ok((await rows()) < 200);
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const all = ["#document mark", "#figures tr[data-figure]", "#figures th[scope='col']"].map(it => document.querySelectorAll(it).length);
    dispatchEvent(new Event("afterprint"));
    return all;
  });
  assert.deepEqual(printed, [1_600, 1_600, 6]);
  assert.ok((await rows()) < 200);
  await page.click(".doctab:first-child button");
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() =>
    Object.fromEntries([".bar", ".legend", "#document", "#figures"].map(it => [it, document.querySelector(it)?.checkVisibility()])),
  );
  assert.deepEqual(seen, { ".bar": false, ".legend": false, "#document": true, "#figures": true });
  await page.emulateMedia({ media: null });
  // Page after page, with the strokes of the marks, as wide as the paper whatever stood beside the text; from the charts too.
  await page.keyboard.press("j");
  const sheets = [];
  for (const view of ["room", "charts"]) {
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(
      await page.evaluate(
        () => [...document.querySelectorAll("body button")].filter(it => it.checkVisibility() && !it.closest("thead")).length,
      ),
      0,
    );
    await page.setViewportSize({ width: 640, height: 900 });
    assert.deepEqual(
      await page.evaluate(() => [
        document.getElementById("document")?.clientWidth,
        getComputedStyle(/** @type {Element} */ (document.querySelector("#document mark"))).printColorAdjust,
      ]),
      [640, "exact"],
    );
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ media: null });
    sheets.push((await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0);
    if (view === "charts") continue;
    await page.keyboard.press("g");
    await until(page, () => document.querySelector("#charts .matrix") && !document.querySelector("#charts[aria-busy]"));
  }
  assert.ok(sheets[0] >= 5 && sheets[0] === sheets[1], sheets.join());
  await page.keyboard.press("g");
  await page.keyboard.press("Escape");
});

test("in forced colours a mark is read like the text around it, the kinds differ by their line, and the selected mark by its ground", async () => {
  await page.emulateMedia({ forcedColors: "active" });
  const styles = await page.evaluate(() =>
    ["money", "count", "percent", "multiple", "ratio", "rank"].map(it => {
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(
        /** @type {Element} */ (document.querySelector(`#document mark[data-k="${it}"]`)),
      );
      return `${textDecorationLine} ${textDecorationStyle}`;
    }),
  );
  assert.equal(new Set(styles).size, 6, styles.join());
  assert.equal(
    await page
      .locator('#figures tr[data-k="rank"]')
      .first()
      .evaluate(it => getComputedStyle(it).textDecorationLine),
    "none",
  );
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    const colours = await page.evaluate(() => {
      const mark = /** @type {Element} */ (document.querySelector("#document mark:not([aria-current])"));
      return [mark, mark.closest("p")].map(it => getComputedStyle(/** @type {Element} */ (it)).color);
    });
    assert.equal(colours[0], colours[1], colorScheme);
    // The selected row is of the system's two colours, whatever its cell.
    await page.keyboard.press("j");
    const pairs = await page.evaluate(() =>
      [...document.querySelectorAll("#figures tr[aria-selected] td, #figures tr[aria-selected] span:not(.u)")].map(it => {
        const { color, backgroundColor } = getComputedStyle(it);
        return it.tagName === "TD" ? `${color} on ${backgroundColor}` : color;
      }),
    );
    const probe = await page.evaluate(() => {
      const it = document.body.appendChild(document.createElement("i"));
      it.style.cssText = "forced-color-adjust: none; color: HighlightText; background-color: Highlight";
      const { color, backgroundColor } = getComputedStyle(it);
      it.remove();
      return { color, pair: `${color} on ${backgroundColor}` };
    });
    assert.deepEqual([...new Set(pairs)].toSorted(), [probe.color, probe.pair].toSorted(), colorScheme);
    await page.keyboard.press("Escape");
  }
  await page.emulateMedia({ forcedColors: null, colorScheme: null });
});

test("of many documents the one that is read has its name in sight at every width", async () => {
  for (let n = 1; n <= 12; n++) {
    const name = `二〇二五年第${n}号统计公报.txt`;
    await drop(page, [{ name, text: `增长${n}%。` }]);
    await until(page, it => document.querySelector(".doctab[data-current]")?.textContent === it, name);
  }
  await page.locator(".doctab button", { hasText: "第5号" }).click();
  for (const width of [1440, 900, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await until(page, () => {
      const tab = document.querySelector(".doctab[data-current]")?.getBoundingClientRect();
      const tabs = document.getElementById("tabs")?.getBoundingClientRect();
      return tab && tabs && tab.left >= tabs.left - 1 && tab.right <= tabs.right + 1;
    });
    const [seen, whole] = await page.evaluate(() => {
      const name = /** @type {HTMLElement} */ (document.querySelector(".doctab[data-current] .nm"));
      return [name.clientWidth, name.scrollWidth];
    });
    assert.ok(seen >= Math.min(whole, 130), `${width}: ${seen} of ${whole}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click("#documents-button");
  assert.equal(await page.locator("#documents-menu .it").count(), await page.locator(".doctab").count());
  await page.locator("#documents-menu .it", { hasText: "第11号" }).click();
  assert.equal(await page.textContent("#document"), "增长11%。");
});

test("a page of nothing but furniture stands open", async () => {
  await drop(page, [{ name: "菜单.txt", text: "打印本页\n关闭窗口\n" }]);
  await until(page, () => document.getElementById("document")?.textContent?.includes("关闭窗口"));
  assert.ok(await page.locator("#document .fold p").last().isVisible());
});

test("the page complained of nothing meanwhile", () => {
  assert.deepEqual(complaints, []);
});

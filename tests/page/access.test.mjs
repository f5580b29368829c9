// Everyone: axe finds nothing on any view in either theme, and everything is done by keys alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { closeAll, drop, freshPage, newPage, openSample, paste, until, untilState } from "./browser.mjs";
import { lockedPdf } from "./fixtures.mjs";

after(closeAll);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** How a reader may have set the browser, and what is asked there: the structure is the same with more contrast. */
const SETTINGS = /** @type {const} */ ([
  ["light", "no-preference", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]],
  ["dark", "no-preference", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]],
  ["light", "more", ["cat.color"]],
  ["dark", "more", ["cat.color"]],
]);

test("axe finds nothing on any view at any width, in light and dark, with more contrast too", async () => {
  // Views that look the same at every width are checked at one; what opens over a view that was checked, alone.
  const { page, context } = await newPage({ reducedMotion: "reduce" });
  /** @param {string} view @param {string} [part] a selector */
  const look = async (view, part) => {
    for (const [colorScheme, contrast, values] of SETTINGS) {
      // What opens over a view has its colours.
      if (contrast === "more" && part && part !== "#charts") continue;
      await page.emulateMedia({ colorScheme, contrast });
      await until(page, () => !document.querySelector("#charts[aria-busy]"));
      const violations = await page.evaluate(
        async ([part, values]) => {
          // @ts-ignore
          const { violations } = await globalThis.axe.run(part ?? document, {
            runOnly: { type: "tag", values },
            resultTypes: ["violations"],
            preload: false,
          });
          return violations.map(
            (/** @type {any} */ it) =>
              `${it.id}: ${it.nodes
                .slice(0, 3)
                .map(
                  (/** @type {any} */ node) =>
                    `${node.target} (${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ""})`,
                )
                .join("; ")}`,
          );
        },
        /** @type {const} */ ([part, [...values]]),
      );
      assert.deepEqual(violations, [], `${view}, ${colorScheme}, contrast ${contrast}`);
    }
  };
  await page.evaluate(axe);
  await look("first visit");
  await page.keyboard.press("v");
  await look("paste", "dialog[open]");
  await page.keyboard.press("Escape");
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await until(page, () => document.querySelector(".editform") !== null);
  await look("room with a figure being corrected");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await until(page, () => document.querySelector("dialog[open]") !== null);
  await look("keys", "dialog[open]");
  await page.keyboard.press("Escape");
  for (const menu of ["columns", "export", "filters", "privacy"]) {
    await page.click(`[data-action="${menu}"]`);
    await look(menu, ":popover-open");
    await page.keyboard.press("Escape");
  }
  const press = (/** @type {string} */ action) =>
    page.evaluate(it => /** @type {HTMLElement} */ (document.querySelector(`[data-action="${it}"]`)).click(), action);
  await press("dictionary");
  await until(page, () => document.querySelector("dialog[open] input"));
  for (const [part, ...words] of [
    ["units", "云豆"],
    ["indicators", "地区生产总值", "GDP"],
    ["never", "26家"],
  ]) {
    for (const [n, it] of words.entries()) await page.locator(`#dictionary-${part} input`).nth(n).fill(it);
    await page.click(`#dictionary-${part} button`);
    await until(page, it => document.getElementById(`dictionary-${it}`)?.parentElement?.querySelector("li"), part);
  }
  await look("dictionary", "dialog[open]");
  await page.keyboard.press("Escape");
  await press("licences");
  await until(page, () => document.querySelector("dialog[open] .licences"));
  await look("licences", "dialog[open]");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("高铁");
  await look("find", "#findbar");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await look("message with offers", "#toast");
  await page.keyboard.press("u");
  await page.fill("#filter-text", "没有这样的指标");
  await look("nothing found", "#ledger");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await until(page, () => document.querySelectorAll("#charts .ch svg").length >= 3 && !document.querySelector("#charts[aria-busy]"));
  await look("charts", "#charts");
  await page.keyboard.press("g");
  await page.setViewportSize({ width: 900, height: 1000 });
  await page.keyboard.press("4");
  await page.keyboard.press("j");
  await page.click('[data-action="outline"]');
  await look("filtered, with card and outline drawer, at 900");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await look("card at 390");
  await page.click('[data-action="show-ledger"]');
  await look("ledger at 390");
  await page.click('[data-action="show-text"]');
  await page.setInputFiles("#open-file", { name: "空.txt", mimeType: "text/plain", buffer: Buffer.from(" ") });
  await untilState(page, "error");
  await look("error at 390", "#error");
  await drop(page, [1, 2, 3].map(n => ({ name: `${n}.txt`, text: `增长${n}%。` })).concat({ name: "照片.bin", text: "\0\u0001\0" }));
  await until(page, () => document.querySelector("#batch[open] [data-state='failed']") && document.querySelector("#batch-figures td"));
  await look("batch at 390", "dialog[open]");
  await page.setViewportSize({ width: 1440, height: 900 });
  await look("batch", "dialog[open]");
  await page.keyboard.press("Escape");
  await page.click("#documents-button");
  await look("list of documents", ":popover-open");
  await page.keyboard.press("Escape");
  await look("room with many documents");
  await drop(page, [{ name: "密.pdf", bytes: lockedPdf("growth 5%", "1234") }]);
  await until(page, () => document.querySelector("dialog[open] #password"));
  await look("password", "dialog[open]");
  await context.close();
});

test("a reader does everything by keys", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  const current = () => page.evaluate(() => document.querySelector("mark[aria-current]")?.textContent ?? null);
  await page.keyboard.press("j");
  assert.equal(await current(), "26家");
  await page.keyboard.press("j");
  assert.equal(await current(), "286.4亿元");
  assert.match((await page.textContent("#announce")) ?? "", /^286\.4亿元，地区生产总值，第 2 个，共 \d+ 个/);
  await page.keyboard.press("k");
  assert.equal(await current(), "26家");
  await page.keyboard.press("Escape");
  assert.equal(await current(), null);
  await page.keyboard.press("4");
  assert.ok(
    await page.evaluate(() =>
      [...document.querySelectorAll("#figures tr[data-figure]")].every(it => /** @type {HTMLElement} */ (it).dataset.k === "percent"),
    ),
  );
  assert.ok((await page.locator("mark.dim").count()) > 0);
  assert.match((await page.textContent("#announce")) ?? "", /^符合的数字：\d+ 个$/);
  await page.keyboard.press("0");
  assert.equal(await page.locator("mark.dim").count(), 0);
  await page.keyboard.press("/");
  await page.keyboard.type("高铁");
  await until(page, () => document.getElementById("find-count")?.textContent === "1 / 1");
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#findbar").isHidden());
  await page.keyboard.press("f");
  await page.keyboard.type("民生");
  await until(page, () => /^\d+ \/ \d+$/.test(document.getElementById("ledger-count")?.textContent ?? ""));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("h");
  assert.equal(await page.textContent("#announce"), "标记已隐藏，按 H 恢复");
  assert.ok(await page.evaluate(() => document.documentElement.classList.contains("no-marks")));
  await page.keyboard.press("h");
  await page.keyboard.press("l");
  assert.ok(await page.evaluate(() => document.getElementById("doc")?.classList.contains("lines")));
  await page.keyboard.press("l");
  await page.keyboard.press("?");
  await until(page, () => document.getElementById("keys-dialog")?.checkVisibility());
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "paste");
  await page.keyboard.press("Escape");
});

test("arrow keys move inside the ledger and the outline, F6 between the panes, and the focus is never lost", async () => {
  const { page } = await freshPage();
  await openSample(page, "report");
  await page.locator("#figures tr[tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.deepEqual(
    await page.evaluate(() => {
      const row = /** @type {HTMLElement} */ (document.activeElement);
      return [row.getAttribute("aria-selected"), row.dataset.figure];
    }),
    ["true", "2"],
  );
  await page.keyboard.press("End");
  assert.equal(
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.figure),
    await page.locator("#figures tr[data-figure]").last().getAttribute("data-figure"),
  );
  await page.locator("#outline a[tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded")), "false");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.section), "5");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("#outline .cur a")?.getAttribute("data-section") === "5");
  const panes = new Set();
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("F6");
    panes.add(
      await page.evaluate(() => document.activeElement?.closest(".bar, .side, .legend, .doc, .ledger, .card")?.className.split(" ")[0]),
    );
  }
  assert.deepEqual([...panes].sort(), ["bar", "card", "doc", "ledger", "legend", "side"]);
});

test("the focus goes on from where it was when what held it is gone", async () => {
  const { page, context } = await newPage();
  /** What has the focus, by its pane and what it is. @param {string} selector */
  const stands = selector =>
    until(page, it => document.activeElement?.matches(it) && document.activeElement.checkVisibility(), selector, 5_000).catch(async () =>
      assert.fail(`${selector}: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`),
    );
  /** @param {string} selector @param {string} [key] */
  const on = async (selector, key = "Enter") => {
    await page.locator(selector).first().focus();
    await page.keyboard.press(key);
  };
  await on('[data-action="sample-report"]');
  await untilState(page, "ready");
  await stands("#doc");
  for (const key of ["j", "j", "j"]) await page.keyboard.press(key);
  await on("#card [data-action='next']");
  await stands("#card [data-action='next']");
  await page.keyboard.press("Escape");
  // The row of the figure whose card it was, not the first of all.
  await stands("#figures tr[data-figure='3']");
  await page.keyboard.press("Enter");
  await on("#card [data-action='close-card']");
  await stands("#figures tr[data-figure='3']");
  await page.keyboard.press("Enter");
  await on("#card [data-action='dismiss']");
  await stands("#card [data-action='dismiss']");
  await on("#toast button");
  await stands("#card button");
  await on("#card [data-action='correct']");
  await stands(".editform input");
  await page.keyboard.press("Escape");
  await stands("#card [data-action='correct']");
  for (const [action, inside] of /** @type {const} */ ([
    ["keys", "dialog *"],
    ["filters", "#sieve-menu *"],
    ["columns", "#columns-menu *"],
    ["export", "#export-menu *"],
    ["privacy", "#privacy-note *"],
  ])) {
    await on(`.in-room [data-action="${action}"], [data-action="${action}"]`);
    if (action !== "keys") await page.keyboard.press("Tab");
    await stands(inside);
    await page.keyboard.press("Escape");
    await stands(`[data-action="${action}"]`);
  }
  await on("#doc", "g");
  await stands("#charts");
  await until(page, () => document.querySelector("#charts .matrix") && !document.querySelector("#charts[aria-busy]"));
  await on("#charts .matrix td[data-k='money'] button");
  await stands("#figures tr[aria-selected]");
  await page.keyboard.press("0");
  await page.keyboard.press("g");
  await until(page, () => document.querySelector("#charts .matrix") && !document.querySelector("#charts[aria-busy]"));
  await on("#charts .board header button");
  await stands("#figures tr");
  await openSample(page, "communique");
  await on("#tabs .doctab:first-child button");
  await stands("#tabs [data-current] button");
  await on("#tabs [data-current] .ib");
  await stands("#tabs [data-current] button");
  await page.setViewportSize({ width: 900, height: 900 });
  await on('.bar [data-action="outline"]');
  await stands("#outline a");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await stands("#outline a");
  await page.setViewportSize({ width: 390, height: 844 });
  await on('.tabbar [data-action="show-outline"]');
  await stands("#outline a");
  await page.keyboard.press("Enter");
  await stands("#doc");
  await page.click('.tabbar [data-action="show-ledger"]');
  await page.locator("#figures tr[data-figure]").nth(2).click();
  await stands("#doc");
  await page.setViewportSize({ width: 1440, height: 900 });
  await on("#tabs [data-current] .ib");
  await stands(".bar button, #welcome button");
  await context.close();
});

test("a screen reader hears what each part is, where it is in it, and what state it is in", async () => {
  const { page, context } = await newPage();
  await openSample(page, "report");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const session = await context.newCDPSession(page);
  /** Role, name and states of the accessible elements that `role` picks. @param {RegExp} role */
  const said = async role => {
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const byId = new Map(nodes.map(it => [it.nodeId, it]));
    /** In the order in which they are read. @param {string} id @returns {typeof nodes} */
    const from = id => [byId.get(id) ?? [], ...(byId.get(id)?.childIds ?? []).map(from)].flat();
    return from(nodes[0].nodeId)
      .filter(it => !it.ignored && role.test(it.role?.value))
      .map(({ role, name, properties = [] }) =>
        [
          role?.value,
          name?.value,
          ...properties
            .filter(it => ["level", "expanded", "selected", "pressed"].includes(it.name) && it.value.value !== false)
            .map(it => `${it.name} ${it.value.value}`),
        ]
          .filter(Boolean)
          .join(", "),
      );
  };
  assert.deepEqual(await said(/^(banner|complementary|navigation|tree|toolbar|grid)$/), [
    "banner",
    "complementary, 目录与公文要素",
    "navigation, 目录",
    "tree, 目录",
    "toolbar, 按类别筛选",
    "grid, 数字台账",
    "complementary, 所选数字的详情",
  ]);
  const outline = await said(/^treeitem$/);
  assert.match(outline[0], /^treeitem, 云溪县人民政府关于“十四五”规划《纲要》实施情况的报告, 72 个数字, level 1, expanded true$/);
  assert.deepEqual(outline.slice(1, 3), [
    "treeitem, 一、主要指标完成情况, 32 个数字, level 2, expanded true",
    "treeitem, （一）经济总量稳步扩大, 14 个数字, level 3",
  ]);
  assert.deepEqual((await said(/^columnheader$/)).slice(0, 3), ["columnheader, 数字", "columnheader, 规范值", "columnheader, 指标"]);
  const rows = await said(/^row$/);
  assert.deepEqual(rows.slice(2, 7), [
    "row, 26家 26 家 重点企业 实际",
    "row, 一（一）经济总量稳步扩大, 14 个数字",
    "row, 286.4亿元 28,640,000,000 元 地区生产总值 2024 实际, selected true",
    "row, 6.2% 6.2 % 地区生产总值 增同比 2024 实际",
    "row, 9万元 ＞ 超过 90,000 元 人均地区生产总值 2024 实际",
  ]);
  assert.equal(await page.getAttribute("#figures", "aria-rowcount"), String(rows.length));
  assert.deepEqual((await said(/^rowheader$/)).slice(1, 4), [
    "rowheader, 26家",
    "rowheader, 一（一）经济总量稳步扩大, 14 个数字",
    "rowheader, 286.4亿元",
  ]);
  assert.deepEqual(
    (await said(/^term$/)).slice(-6),
    ["指标", "规范值", "时间", "地区", "界限", "状态"].map(it => `term, ${it}`),
  );
  assert.deepEqual((await said(/^button$/)).slice(-5), [
    "button, 6.2% ▲ 2024",
    "button, ≈6% ▲ 2025 ◇目标",
    "button, 复制引文 C",
    "button, 更正 E",
    "button, 不是数字 X",
  ]);
  // Of a long document only some rows stand in the page: each says which of all it is.
  await drop(page, [{ name: "长.txt", text: "增长5%。\n".repeat(2_000) }]);
  await until(page, () => document.getElementById("facts")?.textContent?.includes("2,000 个数字"));
  await page.locator("#ledger-scroll").evaluate(it => it.scrollTo(0, 30_000));
  await until(page, () => Number(document.querySelector("#figures tr.row")?.getAttribute("aria-rowindex")) > 500);
  assert.equal(await page.getAttribute("#figures thead tr", "aria-rowindex"), "1");
  assert.ok(Number(await page.getAttribute("#figures", "aria-rowcount")) > 2_000);
  await context.close();
});

test("every target is at least 24 pixels high and wide, or is inline text", async () => {
  const { page, context } = await newPage();
  await openSample(page, "report");
  await page.keyboard.press("j");
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, a[href], select, input:not(.vh), summary, tr[data-figure]")]
        .filter(it => {
          const { width, height } = it.getBoundingClientRect();
          return (
            /** @type {HTMLElement} */ (it).checkVisibility() &&
            width > 0 &&
            !it.closest("[popover]") &&
            (width < 24 || height < 24) &&
            !it.classList.contains("skip")
          );
        })
        .map(it => `${it.className} ${it.textContent?.slice(0, 10)} ${JSON.stringify(it.getBoundingClientRect())}`),
    );
    assert.deepEqual(small, []);
  }
  await context.close();
});

test("the language is the browser's, and can be changed", async () => {
  const { page } = await newPage({ locale: "en-GB" });
  assert.match((await page.textContent(".what")) ?? "", /Every figure is marked/);
  await openSample(page, "report");
  assert.match((await page.textContent("#legend")) ?? "", /Money/);
  await page.click('[data-action="language"]');
  assert.match((await page.textContent("#legend")) ?? "", /金额/);
  assert.equal(await page.getAttribute("html", "lang"), "zh-CN");
});

test("in English one of a thing is one, not many", async () => {
  const { page } = await newPage({ locale: "en" });
  await paste(page, "增长5%。");
  await untilState(page, "ready");
  const said = async () =>
    `${await page.textContent("#status")} ${await page.innerText("#facts")} ${await page.textContent("#export-menu h2")}`;
  assert.match(await said(), /: 1 figure, 0 headings 5 characters\s+1 figure\s+0 times\s+0 names.* Export the 1 figure of this filter$/s);
  await paste(page, "增长5%，下降3%。");
  await until(page, () => document.getElementById("status")?.textContent?.includes(": 2 "));
  assert.match(await said(), /: 2 figures, 0 headings 10 characters\s+2 figures\s.* Export the 2 figures of this filter$/s);
  // A status is never cut short, which has no other place in the ledger.
  await paste(page, "到2030年力争达到5%左右，预计增长3%，达到10%以上的予以奖励。");
  await until(page, () => document.querySelector("#figures .target") && document.querySelector("#figures .forecast, #figures .threshold"));
  assert.ok(await page.evaluate(() => [...document.querySelectorAll("#figures .c-status")].every(it => it.scrollWidth <= it.clientWidth)));
  // Every word that follows a count has a form for one.
  const { en } = await import("../../www/i18n/en.js");
  // A document of a million characters has more than one.
  const { large: _, ...others } = en;
  for (const [key, text] of Object.entries(others)) assert.doesNotMatch(text, /\{\w+\} (?:more )?(?!ms)[a-z]+s\b(?! name)/, key);
});

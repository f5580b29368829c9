// Room: at every width, turned or magnified, everything of the open document is in sight, and nothing lies over anything else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeAll, drop, newPage, openSample, until } from "./browser.mjs";

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

test("the card never hides the mark, at any width", async () => {
  for (const [width, height] of [
    [1440, 900],
    [900, 1000],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    for (const key of ["j", "j", "j", "j", "j", "j"]) {
      await page.keyboard.press(key);
      await until(page, () => {
        const mark = document.querySelector("mark[aria-current]")?.getBoundingClientRect();
        const card = document.getElementById("card")?.getBoundingClientRect();
        const pane = document.getElementById("doc")?.getBoundingClientRect();
        if (!mark || !card || !pane) return false;
        const apart = mark.right <= card.left || mark.left >= card.right || mark.bottom <= card.top || mark.top >= card.bottom;
        return apart && mark.top >= pane.top && mark.bottom <= pane.bottom;
      });
    }
  }
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a card that is taller than the one before does not cover the row that it tells of", async () => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const long = "全县坚持稳中求进工作总基调，扎实推进各项工作任务落实，着力优化营商环境，持续改善民生，";
  await drop(page, [
    { name: "行.txt", text: Array.from({ length: 24 }, (_, n) => `${n % 8 ? "" : long.repeat(4)}产量${n + 10}万吨。\n\n`).join("") },
  ]);
  await until(page, () => document.querySelectorAll("#document mark[data-figure]").length === 24);
  for (let n = 0; n < 24; n++) {
    await page.keyboard.press("j");
    await until(page, () => {
      const row = document.querySelector('#figures tr[aria-selected="true"]')?.getBoundingClientRect();
      const card = document.getElementById("card")?.getBoundingClientRect();
      return row && card && row.bottom <= card.top;
    });
  }
  await page.keyboard.press("Escape");
  await page.click(".doctab:first-child button");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("at every width of a desk nothing is cut off, and an aim is told from a fact", async () => {
  for (const width of [1240, 1280, 1366, 1440, 1920]) {
    await page.setViewportSize({ width, height: 768 });
    await page.keyboard.press("j");
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll(".lhead button, #card button, #card dd, #doc p")]
        .filter(it => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth)
        .map(it => it.outerHTML.slice(0, 60)),
    );
    assert.deepEqual(cut, [], String(width));
    await until(page, () => document.querySelector("#figures tr.target")?.textContent?.includes("◇目标"));
  }
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("between phone and desk the outline stands where the card will, and in a drawer beside it", async () => {
  await page.setViewportSize({ width: 900, height: 1000 });
  assert.ok(await page.locator("#outline").isVisible());
  const text = await page.locator("#document").boundingBox();
  const side = await page.locator("#side").boundingBox();
  assert.ok(text && side && side.x >= text.x + text.width);
  await page.keyboard.press("j");
  assert.ok(await page.locator("#outline").isHidden());
  await page.click('[data-action="outline"]');
  assert.ok(await page.locator("#outline").isVisible());
  assert.equal(await page.getAttribute('[data-action="outline"]', "aria-expanded"), "true");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("on a phone, also on its side, and at 200 % one part is seen at a time, in four tabs", async () => {
  for (const [width, height] of [
    [390, 844],
    [844, 390],
    [720, 450],
  ]) {
    await page.setViewportSize({ width, height });
    for (const [tab, part] of [
      ["show-outline", "#outline"],
      ["show-ledger", "#figures"],
      ["show-charts", "#charts"],
      ["show-text", "#document"],
    ]) {
      await page.click(`.tabbar [data-action="${tab}"]`);
      await until(page, it => document.querySelector(it)?.checkVisibility(), part);
      assert.equal(await page.getAttribute(`.tabbar [data-action="${tab}"]`, "aria-current"), "true");
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.ok(((await page.locator("#doc").boundingBox())?.height ?? 0) > height * 0.6);
    await page.keyboard.press("t");
    assert.ok(await page.locator("#figures").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(await page.locator("#document").isVisible());
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

/** Whether the selected mark is seen whole in its table and in the pane. */
const markIsSeen = () => {
  const mark = document.querySelector("mark[aria-current]");
  const at = mark?.getBoundingClientRect();
  const first = mark?.closest("tr")?.firstElementChild?.getBoundingClientRect();
  const box = mark?.closest(".tablebox")?.getBoundingClientRect();
  const pane = document.getElementById("doc")?.getBoundingClientRect();
  return Boolean(
    at && first && box && pane && at.left >= first.right && at.right <= box.right && at.top >= pane.top && at.bottom <= pane.bottom,
  );
};

test("a figure far to the right of a wide table is brought into view, chosen or found", async () => {
  const months = Array.from({ length: 12 }, (_, n) => `${n + 1}月`);
  const row = (/** @type {string} */ name, /** @type {number} */ from) => [name, ...months.map((_, n) => (from + n * 1.25).toFixed(2))];
  const table = [["指标（亿元）", ...months], row("各项存款余额", 6779.07), row("各项贷款余额", 5062.43)];
  await drop(page, [{ name: "宽表.csv", text: table.map(it => it.join(",")).join("\n") }]);
  await until(page, () => document.querySelectorAll("#document .tablebox mark").length >= 24);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    // To the end of the first row, and to the beginning of the next.
    for (let n = 0; n < 13; n++) await page.keyboard.press("j");
    await until(page, markIsSeen);
    await page.keyboard.press("k");
    await until(page, markIsSeen);
    await page.keyboard.press("Escape");
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator(".tablebox").evaluate(it => it.scrollTo(0, 0));
  await page.keyboard.press("/");
  await page.keyboard.type("6792.82");
  assert.ok((await page.locator(".tablebox").evaluate(it => it.scrollLeft)) > 0);
  await page.keyboard.press("Escape");
});

test("in the ledger a ratio stands apart from its value, and the path of a section from its title's number", async () => {
  await drop(page, [
    {
      name: "比例.txt",
      text: "关于结构的报告\n\n一、工作回顾\n一是结构不断优化。三次产业结构由12.89：56.87：30.24调整为1.89：2.87：30.24：65.00。\n二是收入稳步增长。收入增长5.2%。\n",
    },
  ]);
  await until(page, () => document.querySelectorAll('#figures tr[data-k="ratio"]').length === 2);
  const gaps = await page.evaluate(() =>
    [...document.querySelectorAll('#figures tr[data-k="ratio"]')].map(row => {
      const range = document.createRange();
      range.selectNodeContents(/** @type {Element} */ (row.querySelector(".c-value")));
      const figure = /** @type {Element} */ (row.querySelector(".c-figure"));
      const end = getComputedStyle(figure).overflow === "visible" ? figure.firstElementChild : figure;
      return range.getBoundingClientRect().left - (end?.getBoundingClientRect().right ?? Infinity);
    }),
  );
  assert.ok(
    gaps.every(it => it >= 6),
    String(gaps),
  );
  assert.deepEqual(await page.locator("#figures .grp .mk").allTextContents(), ["一·一是", "一·二是"]);
});

test("every kind of the legend can be pressed with a mouse at the desk, in either language", async () => {
  await page.locator(".doctab button").first().click();
  await page.setViewportSize({ width: 1240, height: 900 });
  for (const language of ["EN", "中"]) {
    await page.click('[data-action="language"]');
    await until(page, it => document.querySelector('[data-action="language"]')?.textContent !== it, language);
    const hidden = await page.evaluate(() => {
      const { left, right, top, bottom } = /** @type {HTMLElement} */ (document.getElementById("legend")).getBoundingClientRect();
      return [...document.querySelectorAll("#legend button")].filter(it => {
        const at = it.getBoundingClientRect();
        return at.left < left || at.right > right || at.top < top || at.bottom > bottom + 1;
      }).length;
    });
    assert.equal(hidden, 0, language);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a line that is no paragraph's last is full, whatever its width", async () => {
  const clauses = [
    "地区生产总值增长5.2%左右",
    "城镇化率提高至64.8%",
    "2025年实施项目3860个",
    "绿地率分别达46.84%、43.46%",
    "增强“5+2”服务效能",
  ];
  const text = Array.from({ length: 60 }, (_, n) => clauses[(n * 3 + (n >> 2)) % 5] + "各项工作稳步推进".slice(0, n % 8)).join("，");
  await drop(page, [{ name: "行.txt", text: `关于工作情况的报告\n\n${text}。\n` }]);
  await until(page, () => document.querySelectorAll("#document mark").length > 40);
  for (let width = 1366; width < 1440; width += 3) {
    await page.setViewportSize({ width, height: 900 });
    const gaps = await page.evaluate(() => {
      const article = /** @type {HTMLElement} */ (document.getElementById("document"));
      article.style.textAlign = "start";
      const paragraph = /** @type {Element} */ (document.querySelector("#document mark")?.closest("p"));
      const { right } = paragraph.getBoundingClientRect();
      const range = document.createRange();
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const gaps = [];
      let before;
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (let n = 0; n < (node.nodeValue?.length ?? 0); n++) {
          range.setStart(node, n);
          range.setEnd(node, n + 1);
          const at = range.getBoundingClientRect();
          // What is marked stays in one line.
          if (before && at.top >= before.bottom - 6 && node.parentElement === paragraph && right - before.right > 60)
            gaps.push(`${node.nodeValue?.slice(n, n + 6)} ${Math.round(right - before.right)}`);
          before = at;
        }
      article.style.textAlign = "";
      return gaps;
    });
    assert.deepEqual(gaps, [], String(width));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("the page complained of nothing meanwhile", () => {
  assert.deepEqual(complaints, []);
});

// Everyone: axe finds nothing on any view in either theme, and everything is done by keys alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { closeAll, freshPage, newPage, openSample, until, untilState } from "./browser.mjs";

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
  await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('[data-action="dictionary"]')).click());
  await until(page, () => document.querySelector("dialog[open] input"));
  await look("dictionary", "dialog[open]");
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

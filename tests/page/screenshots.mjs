// Pictures of the page: six views at three widths in both themes into target/screenshots/, and those of the README into docs/screenshots/.
// `node tests/page/screenshots.mjs [--look FILE]…`: `--look` takes pictures of other documents only, for one's own eyes, into target/screenshots/.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { closeAll, drop, newPage, openSample, until, untilState } from "./browser.mjs";

/** @import { Page } from "playwright-core" */

const ROOT = new URL("../../", import.meta.url);
const WIDTHS = /** @type {const} */ ([
  [1440, 900],
  [900, 1000],
  [390, 844],
]);
const THEMES = /** @type {const} */ (["light", "dark"]);
/** The view, width and theme that the README shows. */
const README = ["room-1440-light", "charts-1440-dark", "room-390-light"];

/** How each view comes about, from the one before it. @type {Record<string, (page: Page, width: number) => Promise<unknown>>} */
const VIEWS = {
  empty: async () => {},
  room: page => openSample(page, "report"),
  card: async page => {
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await until(page, () => !document.getElementById("card")?.hidden);
  },
  charts: async page => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await until(page, () => document.querySelectorAll("#charts .board svg").length > 3 && !document.querySelector("#charts[aria-busy]"));
  },
  long: async (page, width) => {
    await page.keyboard.press("g");
    const sample = readFileSync(new URL("www/samples/communique.txt", ROOT), "utf8");
    await drop(page, [{ name: "澄江市历年公报.txt", text: sample.repeat(120) }]);
    await until(page, () => document.querySelectorAll(".doctab").length === 2);
    await untilState(page, "ready");
    await page.locator("#doc").evaluate(it => it.scrollTo(0, 12_000));
    await until(page, () => document.querySelector("#outline .cur a")?.getAttribute("data-section") !== "0");
    if (width < 600) await page.click('[data-action="show-ledger"]');
  },
  error: async (page, width) => {
    if (width < 600) await page.click('[data-action="show-text"]');
    await page.setInputFiles("#open-file", {
      name: "照片.bin",
      mimeType: "application/octet-stream",
      buffer: Buffer.from([0, 1, 2, 3, 0xff, 0, 7]),
    });
    await untilState(page, "error");
  },
};

/** Once fonts, frames and short messages have settled. @param {Page} page @param {string} path @param {"png" | "webp"} format */
async function picture(page, path, format) {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))));
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format, ...(format === "webp" ? { quality: 82 } : {}) });
  writeFileSync(new URL(path, ROOT), Buffer.from(data, "base64"));
  await session.detach();
}

/** @param {string[]} files to look at; without any, the six views of our own samples */
async function run(files) {
  mkdirSync(new URL("target/screenshots/", ROOT), { recursive: true });
  mkdirSync(new URL("docs/screenshots/", ROOT), { recursive: true });
  for (const [width, height] of WIDTHS) {
    for (const colorScheme of THEMES) {
      const options = { colorScheme, viewport: { width, height }, reducedMotion: /** @type {const} */ ("reduce") };
      const { page, context } = await newPage(options);
      if (files.length) {
        for (const file of files) {
          const opened = await page.locator(".doctab").count();
          await page.setInputFiles("#open-file", file);
          await until(page, n => document.querySelectorAll(".doctab").length > n, opened);
          await untilState(page, "ready");
          await picture(page, `target/screenshots/look-${basename(file)}-${width}-${colorScheme}.png`, "png");
        }
      } else {
        for (const [view, make] of Object.entries(VIEWS)) {
          await make(page, width);
          const name = `${view}-${width}-${colorScheme}`;
          await picture(page, `target/screenshots/${name}.png`, "png");
          if (README.includes(name)) await picture(page, `docs/screenshots/${name}.webp`, "webp");
        }
      }
      await context.close();
    }
  }
  await closeAll();
  console.log(`written to ${fileURLToPath(new URL("target/screenshots/", ROOT))}`);
}

await run(process.argv.slice(2).filter(it => it !== "--look"));

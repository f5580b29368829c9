// How fast `analyze` is in WebAssembly in Chromium's worker: one JSON line for each text. `folder` holds the bench package.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [folder, ...names] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const files = new Map([
  ["/", Buffer.from("<!doctype html>")],
  ...["worker.js", "measure.js"].map(it => /** @type {const} */ ([`/${it}`, readFileSync(join(here, it))])),
  ...["shugang_bench.js", "shugang_bench_bg.wasm"].map(it => /** @type {const} */ ([`/pkg/${it}`, readFileSync(join(folder, it))])),
]);
const TYPES = { js: "text/javascript", wasm: "application/wasm" };
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const text = names.find(it => pathname === `/texts/${basename(it)}`);
  const body = text ? readFileSync(text) : files.get(pathname);
  const type = /** @type {any} */ (TYPES)[pathname.split(".").pop() ?? ""] ?? "text/html; charset=utf-8";
  response.writeHead(body ? 200 : 404, { "content-type": type }).end(body);
});
await new Promise(listening => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const executablePath =
  process.env.SHUGANG_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(it => existsSync(it));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${port}/`);
for (const [nth, name] of names.map(it => basename(it)).entries()) {
  // A worker of its own for each text, so that none finds the memory of another.
  const row = await page.evaluate(
    ({ nth, name }) =>
      new Promise((done, failed) => {
        const worker = new Worker("/worker.js", { type: "module" });
        worker.onmessage = ({ data }) => (worker.terminate(), done(data));
        worker.onerror = event => failed(new Error(event.message));
        worker.postMessage({ nth, name });
      }),
    { nth, name },
  );
  console.log(JSON.stringify(row));
}
await browser.close();
server.close();

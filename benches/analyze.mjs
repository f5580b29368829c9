// How fast `analyze` is in WebAssembly in Node: one JSON line for each text. `folder` holds the bench package.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { hostile, measure } from "./measure.js";

const [folder, ...names] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(join(folder, "shugang_bench_bg.wasm")));

for (const [nth, name] of names.entries()) {
  // A memory of its own for each text.
  const api = await import(`${pathToFileURL(resolve(folder, "shugang_bench.js")).href}?${nth}`);
  const { memory } = api.initSync({ module });
  const text = readFileSync(name, "utf8");
  console.log(JSON.stringify(name.includes("hostile") ? hostile(api, text) : measure(api, memory, text)));
}

// How fast `analyze` is in a browser's worker: a message for each text that it is told of.
import { hostile, measure } from "./measure.js";

const module = WebAssembly.compileStreaming(fetch("/pkg/shugang_bench_bg.wasm"));
onmessage = async ({ data: { nth, name } }) => {
  const api = await import(`/pkg/shugang_bench.js?${nth}`);
  const { memory } = api.initSync({ module: await module });
  const text = await (await fetch(`/texts/${name}`)).text();
  postMessage(name.includes("hostile") ? hostile(api, text) : measure(api, memory, text));
};

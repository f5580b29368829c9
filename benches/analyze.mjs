// How fast `analyze` is in WebAssembly in Node: one JSON line for each text named after the folder of the bench package.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...paths] = process.argv.slice(2);
const api = await import(pathToFileURL(resolve(folder, 'shugang_bench.js')).href);
const module = new WebAssembly.Module(readFileSync(join(folder, 'shugang_bench_bg.wasm')));

for (const path of paths) {
  const text = readFileSync(path, 'utf8');
  const { memory } = api.initSync({ module });
  const bench = new api.Bench(text);
  const row = {
    bytes: Buffer.byteLength(text),
    figures: bench.analyze(),
    analyze: median(() => bench.analyze()),
    validate: median(() => bench.validate()),
    numerals: median(() => bench.numerals()),
    objects: median(() => api.analyze(text)),
    memory: memory.buffer.byteLength,
  };
  bench.free();
  console.log(JSON.stringify(row));
}

/**
 * The median of seven runs after one to warm up, in seconds. What takes longer than two seconds is run once.
 * @param {() => void} run
 */
function median(run) {
  const once = () => {
    const started = performance.now();
    run();
    return (performance.now() - started) / 1000;
  };
  const first = once();
  if (first > 2) return first;
  return Array.from({ length: 7 }, once).sort((a, b) => a - b)[3];
}

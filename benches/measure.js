// What is measured of a text in WebAssembly, in Node and in a browser's worker alike.

/** Most runs of one text are as long; slow texts are cut to it. In seconds. */
const RUN = 0.35;
const RUNS = 7;
/** Objects of longer texts would fill the memory of JavaScript. */
const MOST_OBJECTS = 10_000_000;

/**
 * A text as it stands: how long the report takes, beside the floor, and the memory that it needs.
 * @param {any} api a fresh instance of the package with the feature `bench`
 * @param {WebAssembly.Memory} memory
 * @param {string} text
 */
export function measure(api, memory, text) {
  const bench = new api.Bench(text);
  const figures = bench.analyze();
  const first = memory.buffer.byteLength;
  const analyze = median(() => bench.analyze());
  const row = {
    bytes: bench.bytes(),
    figures,
    analyze,
    validate: median(() => bench.validate()),
    numerals: median(() => bench.numerals()),
    memory: first,
    grown: memory.buffer.byteLength - first,
    objects: bench.bytes() <= MOST_OBJECTS ? median(() => api.analyze(text)) : null,
  };
  bench.free();
  return row;
}

/**
 * A hostile text, cut to what one run takes.
 * @param {any} api
 * @param {string} text
 */
export function hostile(api, text) {
  const sample = new api.Bench(text.slice(0, 30_000));
  sample.analyze();
  const speed =
    sample.bytes() /
    Math.max(
      time(() => sample.analyze()),
      1e-6,
    );
  const share = Math.min(1, Math.max((speed * RUN) / new api.Bench(text).bytes(), 30_000 / text.length));
  sample.free();
  const bench = new api.Bench(text.slice(0, Math.ceil(text.length * share)));
  const row = { bytes: bench.bytes(), figures: bench.analyze(), analyze: median(() => bench.analyze()) };
  bench.free();
  return row;
}

/** @param {() => void} run */
function time(run) {
  const started = performance.now();
  run();
  return (performance.now() - started) / 1000;
}

/**
 * The median of seven runs after one to warm up, in seconds.
 * @param {() => void} run
 */
function median(run) {
  run();
  return Array.from({ length: RUNS }, () => time(run)).sort((a, b) => a - b)[RUNS >> 1];
}

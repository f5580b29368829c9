// What is measured of a text in WebAssembly, in Node and in a browser's worker alike.

/** Most runs of one text are as long; slow texts are cut to it. In seconds. */
const RUN = 0.35;
const RUNS = 7;
/** So long is run before anything is measured, once at least. In seconds. */
const WARM = 0.5;
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

/**
 * How long one run takes, in seconds: runs are repeated until so many have passed, which a browser's coarse clock can tell.
 * @param {() => void} run
 */
function time(run, least = 0.01) {
  const started = performance.now();
  for (let runs = 1; ; runs++) {
    run();
    const passed = (performance.now() - started) / 1000;
    if (passed >= least) return passed / runs;
  }
}

/**
 * The median of seven measurements, once the engine has optimised what runs.
 * @param {() => void} run
 */
function median(run) {
  time(run, WARM);
  return Array.from({ length: RUNS }, () => time(run)).sort((a, b) => a - b)[RUNS >> 1];
}

// Long work in short tasks: between two of them the page answers its reader.

/** Work goes on for so many milliseconds at a time. */
const SLICE = 24;

/** Settles in a task of its own. @returns {Promise<void>} */
export const breath = () => new Promise(resolve => setTimeout(resolve));

/** Takes what comes, one after another, with a breath wherever it has lasted. @template T @param {Iterable<T>} all @param {(it: T) => unknown} take */
export async function inSlices(all, take) {
  let begun = performance.now();
  for (const it of all) {
    take(it);
    if (performance.now() - begun < SLICE) continue;
    await breath();
    begun = performance.now();
  }
}

// Long work in short tasks: between two of them the page answers its reader.

/** Work goes on for so many milliseconds at a time. */
export const SLICE = 24;
/** A page that is not seen draws no frames: work goes on after so many milliseconds. */
const UNSEEN = 100;

/** Settles in a task of its own. @returns {Promise<void>} */
export const breath = () => new Promise(resolve => setTimeout(resolve));

/** Settles after the next frame, so that what was drawn so far is laid out and seen before more is added. @returns {Promise<void>} */
export const frame = () =>
  new Promise(resolve => {
    const unseen = setTimeout(resolve, UNSEEN);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(resolve);
    });
  });

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

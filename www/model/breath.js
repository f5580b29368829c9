// Long work in short tasks: between two of them the page answers its reader.

/** Settles in a task of its own. @returns {Promise<void>} */
export const breath = () => new Promise(resolve => setTimeout(resolve));

/** A list that is worked through so many items at a time. @template T @param {readonly T[]} list @param {(it: T, n: number) => void} work @param {number} [batch] */
export async function inBatches(list, work, batch = 1_000) {
  for (let at = 0; at < list.length; at += batch) {
    if (at) await breath();
    for (let n = at; n < Math.min(list.length, at + batch); n++) work(list[n], n);
  }
}

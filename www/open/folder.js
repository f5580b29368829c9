// The files in dropped folders, with their paths.

/** @import { Source } from "./formats.js" */
import { fromFile } from "./open.js";

/** Files that are taken of a folder at most. */
const MOST = 10_000;

/** @param {FileSystemEntry[]} entries @returns {Promise<Source[]>} */
export async function sourcesIn(entries) {
  /** @type {Source[]} */
  const sources = [];
  const waiting = [...entries];
  for (let entry = waiting.shift(); entry && sources.length < MOST; entry = waiting.shift()) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
      sources.push({ ...fromFile(file), name: entry.fullPath.replace(/^\//, "") });
      continue;
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    // A folder is read in parts until one is empty.
    for (;;) {
      /** @type {FileSystemEntry[]} */
      const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!part.length) break;
      waiting.push(...part);
    }
  }
  return sources;
}

// The files in dropped folders, with their paths.

/** @import { Source } from "./formats.js" */
import { fromFile, OpenError } from "./open.js";

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
      const file = /** @type {FileSystemFileEntry} */ (entry);
      sources.push({ name: entry.fullPath.replace(/^\//, ""), bytes: () => bytesOf(file) });
      continue;
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    // A folder is read in parts until one is empty; one that may not be read has none.
    for (;;) {
      /** @type {FileSystemEntry[]} */
      const part = await new Promise(resolve => reader.readEntries(resolve, () => resolve([])));
      if (!part.length) break;
      waiting.push(...part);
    }
  }
  return sources;
}

/** Where it is gone by now, that is said of it and stops none of the others. @param {FileSystemFileEntry} entry @returns {Promise<Uint8Array<ArrayBuffer>>} */
const bytesOf = entry =>
  new Promise((resolve, reject) =>
    entry.file(
      file => resolve(fromFile(file).bytes()),
      error => reject(new OpenError("read", error.message)),
    ),
  );

// A ZIP file of stored entries: all that a workbook needs.

import { inSlices } from "../model/breath.js";

/** Text is put away in pieces of so many characters. */
const PIECE = 262_144;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

/** The checksum goes on from `crc`, which begins as all ones. @param {number} crc @param {Uint8Array} bytes */
function crc32(crc, bytes) {
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return crc;
}

/** @param {[string, string | Uint8Array<ArrayBuffer> | Iterable<string>][]} files name and content of each, or its pieces @returns {Promise<Blob>} */
export async function zip(files) {
  const encoder = new TextEncoder();
  /** @type {(Uint8Array<ArrayBuffer> | Blob)[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = encoder.encode(name);
    /** @type {Blob[]} */
    const pieces = [];
    let [crc, length] = [0xffffffff, 0];
    const put = (/** @type {Uint8Array<ArrayBuffer>} */ bytes) => {
      crc = crc32(crc, bytes);
      length += bytes.length;
      pieces.push(new Blob([bytes]));
    };
    if (content instanceof Uint8Array) put(content);
    else await inSlices(inPieces(typeof content === "string" ? [content] : content), it => put(encoder.encode(it)));
    // Version 2.0, names in UTF-8, stored, no date of its own: the same workbook is the same bytes.
    const common = [
      [20, 2],
      [0x0800, 2],
      [0, 2],
      [0, 2],
      [0x21, 2],
      [(crc ^ 0xffffffff) >>> 0, 4],
      [length, 4],
      [length, 4],
      [path.length, 2],
      [0, 2],
    ];
    parts.push(record([[0x04034b50, 4], ...common]), path, ...pieces);
    directory.push(record([[0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), path);
    offset += 30 + path.length + length;
  }
  const size = directory.reduce((sum, it) => sum + it.length, 0);
  const end = record([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  return new Blob([...parts, ...directory, end]);
}

/** Joins short texts. @param {Iterable<string>} texts @returns {Iterable<string>} */
function* inPieces(texts) {
  let held = "";
  for (const it of texts) {
    held += it;
    if (held.length < PIECE) continue;
    yield held;
    held = "";
  }
  yield held;
}

/** Little-endian numbers one after another. @param {number[][]} fields value and bytes of each */
function record(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) for (let n = 0; n < size; n++) bytes[at++] = (value / 2 ** (8 * n)) & 255;
  return bytes;
}

// Taking away what the filter shows. Loaded when the export menu is first opened; each format when it is first asked for.

/** @import { OpenDocument } from "../model/open-document.js" */
import { inSlices } from "../model/breath.js";
import { sha256 } from "../model/hash.js";
import { tsv } from "./csv.js";
import { recorder } from "./records.js";

/** @typedef {"csv" | "xlsx" | "json" | "markdown" | "html" | "annotations"} Format */
/** @type {Record<Format, { extension: string, type: string }>} */
const FORMATS = {
  csv: { extension: "csv", type: "text/csv;charset=utf-8" },
  xlsx: { extension: "xlsx", type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  json: { extension: "json", type: "application/json" },
  markdown: { extension: "md", type: "text/markdown;charset=utf-8" },
  html: { extension: "html", type: "text/html;charset=utf-8" },
  annotations: { extension: "jsonld", type: "application/ld+json" },
};

/** Text is put away in pieces of so many characters. */
const PIECE = 65_536;

/**
 * Each format is written piece by piece, so that a long document never holds the page up.
 * @param {OpenDocument} document
 * @param {Format} format
 * @param {string} version of the analyser
 * @returns {Promise<{ name: string, blob: Blob }>}
 */
export async function exported(document, format, version) {
  const hash = await hashOf(document);
  const figures = document.shown;
  const records = () => recorded(document, hash);
  /** @returns {Promise<Iterable<string> | Blob>} */
  const content = async () => {
    switch (format) {
      case "csv":
        return (await import("./csv.js")).csv(records());
      case "xlsx":
        return (await import("./xlsx.js")).xlsx(document, figures, records());
      case "json":
        return (await import("./json.js")).json(document, figures, hash, version);
      case "markdown":
        return (await import("./markdown.js")).markdown(document, records(), hash);
      case "html":
        return (await import("./html.js")).html(document, figures, records(), hash, version);
      case "annotations":
        return (await import("./annotations.js")).annotations(document, figures, hash, version);
    }
  };
  const { extension, type } = FORMATS[format];
  const stem = document.name
    .replace(/\.[^.]{1,5}$/, "")
    .replace(/[\\/:*?"<>|\x00-\x1F]/g, "_")
    .slice(0, 80);
  const made = await content();
  return { name: `${stem}.${extension}`, blob: new Blob(made instanceof Blob ? [made] : await pieces(made), { type }) };
}

/** As it is known since the document was opened. @param {OpenDocument} document */
const hashOf = async document => document.hash || sha256(document.text);

/** What a file is made of. @param {Iterable<string>} texts */
export async function pieces(texts) {
  /** @type {Blob[]} */
  const blobs = [];
  let held = "";
  await inSlices(texts, text => {
    held += text;
    if (held.length < PIECE) return;
    blobs.push(new Blob([held]));
    held = "";
  });
  return [...blobs, held];
}

/** What the filter shows, one record after another. @param {OpenDocument} document @param {string} hash */
function* recorded(document, hash) {
  const record = recorder(document, hash);
  for (const it of document.shown) yield record(it);
}

/** @param {OpenDocument} document */
export async function rowsText(document) {
  let text = "";
  await inSlices(tsv(recorded(document, await hashOf(document))), line => {
    text += line;
  });
  return text;
}

/** Hands a file to the reader. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}

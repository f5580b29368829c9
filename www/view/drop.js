// The ways in that need no button: files and text dropped on the page or pasted into it, and the files that were chosen.

/** @import { Opening } from "../opening.js" */
import { byId } from "./dom.js";

/** @param {Opening} opening */
export function waysIn(opening) {
  const input = /** @type {HTMLInputElement} */ (byId("open-file"));
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    if (files.length) opening.files(files);
  });

  let dragged = 0;
  const holdsFiles = (/** @type {DragEvent} */ event) =>
    [...(event.dataTransfer?.types ?? [])].some(it => it === "Files" || it === "text/plain");
  const cover = (/** @type {boolean} */ on) => (byId("dropcover").hidden = !on);
  document.addEventListener("dragenter", event => holdsFiles(event) && cover(++dragged > 0));
  document.addEventListener("dragleave", () => cover((dragged = Math.max(0, dragged - 1)) > 0));
  document.addEventListener("dragover", event => holdsFiles(event) && event.preventDefault());
  document.addEventListener("drop", event => {
    event.preventDefault();
    cover((dragged = 0) > 0);
    take(event.dataTransfer);
  });
  document.addEventListener("paste", event => {
    if (!(/** @type {HTMLElement} */ (event.target).matches?.("input, textarea, [contenteditable]"))) take(event.clipboardData);
  });

  /** @param {DataTransfer | null} data */
  function take(data) {
    const files = [...(data?.files ?? [])];
    // Asked for now: the list of what was dropped is gone when the event is over.
    const entries = [...(data?.items ?? [])].flatMap(it => it.webkitGetAsEntry?.() ?? []);
    if (entries.some(it => it.isDirectory)) {
      import("../open/folder.js").then(it => it.sourcesIn(entries)).then(sources => void (sources.length && opening.sources(sources)));
      return;
    }
    const text = data?.getData("text/plain");
    if (files.length) opening.files(files);
    else if (text?.trim()) opening.text(text);
  }
}

// Files of the page's own where the whole page is one file: packed blocks in it. Takes the place of www/assets.js; nothing is fetched.

export class NotLoaded extends Error {}

/** @param {string} path */
export async function assetBytes(path) {
  const block = document.querySelector(`script[data-path="${CSS.escape(path)}"]`);
  if (!block) throw new NotLoaded(path);
  const packed = atob(block.textContent ?? "");
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at++) bytes[at] = packed.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} path */
export const assetText = async path => new TextDecoder().decode(await assetBytes(path));

/** @param {string} path */
export const assetModule = async path => WebAssembly.compile(await assetBytes(path));

/** All styles stand in the page. */
export async function assetStyle() {}

/** @param {string} path */
export async function assetLibrary(path) {
  if (path !== "vendor/echarts/echarts.common.min.js") throw new NotLoaded(path);
  await import("../../vendor/echarts/echarts.common.min.js");
}

/** Chromium gives a page from a file no module workers; what the workers need is bundled into one script each. */
export const workerType = "classic";

export const serviceWorkerUrl = "";

// Files of the page's own, by their path in the site. The page in one file has another module in this place: xtask/single/assets.js.

const ROOT = new URL("../", import.meta.url);

/** A file of the page itself did not come: the server is away, or half of it is. */
export class NotLoaded extends Error {}

/** @param {string} path @param {RequestInit} [options] */
async function load(path, options) {
  const response = await fetch(new URL(path, ROOT), options).catch(error => {
    throw options?.signal?.aborted ? error : new NotLoaded(path);
  });
  if (!response.ok) throw new NotLoaded(`${path}: ${response.status}`);
  return response;
}

/** @param {string} path @param {RequestInit} [options] */
export const assetText = async (path, options) => (await load(path, options)).text();

/** @param {string} path */
export const assetBytes = async path => (await load(path)).arrayBuffer();

/** Compiled while it comes where the server types it. @param {string} path */
export async function assetModule(path) {
  const response = await load(path);
  if (response.headers.get("content-type") !== "application/wasm") return WebAssembly.compile(await response.arrayBuffer());
  return WebAssembly.compileStreaming(response);
}

/** Settles when the stylesheet holds. @param {string} path @returns {Promise<void>} */
export const assetStyle = path =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(path, ROOT).href;
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new NotLoaded(path));
    };
    document.head.append(link);
  });

/** A library that announces itself in `globalThis`. @param {string} path */
export async function assetLibrary(path) {
  await import(new URL(path, ROOT).href).catch(() => {
    throw new NotLoaded(path);
  });
}

/** What the sources of a worker are. @type {WorkerType} */
export const workerType = "module";

/** The program that keeps the page for use without a network; "" where this page is not kept. */
export const serviceWorkerUrl = document.documentElement.dataset.version ? new URL("sw.js", ROOT).href : "";

// The page's reader of files in Node: the package's wasm, and pdf.js as it is shipped.

import { readFileSync } from "node:fs";
import { keepSoftHyphens } from "../www/open/soft-hyphens.js";

// Node has them from release 22 on.
/** @type {any} */ (Promise).withResolvers ??= () => {
  const made = /** @type {any} */ ({});
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};
/** @type {any} */ (ArrayBuffer.prototype).transferToFixedLength ??= /** @this {ArrayBuffer} */ function (length = this.byteLength) {
  const made = new ArrayBuffer(length);
  new Uint8Array(made).set(new Uint8Array(this).subarray(0, length));
  return made;
};
const root = new URL("..", import.meta.url);

/**
 * `www/open/reader.js` with Node in place of its worker: what it is asked, as `Request` has it, is answered by a `Reply`.
 * @returns {Promise<(request: object) => Promise<any>>}
 */
export async function startReader() {
  const scope = /** @type {any} */ (globalThis);
  for (const name of ["pdf.worker.min.mjs", "pdf.min.mjs"]) {
    const source = keepSoftHyphens(readFileSync(new URL(`vendor/pdfjs/${name}`, root), "utf8"));
    await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  }
  scope.onmessage = null;
  let settle = (/** @type {any} */ _) => {};
  scope.postMessage = (/** @type {any} */ it) => {
    if ("wants" in it)
      scope.onmessage({ data: { asset: it.wants, bytes: new Uint8Array(readFileSync(new URL(`vendor/pdfjs/${it.path}`, root))) } });
    else if ("wantsPassword" in it) scope.onmessage({ data: { password: null } });
    else if (!("done" in it)) settle(it);
  };
  await import(new URL("www/open/reader.js", root).href);
  /** @param {object} data @returns {Promise<any>} */
  const ask = data =>
    new Promise(resolve => {
      settle = resolve;
      scope.onmessage({ data });
    });
  await ask({ module: new WebAssembly.Module(readFileSync(new URL("pkg/formats/shugang_formats_bg.wasm", root))) });
  return ask;
}

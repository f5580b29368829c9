// Workers made from source text, so that they are bound by the policy of the page (a worker loaded from a URL is not).

import { serviceWorkerUrl, workerType } from "./assets.js";

/** The only way from text to a script URL; the policy of the page allows no other. */
const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("shugang-worker", {
  createScriptURL(/** @type {string} */ url) {
    if (url.startsWith("blob:") || (url && url === serviceWorkerUrl)) return url;
    throw new TypeError("A worker is made from a blob");
  },
});

/** The address of a script as the browser takes it. @param {string} url */
export const trustedScript = url => trusted?.createScriptURL(url) ?? url;

/**
 * A worker whose source is `parts`, joined. The parts import nothing: whatever the worker needs is in them.
 * @param {string[]} parts
 * @param {WorkerOptions} [options]
 * @returns {Worker}
 */
export function blobWorker(parts, options = { type: workerType }) {
  const url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  try {
    return new Worker(trustedScript(url), options);
  } finally {
    // The worker has its own hold on the blob once it has begun to load.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

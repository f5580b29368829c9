// Workers made from source text, so that they are bound by the policy of the page (a worker loaded from a URL is not).

/** The only way from text to a script URL; the policy of the page allows no other. */
const trusted = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("shugang-worker", {
  createScriptURL(/** @type {string} */ url) {
    if (url.startsWith("blob:")) return url;
    throw new TypeError("A worker is made from a blob");
  },
});

/**
 * A module worker whose source is `parts`, joined. The parts import nothing: whatever the worker needs is in them.
 * @param {string[]} parts
 * @param {WorkerOptions} [options]
 * @returns {Worker}
 */
export function blobWorker(parts, options = { type: "module" }) {
  const url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  try {
    return new Worker(trusted?.createScriptURL(url) ?? url, options);
  } finally {
    // The worker has its own hold on the blob once it has begun to load.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

/**
 * The source of a script of our own.
 * @param {string | URL} url
 * @returns {Promise<string>}
 */
export async function scriptSource(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url, location.href).pathname}: ${response.status}`);
  return response.text();
}

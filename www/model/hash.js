// The SHA-256 of a text: what a document is known by.

/** Of its UTF-8, in hexadecimal; empty where the browser computes none (a page without TLS). @param {string} text */
export async function sha256(text) {
  const digest = await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(text));
  return digest ? [...new Uint8Array(digest)].map(it => it.toString(16).padStart(2, "0")).join("") : "";
}

// Small static servers for the page tests where SHUGANG_SITE names none: the allow-list of the sources, or a distribution.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** @type {Record<string, string>} */
export const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};
const SERVED = /^(index\.html|sw\.js|www\/|pkg\/|vendor\/)/;

/** Where `cargo xtask test` or `cargo xtask dist` wrote a distribution, and why what needs one is left out without it. */
export const DIST = process.env.SHUGANG_DIST ?? join(ROOT, "dist");
export const noDist = existsSync(join(DIST, "index.html")) ? false : "no distribution: `cargo xtask dist` writes one";

/** A file of the sources. @param {string} name */
export const source = name => (SERVED.test(name) && statSync(join(ROOT, name)).isFile() ? readFileSync(join(ROOT, name)) : undefined);

/**
 * The sources as a site.
 * @param {string} [prefix] the path that the page is hosted at
 */
export const serve = (prefix = "/") => serveFiles(source, prefix);

/**
 * @param {(name: string) => Buffer | undefined} file by its path in the site
 * @param {string} [prefix]
 */
export async function serveFiles(file, prefix = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = path.startsWith(prefix) ? normalize(path.slice(prefix.length) || "index.html") : "..";
    try {
      const body = file(name);
      if (!body || name.startsWith("..")) throw new Error(name);
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.unref(); // a test that fails before it closes its server must not keep the whole run waiting
  await new Promise(resolve => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

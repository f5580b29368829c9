// The service worker of a distribution, filled in by `cargo xtask dist`: serves the one version whose files it has, whole, with or without a network.
// It asks its own server only, for the files of the list only, and takes none whose hash is another.

const VERSION = "{version}";
/** Each file of the site with its hash; those that wait for their first use are marked. @type {Record<string, { hash: string, type: string, late?: true }>} */
const FILES = "{files}";
/** The page's own policy, sent with every file: so it binds a worker that is loaded by its address, too. */
const POLICY = "{policy}";
/** What only a header can say: no other window is opened, and no other site shows the page in a frame of its own. */
const PAGE = "sandbox allow-scripts allow-same-origin allow-downloads allow-modals allow-forms; frame-ancestors 'none'";
const PREFIX = `shugang ${registration.scope} `;
const CACHE = PREFIX + VERSION;

/** @param {string} name */
const address = name => new URL(name === "index.html" ? "./" : name, registration.scope).href;

/** The file as listed, or an error: from the browser's cache where it is the right one there, else from the server. @param {string} name */
async function load(name) {
  const integrity = FILES[name].hash;
  const response = await fetch(address(name), { integrity, credentials: "same-origin" }).catch(() =>
    fetch(address(name), { integrity, credentials: "same-origin", cache: "reload" }),
  );
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const headers = {
    "content-type": FILES[name].type,
    "content-security-policy": POLICY + (name === "index.html" ? `, ${PAGE}` : ""),
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "referrer-policy": "no-referrer",
  };
  return new Response(await response.blob(), { headers });
}

/** @param {string} name */
async function answer(name) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(name));
  if (kept) return kept;
  const response = await load(name);
  await cache.put(address(name), response.clone()).catch(() => {}); // a full disk: the page works, and asks again
  return response;
}

addEventListener("install", event => {
  const now = Object.keys(FILES).filter(it => !FILES[it].late);
  // All or nothing: while the server changes from one version to the next, no half of each is kept.
  event.waitUntil(
    caches
      .open(CACHE)
      .then(async cache => {
        const waiting = [...now];
        const lane = async () => {
          for (let name = waiting.pop(); name; name = waiting.pop()) await cache.put(address(name), await load(name));
        };
        await Promise.all([lane(), lane(), lane(), lane()]);
      })
      .catch(async error => {
        await caches.delete(CACHE);
        throw error;
      }),
  );
});

addEventListener("activate", event => {
  event.waitUntil(
    caches.keys().then(names => Promise.all(names.filter(it => it.startsWith(PREFIX) && it !== CACHE).map(it => caches.delete(it)))),
  );
});

/** A page may change versions, or be kept for the first time, while it is the only one: two pages of two versions would share their files. */
addEventListener("message", event => {
  event.waitUntil(
    (async () => {
      const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
      if (pages.length > 1) return event.ports[0]?.postMessage("stay");
      if (event.data.take) await skipWaiting();
      else if (event.data.claim === VERSION) await clients.claim();
    })(),
  );
});

addEventListener("fetch", event => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  const name = decodeURI(url.slice(registration.scope.length).replace(/[?#].*/s, "")) || "index.html";
  if (Object.hasOwn(FILES, name)) event.respondWith(answer(name));
});

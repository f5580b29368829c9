// Takes away the service worker that a distribution left at this address: the sources are served as they stand. `cargo xtask dist` writes another in this place.

addEventListener("install", () => skipWaiting());
addEventListener("activate", event => {
  event.waitUntil(
    (async () => {
      await Promise.all((await caches.keys()).filter(it => it.startsWith(`shugang ${registration.scope} `)).map(it => caches.delete(it)));
      await registration.unregister();
      for (const page of await clients.matchAll({ type: "window" })) page.navigate(page.url);
    })(),
  );
});

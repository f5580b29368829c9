// Keeps the page for use without a network, and changes to a new version when nothing can be lost by it. Only a page that `cargo xtask dist` wrote is kept.

/** @import { Session } from "./session.js" */
import { serviceWorkerUrl } from "./assets.js";
import { trustedScript } from "./blob-worker.js";
import { t } from "./i18n/i18n.js";

/** Whether a new start would lose anything: a document, or what is being read or typed. @param {Session} session */
const busy = session =>
  session.documents.length > 0 ||
  document.querySelector("dialog[open]") !== null ||
  document.getElementById("status")?.dataset.state === "working";

/** @param {Session} session */
export async function keepOffline(session) {
  if (!serviceWorkerUrl || !navigator.serviceWorker) return;
  const workers = navigator.serviceWorker;
  const kept = workers.controller !== null;
  const registration = await workers.register(trustedScript(serviceWorkerUrl), { updateViaCache: "none" });

  /** The new version takes over, and the page starts again with it: in between nothing is opened. @param {ServiceWorker} worker */
  const change = worker => {
    if (busy(session)) return session.tell("notice", t("newVersion"));
    const { port1, port2 } = new MessageChannel();
    const stay = () => (document.body.inert = false);
    port1.onmessage = stay;
    setTimeout(stay, 5_000);
    document.body.inert = true;
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage({ take: "over" }, [port2]);
  };
  /** @param {ServiceWorker | null} worker */
  const watch = worker => {
    const now = () => {
      if (kept && worker?.state === "installed") change(worker);
      // A page that came from the server is kept from now on, too, with what it is still to load.
      if (!kept && worker?.state === "activated") worker.postMessage({ claim: document.documentElement.dataset.version });
    };
    worker?.addEventListener("statechange", now);
    now();
  };
  watch(registration.waiting ?? registration.active);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

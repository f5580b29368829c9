// What the policy of the page cannot forbid: other windows, frames with a realm of their own, WebRTC, and navigating away.
// It comes before every other module, so that whatever runs later, a library's code too, finds these ways closed.

/** @param {object} target @param {string} name @param {unknown} value */
const fix = (target, name, value) => Object.defineProperty(target, name, { value, writable: false, configurable: false });
const refuse = () => {
  throw new DOMException("Nothing leaves this page", "SecurityError");
};

for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCIceGatherer", "XSLTProcessor"])
  if (name in globalThis) fix(globalThis, name, undefined);
fix(globalThis, "open", refuse);
fix(CustomElementRegistry.prototype, "define", refuse);
for (const name of /** @type {const} */ (["submit", "requestSubmit"])) fix(HTMLFormElement.prototype, name, refuse);

// A frame would bring back all of the above.
const FRAMES = new Set(["iframe", "frame", "fencedframe", "object", "embed", "portal"]);
for (const name of /** @type {const} */ (["createElement", "createElementNS"])) {
  const make = /** @type {(this: Document, ...rest: any[]) => Element} */ (Document.prototype[name]);
  fix(
    Document.prototype,
    name,
    /** @this {Document} @param {...any} rest */ function (...rest) {
      const element = make.apply(this, rest);
      return FRAMES.has(element.localName) ? refuse() : element;
    },
  );
}

// A library that empties an element by `innerHTML = ""` may: no text is no markup. Any other text is refused, as without this policy.
/** @type {any} */ (globalThis).trustedTypes?.createPolicy("default", {
  createHTML: (/** @type {string} */ text) => (text === "" ? "" : null),
});

/** Where a link or the program may lead: to a place in this page, or to a file that the page itself made. @param {string} url @param {boolean} download */
const stays = (url, download) => (download ? url.startsWith("blob:") : url.replace(/#.*/s, "") === location.href.replace(/#.*/s, ""));

/** @param {EventTarget | null | undefined} target */
const leads = target => {
  const link = target instanceof Element ? target.closest("a, area") : null;
  const href = link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
  return link && href != null && !stays(new URL(href, document.baseURI).href, link.hasAttribute("download"));
};
addEventListener("click", event => leads(event.composedPath()[0]) && event.preventDefault(), true);
addEventListener("auxclick", event => leads(event.composedPath()[0]) && event.preventDefault(), true);
const click = HTMLElement.prototype.click;
fix(
  HTMLElement.prototype,
  "click",
  /** @this {HTMLElement} */ function () {
    return leads(this) ? refuse() : click.call(this);
  },
);
addEventListener("submit", event => /** @type {HTMLFormElement} */ (event.target).method !== "dialog" && event.preventDefault(), true);

// Where the browser has the Navigation API (Chromium, Firefox; not WebKit as of 2.50), the program cannot leave either; what the reader types into the address bar is theirs.
/** @type {any} */ (globalThis).navigation?.addEventListener("navigate", (/** @type {any} */ event) => {
  if (!stays(event.destination.url, event.downloadRequest != null)) event.preventDefault();
});

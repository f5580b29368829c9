// Every way that we know to send something out of a page or a worker, and a server that hears whether one works.

import { createSocket } from "node:dgram";
import { createServer } from "node:http";

/**
 * Another origin, for HTTP, WebSocket and whatever opens a connection, and for STUN (WebRTC) on the same UDP port.
 * `heard()` lists what came in.
 */
export async function listener() {
  /** @type {string[]} */
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*");
    response.end("heard");
  });
  server.on("upgrade", (request, socket) => {
    heard.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  server.on("connection", () => heard.push("connection"));
  server.unref();
  await new Promise(resolve => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stun = createSocket("udp4", () => heard.push("stun")).unref();
  await new Promise(resolve => stun.bind(port, "127.0.0.1", () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${port}/`,
    heard: () => heard,
    /** @returns {Promise<unknown>} */
    close: () => new Promise(resolve => { stun.close(); server.closeAllConnections(); server.close(resolve); }),
  };
}

/**
 * Runs in a page, which must not let anything out. The outcome of each way, for whoever reads a failure: what it threw, or what came of it.
 * @param {string} url that listens
 * @returns {Promise<Record<string, string>>}
 */
export async function fromPage(url) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  /** @param {string} name @param {() => any} attempt */
  const attempt = async (name, attempt) => {
    try {
      // Some never settle: the server is the judge, not the promise.
      const result = await Promise.race([attempt(), new Promise(resolve => setTimeout(resolve, 300, "no answer"))]);
      outcomes[name] = String(result);
    } catch (error) {
      outcomes[name] = error instanceof Error ? error.name : String(error);
    }
  };
  /** Appends and waits for the load or the error of it. @param {string} tag @param {Record<string, string>} attributes */
  const element = (tag, attributes) => new Promise(resolve => {
    const it = document.createElement(tag);
    it.onload = () => resolve("load");
    it.onerror = () => resolve("error");
    for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value);
    document.head.append(it);
  });
  /** @param {string} way */
  const to = way => `${url}${way}`;
  const socket = `ws${url.slice(4)}`;

  await attempt("fetch", () => fetch(to("fetch")));
  await attempt("fetch no-cors", () => fetch(to("no-cors"), { mode: "no-cors", method: "POST", body: "x" }));
  await attempt("fetch keepalive", () => fetch(to("keepalive"), { keepalive: true }));
  // @ts-ignore
  await attempt("fetchLater", () => fetchLater(to("later"), { activateAfter: 0 }).activated);
  await attempt("XMLHttpRequest", () => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.onload = resolve;
    request.onerror = () => reject("error");
    request.open("POST", to("xhr"));
    request.send("x");
  }));
  await attempt("WebSocket", () => new Promise((resolve, reject) => {
    const it = new WebSocket(`${socket}websocket`);
    it.onopen = resolve;
    it.onerror = () => reject("error");
  }));
  await attempt("EventSource", () => new Promise((resolve, reject) => {
    const it = new EventSource(to("eventsource"));
    it.onopen = resolve;
    it.onerror = () => reject("error");
  }));
  // @ts-ignore
  await attempt("WebTransport", () => new WebTransport(`https${url.slice(4)}transport`).ready);
  await attempt("sendBeacon", () => navigator.sendBeacon(to("beacon"), "x"));
  await attempt("image", () => element("img", { src: to("image") }));
  await attempt("image srcset", () => element("img", { srcset: `${to("srcset")} 2x` }));
  await attempt("svg image", () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const image = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "image"));
    image.setAttribute("href", to("svg"));
    document.body.append(svg);
  });
  await attempt("style by script", () => { document.body.style.backgroundImage = `url(${to("background")})`; });
  await attempt("style sheet by script", () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { border-image: url(${to("sheet")}) } @font-face { font-family: leak; src: url(${to("font-face")}) } body { font-family: leak }`);
    document.adoptedStyleSheets.push(sheet);
  });
  await attempt("FontFace", () => new FontFace("x", `url(${to("font")})`).load());
  for (const rel of ["stylesheet", "prefetch", "preload", "modulepreload", "prerender", "preconnect", "dns-prefetch", "icon", "manifest"]) {
    await attempt(`link ${rel}`, () => element("link", { rel, href: to(rel), ...(rel === "preload" ? { as: "fetch", crossorigin: "" } : {}) }));
  }
  await attempt("script", () => element("script", { src: to("script") }));
  await attempt("import()", () => import(to("import")));
  for (const [tag, name] of /** @type {const} */ ([["iframe", "src"], ["embed", "src"], ["object", "data"], ["video", "src"], ["audio", "src"], ["track", "src"]])) await attempt(tag, () => element(tag, { [name]: to(tag) }));
  await attempt("video poster", () => element("video", { poster: to("poster") }));
  await attempt("form", () => {
    const form = document.body.appendChild(document.createElement("form"));
    form.action = to("form");
    form.method = "post";
    form.submit();
  });
  await attempt("form in a new window", () => {
    const form = document.body.appendChild(document.createElement("form"));
    form.action = to("form-blank");
    form.target = "_blank";
    form.requestSubmit();
  });
  await attempt("meta refresh", () => element("meta", { "http-equiv": "refresh", content: `0;url=${to("refresh")}` }));
  await attempt("Worker by URL", () => new Worker(to("worker")));
  await attempt("SharedWorker by URL", () => new SharedWorker(to("shared-worker")));
  await attempt("Worker of our own by URL", () => new Worker("www/worker.js"));
  await attempt("service worker", () => navigator.serviceWorker.register(to("service-worker")));
  await attempt("worklet", () => new AudioContext().audioWorklet.addModule(to("worklet")));
  await attempt("WebRTC", async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise(resolve => setTimeout(resolve, 1000));
  });
  await attempt("WebRTC of a frame", async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    // @ts-ignore
    const peer = new frame.contentWindow.RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise(resolve => setTimeout(resolve, 1000));
  });
  await attempt("window.open", () => open(to("open")));
  await attempt("window.open of a frame", () => document.body.appendChild(document.createElement("iframe")).contentWindow?.open(to("open-frame")));
  for (const target of ["_blank", "_self"]) {
    await attempt(`link in ${target}`, () => {
      const link = document.createElement("a");
      link.href = to(`link${target}`);
      link.target = target;
      link.ping = to("ping");
      document.body.append(link);
      link.click();
    });
    await attempt(`detached link in ${target}`, () => {
      const link = document.createElement("a");
      link.href = to(`detached${target}`);
      link.target = target;
      link.click();
    });
  }
  await attempt("download", () => {
    const link = document.createElement("a");
    link.href = to("download");
    link.download = "x";
    link.click();
  });
  await attempt("location", () => { location.href = to("location"); });
  await attempt("location.replace", () => location.replace(to("replace")));
  await attempt("location of a frame's parent", () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    // @ts-ignore
    frame.contentWindow.parent.location = to("parent");
  });
  await new Promise(resolve => setTimeout(resolve, 500));
  return outcomes;
}

/**
 * Runs in a worker made from this function's text: posts the outcome of each way.
 * @param {string} url that listens
 */
export async function fromWorker(url) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  /** @param {string} name @param {() => any} attempt */
  const attempt = async (name, attempt) => {
    try {
      const result = await Promise.race([attempt(), new Promise(resolve => setTimeout(resolve, 300, "no answer"))]);
      outcomes[name] = String(result);
    } catch (error) {
      outcomes[name] = error instanceof Error ? error.name : String(error);
    }
  };
  /** @param {string} way */
  const to = way => `${url}worker-${way}`;
  const settles = (/** @type {any} */ it) => new Promise((resolve, reject) => {
    it.onopen = it.onload = resolve;
    it.onerror = () => reject("error");
  });
  await attempt("fetch", () => fetch(to("fetch")));
  await attempt("fetch no-cors", () => fetch(to("no-cors"), { mode: "no-cors", method: "POST", body: "x" }));
  await attempt("XMLHttpRequest", () => {
    const request = new XMLHttpRequest();
    request.open("POST", to("xhr"));
    request.send("x");
    return settles(request);
  });
  await attempt("WebSocket", () => settles(new WebSocket(`ws${url.slice(4)}worker-websocket`)));
  await attempt("EventSource", () => settles(new EventSource(to("eventsource"))));
  // @ts-ignore
  await attempt("WebTransport", () => new WebTransport(`https${url.slice(4)}worker-transport`).ready);
  // @ts-ignore
  await attempt("importScripts", () => importScripts(to("import-scripts")));
  await attempt("import()", () => import(to("import")));
  await attempt("Worker by URL", () => new Worker(to("worker")));
  await attempt("cache", () => caches.open("x").then(it => it.add(to("cache"))));
  await attempt("FontFace", () => new FontFace("x", `url(${to("font")})`).load());
  // @ts-ignore
  await attempt("WebRTC", () => new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] }).createDataChannel("x"));
  await attempt("WebSocket of a worker's worker", () => new Promise((resolve, reject) => {
    const source = URL.createObjectURL(new Blob([`onerror = close; new WebSocket("ws${url.slice(4)}worker-worker"); fetch("${to("worker-fetch")}").then(() => postMessage("went out"), () => postMessage("stopped"))`]));
    const worker = new Worker(source);
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject("error");
  }));
  postMessage({ outcomes });
}

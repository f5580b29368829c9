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
    close: () =>
      new Promise(resolve => {
        stun.close();
        server.closeAllConnections();
        server.close(resolve);
      }),
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
  /** @type {Promise<void>[]} */
  const running = [];
  /** All at once. Some never settle: the server is the judge, not the promise. @param {string} name @param {() => any} attempt */
  const attempt = (name, attempt) => {
    outcomes[name] = "no answer";
    running.push(
      (async () => attempt())()
        .then(
          it => String(it),
          error => (error instanceof Error ? error.name : String(error)),
        )
        .then(it => {
          outcomes[name] = it;
        }),
    );
  };
  /** Longer than a way out on this machine takes, that of WebRTC included. */
  const settled = () => Promise.race([Promise.all(running.splice(0)), new Promise(resolve => setTimeout(resolve, 1000))]);
  /** Appends and waits for the load or the error of it. @param {string} tag @param {Record<string, string>} attributes */
  const element = (tag, attributes) =>
    new Promise(resolve => {
      const it = document.createElement(tag);
      it.onload = () => resolve("load");
      it.onerror = () => resolve("error");
      for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value);
      document.head.append(it);
    });
  /** @param {string} way */
  const to = way => `${url}${way}`;
  const socket = `ws${url.slice(4)}`;

  attempt("fetch", () => fetch(to("fetch")));
  attempt("fetch no-cors", () => fetch(to("no-cors"), { mode: "no-cors", method: "POST", body: "x" }));
  attempt("fetch keepalive", () => fetch(to("keepalive"), { keepalive: true }));
  // @ts-ignore
  attempt("fetchLater", () => fetchLater(to("later"), { activateAfter: 0 }).activated);
  attempt(
    "XMLHttpRequest",
    () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = () => reject("error");
        request.open("POST", to("xhr"));
        request.send("x");
      }),
  );
  attempt(
    "WebSocket",
    () =>
      new Promise((resolve, reject) => {
        const it = new WebSocket(`${socket}websocket`);
        it.onopen = resolve;
        it.onerror = () => reject("error");
      }),
  );
  attempt(
    "EventSource",
    () =>
      new Promise((resolve, reject) => {
        const it = new EventSource(to("eventsource"));
        it.onopen = resolve;
        it.onerror = () => reject("error");
      }),
  );
  // @ts-ignore
  attempt("WebTransport", () => new WebTransport(`https${url.slice(4)}transport`).ready);
  attempt("sendBeacon", () => navigator.sendBeacon(to("beacon"), "x"));
  attempt("image", () => element("img", { src: to("image") }));
  attempt("image srcset", () => element("img", { srcset: `${to("srcset")} 2x` }));
  attempt("svg image", () => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const image = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "image"));
    image.setAttribute("href", to("svg"));
    document.body.append(svg);
  });
  attempt("style by script", () => {
    document.body.style.backgroundImage = `url(${to("background")})`;
  });
  attempt("style sheet by script", () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `body { border-image: url(${to("sheet")}) } @font-face { font-family: leak; src: url(${to("font-face")}) } body { font-family: leak }`,
    );
    document.adoptedStyleSheets.push(sheet);
  });
  attempt("FontFace", () => new FontFace("x", `url(${to("font")})`).load());
  for (const rel of ["stylesheet", "prefetch", "preload", "modulepreload", "prerender", "preconnect", "dns-prefetch", "icon", "manifest"]) {
    attempt(`link ${rel}`, () => element("link", { rel, href: to(rel), ...(rel === "preload" ? { as: "fetch", crossorigin: "" } : {}) }));
  }
  attempt("script", () => element("script", { src: to("script") }));
  attempt("import()", () => import(to("import")));
  for (const [tag, name] of /** @type {const} */ ([
    ["iframe", "src"],
    ["embed", "src"],
    ["object", "data"],
    ["video", "src"],
    ["audio", "src"],
    ["track", "src"],
  ]))
    attempt(tag, () => element(tag, { [name]: to(tag) }));
  attempt("video poster", () => element("video", { poster: to("poster") }));
  attempt("Worker by URL", () => new Worker(to("worker")));
  attempt("SharedWorker by URL", () => new SharedWorker(to("shared-worker")));
  attempt("Worker of our own by URL", () => new Worker("www/worker.js"));
  attempt("service worker", () => navigator.serviceWorker.register(to("service-worker")));
  attempt("worklet", () => new AudioContext().audioWorklet.addModule(to("worklet")));
  attempt("WebRTC", async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise(resolve => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve(undefined);
    });
  });
  attempt("WebRTC of a frame", async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    // @ts-ignore
    const peer = new frame.contentWindow.RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise(resolve => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve(undefined);
    });
  });
  await settled();

  // What goes elsewhere would take what still runs with it.
  attempt("form", () => {
    const form = document.body.appendChild(document.createElement("form"));
    form.action = to("form");
    form.method = "post";
    form.submit();
  });
  attempt("form in a new window", () => {
    const form = document.body.appendChild(document.createElement("form"));
    form.action = to("form-blank");
    form.target = "_blank";
    form.requestSubmit();
  });
  attempt("window.open", () => open(to("open")));
  attempt("window.open of a frame", () =>
    document.body.appendChild(document.createElement("iframe")).contentWindow?.open(to("open-frame")),
  );
  for (const target of ["_blank", "_self"]) {
    attempt(`link in ${target}`, () => {
      const link = document.createElement("a");
      link.href = to(`link${target}`);
      link.target = target;
      link.ping = to("ping");
      document.body.append(link);
      link.click();
    });
    attempt(`detached link in ${target}`, () => {
      const link = document.createElement("a");
      link.href = to(`detached${target}`);
      link.target = target;
      link.click();
    });
  }
  attempt("download", () => {
    const link = document.createElement("a");
    link.href = to("download");
    link.download = "x";
    link.click();
  });
  await settled();
  // Without the Navigation API (WebKit) nothing can hold a program that leads the page itself elsewhere: www/guard.js.
  if ("navigation" in globalThis) {
    attempt("meta refresh", () => element("meta", { "http-equiv": "refresh", content: `0;url=${to("refresh")}` }));
    attempt("location", () => {
      location.href = to("location");
    });
    attempt("location.replace", () => location.replace(to("replace")));
    attempt("location of a frame's parent", () => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      // @ts-ignore
      frame.contentWindow.parent.location = to("parent");
    });
  }
  // A navigation starts after the script that asks for it.
  await new Promise(resolve => setTimeout(resolve, 500));
  await settled();
  return outcomes;
}

/**
 * Runs in a worker made from this function's text: posts the outcome of each way.
 * @param {string} url that listens
 */
export async function fromWorker(url) {
  /** @type {Record<string, string>} */
  const outcomes = {};
  /** @type {Promise<void>[]} */
  const running = [];
  /** @param {string} name @param {() => any} attempt */
  const attempt = (name, attempt) => {
    outcomes[name] = "no answer";
    running.push(
      (async () => attempt())()
        .then(
          it => String(it),
          error => (error instanceof Error ? error.name : String(error)),
        )
        .then(it => {
          outcomes[name] = it;
        }),
    );
  };
  /** @param {string} way */
  const to = way => `${url}worker-${way}`;
  const settles = (/** @type {any} */ it) =>
    new Promise((resolve, reject) => {
      it.onopen = it.onload = resolve;
      it.onerror = () => reject("error");
    });
  attempt("fetch", () => fetch(to("fetch")));
  attempt("fetch no-cors", () => fetch(to("no-cors"), { mode: "no-cors", method: "POST", body: "x" }));
  attempt("XMLHttpRequest", () => {
    const request = new XMLHttpRequest();
    request.open("POST", to("xhr"));
    request.send("x");
    return settles(request);
  });
  attempt("WebSocket", () => settles(new WebSocket(`ws${url.slice(4)}worker-websocket`)));
  attempt("EventSource", () => settles(new EventSource(to("eventsource"))));
  // @ts-ignore
  attempt("WebTransport", () => new WebTransport(`https${url.slice(4)}worker-transport`).ready);
  // @ts-ignore
  attempt("importScripts", () => importScripts(to("import-scripts")));
  attempt("import()", () => import(to("import")));
  attempt("Worker by URL", () => new Worker(to("worker")));
  attempt("cache", () => caches.open("x").then(it => it.add(to("cache"))));
  attempt("FontFace", () => new FontFace("x", `url(${to("font")})`).load());
  // @ts-ignore
  attempt("WebRTC", () => new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] }).createDataChannel("x"));
  attempt(
    "WebSocket of a worker's worker",
    () =>
      new Promise((resolve, reject) => {
        const source = URL.createObjectURL(
          new Blob([
            `onerror = close; new WebSocket("ws${url.slice(4)}worker-worker"); fetch("${to("worker-fetch")}").then(() => postMessage("went out"), () => postMessage("stopped"))`,
          ]),
        );
        const worker = new Worker(source);
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => reject("error");
      }),
  );
  await Promise.race([Promise.all(running), new Promise(resolve => setTimeout(resolve, 1000))]);
  postMessage({ outcomes });
}

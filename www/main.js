// The first view: the ways in, and what a visitor can do before a document is open. The reading room is loaded behind it.

/** @import { Room } from "./room.js" */
import "./guard.js";
import { Analyzer } from "./analyzer.js";
import { evidence, languageNow, setLanguage, t, translate } from "./i18n/i18n.js";
import { listenToKeys } from "./keys.js";
import { keepOffline } from "./offline.js";
import { Opening } from "./opening.js";
import { Session } from "./session.js";
import { byId, style } from "./view/dom.js";
import { waysIn } from "./view/drop.js";
import { pasteDialog } from "./view/paste.js";
import { anchorPopovers } from "./view/popover.js";
import { copy, sorry, toast } from "./view/toast.js";

const root = document.documentElement;
const session = new Session();
const analyzer = new Analyzer();
const opening = new Opening(session, analyzer, enter);

/** @type {Promise<Room> | null} */
let entering = null;
/** @type {Room | null} */
let room = null;

/** The reading room, with its styles: loaded ahead, and again at the first need where that failed. */
function enter() {
  entering ??= Promise.all([import("./room.js"), evidence(""), ...["room", "sheet", "narrow", "print"].map(style)])
    .then(([it]) => (room = it.mountRoom({ session, analyzer, opening, show })))
    .catch(error => {
      entering = null;
      throw error;
    });
  return entering;
}

/** Which of the page's views stands there. */
function show() {
  const view = !session.current || document.body.dataset.home ? "empty" : document.body.dataset.charts ? "charts" : "room";
  document.body.dataset.view = view;
  byId("welcome").hidden = view !== "empty";
  byId("room").hidden = view !== "room";
  byId("charts").hidden = view !== "charts";
  // Never the document's name: a browser writes titles into its history, and may send that to other devices.
  document.title = t("pageTitle");
}
// First of all listeners: a view measures itself when it renders, so it must be visible by then.
session.on(["document"], () => {
  delete document.body.dataset.home;
  show();
});
session.on(["notice"], text => toast(text));

const paste = pasteDialog(analyzer, opening);

/** What can be done on the first view already; everything else is in actions.js. @type {Record<string, (event?: Event) => void>} */
const actions = {
  skip: event => {
    event?.preventDefault();
    (session.current ? byId("doc") : /** @type {HTMLElement} */ (document.querySelector("#welcome button"))).focus();
  },
  home: () => {
    if (session.current && !document.body.dataset.home) document.body.dataset.home = "true";
    else delete document.body.dataset.home;
    show();
  },
  new: () => {
    document.body.dataset.home = "true";
    show();
    /** @type {HTMLElement | null} */ (document.querySelector("#drop button"))?.focus();
  },
  choose: () => byId("open-file").click(),
  "sample-report": () => opening.sample("report.txt", "云溪县规划实施情况报告.txt"),
  "sample-communique": () => opening.sample("communique.txt", "澄江市2025年统计公报.txt"),
  "sample-newspaper": () => opening.sample("newspaper.txt", "临川日报版面.txt"),
  paste: paste.open,
  analyze: paste.analyze,
  licences: () => import("./view/licences.js").then(it => it.showLicences()).catch(sorry),
  cancel: () => opening.cancel(),
  "dismiss-error": () => opening.dismissError(),
  "copy-error": () => copy(opening.errorText, t("copied")),
  language: () => session.change({ what: t("languageOf") }, languageNow(), languageNow() === "zh" ? "en" : "zh", language),
  theme: () => {
    const { theme } = root.dataset;
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    session.change({ what: t("theme") }, theme, dark ? "light" : "dark", to => {
      if (to) root.dataset.theme = to;
      else delete root.dataset.theme;
      session.tell("theme");
    });
    toast(t("themeNow", { theme: t(dark ? "themeLight" : "themeDark") }));
  },
  escape: () => {
    if (document.querySelector("dialog[open], :popover-open")) return; // closes itself
    if (opening.running) opening.cancel();
    else if (!byId("error").hidden) opening.dismissError();
    else room?.actions.escape();
  },
};

/** @param {string} action @param {Event} [event] */
function act(action, event) {
  if (actions[action]) actions[action](event);
  else if (room) room.actions[action]?.(event);
  else enter().then(it => it.actions[action]?.(event), sorry);
}

document.addEventListener("click", event => {
  const button = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.("[data-action]"));
  const action = button?.dataset.action;
  // A button that opens a popover does so by itself.
  if (action && !button.hasAttribute("popovertarget")) act(action, event);
});
listenToKeys(act);
anchorPopovers();
waysIn(opening);

/** @param {"zh" | "en"} to */
async function language(to) {
  await setLanguage(to).catch(sorry);
  translate(document);
  /** @type {HTMLElement} */ (document.querySelector("[data-action='language']")).lang = languageNow() === "zh" ? "en" : "zh-CN";
  session.tell("language");
  opening.settle();
  show();
}

// The newest of what the page cannot do without (2024 in every browser): without it the notice for old browsers stays.
if (!("popover" in HTMLElement.prototype)) throw new Error("This browser is too old for the page");
// Behind the first picture, so that nothing keeps that waiting.
if (performance.getEntriesByName("first-contentful-paint").length > 0) analyzer.warm();
else requestAnimationFrame(() => setTimeout(() => analyzer.warm()));
await language(languageNow());
byId("boot").remove();
byId("app").hidden = false;
// Ahead of the first document. A failure shows again, and is tried again, at the first use. Not waited for: in a distribution
// the reading room imports this module, and would wait for it in turn.
enter()
  .catch(() => {})
  // A browser that keeps nothing (a private window, a setting) has the page all the same.
  .then(() => keepOffline(session))
  .catch(() => {});

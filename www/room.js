// The reading room: its views, wired to the session. Loaded behind the first view.

/** @import { Analyzer } from "./analyzer.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Session } from "./session.js" */
import { makeActions } from "./actions.js";
import { Corrections } from "./corrections.js";
import { t } from "./i18n/i18n.js";
import { Keep } from "./keep.js";
import { Shelf } from "./shelf.js";
import { cardView } from "./view/card.js";
import { byId } from "./view/dom.js";
import { factsView } from "./view/facts.js";
import { filterBox } from "./view/filter-box.js";
import { findView } from "./view/find.js";
import { ledgerView } from "./view/ledger.js";
import { legendView } from "./view/legend.js";
import { menusView } from "./view/menus.js";
import { metadataView } from "./view/metadata.js";
import { originView } from "./view/origin.js";
import { outlineView } from "./view/outline.js";
import { keepFocus } from "./view/panes.js";
import { pickupView } from "./view/pickup.js";
import { Sheet } from "./view/sheet.js";
import { tabsView } from "./view/tabs.js";
import { sorry, toast } from "./view/toast.js";

/** @typedef {Awaited<ReturnType<typeof mountRoom>>} Room */

/** @param {{ session: Session, analyzer: Analyzer, opening: Opening, show: () => void }} parts */
export function mountRoom({ session, analyzer, opening, show }) {
  const keep = new Keep();
  const corrections = new Corrections(session, analyzer, keep);
  const shelf = new Shelf(session, opening, keep);
  // No figure stands beside another text.
  session.on(["document"], () => (byId("figures").hidden = true));
  tabsView(session, byId("tabs"));
  const sheet = new Sheet(session, byId("doc"), byId("document"));
  const goTo = (/** @type {number} */ start, /** @type {number} */ end) => {
    actions["show-text"]();
    sheet.goTo(start, end);
  };
  const outline = outlineView(session, byId("outline"), section => {
    goTo(section.start, section.end);
    outline.follow(section.id);
  });
  sheet.onsection = section => outline.follow(section);
  metadataView(session, byId("metadata"), goTo);
  legendView(session, byId("legend"));
  const ledger = ledgerView(session);
  const card = cardView(session, ledger, corrections);
  menusView(session, ledger, keep);
  const find = findView(session, sheet);
  const actions = makeActions({ session, analyzer, sheet, ledger, find, card, corrections, keep, shelf, show });
  filterBox(session, analyzer);
  factsView(session);
  originView(session, opening);
  pickupView(sheet);
  session.on(["document"], () => {
    const { current } = session;
    if (current?.isLong) toast(t("large", { c: current.text.length, n: current.figures.length }));
    opening.settle();
  });
  session.on(["look"], () => {
    const { marks, times, labels, lines, wide } = session.look;
    const { classList } = document.documentElement;
    classList.toggle("no-marks", !marks);
    classList.toggle("no-times", !times);
    classList.toggle("no-labels", !labels);
    classList.toggle("ledger-wide", wide);
    byId("doc").classList.toggle("lines", lines);
  });
  session.on(["document", "documents", "figures", "select"], keepFocus());
  addEventListener("beforeprint", () => {
    sheet.all();
    ledger.all(true);
  });
  addEventListener("afterprint", () => ledger.all(false));

  /** What the reader has asked to keep comes back; what they did meanwhile can still be taken back. */
  async function restore() {
    const kept = await keep.read();
    if (kept.corrections) await corrections.load(kept.corrections);
    if (kept.documents) await shelf.restore(kept.documents);
  }
  restore().catch(sorry);
  return { actions, corrections };
}

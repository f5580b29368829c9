// The panes of the page: going round them by key, and where the focus goes when what held it is gone.

/** In the order in which F6 goes round, each by the element that takes the focus. */
const PANES = [
  ".bar button",
  "#welcome button",
  "#outline a[tabindex='0']",
  "#legend button[tabindex='0']",
  "#doc",
  "#figures tr[tabindex='0']",
  "#card button",
  "#charts",
];

const stops = () => PANES.map(it => /** @type {HTMLElement | null} */ (document.querySelector(it))).filter(it => it?.checkVisibility());

/** @param {1 | -1} by */
export function movePane(by) {
  const panes = stops();
  const pane = paneOf(document.activeElement);
  const at = panes.findIndex(it => it === document.activeElement || (pane && paneOf(it) === pane));
  panes[(at + by + panes.length) % panes.length]?.focus();
}

/** @param {Element | null} element */
const paneOf = element => element?.closest(".bar, .welcome, .side, .legend, .doc, .ledger, .card, .charts");

/** Where what had the focus is gone, it stays in the pane, or goes to the row of the card or to what is read. */
export function keepFocus() {
  // It may have the focus already.
  let held = document.activeElement;
  let pane = paneOf(held);
  document.addEventListener("focusin", event => {
    held = /** @type {Element} */ (event.target);
    pane = paneOf(held) ?? pane;
  });
  const look = () => {
    if (
      !held ||
      (document.activeElement !== held && document.activeElement !== document.body) ||
      (held.isConnected && held.checkVisibility())
    )
      return;
    const panes = stops();
    const to =
      panes.find(it => paneOf(it) === pane) ?? panes.find(it => it?.matches(pane?.id === "card" ? "tr" : "#doc, #welcome *, #charts"));
    to?.focus({ preventScroll: true });
  };
  const soon = () => requestAnimationFrame(look);
  for (const it of ["click", "keydown"]) document.addEventListener(it, soon, true);
  return soon;
}

// Going round the panes of the room by key.

/** The panes in the order in which F6 goes round, each with the element that takes the focus. */
const PANES = [
  ".bar button",
  "#outline a[tabindex='0']",
  "#legend button[tabindex='0']",
  "#doc",
  "#figures tr[tabindex='0']",
  "#card:not([hidden]) button",
];

/** @param {1 | -1} by */
export function movePane(by) {
  const panes = PANES.map(it => /** @type {HTMLElement | null} */ (document.querySelector(it))).filter(it => it?.offsetParent);
  const at = panes.findIndex(it => {
    const active = document.activeElement;
    return it === active || (active && paneOf(it) === paneOf(/** @type {HTMLElement} */ (active)));
  });
  panes[(at + by + panes.length) % panes.length]?.focus();
}

/** @param {HTMLElement | null} element */
const paneOf = element => element?.closest(".bar, .side, .legend, .doc, .ledger, .card");

// Popovers open under the button that was pressed for them, inside the window.

export function anchorPopovers() {
  /** @type {Element | null} */
  let pressed = null;
  document.addEventListener(
    "click",
    event => (pressed = /** @type {Element} */ (event.target).closest?.("[popovertarget]") ?? pressed),
    true,
  );
  document.addEventListener(
    "toggle",
    event => {
      const popover = /** @type {HTMLElement} */ (event.target);
      if (!pressed || pressed.getAttribute("popovertarget") !== popover.id || !popover.matches(":popover-open")) return;
      const at = pressed.getBoundingClientRect();
      const size = popover.getBoundingClientRect();
      popover.style.top = `${Math.max(8, Math.min(at.bottom + 6, innerHeight - size.height - 8))}px`;
      popover.style.left = `${Math.max(8, Math.min(at.right - size.width, innerWidth - size.width - 8))}px`;
    },
    true,
  );
}

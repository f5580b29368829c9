// Short messages that go by themselves, and copying, which ends in one.

import { t } from "../i18n/i18n.js";
import { byId, h } from "./dom.js";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let end;

/** @param {string} text @param {...{ label: string, press: () => void }} offers */
export function toast(text, ...offers) {
  const box = byId("toast");
  box.replaceChildren(
    h("span", null, text),
    ...offers.map(offer =>
      h(
        "button",
        {
          onclick: () => {
            box.hidden = true;
            offer.press();
          },
        },
        offer.label,
      ),
    ),
  );
  box.hidden = false;
  // A region that was there before is read out; one that comes with its words often is not.
  byId("announce").textContent = text;
  clearTimeout(end);
  const leave = () => {
    // Never from under the pointer or the focus.
    box.hidden = !box.matches(":hover, :focus-within");
    if (!box.hidden) end = setTimeout(leave, 2_000);
  };
  end = setTimeout(leave, offers.length ? 8_000 : 4_000);
}

/** What a reader is told when something of ours failed. @param {unknown} error */
export const sorry = error => toast(t("sorry", { message: error instanceof Error ? error.message : String(error) }));

/** @param {string} text @param {string} done what is said when the clipboard has it */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(t("copyFailed"));
  }
}

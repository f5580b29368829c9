// Small helpers for making elements: text and children only, never markup.

import { assetStyle } from "../assets.js";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)> | null} [attributes] `on…` functions listen, `null` and `false` are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** Whether the page is as narrow as a phone. */
export const narrow = matchMedia("(max-width: 599px)");
/** Whether one part is seen at a time: on a phone, also on its side, and where a page is magnified. */
export const single = matchMedia("(max-width: 599px), (max-width: 1239px) and (max-height: 519px)");

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A 16 px icon of the sprite in index.html. @param {string} name */
export const icon = name => svg("svg", { class: "i", "aria-hidden": "true" }, svg("use", { href: `#${name}` }));

/**
 * The element with this id, which index.html has.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @returns {E}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return /** @type {E} */ (element);
}

/** @type {Map<string, Promise<void>>} */
const styles = new Map();

/** A stylesheet of ours that is loaded when first needed, after those of the first view: settles when it holds. @param {string} name @returns {Promise<void>} */
export function style(name) {
  let loading = styles.get(name);
  if (!loading) {
    loading = assetStyle(`www/styles/${name}.css`).catch(error => {
      styles.delete(name);
      throw error;
    });
    styles.set(name, loading);
  }
  return loading;
}

// The language of the page: chosen by the browser, changed by the reader, announced to the views.

import { zh } from "./zh.js";

/** @typedef {keyof typeof zh} Key */

/** @typedef {"zh" | "en"} Language */

/** Chinese is part of the page; another language comes when it is first chosen. @type {Record<Language, () => Promise<Record<Key, string>>>} */
const dictionaries = { zh: async () => zh, en: async () => (await import("./en.js")).en };
/** @type {Record<Key, string>} */
let dictionary = zh;
/** @type {Language} */
let language = navigator.language.toLowerCase().startsWith("zh") || !navigator.language.toLowerCase().startsWith("en") ? "zh" : "en";

export const languageNow = () => language;

/** @param {Language} to */
export async function setLanguage(to) {
  dictionary = await dictionaries[to]();
  language = to;
  document.documentElement.lang = to === "zh" ? "zh-CN" : "en";
}

/** @type {Record<Language, Intl.NumberFormat>} */
const numbers = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en") };

/** A count as the language writes it: `13,080`. @param {number} n */
export const number = n => numbers[language].format(n);

/** An ISO date as the language writes it, `2025年3月12日`; what is no whole date stays as it is. @param {string} iso */
export const date = iso =>
  /^\d{4}-\d{2}-\d{2}$/.test(iso)
    ? new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso))
    : iso;

/**
 * The string under `key`, its `{name}`s filled, and of `{name|figure|figures}` the word that the language has for one or for more.
 * Numbers are written by the language's custom.
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values) {
  const text = dictionary[key];
  if (!values) return text;
  return text.replace(/\{(\w+)(?:\|(.*?)\|(.*?))?\}/g, (_, name, one, more) => {
    const value = values[name];
    if (more) return new Intl.PluralRules(language).select(Number(value)) === "one" ? one : more;
    return typeof value === "number" ? number(value) : (value ?? "");
  });
}

/**
 * Like {@link t} for a key put together from a name of the report; the name itself where there is none.
 * @param {string} family
 * @param {string | null | undefined} name
 */
export function tName(family, name) {
  if (!name) return "";
  const key = `${family}.${name}`;
  return key in dictionary ? dictionary[/** @type {Key} */ (key)] : name;
}

/** Why a figure is one, in the language of the page. @param {string} rule */
export const evidence = async rule => (language === "zh" && (await import("./evidence.js")).rules[rule]) || rule;

/**
 * Fills the elements that name their string, and touches none that has it: `data-t` the text (`data-n`: its `{n}`), `data-t-label` and `data-t-placeholder` the attributes, `data-t-print` a heading of the printed page.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll("[data-t], [data-t-label], [data-t-placeholder], [data-t-print]")
  )) {
    const { t: text, n, tLabel, tPlaceholder, tPrint } = element.dataset;
    const words = text && t(/** @type {Key} */ (text), n ? { n: Number(n) } : undefined);
    if (words && element.textContent !== words) element.textContent = words;
    if (tLabel) {
      element.setAttribute("aria-label", t(/** @type {Key} */ (tLabel)));
      if (element.tagName === "BUTTON" && !text) element.title = t(/** @type {Key} */ (tLabel));
    }
    if (tPrint) element.dataset.print = t(/** @type {Key} */ (tPrint));
    if (tPlaceholder) element.setAttribute("placeholder", t(/** @type {Key} */ (tPlaceholder)));
  }
}

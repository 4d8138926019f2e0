// Words of the page and texts of data in the reader's language.
import { given, state } from "#atlas/state.js";

/** @import { Group, Said, Word } from "#atlas/types.js" */

/** @param {string} key */
const told = (key) => given.words[key]?.[state.lang === "ko" ? 0 : 1];

/**
 * A word that the page itself uses.
 * @param {Word} key
 */
export const word = (key) => told(key) ?? key;

/**
 * A word that data use: a verdict, a kind of event. One that is new shows as it is.
 * @param {Group} group
 * @param {string} key
 */
export const term = (group, key) => told(`${group}:${key}`) ?? key;

/** @param {string | undefined} name */
export const unit = (name) => (name ? term("unit", name) : "");

/**
 * A text of a record in the reader's language, else in English.
 * @template {string} [S=""]
 * @param {Said<S>} record
 * @param {S} [stem]
 * @returns {string}
 */
export function said(record, stem) {
  return text(record, stem, state.lang) ?? text(record, stem, "en") ?? "";
}

/** @returns {"ko" | "en"} */
export const otherLanguage = () => (state.lang === "ko" ? "en" : "ko");

/**
 * The same text in the language that the reader has not chosen.
 * @template {string} [S=""]
 * @param {Said<S>} record
 * @param {S} [stem]
 * @returns {string}
 */
export function other(record, stem) {
  return text(record, stem, otherLanguage()) ?? "";
}

/**
 * @param {object} record
 * @param {string | undefined} stem
 * @param {string} language
 * @returns {string | undefined}
 */
const text = (record, stem, language) => Reflect.get(record, (stem ?? "") + language);

/**
 * Texts in one line, empty ones left out.
 * @param {(string | false | undefined)[]} texts
 */
export const inLine = (...texts) => texts.filter(Boolean).join(" · ");

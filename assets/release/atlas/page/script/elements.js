// Building of elements. Text is always text, never markup: what data say cannot become part of the page.

/** @import { Child } from "#atlas/types.js" */

/**
 * The element of the template that a selector names; a template without it is a mistake of ours.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {new () => E} [kind]
 * @returns {E}
 */
export function $(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof (kind ?? HTMLElement))) throw new Error(`the page has no ${selector}`);
  return /** @type {E} */ (found);
}

/**
 * All elements of the template that a selector names.
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
export const all = (selector) => document.querySelectorAll(selector);

/**
 * An element with its attributes and children. `onclick` and its like are listeners; what is no text sets a property.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (name in made && typeof value !== "string") Reflect.set(made, name, value);
    else made.setAttribute(name, String(value));
  }
  made.append(...kept(children));
  return made;
}

/**
 * Put children in the place of those that are there.
 * @param {Element} target
 * @param {Child[]} children
 */
export function fill(target, ...children) {
  target.replaceChildren(...kept(children));
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function kept(children) {
  return children.flatMap((child) => (Array.isArray(child) ? kept(child) : child || []));
}

/** @param {string} colour */
export const swatch = (colour) => el("i", { class: "swatch", style: `background:${colour}` });

/**
 * @param {string} text
 * @param {() => void} onclick
 */
export const link = (text, onclick) => el("button", { type: "button", class: "link", onclick }, text);

/**
 * A button of several of which one is pressed.
 * @param {string} text
 * @param {boolean} pressed
 * @param {() => void} onclick
 * @param {Record<string, unknown>} [more]
 */
export const segment = (text, pressed, onclick, more) =>
  el("button", { type: "button", "aria-pressed": `${pressed}`, ...more, onclick }, text);

/** @param {Child[]} content */
export const note = (...content) => el("p", { class: "note" }, content);
/** @param {Child[]} content */
export const small = (...content) => el("span", { class: "note" }, content);
/** @param {Child[]} content */
export const empty = (...content) => el("p", { class: "empty" }, content);

/**
 * The head of a table: `#` before a name stands over numbers, "" over a column that needs none.
 * @param {string[]} names
 */
export function head(...names) {
  const cells = names.map((name) =>
    name ? el("th", { scope: "col", class: name.startsWith("#") ? "n" : "" }, name.replace("#", "")) : el("td"),
  );
  return el("thead", {}, el("tr", {}, cells));
}

/** @param {Child[]} content */
export const cell = (...content) => el("td", {}, content);
/** @param {Child[]} content */
export const number = (...content) => el("td", { class: "n" }, content);
/** @param {Child[]} content */
export const rowHead = (...content) => el("th", { scope: "row" }, content);
/** @param {Child[]} cells */
export const row = (...cells) => el("tr", {}, cells);
/**
 * A table; `before` is its caption and its head.
 * @param {Child[]} before
 * @param {Child[]} rows
 */
export const table = (before, rows) => el("table", {}, before, el("tbody", {}, rows));

/**
 * A box that scrolls, which the keyboard can reach and a screen reader can name.
 * @param {string} label
 * @param {Child} content
 * @param {string} [kind] its classes
 */
export const scrolling = (label, content, kind = "scroll") =>
  el("div", { class: kind, tabindex: "0", role: "region", "aria-label": label }, content);

/**
 * Terms and what is said of them.
 * @param {[string, Child][]} rows
 */
export const terms = (rows) => rows.flatMap(([term, text]) => [el("dt", {}, term), el("dd", {}, text)]);

/**
 * The key of a chart: a line of its colour before each name.
 * @param {[colour: string, name: string][]} lines
 */
export const key = (lines) => lines.map(([colour, text]) => el("span", {}, el("i", { style: `background:${colour}` }), text));

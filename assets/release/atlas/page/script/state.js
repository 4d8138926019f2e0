// What the page knows and what it shows now. How that looks is in the other scripts.
import { read, written } from "#atlas/address.js";
import { part } from "#atlas/packed.js";

/** @import { MapPart, PagePart, State } from "#atlas/types.js" */

/** @type {State} */
const DEFAULTS = {
  view: "map",
  i: "extinction_risk.risk_index",
  l: "sigungu",
  d: "",
  r: "",
  g: "megaregion",
  s: "",
  v: "",
  q: "",
  lang: navigator.language.startsWith("ko") ? "ko" : "en",
  theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
};
export const state = { ...DEFAULTS };

/** Regions, shapes and indicators. @type {MapPart} */
export let atlas;
/** Words, drawings and colours. @type {PagePart} */
export let given;

/** Unpack what every view needs; nothing else of this module may be used before. */
export async function load() {
  [atlas, given] = await Promise.all([part("map"), part("page")]);
}

export function readAddress() {
  Object.assign(state, read(location.hash, DEFAULTS));
  if (!atlas.views.includes(state.view)) state.view = atlas.views[0] ?? "dictionary"; // nothing to show, or of another release
}

/** @type {() => void} */
let show = () => {};
/**
 * Who shows a changed state. It is told here, as the views that it shows change the state themselves.
 * @param {() => void} shown
 */
export function whenChanged(shown) {
  show = shown;
}

/**
 * Change the state, write it into the address, show it. Another view is a step that the reader can go back.
 * @param {Partial<State>} changes
 */
export function go(changes) {
  const { view } = state;
  Object.assign(state, changes);
  const address = written(state, DEFAULTS);
  if (view === state.view) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  show();
}

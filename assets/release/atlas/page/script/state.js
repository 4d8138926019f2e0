// What the page knows and what it shows now. How that looks is in the other scripts.
import { astray, read, written } from "#atlas/address.js";
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

/** What the address asked for that this release does not have. @type {string[]} */
export let lost = [];

export function readAddress() {
  Object.assign(state, read(location.hash, DEFAULTS));
  const gone = astray(location.hash, there());
  for (const [field] of gone) Object.assign(state, { [field]: DEFAULTS[field] });
  lost = gone.map(([field, asked]) => `${field}=${asked}`);
  if (!atlas.views.includes(state.view)) state.view = atlas.views[0] ?? "dictionary"; // no figures to show on a map
}

/** What an address can ask for of this release. */
function there() {
  const levels = Object.keys(atlas.regions);
  const regions = Object.entries(atlas.regions).flatMap(([level, known]) => known.map(({ id }) => `${level}:${id}`));
  return { view: atlas.views, i: atlas.indicators.map(({ id }) => id), l: levels, g: levels, r: regions };
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
  lost = [];
  Object.assign(state, changes);
  const address = written(state, DEFAULTS);
  if (view === state.view) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  show();
}

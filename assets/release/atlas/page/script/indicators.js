// Indicators that a view has figures of, and the one that is shown at its level and date.
import { indexOf, MAP_LEVELS } from "#atlas/regions.js";
import { atlas, state } from "#atlas/state.js";

/** @import { Figures, Indicator, Level } from "#atlas/types.js" */
/** @typedef {"map" | "groups"} Comparing a view that shows one indicator */

/** @type {Record<Comparing, Level[]>} */
const LEVELS = { map: MAP_LEVELS, groups: ["megaregion", "five_plus_two", "capital_rest"] };
/** @type {Figures} */
const NONE = { dates: [], classes: [], own_classes: {}, official: false, values: [], missing: {} };

/**
 * The view of an indicator that is open, if it is one.
 * @returns {Comparing | null}
 */
export const comparing = () => (state.view === "map" || state.view === "groups" ? state.view : null);

/** @param {Comparing} view */
export const among = (view) => atlas.indicators.filter((known) => LEVELS[view].some((level) => known.levels[level]));

/** @param {Comparing} view */
export const levelsOf = (view) => LEVELS[view].filter((level) => atlas.indicators.some((known) => known.levels[level]));

/**
 * The chosen indicator where the view has it, else its first. A view is only open when it has one.
 * @param {Comparing} [view]
 */
export function indicator(view = comparing() ?? "map") {
  const known = among(view);
  return /** @type {Indicator} */ (known.find((one) => one.id === state.i) ?? known[0]);
}

/**
 * Level of a view that an indicator has: the one asked for, else the first.
 * @param {Comparing} view
 * @param {Indicator} known
 */
export function levelIn(view, known) {
  const asked = view === "map" ? state.l : state.g;
  return known.levels[asked] ? asked : (LEVELS[view].find((level) => known.levels[level]) ?? asked);
}

/**
 * @param {Indicator} known
 * @param {Level} level
 */
export const figuresOf = (known, level) => known.levels[level] ?? NONE;

/** What the map shows: level and date that the chosen indicator has, nearest to those asked for; values and classes. */
export function drawn() {
  const known = indicator("map");
  const level = levelIn("map", known);
  const at = figuresOf(known, level);
  const asked = at.dates.indexOf(state.d);
  const n = asked >= 0 ? asked : at.dates.length - 1;
  const date = at.dates[n] ?? "";
  const own = at.own_classes[date];
  return { known, level, at, n, date, values: at.values[n] ?? [], classes: own ?? at.classes, own: own != null };
}

/**
 * The values of a region by date.
 * @param {Indicator} known
 * @param {Level} level
 * @param {string} id
 * @returns {[date: string, value: number | null][]}
 */
export function series(known, level, id) {
  const at = known.levels[level];
  const index = indexOf(id, level);
  return at && index >= 0 ? at.dates.map((date, n) => [date, at.values[n]?.[index] ?? null]) : [];
}

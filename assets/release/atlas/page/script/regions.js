// Regions by level and id, and their full names.
import { atlas, state } from "#atlas/state.js";
import { said } from "#atlas/words.js";

/** @import { Level, MapLevel, Place, Region } from "#atlas/types.js" */

/** @type {MapLevel[]} */
export const MAP_LEVELS = ["sigungu", "sido", "megaregion"];

/** @param {Level} level */
export const regionsOf = (level) => atlas.regions[level] ?? [];

/**
 * @param {string | undefined} id
 * @param {Level} level
 */
export const find = (id, level) => regionsOf(level).find((region) => region.id === id);

/**
 * Where a region stands in every row of values of its level.
 * @param {string | undefined} id
 * @param {Level} level
 */
export const indexOf = (id, level) => regionsOf(level).findIndex((region) => region.id === id);

/**
 * The chosen region, if this release has it.
 * @returns {Place | null}
 */
export function selected() {
  const level = MAP_LEVELS.find((one) => state.r.startsWith(`${one}:`)) ?? "sigungu";
  const region = find(state.r.split(":")[1], level);
  return region ? { level, region } : null;
}

/**
 * Names repeat (six Jung-gu): a sigungu is never named without its sido.
 * @param {Region} region
 */
export function fullName(region) {
  const sido = region.sido_unit_id === region.id ? undefined : find(region.sido_unit_id, "sido");
  if (!sido || sido.name_ko === region.name_ko) return said(region, "name_");
  if (state.lang === "ko") return `${sido.name_ko} ${region.name_ko}`;
  return `${region.name_en}, ${sido.name_en.replace(/ (Metropolitan|Special|State|Directly).*/, "")}`;
}

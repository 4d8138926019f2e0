// What is meant by what a reader types: regions, and tables of the dictionary.

/** @import { DictionaryTable, MapLevel, Place, Region } from "#atlas/types.js" */

const MOST = 12;
/** Levels in the order in which they are offered. @type {MapLevel[]} */
const LEVELS = ["megaregion", "sido", "sigungu"];

/**
 * Regions whose name (with or without sido) or code contains what is typed; those that begin with it come first.
 * @param {string} typed
 * @param {Partial<Record<MapLevel, Region[]>>} regions
 * @returns {Place[]}
 */
export function matches(typed, regions) {
  const sought = plain(typed);
  if (!sought) return [];
  return LEVELS.flatMap((level) => (regions[level] ?? []).map((region) => ({ level, region, rank: rank(region, sought) })))
    .filter((choice) => choice.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST);
}

/**
 * Tables that have what is sought: whole where they are named so themselves, else with the columns that are.
 * @param {DictionaryTable[]} tables
 * @param {string} typed
 */
export function filtered(tables, typed) {
  const sought = typed.toLowerCase();
  /** @param {string} text */
  const holds = (text) => text.toLowerCase().includes(sought);
  return tables.flatMap((one) => {
    if ([one.table, one.ko, one.en, one.description].some(holds)) return one;
    const columns = one.columns.filter((column) => column.some(holds));
    return columns.length ? { ...one, columns } : [];
  });
}

/**
 * 0 where a name begins with what is sought, 1 where one has it, else 2.
 * @param {Region} region
 * @param {string} sought
 */
function rank(region, sought) {
  const whole = (region.sido_ko ?? "") + region.name_ko;
  const names = [region.name_ko, region.name_en, whole, region.mois_code, region.kostat_code].map(plain);
  if (names.some((name) => name.startsWith(sought))) return 0;
  return names.some((name) => name.includes(sought)) ? 1 : 2;
}

/**
 * Names without what is written now so, now otherwise: capitals, spaces, hyphens.
 * @param {string | undefined} name
 */
const plain = (name) => (name ?? "").toLowerCase().replace(/[\s-]/g, "");

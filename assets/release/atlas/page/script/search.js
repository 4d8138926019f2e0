// What is meant by what a reader types: regions, and tables of the dictionary.

/** @import { DictionaryTable, MapLevel, Place, Region } from "#atlas/types.js" */

const MOST = 12;
/** Levels in the order in which they are offered. @type {MapLevel[]} */
const LEVELS = ["megaregion", "sido", "sigungu"];

/**
 * Regions whose name (with or without sido, that in full or as it is said) or code contains what is typed; those that begin
 * with it come first.
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
  const above = region.sido_unit_id === region.id ? [] : sidoForms(region.sido_ko);
  const own = region.sido_unit_id === region.id ? sidoForms(region.name_ko) : [region.name_ko];
  const english = [`${region.sido_unit_id ?? ""} ${region.name_en}`, `${region.name_en} ${region.sido_unit_id ?? ""}`];
  const whole = above.map((sido) => sido + region.name_ko);
  const names = [...own, region.name_en, ...whole, ...english, region.mois_code, region.kostat_code].map(plain);
  if (names.some((name) => name.startsWith(sought))) return 0;
  return names.some((name) => name.includes(sought)) ? 1 : 2;
}

/**
 * A sido as it is written: `충청북도` is also 충북 and 충북도, `부산광역시` 부산 and 부산시, `강원특별자치도` 강원도.
 * @param {string | undefined} name
 */
function sidoForms(name) {
  if (!name) return [];
  const short = /[남북]도$/.test(name) ? `${name[0]}${name[2]}` : name.slice(0, 2);
  return [name, short, short + name.slice(-1)];
}

/**
 * Names without what is written now so, now otherwise: capitals, spaces, commas, hyphens.
 * @param {string | undefined} name
 */
const plain = (name) => (name ?? "").toLowerCase().replace(/[\s,-]/g, "");

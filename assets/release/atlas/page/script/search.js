// What is meant by what a reader types: regions, and tables of the dictionary.

/** @import { DictionaryTable, Former, MapLevel, Place, Region } from "#atlas/types.js" */

const MOST = 12;
/** Levels in the order in which they are offered. @type {MapLevel[]} */
const LEVELS = ["megaregion", "sido", "sigungu"];

/**
 * Regions whose name (with or without sido, that in full or as it is said) or code contains what is typed; those that begin
 * with it come first. Where none has, those that once bore the name or code, or have a gu that does.
 * @param {string} typed
 * @param {Partial<Record<MapLevel, Region[]>>} regions
 * @param {Former} [former]
 * @returns {Place[]}
 */
export function matches(typed, regions, former = {}) {
  const sought = plain(typed);
  if (!sought) return [];
  const places = LEVELS.flatMap((level) => (regions[level] ?? []).map((region) => ({ level, region })));
  const own = best(places, ({ region }) => rank(namesOf(region), sought));
  if (own.length) return own;
  const earlier = places.flatMap((place) => (former[place.region.id] ?? []).map((said) => ({ ...place, said })));
  const found = best(earlier, ({ said }) => rank(namesOnce(said), sought));
  return found
    .filter((one, n) => found.findIndex(({ region }) => region === one.region) === n)
    .map(({ level, region, said: [name] }) => ({ level, region, former: name }));
}

/**
 * Those whose rank is below 2, the lowest first.
 * @template T
 * @param {T[]} choices
 * @param {(choice: T) => number} ranked
 */
const best = (choices, ranked) =>
  choices
    .map((choice) => ({ choice, rank: ranked(choice) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((one) => one.choice);

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
 * @param {(string | undefined)[]} names
 * @param {string} sought
 */
function rank(names, sought) {
  const known = names.map(plain);
  if (known.some((name) => name.startsWith(sought))) return 0;
  return known.some((name) => name.includes(sought)) ? 1 : 2;
}

/** @param {Region} region */
function namesOf(region) {
  const above = region.sido_unit_id === region.id ? [] : sidoForms(region.sido_ko);
  const own = region.sido_unit_id === region.id ? sidoForms(region.name_ko) : [region.name_ko];
  const english = [`${region.sido_unit_id ?? ""} ${region.name_en}`, `${region.name_en} ${region.sido_unit_id ?? ""}`];
  const whole = above.map((sido) => sido + region.name_ko);
  return [...own, region.name_en, ...whole, ...english, region.mois_code, region.kostat_code];
}

/**
 * An earlier name; a gu with and without its city, the city with and without 시.
 * @param {Former[string][number]} said
 */
function namesOnce([name, sido, ...codes]) {
  const forms = sido ? [name, name.replace(/시 /, " ")] : sidoForms(name);
  return [...forms, ...sidoForms(sido).flatMap((above) => forms.map((form) => above + form)), ...codes];
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

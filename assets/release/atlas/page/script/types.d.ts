/**
 * Shapes of what Python hands over (`data.py`, `figures.py`, `lives.py`, `ledgers.py`, `page.py`), and of what scripts hand each
 * other. Only for the checker: nothing of this is in the page. A test holds a built page against `Parts`.
 */
import type words from "../words.json";

export type Language = "ko" | "en";
/** A text in both languages. */
export type Text = { ko: string; en: string };
/** A text in both languages among other fields: `name_ko`, `name_en` have the stem `name_`; either may be missing. */
export type Said<Stem extends string> = { [key in `${Stem}${Language}`]?: string | undefined };

/** Words that data ask for have the group before a colon; all others are named in the scripts or the template. */
export type Group = "unit" | "event" | "policy" | "verdict";
export type Word = Exclude<keyof typeof words, `${Group}:${string}`>;

export type MapLevel = "sigungu" | "sido" | "megaregion";
export type Level = MapLevel | "five_plus_two" | "capital_rest" | "nation";
export type View = "map" | "groups" | "claims" | "scenarios" | "dictionary";

/** What is shown; every field but a default one stands in the address under its name. */
export interface State {
  view: View;
  /** Indicator. */
  i: string;
  /** Level of the map. */
  l: Level;
  /** Date of the map. */
  d: string;
  /** Chosen region, `level:id`. */
  r: string;
  /** Grouping of the comparison. */
  g: Level;
  /** Scenario. */
  s: string;
  /** Verdict that claims are filtered by. */
  v: string;
  /** What the dictionary is filtered by. */
  q: string;
  lang: Language;
  theme: "light" | "dark";
}

export interface Region {
  id: string;
  name_ko: string;
  name_en: string;
  mois_code?: string;
  kostat_code?: string;
  sido_ko?: string;
  sido_unit_id?: string;
  megaregion?: string;
}
export type Regions = Record<Level, Region[]>;
/** A region and its level; `former` is the earlier name, or the gu, that it was found by. */
export interface Place {
  level: Level;
  region: Region;
  former?: string;
}

/** A class of a legend: `lower <= value < upper`, null is open. */
export interface MapClass extends Text {
  colour: string;
  lower: number | null;
  upper: number | null;
}
/**
 * Figures of a level: a row of `values` by date, in it a value by region in the order of `Regions`. `classes` are of all dates
 * or `official`; `own_classes` are those of a date on which they hide what there is.
 */
export interface Figures {
  dates: string[];
  classes: MapClass[];
  own_classes: { [date: string]: MapClass[] };
  official: boolean;
  values: (number | null)[][];
  /** Units that a figure leaves out, by region, of dates on which any does. */
  missing: { [date: string]: number[] };
}
/** A figure of a region: `part` counts the lines that it breaks into, `missing` the units that it leaves out. */
export interface LinePoint {
  date: string;
  value: number;
  missing: number;
  part: number;
}
export interface Indicator extends Text {
  id: string;
  table: Text;
  unit: string;
  measure: string;
  formula: string;
  formula_ko?: string;
  caveat: string;
  caveat_ko?: string;
  source: string;
  citation: string;
  credit: Text;
  levels: { [level in Level]?: Figures };
}
/** A ring is `[x, y, dx, dy, …]` in steps of the grid. */
export type Polygons = number[][][];

export interface MapPart {
  version: string;
  basis: string;
  note: Text;
  vintage: string;
  grid_m: number;
  no_data: MapClass;
  regions: Regions;
  shapes: Record<MapLevel, Record<string, Polygons>>;
  indicators: Indicator[];
  without_figures: number;
  credits: {
    borders: Text;
    figures: Text;
    outlook: Text;
    outlook_day: string;
    life: Text;
    promises: Text;
  };
  views: View[];
}

/** From, to, name, code of MOIS, 7-digit and 8-digit code of KOSTAT, 5+3 region, unit sets. */
export type Era = [
  from: string,
  to: string,
  name: string,
  mois: string,
  kostat7: string,
  kostat8: string,
  group: string,
  sets: string,
];
export interface RegionEvent {
  date: string;
  type: string;
  what: string;
  checked: boolean;
  source: string;
  disputed?: string;
  note?: string;
}
/** Earlier names and codes that lead to a region by its id, and those of the gu of a city: `[name, sido, codes …]`. */
export type Former = Record<string, [name: string, sido: string, ...codes: string[]][]>;
export interface Life {
  eras: Era[];
  events: RegionEvent[];
  namesakes: string[];
}
/** Where a sigungu goes if the trend goes on; `chance` is the probability of being at risk. */
export type Outlook = [year: number, people: number | null, low: number | null, high: number | null, chance: number | null];
export interface LivesPart {
  lives: Record<string, Life>;
  former: Former;
  outlook: Record<string, Outlook[]>;
}

export interface Policy {
  region_id: string;
  kind: string;
  promised: number;
  done: number;
  given_up: number;
  open: number;
  latest_date?: string;
  latest_act_ko?: string;
  latest_act_en?: string;
  latest_status?: string;
}
export interface Profile {
  region_id: string;
  reading: string;
  area_km2?: number;
  at_risk_units?: number;
  keis_units?: number;
  legal_decline_areas?: number;
}
export interface GroupsPart {
  policy: Policy[];
  profile: Profile[];
}

export interface Variant {
  part_ko?: string;
  part_en?: string;
  definition: string;
  definition_ko: string;
  definition_en: string;
  counted: boolean;
  author: boolean;
  used_by_ko?: string;
  used_by_en?: string;
  item_ko?: string;
  item_en?: string;
  reference_date?: string;
  value?: number;
  unit?: string;
  n?: number;
  verdict: string;
  reproduces?: boolean;
  note_ko?: string;
  note_en?: string;
  needed_ko?: string;
  needed_en?: string;
}
export interface Claim {
  claim_id: string;
  reference_date?: string;
  newest_date?: string;
  sentence_ko: string;
  sentence_en: string;
  parts_ko?: string;
  parts_en?: string;
  formula_ko?: string;
  formula_en?: string;
  source_ko?: string;
  source_en?: string;
  published_ko?: string;
  published_en?: string;
  published_value?: number;
  reproduced_value?: number;
  difference?: number;
  author_definition_ko?: string;
  author_definition_en?: string;
  verdict_author: string;
  verdict: string;
  definitions_holding: number;
  definitions_checked: number;
  definitions_open: number;
  definitions_written: number;
  holds_under_ko?: string;
  holds_under_en?: string;
  needed_ko?: string;
  needed_en?: string;
  explanation_ko?: string;
  explanation_en?: string;
  tables?: string;
  variants: Variant[];
  credit: Text;
}
export interface ClaimsPart {
  claims: Claim[];
}

export interface Scenario {
  scenario: string;
  title_ko: string;
  title_en: string;
  description_ko?: string;
  description_en?: string;
  timing_ko?: string;
  timing_en?: string;
}
export type Result = [
  scenario: string,
  level: Level,
  region: string,
  year: number,
  measure: string,
  median: number | null,
  low: number | null,
  high: number | null,
];
export type Past = [level: Level, region: string, year: number, measure: string, value: number | null];
export interface ScenariosPart {
  scenarios: Scenario[];
  results: Result[];
  /** The same measures as they were. */
  history: Past[];
  /** What is taken for granted of births and foreigners. */
  assumed: { ko: string; en: string };
  base_year: number | null;
}

/** Name, type, label in Korean and English, unit, formula, name in the raw file, caveat; "" where there is none. */
export type DictionaryColumn = [
  name: string,
  type: string,
  ko: string,
  en: string,
  unit: string,
  formula: string,
  raw: string,
  caveat: string,
];
export interface DictionaryTable extends Text {
  table: string;
  description: string;
  grain: string;
  key: string;
  source: string;
  columns: DictionaryColumn[];
}

/** What every page says and draws with, whatever the release. */
export interface PagePart {
  words: Record<string, string[]>;
  map: object;
  charts: Record<"lines" | "band", { height: number; [key: string]: unknown }>;
  group_colours: Record<string, string>;
}

/** The data in the page by the name of their packed part. */
export interface Parts {
  page: PagePart;
  map: MapPart;
  lives: LivesPart;
  groups: GroupsPart;
  claims: ClaimsPart;
  scenarios: ScenariosPart;
  dictionary: DictionaryTable[];
}

/** A mark of a chart. `said` is its tooltip. */
export interface ChartRow {
  when: number;
  value: number | null;
  colour: string;
  series: string;
  said: string;
  weight?: number;
  now?: boolean;
  low?: number | null;
  high?: number | null;
}

export type Point = [x: number, y: number];
export type Box = [west: number, north: number, east: number, south: number];
export interface Feature {
  id: string;
  type: "Feature";
  geometry: { type: "MultiPolygon"; coordinates: Point[][][] };
}

/** The part of Vega that the page uses. */
export interface VegaView {
  data(name: string, rows: object[]): VegaView;
  signal(name: string, value: unknown): VegaView;
  width(pixels: number): VegaView;
  height(pixels: number): VegaView;
  run(): VegaView;
  runAsync(): Promise<VegaView>;
  addEventListener(type: string, then: (event: PointerEvent, item?: VegaItem | null) => void): VegaView;
}
export interface VegaItem {
  datum?: { id?: string };
}
declare global {
  interface Window {
    vegaEmbed(target: HTMLElement, spec: object, options: object): Promise<{ view: VegaView }>;
  }
}

/** What an element can hold; what is empty is left out. */
export type Child = Node | string | false | 0 | null | undefined | Child[];

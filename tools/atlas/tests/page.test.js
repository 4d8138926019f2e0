// What is read from the packed parts of a page: unpacking, names in both languages, the indicator at its level and date.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const SCRIPTS = "../../../assets/release/atlas/page/script";
const text = { ko: "", en: "" };
const figures = (/** @type {string[]} */ dates, /** @type {(number | null)[][]} */ values) => ({
  dates,
  classes: [],
  own_classes: {},
  official: false,
  values,
});
const PARTS = {
  page: { words: { sigungu: ["시군구", "Sigungu"], "unit:persons": ["명", "persons"] }, map: {}, charts: {}, group_colours: {} },
  map: {
    views: ["map", "dictionary"],
    regions: {
      sigungu: [
        { id: "gunwi-gun", name_ko: "군위군", name_en: "Gunwi-gun", sido_unit_id: "daegu" },
        { id: "sejong", name_ko: "세종특별자치시", name_en: "Sejong", sido_unit_id: "sejong-si" },
      ],
      sido: [
        { id: "daegu", name_ko: "대구광역시", name_en: "Daegu Metropolitan City", sido_unit_id: "daegu" },
        { id: "sejong-si", name_ko: "세종특별자치시", name_en: "Sejong Special City", sido_unit_id: "sejong-si" },
      ],
    },
    indicators: [
      { id: "a.one", ...text, levels: { sigungu: figures(["2015-12-31", "2024-12-31"], [[1, null], [3, 4]]) } },
      { id: "a.two", ...text, levels: { sido: figures(["2020-12-31"], [[7, 8]]) } },
    ],
  },
}; // prettier-ignore

// The few things of a browser that the modules ask for when they are loaded.
Object.defineProperty(globalThis, "navigator", { value: { language: "ko-KR" }, configurable: true });
Object.assign(globalThis, {
  matchMedia: () => ({ matches: false }),
  document: { querySelector: (/** @type {string} */ selector) => ({ textContent: packed(selector.replace("#part-", "")) }) },
});
/** @param {string} name */
const packed = (name) => gzipSync(JSON.stringify(Reflect.get(PARTS, name))).toString("base64");

/** @type {typeof import("../../../assets/release/atlas/page/script/state.js")} */
const { load, state } = await import(`${SCRIPTS}/state.js`);
/** @type {typeof import("../../../assets/release/atlas/page/script/words.js")} */
const { other, said, term, unit, word } = await import(`${SCRIPTS}/words.js`);
/** @type {typeof import("../../../assets/release/atlas/page/script/regions.js")} */
const { find, fullName, selected } = await import(`${SCRIPTS}/regions.js`);
/** @type {typeof import("../../../assets/release/atlas/page/script/indicators.js")} */
const { drawn, levelsOf, series } = await import(`${SCRIPTS}/indicators.js`);
await load();

/** @param {Partial<typeof state>} changes */
const shown = (changes) => Object.assign(state, { i: "a.one", l: "sigungu", d: "", r: "", lang: "en" }, changes);

test("the reader's language is the browser's", () => assert.equal(state.lang, "ko"));

test("words and texts are in the reader's language, and what has no word shows as it is", () => {
  shown({ lang: "ko" });
  assert.deepEqual([word("sigungu"), unit("persons"), unit("furlongs"), unit("")], ["시군구", "명", "furlongs", ""]);
  assert.deepEqual([said({ ko: "가", en: "A" }), other({ ko: "가", en: "A" })], ["가", "A"]);
  assert.equal(said({ name_en: "only English" }, "name_"), "only English");
  assert.equal(term("event", "never seen"), "never seen");
});

test("a sigungu is named with its sido, and Sejong, which is both, once", () => {
  const [gunwi, sejong] = ["gunwi-gun", "sejong"].map((id) => find(id, "sigungu"));
  assert.ok(gunwi && sejong);
  shown({ lang: "en" });
  assert.deepEqual([fullName(gunwi), fullName(sejong)], ["Gunwi-gun, Daegu", "Sejong"]);
  shown({ lang: "ko" });
  assert.deepEqual([fullName(gunwi), fullName(sejong)], ["대구광역시 군위군", "세종특별자치시"]);
});

test("a region of another release is not chosen", () => {
  shown({ r: "sido:daegu" });
  assert.equal(selected()?.region.name_ko, "대구광역시");
  shown({ r: "sigungu:nowhere" });
  assert.equal(selected(), null);
});

test("the map shows the newest date, or the one asked for if there is one", () => {
  shown({});
  assert.deepEqual([drawn().date, drawn().values], ["2024-12-31", [3, 4]]);
  shown({ d: "2015-12-31" });
  assert.deepEqual([drawn().date, drawn().values], ["2015-12-31", [1, null]]);
  shown({ d: "1999-12-31" });
  assert.equal(drawn().date, "2024-12-31");
});

test("an indicator without the level that is asked for is shown at one that it has, one that is unknown as the first", () => {
  shown({ i: "a.two" });
  assert.deepEqual([drawn().level, drawn().values], ["sido", [7, 8]]);
  shown({ i: "a.gone" });
  assert.equal(drawn().known.id, "a.one");
  assert.deepEqual(levelsOf("map"), ["sigungu", "sido"]);
});

test("a series has a value or nothing for each date", () => {
  const known = drawn().known;
  assert.deepEqual(series(known, "sigungu", "sejong"), [["2015-12-31", null], ["2024-12-31", 4]]); // prettier-ignore
  assert.deepEqual(series(known, "nation", "nation"), []);
});

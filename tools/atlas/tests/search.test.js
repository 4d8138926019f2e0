// What is meant by what a reader types.
import assert from "node:assert/strict";
import { test } from "node:test";

import { filtered, matches } from "../../../assets/release/atlas/page/script/search.js";

/**
 * @param {string} id
 * @param {string} ko
 * @param {string} en
 * @param {object} [more]
 */
const region = (id, ko, en, more) => ({ id, name_ko: ko, name_en: en, ...more });
const REGIONS = {
  megaregion: [region("daegu_gyeongbuk", "대경권", "Daegu-Gyeongbuk")],
  sido: [region("daegu", "대구광역시", "Daegu Metropolitan City", { mois_code: "27", kostat_code: "22" })],
  sigungu: [
    region("gunwi-gun", "군위군", "Gunwi-gun", { mois_code: "27720", sido_ko: "대구광역시" }),
    region("jung-gu-daegu", "중구", "Jung-gu", { mois_code: "27110", sido_ko: "대구광역시" }),
    region("jung-gu-seoul", "중구", "Jung-gu", { mois_code: "11140", sido_ko: "서울특별시" }),
  ],
};
/** @param {string} typed */
const found = (typed) => matches(typed, REGIONS).map((choice) => choice.region.id);

test("a region is found by Korean and English name and by code", () => {
  assert.deepEqual(found("군위"), ["gunwi-gun"]);
  assert.deepEqual(found("gunwi gun"), ["gunwi-gun"]);
  assert.deepEqual(found("27720"), ["gunwi-gun"]);
});

test("one of six Jung-gu is found by its sido", () => {
  assert.deepEqual(found("중구"), ["jung-gu-daegu", "jung-gu-seoul"]);
  assert.deepEqual(found("대구광역시 중구"), ["jung-gu-daegu"]);
});

test("the larger region comes first, and before all what begins with the text", () => {
  assert.deepEqual(found("daegu"), ["daegu_gyeongbuk", "daegu"]);
  assert.deepEqual(found("27"), ["daegu", "gunwi-gun", "jung-gu-daegu"]);
  assert.deepEqual(found("gyeongbuk"), ["daegu_gyeongbuk"]);
});

test("nothing typed finds nothing, and much is cut short", () => {
  assert.deepEqual(found(" - "), []);
  const many = Array.from({ length: 40 }, (_, n) => region(`r${n}`, `가${n}`, `Ga ${n}`));
  assert.equal(matches("가", { sigungu: many }).length, 12);
});

/** @type {import("../../../assets/release/atlas/page/script/types.js").DictionaryTable} */
const TABLE = {
  table: "mart.extinction_risk",
  ko: "소멸위험",
  en: "Extinction risk",
  description: "Women per older person.",
  grain: "",
  key: "",
  source: "",
  columns: [
    ["risk_index", "DOUBLE", "소멸위험지수", "Index", "ratio", "", "", ""],
    ["women", "BIGINT", "여성", "Women of 20-39", "persons", "", "", ""],
  ],
};

test("a table that is named so is there with all its columns, else with those that are", () => {
  assert.deepEqual(filtered([TABLE], "EXTINCTION"), [TABLE]);
  assert.deepEqual(filtered([TABLE], ""), [TABLE]);
  assert.deepEqual(
    filtered([TABLE], "지수")[0]?.columns.map(([name]) => name),
    ["risk_index"],
  );
  assert.deepEqual(filtered([TABLE], "nowhere"), []);
});

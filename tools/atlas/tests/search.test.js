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
    region("jung-gu-daegu", "중구", "Jung-gu", { mois_code: "27110", sido_ko: "대구광역시", sido_unit_id: "daegu" }),
    region("jung-gu-seoul", "중구", "Jung-gu", { mois_code: "11140", sido_ko: "서울특별시", sido_unit_id: "seoul" }),
    region("goseong", "고성군", "Goseong-gun", { mois_code: "48820", sido_ko: "경상남도", sido_unit_id: "gyeongnam" }),
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

test("the sido may be written as it is said, in Korean and in English", () => {
  for (const typed of ["대구 중구", "대구시 중구", "대구중구", "Jung-gu, Daegu", "daegu jung-gu"]) {
    assert.deepEqual(found(typed), ["jung-gu-daegu"], typed);
  }
  for (const typed of ["경남 고성", "경남도 고성군", "경상남도 고성군"]) assert.deepEqual(found(typed), ["goseong"], typed);
});

test("a sido is found as it is said", () => {
  const sido = [
    region("chungbuk", "충청북도", "Chungcheongbuk-do", { sido_unit_id: "chungbuk" }),
    region("gangwon", "강원특별자치도", "Gangwon State", { sido_unit_id: "gangwon" }),
    region("busan", "부산광역시", "Busan Metropolitan City", { sido_unit_id: "busan" }),
  ];
  /** @param {string} typed */
  const first = (typed) => matches(typed, { sido })[0]?.region.id;
  assert.deepEqual(["충북", "강원", "강원도", "부산시", "chungbuk"].map(first), [
    "chungbuk",
    "gangwon",
    "gangwon",
    "busan",
    "chungbuk",
  ]);
});

test("the larger region comes first, and before all what begins with the text", () => {
  assert.deepEqual(found("daegu"), ["daegu_gyeongbuk", "daegu", "jung-gu-daegu"]);
  assert.deepEqual(found("27"), ["daegu", "gunwi-gun", "jung-gu-daegu"]);
  assert.deepEqual(found("gyeongbuk"), ["daegu_gyeongbuk"]);
});

test("where nothing bears the name or code now, what once bore it is found, and a city by its gu", () => {
  /** @type {import("../../../assets/release/atlas/page/script/types.js").Former} */
  const former = {
    "gunwi-gun": [["군위군", "경상북도", "47720", "37310"]],
    "jung-gu-daegu": [["달성시 가구", "대구광역시", "27999"]],
    daegu: [["대구직할시", "", "22"]],
  };
  /** @param {string} typed */
  const once = (typed) => matches(typed, REGIONS, former).map((choice) => [choice.region.id, choice.former]);
  assert.deepEqual(once("47720"), [["gunwi-gun", "군위군"]]);
  for (const typed of ["경북 군위", "경상북도 군위군"]) assert.deepEqual(once(typed), [["gunwi-gun", "군위군"]], typed);
  for (const typed of ["달성 가구", "달성시 가구", "대구 달성 가구", "27999"]) {
    assert.deepEqual(once(typed), [["jung-gu-daegu", "달성시 가구"]], typed);
  }
  assert.deepEqual(once("직할시"), [["daegu", "대구직할시"]]);
  assert.deepEqual(once("군위"), [["gunwi-gun", undefined]], "what bears the name now goes before");
  assert.deepEqual(once("나라"), []);
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

// Classes of a legend: a colour must mean the same here as in the GeoPackage.
import assert from "node:assert/strict";
import { test } from "node:test";

import { classOf, counted, withLimits } from "../../../assets/release/atlas/page/script/classes.js";

/**
 * @param {number | null} lower
 * @param {number | null} upper
 */
const one = (lower, upper) => ({ ko: "", en: "", colour: "", lower, upper });
const [low, middle, high] = [one(null, 0.2), one(0.2, 0.5), one(0.5, null)];
const CLASSES = [low, middle, high];

test("a value on a limit belongs to the class above", () => {
  assert.equal(classOf(0.19999, CLASSES), low);
  assert.equal(classOf(0.2, CLASSES), middle);
  assert.equal(classOf(0.5, CLASSES), high);
});

test("no value has no class, and a zero has one", () => {
  assert.equal(classOf(null, CLASSES), null);
  assert.equal(classOf(undefined, CLASSES), null);
  assert.equal(classOf(0, CLASSES), low);
  assert.equal(classOf(0.1, [middle]), null);
});

test("each class is counted, and what has none", () => {
  assert.deepEqual(
    [...counted([0.1, null, 0.3, 0.1], CLASSES)],
    [
      [low, 2],
      [null, 1],
      [middle, 1],
    ],
  );
});

test("limits are said where the words do not say them", () => {
  assert.equal(withLimits("high risk", low), "high risk (<0.2)");
  assert.equal(withLimits("caution", middle), "caution (0.2–0.5)");
  assert.equal(withLimits("low risk", high), "low risk (≥0.5)");
  assert.equal(withLimits("소멸고위험 (<0.2)", low), "소멸고위험 (<0.2)");
  assert.equal(withLimits("no data", one(null, null)), "no data");
});

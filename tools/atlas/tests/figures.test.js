// How numbers and days are written.
import assert from "node:assert/strict";
import { test } from "node:test";

import { difference, falling, figure, percent, place, rank, when } from "../../../assets/release/atlas/page/script/figures.js";

test("a number has as many digits as a reader can use", () => {
  assert.equal(figure(0.080612), "0.0806");
  assert.equal(figure(12.3456), "12.3");
  assert.equal(figure(123.456), "123.5");
  assert.equal(figure(51_234.7), "51,235");
  assert.equal(figure(7), "7");
  assert.equal(figure(-1234.5), "-1,234");
  assert.equal(figure(0.123456, 4), "0.1235");
});

test("no number is a dash, and no zero", () => {
  assert.equal(figure(null), "–");
  assert.equal(figure(undefined), "–");
  assert.equal(figure(0), "0");
});

test("a difference has its sign, and none where an end is missing", () => {
  assert.equal(difference(0.3, 0.5), "−0.2");
  assert.equal(difference(5, 5), "+0");
  assert.equal(difference(null, 5), "–");
  assert.equal(difference(5, undefined), "–");
});

test("a share is whole percent", () => assert.equal(percent(0.348), "35 %"));

test("a December is its year, another day its month", () => {
  assert.equal(when("2024-12-31"), "2024");
  assert.equal(when("2026-07-01"), "2026-07");
});

test("a December stands at its year on an axis, a June half a year before", () => {
  assert.equal(place("2024-12-31"), 2024);
  assert.equal(place("2024-06-30"), 2023.5);
});

test("equal values share a rank, and those without a value count for nothing", () => {
  const all = [3, null, 5, 5, 1];
  assert.equal(rank(5, all), "1/4");
  assert.equal(rank(3, all), "3/4");
  assert.equal(rank(-2, [-1, null, -2, null]), "2/2"); // nothing is not more than less than nothing
});

test("largest first, nothing last", () => {
  assert.deepEqual([null, 1, -3, 2].sort(falling), [2, 1, -3, null]);
});

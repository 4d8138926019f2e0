// Where a line of figures breaks.
import assert from "node:assert/strict";
import { test } from "node:test";

import { alike, points } from "../../../assets/release/atlas/page/script/lines.js";

/** @import { Figures } from "../../../assets/release/atlas/page/script/types.js" */

const DATES = ["2015-12-31", "2016-12-31", "2017-12-31", "2018-12-31"];

/**
 * @param {(number | null)[]} values
 * @param {{ [date: string]: number[] }} [missing]
 * @returns {Figures}
 */
const figures = (values, missing = {}) => ({
  dates: DATES,
  classes: [],
  own_classes: {},
  official: false,
  values: values.map((value) => [value]),
  missing,
});

/** @param {Figures} at */
const parts = (at) => points(at, 0).map(({ part }) => part);

test("figures of every date are one line", () => assert.deepEqual(parts(figures([1, 2, 3, 4])), [0, 0, 0, 0]));

test("a line breaks over a date without a figure, and begins with the first that there is", () => {
  assert.deepEqual(parts(figures([1, null, 3, 4])), [0, 1, 1]);
  assert.deepEqual(parts(figures([null, null, 3, 4])), [0, 0]);
});

test("a line breaks where figures leave out another number of units", () => {
  const at = figures([1, 2, 3, 4], { [DATES[1] ?? ""]: [1], [DATES[2] ?? ""]: [1] });
  assert.deepEqual(parts(at), [0, 1, 1, 2]);
  assert.deepEqual(
    points(at, 0).map(({ missing }) => missing),
    [0, 1, 1, 0],
  );
});

test("an indicator without figures of the level has no line", () => assert.deepEqual(points(undefined, 0), []));

test("a difference is a change only where both ends leave out as many units", () => {
  assert.equal(alike(figures([1, 2, 3, 4]), 0), true);
  assert.equal(alike(figures([1, 2, 3, 4], { [DATES[0] ?? ""]: [2] }), 0), false);
  assert.equal(alike(figures([1, 2, 3, 4], { [DATES[0] ?? ""]: [2], [DATES[3] ?? ""]: [2] }), 0), true);
});

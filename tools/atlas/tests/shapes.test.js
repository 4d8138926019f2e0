// Shapes: what `shapes.py` wrote as steps comes back as closed rings.
import assert from "node:assert/strict";
import { test } from "node:test";

import { corners, features, points } from "../../../assets/release/atlas/page/script/shapes.js";

const SQUARE = [10, 20, 5, 0, 0, 5, -5, 0];

test("steps are added up and the ring is closed", () => {
  assert.deepEqual(points(SQUARE), [
    [10, 20],
    [15, 20],
    [15, 25],
    [10, 25],
    [10, 20],
  ]);
});

test("a region keeps its islands and its holes", () => {
  const [region] = features({ "a-gun": [[SQUARE, [11, 21, 1, 0, 0, 1]], [[100, 100, 1, 0, 0, 1]]] });
  assert.equal(region?.id, "a-gun");
  assert.deepEqual(
    region?.geometry.coordinates.map((rings) => rings.length),
    [2, 1],
  );
});

test("the box is around all shapes", () => {
  assert.deepEqual(corners(features({ a: [[SQUARE]], b: [[[-3, 7, 1, 1, 0, 1]]] })), [-3, 7, 15, 25]);
});

// Shapes unpacked for drawing: from steps on the grid to points.

/** @import { Box, Feature, Point, Polygons } from "#atlas/types.js" */

/**
 * The closed ring of `[x, y, dx, dy, …]`.
 * @param {number[]} steps
 * @returns {Point[]}
 */
export function points(steps) {
  /** @type {Point[]} */
  const found = [];
  let [x, y] = [0, 0];
  for (let n = 0; n < steps.length; n += 2) {
    x += steps[n] ?? 0;
    y += steps[n + 1] ?? 0;
    found.push([x, y]);
  }
  return [...found, ...found.slice(0, 1)];
}

/**
 * The regions of a level as GeoJSON.
 * @param {Record<string, Polygons>} shapes
 * @returns {Feature[]}
 */
export function features(shapes) {
  return Object.entries(shapes).map(([id, polygons]) => ({
    id,
    type: "Feature",
    geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(points)) },
  }));
}

/**
 * The box around shapes; y runs to the south.
 * @param {Feature[]} shapes
 * @returns {Box}
 */
export function corners(shapes) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of shapes.flatMap((shape) => shape.geometry.coordinates.flat(2))) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

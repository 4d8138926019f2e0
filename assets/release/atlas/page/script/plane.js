// The plane of the map: its size, how far it is zoomed and where it lies, and how pointer and wheel move it.
import { BARE } from "#atlas/chart.js";
import { $ } from "#atlas/elements.js";
import { corners, features } from "#atlas/shapes.js";
import { atlas, given } from "#atlas/state.js";

/** @import { Box, Feature, Level, MapLevel, VegaView } from "#atlas/types.js" */

// As far in as one can go, how far a region found by name is brought near, and how much of the plane it may fill.
const NEAREST = 30;
const NEAR = 12;
const PART_OF_PLANE = 0.22;
// A pointer that moves less than this, in pixels, clicks.
const STILL = 4;

/** `k` pixels a step of the grid (`base`: all is seen); `x`, `y`: where the corner of the grid lies. */
const plane = {
  /** @type {Promise<{ view: VegaView }> | null} */
  made: null,
  /** @type {VegaView | null} */
  view: null,
  /** @type {Level | ""} */
  level: "",
  /** @type {Box} */
  bounds: [0, 0, 0, 0],
  base: 1,
  k: 1,
  x: 0,
  y: 0,
  width: 0,
  height: 0,
  dragged: false,
};
export const size = () => ({ width: plane.width, height: plane.height });
export const wasDragged = () => plane.dragged;

/** @type {{ [level in Level]?: Feature[] }} */
const decoded = {};
/** @param {Level} level */
export const geometry = (level) => (decoded[level] ??= features(atlas.shapes[/** @type {MapLevel} */ (level)]));

/**
 * The view of Vega; `prepare` is called once, when it is new.
 * @param {(view: VegaView) => void} prepare
 */
export async function planeView(prepare) {
  plane.made ??= window.vegaEmbed($("#map"), given.map, { ...BARE, mode: "vega", config: { aria: false, background: null } });
  const { view } = await plane.made;
  if (!plane.view) {
    $("#map svg", SVGElement).setAttribute("aria-hidden", "true"); // the label and the table say it
    plane.view = view;
    prepare(view);
  }
  return view;
}

/**
 * Lay the plane anew where another level is shown, or the page has another width.
 * @param {VegaView} view
 * @param {Level} level
 */
export function lay(view, level) {
  if (plane.level !== level) view.data("frame", level === "sigungu" ? geometry("sido") : []);
  if (plane.level !== level || plane.width !== $("#map").clientWidth) fit(view, level);
  plane.level = level;
}

/**
 * @param {VegaView} view
 * @param {Level} level
 */
function fit(view, level) {
  const [west, north, east, south] = (plane.bounds = corners(geometry(level)));
  plane.width = $("#map").clientWidth;
  plane.height = Math.min((plane.width * (south - north)) / (east - west), Math.max(420, innerHeight - 330));
  plane.base = Math.min(plane.width / (east - west), plane.height / (south - north)) * 0.985;
  view.width(plane.width).height(plane.height);
  centre(plane.bounds, plane.base);
  move();
}

/**
 * @param {Box} box
 * @param {number} k
 */
function centre([west, north, east, south], k) {
  Object.assign(plane, { k, x: plane.width / 2 - ((west + east) / 2) * k, y: plane.height / 2 - ((north + south) / 2) * k });
}

function move() {
  $("#map").classList.toggle("zoomed", plane.k > plane.base * 1.01);
  plane.view?.signal("k", plane.k).signal("x", plane.x).signal("y", plane.y);
}

/**
 * Bring nearer about a point; all the way out the country is centred.
 * @param {number} factor
 * @param {number} [px]
 * @param {number} [py]
 */
export function zoom(factor, px = plane.width / 2, py = plane.height / 2) {
  const k = Math.min(Math.max(plane.k * factor, plane.base), plane.base * NEAREST);
  const grown = k / plane.k;
  if (k === plane.base) centre(plane.bounds, k);
  else Object.assign(plane, { k, x: px - (px - plane.x) * grown, y: py - (py - plane.y) * grown });
  move();
  plane.view?.run();
}

/**
 * Bring a small region near; one that is large enough stays where it is.
 * @param {Level} level
 * @param {string} id
 */
export function zoomTo(level, id) {
  const feature = level === plane.level && geometry(level).find((one) => one.id === id);
  if (!feature) return;
  const box = corners([feature]);
  const k = Math.min(plane.width / (box[2] - box[0]), plane.height / (box[3] - box[1])) * PART_OF_PLANE;
  if (k <= plane.base * 1.5) return;
  centre(box, Math.min(k, plane.base * NEAR));
  move();
  plane.view?.run();
}

export function startPlane() {
  $("#zoom-in").addEventListener("click", () => zoom(1.7));
  $("#zoom-out").addEventListener("click", () => zoom(1 / 1.7));
  $("#zoom-reset").addEventListener("click", () => zoom(0));
  $("#map").addEventListener("wheel", turned, { passive: false });
  startDragging();
}

/** @param {WheelEvent} event */
function turned(event) {
  if (event.deltaY > 0 && plane.k <= plane.base) return; // the page scrolls on
  event.preventDefault();
  zoom(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY);
}

function startDragging() {
  /** Where the pointer went down, and where the plane lay. @type {{ x: number, y: number, px: number, py: number } | null} */
  let from = null;
  $("#map").addEventListener("pointerdown", (event) => {
    from = { x: plane.x, y: plane.y, px: event.clientX, py: event.clientY };
    plane.dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!from || plane.k <= plane.base) return;
    const [dx, dy] = [event.clientX - from.px, event.clientY - from.py];
    if (Math.hypot(dx, dy) < STILL) return;
    Object.assign(plane, { dragged: true, x: from.x + dx, y: from.y + dy });
    move();
    plane.view?.run();
  });
  addEventListener("pointerup", () => {
    from = null;
  });
}

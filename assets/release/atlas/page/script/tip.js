// What stands beside the pointer on the map.
import { $, el, fill } from "#atlas/elements.js";
import { figure, when } from "#atlas/figures.js";
import { lacks } from "#atlas/gaps.js";
import { drawn } from "#atlas/indicators.js";
import { size } from "#atlas/plane.js";
import { fullName, indexOf, regionsOf } from "#atlas/regions.js";
import { inLine, other, otherLanguage, unit, word } from "#atlas/words.js";

/** @import { VegaItem } from "#atlas/types.js" */

/**
 * @param {PointerEvent} event
 * @param {VegaItem | null} [item]
 */
export function showTip(event, item) {
  const { level, values, known, date, at } = drawn();
  const n = indexOf(item?.datum?.id, level);
  const region = regionsOf(level)[n];
  const tip = $("#tip");
  tip.hidden = !region;
  if (!region) return;
  const value = values[n];
  const missing = lacks(at.missing[date]?.[n] ?? 0);
  const told = value == null ? word("no_figure") : inLine(`${figure(value)} ${unit(known.unit)}`, when(date), missing);
  fill(
    tip,
    el("strong", {}, fullName(region)),
    el("span", { lang: otherLanguage() }, `${other(region, "name_")} `),
    el("br"),
    told,
  );
  place(tip, event);
}

export function hideTip() {
  $("#tip").hidden = true;
}

/**
 * Beside the pointer, and inside the map.
 * @param {HTMLElement} tip
 * @param {PointerEvent} event
 */
function place(tip, event) {
  const box = $("#map").getBoundingClientRect();
  const { width, height } = size();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const below = y + tip.offsetHeight + 24 <= height;
  tip.style.left = `${Math.max(0, Math.min(x + 14, width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${below ? y + 16 : y - tip.offsetHeight - 12}px`;
}

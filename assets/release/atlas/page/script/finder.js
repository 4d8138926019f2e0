// The box in which a region is found by typing: a list of choices under it, walked by arrows.
import { $, el, fill } from "#atlas/elements.js";
import { part } from "#atlas/packed.js";
import { zoomTo } from "#atlas/plane.js";
import { fullName } from "#atlas/regions.js";
import { matches } from "#atlas/search.js";
import { atlas, go } from "#atlas/state.js";
import { other, otherLanguage, word } from "#atlas/words.js";

/** @import { Former, Place } from "#atlas/types.js" */

/** Earlier names and codes; they come when the box is first entered. @type {Former | undefined} */
let former;

/** @type {Place[]} */
let choices = [];
let active = -1;

const box = () => $("#search", HTMLInputElement);
const list = () => $("#found");

export function startFinder() {
  box().addEventListener("input", look);
  box().addEventListener("focus", learn);
  box().addEventListener("blur", () => {
    close();
    $("#not-found").hidden = true;
  });
  box().addEventListener("keydown", (event) => {
    if (pressed(event)) event.preventDefault();
  });
}

async function learn() {
  if (former) return;
  ({ former } = await part("lives"));
  if (box().value) look();
}

/**
 * Whether a key meant the list.
 * @param {KeyboardEvent} event
 */
function pressed(event) {
  const chosen = list().hidden ? undefined : choices[active];
  if (event.key === "ArrowDown" && !choices.length) look();
  else if (event.key === "ArrowDown") mark(active + 1);
  else if (event.key === "ArrowUp" && choices.length) mark(active - 1);
  else if (event.key === "Enter" && chosen) pick(chosen);
  else if (event.key === "Escape") leave(event);
  else return false;
  return true;
}

/** Offer what is meant by the text in the box. */
function look() {
  choices = matches(box().value, atlas.regions, former);
  fill(list(), choices.map(option));
  list().hidden = !choices.length;
  box().setAttribute("aria-expanded", `${choices.length > 0}`);
  const nothing = box().value.trim() !== "" && !choices.length;
  fill($("#live"), box().value && (choices.length ? `${choices.length} ${word("found")}` : word("nothing")));
  fill($("#not-found"), nothing && word("nothing"));
  $("#not-found").hidden = !nothing;
  if (choices.length) mark(0);
  else close();
}

/**
 * @param {Place} choice
 * @param {number} n
 */
function option(choice, n) {
  /** A press would take the focus from the box, which closes the list. @param {PointerEvent} event */
  const onpointerdown = (event) => {
    event.preventDefault();
    pick(choice);
  };
  const rest = el("small", {}, el("span", { lang: otherLanguage() }, other(choice.region, "name_")), ` · ${word(choice.level)}`);
  const attributes = { id: `found-${n}`, role: "option", "aria-selected": "false", onpointerdown };
  const by = choice.former ? el("small", { lang: "ko" }, ` ← ${choice.former}`) : "";
  return el("li", attributes, el("span", {}, fullName(choice.region), by), rest);
}

/** @param {number} n */
function mark(n) {
  active = (n + choices.length) % choices.length;
  [...list().children].forEach((line, m) => line.setAttribute("aria-selected", `${m === active}`));
  box().setAttribute("aria-activedescendant", `found-${active}`);
  $(`#found-${active}`).scrollIntoView({ block: "nearest" });
}

/** @param {Place} choice */
function pick({ level, region }) {
  box().value = "";
  close();
  go({ r: `${level}:${region.id}`, l: level });
  requestAnimationFrame(() => zoomTo(level, region.id));
  $("#region").focus();
}

function close() {
  list().hidden = true;
  box().setAttribute("aria-expanded", "false");
  box().removeAttribute("aria-activedescendant");
  active = -1;
}

/** @param {KeyboardEvent} event */
function leave(event) {
  event.stopPropagation(); // only the list closes, the chosen region stays
  close();
  box().value = "";
  $("#not-found").hidden = true;
  choices = [];
}

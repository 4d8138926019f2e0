// Puts the state on the page: its words, its controls, the view that is open; and listens to the reader.
import { showClaims } from "#atlas/claims.js";
import { showDictionary } from "#atlas/dictionary.js";
import { $, all, el, fill, segment } from "#atlas/elements.js";
import { startFinder } from "#atlas/finder.js";
import { showGroups } from "#atlas/groups.js";
import { among, comparing, indicator, levelIn, levelsOf } from "#atlas/indicators.js";
import { showMap, startMap } from "#atlas/map.js";
import { showRegion } from "#atlas/region.js";
import { showScenarios } from "#atlas/scenarios.js";
import { atlas, go, load, lost, readAddress, state, whenChanged } from "#atlas/state.js";
import { stop } from "#atlas/time.js";
import { inLine, otherLanguage, said, word } from "#atlas/words.js";

/** @import { Level, State, View, Word } from "#atlas/types.js" */
/** @import { Comparing } from "#atlas/indicators.js" */

/** @type {Record<View, () => Promise<void>>} */
const VIEWS = {
  map: async () => {
    await showMap();
    await showRegion();
  },
  groups: showGroups,
  claims: showClaims,
  scenarios: showScenarios,
  dictionary: showDictionary,
};

export async function start() {
  document.documentElement.dataset.theme = new URLSearchParams(location.hash.slice(1)).get("theme") ?? state.theme;
  await load();
  readAddress();
  whenChanged(show);
  listenToControls();
  listenToReader();
  startMap();
  startFinder();
  await show();
}

let turns = 0;
/** Show the state. `data-shown` says when the newest is drawn, as another may be asked for meanwhile. */
async function show() {
  const turn = ++turns;
  delete document.body.dataset.shown;
  showWords();
  showSections();
  showChoices();
  await VIEWS[state.view]();
  if (turn === turns) document.body.dataset.shown = state.view;
}

function showWords() {
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = state.theme;
  $("#language").lang = otherLanguage();
  for (const at of all("[data-word]")) fill(at, word(/** @type {Word} */ (at.dataset.word)));
  for (const at of all("[data-label]")) at.setAttribute("aria-label", word(/** @type {Word} */ (at.dataset.label)));
  $("#astray").hidden = !lost.length;
  fill($("#astray"), lost.length && [`${word("astray")}: `, el("code", {}, lost.join(", "))]);
  fill($("#basis"), said(atlas.note));
  const without = atlas.without_figures > 0 && word("missing_inputs").replace("…", `${atlas.without_figures}`);
  fill($("#about"), inLine(`Rebalance ${word("version")} ${atlas.version}`, `${word("about")} ${atlas.vintage}`, without));
}

function showSections() {
  for (const at of all("[data-view]")) {
    at.toggleAttribute("aria-current", at.dataset.view === state.view);
    at.hidden = !atlas.views.includes(/** @type {View} */ (at.dataset.view));
  }
  for (const at of all("[data-section]")) at.hidden = at.dataset.section !== state.view;
}

function showChoices() {
  const view = comparing();
  if (!view) return;
  const [select, levels] = view === "map" ? ["#indicator", "#levels"] : ["#group-indicator", "#groupings"];
  fill($(select), offered(view));
  showLevels($(levels), view);
}

/**
 * The indicators of a view under the titles of their tables.
 * @param {Comparing} view
 */
function offered(view) {
  const [known, chosen] = [among(view), indicator(view)];
  const titles = [...new Set(known.map((one) => said(one.table)))];
  return titles.map((label) => {
    const of = known.filter((one) => said(one.table) === label);
    return el(
      "optgroup",
      { label },
      of.map((one) => el("option", { value: one.id, selected: one === chosen }, said(one))),
    );
  });
}

/**
 * Levels as buttons; the one that has the focus keeps it when they are made anew.
 * @param {HTMLElement} target
 * @param {Comparing} view
 */
function showLevels(target, view) {
  const known = indicator(view);
  const chosen = levelIn(view, known);
  const focus = [...target.children].findIndex((button) => button === document.activeElement);
  /** @param {Level} level */
  const change = (level) => go(view === "map" ? { l: level, r: "" } : { g: level });
  const buttons = levelsOf(view).map((level) => {
    return segment(word(level), level === chosen, () => change(level), { disabled: !known.levels[level] });
  });
  fill(target, buttons);
  buttons[focus]?.focus();
}

function listenToControls() {
  /** @type {[string, "i" | "s"][]} */
  const selects = [["#indicator", "i"], ["#group-indicator", "i"], ["#scenario", "s"]]; // prettier-ignore
  for (const [selector, field] of selects) {
    const select = $(selector, HTMLSelectElement);
    select.addEventListener("change", () => go({ [field]: select.value }));
  }
  const filter = $("#filter", HTMLInputElement);
  filter.addEventListener("input", () => go({ q: filter.value }));
  $("#language").addEventListener("click", () => go({ lang: otherLanguage() }));
  $("#theme").addEventListener("click", () => go({ theme: state.theme === "dark" ? "light" : "dark" }));
  for (const at of all("[data-view]")) at.addEventListener("click", (event) => turnTo(event, at));
}

/**
 * @param {Event} event
 * @param {HTMLElement} at
 */
function turnTo(event, at) {
  event.preventDefault();
  stop();
  go({ view: /** @type {View} */ (at.dataset.view) });
}

function listenToReader() {
  for (const moved of ["hashchange", "popstate"]) {
    addEventListener(moved, () => {
      readAddress();
      show();
    });
  }
  addEventListener("keydown", pressed);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width === innerWidth) return;
    width = innerWidth;
    show();
  });
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.key === "Escape" && state.r) go({ r: "" });
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== "/" || typing || state.view !== "map") return;
  event.preventDefault();
  $("#search").focus();
}

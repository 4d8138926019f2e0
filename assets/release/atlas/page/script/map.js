// The map: shapes in the colours of their class, legend, definition, values as a table.
import { colour } from "#atlas/chart.js";
import { classOf, counted, withLimits } from "#atlas/classes.js";
import { whose } from "#atlas/credit.js";
import { $, cell, el, fill, head, link, rowHead, number, row, swatch, table, terms } from "#atlas/elements.js";
import { falling, figure, when } from "#atlas/figures.js";
import { drawn } from "#atlas/indicators.js";
import { geometry, lay, planeView, startPlane, wasDragged } from "#atlas/plane.js";
import { fullName, regionsOf, selected } from "#atlas/regions.js";
import { atlas, go, state } from "#atlas/state.js";
import { startTime, showTime } from "#atlas/time.js";
import { hideTip, showTip } from "#atlas/tip.js";
import { inLine, other, said, unit, word } from "#atlas/words.js";

/** @import { Indicator, MapClass, VegaView } from "#atlas/types.js" */
/** @typedef {ReturnType<typeof drawn>} Drawn */
/** @typedef {[one: MapClass, label: string, count: number]} LegendRow */

export async function showMap() {
  const now = drawn();
  showTitle(now);
  showLegend(now);
  showTime(now);
  showDefinition(now.known);
  fill($("#map-credit"), whose(now.known.credit, now.date, atlas.credits.borders));
  if ($("#values", HTMLDetailsElement).open) showValues();
  await draw(now);
  if (!performance.getEntriesByName("first-map").length) performance.mark("first-map");
}

export function startMap() {
  const values = $("#values", HTMLDetailsElement);
  values.addEventListener("toggle", () => values.open && showValues());
  startTime();
  startPlane();
}

/** @param {Drawn} now */
function showTitle({ known, level, date }) {
  fill($("#map-title"), said(known), date && ` · ${when(date)}`);
  fill($("#map-subtitle"), inLine(state.lang === "en" && other(known), unit(known.unit)));
  $("#map").setAttribute("aria-label", `${said(known)}, ${when(date)}, ${word(level)}. ${word("as_table")} ↓`);
}

/** @param {Drawn} now */
async function draw({ level, values, classes }) {
  const colours = new Map(regionsOf(level).map(({ id }, n) => [id, (classOf(values[n], classes) ?? atlas.no_data).colour]));
  const rows = geometry(level).map((shape) => ({ ...shape, colour: colours.get(shape.id) ?? atlas.no_data.colour }));
  const view = await planeView(listen);
  const chosen = selected();
  view
    .data("shapes", rows)
    .signal("edge", colour("--edge"))
    .signal("ink", colour("--ink"))
    .signal("selected", chosen?.level === level ? chosen.region.id : "");
  lay(view, level);
  await view.runAsync();
}

/** @param {VegaView} view */
function listen(view) {
  view
    .addEventListener("pointermove", showTip)
    .addEventListener("pointerout", hideTip)
    .addEventListener("click", (_, item) => {
      if (item?.datum?.id && !wasDragged()) go({ r: `${drawn().level}:${item.datum.id}` });
    });
}

/** @param {Drawn} now */
function showLegend({ at, values, known, classes, own, date }) {
  const counts = counted(values, classes);
  const missing = counts.get(null);
  /** @type {LegendRow[]} */
  const rows = [...classes].reverse().map((one) => [one, withLimits(said(one), one), counts.get(one) ?? 0]);
  if (missing) rows.push([atlas.no_data, said(atlas.no_data), missing]);
  const lines = rows.map(([one, label, count]) =>
    el("li", {}, swatch(one.colour), el("span", {}, label), el("b", {}, `${count}`)),
  );
  const spread = own ? word("classes_own").replace("…", when(date)) : word("classes_all");
  const about = at.official || classes.length < 2 ? [] : [el("p", { class: "muted" }, spread)];
  const short = at.missing[date]?.filter(Boolean).length;
  if (short) about.push(el("p", { class: "muted" }, word("map_lacks").replace("…", `${short}`)));
  fill($("#legend"), el("p", {}, unit(known.unit)), el("ul", {}, lines), about);
}

/** @param {Indicator} known */
function showDefinition(known) {
  /** @type {("unit" | "formula" | "caveat" | "source" | "citation")[]} */
  const fields = ["unit", "formula", "caveat", "source", "citation"];
  const there = fields.filter((field) => known[field]);
  fill($("#definition dl"), terms(there.map((field) => [word(field), told(known, field)])));
}

/**
 * What is said of an indicator in the reader's language; titles of works and names of tables are what they are.
 * @param {Indicator} known
 * @param {"unit" | "formula" | "caveat" | "source" | "citation"} field
 */
function told(known, field) {
  if (field === "unit") return unit(known.unit);
  if (field === "source") return el("code", {}, known.source);
  const korean = state.lang === "ko" && (field === "formula" || field === "caveat") && known[`${field}_ko`];
  return korean || el("span", { lang: "en" }, known[field]);
}

function showValues() {
  const { level, values, known, date, classes } = drawn();
  const rows = regionsOf(level)
    .map((region, n) => ({ region, value: values[n] }))
    .sort((a, b) => falling(a.value, b.value))
    .map(({ region, value }) =>
      row(
        rowHead(link(fullName(region), () => go({ r: `${level}:${region.id}` }))),
        number(figure(value)),
        cell(swatch((classOf(value, classes) ?? atlas.no_data).colour)),
      ),
    );
  const caption = el("caption", {}, `${said(known)}, ${when(date)}`);
  fill($("#values div"), table([caption, head(word("region"), `#${word("value")}`, "")], rows));
}

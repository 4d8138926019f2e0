// What is known of the chosen region: figures beside its group and the nation, ranks. Its life is in `life.js`.
import { chart, colour } from "#atlas/chart.js";
import { classOf } from "#atlas/classes.js";
import { credit } from "#atlas/credit.js";
import {
  $,
  cell,
  el,
  fill,
  head,
  key,
  link,
  rowHead,
  note,
  number,
  row,
  scrolling,
  small,
  swatch,
  table,
} from "#atlas/elements.js";
import { falling, figure, place, rank, when } from "#atlas/figures.js";
import { broken, lacks } from "#atlas/gaps.js";
import { drawn, series } from "#atlas/indicators.js";
import { showLife } from "#atlas/life.js";
import { points } from "#atlas/lines.js";
import { find, fullName, indexOf, regionsOf, selected } from "#atlas/regions.js";
import { atlas, go } from "#atlas/state.js";
import { inLine, other, otherLanguage, said, unit, word } from "#atlas/words.js";

/** @import { ChartRow, Indicator, Level, Place, Region } from "#atlas/types.js" */
/** @typedef {Place & { colour: string, weight: number }} Line */
/** @typedef {{ known: Indicator, date: string, value: number, all: (number | null)[] }} KeyFigure */

const GROUP_COLOUR = "#d08a2e";
const ENDS = 5;

export async function showRegion() {
  const chosen = selected();
  const { known, date } = drawn();
  const panel = $("#region");
  if (!chosen) {
    fill(panel, el("p", { class: "lead" }, word("no_region")), ends(), credit(known.credit, date));
    return;
  }
  const lines = linesOf(chosen, known);
  const target = el("div", { class: "chart" });
  const life = el("div");
  fill(
    panel,
    title(chosen),
    bigFigure(chosen, known, date),
    target,
    el("p", { class: "key" }, key(lines.map((line) => [line.colour, said(line.region, "name_")]))),
    broken(lines.map((line) => pointsOf(line, known))),
    credit(known.credit, date),
    el("h3", {}, word("key_figures")),
    note(word("key_note")),
    keyFigures(chosen),
    credit(atlas.credits.figures),
    life,
  );
  const rows = lines.flatMap((line) => marks(line, known, chosen.level, date));
  if (rows.length) await chart(target, "lines", rows, `${said(known)}: ${said(chosen.region, "name_")}`);
  else target.remove();
  await showLife(life, chosen);
}

/** @param {Place} chosen */
function title({ level, region }) {
  const sido = level === "sigungu" && find(region.sido_unit_id, "sido");
  const group = level !== "megaregion" && find(region.megaregion, "megaregion");
  const above = [sido, group].flatMap((one) => (one ? said(one, "name_") : []));
  return [
    el("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => go({ r: "" }) }, "✕"),
    el("h2", {}, said(region, "name_")),
    el(
      "p",
      { class: "muted" },
      el("span", { lang: otherLanguage() }, other(region, "name_")),
      above.map((name) => ` · ${name}`),
    ),
    region.mois_code && el("p", { class: "codes" }, codes(region)),
  ];
}

/** @param {Region} region */
function codes({ mois_code: mois, kostat_code: kostat }) {
  const both = inLine(`${word("mois")} ${mois}`, kostat && `${word("kostat")} ${kostat}`);
  return `${both} (${word("as_of").replace("…", atlas.vintage)})`;
}

/**
 * @param {Place} chosen
 * @param {Indicator} known
 * @param {string} date
 */
function bigFigure({ level, region }, known, date) {
  const now = series(known, level, region.id).find(([day]) => day === date)?.[1];
  const told = now == null ? word("no_figure") : `${unit(known.unit)} · ${said(known)}, ${when(date)}`;
  return el("p", { class: "big" }, figure(now), " ", el("small", {}, told));
}

/**
 * The region; beside it its group and the nation, where a rate can be compared with theirs.
 * @param {Place} chosen
 * @param {Indicator} known
 * @returns {Line[]}
 */
function linesOf({ level, region }, known) {
  const group = level === "megaregion" ? undefined : find(region.megaregion, "megaregion");
  const [nation] = regionsOf("nation");
  /** @type {Line[]} */
  const lines = [{ region, level, colour: colour("--accent"), weight: 2.6 }];
  if (known.measure === "intensive") {
    if (group) lines.push({ region: group, level: "megaregion", colour: GROUP_COLOUR, weight: 1.6 });
    if (nation) lines.push({ region: nation, level: "nation", colour: colour("--muted"), weight: 1.6 });
  }
  return lines.filter((line) => series(known, line.level, line.region.id).some(([, value]) => value != null));
}

/**
 * @param {Line} line
 * @param {Indicator} known
 * @param {Level} level of the chosen region, whose value of the date is marked
 * @param {string} date
 * @returns {ChartRow[]}
 */
function marks(line, known, level, date) {
  return pointsOf(line, known).map(({ date: day, value, missing, part }) => ({
    when: place(day),
    value,
    colour: line.colour,
    weight: line.weight,
    series: `${line.level} ${part}`,
    now: day === date && line.level === level,
    said: inLine(`${said(line.region, "name_")}, ${when(day)}: ${figure(value)}`, lacks(missing)),
  }));
}

/**
 * @param {Place} place
 * @param {Indicator} known
 */
const pointsOf = ({ level, region }, known) => points(known.levels[level], indexOf(region.id, level));

/** The largest and the smallest of the map, where no region is chosen. */
function ends() {
  const { known, level, values, classes } = drawn();
  const rows = regionsOf(level)
    .map((region, n) => ({ region, value: values[n] }))
    .filter(({ value }) => value != null)
    .sort((a, b) => falling(a.value, b.value));
  const few = Math.min(ENDS, Math.floor(rows.length / 2));
  if (!few) return [];
  /** @param {typeof rows} some */
  const listed = (some) =>
    some.map(({ region, value }) =>
      row(
        cell(swatch((classOf(value, classes) ?? atlas.no_data).colour)),
        rowHead(link(fullName(region), () => go({ r: `${level}:${region.id}` }))),
        number(figure(value)),
      ),
    );
  return [
    el("h3", {}, `${word("largest")}: ${said(known)}`),
    table([], listed(rows.slice(0, few))),
    el("h3", {}, `${word("smallest")}: ${said(known)}`),
    table([], listed(rows.slice(-few).reverse())),
  ];
}

/** @param {Place} chosen */
function keyFigures({ level, region }) {
  const rows = keyRows(level, region).map(({ known, date, value, all }) =>
    row(
      rowHead(
        link(said(known), () => go({ i: known.id, d: date })),
        el("br"),
        small(inLine(unit(known.unit), when(date))),
      ),
      number(figure(value)),
      number(rank(value, all)),
    ),
  );
  const heading = head(word("indicator"), `#${word("value")}`, `#${word("rank")}`);
  return scrolling(word("key_figures"), table([heading], rows), "scroll short");
}

/**
 * The newest value of each rate; extinction risk, which the page is about, first and with its counts.
 * @param {Level} level
 * @param {Region} region
 * @returns {KeyFigure[]}
 */
function keyRows(level, region) {
  const index = indexOf(region.id, level);
  const shown = atlas.indicators.filter((known) => known.measure === "intensive" || atRisk(known));
  return [...shown.filter(atRisk), ...shown.filter((known) => !atRisk(known))].flatMap((known) => newest(known, level, index));
}

/** @param {Indicator} known */
const atRisk = (known) => known.id.startsWith("extinction_risk");

/**
 * @param {Indicator} known
 * @param {Level} level
 * @param {number} index
 * @returns {KeyFigure[]} one, or none where there is no value
 */
function newest(known, level, index) {
  const at = known.levels[level];
  const n = at?.values.findLastIndex((values) => values[index] != null) ?? -1;
  const [all, date] = [at?.values[n], at?.dates[n]];
  const value = all?.[index];
  return all && date && value != null ? [{ known, date, value, all }] : [];
}

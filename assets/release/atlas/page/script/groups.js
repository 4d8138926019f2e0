// The comparison of 5+3 regions and other groupings, and what was promised to each.
import { chart } from "#atlas/chart.js";
import { whose } from "#atlas/credit.js";
import { $, cell, el, empty, fill, head, rowHead, note, number, row, small, swatch, table } from "#atlas/elements.js";
import { difference, falling, figure, place, when } from "#atlas/figures.js";
import { broken, lacks } from "#atlas/gaps.js";
import { figuresOf, indicator, levelIn } from "#atlas/indicators.js";
import { alike, points } from "#atlas/lines.js";
import { part } from "#atlas/packed.js";
import { find, regionsOf } from "#atlas/regions.js";
import { atlas, given } from "#atlas/state.js";
import { inLine, said, term, unit, word } from "#atlas/words.js";

/** @import { ChartRow, Figures, Indicator, Level, Policy, Profile } from "#atlas/types.js" */

const READING = "5+3";
const CHART_HEIGHT = 360;

export async function showGroups() {
  const known = indicator("groups");
  const level = levelIn("groups", known);
  const at = figuresOf(known, level);
  fill($("#groups-title"), `${said(known)} · ${word(level)}`);
  fill($("#group-table"), at.dates.length ? groupTable(known, level, at) : empty(word("no_figures")));
  fill($("#group-gaps"), broken(regionsOf(level).map((_, n) => points(at, n))));
  fill($("#group-credit"), whose(known.credit, at.dates.at(-1)));
  await chart($("#group-chart"), "lines", lines(level, at), `${said(known)}: ${word(level)}`, CHART_HEIGHT);
  await showPromises();
}

/**
 * @param {string} id
 * @param {number} n
 */
function groupColour(id, n) {
  const colours = Object.values(given.group_colours);
  return given.group_colours[id] ?? colours[n % colours.length] ?? atlas.no_data.colour;
}

/**
 * @param {Level} level
 * @param {Figures} at
 * @returns {ChartRow[]}
 */
function lines(level, at) {
  const newest = at.dates.at(-1);
  return regionsOf(level).flatMap((region, n) =>
    points(at, n).map(({ date, value, missing, part: stretch }) => ({
      when: place(date),
      value,
      colour: groupColour(region.id, n),
      weight: 2.2,
      series: `${region.id} ${stretch}`,
      now: date === newest,
      said: inLine(`${said(region, "name_")}, ${when(date)}: ${figure(value)}`, lacks(missing)),
    })),
  );
}

/**
 * First and newest value of each group.
 * @param {Indicator} known
 * @param {Level} level
 * @param {Figures} at
 */
function groupTable(known, level, at) {
  const [first, last] = [at.dates[0] ?? "", at.dates.at(-1) ?? ""];
  const rows = regionsOf(level)
    .map((region, n) => ({ region, n, first: at.values[0]?.[n], last: at.values.at(-1)?.[n], same: alike(at, n) }))
    .sort((a, b) => falling(a.last, b.last))
    .map((one) =>
      row(
        cell(swatch(groupColour(one.region.id, one.n))),
        rowHead(said(one.region, "name_")),
        number(figure(one.first)),
        number(figure(one.last)),
        number(one.same ? difference(one.last, one.first) : "–"),
      ),
    );
  const caption = el("caption", {}, inLine(said(known), unit(known.unit)));
  return table([caption, head("", word("region"), `#${when(first)}`, `#${when(last)}`, `#${word("change")}`)], rows);
}

async function showPromises() {
  const { policy, profile } = await part("groups");
  const newest = policy.map((act) => act.latest_date ?? "").sort();
  $("#promised").hidden = !policy.length && !profile.length;
  fill($("#promises-credit"), whose(atlas.credits.promises, newest.at(-1)));
  const cards = profile.filter((one) => one.reading === READING).map((one) => promiseCard(one, policy));
  fill($("#promises"), cards);
}

/**
 * @param {Profile} profile
 * @param {Policy[]} policy
 */
function promiseCard(profile, policy) {
  const { region_id: id, at_risk_units: atRisk, keis_units: units, legal_decline_areas: areas } = profile;
  const region = find(id, "megaregion");
  const acts = policy.filter((act) => act.region_id === id).map(actRow);
  return el(
    "div",
    { class: "card" },
    el("h4", {}, region ? said(region, "name_") : id),
    note(`${word("at_risk_of")} ${atRisk ?? "–"}/${units ?? "–"} · ${word("legal_areas")} ${areas ?? "–"}`),
    atRisk == null && units ? note(word("at_risk_unknown")) : [],
    table([], acts),
    note(word("done_of")),
  );
}

/** @param {Policy} act */
function actRow(act) {
  const latest = [act.latest_date?.slice(0, 7), said(act, "latest_act_")].filter(Boolean).join(" ");
  return row(rowHead(term("policy", act.kind), el("br"), small(latest)), number(`${act.done}/${act.promised}`));
}

// Scenarios: what the chosen one changes beside the trend, the line from the past into the projection, and what it would take.
import { chart, colour } from "#atlas/chart.js";
import { outlookCredit } from "#atlas/credit.js";
import { $, el, empty, fill, key, note } from "#atlas/elements.js";
import { figure } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { regionsOf } from "#atlas/regions.js";
import { AT_RISK, BASELINE, CAPITAL, REST, answers, comparison, nearCeiling, of, whyMore } from "#atlas/scenario_said.js";
import { state } from "#atlas/state.js";
import { said, word } from "#atlas/words.js";

/** @import { ChartRow, Level, Result, Scenario, ScenariosPart } from "#atlas/types.js" */
/** @typedef {{ title: string, target: HTMLElement, rows: ChartRow[] }} Panel */
/** @typedef {{ level: Level, id: string, measure: string }} Measured */

export async function showScenarios() {
  const told = await part("scenarios");
  const { scenarios, results } = told;
  const view = $("#scenario-view");
  const chosen = chosenOf(scenarios);
  fill(
    $("#scenario"),
    scenarios.map((one) => el("option", { value: one.scenario, selected: one === chosen }, said(one, "title_"))),
  );
  if (!chosen || !results.length) {
    fill(view, empty(word("no_scenarios")));
    return;
  }
  const differs = chosen.scenario === BASELINE ? [] : differencePanels(chosen, told);
  const [main, groups] = [mainPanels(chosen, told), groupPanels(chosen, told)];
  fill(
    view,
    introduction(chosen, told),
    differs.length > 0 && [el("h3", {}, word("difference_title")), cards(differs, "h4"), whyMore(chosen, results)],
    el("h3", {}, word("levels_title")),
    cards(main, "h4"),
    nearCeiling(chosen, results),
    outlookCredit(),
    answers(chosen, results),
    el("h3", {}, word("by_group")),
    cards(groups, "h4"),
    el("h3", {}, word("at_risk_units")),
    comparison(told),
    outlookCredit(),
  );
  for (const { title, target, rows } of [...differs, ...main, ...groups]) {
    await chart(target, "band", rows, `${title}: ${said(chosen, "title_")}`);
  }
}

/** @param {Scenario[]} scenarios */
function chosenOf(scenarios) {
  const asked = scenarios.find((one) => one.scenario === state.s);
  return asked ?? scenarios.find((one) => one.scenario !== BASELINE) ?? scenarios[0];
}

/**
 * @param {Scenario} chosen
 * @param {ScenariosPart} told
 */
function introduction(chosen, { scenarios, assumed }) {
  const trend = scenarios.find((one) => one.scenario === BASELINE);
  /** @type {[string, string][]} */
  const lines = [[colour("--accent"), said(chosen, "title_")]];
  if (trend && chosen !== trend) lines.push([colour("--muted"), said(trend, "title_")]);
  return [
    el("p", { class: "lead" }, said(chosen, "description_")),
    chosen.timing_en && note(`${word("timing")}: ${said(chosen, "timing_")}`),
    note(assumed[state.lang === "ko" ? "ko" : "en"]),
    el("p", { class: "key" }, key(lines)),
  ];
}

/**
 * What the scenario changes: people and youth outside the capital region, their shares, the index, the count.
 * @param {Scenario} chosen
 * @param {ScenariosPart} told
 */
function differencePanels({ scenario }, { results }) {
  /** @type {[string, Omit<Measured, "measure">, string][]} */
  const shown = [
    [word("population"), REST, "population_difference"],
    [word("youth"), REST, "youth_difference"],
    [word("youth_share"), REST, "youth_share_difference"],
    [word("risk_index"), REST, "risk_index_difference"],
  ];
  return shown.map(([title, where, measure]) => {
    const rows = band(scenario, colour("--accent"), { ...where, measure }, results);
    return { title: `${word("at_risk_rest")}: ${title}`, target: el("div", { class: "chart" }), rows };
  });
}

/**
 * @param {Scenario} chosen
 * @param {ScenariosPart} told
 */
function mainPanels(chosen, told) {
  return [
    panel(`${word("at_risk_rest")}: ${word("youth")}`, chosen, { ...REST, measure: "youth" }, told),
    panel(word("population_share"), chosen, { ...CAPITAL, measure: "population_share" }, told),
    panel(`${word("at_risk_rest")}: ${word("risk_index")}`, chosen, { ...REST, measure: "risk_index" }, told),
    panel(word("at_risk_units"), chosen, AT_RISK, told),
    panel(`${word("at_risk_units")}: ${word("at_risk_capital")}`, chosen, { ...CAPITAL, measure: "at_risk_units" }, told),
    panel(`${word("at_risk_units")}: ${word("at_risk_rest")}`, chosen, { ...REST, measure: "at_risk_units" }, told),
    panel(`${word("nation")}: ${word("population")}`, chosen, { level: "nation", id: "nation", measure: "population" }, told),
  ];
}

/**
 * @param {Scenario} chosen
 * @param {ScenariosPart} told
 */
function groupPanels(chosen, told) {
  return regionsOf("megaregion").map((region) =>
    panel(said(region, "name_"), chosen, { level: "megaregion", id: region.id, measure: "population" }, told),
  );
}

/**
 * A chart to be: the past, and from its end on the scenario over the trend.
 * @param {string} title
 * @param {Scenario} chosen
 * @param {Measured} what
 * @param {ScenariosPart} told
 * @returns {Panel}
 */
function panel(title, { scenario }, what, { history, results }) {
  const past = history
    .filter(([level, id, , measure]) => level === what.level && id === what.id && measure === what.measure)
    .map(([, , year, , value]) => ({ year, value }));
  /** @param {string} name @param {string} ink */
  const line = (name, ink) => [
    ...past.map(({ year, value }) => ({
      when: year,
      value,
      low: value,
      high: value,
      colour: ink,
      series: name,
      said: `${year}: ${figure(value)} (${word("past")})`,
    })),
    ...band(name, ink, what, results),
  ];
  const trend = scenario === BASELINE ? [] : line(BASELINE, colour("--muted"));
  return { title, target: el("div", { class: "chart" }), rows: [...trend, ...line(scenario, colour("--accent"))] };
}

/**
 * @param {string} scenario
 * @param {string} ink
 * @param {Measured} what
 * @param {Result[]} results
 * @returns {ChartRow[]}
 */
function band(scenario, ink, what, results) {
  return of(scenario, what, results).map(([, , , year, , value, low, high]) => ({
    when: year,
    value,
    low: low ?? value,
    high: high ?? value,
    colour: ink,
    series: scenario,
    said: `${year}: ${figure(value)} (${figure(low)}–${figure(high)})`,
  }));
}

/**
 * @param {Panel[]} panels
 * @param {"h3" | "h4"} tag
 */
function cards(panels, tag) {
  const each = panels.map(({ title, target }) => el("div", { class: "card" }, el(tag, {}, title), target));
  return el("div", { class: "cards" }, each);
}

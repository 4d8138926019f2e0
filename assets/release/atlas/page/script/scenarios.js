// Scenarios: the chosen one against no change, what it would take, and all of them in one table.
import { chart, colour } from "#atlas/chart.js";
import { outlookCredit } from "#atlas/credit.js";
import { $, el, empty, fill, head, key, rowHead, note, number, row, scrolling, small, table } from "#atlas/elements.js";
import { figure, percent } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { regionsOf } from "#atlas/regions.js";
import { state } from "#atlas/state.js";
import { said, word } from "#atlas/words.js";

/** @import { ChartRow, Level, Result, Scenario } from "#atlas/types.js" */
/** @typedef {{ title: string, target: HTMLElement, rows: ChartRow[] }} Panel */
/** @typedef {{ level: Level, id: string, measure: string }} Measured */

const BASELINE = "no-change";
/** @type {Measured} */
const AT_RISK = { level: "nation", id: "nation", measure: "at_risk_units" };

export async function showScenarios() {
  const { scenarios, results } = await part("scenarios");
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
  const [main, groups] = [mainPanels(chosen, results), groupPanels(chosen, results)];
  fill(
    view,
    introduction(chosen),
    cards(main, "h3"),
    outlookCredit(),
    answers(chosen, results),
    el("h3", {}, word("by_group")),
    cards(groups, "h4"),
    el("h3", {}, word("at_risk_units")),
    comparison(scenarios, results),
    outlookCredit(),
  );
  for (const { title, target, rows } of [...main, ...groups]) {
    await chart(target, "band", rows, `${title}: ${said(chosen, "title_")}`);
  }
}

/** @param {Scenario[]} scenarios */
function chosenOf(scenarios) {
  const asked = scenarios.find((one) => one.scenario === state.s);
  return asked ?? scenarios.find((one) => one.scenario !== BASELINE) ?? scenarios[0];
}

/** @param {Scenario} chosen */
function introduction(chosen) {
  /** @type {[string, string][]} */
  const lines = [[colour("--accent"), said(chosen, "title_")]];
  if (chosen.scenario !== BASELINE) lines.push([colour("--muted"), word("no_change")]);
  return [
    el("p", { class: "lead", lang: "en" }, chosen.description),
    chosen.timing && note(`${word("timing")}: `, el("span", { lang: "en" }, chosen.timing)),
    el("p", { class: "key" }, key(lines)),
  ];
}

/**
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function mainPanels({ scenario }, results) {
  /** @type {Measured} */
  const share = { level: "capital_rest", id: "capital", measure: "population_share" };
  /** @type {Measured} */
  const people = { level: "nation", id: "nation", measure: "population" };
  return [
    panel(word("at_risk_units"), scenario, AT_RISK, results),
    panel(word("population_share"), scenario, share, results),
    panel(`${word("nation")}: ${word("population")}`, scenario, people, results),
  ];
}

/**
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function groupPanels({ scenario }, results) {
  return regionsOf("megaregion").map((region) => {
    /** @type {Measured} */
    const people = { level: "megaregion", id: region.id, measure: "population" };
    return panel(said(region, "name_"), scenario, people, results);
  });
}

/**
 * A chart to be: the scenario over no change.
 * @param {string} title
 * @param {string} scenario
 * @param {Measured} what
 * @param {Result[]} results
 * @returns {Panel}
 */
function panel(title, scenario, what, results) {
  const chosen = band(scenario, colour("--accent"), what, results);
  const unchanged = scenario === BASELINE ? [] : band(BASELINE, colour("--muted"), what, results);
  return { title, target: el("div", { class: "chart" }), rows: [...unchanged, ...chosen] };
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
 * Results of a scenario that have a median, by year.
 * @param {string} scenario
 * @param {Measured} what
 * @param {Result[]} results
 */
function of(scenario, what, results) {
  return results.filter(
    ([one, level, id, , measure, median]) =>
      one === scenario && level === what.level && id === what.id && measure === what.measure && median != null,
  );
}

/**
 * @param {Panel[]} panels
 * @param {"h3" | "h4"} tag
 */
function cards(panels, tag) {
  const each = panels.map(({ title, target }) => el("div", { class: "card" }, el(tag, {}, title), target));
  return el("div", { class: "cards" }, each);
}

/**
 * The question turned around: what share of the youth loss must stay for the units at risk that are wanted.
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function answers({ scenario }, results) {
  const asked = results.filter(([one, , , , measure]) => one === scenario && measure === "at_risk_units_wanted");
  const rows = [...new Set(asked.map(([, , , year]) => year))].map((year) => {
    /** @param {string} measure */
    const answer = (measure) => results.find((one) => one[0] === scenario && one[3] === year && one[4] === measure)?.[5];
    const needed = answer("retention_needed");
    return row(
      rowHead(`${year}`),
      number(figure(answer("at_risk_units_wanted"))),
      number(figure(answer("at_risk_units_without_retention"))),
      number(figure(answer("at_risk_units_at_full_retention"))),
      number(needed == null ? word("not_enough") : percent(needed)),
    );
  });
  const heading = head(word("year"), `#${word("wanted")}`, `#${word("without")}`, `#${word("full")}`, `#${word("needed_share")}`);
  return rows.length && [el("h3", {}, word("answer")), el("div", { class: "card scroll" }, table([heading], rows))];
}

/**
 * Units at risk in each year under each scenario.
 * @param {Scenario[]} scenarios
 * @param {Result[]} results
 */
function comparison(scenarios, results) {
  const years = [...new Set(results.map(([, , , year]) => year))].sort();
  const rows = scenarios.map((one) => {
    const found = of(one.scenario, AT_RISK, results);
    const cells = years.map((year) => unitsAtRisk(found.find((result) => result[3] === year)));
    return row(rowHead(said(one, "title_")), cells);
  });
  const heading = head(word("scenario"), ...years.map((year) => `#${year}`));
  return scrolling(word("at_risk_units"), table([heading], rows), "card scroll");
}

/** @param {Result | undefined} result */
function unitsAtRisk(result) {
  if (!result) return number("–");
  const [, , , , , median, low, high] = result;
  return number(figure(median), low != null && high != null && small(` ${Math.round(low)}–${Math.round(high)}`));
}

// Scenarios: what the chosen one changes beside the trend, the line from the past into the projection, and what it would take.
import { chart, colour } from "#atlas/chart.js";
import { outlookCredit } from "#atlas/credit.js";
import { $, el, empty, fill, head, key, note, number, row, rowHead, scrolling, small, table } from "#atlas/elements.js";
import { figure, percent } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { regionsOf } from "#atlas/regions.js";
import { state } from "#atlas/state.js";
import { said, word } from "#atlas/words.js";

/** @import { ChartRow, Level, Result, Scenario, ScenariosPart } from "#atlas/types.js" */
/** @typedef {{ title: string, target: HTMLElement, rows: ChartRow[] }} Panel */
/** @typedef {{ level: Level, id: string, measure: string }} Measured */

const BASELINE = "no-change";
const NEAR_THE_CEILING = 0.9;
/** @type {Measured} */
const AT_RISK = { level: "nation", id: "nation", measure: "at_risk_units" };
/** @type {Omit<Measured, "measure">} */
const REST = { level: "capital_rest", id: "rest" };
/** @type {Omit<Measured, "measure">} */
const CAPITAL = { level: "capital_rest", id: "capital" };
const HELD = /** @type {const} */ (["youth", "youth_share", "population_share", "risk_index"]);

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
    el("p", { class: "lead", lang: "en" }, chosen.description),
    chosen.timing && note(`${word("timing")}: `, el("span", { lang: "en" }, chosen.timing)),
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
    ...past.map(({ year, value }) => point(year, value, value, value, ink, name, `${year}: ${figure(value)} (${word("past")})`)),
    ...band(name, ink, what, results),
  ];
  const trend = scenario === BASELINE ? [] : line(BASELINE, colour("--muted"));
  return { title, target: el("div", { class: "chart" }), rows: [...trend, ...line(scenario, colour("--accent"))] };
}

/**
 * @param {number} when
 * @param {number | null} value
 * @param {number | null} low
 * @param {number | null} high
 * @param {string} ink
 * @param {string} series
 * @param {string} told
 * @returns {ChartRow}
 */
function point(when, value, low, high, ink, series, told) {
  return { when, value, low, high, colour: ink, series, said: told };
}

/**
 * @param {string} scenario
 * @param {string} ink
 * @param {Measured} what
 * @param {Result[]} results
 * @returns {ChartRow[]}
 */
function band(scenario, ink, what, results) {
  return of(scenario, what, results).map(([, , , year, , value, low, high]) =>
    point(year, value, low ?? value, high ?? value, ink, scenario, `${year}: ${figure(value)} (${figure(low)}–${figure(high)})`),
  );
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
 * The last value of a measure under a scenario.
 * @param {string} scenario
 * @param {Measured} what
 * @param {Result[]} results
 */
function last(scenario, what, results) {
  return of(scenario, what, results).reduce(
    (/** @type {Result | null} */ newest, one) => (!newest || one[3] > newest[3] ? one : newest),
    null,
  );
}

/**
 * Why a scenario that keeps youth may put more units at risk, where it does.
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function whyMore({ scenario }, results) {
  /** @param {Omit<Measured, "measure">} where */
  const more = (where) => last(scenario, { ...where, measure: "at_risk_units_difference" }, results);
  const [capital, rest] = [more(CAPITAL), more(REST)];
  if (!capital || !rest || (capital[5] ?? 0) <= 0) return false;
  const counts = `${capital[3]}: ${word("at_risk_capital")} ${signed(capital[5])}, ${word("at_risk_rest")} ${signed(rest[5])}`;
  return note(word("why_more").replace("…", counts));
}

/** @param {number | null} value */
const signed = (value) => `${(value ?? 0) >= 0 ? "+" : "−"}${figure(Math.abs(value ?? 0))}`;

/**
 * That a count near its ceiling says little, where it is there.
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function nearCeiling({ scenario }, results) {
  const near = of(scenario, { ...AT_RISK, measure: "at_risk_share" }, results).filter(
    ([, , , , , share]) => (share ?? 0) >= NEAR_THE_CEILING,
  );
  const shares = near.map(([, , , year, , share]) => `${year}: ${percent(share ?? 0)}`).join(", ");
  return near.length > 0 && note(word("near_ceiling").replace("…", shares));
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
 * The question turned around: what share of the youth loss must stay to keep what there is today.
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
function answers({ scenario }, results) {
  const asked = results.filter(([one, , , , measure]) => one === scenario && /_wanted$/.test(measure));
  const order = [...HELD, "at_risk_units"];
  const rows = asked
    .map(([, level, id, year, measure, wanted]) => ({ level, id, year, name: measure.replace(/_wanted$/, ""), wanted }))
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
    .map(({ level, id, year, name, wanted }) => {
      /** @param {string} measure */
      const answer = (measure) =>
        results.find((one) => one[0] === scenario && one[1] === level && one[2] === id && one[4] === measure)?.[5];
      const needed = answer(name === "at_risk_units" ? "retention_needed" : `retention_to_hold_${name}`);
      return row(
        rowHead(`${year}`),
        el("td", {}, asks(name)),
        number(figure(wanted)),
        number(figure(answer(`${name}_without_retention`))),
        number(figure(answer(`${name}_at_full_retention`))),
        number(needed == null ? word("not_enough") : percent(needed)),
      );
    });
  const titles = [
    word("year"),
    word("answered"),
    `#${word("wanted")}`,
    `#${word("without")}`,
    `#${word("full")}`,
    `#${word("needed_share")}`,
  ];
  return rows.length && [el("h3", {}, word("answer")), el("div", { class: "card scroll" }, table([head(...titles)], rows))];
}

/**
 * What is asked of, in words; the capital region's share is the complement of the one that is asked for here.
 * @param {string} name
 */
function asks(name) {
  if (name === "at_risk_units") return word("at_risk_units");
  if (name === "population_share") return `${word("at_risk_rest")}: ${word("population")} (%)`;
  if (name === "youth_share") return `${word("at_risk_rest")}: ${word("youth_share")}`;
  return `${word("at_risk_rest")}: ${name === "youth" ? word("youth") : word("risk_index")}`;
}

/**
 * Units at risk as they were and in each year under each scenario.
 * @param {ScenariosPart} told
 */
function comparison({ scenarios, results, history, base_year }) {
  const years = [...new Set(results.map(([, , , year]) => year))].sort();
  const today = history.find(
    ([level, , year, measure]) => level === "nation" && year === base_year && measure === AT_RISK.measure,
  );
  const rows = scenarios.map((one) => {
    const found = of(one.scenario, AT_RISK, results);
    const cells = years.map((year) => unitsAtRisk(found.find((result) => result[3] === year)));
    return row(rowHead(said(one, "title_")), number(figure(today?.[4])), cells);
  });
  const heading = head(word("scenario"), `#${base_year ?? ""}`, ...years.map((year) => `#${year}`));
  return scrolling(word("at_risk_units"), table([heading], rows), "card scroll");
}

/** @param {Result | undefined} result */
function unitsAtRisk(result) {
  if (!result) return number("–");
  const [, , , , , median, low, high] = result;
  return number(figure(median), low != null && high != null && small(` ${Math.round(low)}–${Math.round(high)}`));
}

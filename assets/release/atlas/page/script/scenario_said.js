// What is said of a scenario in sentences and tables: why a count may grow, what it would take, all scenarios side by side.
import { el, head, note, number, row, rowHead, scrolling, small, table } from "#atlas/elements.js";
import { figure, percent } from "#atlas/figures.js";
import { said, word } from "#atlas/words.js";

/** @import { Level, Result, Scenario, ScenariosPart } from "#atlas/types.js" */
/** @typedef {{ level: Level, id: string, measure: string }} Measured */

export const BASELINE = "no-change";
/** @type {Measured} */
export const AT_RISK = { level: "nation", id: "nation", measure: "at_risk_units" };
/** @type {Omit<Measured, "measure">} */
export const REST = { level: "capital_rest", id: "rest" };
/** @type {Omit<Measured, "measure">} */
export const CAPITAL = { level: "capital_rest", id: "capital" };
const NEAR_THE_CEILING = 0.9;
const HELD = ["youth", "youth_share", "population_share", "risk_index"];

/**
 * Results of a scenario that have a median, by year.
 * @param {string} scenario
 * @param {Measured} what
 * @param {Result[]} results
 */
export function of(scenario, what, results) {
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
export function whyMore({ scenario }, results) {
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
export function nearCeiling({ scenario }, results) {
  const near = of(scenario, { ...AT_RISK, measure: "at_risk_share" }, results).filter(
    ([, , , , , share]) => (share ?? 0) >= NEAR_THE_CEILING,
  );
  const shares = near.map(([, , , year, , share]) => `${year}: ${percent(share ?? 0)}`).join(", ");
  return near.length > 0 && note(word("near_ceiling").replace("…", shares));
}

/**
 * The question turned around: what share of the youth loss must stay to keep what there is today.
 * @param {Scenario} chosen
 * @param {Result[]} results
 */
export function answers({ scenario }, results) {
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
export function comparison({ scenarios, results, history, base_year }) {
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

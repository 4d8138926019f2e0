// Charts of `charts.json`, in the colours of the theme.
import { given, state } from "#atlas/state.js";

/** @import { ChartRow } from "#atlas/types.js" */

/**
 * A colour of the style sheet.
 * @param {string} name
 */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Options of Vega-Embed that map and charts share: their style is the page's own.
export const BARE = { renderer: "svg", actions: false, defaultStyle: false };

function config() {
  const [ink, line] = [colour("--muted"), colour("--line")];
  const axis = {
    labelColor: ink,
    gridColor: line,
    domainColor: line,
    tickColor: line,
    labelFont: "NanumGothic",
    labelFontSize: 12,
  };
  return { background: null, aria: false, view: { stroke: null }, font: "NanumGothic", axis };
}

/**
 * Draw a chart into `target`; `label` says it in words.
 * @param {HTMLElement} target
 * @param {"lines" | "band"} name
 * @param {ChartRow[]} rows
 * @param {string} label
 * @param {number} [height]
 */
export async function chart(target, name, rows, label, height = given.charts[name].height) {
  const spec = { ...given.charts[name], data: { values: rows }, width: Math.max(160, target.clientWidth || 300), height };
  target.setAttribute("role", "img");
  target.setAttribute("aria-label", label);
  const options = { ...BARE, mode: "vega-lite", config: config(), tooltip: { theme: state.theme } };
  await window.vegaEmbed(target, spec, options);
  target.firstElementChild?.setAttribute("aria-hidden", "true"); // the label and the tables say it
}

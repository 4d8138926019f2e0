// State, words, numbers, and building of elements. What is shown where is in the other files.
const $ = (selector) => document.querySelector(selector);
const DEFAULTS = { view: "map", i: "extinction_risk.risk_index", l: "sigungu", d: "", r: "", g: "megaregion", s: "", v: "", q: "",
  lang: navigator.language.startsWith("ko") ? "ko" : "en", theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" };
const state = { ...DEFAULTS };
let atlas; // the part `map`: regions, shapes, indicators

// Parts lie in the page packed; each is unpacked once, when it is first asked for.
const unpacked = {};
const part = (name) => (unpacked[name] ??= unpack($(`#part-${name}`).textContent));
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// An element with its attributes and children; text is always text, never markup.
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().flat().filter(Boolean));
  return made;
}
const fill = (target, ...children) => target.replaceChildren(...children.flat().flat().filter(Boolean));
const swatch = (colour) => el("i", { class: "swatch", style: `background:${colour}` });
const link = (text, onclick) => el("button", { type: "button", class: "link", onclick }, text);
const head = (...names) => el("thead", {}, el("tr", {}, names.map((n) => (n ? el("th", { scope: "col", class: n.startsWith("#") ? "n" : "" }, n.replace("#", "")) : el("td")))));
const number = (text) => el("td", { class: "n" }, text);

const word = (key) => WORDS[key]?.[state.lang === "ko" ? 0 : 1] ?? key;
const said = (record, stem = "") => record[stem + state.lang] ?? record[stem + "en"] ?? "";
const other = (record, stem = "") => record[stem + (state.lang === "ko" ? "en" : "ko")] ?? "";
const unit = (name) => (name ? WORDS[`unit:${name}`]?.[state.lang === "ko" ? 0 : 1] ?? name : "");
function figure(value, digits = 3) {
  if (value == null) return "–";
  const size = Math.abs(value);
  if (size >= 1000 || Number.isInteger(value)) return Math.round(value).toLocaleString("en");
  return value.toLocaleString("en", size >= 100 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: digits });
}
const when = (date) => (date.endsWith("-12-31") ? date.slice(0, 4) : date.slice(0, 7));
// A December is the year on an axis, a June the half before it.
const place = (date) => Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 12) / 12;

// Whose figures are shown, and whose borders: publishers, licences, date, and this release.
const whose = (figures, date, borders) => [said(figures) && `${word("credit_data")} ${[said(figures), date].filter(Boolean).join(", ")}`,
  borders && said(borders) && `${word("credit_borders")} ${said(borders)}`, `Rebalance ${atlas.version}`].filter(Boolean).join(" · ");
const credit = (...shown) => el("p", { class: "note credit" }, whose(...shown));

// Indicators that a view has figures of, and the chosen one, else the first.
const LEVELS = { map: ["sigungu", "sido", "megaregion"], groups: ["megaregion", "five_plus_two", "capital_rest"] };
const among = (view) => atlas.indicators.filter((known) => LEVELS[view].some((level) => known.levels[level]));
const indicator = (view = state.view === "groups" ? "groups" : "map") => { const known = among(view); return known.find((one) => one.id === state.i) ?? known[0]; };
const levelsOf = (view) => LEVELS[view].filter((level) => atlas.indicators.some((known) => known.levels[level]));
const regionsOf = (level) => atlas.regions[level] ?? [];
const find = (id, level) => regionsOf(level).find((region) => region.id === id);
const levelOf = (id) => ["sigungu", "sido", "megaregion"].find((level) => id.startsWith(`${level}:`)) ?? "sigungu";
const selected = () => { const level = levelOf(state.r); const region = state.r && find(state.r.split(":")[1], level); return region ? { level, region } : null; };
// Names repeat (six Jung-gu): a sigungu is never named without its sido.
function fullName(region) {
  const sido = region.sido_unit_id !== region.id && find(region.sido_unit_id, "sido");
  if (!sido || sido.name_ko === region.name_ko) return said(region, "name_");
  return state.lang === "ko" ? `${sido.name_ko} ${region.name_ko}` : `${region.name_en}, ${sido.name_en.replace(/ (Metropolitan|Special|State|Directly).*/, "")}`;
}
// Column of values of a region: `[[date, value], …]`.
function series(known, level, id) {
  const at = known.levels[level];
  const index = regionsOf(level).findIndex((region) => region.id === id);
  return at && index >= 0 ? at.dates.map((date, n) => [date, at.values[n][index]]) : [];
}

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(DEFAULTS)) if (given.has(key) || !["lang", "theme"].includes(key)) state[key] = given.get(key) ?? DEFAULTS[key];
  if (!atlas.views.includes(state.view)) state.view = atlas.views[0]; // nothing to show, or of another release
}
// Change the state, write it into the address, show it.
function go(changes) {
  const view = state.view;
  Object.assign(state, changes);
  const kept = Object.entries(state).filter(([key, value]) => value && (value !== DEFAULTS[key] || key === "view"));
  history[view === state.view ? "replaceState" : "pushState"](null, "", "#" + new URLSearchParams(kept));
  show();
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
function chartConfig() {
  const [ink, line] = [colour("--muted"), colour("--line")];
  return { background: null, aria: false, view: { stroke: null }, font: "NanumGothic",
    axis: { labelColor: ink, gridColor: line, domainColor: line, tickColor: line, labelFont: "NanumGothic", labelFontSize: 12 } };
}
// Draw a chart of charts.json into `target`; `label` says it in words.
async function chart(target, name, rows, label, height) {
  const spec = { ...CHARTS[name], data: { values: rows }, width: Math.max(160, target.clientWidth || 300), height: height ?? CHARTS[name].height };
  target.setAttribute("role", "img");
  target.setAttribute("aria-label", label);
  await vegaEmbed(target, spec, { mode: "vega-lite", renderer: "svg", actions: false, defaultStyle: false, config: chartConfig(), tooltip: { theme: state.theme } });
  target.firstElementChild.setAttribute("aria-hidden", "true"); // the label and the tables say it
}

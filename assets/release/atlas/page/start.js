// Puts the state on the page, and starts it.
const VIEWS = { map: async () => { await showMap(); await showRegion(); }, groups: showGroups, claims: showClaims, scenarios: showScenarios, dictionary: showDictionary };

function showWords() {
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.theme = state.theme;
  for (const place of document.querySelectorAll("[data-word]")) fill(place, word(place.dataset.word));
  for (const place of document.querySelectorAll("[data-label]")) place.setAttribute("aria-label", word(place.dataset.label));
  $("#language").lang = state.lang === "ko" ? "en" : "ko";
  for (const a of document.querySelectorAll("[data-view]")) { a.toggleAttribute("aria-current", a.dataset.view === state.view); a.hidden = !atlas.views.includes(a.dataset.view); }
  for (const section of document.querySelectorAll("[data-section]")) section.hidden = section.dataset.section !== state.view;
  fill($("#basis"), atlas.note);
  const without = atlas.without_figures ? ` · ${word("missing_inputs").replace("…", atlas.without_figures)}` : "";
  fill($("#about"), `Rebalance ${word("version")} ${atlas.version} · ${word("about")} ${atlas.vintage}${without}`);
}
function showChoices() {
  if (!LEVELS[state.view]) return;
  const [known, select] = [among(state.view), state.view === "map" ? $("#indicator") : $("#group-indicator")];
  const tables = [...new Set(known.map((one) => said(one.table)))];
  fill(select, tables.map((label) => el("optgroup", { label }, known.filter((one) => said(one.table) === label).map((one) => el("option", { value: one.id, selected: one === indicator() }, said(one))))));
  if (state.view === "map") segments($("#levels"), levelsOf("map"), drawn().level, (l) => ({ l, r: "" }));
  else segments($("#groupings"), levelsOf("groups"), groupLevel(indicator()), (g) => ({ g }));
}
function segments(target, levels, chosen, change) {
  const focus = target.contains(document.activeElement) ? [...target.children].indexOf(document.activeElement) : -1;
  fill(target, levels.map((l) => el("button", { type: "button", "aria-pressed": `${l === chosen}`, disabled: !indicator().levels[l], onclick: () => go(change(l)) }, word(l))));
  target.children[focus]?.focus();
}
let turns = 0;
async function show() {
  const turn = ++turns;
  delete document.body.dataset.shown;
  showWords();
  showChoices();
  await VIEWS[state.view]?.();
  if (turn === turns) document.body.dataset.shown = state.view;
}
async function start() {
  document.documentElement.dataset.theme = new URLSearchParams(location.hash.slice(1)).get("theme") ?? state.theme;
  atlas = await part("map");
  readHash();
  for (const select of [$("#indicator"), $("#group-indicator")]) select.addEventListener("change", (event) => go({ i: event.target.value }));
  $("#scenario").addEventListener("change", (event) => go({ s: event.target.value }));
  $("#filter").addEventListener("input", (event) => go({ q: event.target.value }));
  $("#language").addEventListener("click", () => go({ lang: state.lang === "ko" ? "en" : "ko" }));
  $("#theme").addEventListener("click", () => go({ theme: state.theme === "dark" ? "light" : "dark" }));
  for (const a of document.querySelectorAll("[data-view]")) a.addEventListener("click", (event) => { event.preventDefault(); play(false); go({ view: a.dataset.view }); });
  addEventListener("hashchange", () => { readHash(); show(); });
  addEventListener("popstate", () => { readHash(); show(); });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.r) go({ r: "" });
    if (event.key === "/" && !/INPUT|SELECT/.test(event.target.tagName) && state.view === "map") { event.preventDefault(); $("#search").focus(); }
  });
  let width = innerWidth;
  addEventListener("resize", () => { if (width !== innerWidth) { width = innerWidth; show(); } });
  startMap();
  startSearch();
  await show();
}
start().catch((error) => {
  $("#main").append(el("p", { role: "alert" }, "이 브라우저에서는 지도를 열 수 없습니다. This browser cannot open the atlas: it needs one of 2023 or later."));
  throw error;
});

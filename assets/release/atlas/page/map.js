// The map: shapes, colours by class, legend, time, tooltip, zoom. Which region is chosen is only read here.
const plane = { view: null, level: "", k: 1, x: 0, y: 0, width: 0, height: 0, bounds: null };
const decoded = {};

function geometry(level) {
  return (decoded[level] ??= Object.entries(atlas.shapes[level]).map(([id, polygons]) => ({
    id, type: "Feature", geometry: { type: "MultiPolygon", coordinates: polygons.map((rings) => rings.map(points)) } })));
}
function points(steps) {
  let [x, y] = [0, 0];
  const found = [];
  for (let n = 0; n < steps.length; n += 2) found.push([(x += steps[n]), (y += steps[n + 1])]);
  return [...found, found[0]];
}
const corners = (features) => features.flatMap((f) => f.geometry.coordinates.flat(2)).reduce(
  ([w, n, e, s], [x, y]) => [Math.min(w, x), Math.min(n, y), Math.max(e, x), Math.max(s, y)], [Infinity, Infinity, -Infinity, -Infinity]);

// Level and date that the chosen indicator has, nearest to those asked for.
function drawn() {
  const known = indicator();
  const level = known.levels[state.l] ? state.l : LEVELS.map.find((l) => known.levels[l]);
  const at = known.levels[level] ?? { dates: [], values: [], classes: [] };
  const asked = at.dates.findIndex((date) => date === state.d);
  const n = asked >= 0 ? asked : at.dates.length - 1;
  return { known, level: level ?? state.l, at, n, date: at.dates[n] ?? "", values: at.values[n] ?? [] };
}
const classOf = (value, classes) => (value == null ? null : classes.findLast((c) => c.lower == null || value >= c.lower) ?? null);

async function showMap() {
  const now = drawn();
  const regions = regionsOf(now.level);
  fill($("#map-title"), said(now.known), now.date && ` · ${when(now.date)}`);
  fill($("#map-subtitle"), [other(now.known), unit(now.known.unit)].filter(Boolean).join(" · "));
  $("#map").setAttribute("aria-label", `${said(now.known)}, ${when(now.date)}, ${word(now.level)}. ${word("as_table")} ↓`);
  showLegend(now);
  showTime(now);
  showDefinition(now.known);
  fill($("#map-credit"), whose(now.known.credit, now.date, atlas.credits.borders));
  if ($("#values").open) showValues();
  const values = Object.fromEntries(regions.map((region, n) => [region.id, now.values[n]]));
  const rows = geometry(now.level).map((f) => ({ ...f, colour: (classOf(values[f.id], now.at.classes) ?? atlas.no_data).colour }));
  plane.view = await (plane.made ??= newMap());
  const chosen = selected();
  plane.view.data("shapes", rows).signal("edge", colour("--edge")).signal("ink", colour("--ink"))
    .signal("selected", chosen?.level === now.level ? chosen.region.id : "");
  if (plane.level !== now.level) plane.view.data("frame", now.level === "sigungu" ? geometry("sido") : []);
  if (plane.level !== now.level || plane.width !== $("#map").clientWidth) fit(now.level);
  plane.level = now.level;
  await plane.view.runAsync();
  if (!performance.getEntriesByName("first-map").length) performance.mark("first-map");
}

async function newMap() {
  const { view } = await vegaEmbed($("#map"), MAP, { mode: "vega", renderer: "svg", actions: false, defaultStyle: false, config: { aria: false, background: null } });
  $("#map svg").setAttribute("aria-hidden", "true"); // the label and the table say it
  return view.addEventListener("pointermove", showTip).addEventListener("pointerout", () => ($("#tip").hidden = true))
    .addEventListener("click", (_, item) => { if (item?.datum?.id && !plane.dragged) go({ r: `${drawn().level}:${item.datum.id}` }); });
}

function fit(level) {
  const [w, n, e, s] = (plane.bounds = corners(geometry(level)));
  plane.width = $("#map").clientWidth;
  plane.height = Math.min((plane.width * (s - n)) / (e - w), Math.max(420, innerHeight - 330));
  plane.base = Math.min(plane.width / (e - w), plane.height / (s - n)) * 0.985;
  plane.view.width(plane.width).height(plane.height);
  Object.assign(plane, centred(plane.bounds, plane.base));
  move();
}
const centred = ([w, n, e, s], k) => ({ k, x: plane.width / 2 - ((w + e) / 2) * k, y: plane.height / 2 - ((n + s) / 2) * k });
function move() {
  $("#map").classList.toggle("zoomed", plane.k > plane.base * 1.01);
  plane.view.signal("k", plane.k).signal("x", plane.x).signal("y", plane.y);
}
function zoom(factor, px = plane.width / 2, py = plane.height / 2) {
  const k = Math.min(Math.max(plane.k * factor, plane.base), plane.base * 30);
  if (k === plane.base) Object.assign(plane, centred(plane.bounds, k));
  else Object.assign(plane, { k, x: px - ((px - plane.x) * k) / plane.k, y: py - ((py - plane.y) * k) / plane.k });
  move();
  plane.view.run();
}
function zoomTo(level, id) {
  const feature = geometry(level).find((f) => f.id === id);
  if (!feature || level !== plane.level) return;
  const box = corners([feature]);
  const k = Math.min(plane.width / (box[2] - box[0]), plane.height / (box[3] - box[1])) * 0.22;
  if (k > plane.base * 1.5) { Object.assign(plane, centred(box, Math.min(k, plane.base * 12))); move(); plane.view.run(); }
}

function showLegend({ at, values, known }) {
  const counts = new Map();
  for (const value of values) { const c = classOf(value, at.classes); counts.set(c, (counts.get(c) ?? 0) + 1); }
  const rows = [...at.classes].reverse().map((c) => [c, limits(c)]);
  if (counts.get(null)) rows.push([atlas.no_data, said(atlas.no_data), counts.get(null)]);
  fill($("#legend"), el("p", {}, unit(known.unit)),
    el("ul", {}, rows.map(([c, label, count]) => el("li", {}, swatch(c.colour), el("span", {}, label), el("b", {}, `${count ?? counts.get(c) ?? 0}`)))));
}
// Legend text with its limits, where the words alone do not give them.
function limits(c) {
  const text = said(c);
  if (/\d/.test(text) || (c.lower == null && c.upper == null)) return text;
  return `${text} (${c.lower == null ? `<${c.upper}` : c.upper == null ? `≥${c.lower}` : `${c.lower}–${c.upper}`})`;
}
function showTime({ at, n, date }) {
  const slider = $("#slider");
  slider.max = Math.max(0, at.dates.length - 1);
  slider.value = n;
  slider.disabled = $("#play").disabled = at.dates.length < 2;
  slider.setAttribute("aria-valuetext", when(date));
  $("#when").value = when(date);
}
function showDefinition(known) {
  const rows = ["unit", "formula", "caveat", "source", "citation"].filter((key) => known[key]);
  fill($("#definition dl"), rows.map((key) => [el("dt", {}, word(key)), el("dd", {}, key === "unit" ? unit(known.unit) : known[key])]));
}
function showValues() {
  const { level, values, known, date, at } = drawn();
  const rows = regionsOf(level).map((region, n) => [region, values[n]]).sort((a, b) => (b[1] ?? -Infinity) - (a[1] ?? -Infinity));
  fill($("#values div"), el("table", {}, el("caption", {}, `${said(known)}, ${when(date)}`), head(word("region"), `#${word("value")}`, ""),
    el("tbody", {}, rows.map(([region, value]) => el("tr", {}, el("th", { scope: "row" }, link(fullName(region), () => go({ r: `${level}:${region.id}` }))),
      number(figure(value)), el("td", {}, swatch((classOf(value, at.classes) ?? atlas.no_data).colour)))))));
}
function showTip(event, item) {
  const tip = $("#tip");
  const { level, values, known, date } = drawn();
  const n = regionsOf(level).findIndex((region) => region.id === item?.datum?.id);
  tip.hidden = n < 0;
  if (n < 0) return;
  const region = regionsOf(level)[n];
  fill(tip, el("strong", {}, fullName(region)), el("span", {}, `${other(region, "name_")} `), el("br"), values[n] == null ? word("no_figure") : `${figure(values[n])} ${unit(known.unit)} · ${when(date)}`);
  const box = $("#map").getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  tip.style.left = `${Math.max(0, Math.min(x + 14, plane.width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${y + tip.offsetHeight + 24 > plane.height ? y - tip.offsetHeight - 12 : y + 16}px`;
}

let playing = 0;
function play(on) {
  clearInterval(playing);
  playing = 0;
  $("#play").setAttribute("aria-pressed", on);
  fill($("#play"), on ? "❚❚" : "▶");
  if (on) {
    const { at, n } = drawn();
    if (n === at.dates.length - 1) go({ d: at.dates[0] });
    playing = setInterval(() => { const now = drawn(); if (now.n < now.at.dates.length - 1) go({ d: now.at.dates[now.n + 1] }); else play(false); }, 700);
  }
}
function startMap() {
  $("#slider").addEventListener("input", (event) => go({ d: drawn().at.dates[event.target.value] }));
  $("#play").addEventListener("click", () => play(!playing));
  $("#zoom-in").addEventListener("click", () => zoom(1.7));
  $("#zoom-out").addEventListener("click", () => zoom(1 / 1.7));
  $("#zoom-reset").addEventListener("click", () => zoom(0));
  $("#values").addEventListener("toggle", () => $("#values").open && showValues());
  const canvas = $("#map");
  canvas.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 && plane.k <= plane.base) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY);
  }, { passive: false });
  let from = null;
  canvas.addEventListener("pointerdown", (event) => { from = [event.clientX - plane.x, event.clientY - plane.y, event.clientX, event.clientY]; plane.dragged = false; });
  addEventListener("pointermove", (event) => {
    if (!from || plane.k <= plane.base || Math.hypot(event.clientX - from[2], event.clientY - from[3]) < 4) return;
    plane.dragged = true;
    Object.assign(plane, { x: event.clientX - from[0], y: event.clientY - from[1] });
    move();
    plane.view.run();
  });
  addEventListener("pointerup", () => (from = null));
}

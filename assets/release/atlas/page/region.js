// Finding a region, and what is known of the one that is chosen: figures, outlook, life.
let choices = [];
let active = -1;
function startSearch() {
  const box = $("#search");
  const close = () => { $("#found").hidden = true; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); active = -1; };
  const pick = (choice) => { box.value = ""; close(); go({ r: `${choice.level}:${choice.region.id}`, l: choice.level }); requestAnimationFrame(() => zoomTo(choice.level, choice.region.id)); $("#region").focus(); };
  const mark = (n) => {
    active = (n + choices.length) % choices.length;
    [...$("#found").children].forEach((row, m) => row.setAttribute("aria-selected", m === active));
    box.setAttribute("aria-activedescendant", `found-${active}`);
    $(`#found-${active}`).scrollIntoView({ block: "nearest" });
  };
  const look = () => {
    choices = matches(box.value);
    fill($("#found"), choices.map((choice, n) => el("li", { id: `found-${n}`, role: "option", "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); pick(choice); } },
      el("span", {}, fullName(choice.region)), el("small", {}, `${other(choice.region, "name_")} · ${word(choice.level)}`))));
    $("#found").hidden = !choices.length;
    box.setAttribute("aria-expanded", choices.length > 0);
    fill($("#live"), box.value ? (choices.length ? `${choices.length} ${word("found")}` : word("nothing")) : "");
    if (choices.length) mark(0); else close();
  };
  box.addEventListener("input", look);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !choices.length) look();
    else if (event.key === "ArrowDown" && choices.length) mark(active + 1);
    else if (event.key === "ArrowUp" && choices.length) mark(active - 1);
    else if (event.key === "Enter" && choices[active] && !$("#found").hidden) pick(choices[active]);
    else if (event.key === "Escape") { event.stopPropagation(); close(); box.value = ""; choices = []; }
    else return;
    event.preventDefault();
  });
}
// Regions whose name (with or without sido) or code contains what is typed; those that begin with it come first.
function matches(typed) {
  const sought = typed.toLowerCase().replace(/[\s-]/g, "");
  if (!sought) return [];
  const ranked = ["megaregion", "sido", "sigungu"].flatMap((level) => regionsOf(level).map((region) => {
    const names = [region.name_ko, region.name_en, (region.sido_ko ?? "") + region.name_ko, region.mois_code, region.kostat_code].map((name) => (name ?? "").toLowerCase().replace(/[\s-]/g, ""));
    return { level, region, rank: names.some((name) => name.startsWith(sought)) ? 0 : names.some((name) => name.includes(sought)) ? 1 : 2 };
  }));
  return ranked.filter((choice) => choice.rank < 2).sort((a, b) => a.rank - b.rank).slice(0, 12);
}

async function showRegion() {
  const chosen = selected();
  const panel = $("#region");
  if (!chosen) return fill(panel, el("p", { class: "lead" }, word("no_region")), ends(), credit(drawn().known.credit, drawn().date));
  const { level, region } = chosen;
  const { known, date } = drawn();
  const own = series(known, level, region.id);
  const now = own.find(([d]) => d === date)?.[1];
  const group = find(region.megaregion, "megaregion");
  const above = [level === "sigungu" && find(region.sido_unit_id, "sido"), level !== "megaregion" && group].filter(Boolean);
  const target = el("div", { class: "chart" });
  const life = el("div");
  fill(panel,
    el("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => go({ r: "" }) }, "✕"),
    el("h2", {}, said(region, "name_")), el("p", { class: "muted" }, [other(region, "name_"), ...above.map((r) => said(r, "name_"))].join(" · ")),
    region.mois_code && el("p", { class: "codes" }, `${word("mois")} ${region.mois_code}${region.kostat_code ? ` · ${word("kostat")} ${region.kostat_code}` : ""} (${word("as_of").replace("…", atlas.vintage)})`),
    el("p", { class: "big" }, now == null ? "–" : figure(now), " ", el("small", {}, now == null ? word("no_figure") : `${unit(known.unit)} · ${said(known)}, ${when(date)}`)),
    target, el("p", { class: "key" }), credit(known.credit, date), el("h3", {}, word("key_figures")), el("p", { class: "note" }, word("key_note")), keyFigures(level, region), credit(atlas.credits.figures), life);
  const lines = [[region, level, colour("--accent"), 2.6], ...(known.measure === "intensive" ? [[group && level !== "megaregion" && group, "megaregion", "#d08a2e", 1.6], [regionsOf("nation")[0], "nation", colour("--muted"), 1.6]] : [])];
  const shown = lines.filter(([r, l]) => r && series(known, l, r.id).some(([, v]) => v != null));
  fill(panel.querySelector(".key"), shown.map(([r, , c]) => el("span", {}, el("i", { style: `background:${c}` }), said(r, "name_"))));
  const rows = shown.flatMap(([r, l, c, weight]) => series(known, l, r.id).filter(([, v]) => v != null).map(([d, value]) => ({
    when: place(d), value, colour: c, weight, series: l, now: d === date && l === level, said: `${said(r, "name_")}, ${when(d)}: ${figure(value)}` })));
  if (rows.length) await chart(target, "lines", rows, `${said(known)}: ${said(region, "name_")}`); else target.remove();
  await showLife(life, level, region);
}
// The five largest and the five smallest of the map, where no region is chosen.
function ends() {
  const { known, level, values, at } = drawn();
  const rows = regionsOf(level).map((region, n) => [region, values[n]]).filter(([, value]) => value != null).sort((a, b) => b[1] - a[1]);
  const few = Math.min(5, Math.floor(rows.length / 2));
  return [["largest", rows.slice(0, few)], ["smallest", rows.slice(rows.length - few).reverse()]].flatMap(([key, some]) => some.length ? [el("h3", {}, `${word(key)}: ${said(known)}`), el("table", {}, el("tbody", {},
    some.map(([region, value]) => el("tr", {}, el("td", {}, swatch(classOf(value, at.classes).colour)), el("th", { scope: "row" }, link(fullName(region), () => go({ r: `${level}:${region.id}` }))), number(figure(value))))))] : []);
}
function keyFigures(level, region) {
  const index = regionsOf(level).findIndex((r) => r.id === region.id);
  const rows = atlas.indicators.filter((known) => known.levels[level]).map((known) => {
    const at = known.levels[level];
    const n = at.values.findLastIndex((values) => values[index] != null);
    return n < 0 ? null : [known, at.dates[n], at.values[n][index], at.values[n]];
  }).filter((row) => row && (row[0].measure === "intensive" || row[0].id.startsWith("extinction_risk")))
    .sort((a, b) => b[0].id.startsWith("extinction_risk") - a[0].id.startsWith("extinction_risk"));
  return el("div", { class: "scroll short", tabindex: "0", role: "region", "aria-label": word("key_figures") }, el("table", {}, head(word("indicator"), `#${word("value")}`, `#${word("rank")}`),
    el("tbody", {}, rows.map(([known, date, value, all]) => el("tr", {}, el("th", { scope: "row" }, link(said(known), () => go({ i: known.id, d: date })), el("br"), el("span", { class: "note" }, [unit(known.unit), when(date)].filter(Boolean).join(" · "))),
      number(figure(value)), number(`${all.filter((v) => v > value).length + 1}/${all.filter((v) => v != null).length}`))))));
}
async function showLife(target, level, region) {
  if (level === "megaregion") return showMembers(target, "sido", (r) => r.megaregion === region.id, "members");
  const { lives, outlook } = await part("lives");
  const told = lives[region.id];
  const ahead = outlook[region.id];
  const happened = [...(told?.eras ?? []).map(([from, to, name, mois, k7, k8]) => ({ date: from, order: from.startsWith("before") ? "0" : `${from}b`, era: true, to, name, mois, kostat: k8 || k7 })),
    ...(told?.events ?? []).map((event) => ({ ...event, order: `${event.date}a` }))].sort((a, b) => a.order.localeCompare(b.order));
  fill(target,
    ahead && level === "sigungu" && [el("h3", {}, word("outlook")), el("p", { class: "note" }, word("outlook_note")),
      el("table", {}, head(word("year"), `#${word("population")}`, `#${word("chance")}`), el("tbody", {}, ahead.map(([year, people, low, high, chance]) => el("tr", {}, el("th", { scope: "row" }, `${year}`),
        el("td", { class: "n" }, figure(people), low != null && el("span", { class: "note" }, el("br"), `${figure(low)}–${figure(high)}`)), number(chance == null ? "–" : `${Math.round(chance * 100)} %`))))), credit(atlas.credits.outlook, atlas.credits.outlook_day)],
    happened.length && [el("h3", {}, word("life")), el("ul", { class: "life" }, happened.map((h) => h.era
      ? el("li", {}, el("time", {}, h.date.startsWith("before") ? "< 1995" : h.date), h.to === "today" ? "" : ` → ${h.to}`, el("div", {}, h.name), el("div", { class: "codes" }, [h.mois && `${word("mois")} ${h.mois}`, h.kostat && `${word("kostat")} ${h.kostat}`].filter(Boolean).join(" · ")))
      : el("li", { class: "event" }, el("time", {}, h.date), ` ${word(h.type)}`, el("div", {}, h.what), (!h.checked || h.disputed) && el("div", { class: "note" }, [!h.checked && word("unverified"), h.disputed && `${word("disputed")}: ${h.disputed}`].filter(Boolean).join(" · ")))))],
    told?.namesakes.length ? el("p", { class: "note" }, `${word("namesakes")}: ${told.namesakes.join(", ")}`) : "",
    happened.length && credit(atlas.credits.life));
  if (level === "sido") { const members = el("div"); target.append(members); showMembers(members, "sigungu", (r) => r.sido_unit_id === region.id, "members_sigungu"); }
}
function showMembers(target, level, within, title) {
  fill(target, el("h3", {}, word(title)), el("p", {}, regionsOf(level).filter(within).flatMap((r) => [link(said(r, "name_"), () => go({ r: `${level}:${r.id}` })), "  "])));
}

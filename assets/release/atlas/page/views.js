// The views beside the map: 5+3 comparison, claims, scenarios, dictionary.
const groupColour = (id, n) => GROUP_COLOURS[id] ?? Object.values(GROUP_COLOURS)[n % 8];

const groupLevel = (known) => (known.levels[state.g] ? state.g : LEVELS.groups.find((level) => known.levels[level]));
async function showGroups() {
  const known = indicator("groups");
  const level = groupLevel(known);
  const at = known.levels[level] ?? { dates: [], values: [] };
  const newest = at.dates.length - 1;
  fill($("#groups-title"), `${said(known)} · ${word(level)}`);
  const rows = regionsOf(level).flatMap((region, n) => at.dates.map((date, m) => ({ when: place(date), value: at.values[m][n], colour: groupColour(region.id, n), weight: 2.2, series: region.id,
    now: m === newest, said: `${said(region, "name_")}, ${when(date)}: ${figure(at.values[m][n])}` }))).filter((row) => row.value != null);
  const table = regionsOf(level).map((region, n) => [region, n, at.values[newest]?.[n], at.values[0]?.[n]]).sort((a, b) => (b[2] ?? -Infinity) - (a[2] ?? -Infinity));
  fill($("#group-table"), at.dates.length ? el("table", {}, el("caption", {}, [said(known), unit(known.unit)].filter(Boolean).join(" · ")), head("", word("region"), `#${when(at.dates[0])}`, `#${when(at.dates[newest])}`, `#${word("change")}`),
    el("tbody", {}, table.map(([region, n, last, first]) => el("tr", {}, el("td", {}, swatch(groupColour(region.id, n))), el("th", { scope: "row" }, said(region, "name_")), number(figure(first)), number(figure(last)),
      number(last == null || first == null ? "–" : `${last >= first ? "+" : "−"}${figure(Math.abs(last - first))}`))))) : el("p", { class: "empty" }, word("no_figures")));
  fill($("#group-credit"), whose(known.credit, at.dates[newest]));
  await chart($("#group-chart"), "lines", rows, `${said(known)}: ${word(level)}`, 360);
  const { policy, profile } = await part("groups");
  $("#promised").hidden = !policy.length && !profile.length;
  fill($("#promises-credit"), whose(atlas.credits.promises, policy.map((row) => row.latest_date ?? "").sort().at(-1)));
  const named = (id) => said(find(id, "megaregion") ?? { name_ko: id, name_en: id }, "name_");
  fill($("#promises"), profile.filter((row) => row.reading === "5+3").map((row) => el("div", { class: "card" }, el("h4", {}, named(row.region_id)),
    el("p", { class: "note" }, `${word("at_risk_of")} ${row.at_risk_units ?? "–"}/${row.keis_units ?? "–"} · ${word("legal_areas")} ${row.legal_decline_areas ?? "–"}`),
    el("table", {}, el("tbody", {}, policy.filter((p) => p.region_id === row.region_id).map((p) => el("tr", {}, el("th", { scope: "row" }, word(p.kind), el("br"), el("span", { class: "note" }, [p.latest_date?.slice(0, 7), said(p, "latest_act_")].filter(Boolean).join(" "))),
      el("td", { class: "n" }, `${p.done}/${p.promised}`))))), el("p", { class: "note" }, word("done_of")))));
}

const VERDICTS = ["holds", "holds only under", "does not reproduce", "not checkable yet"];
async function showClaims() {
  const { claims } = await part("claims");
  const count = (verdict) => claims.filter((claim) => !verdict || claim.verdict === verdict).length;
  fill($("#verdicts"), ["", ...VERDICTS.filter(count)].map((verdict) => el("button", { type: "button", "aria-pressed": `${state.v === verdict}`, onclick: () => go({ v: verdict }) }, `${verdict ? word(verdict) : word("all")} ${count(verdict)}`)));
  fill($("#claims"), claims.filter((claim) => !state.v || claim.verdict === state.v).map((claim) => el("article", { class: "card claim", id: `claim-${claim.claim_id}` },
    el("span", { class: `badge v${VERDICTS.indexOf(claim.verdict)}` }, word(claim.verdict)), el("h3", {}, said(claim, "sentence_")), el("p", { class: "muted" }, other(claim, "sentence_")),
    el("div", { class: "numbers" }, [["published", claim.published], ["reproduced", claim.reproduced_value != null && figure(claim.reproduced_value, 4)], ["holds_under", named(claim)], ["needed", claim.needed_tables]]
      .filter(([, value]) => value).map(([key, value]) => el("div", {}, el("span", {}, word(key)), key === "reproduced" ? el("b", {}, value) : value))),
    el("p", { lang: "en" }, claim.explanation), said(claim.credit) && credit(claim.credit, claim.reference_date), claim.variants.length && el("details", { ontoggle: (event) => event.target.childElementCount < 2 && event.target.append(variants(claim.variants)) }, el("summary", {}, `${word("variants")} (${claim.variants.length})`)))));
}
// The definitions under which it holds, by their titles.
function named(claim) {
  const titles = Object.fromEntries(claim.variants.map((row) => [row.definition, said(row, "definition_")]));
  return claim.holds_under?.split(", ").map((text) => text.replace(/^\S+/, (id) => titles[id] ?? id)).join(" · ");
}
const variants = (rows) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": word("variants") }, el("table", {}, head(word("definition_name"), word("item"), word("date"), `#${word("value")}`, word("verdict"), word("note")),
  el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, said(row, "definition_")), el("td", {}, row.item ?? ""), el("td", {}, row.reference_date ? when(row.reference_date) : ""),
    el("td", { class: "n" }, row.value == null ? "–" : figure(row.value, 4), " ", el("span", { class: "note" }, unit(row.unit))), el("td", {}, word(row.verdict)), el("td", { class: "note" }, row.note ?? row.needed_table ?? ""))))));

async function showScenarios() {
  const { scenarios, results } = await part("scenarios");
  const chosen = scenarios.find((row) => row.scenario === state.s) ?? scenarios.find((row) => row.scenario !== "no-change") ?? scenarios[0];
  fill($("#scenario"), scenarios.map((row) => el("option", { value: row.scenario, selected: row === chosen }, said(row, "title_"))));
  if (!chosen || !results.length) return fill($("#scenario-view"), el("p", { class: "empty" }, word("no_scenarios")));
  const of = (scenario, level, id, measure) => results.filter((r) => r[0] === scenario && r[1] === level && r[2] === id && r[4] === measure && r[5] != null);
  const panel = (title, level, id, measure) => ({ title, target: el("div", { class: "chart" }), rows: [["no-change", colour("--muted")], [chosen.scenario, colour("--accent")]].filter(([s], n) => n || s !== chosen.scenario)
    .flatMap(([s, c]) => of(s, level, id, measure).map(([, , , year, , value, low, high]) => ({ when: year, value, low: low ?? value, high: high ?? value, colour: c, series: s, said: `${year}: ${figure(value)} (${figure(low)}–${figure(high)})` }))) });
  const main = [panel(word("at_risk_units"), "nation", "nation", "at_risk_units"), panel(word("population_share"), "capital_rest", "capital", "population_share"), panel(`${word("nation")}: ${word("population")}`, "nation", "nation", "population")];
  const groups = regionsOf("megaregion").map((region) => panel(said(region, "name_"), "megaregion", region.id, "population"));
  const cards = (panels, tag) => el("div", { class: "cards" }, panels.map((p) => el("div", { class: "card" }, el(tag, {}, p.title), p.target)));
  const years = [...new Set(results.map((r) => r[3]))].sort();
  const answers = [...new Set(results.filter((r) => r[4] === "at_risk_units_wanted" && r[0] === chosen.scenario).map((r) => r[3]))];
  const answer = (measure, year) => results.find((r) => r[0] === chosen.scenario && r[4] === measure && r[3] === year)?.[5];
  fill($("#scenario-view"), el("p", { class: "lead", lang: "en" }, chosen.description),
    chosen.timing && el("p", { class: "note" }, `${word("timing")}: `, el("span", { lang: "en" }, chosen.timing)),
    el("p", { class: "key" }, el("span", {}, el("i", { style: `background:${colour("--accent")}` }), said(chosen, "title_")), chosen.scenario !== "no-change" && el("span", {}, el("i", { style: `background:${colour("--muted")}` }), word("no_change"))),
    cards(main, "h3"), credit(atlas.credits.outlook, atlas.credits.outlook_day),
    answers.length && [el("h3", {}, word("answer")), el("div", { class: "card scroll" }, el("table", {}, head(word("year"), `#${word("wanted")}`, `#${word("without")}`, `#${word("full")}`, `#${word("needed_share")}`),
      el("tbody", {}, answers.map((year) => el("tr", {}, el("th", { scope: "row" }, `${year}`), ...["at_risk_units_wanted", "at_risk_units_without_retention", "at_risk_units_at_full_retention"].map((m) => number(figure(answer(m, year)))),
        number(answer("retention_needed", year) == null ? word("not_enough") : `${Math.round(answer("retention_needed", year) * 100)} %`))))))],
    el("h3", {}, word("by_group")), cards(groups, "h4"),
    el("h3", {}, word("at_risk_units")), el("div", { class: "card scroll", tabindex: "0", role: "region", "aria-label": word("at_risk_units") }, el("table", {}, head(word("scenario"), ...years.map((year) => `#${year}`)), el("tbody", {}, scenarios.map((row) => el("tr", {},
      el("th", { scope: "row" }, said(row, "title_")), years.map((year) => { const r = of(row.scenario, "nation", "nation", "at_risk_units").find((found) => found[3] === year);
        return el("td", { class: "n" }, r ? figure(r[5]) : "–", r?.[6] != null && el("span", { class: "note" }, ` ${Math.round(r[6])}–${Math.round(r[7])}`)); })))))),
    credit(atlas.credits.outlook, atlas.credits.outlook_day));
  for (const p of [...main, ...groups]) await chart(p.target, "band", p.rows, `${p.title}: ${said(chosen, "title_")}`);
}

async function showDictionary() {
  const tables = await part("dictionary");
  const sought = state.q.toLowerCase();
  const holds = (text) => text.toLowerCase().includes(sought);
  const found = tables.map((table) => {
    const whole = [table.table, table.ko, table.en, table.description].some(holds);
    const columns = sought && !whole ? table.columns.filter((column) => column.some(holds)) : table.columns;
    return { ...table, columns, shown: !sought || whole || columns.length > 0 };
  }).filter((table) => table.shown);
  if ($("#filter").value !== state.q) $("#filter").value = state.q;
  fill($("#dictionary-count"), `${found.length} ${word("tables")}, ${found.reduce((sum, table) => sum + table.columns.length, 0)} ${word("columns")}`);
  const open = sought && found.length <= 8;
  fill($("#dictionary"), found.map((table) => {
    const box = el("details", { class: "dictionary" }, el("summary", {}, el("code", {}, table.table), ` ${said(table)} `, el("span", { class: "muted" }, other(table))));
    const unfold = () => box.childElementCount < 2 && box.append(...dictionaryTable(table));
    box.addEventListener("toggle", unfold);
    if (open) { unfold(); box.open = true; }
    return box;
  }));
}
const dictionaryTable = (table) => [el("p", { lang: "en" }, table.description), el("dl", {}, [["grain", table.grain], ["key", table.key], ["source", table.source]].flatMap(([key, value]) => [el("dt", {}, word(key)), el("dd", {}, value)])),
  el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": table.table }, el("table", {}, head(word("column"), word("type"), word("korean"), word("english"), word("unit"), word("formula"), word("raw_name"), word("caveat")),
    el("tbody", {}, table.columns.map(([name, ...rest]) => el("tr", {}, el("th", { scope: "row" }, el("code", {}, name)), rest.map((cell) => el("td", {}, cell)))))))];

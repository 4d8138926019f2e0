// The life of a region: names, codes and events since 1995, what follows if the trend goes on, and what it is made of.
import { credit, outlookCredit } from "#atlas/credit.js";
import { el, fill, head, link, rowHead, note, number, row, small, table } from "#atlas/elements.js";
import { figure, percent } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { regionsOf } from "#atlas/regions.js";
import { atlas, go } from "#atlas/state.js";
import { inLine, said, term, word } from "#atlas/words.js";

/** @import { Child, Era, Life, Outlook, Place, Region, RegionEvent, Word } from "#atlas/types.js" */

/**
 * @param {HTMLElement} target
 * @param {Place} chosen
 */
export async function showLife(target, { level, region }) {
  if (level === "megaregion") {
    fill(
      target,
      members("sido", (one) => one.megaregion === region.id, "members"),
    );
    return;
  }
  const { lives, outlook } = await part("lives");
  const life = lives[region.id];
  const ahead = level === "sigungu" && outlook[region.id];
  const lines = life ? happened(life) : [];
  fill(
    target,
    ahead && outlookTable(ahead),
    lines.length && [el("h3", {}, word("life")), el("ul", { class: "life" }, lines)],
    life?.namesakes.length && note(`${word("namesakes")}: ${life.namesakes.join(", ")}`),
    lines.length && credit(atlas.credits.life),
    level === "sido" &&
      el(
        "div",
        {},
        members("sigungu", (one) => one.sido_unit_id === region.id, "members_sigungu"),
      ),
  );
}

/** @param {Outlook[]} ahead */
function outlookTable(ahead) {
  const rows = ahead.map(([year, people, low, high, chance]) =>
    row(
      rowHead(`${year}`),
      number(figure(people), low != null && small(el("br"), `${figure(low)}–${figure(high)}`)),
      number(chance == null ? "–" : percent(chance)),
    ),
  );
  return [
    el("h3", {}, word("outlook")),
    note(word("outlook_note")),
    table([head(word("year"), `#${word("population")}`, `#${word("chance")}`)], rows),
    outlookCredit(),
  ];
}

/**
 * Eras and events in one line of time; on a day the event comes before the era that it begins.
 * @param {Life} life
 */
function happened({ eras, events }) {
  /** @type {{ order: string, line: HTMLElement }[]} */
  const lines = [
    ...eras.map((era) => ({ order: era[0].startsWith("before") ? "0" : `${era[0]}b`, line: eraLine(era) })),
    ...events.map((event) => ({ order: `${event.date}a`, line: eventLine(event) })),
  ];
  return lines.sort((a, b) => a.order.localeCompare(b.order)).map(({ line }) => line);
}

/** @param {Era} era */
function eraLine([from, to, called, mois, kostat7, kostat8]) {
  const kostat = kostat8 || kostat7;
  return el(
    "li",
    {},
    el("time", {}, from.startsWith("before") ? "< 1995" : from),
    to !== "today" && ` → ${to}`,
    el("div", {}, called),
    el("div", { class: "codes" }, inLine(mois && `${word("mois")} ${mois}`, kostat && `${word("kostat")} ${kostat}`)),
  );
}

/** @param {RegionEvent} event */
function eventLine({ date, type, what, checked, disputed }) {
  const doubt = inLine(!checked && word("unverified"), disputed && `${word("disputed")}: ${disputed}`);
  const line = [el("time", {}, date), ` ${term("event", type)}`, el("div", {}, what)];
  return el("li", { class: "event" }, line, doubt && el("div", { class: "note" }, doubt));
}

/**
 * What a region is made of, each a link.
 * @param {"sido" | "sigungu"} level
 * @param {(region: Region) => boolean} within
 * @param {Word} title
 * @returns {Child}
 */
function members(level, within, title) {
  const found = regionsOf(level).filter(within);
  const links = found.map((region) => [link(said(region, "name_"), () => go({ r: `${level}:${region.id}` })), "  "]);
  return [el("h3", {}, word(title)), el("p", {}, links)];
}

// The ledger of claims: verdicts, numbers, and the figure under each definition.
import { credit } from "#atlas/credit.js";
import { $, cell, el, fill, head, rowHead, number, row, scrolling, segment, small, table } from "#atlas/elements.js";
import { figure, when } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { go, state } from "#atlas/state.js";
import { other, said, term, unit, word } from "#atlas/words.js";

/** @import { Claim, Child, Variant, Word } from "#atlas/types.js" */

const VERDICTS = ["holds", "holds only under", "does not reproduce", "not checkable yet"];
const DIGITS = 4;

export async function showClaims() {
  const { claims } = await part("claims");
  /** @param {string} verdict */
  const of = (verdict) => claims.filter((claim) => !verdict || claim.verdict === verdict);
  const offered = ["", ...VERDICTS.filter((verdict) => of(verdict).length)];
  fill(
    $("#verdicts"),
    offered.map((verdict) => {
      const text = `${verdict ? term("verdict", verdict) : word("all")} ${of(verdict).length}`;
      return segment(text, state.v === verdict, () => go({ v: verdict }));
    }),
  );
  fill($("#claims"), of(state.v).map(card));
}

/** @param {Claim} claim */
function card(claim) {
  return el(
    "article",
    { class: "card claim", id: `claim-${claim.claim_id}` },
    el("span", { class: `badge v${VERDICTS.indexOf(claim.verdict)}` }, term("verdict", claim.verdict)),
    el("h3", {}, said(claim, "sentence_")),
    el("p", { class: "muted" }, other(claim, "sentence_")),
    el("div", { class: "numbers" }, numbers(claim)),
    el("p", { lang: "en" }, claim.explanation),
    said(claim.credit) && credit(claim.credit, claim.reference_date),
    claim.variants.length && variants(claim.variants),
  );
}

/**
 * What was published, what comes out here, under which definitions it holds, what is lacking.
 * @param {Claim} claim
 */
function numbers(claim) {
  /** @type {[Word, Child][]} */
  const rows = [
    ["published", claim.published],
    ["reproduced", claim.reproduced_value != null && el("b", {}, figure(claim.reproduced_value, DIGITS))],
    ["holds_under", holdsUnder(claim)],
    ["needed", claim.needed_tables],
  ];
  return rows.filter(([, text]) => text).map(([title, text]) => el("div", {}, el("span", {}, word(title)), text));
}

/**
 * The definitions under which it holds, by their titles.
 * @param {Claim} claim
 */
function holdsUnder(claim) {
  const titles = new Map(claim.variants.map((variant) => [variant.definition, said(variant, "definition_")]));
  const texts = claim.holds_under?.split(", ") ?? [];
  return texts.map((text) => text.replace(/^\S+/, (id) => titles.get(id) ?? id)).join(" · ");
}

/**
 * The figures by definition, laid out when they are first opened.
 * @param {Variant[]} rows
 */
function variants(rows) {
  const box = el("details", {}, el("summary", {}, `${word("variants")} (${rows.length})`));
  box.addEventListener("toggle", () => box.childElementCount < 2 && box.append(variantTable(rows)));
  return box;
}

/** @param {Variant[]} rows */
function variantTable(rows) {
  const heading = head(word("definition_name"), word("item"), word("date"), `#${word("value")}`, word("verdict"), word("note"));
  const lines = rows.map((variant) =>
    row(
      rowHead(said(variant, "definition_")),
      cell(variant.item),
      cell(variant.reference_date && when(variant.reference_date)),
      number(figure(variant.value, DIGITS), " ", small(unit(variant.unit))),
      cell(term("verdict", variant.verdict)),
      el("td", { class: "note" }, variant.note ?? variant.needed_table),
    ),
  );
  return scrolling(word("variants"), table([heading], lines));
}

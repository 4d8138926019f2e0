// The ledger of claims: verdicts, numbers, and the figure under each definition.
import { credit } from "#atlas/credit.js";
import { $, cell, el, fill, head, rowHead, number, row, scrolling, segment, small, table } from "#atlas/elements.js";
import { figure, when } from "#atlas/figures.js";
import { part } from "#atlas/packed.js";
import { go, state } from "#atlas/state.js";
import { inLine, other, said, term, unit, word } from "#atlas/words.js";

/** @import { Claim, Child, Variant, Word } from "#atlas/types.js" */

const VERDICTS = ["holds", "holds only under", "does not reproduce", "partly checkable", "not checkable yet"];
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
    el("p", { class: "own" }, own(claim)),
    el("div", { class: "numbers" }, numbers(claim)),
    el("p", {}, said(claim, "explanation_")),
    said(claim.credit) && credit(claim.credit, claim.newest_date ?? claim.reference_date),
    claim.variants.length && variants(claim.variants),
  );
}

/**
 * The verdict on the author's own definition, under how many of all it holds, and how new the figures are.
 * @param {Claim} claim
 */
function own(claim) {
  const counts = [claim.definitions_holding, claim.definitions_checked, claim.definitions_written].join(" / ");
  return inLine(
    `${word("by_author")}: ${term("verdict", claim.verdict_author)}`,
    `${word("tally")}: ${counts}`,
    claim.newest_date && `${word("newest_figures")}: ${when(claim.newest_date)}`,
  );
}

/**
 * What is tested, what was published, what comes out here, under which definitions it holds, what is lacking.
 * @param {Claim} claim
 */
function numbers(claim) {
  /** @type {[Word, Child][]} */
  const rows = [
    ["said_by", said(claim, "source_")],
    ["claim_parts", said(claim, "parts_")],
    ["tested", said(claim, "formula_")],
    ["authors_own", said(claim, "author_definition_")],
    ["published", said(claim, "published_")],
    ["reproduced", claim.reproduced_value != null && el("b", {}, figure(claim.reproduced_value, DIGITS))],
    ["holds_under", said(claim, "holds_under_")],
    ["needed", said(claim, "needed_")],
  ];
  return rows.filter(([, text]) => text).map(([title, text]) => el("div", {}, el("span", {}, word(title)), text));
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
      rowHead(inLine(said(variant, "definition_"), said(variant, "part_"), standing(variant))),
      cell(said(variant, "item_")),
      cell(variant.reference_date && when(variant.reference_date)),
      number(figure(variant.value, DIGITS), " ", small(unit(variant.unit))),
      cell(term("verdict", variant.verdict)),
      el("td", { class: "note" }, said(variant, "note_") || said(variant, "needed_")),
    ),
  );
  return scrolling(word("variants"), table([heading], lines));
}

/**
 * Who uses a definition, or that it has no say.
 * @param {Variant} variant
 */
function standing(variant) {
  if (!variant.counted) return word("no_say");
  return inLine(`${word("used_by")}: ${said(variant, "used_by_")}`, variant.author && word("authors_own"));
}

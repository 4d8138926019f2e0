// The data dictionary, filtered by what is typed.
import { $, cell, el, fill, head, rowHead, row, scrolling, table, terms } from "#atlas/elements.js";
import { part } from "#atlas/packed.js";
import { filtered } from "#atlas/search.js";
import { state } from "#atlas/state.js";
import { other, otherLanguage, said, unit, word } from "#atlas/words.js";

/** @import { DictionaryTable } from "#atlas/types.js" */

// As many as these are opened at once when something is sought.
const FEW = 8;
// Columns that are in English for every reader, or in the words of the publisher's file: type, label, formula, raw name, caveat.
const ENGLISH = new Set([0, 2, 4, 5, 6]);
const UNIT = 3;

export async function showDictionary() {
  const found = filtered(await part("dictionary"), state.q);
  const columns = found.reduce((sum, one) => sum + one.columns.length, 0);
  const box = $("#filter", HTMLInputElement);
  if (box.value !== state.q) box.value = state.q;
  fill($("#dictionary-count"), `${found.length} ${word("tables")}, ${columns} ${word("columns")}`);
  const opened = state.q !== "" && found.length <= FEW;
  fill(
    $("#dictionary"),
    found.map((one) => entry(one, opened)),
  );
}

/**
 * A table, its columns laid out when it is first opened.
 * @param {DictionaryTable} one
 * @param {boolean} opened
 */
function entry(one, opened) {
  const titles = [el("code", {}, one.table), ` ${said(one)} `, el("span", { class: "muted", lang: otherLanguage() }, other(one))];
  const box = el("details", { class: "dictionary" }, el("summary", {}, titles));
  const unfold = () => box.childElementCount < 2 && box.append(...contents(one));
  box.addEventListener("toggle", unfold);
  if (opened) {
    unfold();
    box.open = true;
  }
  return box;
}

/** @param {DictionaryTable} one */
function contents(one) {
  const heading = head(
    word("column"),
    word("type"),
    word("korean"),
    word("english"),
    word("unit"),
    word("formula"),
    word("raw_name"),
    word("caveat"),
  );
  const rows = one.columns.map(([column, ...rest]) =>
    row(
      rowHead(el("code", {}, column)),
      rest.map((text, n) => (ENGLISH.has(n) ? el("td", { lang: "en" }, text) : cell(n === UNIT ? unit(text) : text))),
    ),
  );
  const about = terms([
    [word("grain"), el("span", { lang: "en" }, one.grain)],
    [word("key"), el("code", {}, one.key)],
    [word("source"), el("code", {}, one.source)],
  ]);
  return [el("p", { lang: "en" }, one.description), el("dl", {}, about), scrolling(one.table, table([heading], rows))];
}

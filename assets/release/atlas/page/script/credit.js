// Whose figures are shown, and whose borders: publishers, licences, date, and this release.
import { el } from "#atlas/elements.js";
import { atlas } from "#atlas/state.js";
import { inLine, said, word } from "#atlas/words.js";

/** @import { Text } from "#atlas/types.js" */

/**
 * @param {Text} figures
 * @param {string} [date]
 * @param {Text} [borders]
 */
export function whose(figures, date, borders) {
  const data = said(figures) && `${word("credit_data")} ${[said(figures), date].filter(Boolean).join(", ")}`;
  const drawn = borders && said(borders) && `${word("credit_borders")} ${said(borders)}`;
  return inLine(data, drawn, `Rebalance ${atlas.version}`);
}

/**
 * @param {Text} figures
 * @param {string} [date]
 */
export const credit = (figures, date) => el("p", { class: "note credit" }, whose(figures, date));

/** The line of everything that scenarios say. */
export const outlookCredit = () => credit(atlas.credits.outlook, atlas.credits.outlook_day);

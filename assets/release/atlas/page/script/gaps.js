// What is said where figures leave out units, and where a line breaks.
import { note } from "#atlas/elements.js";
import { when } from "#atlas/figures.js";
import { word } from "#atlas/words.js";

/** @import { LinePoint } from "#atlas/types.js" */

/**
 * How many units a figure leaves out; nothing where it leaves out none.
 * @param {number} missing
 */
export const lacks = (missing) => (missing ? word("lacks").replace("…", `${missing}`) : "");

/**
 * Why lines break, and which dates leave out how many units; nothing where no line does and no figure leaves out any.
 * @param {LinePoint[][]} lines
 */
export function broken(lines) {
  if (!lines.some((line) => line.some(({ part, missing }) => part || missing))) return [];
  const days = new Map(lines.flat().flatMap(({ date, missing }) => (missing ? [[date, missing]] : [])));
  const told = [...days].sort().map(([date, missing]) => `${when(date)}: ${lacks(missing)}`);
  return [note([word("broken"), ...told].join(" · "))];
}

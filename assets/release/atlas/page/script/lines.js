// Which figures of a region a line may join.

/** @import { Figures, LinePoint } from "#atlas/types.js" */

/**
 * The figures of a region as they may be joined by a line: it breaks where a date has none, and where they leave out another
 * number of units than the one before, since then they are not of the same places.
 * @param {Figures | undefined} at
 * @param {number} index of the region
 * @returns {LinePoint[]}
 */
export function points(at, index) {
  /** @type {LinePoint[]} */
  const found = [];
  let part = 0;
  let gap = false;
  if (!at) return found;
  for (const [n, date] of at.dates.entries()) {
    const value = at.values[n]?.[index] ?? null;
    const missing = lackingOf(at, date, index);
    if (value !== null) {
      if (gap || apart(found.at(-1), missing)) part += 1;
      found.push({ date, value, missing, part });
    }
    gap = value === null && found.length > 0;
  }
  return found;
}

/**
 * Whether a figure that lacks `missing` units is of other places than the one before.
 * @param {LinePoint | undefined} before
 * @param {number} missing
 */
const apart = (before, missing) => before !== undefined && before.missing !== missing;

/**
 * @param {Figures} at
 * @param {string} date
 * @param {number} index of the region
 */
const lackingOf = (at, date, index) => at.missing[date]?.[index] ?? 0;

/**
 * Whether the first and the newest figure leave out as many units: else their difference is no change.
 * @param {Figures} at
 * @param {number} index of the region
 */
export function alike(at, index) {
  const [first, last] = [at.dates[0] ?? "", at.dates.at(-1) ?? ""];
  return lackingOf(at, first, index) === lackingOf(at, last, index);
}

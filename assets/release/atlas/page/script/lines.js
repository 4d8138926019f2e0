// Which figures of a region a line may join.

/** @import { Figures, Point } from "#atlas/types.js" */

/**
 * The figures of a region as they may be joined by a line: it breaks where a date has none, and where they leave out another
 * number of units than the one before, since then they are not of the same places.
 * @param {Figures | undefined} at
 * @param {number} index of the region
 * @returns {Point[]}
 */
export function points(at, index) {
  /** @type {Point[]} */
  const found = [];
  let part = 0;
  let gap = false;
  for (const [n, date] of (at?.dates ?? []).entries()) {
    const value = at?.values[n]?.[index];
    if (value == null) {
      gap = true;
      continue;
    }
    const missing = at?.missing[date]?.[index] ?? 0;
    const before = found.at(-1);
    if (before && (gap || before.missing !== missing)) part += 1;
    found.push({ date, value, missing, part });
    gap = false;
  }
  return found;
}

/**
 * Whether the first and the newest figure leave out as many units: else their difference is no change.
 * @param {Figures} at
 * @param {number} index of the region
 */
export function alike(at, index) {
  const [first, last] = [at.dates[0] ?? "", at.dates.at(-1) ?? ""];
  return (at.missing[first]?.[index] ?? 0) === (at.missing[last]?.[index] ?? 0);
}

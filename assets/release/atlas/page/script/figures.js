// How numbers and days are written.

/**
 * A number: large ones and counts whole, others with few digits.
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function figure(value, digits = 3) {
  if (value == null) return "–";
  const size = Math.abs(value);
  if (size >= 1000 || Number.isInteger(value)) return Math.round(value).toLocaleString("en");
  return value.toLocaleString("en", size >= 100 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: digits });
}

/**
 * A difference with its sign.
 * @param {number | null | undefined} last
 * @param {number | null | undefined} first
 */
export function difference(last, first) {
  if (last == null || first == null) return "–";
  return `${last >= first ? "+" : "−"}${figure(Math.abs(last - first))}`;
}

/** @param {number} share */
export const percent = (share) => `${Math.round(share * 100)} %`;

/**
 * A day as it is said: a December as its year, another day as its month.
 * @param {string} date
 */
export const when = (date) => (date.endsWith("-12-31") ? date.slice(0, 4) : date.slice(0, 7));

/**
 * The place of a day on an axis of years: a December is the year, a June the half before it.
 * @param {string} date
 */
export const place = (date) => Number(date.slice(0, 4)) + (Number(date.slice(5, 7)) - 12) / 12;

/**
 * Largest first, nothing last: for `sort`.
 * @param {number | null | undefined} a
 * @param {number | null | undefined} b
 */
export const falling = (a, b) => (b ?? -Infinity) - (a ?? -Infinity);

/**
 * The rank of a value among all that there are, largest first; equal values share one.
 * @param {number} value
 * @param {(number | null)[]} all
 */
export function rank(value, all) {
  const there = all.filter((one) => one != null);
  return `${there.filter((one) => one > value).length + 1}/${there.length}`;
}

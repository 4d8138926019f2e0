// Classes of a legend: which one a value falls into, and how its limits are written.

/** @import { MapClass } from "#atlas/types.js" */

/**
 * The class of a value; null for none.
 * @param {number | null | undefined} value
 * @param {MapClass[]} classes from low to high
 */
export function classOf(value, classes) {
  if (value == null) return null;
  return classes.findLast((one) => one.lower == null || value >= one.lower) ?? null;
}

/**
 * How many values fall into each class; those without one under null.
 * @param {(number | null)[]} values
 * @param {MapClass[]} classes
 */
export function counted(values, classes) {
  /** @type {Map<MapClass | null, number>} */
  const counts = new Map();
  for (const value of values) {
    const one = classOf(value, classes);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}

/**
 * Text of a class with its limits, where the words alone do not give them.
 * @param {string} text
 * @param {MapClass} one
 */
export function withLimits(text, { lower, upper }) {
  if (/\d/.test(text) || (lower == null && upper == null)) return text;
  if (lower == null) return `${text} (<${upper})`;
  return upper == null ? `${text} (≥${lower})` : `${text} (${lower}–${upper})`;
}

// The state in the address of the page, so that a link shows what its sender saw.

/** @import { State } from "#atlas/types.js" */

// A link that does not say them leaves language and theme as the reader has them.
const READERS_OWN = ["lang", "theme"];

/**
 * What an address says of the state.
 * @param {string} hash
 * @param {State} defaults
 * @returns {Partial<State>}
 */
export function read(hash, defaults) {
  const given = new URLSearchParams(hash.slice(1));
  const found = Object.entries(defaults)
    .filter(([name]) => given.has(name) || !READERS_OWN.includes(name))
    .map(([name, value]) => [name, given.get(name) ?? value]);
  return Object.fromEntries(found);
}

/**
 * The address of a state: the view, and what is not as by default.
 * @param {State} state
 * @param {State} defaults
 */
export function written(state, defaults) {
  const before = new Map(Object.entries(defaults));
  const kept = Object.entries(state).filter(([name, value]) => value && (value !== before.get(name) || name === "view"));
  return `#${new URLSearchParams(kept)}`;
}

/**
 * What an address asks for that is not there, `view=nope`: a link of another release, or mistyped.
 * @param {string} hash
 * @param {Partial<Record<keyof State, readonly string[]>>} known what there is, of each field that is looked at
 * @returns {[field: keyof State, asked: string][]}
 */
export function astray(hash, known) {
  const given = new URLSearchParams(hash.slice(1));
  return Object.entries(known).flatMap(([name, values]) => {
    const asked = given.get(name);
    return asked && !values.includes(asked) ? [[/** @type {keyof State} */ (name), asked]] : [];
  });
}

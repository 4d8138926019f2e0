// Data lie in the page packed by part; each is unpacked once, when it is first asked for.

/** @import { Parts } from "#atlas/types.js" */

/** @type {Record<string, Promise<any>>} */
const unpacked = {};

/**
 * A part of the data.
 * @template {keyof Parts} N
 * @param {N} name
 * @returns {Promise<Parts[N]>}
 */
export function part(name) {
  return (unpacked[name] ??= unpack(document.querySelector(`#part-${name}`)?.textContent ?? ""));
}

/**
 * What `page.py` packed: JSON, gzip, base64.
 * @param {string} packed
 * @returns {Promise<unknown>}
 */
export async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

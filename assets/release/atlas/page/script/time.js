// The date of the map: its slider, and playing through the dates.
import { $, fill } from "#atlas/elements.js";
import { when } from "#atlas/figures.js";
import { drawn } from "#atlas/indicators.js";
import { go } from "#atlas/state.js";

/** @import { Figures } from "#atlas/types.js" */

const STEP_MS = 700;
/** @type {ReturnType<typeof setInterval> | undefined} */
let playing;

/** @param {{ at: Figures, n: number, date: string }} now */
export function showTime({ at, n, date }) {
  const slider = $("#slider", HTMLInputElement);
  slider.max = `${Math.max(0, at.dates.length - 1)}`;
  slider.value = `${n}`;
  slider.disabled = $("#play", HTMLButtonElement).disabled = at.dates.length < 2;
  slider.setAttribute("aria-valuetext", when(date));
  $("#when", HTMLOutputElement).value = when(date);
}

export function startTime() {
  const slider = $("#slider", HTMLInputElement);
  slider.addEventListener("input", () => go({ d: drawn().at.dates[slider.valueAsNumber] ?? "" }));
  $("#play").addEventListener("click", () => (playing === undefined ? play() : stop()));
}

function play() {
  press(true);
  const { at, n } = drawn();
  if (n === at.dates.length - 1) go({ d: at.dates[0] ?? "" });
  playing = setInterval(step, STEP_MS);
}

export function stop() {
  press(false);
  clearInterval(playing);
  playing = undefined;
}

function step() {
  const { at, n } = drawn();
  const next = at.dates[n + 1];
  if (next) go({ d: next });
  else stop();
}

/** @param {boolean} on */
function press(on) {
  $("#play").setAttribute("aria-pressed", `${on}`);
  fill($("#play"), on ? "❚❚" : "▶");
}

/** The seismograph's line, as numbers (`game/tui/trace.py`): the same run always draws the same line. */

/** @typedef {import("../engine/change.js").Shock} Shock */

/** Samples from one shock to the next. */
export const SPACING = 28;

const STRIKES = 6;
const ONSET = 4;
const DECAY = 8;
const TURN = 1.9;

/**
 * The end of a run's trace: so many heights between -1 and 1, the last of them the newest.
 *
 * @param {readonly number[]} magnitudes Of its shocks, oldest first.
 * @param {number} width
 */
export function line(magnitudes, width) {
  const end = magnitudes.length * SPACING;
  return Array.from({ length: width }, (_, x) => height(magnitudes, end - width + x));
}

/**
 * Shocks as a whole run's trace, each where it struck; those that have no hour are left out.
 *
 * @param {readonly Shock[]} shocks
 * @param {readonly [number, number]} minutes From where to where the trace goes.
 * @param {number} width
 */
export function overTime(shocks, [first, last], width) {
  const heights = Array.from({ length: width }, (_, x) => 0.1 * tremor(x));
  const span = Math.max(1, last - first);
  for (const { minute, magnitude } of shocks) {
    if (minute === null) continue;
    const at = Math.round(((minute - first) / span) * (width - 1));
    for (let x = Math.max(0, at - ONSET); x < Math.min(width, at + SPACING); x++) {
      heights[x] = (heights[x] ?? 0) + swing(x - at, magnitude);
    }
  }
  return heights.map(bounded);
}

/**
 * @param {readonly number[]} magnitudes
 * @param {number} place
 */
function height(magnitudes, place) {
  let sum = 0.16 * tremor(place);
  const first = Math.max(0, Math.floor(place / SPACING) - 2);
  for (let index = first; index < Math.min(magnitudes.length, first + 4); index++) {
    sum += swing(place - index * SPACING - STRIKES, magnitudes[index] ?? 0);
  }
  return bounded(sum);
}

/** @param {number} place */
function tremor(place) {
  return 0.6 * Math.sin(place * 0.83) * Math.sin(place * 0.29 + 1) + 0.4 * Math.sin(place * 2.3);
}

/**
 * @param {number} since
 * @param {number} magnitude
 */
function swing(since, magnitude) {
  if (since < -ONSET) return 0;
  const size = magnitude === 0 ? 0.22 : 0.34 + 0.66 * (1 - Math.exp(-magnitude / 2.6));
  if (since < 0) return size * 0.3 * (1 + since / ONSET) * (since % 2 === 0 ? 1 : -1);
  return size * Math.exp(-since / (DECAY * (0.6 + 0.6 * size))) * Math.cos(since * TURN);
}

/** @param {number} height */
function bounded(height) {
  return Math.max(-1, Math.min(1, height));
}

/** The run's clock: when each thing happens (`game/play/clock.py`). No time zone has a say. */

import { known } from "./known.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./model.js").Story} Story
 * @typedef {{at: string | null, minute: number | null}} Hour As the story writes it, and in minutes from the clock's start.
 */

const MINUTE = 60_000;

/**
 * When a scene, a storylet or an ending happens in a run.
 *
 * @param {Story} story
 * @param {Hour} what
 * @param {Values} values The run's values while it happens.
 * @returns {Hour}
 */
export function hourOf({ time, clockStart }, { at, minute }, values) {
  if (time === null || clockStart === null) return { at, minute };
  const now = known(values[time.index]);
  const then = minute === null ? now : Math.max(now, minute);
  return { at: moved(clockStart, then), minute: then };
}

/**
 * Whole hours on the clock, from 0 to `hours`, of a minute counted from its start; 0 where there is none.
 *
 * @param {number | null} minute
 * @param {number} hours
 */
export function hoursElapsed(minute, hours) {
  return minute === null ? 0 : Math.max(0, Math.min(hours, Math.floor(minute / 60)));
}

/**
 * @param {string} moment
 * @param {number} minutes
 */
function moved(moment, minutes) {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = (moment.match(/\d+/gu) ?? []).map(Number);
  const start = new Date(0);
  start.setUTCFullYear(year, month - 1, day);
  start.setUTCHours(hour, minute);
  return new Date(start.getTime() + minutes * MINUTE).toISOString().slice(0, 16).replace("T", " ");
}

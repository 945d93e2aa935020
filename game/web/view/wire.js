/** The wire: headlines, when they came, and which are new to their reader (`game/view/wire.py`). */

import { beginsWithTime, timeOfDay, weekdayAndDay, weekdayAndTime } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { wire } from "../engine/page.js";

/**
 * @typedef {import("../engine/run.js").Run} Run
 *
 * @typedef {object} Headline
 * @property {string | null} at
 * @property {number | null} minute
 * @property {string} text
 * @property {string} when When it came; without the hour where the words begin with it.
 * @property {string} hour Its hour alone; empty where the words begin with it.
 */

/**
 * Every headline so far, oldest first, but for those that tell readers what they have just done themselves.
 *
 * @param {Run} run
 * @returns {Headline[]}
 */
export function headlines(run) {
  return wire(run)
    .filter(({ player, by }) => !(player && by !== null && run.setup.seats.has(by)))
    .map(headline);
}

/**
 * @param {import("../engine/page.js").Bulletin} bulletin
 * @returns {Headline}
 */
export function headline({ at, minute, text }) {
  const timed = at !== null && at !== "" && beginsWithTime(text, at);
  const when = !at ? "" : timed ? weekdayAndDay(at) : weekdayAndTime(at);
  return { at, minute, text, when, hour: !at || timed ? "" : timeOfDay(at) };
}

/**
 * The headlines since some of the run was known; pages tell of the others' decisions themselves.
 *
 * @param {Run} run
 * @param {Run | null} known
 * @returns {Headline[]}
 */
export function headlinesSince(run, known) {
  return wire(run)
    .slice(known === null ? 0 : wire(known).length)
    .filter(({ by }) => by === null)
    .map(headline);
}

/**
 * A headline, in a line.
 *
 * @param {Headline} headline
 */
export function headlineInWords({ at, when, text }) {
  return at ? tr("The wire, {at}: {text}", { at: when, text }) : tr("The wire: {text}", { text });
}

/** What is said of a wire that has no line. */
export function nothingYet() {
  return tr("Nothing has come over the wire yet.");
}

/** L'heure des comptes: everything that is counted of a run beside history (`game/play/debrief.py`). */

import { shocks } from "./change.js";
import { known } from "./known.js";
import { anyKnown, knowsHistory, measure, toldBeats } from "./measures.js";
import { beats, endingOf, taken } from "./run.js";
import { historyBeside, reached, timeline, valuesAfter } from "./timeline.js";

/**
 * @typedef {import("./change.js").Shock} Shock
 * @typedef {import("./model.js").Episode} Episode
 * @typedef {import("./run.js").Run} Run
 *
 * @typedef {object} Debrief A run beside history.
 * @property {Run} run As far as its reader knows it.
 * @property {Episode | null} episode The one that is told; null for the whole run.
 * @property {readonly import("./timeline.js").TimelineRow[]} rows
 * @property {import("./measures.js").Measures} figures
 * @property {readonly Shock[]} mine The run's seismograph.
 * @property {readonly Shock[]} theirs History's, as far as the run has come; nothing where the story knows no history.
 */

/**
 * The account of a run, or of one of its episodes.
 *
 * @param {Run} run
 * @param {Episode | null} [episode]
 * @returns {Debrief}
 */
export function debrief(run, episode = null) {
  const { story } = run.setup;
  const id = episode?.id ?? null;
  const until = endingOf(run) === null ? reached(run) : null;
  const theirs = knowsHistory(story) ? shocks(story, toldBeats(historyBeside(run)), id) : [];
  return {
    run,
    episode,
    rows: timeline(run, id),
    figures: measure(run, valuesAfter(run, id)),
    mine: shocks(story, beats(run), id),
    theirs: theirs.filter(({ minute }) => until === null || minute === null || minute <= until),
  };
}

/**
 * Whether there is nothing to tell: nothing was decided, or the story measures nothing and knows no history.
 *
 * @param {Debrief} of
 */
export function isEmptyDebrief({ rows, mine, figures }) {
  return rows.length === 0 && !(mine.length > 0 && anyKnown(figures));
}

/**
 * From where to where its line of time goes, in minutes of the story's clock.
 *
 * @param {Debrief} of
 * @returns {[number, number]}
 */
export function minutesOf({ run, episode, mine, theirs }) {
  const met = [...mine, ...theirs].flatMap(({ minute }) => minute ?? []);
  if (episode === null) return [Math.min(0, ...met), Math.max(run.setup.story.clockHours * 60, ...met)];
  return met.length > 0 ? [Math.min(...met), Math.max(...met)] : [0, 0];
}

/**
 * The episode of the last decision taken by anyone; null before the first.
 *
 * @param {Run} run
 * @returns {Episode | null}
 */
export function lastEpisode(run) {
  const last = taken(run).at(-1);
  return last === undefined ? null : known(run.setup.story.episodes.get(last.scene.episode));
}

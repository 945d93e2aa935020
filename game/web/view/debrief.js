/** L'heure des comptes: what a run, or an episode of it, came to beside history (`game/view/debrief.py`). */

import { debrief, isEmptyDebrief, lastEpisode } from "../engine/debrief.js";
import { anyKnown, knowsHistory } from "../engine/measures.js";
import { endingOf } from "../engine/run.js";
import { isAsSupposed, isJoined } from "../engine/timeline.js";
import { tr } from "../i18n/catalogue.js";
import { whoDecided } from "./facts.js";
import { item } from "./text.js";
import { aboutOf, nameOf, verdict } from "./verdict.js";

/**
 * @typedef {import("../engine/debrief.js").Debrief} Debrief
 * @typedef {import("../engine/measures.js").Measures} Measures
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("../engine/model.js").Episode} Episode
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/timeline.js").TimelineRow} Row
 * @typedef {import("./text.js").Item} Item
 * @typedef {import("./text.js").Refusal} Refusal
 *
 * @typedef {{name: string, value: number}} Figure
 * @typedef {{title: Item, measures: Figure[], sentences: Item[]}} Preamble What is said over the decisions.
 */

/**
 * What a reader is shown who asks for the reckoning: of the whole run at an ending, else of its last episode.
 *
 * @param {Run} run As far as it has been told.
 * @param {Ending | null} ending The ending that is read, if one is.
 * @returns {Debrief | Refusal}
 */
export function debriefHere(run, ending) {
  const counted = debrief(run, ending === null ? lastEpisode(run) : null);
  return isEmptyDebrief(counted) ? { why: tr("There is nothing to reckon yet.") } : counted;
}

/**
 * The reckoning that comes by itself when an episode is over; null where there is none to tell.
 *
 * @param {Run} run
 * @param {Episode | null} closed
 * @returns {Debrief | null}
 */
export function betweenEpisodes(run, closed) {
  if (closed === null) return null;
  const counted = debrief(run, closed);
  return isEmptyDebrief(counted) ? null : counted;
}

/**
 * What is said over the decisions.
 *
 * @param {Debrief} of
 * @returns {Preamble}
 */
export function preamble(of) {
  const figures = measures(of.figures);
  const counted =
    of.episode !== null && anyKnown(of.figures)
      ? [item("note", tr("The figures count the whole run so far; the decisions are this episode’s."))]
      : [];
  const said = verdict(of).map((sentence) => item("verdict", sentence));
  return {
    title: item("heading", tr("The reckoning"), { note: subject(of) }),
    measures: figures,
    sentences: [...counted, ...said, ...sharedOf(of).map((sentence) => item("note", sentence))],
  };
}

/**
 * What comes by itself when an episode is over: the figures in a line, and what they say; the rest is asked for.
 *
 * @param {Debrief} of
 * @returns {Item[]}
 */
export function inShort(of) {
  const { measures: figures, sentences } = preamble(of);
  const line = figures.map(({ name, value }) => `${name} ${percent(value)}`).join(", ");
  const shared = sharedOf(of).join(" ");
  return [
    item("section", tr("The reckoning")),
    ...(figures.length > 0 ? [item("measures", line)] : []),
    ...sentences.filter(({ role }) => role === "verdict"),
    ...(shared ? [item("note", shared)] : []),
  ];
}

/**
 * The figures that a story is measured by, with their names.
 *
 * @param {Measures} figures
 * @returns {Figure[]}
 */
export function measures({ taken, fidelity }) {
  const shown = taken
    .filter(({ measure }) => measure.figure)
    .map(({ measure, value }) => ({ name: nameOf(measure), value }));
  return [...shown, ...(fidelity === null ? [] : [{ name: tr("fidelity"), value: fidelity }])];
}

/**
 * The names of a story's figures, with what each means.
 *
 * @param {Story} story
 * @returns {(readonly [string, string])[]}
 */
export function measuresExplained(story) {
  const shown = story.measures
    .filter(({ figure }) => figure)
    .map((measure) => /** @type {const} */ ([nameOf(measure), aboutOf(measure)]))
    .filter(([, about]) => about !== "");
  const fidelity = tr("of your own decisions, how many history took too");
  return [...shown, ...(knowsHistory(story) ? [/** @type {const} */ ([tr("fidelity"), fidelity])] : [])];
}

/**
 * A figure as it is written, such as `33%`.
 *
 * @param {number} value
 */
export function percent(value) {
  return tr("{percent}%", { percent: value });
}

/**
 * A decision on the line of time: what was done in the run, then what history did where that is something else.
 *
 * @param {Row} row
 * @returns {Item[]}
 */
export function sides(row) {
  if (row.whose === "history") {
    return [item("speech", row.theirs ?? "", { about: tr("History"), note: tr("where you never came") })];
  }
  const about = whoDecided(row.record, row.whose === "mine");
  const note = isJoined(row) ? tr("as in history") : isAsSupposed(row) ? tr("as the game supposes") : "";
  const mine = item("speech", row.mine ?? "", { about, note });
  if (note !== "" || row.theirs === null) return [mine];
  return [mine, item("speech", row.theirs, { about: row.record.supposed ? tr("The game supposes") : tr("History") })];
}

/**
 * What the reckoning is of, where it has a name.
 *
 * @param {Debrief} of
 */
function subject({ episode, run }) {
  if (episode !== null) return tr("Episode {number}: {title}", { number: episode.number, title: episode.title });
  return endingOf(run)?.title ?? "";
}

/**
 * How many decisions are history's, where there are any of which that can be said.
 *
 * @param {Debrief} of
 */
function sharedOf(of) {
  const rows = of.rows.filter(({ whose, record }) => whose !== "history" && !record.supposed);
  return rows.length > 0 ? [sharedInWords(rows)] : [];
}

/**
 * How many of a run's decisions are history's: of the reader's own, as the fidelity counts them, and of all.
 *
 * @param {readonly Row[]} rows
 */
function sharedInWords(rows) {
  const mine = rows.filter(({ whose }) => whose === "mine");
  const own = tr("Your decisions: {joined} of {count} as in history.", {
    joined: mine.filter(isJoined).length,
    count: mine.length,
  });
  if (mine.length === rows.length) return own;
  const all = tr("All decisions, the others’ included: {joined} of {count}.", {
    joined: rows.filter(isJoined).length,
    count: rows.length,
  });
  return mine.length > 0 ? `${own} ${all}` : all;
}

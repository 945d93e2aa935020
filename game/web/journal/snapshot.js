/**
 * Where a run stands, written down by names: the second witness of a save, beside its decisions
 * (`game/journal/snapshot.py`). Nothing in it is a position: those change whenever an author declares a variable.
 */

import { offers } from "../engine/page.js";
import { RIVAL_WORDS, rivalWord, seatWord } from "../engine/setup.js";
import { plainOf } from "../engine/markup.js";
import { wordsOf } from "../engine/paragraphs.js";
import { beats, stateOf, taken } from "../engine/run.js";
import { trailOf } from "../engine/state.js";

/**
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/model.js").Variable} Variable
 *
 * @typedef {object} Snapshot
 * @property {string} scene The id of the scene or ending where it rests.
 * @property {number} step
 * @property {Readonly<Record<string, number | string>>} values By name; a label's is its word.
 * @property {readonly string[]} drawn The storylets drawn in this episode, by id.
 * @property {Readonly<Record<string, string>>} offered The choices that could be taken, with the words shown.
 * @property {readonly string[]} [trail] What happened of itself, oldest first, as `happened` names it; saves of older
 *   pages do not say.
 * @property {boolean} [damaged] Whether no more of it can be read than where it rests, if that.
 *
 * @typedef {readonly [scene: string, choice: string, words: string]} SavedDecision
 *
 * @typedef {object} SavedRun
 * @property {string} seat
 * @property {string} rival One of `RIVAL_WORDS`.
 * @property {string} seed In decimal digits: it is larger than a JSON number may be.
 * @property {string} opening
 * @property {boolean} bare Whether it is read without gauges.
 * @property {readonly SavedDecision[]} decisions
 * @property {Snapshot} snapshot
 * @property {number} page Which of the pages since the last decision is read.
 * @property {number} touched When, in milliseconds since 1970.
 */

const KEPT_BESIDE = new Set(["drawn", "return", "memory", "time"]);

/**
 * What a run looks like now.
 *
 * @param {Run} run
 * @returns {Snapshot}
 */
export function snapshotOf(run) {
  const { setup } = run;
  const { here, values, step } = stateOf(run);
  const lasting = setup.story.variables.filter(({ kind }) => !KEPT_BESIDE.has(kind));
  const offered = offers(setup, stateOf(run)).filter(({ number }) => number !== null);
  return {
    scene: here.id,
    step,
    values: Object.fromEntries(lasting.map((variable) => [variable.name, valueOf(variable, values)])),
    drawn: drawnIn(run),
    offered: Object.fromEntries(offered.map(({ choice, say }) => [choice.id, plainOf(say)])),
    trail: happened(run),
  };
}

/**
 * What happened of itself in a run, oldest first. A scene passed stands as its id, what somebody else decided as
 * `scene/choice`, how a chance turned out as `scene/choice/outcome`, a storylet that was drawn as `scene//storylet`.
 *
 * @param {Run} run
 */
function happened(run) {
  return beats(run).flatMap((beat) => {
    const { id } = beat.scene;
    if (beat.kind === "drawn") return `${id}//${beat.storylet.id}`;
    if (beat.kind === "passed") return id;
    const { choice, player } = beat;
    if (choice.outcome !== "") return `${id}/${choice.id}/${choice.outcome}`;
    return player ? [] : `${id}/${choice.id}`;
  });
}

/**
 * A run as it is kept.
 *
 * @param {Run} run
 * @param {number} page
 * @param {boolean} bare
 * @param {number} touched
 * @returns {SavedRun}
 */
export function saved(run, page, bare, touched) {
  const { seed, opening } = run.setup;
  const mine = taken(run).filter(({ player }) => player);
  return {
    seat: seatWord(run.setup),
    rival: rivalWord(run.setup),
    seed: String(seed),
    opening,
    bare,
    decisions: mine.map(({ scene, choice, before }) => [scene.id, choice.id, wordsOf(choice.say, before)]),
    snapshot: snapshotOf(run),
    page,
    touched,
  };
}

/**
 * What was found in the storage, if it is a run: other pages of a site write there too. What is damaged of one whose
 * decisions are whole costs it no more than that.
 *
 * @param {unknown} found
 * @returns {SavedRun | null}
 */
export function readSaved(found) {
  const run = /** @type {Partial<SavedRun> | null} */ (found);
  const { seat, rival, seed, opening, bare, decisions, snapshot, page, touched } = run ?? {};
  const sound =
    isText(seat) &&
    RIVAL_WORDS.has(String(rival)) &&
    /^\d{1,19}$/u.test(String(seed)) &&
    isText(opening) &&
    Array.isArray(decisions) &&
    decisions.every((passed) => Array.isArray(passed) && passed.length === 3 && passed.every(isText));
  if (!sound) return null;
  return /** @type {SavedRun} */ ({
    ...run,
    bare: bare === true,
    page: Number.isInteger(page) ? page : 0,
    touched: isMoment(touched) ? touched : 0,
    snapshot: readSnapshot(snapshot),
  });
}

/**
 * @param {Partial<Snapshot> | undefined} found
 * @returns {Snapshot}
 */
function readSnapshot(found) {
  const { scene, step, values, drawn, offered, trail = [] } = found ?? {};
  const sound =
    isText(scene) &&
    Number.isInteger(step) &&
    isMap(values) &&
    Object.values(values).every((value) => isText(value) || Number.isInteger(value)) &&
    Array.isArray(drawn) &&
    drawn.every(isText) &&
    isMap(offered) &&
    Object.values(offered).every(isText) &&
    Array.isArray(trail) &&
    trail.every(isText);
  if (sound) return /** @type {Snapshot} */ (found);
  return { scene: isText(scene) ? scene : "", step: 0, values: {}, drawn: [], offered: {}, damaged: true };
}

/**
 * Whether a number is a moment that a calendar knows, in milliseconds since 1970.
 *
 * @param {unknown} found
 */
export function isMoment(found) {
  return Number.isFinite(found) && Math.abs(Number(found)) < 8e15;
}

/**
 * @param {unknown} found
 * @returns {found is string}
 */
function isText(found) {
  return typeof found === "string";
}

/**
 * @param {unknown} found
 * @returns {found is Record<string, unknown>}
 */
function isMap(found) {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

/**
 * A value that stays right when an author puts a label's words in another order.
 *
 * @param {Variable} variable
 * @param {import("../engine/closures.js").Values} values
 */
export function valueOf({ index, words }, values) {
  const value = values[index] ?? 0;
  return [...words.keys()][value] ?? value;
}

/**
 * The storylets drawn in the episode where the run stands; at an ending, in the last scene's.
 *
 * @param {Run} run
 */
function drawnIn(run) {
  const { story } = run.setup;
  const { here, values } = stateOf(run);
  const trodden = run.states.flatMap(trailOf).at(-1)?.scene.episode;
  const episode = story.episodes.get(story.scenes.get(here.id)?.episode ?? trodden ?? "");
  return (episode?.deck ?? []).filter(({ drawn }) => values[drawn.index] === 1).map(({ id }) => id);
}

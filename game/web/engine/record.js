/** What really happened at a decision: shown after the choice, never before (`game/play/record.py`). */

import { known } from "./known.js";
import { askedByHistory, knowsHistory } from "./measures.js";
import { followed } from "./model.js";
import { factsOf, readablePassages } from "./page.js";
import { blockOf } from "./paragraphs.js";
import { taken } from "./run.js";

/**
 * @typedef {import("./markup.js").Block} Block
 * @typedef {import("./model.js").Ending} Ending
 * @typedef {import("./model.js").Fact} Fact
 * @typedef {import("./model.js").Scene} Scene
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./page.js").Passage} Passage
 * @typedef {import("./run.js").Run} Run
 * @typedef {import("./state.js").Decided} Decided
 *
 * @typedef {object} Record
 * @property {Scene} scene
 * @property {string} decider The seat that decided, by its name; empty where none did.
 * @property {Block} chosen
 * @property {Block | null} did What history did; null where the story does not say, or history never had to decide.
 * @property {boolean} followed Whether this decision was the same, or there the nearest to history's.
 * @property {boolean} supposed Whether the record is silent, and all that is known is what the story supposes.
 * @property {readonly Passage[]} passages
 * @property {readonly Fact[]} facts
 */

/**
 * What history did where somebody took a decision.
 *
 * @param {Run} run
 * @param {Decided} took
 * @returns {Record}
 */
export function record({ setup }, { scene, choice, before }) {
  const nearest = followed(scene);
  const met = askedByHistory(setup).has(scene.id);
  return {
    scene,
    decider: (scene.seat === null ? null : setup.story.seats.get(scene.seat)?.name) ?? "",
    chosen: blockOf(choice.say, before),
    did: nearest === null || !met ? null : blockOf(nearest.say, before),
    followed: nearest !== null && nearest.id === choice.id,
    supposed: nearest !== null && nearest.supposed,
    passages: readablePassages(setup, scene.record, before),
    facts: factsOf(scene).map((id) => known(setup.story.facts.get(id))),
  };
}

/**
 * Whether there is nothing to tell: no line of history's, no paragraph, no fact.
 *
 * @param {Record} found
 */
export function isEmpty({ did, passages, facts }) {
  return did === null && passages.length === 0 && facts.length === 0;
}

/**
 * The record of the player's last decision; null before the first.
 *
 * @param {Run} run
 */
export function lastRecord(run) {
  const last = taken(run).findLast(({ player }) => player);
  return last === undefined ? null : record(run, last);
}

/**
 * Whether there is anything to tell of what really happened: behind an ending, or at the player's last decision.
 *
 * @param {Run} run As far as its reader knows it.
 * @param {Ending | null} ending The ending that is read.
 */
export function recorded(run, ending) {
  if (ending !== null && ending.facts.length > 0) return true;
  const last = lastRecord(run);
  return last === null ? documented(run.setup.story) : !isEmpty(last);
}

/**
 * Whether a story knows anything that really happened: a fact, a paragraph of record, a choice of history's.
 *
 * @param {Story} story
 */
export function documented(story) {
  const told = [...story.scenes.values()].some((scene) => scene.record.length > 0);
  return story.facts.size > 0 || told || knowsHistory(story);
}

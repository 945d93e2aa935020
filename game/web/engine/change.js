/** What a decision moved, why, and how hard it shook the ground (`game/play/change.py`). */

import { hourOf } from "./clock.js";
import { known } from "./known.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./model.js").Variable} Variable
 * @typedef {import("./state.js").Beat} Beat
 *
 * @typedef {{variable: Variable, amount: number, why: import("./paragraphs.js").Line | null}} Change
 * @typedef {{minute: number | null, magnitude: number, player: boolean}} Shock A point of the seismograph.
 */

/**
 * The effects that a beat had.
 *
 * @param {Beat} beat
 */
export function effectsOf(beat) {
  if (beat.kind === "decided") return beat.choice.effects;
  return beat.kind === "drawn" ? beat.storylet.effects : beat.scene.effects;
}

/**
 * The gauges that a beat really moved, clamping counted, in the story's order.
 *
 * @param {Story} story
 * @param {Beat} beat
 * @returns {Change[]}
 */
export function changes(story, beat) {
  const { why } = effectsOf(beat);
  return story.gauges
    .map((variable) => ({ variable, amount: moved(variable, beat), why: why.get(variable.name) ?? null }))
    .filter(({ amount }) => amount !== 0);
}

/**
 * The gauges that a beat pushed and that could not move, because they were at that end already.
 *
 * @param {Story} story
 * @param {Beat} beat
 */
export function stuckAtLimit(story, beat) {
  const pushed = new Map(effectsOf(beat).add);
  return story.gauges.filter((variable) => {
    const amount = pushed.get(variable) ?? 0;
    const end = amount > 0 ? variable.max : variable.min;
    return amount !== 0 && beat.before[variable.index] === end && beat.after[variable.index] === end;
  });
}

/**
 * The seismograph of a run, a point a beat that decided or moved something, oldest first.
 *
 * @param {Story} story
 * @param {readonly Beat[]} beats
 * @param {string | null} [episode] The only one wanted.
 * @returns {Shock[]}
 */
export function shocks(story, beats, episode = null) {
  return beats
    .filter((beat) => beat.kind !== "passed" || beat.before.some((value, index) => value !== beat.after[index]))
    .filter(({ scene }) => episode === null || scene.episode === episode)
    .map((beat) => ({
      minute: hourOf(story, beat.scene, beat.before).minute,
      magnitude: story.gauges.reduce((sum, variable) => sum + Math.abs(moved(variable, beat)), 0),
      player: beat.kind === "decided" && beat.player,
    }));
}

/**
 * @param {Variable} variable
 * @param {Beat} beat
 */
function moved({ index }, { before, after }) {
  return known(after[index]) - known(before[index]);
}

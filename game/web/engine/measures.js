/**
 * What a run comes to: the figures that its story measures it by, and the run that history took from the same place
 * (`game/play/measures.py`).
 */

import { known } from "./known.js";
import { followed, historical } from "./model.js";
import { beats, decided, start, stateOf, taken } from "./run.js";
import { setupOf } from "./setup.js";
import { openChoices } from "./state.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./model.js").Measure} Measure
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./model.js").Variable} Variable
 * @typedef {import("./run.js").Run} Run
 * @typedef {import("./setup.js").Setup} Setup
 *
 * @typedef {object} Measures
 * @property {readonly {measure: Measure, value: number}[]} taken Each from 0 to 100.
 * @property {number | null} fidelity The share of the decisions that history also took, the rival's left out.
 */

const LONGEST_HISTORY = 1000;

/**
 * What a run comes to, and how closely it followed history.
 *
 * @param {Run} run
 * @param {Values} [values] Those that make the figures; those where the run stands if none are given.
 * @returns {Measures}
 */
export function measure(run, values = stateOf(run).values) {
  const mine = taken(run).filter(({ player, scene }) => player && historical(scene) !== null);
  const same = mine.filter(({ choice }) => choice.history).length;
  return {
    taken: run.setup.story.measures.map((measured) => {
      const made = measured.by === "fullness" ? fullness : unity;
      return { measure: measured, value: made(measured.of, values) };
    }),
    fidelity: mine.length > 0 ? rounded(100 * same, mine.length) : null,
  };
}

/**
 * Whether there is any figure to tell.
 *
 * @param {Measures} figures
 */
export function anyKnown({ taken: measured, fidelity }) {
  return measured.length > 0 || fidelity !== null;
}

/**
 * How full some gauges are together, from 0 to 100: each counts from its least to its greatest value.
 *
 * @param {readonly Variable[]} variables
 * @param {Values} values
 */
export function fullness(variables, values) {
  const total = variables.reduce((sum, { max, min }) => sum + max - min, 0);
  const full = variables.reduce((sum, { index, min }) => sum + known(values[index]) - min, 0);
  return total > 0 ? rounded(100 * full, total) : 0;
}

/**
 * How far some gauges stand from their middles, from 0 to 100: 100 when each of them is at the same end.
 *
 * @param {readonly Variable[]} variables
 * @param {Values} values
 */
export function unity(variables, values) {
  const wide = variables.filter(({ max, min }) => max > min);
  if (wide.length === 0) return 0;
  const common = wide.reduce((least, { max, min }) => lcm(least, BigInt(max - min)), 1n);
  const lean = wide.reduce((sum, { index, max, min }) => {
    const width = BigInt(max - min);
    return sum + (2n * BigInt(known(values[index]) - min) - width) * (common / width);
  }, 0n);
  return roundedBig(100n * (lean < 0n ? -lean : lean), common * BigInt(wide.length));
}

/**
 * A quotient to the nearest integer, and to the even one from halfway: in integers, so that all machines agree.
 *
 * @param {number} part Not negative.
 * @param {number} whole
 */
export function rounded(part, whole) {
  return roundedBig(BigInt(part), BigInt(whole));
}

/**
 * What history took, by the setup that asks: every page is told beside it.
 *
 * @type {WeakMap<Setup, Run>}
 */
const histories = new WeakMap();

/**
 * The run that history takes from the same seats and the same opening: its own choice, else the one supposed, else the
 * first that is open.
 *
 * @param {Setup} setup
 * @returns {Run}
 */
export function historyRun(setup) {
  const taken = histories.get(setup);
  if (taken !== undefined) return taken;
  const { story, seats, seed, opening } = setup;
  let run = start(setupOf(story, seats, "history", seed, opening));
  for (let count = 0; count < LONGEST_HISTORY; count++) {
    const state = stateOf(run);
    const opened = openChoices(state);
    if (opened.length === 0) break;
    const real = state.here.kind === "scene" ? followed(state.here) : null;
    run = decided(run, (real !== null && opened.includes(real) ? real : known(opened[0])).id);
  }
  histories.set(setup, run);
  return run;
}

/**
 * History's beats, up to the first decision of which the story does not say what history did.
 *
 * @param {Run} run As `historyRun` makes it.
 */
export function toldBeats(run) {
  const all = beats(run);
  const end = all.findIndex((beat) => beat.kind === "decided" && followed(beat.scene) === null);
  return end < 0 ? all : all.slice(0, end);
}

/**
 * Whether a story says of any scene what history did there.
 *
 * @param {Story} story
 */
export function knowsHistory({ scenes }) {
  return [...scenes.values()].some((scene) => historical(scene) !== null);
}

/** @type {WeakMap<Story, Map<string, Set<string>>>} */
const asked = new WeakMap();

/**
 * The scenes where history had to decide: elsewhere it did nothing, whatever choice comes nearest to it.
 *
 * @param {Setup} setup
 * @returns {ReadonlySet<string>}
 */
export function askedByHistory({ story, seats, opening }) {
  const found = asked.get(story) ?? new Map();
  asked.set(story, found);
  const key = [opening, ...[...seats].sort()].join(" ");
  const scenes = found.get(key) ?? scenesDecided(historyRun(setupOf(story, seats, "history", 0n, opening)));
  found.set(key, scenes);
  return scenes;
}

/** @param {Run} run */
function scenesDecided(run) {
  return new Set(taken(run).map(({ scene }) => scene.id));
}

/**
 * @param {bigint} part
 * @param {bigint} whole
 */
function roundedBig(part, whole) {
  const below = part / whole;
  const rest = 2n * (part % whole);
  return Number(rest > whole || (rest === whole && below % 2n === 1n) ? below + 1n : below);
}

/**
 * @param {bigint} a
 * @param {bigint} b
 */
function lcm(a, b) {
  let [great, small] = [a, b];
  while (small !== 0n) [great, small] = [small, great % small];
  return (a / great) * b;
}

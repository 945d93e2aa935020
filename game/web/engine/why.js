/**
 * Why a run ended so: the clauses that sent it to its ending, what made each of them true, and the ending nearest by
 * (`game/play/why.py`).
 */

import { compileAst } from "./closures.js";
import { known } from "./known.js";
import { BACK, openAt } from "./model.js";
import { beats, stateOf } from "./run.js";
import { EndlessStory, begin, decide, openChoices } from "./state.js";

/**
 * @typedef {import("./closures.js").Closure} Closure
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./compiled.js").Ast} Ast
 * @typedef {import("./model.js").Ending} Ending
 * @typedef {import("./model.js").Exit} Exit
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./model.js").Variable} Variable
 * @typedef {import("./run.js").Decision} Decision
 * @typedef {import("./run.js").Run} Run
 * @typedef {import("./setup.js").Setup} Setup
 * @typedef {import("./state.js").Beat} Beat
 * @typedef {import("./state.js").Decided} Decided
 * @typedef {import("./state.js").State} State
 *
 * @typedef {object} Clause A flag or a comparison that had to hold; or had not to, where `wanted` is false.
 * @property {Ast} ast
 * @property {boolean} wanted
 * @property {readonly Variable[]} variables
 * @property {Closure} closure
 *
 * @typedef {object} Cause
 * @property {Clause} clause
 * @property {Beat | null} beat The one that made it true last; null where it was from the start.
 * @property {boolean} moved Whether what it asks about has moved.
 *
 * @typedef {object} Reasons
 * @property {Decided | null} decision The last decision, by anyone, where another one led elsewhere.
 * @property {readonly Cause[]} causes What held at the last fork of the road, in the order of time.
 * @property {Values} values The values at the end.
 *
 * @typedef {object} NearestEnding Another ending that the same run could have come to, with the same luck.
 * @property {Ending} ending
 * @property {readonly (readonly [number, Decision])[]} changed The decisions to take otherwise, each with how many
 *   decisions the run had taken before it.
 * @property {number} beyond How many come on top, in scenes that the run never met.
 *
 * @typedef {object} Neighbourhood What lay round a run.
 * @property {NearestEnding | null} nearest The nearest other ending; null where none was found.
 * @property {boolean} whole Whether every road was followed to its end, so that none found means that there was none.
 *
 * @typedef {readonly [ast: Ast, wanted: boolean, values: Values]} Held
 * @typedef {readonly [changed: number, beyond: number, back: number, number: number]} Cost
 */

const MOST_DECISIONS = 2;
/** So many states are looked at, the nearest first; where no other ending was among them, as many, the farthest on first. */
const MOST_STATES = 4000;

/**
 * Why a run that has come to an ending ended so.
 *
 * @param {Run} run
 * @returns {Reasons}
 */
export function reasons(run) {
  const { story } = run.setup;
  const every = beats(run);
  const { decision, place, held } = lastFork(story, every);
  /** @type {Map<string, Clause>} */
  const clauses = new Map();
  for (const [ast, wanted, values] of held) {
    for (const clause of clausesOf(story, ast, wanted, values)) {
      const key = JSON.stringify([clause.ast, clause.wanted]);
      if (!clauses.has(key)) clauses.set(key, clause);
    }
  }
  const until = every.slice(0, place + 1);
  const causes = [...clauses.values()]
    .map((clause) => ({ clause, at: madeTrue(clause, until) }))
    .sort((one, other) => one.at - other.at)
    .map(({ clause, at }) => ({ clause, beat: every[at] ?? null, moved: hasMoved(clause, until) }));
  return { decision, causes, values: stateOf(run).values };
}

/** @type {WeakMap<Setup, Map<string, Neighbourhood>>} */
const found = new WeakMap();

/**
 * The other ending that takes the fewest decisions to be changed.
 *
 * A decision counts as changed where the run decided otherwise; those in scenes that it never met count less than any;
 * among as many, those come first that part from the run latest. No other ending takes fewer to be changed; where many
 * more decisions come on top, it may be one of several that take as few.
 *
 * @param {Setup} setup
 * @param {readonly Decision[]} taken The run's decisions.
 * @param {Ending} reached The ending that they led to.
 * @returns {Neighbourhood}
 */
export function neighbourhood(setup, taken, reached) {
  const answers = found.get(setup) ?? new Map();
  found.set(setup, answers);
  const key = JSON.stringify(taken);
  const known = answers.get(key) ?? searched(setup, taken, reached);
  answers.set(key, known);
  return known;
}

/**
 * @param {Setup} setup
 * @param {readonly Decision[]} taken
 * @param {Ending} reached
 * @returns {Neighbourhood}
 */
function searched(setup, taken, reached) {
  const choices = new Set(taken.map(({ scene, choice }) => `${scene}/${choice}`));
  const met = new Map(taken.map(({ scene }, at) => /** @type {const} */ ([scene, at])).toReversed());
  const read = setup.story.variables.filter(({ kind }) => kind !== "memory" && kind !== "time").map((v) => v.index);
  /** @type {Set<string>} */
  const seen = new Set();
  let number = 0;
  /** @type {Waiting[]} */
  let waiting = [];
  let onward = 1;
  push(waiting, { cost: [0, 0, 0, 0], from: begin(setup), choice: null, changes: [] });
  while (waiting.length > 0 && seen.size < 2 * MOST_STATES) {
    if (onward > 0 && seen.size === MOST_STATES) {
      onward = -1;
      const farthest = /** @type {Waiting[]} */ ([]);
      for (const { cost, ...to } of waiting) push(farthest, { ...to, cost: [cost[0], -cost[1], cost[2], cost[3]] });
      waiting = farthest;
    }
    const { cost, from, choice: decided, changes } = pop(waiting);
    const state = decided === null ? from : decidedOrNull(setup, from, decided);
    if (state === null) continue;
    const [changed, beyond, back] = cost;
    const { here, values, step } = state;
    if (here.kind === "ending") {
      if (here !== reached && !here.unfinished)
        return { nearest: { ending: here, changed: changes, beyond: Math.abs(beyond) }, whole: false };
      continue;
    }
    const key = `${here.id} ${step} ${read.map((at) => values[at]).join()}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const choice of openChoices(state)) {
      number += 1;
      const at = met.get(here.id);
      const other = at !== undefined && !choices.has(`${here.id}/${choice.id}`);
      /** @type {[number, Decision][]} */
      const change = other ? [[at, { scene: here.id, choice: choice.id }]] : [];
      const since = other && changes.length === 0 ? taken.length - at : back;
      const next = /** @type {Cost} */ ([
        changed + change.length,
        beyond + (at === undefined ? onward : 0),
        since,
        number,
      ]);
      push(waiting, { cost: next, from: state, choice, changes: [...changes, ...change] });
    }
  }
  return { nearest: null, whole: waiting.length === 0 };
}

/**
 * @param {Setup} setup
 * @param {State} state
 * @param {import("./model.js").Choice} choice
 */
function decidedOrNull(setup, state, choice) {
  try {
    return decide(setup, state, choice);
  } catch (error) {
    if (error instanceof EndlessStory) return null;
    throw error;
  }
}

/**
 * @typedef {object} Waiting A state to look at: the choice that leads there is taken only when its turn has come.
 * @property {Cost} cost
 * @property {State} from
 * @property {import("./model.js").Choice | null} choice
 * @property {readonly (readonly [number, Decision])[]} changes
 */

/**
 * Put something into a heap, the cheapest on top.
 *
 * @param {Waiting[]} heap
 * @param {Waiting} one
 */
function push(heap, one) {
  heap.push(one);
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!cheaper(known(heap[at]), known(heap[above]))) return;
    swap(heap, at, above);
    at = above;
  }
}

/** @param {Waiting[]} heap */
function pop(heap) {
  const top = known(heap[0]);
  const last = known(heap.pop());
  if (heap.length === 0) return top;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    if (left < heap.length && cheaper(known(heap[left]), known(heap[least]))) least = left;
    if (right < heap.length && cheaper(known(heap[right]), known(heap[least]))) least = right;
    if (least === at) return top;
    swap(heap, at, least);
    at = least;
  }
}

/**
 * @param {Waiting} one
 * @param {Waiting} other
 */
function cheaper({ cost: one }, { cost: other }) {
  const place = one.findIndex((part, at) => part !== other[at]);
  return place >= 0 && known(one[place]) < known(other[place]);
}

/**
 * @param {Waiting[]} heap
 * @param {number} one
 * @param {number} other
 */
function swap(heap, one, other) {
  [heap[one], heap[other]] = [known(heap[other]), known(heap[one])];
}

/**
 * The last decision that led elsewhere, the beat at which the road forked last, and what held there.
 *
 * @param {Story} story
 * @param {readonly Beat[]} every
 */
function lastFork(story, every) {
  /** @type {Decided | null} */
  let decision = null;
  /** @type {Held[]} */
  const held = [];
  let [place, decided, forked] = [every.length - 1, 0, -1];
  while (place >= 0 && decided < MOST_DECISIONS && (forked < 0 || decided === 0)) {
    const beat = known(every[place]);
    const [passedBy, taken] = way(story, exitsOf(story, every, place), beat.after);
    if (forked < 0 && taken.condition !== null) {
      forked = place;
      held.push([treeOf(story, taken.condition), true, beat.after]);
    } else if (forked < 0 && passedBy.length > 0) {
      forked = place;
      if (decided === 0) held.push(...passedBy.map((ast) => /** @type {Held} */ ([ast, false, beat.after])));
    }
    if (beat.kind === "decided" && openAt(beat.scene, beat.before).length > 1) {
      if (decided === 0) {
        decision = beat;
        const { condition } = beat.choice;
        if (condition !== null) held.push([treeOf(story, condition), true, beat.before]);
      }
      decided += 1;
    }
    place = cameFrom(every, place);
  }
  return { decision, place: forked < 0 ? every.length - 1 : forked, held };
}

/**
 * The exits among which the road went on after a beat.
 *
 * @param {Story} story
 * @param {readonly Beat[]} every
 * @param {number} place
 */
function exitsOf(story, every, place) {
  const beat = known(every[place]);
  let exits = beat.kind === "decided" ? beat.choice.exits : beat.scene.exits;
  if (beat.kind === "drawn" && beat.storylet.exits.length > 0) exits = beat.storylet.exits;
  if (exits.length > 0 && way(story, exits, beat.after)[1].to === BACK) {
    exits = known(
      every.slice(0, place).findLast((drawn) => drawn.kind === "drawn" && drawn.storylet.scene === beat.scene),
    ).scene.exits;
  }
  return exits;
}

/**
 * The conditions that did not hold, and the exit that was taken.
 *
 * @param {Story} story
 * @param {readonly Exit[]} exits
 * @param {Values} values
 * @returns {[Ast[], Exit]}
 */
function way(story, exits, values) {
  const place = exits.findIndex(({ condition }) => condition === null || condition(values));
  const passedBy = exits.slice(0, place).map(({ condition }) => treeOf(story, known(condition)));
  return [passedBy, known(exits[place])];
}

/**
 * The beat before the scene of a beat was entered; -1 where the run began in it.
 *
 * @param {readonly Beat[]} every
 * @param {number} place
 */
function cameFrom(every, place) {
  const scene = every[place]?.scene;
  let at = place;
  while (at >= 0 && every[at]?.scene === scene) at -= 1;
  return at;
}

/**
 * The clauses that made a condition hold, or not hold.
 *
 * @param {Story} story
 * @param {Ast} ast
 * @param {boolean} wanted
 * @param {Values} values
 * @returns {Clause[]}
 */
function clausesOf(story, ast, wanted, values) {
  const [op, ...parts] = ast;
  if (op === "not") return clausesOf(story, parts[0], !wanted, values);
  if (op === "and" || op === "or") {
    return parts
      .filter((part) => (op === "and") === wanted || Boolean(closureOf(story, part)(values)) === wanted)
      .flatMap((part) => clausesOf(story, part, wanted, values));
  }
  return op === "bool" ? [] : [clauseOf(story, ast, wanted)];
}

/**
 * A part of a condition that is taken apart no further, and whether it has to hold.
 *
 * @param {Story} story
 * @param {Ast} ast
 * @param {boolean} wanted
 * @returns {Clause}
 */
export function clauseOf(story, ast, wanted) {
  const names = new Set(namesIn(ast));
  const variables = [...names].map((name) => known(story.variables.find((variable) => variable.name === name)));
  return { ast, wanted, variables, closure: closureOf(story, ast) };
}

/**
 * A tree as a function of the values.
 *
 * @param {Story} story
 * @param {Ast} ast
 */
export function closureOf(story, ast) {
  return compileAst(ast, new Map(story.variables.map(({ name, index }) => [name, index])), story.memory);
}

/**
 * @param {Ast} ast
 * @returns {string[]}
 */
function namesIn(ast) {
  const own = ast[0] === "var" ? [ast[1]] : [];
  return [...own, ...ast.slice(1).flatMap((part) => (Array.isArray(part) ? namesWithin(part) : []))];
}

/**
 * @param {unknown[]} part
 * @returns {string[]}
 */
function namesWithin(part) {
  if (typeof part[0] === "string") return namesIn(part);
  return part.flatMap((inner) => (Array.isArray(inner) ? namesWithin(inner) : []));
}

/**
 * The last beat that made a clause true; -1 where it was so from the beginning.
 *
 * @param {Clause} clause
 * @param {readonly Beat[]} every
 */
function madeTrue({ closure, wanted }, every) {
  const holds = (/** @type {Values} */ values) => Boolean(closure(values)) === wanted;
  return every.findLastIndex(({ before, after }) => holds(after) && !holds(before));
}

/**
 * Whether anything that a clause asks about has moved.
 *
 * @param {Clause} clause
 * @param {readonly Beat[]} every
 */
function hasMoved({ variables }, every) {
  return every.some(({ before, after }) => variables.some(({ index }) => before[index] !== after[index]));
}

/**
 * The tree of a condition.
 *
 * @param {Story} story
 * @param {Closure} condition
 */
function treeOf(story, condition) {
  return known(story.trees.get(condition));
}

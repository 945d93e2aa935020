/**
 * Which challenges of its story a run has met, how near it came to the others, and from which seats each can be met
 * (`game/play/challenges.py`).
 */

import { known } from "./known.js";
import { endingOf, stateOf } from "./run.js";
import { clauseOf, closureOf } from "./why.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./compiled.js").Ast} Ast
 * @typedef {import("./model.js").Challenge} Challenge
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./run.js").Run} Run
 * @typedef {import("./why.js").Clause} Clause
 *
 * @typedef {object} Attempt How near a run that has ended came to a challenge.
 * @property {Run} run
 * @property {import("./model.js").Ending | null} ending The ending at which it can be met, where the run came there; null
 *   where it did not, or any will do.
 * @property {Clause[][]} held The parts of the condition that held at the end, each as the clauses of which it is made.
 * @property {Clause[][]} missing Those that did not.
 * @property {number} done How much of it is done; the ending counts as a part where it matters.
 * @property {number} parts Of how much.
 * @property {number} off How far off the numbers were, all together.
 */

const COMPARISONS = ["<", "<=", "==", "!=", ">=", ">"];

/**
 * The challenges that are met where a run rests: none, unless it has ended.
 *
 * @param {Story} story
 * @param {import("./state.js").State} state
 */
export function challengesMet(story, { here, values }) {
  return [...story.challenges.values()].filter(
    ({ endings, condition }) => endings.includes(here.id) && (condition === null || Boolean(condition(values))),
  );
}

/**
 * The seats from which alone a challenge can be met, by what it asks; none where only all of them together do.
 *
 * @param {Story} story
 * @param {Challenge} challenge
 */
export function seatsFor(story, { condition }) {
  const ast = condition === null ? null : known(story.trees.get(condition));
  return [...story.seats.keys()].filter((seat) => ast === null || openTo(ast, true, seat));
}

/**
 * How near a run came to a challenge; null where it has not ended, or could not have met it from its seat.
 *
 * @param {Challenge} challenge
 * @param {Run} run
 * @returns {Attempt | null}
 */
export function attempt({ condition, endings }, run) {
  const ending = endingOf(run);
  const { story } = run.setup;
  const { values } = stateOf(run);
  if (ending === null) return null;
  const clauses = condition === null ? [] : asked(story, known(story.trees.get(condition)), true, values);
  if (clauses === null) return null;
  const there = endings.includes(ending.id);
  const anyWillDo = [...story.endings.values()].every(({ id, unfinished }) => unfinished || endings.includes(id));
  const parts = partsOf(clauses);
  const held = parts.filter((part) => part.every((clause) => holds(clause, values)));
  const missing = parts.filter((part) => !held.includes(part));
  const off = missing.flat().reduce((sum, clause) => sum + offBy(story, clause, values), 0);
  const counted = there && !anyWillDo ? ending : null;
  const done = held.length + Number(counted !== null);
  return { run, ending: counted, held, missing, done, parts: done + missing.length + Number(!there), off };
}

/**
 * Whether one attempt came at least as near as another.
 *
 * @param {Attempt} one
 * @param {Attempt} other
 */
export function asNear(one, other) {
  const left = one.parts - one.done - (other.parts - other.done);
  return left === 0 ? one.off <= other.off : left < 0;
}

/**
 * What a condition asks, of several ways the one of which least is missing; null where no way is open.
 *
 * @param {Story} story
 * @param {Ast} ast
 * @param {boolean} wanted
 * @param {Values} values
 * @returns {Clause[] | null}
 */
function asked(story, ast, wanted, values) {
  const [op, ...parts] = ast;
  if (op === "not") return asked(story, parts[0], !wanted, values);
  if (op === "and" || op === "or") {
    const ways = parts.map((part) => asked(story, part, wanted, values));
    const open = ways.flatMap((way) => (way === null ? [] : [way]));
    if ((op === "and") === wanted) return open.length === ways.length ? open.flat() : null;
    const left = (/** @type {Clause[]} */ way) => way.filter((clause) => !holds(clause, values)).length;
    return open.length === 0 ? null : open.reduce((best, way) => (left(way) < left(best) ? way : best));
  }
  const clause = clauseOf(story, ast, wanted);
  if (op === "holds" || op === "bool") return holds(clause, values) ? [] : null;
  return [clause];
}

/**
 * @param {Clause} clause
 * @param {Values} values
 */
function holds({ closure, wanted }, values) {
  return Boolean(closure(values)) === wanted;
}

/**
 * Clauses by what they are about: `4 <= x <= 6` is two, and one part.
 *
 * @param {readonly Clause[]} clauses
 */
function partsOf(clauses) {
  /** @type {Map<string, Clause[]>} */
  const parts = new Map();
  for (const clause of clauses) {
    const names = COMPARISONS.includes(clause.ast[0]) ? clause.variables.map(({ name }) => name) : [];
    const key = JSON.stringify(names.length > 0 ? names : [clause.ast, clause.wanted]);
    parts.set(key, [...(parts.get(key) ?? []), clause]);
  }
  return [...parts.values()];
}

/**
 * How far a number is from what it had to be; 0 where it is there, and for what is no number.
 *
 * @param {Story} story
 * @param {Clause} clause
 * @param {Values} values
 */
function offBy(story, clause, values) {
  const [op, left, right] = clause.ast;
  if (!COMPARISONS.includes(op) || holds(clause, values)) return 0;
  return Math.abs(closureOf(story, left)(values) - closureOf(story, right)(values));
}

/**
 * Whether a condition may hold, or not hold, for who holds one seat alone.
 *
 * @param {Ast} ast
 * @param {boolean} wanted
 * @param {string} seat
 * @returns {boolean}
 */
function openTo([op, ...parts], wanted, seat) {
  if (op === "not") return openTo(parts[0], !wanted, seat);
  if (op === "and" || op === "or") {
    const ways = parts.map((part) => openTo(part, wanted, seat));
    return (op === "and") === wanted ? ways.every(Boolean) : ways.some(Boolean);
  }
  if (op === "holds") return (parts[0] === seat) === wanted;
  return op !== "bool" || Boolean(parts[0]) === wanted;
}

/**
 * What a run remembers for its texts (`game/story/memory.py`).
 *
 * Python keeps all of it in one integer of as many bits as are asked for. Here it stands in words of thirty bits behind
 * the variables, so that numbers stay numbers; no answer straddles two of them.
 */

import { known } from "./known.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {readonly [string, string]} Question What is asked, and about what.
 * @typedef {{at: number, shift: number, mask: number}} Bits Where an answer stands: which value, first bit, mask of ones.
 * @typedef {ReadonlyMap<string, Bits>} Memory Where the values hold the answer to each question, by `keyOf`.
 */

export const QUESTIONS = ["took", "seen", "times", "holds"];

/** @type {Question} What counts the decisions, whoever takes them. */
export const STEPS = ["steps", ""];

const MOST_TIMES = 3;
const MOST_VISITS = 0xffff;
const WORD = 30;

/** @param {Question} question */
export function keyOf([op, about]) {
  return `${op} ${about}`;
}

/**
 * A place in the memory for each question.
 *
 * @param {readonly Question[]} asked
 * @param {number} first The position of the memory's first word in the values.
 * @returns {Memory}
 */
export function laidOut(asked, first) {
  /** @type {Map<string, Bits>} */
  const layout = new Map();
  let at = first;
  let shift = 0;
  for (const question of asked) {
    const mask = most(question);
    const width = 32 - Math.clz32(mask);
    if (shift + width > WORD) {
      at += 1;
      shift = 0;
    }
    layout.set(keyOf(question), { at, shift, mask });
    shift += width;
  }
  return layout;
}

/**
 * What the memory holds somewhere.
 *
 * @param {Bits} bits
 * @param {Values} values
 */
export function counted({ at, shift, mask }, values) {
  return (known(values[at]) >> shift) & mask;
}

/**
 * A function that notes in the values what has happened; null where nobody will ask.
 *
 * @param {Memory} layout
 * @param {readonly Question[]} happened
 * @returns {((values: Values) => Values) | null}
 */
export function remembering(layout, happened) {
  const noted = happened.flatMap((question) => layout.get(keyOf(question)) ?? []);
  if (noted.length === 0) return null;
  return (values) => {
    const noting = [...values];
    for (const { at, shift, mask } of noted) {
      const now = (known(noting[at]) >> shift) & mask;
      if (now !== mask) noting[at] = known(noting[at]) + 2 ** shift;
    }
    return noting;
  };
}

/**
 * The greatest answer that a question may have.
 *
 * @param {Question} question
 */
function most([op]) {
  if (op === "visits" || op === "steps") return MOST_VISITS;
  return op === "times" ? MOST_TIMES : 1;
}

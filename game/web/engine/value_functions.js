/** What opens a choice, and what it changes: functions of the values (`game/story/value_functions.py`). */

import { known } from "./known.js";

/**
 * @typedef {import("./closures.js").Closure} Closure
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./model.js").Variable} Variable
 * @typedef {readonly (readonly [Variable, number])[]} Amounts
 * @typedef {readonly (readonly [Variable, Closure])[]} Computed
 * @typedef {(values: Values) => Values} Change
 */

/**
 * A function that adds, sets and computes, each clamped to its variable's range. What is computed comes last, and all of
 * it sees the sums before it.
 *
 * @param {Amounts} add
 * @param {Amounts} set
 * @param {Computed} computed
 * @returns {Change}
 */
export function changing(add, set, computed) {
  if (add.length + set.length + computed.length === 0) return (values) => values;
  return (values) => {
    const after = [...values];
    for (const [variable, amount] of add) {
      after[variable.index] = clamped(variable, known(after[variable.index]) + amount);
    }
    for (const [variable, amount] of set) after[variable.index] = amount;
    for (const [variable, number] of computed) after[variable.index] = clamped(variable, number(values));
    return after;
  };
}

/**
 * A function that moves the run's clock on: to the minute at which something happens, then by what it takes.
 *
 * @param {Variable} time
 * @param {number | null} minute
 * @param {number} takes
 * @returns {Change}
 */
export function passing(time, minute, takes) {
  return (values) => {
    const now = known(values[time.index]);
    return values.with(time.index, (minute === null ? now : Math.max(now, minute)) + takes);
  };
}

/**
 * @param {Variable} variable
 * @param {number} value
 */
function clamped({ min, max }, value) {
  return Math.min(Math.max(value, min), max);
}

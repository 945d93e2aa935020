/** What a story says: lines, with the numbers and conditions that they depend on (`game/story/paragraphs.py`). */

import { known } from "./known.js";
import { fill, parseBlock, stripMarkup, verbatim } from "./markup.js";

/**
 * @typedef {import("./closures.js").Closure} Closure
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./compiled.js").Mark} Mark
 * @typedef {import("./markup.js").Block} Block
 * @typedef {import("./memory.js").Bits} Bits
 *
 * @typedef {object} Line A line of text.
 * @property {string} source
 * @property {ReadonlyMap<string, Closure>} numbers What its `{names}` stand for.
 * @property {ReadonlyMap<string, readonly string[]>} words Of those that are labels: the number is the place of the word.
 * @property {boolean} verbatim Whether it stays as it stands.
 * @property {readonly Instead[]} instead The first whose condition holds is said in its place.
 *
 * @typedef {{condition: Closure, line: Line}} Instead
 *
 * @typedef {object} Variants Several paragraphs of which one is read, each with its mark.
 * @property {readonly {line: Line, mark: Mark | null}[]} among
 * @property {"in-order" | "in-turn" | "by-chance"} pick
 * @property {Bits} counted Where the values hold how often the run was here before.
 * @property {Bits} steps How many decisions have been taken by anyone.
 * @property {number} salt
 * @property {number} formerSalt Version 0.1's, which counted through them as they are written.
 * @property {readonly {line: Line, mark: Mark | null}[]} drawn In the order in which chance counts through them.
 *
 * @typedef {object} Paragraph
 * @property {Line} line
 * @property {Mark | null} mark
 * @property {Closure | null} condition
 * @property {string | null} seat
 * @property {readonly string[]} facts
 * @property {Variants | null} variants
 */

/**
 * The text, still marked up, with its numbers in place.
 *
 * @param {Line} line
 * @param {Values} values
 * @returns {string}
 */
export function filled(line, values) {
  const other = line.instead.find(({ condition }) => condition(values));
  if (other !== undefined) return filled(other.line, values);
  if (line.numbers.size === 0) return line.source;
  const printed = [...line.numbers].map(([name, number]) => {
    const words = line.words.get(name);
    const value = number(values);
    return /** @type {const} */ ([name, words === undefined ? String(value) : known(words[value])]);
  });
  return fill(line.source, new Map(printed));
}

/**
 * A line as spans.
 *
 * @param {Line} line
 * @param {Values} values
 */
export function blockOf(line, values) {
  return parseBlock(filled(line, values));
}

/**
 * A line as blocks, one a row: a paragraph may hold a dialogue. Lines that stay as they stand are one.
 *
 * @param {Line} line
 * @param {Values} values
 * @returns {Block[]}
 */
export function blocksOf(line, values) {
  const text = filled(line, values);
  if (line.verbatim) return [verbatim(text)];
  return text
    .split("\n")
    .filter((part) => part.trim() !== "")
    .map(parseBlock);
}

/**
 * The words of a line alone.
 *
 * @param {Line} line
 * @param {Values} values
 */
export function wordsOf(line, values) {
  return stripMarkup(filled(line, values));
}

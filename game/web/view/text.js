/** The stuff of every page: words, each with the role that they play in it (`game/view/text.py`). */

import { message, tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/markup.js").Block} Block
 * @typedef {import("../engine/page.js").Passage} Passage
 * @typedef {"documented" | "disputed" | "invented" | "reported"} Claim
 *
 * @typedef {"heading" | "section" | "story" | "sentence" | "strong" | "note" | "speech" | "followed" | "left"
 *   | "missed" | "fact" | "detail" | "account" | "source" | "title" | "question" | "chosen" | "gain" | "loss"
 *   | "moved" | "their gain" | "their loss" | "meaning" | "at limit" | "off history" | "stuck" | "cause" | "turned"
 *   | "verdict" | "measures" | "reached" | "unreached" | "entry" | "epitaph" | "hint" | "chance" | "unlocked"} Role
 *
 * @typedef {object} Item A paragraph or a line of a page.
 * @property {Role} role
 * @property {Block} words
 * @property {string} about Who or what it is about, said before the words; often nothing.
 * @property {string} note What is said after them in passing; often nothing.
 * @property {Claim | null} claim
 * @property {number | null} number Its number in a list that is counted, from 1.
 * @property {string | null} [url] Where it can be read: pages can open it, lines of text cannot.
 *
 * @typedef {{why: string}} Refusal Why something is not told, in a sentence.
 */

const SIGNS = { documented: "●", disputed: "◐", invented: "○", reported: "△" };

const WORDS = {
  documented: message("documented"),
  disputed: message("disputed"),
  invented: message("invented"),
  reported: message("reported"),
};

const MEANINGS = {
  documented: message("a fact of record"),
  disputed: message("told in more than one way"),
  invented: message("the story’s own"),
  reported: message("a fact that was told, and not confirmed"),
};

/** @type {readonly Claim[]} In the order in which the help tells them. */
export const CLAIMS = ["documented", "disputed", "invented", "reported"];

/**
 * The sign before a claim's word; it is never alone.
 *
 * @param {Claim} claim
 */
export function signOf(claim) {
  return SIGNS[claim];
}

/**
 * A claim's word.
 *
 * @param {Claim} claim
 */
export function wordOf(claim) {
  return tr(WORDS[claim]);
}

/**
 * What a claim means, for the help.
 *
 * @param {Claim} claim
 */
export function meaningOf(claim) {
  return tr(MEANINGS[claim]);
}

/**
 * An item whose words have no emphasis and are no markup.
 *
 * @param {Role} role
 * @param {string} text
 * @param {Partial<Omit<Item, "role" | "words">>} [more]
 * @returns {Item}
 */
export function item(role, text, more = {}) {
  return itemOf(role, { kind: "paragraph", spans: text === "" ? [] : [{ text, style: "plain" }] }, more);
}

/**
 * An item of a story's own words.
 *
 * @param {Role} role
 * @param {Block} words
 * @param {Partial<Omit<Item, "role" | "words">>} [more]
 * @returns {Item}
 */
export function itemOf(role, words, more = {}) {
  return { role, words, about: "", note: "", claim: null, number: null, ...more };
}

/**
 * Paragraphs of a story, each with its claim.
 *
 * @param {readonly Passage[]} passages
 * @returns {Item[]}
 */
export function storyItems(passages) {
  return passages.map(({ block, mark }) => itemOf("story", block, { claim: mark }));
}

/**
 * Whether something is not told.
 *
 * @param {object} told
 * @returns {told is Refusal}
 */
export function refuses(told) {
  return "why" in told;
}

/**
 * What was said, between quotation marks unless it has some.
 *
 * @param {string} said
 */
export function quoted(said) {
  return '«“"'.includes(said.charAt(0)) ? said : tr("“{words}”", { words: said });
}

/** What is fixed before the first decision: story, seats, rival, seed and opening (`game/play/setup.py`). */

import { byFirstId } from "./chance.js";
import { today } from "./former.js";
import { known } from "./known.js";
import { remembering } from "./memory.js";
import { past } from "./past.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./memory.js").Question} Question
 * @typedef {import("./model.js").Story} Story
 * @typedef {"history" | "weighted"} Rival How the seats that nobody holds decide.
 *
 * @typedef {object} Setup
 * @property {Story} story
 * @property {ReadonlySet<string>} seats Those that the player holds.
 * @property {Rival} rival
 * @property {bigint} seed
 * @property {string} opening
 * @property {boolean} asWritten Whether chance counts through what it draws from in the order of the files, as in
 *   version 0.1, and not by ids.
 * @property {string} start The scene where the run begins.
 * @property {Values} values The values with which it begins.
 */

/**
 * All the words by which a rival is known, with what each means: those of version 0.1 stand for that version's draws too.
 *
 * @type {ReadonlyMap<string, Pick<Setup, "rival" | "asWritten">>}
 */
export const RIVAL_WORDS = new Map([
  ["history", { rival: "history", asWritten: false }],
  ["histoire", { rival: "history", asWritten: true }],
  ["weighted", { rival: "weighted", asWritten: false }],
  ["realiste", { rival: "weighted", asWritten: true }],
]);

/**
 * The word for the rival of a setup.
 *
 * @param {Pick<Setup, "rival" | "asWritten">} setup
 * @returns {string}
 */
export function rivalWord({ rival, asWritten }) {
  return known([...RIVAL_WORDS].find(([, is]) => is.rival === rival && is.asWritten === asWritten))[0];
}

/**
 * Everything that a run depends on, apart from its decisions.
 *
 * @param {Story} story
 * @param {ReadonlySet<string>} seats
 * @param {string} word One of `RIVAL_WORDS`.
 * @param {bigint} seed
 * @param {string} opening An opening's id, former or not; empty for the story's first.
 * @returns {Setup}
 */
export function setupOf(story, seats, word, seed, opening) {
  const { rival, asWritten } = known(RIVAL_WORDS.get(word));
  const named = today(story.was, opening, "opening:") || known([...story.openings.keys()][0]);
  const start = known(story.episodes.get(known(story.openings.get(named)).episode)).start;
  /** @type {Question[]} */
  const held = [...seats].map((seat) => ["holds", seat]);
  const remember = remembering(story.memory, story.memory.size > 0 ? [...held, ...past(story, named)] : []);
  const values = remember === null ? story.start : remember(story.start);
  const minute = story.scenes.get(start)?.minute ?? 0;
  const timed = story.time === null ? values : values.with(story.time.index, minute);
  return { story, seats, rival, seed, opening: named, asWritten, start, values: timed };
}

/**
 * Candidates in the order of their files, in the order in which chance counts through them.
 *
 * @template {{readonly first: string}} T
 * @param {Pick<Setup, "asWritten">} setup
 * @param {readonly T[]} candidates
 * @returns {readonly T[]}
 */
export function inCountedOrder({ asWritten }, candidates) {
  return asWritten ? candidates : byFirstId(candidates);
}

/**
 * The seats meant by a word: a seat's id, present or former, or `both` for every seat; null where there is no such.
 *
 * @param {Story} story
 * @param {string} seat
 * @returns {Set<string> | null}
 */
export function seatsOf(story, seat) {
  if (seat === "both") return new Set(story.seats.keys());
  const named = today(story.was, seat, "seat:");
  return story.seats.has(named) ? new Set([named]) : null;
}

/**
 * The word for the seats that a setup holds: a seat's id, or `both`.
 *
 * @param {Pick<Setup, "seats">} setup
 */
export function seatWord({ seats }) {
  return seats.size === 1 ? known([...seats][0]) : "both";
}

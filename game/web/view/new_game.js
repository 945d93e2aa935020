/** A new game: what is asked before it begins, in which order, and what the answers come to (`game/view/new_game.py`). */

import { tr, trc, trn } from "../i18n/catalogue.js";
import { knowsHistory } from "../engine/measures.js";
import { everySeat } from "./seats.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 *
 * @typedef {"seat" | "rival" | "opening" | "gauges"} Topic
 * @typedef {object} Answer One answer, and what it means in a sentence; some need none.
 * @property {string} id
 * @property {string} name
 * @property {string} about
 * @property {string} shut Why it cannot be given yet; empty where it can.
 *
 * @typedef {{topic: Topic, asks: string, answers: Answer[]}} Question
 */

/**
 * The questions, in the order in which they are asked.
 *
 * @param {Story} story
 * @param {ReadonlyMap<string, unknown>} seen The endings reached.
 * @returns {Question[]}
 */
export function questions(story, seen) {
  const held = [...story.seats.values()].map(({ id, name, about }) => answer(id, name, about));
  if (held.length > 1) held.push(answer("both", everySeat(story), tr("You read everything, and decide for everyone.")));
  const history = tr("The others do what was really done, whenever that is still possible.");
  const rivals = [
    ...(knowsHistory(story) ? [answer("history", tr("History"), history)] : []),
    answer("weighted", tr("Realistic"), tr("The others choose among what is open, by temper and by chance.")),
  ];
  const openings = [...story.openings.values()].map(({ id, name, after }) => {
    const shut = after > seen.size ? trn("Opens after one ending.", "Opens after {count} endings.", after) : "";
    return { ...answer(id, name), shut };
  });
  const bearings = [
    answer("shown", tr("Gauges")),
    answer("bare", trc("bearings", "None"), tr("No gauge, no sign of what a choice moves: only what is said.")),
  ];
  const opposite = story.seats.size > 2 ? tr("Who holds the other seats?") : tr("Who holds the other side?");
  /** @type {Question[]} */
  const every = [
    { topic: "seat", asks: tr("Which seat do you take?"), answers: held },
    { topic: "rival", asks: opposite, answers: story.seats.size > 1 ? rivals : [] },
    { topic: "opening", asks: tr("Where do you begin?"), answers: openings },
    { topic: "gauges", asks: tr("With gauges?"), answers: seen.size > 0 ? bearings : [] },
  ];
  return every.filter(({ answers }) => answers.length > 1);
}

/** Where the rival is to be found that a page is too small for. */
export function strategistElsewhere() {
  return tr("A third rival, who looks ahead, plays in the terminal’s game.");
}

/**
 * Whether a story has one: every ending says what it is worth to every seat.
 *
 * @param {Story} story
 */
export function knowsWorths({ seats, endings }) {
  return (
    seats.size > 1 &&
    [...endings.values()].every(({ worth }) => [...seats.keys()].every((id) => Object.hasOwn(worth, id)))
  );
}

/**
 * Why the rival makes no difference at present; empty where it makes one.
 *
 * @param {Story} story
 * @param {string} seat The seat taken, or `both`.
 */
export function idleRival(story, seat) {
  return seat === "both" || story.seats.size === 1 ? tr("You hold every seat: there is no rival.") : "";
}

/**
 * The word for the rival of a new game: the one chosen, else the first that the story has.
 *
 * @param {Story} story
 * @param {string} seat The seat taken, or `both`.
 * @param {string} chosen Empty where there was nothing to choose.
 */
export function rivalChosen(story, seat, chosen) {
  if (idleRival(story, seat) !== "") return "history";
  return chosen || (knowsHistory(story) ? "history" : "weighted");
}

/** What a seed is for. */
export function seedNote() {
  return tr("The same seed and the same decisions tell the same story.");
}

/**
 * @param {string} id
 * @param {string} name
 * @param {string} [about]
 * @returns {Answer}
 */
function answer(id, name, about = "") {
  return { id, name, about, shut: "" };
}

/** What sides are called: a seat by its name, every seat at once by a word (`game/view/seats.py`). */

import { tr } from "../i18n/catalogue.js";
import { knowsHistory } from "../engine/measures.js";

/** @typedef {import("../engine/model.js").Story} Story */

/**
 * The words for holding every seat of a story: `both` is said of two alone.
 *
 * @param {Story} story
 */
export function everySeat(story) {
  return story.seats.size <= 2 ? tr("Both") : tr("All of them");
}

/**
 * What a seat is called, or the words for every seat where it is none of the story's.
 *
 * @param {Story} story
 * @param {string} seat
 */
export function seatName(story, seat) {
  return story.seats.get(seat)?.name ?? everySeat(story);
}

/**
 * What a rival is called in a list of runs; empty where the story knows none, or no longer says what it did.
 *
 * @param {Story} story
 * @param {"history" | "weighted" | undefined} rival
 */
export function rivalName(story, rival) {
  if (story.seats.size === 1 || (rival === "history" && !knowsHistory(story))) return "";
  return rival === "history" ? tr("History") : tr("Realistic");
}

/** What lies behind an opening that begins later, for the texts that remember (`game/story/past.py`). */

import { known } from "./known.js";
import { openAt } from "./model.js";

/**
 * @typedef {import("./memory.js").Question} Question
 * @typedef {import("./model.js").Story} Story
 */

const MOST_SCENES = 10_000;

/**
 * What has happened before an opening: as many times as it did, as the questions that it answers. Nothing, unless the
 * opening presumes history and history's road is known up to it.
 *
 * @param {Story} story
 * @param {string} opening
 * @returns {Question[]}
 */
export function past(story, opening) {
  const chosen = known(story.openings.get(opening));
  if (chosen.presumes !== "history") return [];
  /** @type {Question[]} */
  const behind = [];
  let values = story.start;
  let to = known([...story.episodes.values()][0]).start;
  for (let passed = 0; passed < MOST_SCENES; passed++) {
    const scene = story.scenes.get(to);
    if (scene === undefined) return [];
    if (scene.episode === chosen.episode) return behind;
    const opened = openAt(scene, values);
    const choice = opened.find(({ history }) => history) ?? (opened.length === 1 ? known(opened[0]) : null);
    if (choice !== null) {
      values = choice.apply(values);
      behind.push(["took", `${scene.id}/${choice.id}`]);
    } else if (scene.exits.length > 0 && opened.length === 0) {
      values = scene.effects.apply(values);
    } else {
      return [];
    }
    behind.push(["seen", scene.id], ["times", scene.id]);
    const { exits } = choice ?? scene;
    to = known(exits.find(({ condition }) => condition === null || condition(values))).to;
  }
  return [];
}

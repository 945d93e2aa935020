/** What is said where a challenge is met, and what stands of them beside the endings (`game/view/challenges.py`). */

import { challengesMet } from "../engine/challenges.js";
import { stateOf } from "../engine/run.js";
import { tr } from "../i18n/catalogue.js";
import { item } from "./text.js";

/** @typedef {import("./text.js").Item} Item */

/**
 * What an ending says of the challenges that its run has met.
 *
 * @param {import("../engine/run.js").Run} run
 * @returns {Item[]}
 */
export function challengesNow(run) {
  return challengesMet(run.setup.story, stateOf(run)).map(({ name, about }) =>
    item("unlocked", about, { about: tr("Challenge met: {name}", { name }) }),
  );
}

/**
 * Every challenge of a story, met or not yet.
 *
 * @param {import("../engine/model.js").Story} story
 * @param {ReadonlySet<string>} won By their ids.
 * @returns {Item[]}
 */
export function challengesShelf(story, won) {
  const listed = [...story.challenges.values()];
  if (listed.length === 0) return [];
  const count = { seen: listed.filter(({ id }) => won.has(id)).length, total: listed.length };
  return [
    item("heading", tr("Challenges"), { note: tr("{seen} of {total}", count) }),
    ...listed.flatMap(({ id, name, about }, place) => [
      item(won.has(id) ? "reached" : "entry", name, {
        note: won.has(id) ? tr("met") : tr("not yet"),
        number: place + 1,
      }),
      item("hint", about),
    ]),
  ];
}

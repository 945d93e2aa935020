/** What is said where a challenge is met, and what stands of them beside the endings (`game/view/challenges.py`). */

import { challengesMet, seatsFor } from "../engine/challenges.js";
import { wordsOf } from "../engine/paragraphs.js";
import { stateOf, taken } from "../engine/run.js";
import { tr, trc } from "../i18n/catalogue.js";
import { item, quoted } from "./text.js";
import { numberNeeded } from "./why.js";

/**
 * @typedef {import("./text.js").Item} Item
 * @typedef {import("../engine/challenges.js").Attempt} Attempt
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 */

/**
 * What an ending says of the challenges that its run has met.
 *
 * @param {Run} run
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
 * @param {Story} story
 * @param {ReadonlySet<string>} won By their ids.
 * @param {ReadonlyMap<string, Attempt>} nearest How near runs came to the others.
 * @returns {Item[]}
 */
export function challengesShelf(story, won, nearest) {
  const listed = [...story.challenges.values()];
  if (listed.length === 0) return [];
  const count = { seen: listed.filter(({ id }) => won.has(id)).length, total: listed.length };
  return [
    item("heading", tr("Challenges"), { note: tr("{seen} of {total}", count) }),
    ...listed.flatMap((one, place) => {
      const met = won.has(one.id);
      const tried = nearest.get(one.id);
      const held = tried === undefined || met ? "" : whatHeld(tried);
      const some = tried !== undefined && tried.done > 0;
      const note = met
        ? tr("met")
        : some
          ? tr("{done} of {parts}, in one run", { done: tried.done, parts: tried.parts })
          : tr("not yet");
      return [
        item(met ? "reached" : "entry", one.name, { note, number: place + 1 }),
        item("hint", one.about, { note: seatsInWords(story, one) }),
        ...(held ? [item("measures", held, { about: tr("Nearest so far") })] : []),
      ];
    }),
  ];
}

/**
 * What of a challenge held in the run that came nearest, in a line: only what its reader did or saw there. What is missing
 * is told of numbers alone; of all else it would give the story away.
 *
 * @param {Attempt} attempt
 */
export function whatHeld({ run, ending, held, missing }) {
  const { setup } = run;
  const { values } = stateOf(run);
  const told = held.map((part) => doneIn(run, part) || numberNeeded(part, setup, values));
  const short = missing.map((part) => numberNeeded(part, setup, values));
  return [...told, ending === null ? "" : quoted(ending.title), ...short]
    .filter(Boolean)
    .join(trc("between parts of a list", "; "));
}

/**
 * From which seats a challenge can be met; empty where there is but one.
 *
 * @param {Story} story
 * @param {import("../engine/model.js").Challenge} challenge
 */
export function seatsInWords(story, challenge) {
  const able = seatsFor(story, challenge).map((seat) => story.seats.get(seat)?.name ?? "");
  if (story.seats.size === 1) return "";
  if (able.length === story.seats.size) return tr("from any seat");
  return able.length > 0 ? tr("from the seat: {names}", { names: able.join(", ") }) : tr("with all seats held");
}

/**
 * A choice of the run that a challenge asks for, in its words; empty where it is none that was taken.
 *
 * @param {Run} run
 * @param {readonly import("../engine/why.js").Clause[]} part
 */
function doneIn(run, [first]) {
  if (first === undefined || first.ast[0] !== "took" || !first.wanted) return "";
  const beat = taken(run).find(({ scene, choice }) => `${scene.id}/${choice.id}` === first.ast[1]);
  return beat === undefined ? "" : quoted(wordsOf(beat.choice.say, beat.before));
}

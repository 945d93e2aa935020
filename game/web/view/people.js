/** Who is who: the cards of those whom a run has met, each as it stands now (`game/view/people.py`). */

import { pages, readablePassages } from "../engine/page.js";
import { mentions, plainOf } from "../engine/markup.js";
import { stateOf } from "../engine/run.js";
import { known } from "../engine/known.js";
import { tr } from "../i18n/catalogue.js";
import { sourceItem } from "./facts.js";
import { knownBy } from "./pages.js";
import { item, storyItems } from "./text.js";
import { headlineInWords, headlines } from "./wire.js";

/**
 * @typedef {import("../engine/model.js").Person} Person
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("./text.js").Item} Item
 * @typedef {import("./text.js").Refusal} Refusal
 */

/**
 * Those whom a text read so far has named, in the order of the cards.
 *
 * @param {Run} run As far as it has been told.
 * @returns {Person[]}
 */
export function peopleMet(run) {
  const cards = [...run.setup.story.people.values()];
  if (cards.length === 0) return [];
  const text = textsRead(run).join("\n");
  return cards.filter(({ names }) => mentions(text, names));
}

/**
 * The cards of those met so far; or why there are none to show.
 *
 * @param {Run} run
 * @param {number} index Which of the pages since its last decision is read.
 * @returns {Item[] | Refusal}
 */
export function whoIsWho(run, index) {
  if (run.setup.story.people.size === 0) return { why: tr("This story does not say who is who.") };
  const stretch = pages(run.setup, stateOf(run));
  const told = index === stretch.length - 1 ? run : knownBy(run, stretch, index);
  const met = peopleMet(told);
  if (met.length === 0) return { why: tr("You have met nobody yet.") };
  return [item("heading", tr("Who is who")), ...met.flatMap((person) => card(person, told))];
}

/**
 * @param {Person} person
 * @param {Run} run
 * @returns {Item[]}
 */
function card({ name, apposition, about, facts }, run) {
  const { setup } = run;
  const sources = facts.flatMap((id) =>
    known(setup.story.facts.get(id)).sources.map((s) => /** @type {const} */ ([s.id, s])),
  );
  return [
    item("fact", name, { note: apposition }),
    ...storyItems(readablePassages(setup, about, stateOf(run).values)),
    ...[...new Map(sources).values()].map(sourceItem),
  ];
}

/**
 * Every text that the reader of a run has met: pages, choices, the wire.
 *
 * @param {Run} run
 * @returns {string[]}
 */
function textsRead(run) {
  const read = run.states.flatMap((state) =>
    pages(run.setup, state).flatMap(({ passages, offers }) => [
      ...passages.map(({ block }) => plainOf(block)),
      ...offers.map(({ say }) => plainOf(say)),
    ]),
  );
  return [...read, ...headlines(run).map(headlineInWords)];
}

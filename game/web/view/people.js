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
 * @typedef {import("../engine/page.js").Page} Page
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("./text.js").Item} Item
 * @typedef {import("./text.js").Refusal} Refusal
 */

/**
 * Those whom a text read so far has named, in the order of the cards.
 *
 * @param {Run} run As far as it has been told.
 * @param {readonly Page[]} stretch The pages since its last decision that have been read.
 * @returns {Person[]}
 */
function peopleMet(run, stretch) {
  const before = run.states.slice(0, -1).flatMap((state) => pages(run.setup, state).flatMap(textsOn));
  return peopleIn(run, [...before, ...stretch.flatMap(textsOn), ...headlines(run).map(headlineInWords)]);
}

/**
 * Those whom some texts name, in the order of the cards.
 *
 * @param {Run} run
 * @param {readonly string[]} texts
 */
function peopleIn(run, texts) {
  const text = texts.join("\n");
  return [...run.setup.story.people.values()].filter(({ names }) => mentions(text, names));
}

/**
 * The cards of those met so far, those whom the open page names before the others; or why there are none to show.
 *
 * @param {Run} run
 * @param {number} index Which of the pages since its last decision is read.
 * @returns {Item[] | Refusal}
 */
export function whoIsWho(run, index) {
  if (run.setup.story.people.size === 0) return { why: tr("This story does not say who is who.") };
  const stretch = pages(run.setup, stateOf(run));
  const told = knownBy(run, stretch, index);
  const met = peopleMet(told, stretch.slice(0, index + 1));
  if (met.length === 0) return { why: tr("You have met nobody yet.") };
  const here = peopleIn(told, textsOn(known(stretch[index])));
  const others = met.filter((person) => !here.includes(person));
  return [
    item("heading", tr("Who is who")),
    ...group(tr("On this page"), here, told),
    ...group(tr("Met before"), others, told),
  ];
}

/**
 * @param {string} title
 * @param {readonly Person[]} people
 * @param {Run} run
 */
function group(title, people, run) {
  return people.length === 0 ? [] : [item("section", title), ...people.flatMap((person) => card(person, run))];
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
 * What is read on a page: what others did, the line that was taken, its paragraphs, its choices.
 *
 * @param {Page} page
 */
function textsOn({ moves, chosen, passages, offers }) {
  return [
    ...moves.map(({ text }) => text),
    ...(chosen === null ? [] : [plainOf(chosen)]),
    ...passages.map(({ block }) => plainOf(block)),
    ...offers.flatMap(({ say, locked }) => [say, ...(locked === null ? [] : [locked])]).map(plainOf),
  ];
}

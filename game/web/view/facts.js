/**
 * What really happened, and who reported it: at a decision, at a line of the reckoning, behind an ending
 * (`game/view/facts.py`).
 */

import { lastRecord, recorded } from "../engine/record.js";
import { known } from "../engine/known.js";
import { inWords } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { item, itemOf, storyItems } from "./text.js";

/**
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("../engine/model.js").Fact} Fact
 * @typedef {import("../engine/model.js").Source} Source
 * @typedef {import("../engine/record.js").Record} Record
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/timeline.js").TimelineRow} Row
 * @typedef {import("./text.js").Claim} Claim
 * @typedef {import("./text.js").Item} Item
 * @typedef {import("./text.js").Refusal} Refusal
 */

/**
 * What is told to a reader who asks what really happened: the facts behind the ending, else those at the last decision;
 * or why there are none to tell.
 *
 * @param {Run} run As far as it has been told.
 * @param {Ending | null} ending The ending that is read, if one is.
 * @returns {Item[] | Refusal}
 */
export function factsHere(run, ending) {
  if (!recorded(run, ending)) return { why: tr("Nothing is recorded of what really happened here.") };
  if (ending !== null && ending.facts.length > 0) {
    return [heading(), ...factItems(ending.facts.map((id) => known(run.setup.story.facts.get(id))))];
  }
  const last = lastRecord(run);
  if (last === null) return { why: tr("What really happened is told after your first decision.") };
  return [heading(), ...recordItems(last, true)];
}

/**
 * What is told at a line of the reckoning; only its facts where its words are not the reader's to know.
 *
 * @param {Row} row
 * @returns {Item[]}
 */
export function factsAt(row) {
  if (row.known && row.mine !== null) return [heading(), ...recordItems(row.record, row.whose === "mine")];
  return [
    heading(),
    ...(row.mine === null ? [item("missed", tr("Your road never came here."))] : []),
    ...(row.theirs === null ? [] : [item("speech", row.theirs, { about: tr("History") })]),
    ...(row.known ? storyItems(row.record.passages) : []),
    ...factItems(row.record.facts),
  ];
}

/**
 * How sure a fact is, in the words of the paragraphs' marks: what is established is documented.
 *
 * @param {Fact} fact
 * @returns {Claim}
 */
export function claimOfFact({ certainty }) {
  return certainty === "established" ? "documented" : /** @type {Claim} */ (certainty);
}

/**
 * Who reported something, where and when; the title is a title, and can be opened.
 *
 * @param {Source} source
 * @returns {Item}
 */
export function sourceItem({ publisher, title, date, url }) {
  /** @type {import("../engine/markup.js").Span[]} */
  const spans = [
    { text: `${publisher}, `, style: "plain" },
    { text: title, style: "emphasis" },
    { text: `, ${inWords(date)}`, style: "plain" },
  ];
  return itemOf("source", { kind: "paragraph", spans }, { url });
}

function heading() {
  return item("heading", tr("What really happened"));
}

/**
 * A decision beside history's.
 *
 * @param {Record} record
 * @param {boolean} mine Whether it was the reader's, and not the others'.
 * @returns {Item[]}
 */
function recordItems(record, mine) {
  const { chosen, did, followed, supposed } = record;
  const who = whoDecided(record, mine);
  /** @type {Item[]} */
  const road = [];
  if (did !== null && !supposed) road.push(item(followed ? "followed" : "left", roadSaid(followed, mine ? null : who)));
  if (did !== null && !followed) road.push(itemOf("speech", chosen, { about: who }));
  if (did !== null) road.push(itemOf("speech", did, { about: supposed ? tr("The game supposes") : tr("History") }));
  if (did !== null && supposed) road.push(item("note", tr("The record says nothing of it.")));
  return [...road, ...storyItems(record.passages), ...factItems(record.facts)];
}

/**
 * Whose decision it was: the reader's, or that of a seat by its name.
 *
 * @param {Record} record
 * @param {boolean} mine
 */
export function whoDecided({ decider }, mine) {
  return mine ? tr("You") : decider || tr("The others");
}

/**
 * @param {boolean} followed
 * @param {string | null} name Who decided, where it was not the reader.
 */
function roadSaid(followed, name) {
  if (name === null) return followed ? tr("You followed history here.") : tr("You left history here.");
  return followed ? tr("{name}: as in history.", { name }) : tr("{name}: not as in history.", { name });
}

/**
 * Each with its accounts and those who gave them; sources already named there are not named again.
 *
 * @param {readonly Fact[]} facts
 * @returns {Item[]}
 */
function factItems(facts) {
  return facts.flatMap((fact) => {
    const named = new Set(fact.versions.flatMap(({ sources }) => sources.map(({ id }) => id)));
    const others = fact.sources.filter(({ id }) => !named.has(id));
    const versions = fact.versions.slice(0, 8).flatMap(({ text, sources }, place) => {
      const letter = "ABCDEFGH".charAt(place);
      return [item("account", text, { about: tr("Version {letter}", { letter }) }), ...sources.map(sourceItem)];
    });
    const apart = others.length > 0 && fact.versions.length > 0 ? [item("note", tr("Other sources:"))] : [];
    return [
      item("fact", fact.title, { note: inWords(fact.when), claim: claimOfFact(fact) }),
      item("detail", fact.text),
      ...versions,
      ...apart,
      ...others.map(sourceItem),
    ];
  });
}

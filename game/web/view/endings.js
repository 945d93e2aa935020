/** The shelf of endings, and how likely each is once a few are known (`game/view/endings.py`, `saved_odds.py`). */

import { dayHere } from "../i18n/dates.js";
import { tr, trc, trn } from "../i18n/catalogue.js";
import { knowsHistory } from "../engine/measures.js";
import { item } from "./text.js";

/**
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("./text.js").Item} Item
 * @typedef {{times: number, first: number}} Reached How often, and when first (milliseconds since 1970).
 * @typedef {{seat: string, history: number, realistic: number}} EndingOdds How likely from a seat, from 0 to 1.
 * @typedef {Readonly<Record<string, readonly EndingOdds[]>>} Odds By ending.
 */

/** So many endings must be seen before odds are told: they would spoil the first ones. */
export const ENOUGH = 3;

/**
 * The endings that have a place on the shelf: one that only says “to be continued” has none.
 *
 * @param {Story} story
 * @returns {Ending[]}
 */
export function listedEndings(story) {
  return [...story.endings.values()].filter(({ unfinished }) => !unfinished);
}

/**
 * The shelf, some endings having been reached.
 *
 * @param {Story} story
 * @param {ReadonlyMap<string, Reached>} reached
 * @param {Odds | null} chances Where they were proved; not told before enough endings are known.
 * @returns {Item[]}
 */
export function shelf(story, reached, chances) {
  const endings = listedEndings(story);
  const told = reached.size >= ENOUGH ? chances : null;
  const count = { seen: endings.filter(({ id }) => reached.has(id)).length, total: endings.length };
  return [
    item("heading", tr("Endings"), { note: tr("{seen} of {total}", count) }),
    ...(told === null ? [] : [item("note", tr("The chances are those of somebody who chooses at random."))]),
    ...endings.flatMap((ending, place) => [
      ...card(place + 1, ending, reached.get(ending.id)),
      ...(told?.[ending.id] ?? []).map((odds) => chance(story, odds)),
    ]),
  ];
}

/**
 * What an ending, reached for the first time, has just opened, in a sentence each.
 *
 * @param {Story} story
 * @param {ReadonlyMap<string, Reached>} reached
 * @param {Ending} ending
 * @returns {Item[]}
 */
export function unlocked(story, reached, ending) {
  if (reached.get(ending.id)?.times !== 1 || ending.unfinished) return [];
  const openings = [...story.openings.values()]
    .filter(({ after }) => after === reached.size)
    .map(({ name }) => item("unlocked", tr("Unlocked: a new run can begin with “{opening}”.", { opening: name })));
  const bare = tr("Unlocked: a new run can be played without bearings, no gauges, only what is said.");
  return [...openings, ...(reached.size === 1 ? [item("unlocked", bare)] : [])];
}

/**
 * @param {number} number
 * @param {Ending} ending
 * @param {Reached | undefined} reached
 * @returns {Item[]}
 */
function card(number, { title, hint, epitaph }, reached) {
  if (reached === undefined) {
    const outline = [...title].map((letter) => (letter === " " ? " " : "░")).join("");
    return [item("unreached", outline, { number }), item("hint", hint)];
  }
  const when = dayHere(reached.first);
  const times = trn("reached once", "reached {count} times", reached.times);
  const first = reached.times > 1 ? tr("first on {date}", { date: when }) : when;
  return [item("reached", title, { note: `${times}, ${first}`, number }), item("epitaph", epitaph)];
}

/**
 * How likely an ending is from a seat.
 *
 * @param {Story} story
 * @param {EndingOdds} odds
 */
export function chance(story, { seat, history, realistic }) {
  const facing = { history: likely(history), realistic: likely(realistic) };
  let words = facing.realistic;
  if (knowsHistory(story)) words = tr("{history} facing history, {realistic} facing a realistic rival", facing);
  else if (story.seats.size > 1) words = tr("{realistic} facing a realistic rival", facing);
  return item("chance", words, { about: story.seats.get(seat)?.name ?? "" });
}

/**
 * Odds as a reader takes them in: never rounded to nothing, never to certainty.
 *
 * @param {number} odds
 */
function likely(odds) {
  if (odds <= 0) return "—";
  let shown = (100 * odds).toFixed(odds < 0.1 ? 1 : 0);
  if (Number(shown) === 0 || (shown === "100" && odds < 0.999999)) shown = odds < 0.5 ? "<0.1" : ">99";
  return tr("{percent}%", { percent: shown.replace(".", trc("decimal sign", ".")) });
}

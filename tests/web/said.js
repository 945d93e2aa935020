/** The JavaScript half of `said.py`: what the page's `view/` says of the same runs. */

import { attempt } from "/game/web/engine/challenges.js";
import { debrief, isEmptyDebrief, lastEpisode } from "/game/web/engine/debrief.js";
import { link } from "/game/web/engine/link.js";
import { gaugesNamed, pages } from "/game/web/engine/page.js";
import { decided, endingOf, start, stateOf, upto } from "/game/web/engine/run.js";
import { seatsOf, setupOf } from "/game/web/engine/setup.js";
import { setWords } from "/game/web/i18n/catalogue.js";
import { challengesNow, seatsInWords, whatHeld } from "/game/web/view/challenges.js";
import { inShort, measuresExplained, preamble, sides } from "/game/web/view/debrief.js";
import { shelf } from "/game/web/view/endings.js";
import { factsAt, factsHere } from "/game/web/view/facts.js";
import { gaugeGroups, gaugeInWords, gaugesExplained, looks } from "/game/web/view/gauges.js";
import { previously } from "/game/web/view/log.js";
import { questions } from "/game/web/view/new_game.js";
import { knownBy, leavesHistory, listedChoices, pageItems, premiseItems, where } from "/game/web/view/pages.js";
import { whoIsWho } from "/game/web/view/people.js";
import { CLAIMS, meaningOf, refuses, signOf, wordOf } from "/game/web/view/text.js";
import { headlineInWords, headlines } from "/game/web/view/wire.js";

/**
 * What is said of a story and of some runs of it, beside what should be: the first place where the two part.
 *
 * @param {string} address Where the story, the words and the runs are.
 */
export async function parted(address) {
  const { document, words, story: wanted, runs } = await (await fetch(address)).json();
  setWords(words);
  const story = link(document);
  const of = storySaid(story);
  if (!same(of, wanted)) return { run: null, where: apart(of, wanted) };
  for (const [place, { seat, rival, seed, opening, decisions, said }] of runs.entries()) {
    let run = start(setupOf(story, seatsOf(story, seat), rival, BigInt(seed), opening));
    for (const choice of decisions) run = decided(run, choice);
    for (const [count, told] of said.entries()) {
      const here = runSaid(upto(run, count));
      if (!same(here, told)) return { run: place, count, where: apart(here, told) };
    }
  }
  return null;
}

function storySaid(story) {
  const all = new Map([...story.endings.keys()].map((id) => [id, {}]));
  return [
    questions(story, all).map(({ topic, asks, answers }) => [
      topic,
      asks,
      answers.map(({ name, about }) => [name, about]),
    ]),
    looks().map(({ title, shape, meaning }) => [title, shape, meaning]),
    gaugesExplained(story),
    measuresExplained(story),
    CLAIMS.map((claim) => [signOf(claim), wordOf(claim), meaningOf(claim)]),
    shelf(story, new Map(), null).map(itemOf),
  ];
}

function runSaid(run) {
  const stretch = pages(run.setup, stateOf(run));
  const said = [
    stretch.map((_, index) => pageSaid(run, stretch, index)),
    headlines(run).map((one) => [one.when, one.hour, one.text, headlineInWords(one)]),
  ];
  if (run.decisions.length % 10 > 0 && endingOf(run) === null) return said;
  const counted = [debrief(run), debrief(run, lastEpisode(run))];
  const met = stretch.map((_, index) => told(whoIsWho(run, index)));
  const recalled = stretch.map((_, index) => previously(run, index).map(itemOf));
  const beside = [challengesNow(run).map(itemOf), recalled];
  return [...said, counted.filter((of) => !isEmptyDebrief(of)).map(debriefSaid), met, ...beside, tried(run)];
}

function tried(run) {
  const { story } = run.setup;
  return [...story.challenges.values()].map((one) => {
    const near = attempt(one, run);
    return [seatsInWords(story, one), near && whatHeld(near)];
  });
}

function pageSaid(run, stretch, index) {
  const page = stretch[index];
  const known = knownBy(run, stretch, index);
  const here = where(known, page);
  const theirs = page.moves.flatMap(({ changes }) => changes);
  const first = page.offers.slice(0, 1).map(({ choice }) => `${page.key}/${choice.id}`);
  return [
    [here.story, here.episode, here.at, here.place, here.hour, here.hours, here.inTime, here.offHistory],
    here.inWords,
    pageItems(page, run, leavesHistory(run, stretch, index), gaugesNamed(page), run.decisions.length % 2 > 0).map(
      itemOf,
    ),
    premiseItems(run.setup).map(itemOf),
    listedChoices(page, new Set(first)).map(choiceOf),
    gaugeGroups(run.setup, page.values, page.changes, theirs).map(({ look, gauges }) => [
      look.title,
      gauges.map((gauge) => [gaugeInWords(gauge), gauge.moved, gauge.theirs, gauge.ownEnd]),
    ]),
    told(factsHere(known, page.ending)),
  ];
}

function debriefSaid(of) {
  const { title, measures, sentences } = preamble(of);
  return [
    itemOf(title),
    measures.map(({ name, value }) => [name, value]),
    sentences.map(itemOf),
    inShort(of)
      .filter(({ role }) => role !== "note")
      .map(itemOf),
    of.rows.map((row) => [sides(row).map(itemOf), factsAt(row).map(itemOf)]),
  ];
}

const told = (items) => (refuses(items) ? items.why : items.map(itemOf));
const itemOf = ({ role, words, about, note, claim, number }) => [role, blockOf(words), about, note, claim, number];
const blockOf = ({ kind, spans }) => [kind, spans.map(({ text, style }) => [text, style])];
const choiceOf = ({ words, number, why, chance, moves, taken }) => [
  blockOf(words),
  number,
  why && blockOf(why),
  chance,
  moves,
  taken,
];

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Both texts, from a little before the place where they part. */
function apart(one, other) {
  const [page, python] = [JSON.stringify(one), JSON.stringify(other)];
  let at = 0;
  while (at < page.length && page[at] === python[at]) at += 1;
  return { page: page.slice(Math.max(0, at - 150), at + 150), python: python.slice(Math.max(0, at - 150), at + 150) };
}

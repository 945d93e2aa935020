/** The JavaScript half of `view.py`: the same data from the page's engine. */

import { attempt, challengesMet, seatsFor } from "/game/web/engine/challenges.js";
import { debrief, isEmptyDebrief, lastEpisode, minutesOf } from "/game/web/engine/debrief.js";
import { pages, whyItEnded, wire } from "/game/web/engine/page.js";
import { wordsOf } from "/game/web/engine/paragraphs.js";
import { record, recorded } from "/game/web/engine/record.js";
import { diverged, endingOf, stateOf, taken } from "/game/web/engine/run.js";
import { encode } from "/game/web/engine/share_code.js";
import { EndlessStory, trailOf } from "/game/web/engine/state.js";
import { isAsSupposed, isJoined } from "/game/web/engine/timeline.js";
import { counted, keyOf } from "/game/web/engine/memory.js";

export async function digest(data) {
  const bytes = new TextEncoder().encode(JSON.stringify(data));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 8);
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const view = (setup, state) => [
  state.here.id,
  valuesOf(setup.story, state.values),
  state.step,
  trailOf(state).map((beat) => beatOf(setup.story, beat)),
  pages(setup, state).map((page) => pageOf(setup, page)),
  wire({ setup, decisions: [], states: [state] }).map(({ at, minute, text }) => [at, minute, text]),
];

export const account = (run) => {
  const left = diverged(run);
  try {
    const of = [debrief(run), debrief(run, lastEpisode(run))];
    return [
      of.map(debriefOf),
      taken(run).map((took) => recordOf(record(run, took))),
      recorded(run, endingOf(run)),
      left && [left.scene.id, left.choice.id],
      encode(run),
      challengesMet(run.setup.story, stateOf(run)).map(({ id }) => id),
      tried(run),
    ];
  } catch (error) {
    if (error instanceof EndlessStory) return ["endless"];
    throw error;
  }
};

/** From which seats each challenge can be met, and how near the run came. */
const tried = (run) =>
  [...run.setup.story.challenges.values()].map((challenge) => {
    const near = attempt(challenge, run);
    return [seatsFor(run.setup.story, challenge), near && [near.done, near.parts, near.off]];
  });

/** The values as Python has them: what the run remembers in one integer. */
export function valuesOf(story, values) {
  return story.variables.map(({ kind, index }) =>
    kind === "memory" ? String(memoryOf(story, values)) : values[index],
  );
}

/** Python's values, its one integer of memory laid out in words. */
export function fromPython(story, values) {
  const made = [...story.start].map((value, index) => (typeof values[index] === "number" ? values[index] : value));
  const memory = story.variables.find(({ kind }) => kind === "memory");
  let left = memory === undefined ? 0n : BigInt(values[memory.index]);
  for (const { bits, width } of layout(story)) {
    made[bits.at] += Number(left & BigInt(bits.mask)) * 2 ** bits.shift;
    left >>= width;
  }
  return made;
}

function memoryOf(story, values) {
  let [all, shift] = [0n, 0n];
  for (const { bits, width } of layout(story)) {
    all |= BigInt(counted(bits, values)) << shift;
    shift += width;
  }
  return all;
}

const layouts = new WeakMap();

function layout(story) {
  if (!layouts.has(story)) {
    const rows = story.asked.map((question) => story.memory.get(keyOf(question)));
    layouts.set(
      story,
      rows.map((bits) => ({ bits, width: BigInt(bits.mask.toString(2).length) })),
    );
  }
  return layouts.get(story);
}

const beatOf = (story, beat) => [
  beat.kind,
  beat.scene.id,
  beat.kind === "decided" ? beat.choice.id : beat.kind === "drawn" ? beat.storylet.id : null,
  beat.kind === "decided" ? beat.player : null,
  valuesOf(story, beat.before),
  valuesOf(story, beat.after),
];

const pageOf = (setup, page) => [
  page.kind,
  page.key,
  page.episode && page.episode.id,
  page.title,
  page.at,
  page.minute,
  page.place,
  page.passages.map(passageOf),
  valuesOf(setup.story, page.values),
  page.scene && page.scene.id,
  page.ending && page.ending.id,
  page.offers.map((o) => [
    o.choice.id,
    blockOf(o.say),
    o.number,
    o.locked && blockOf(o.locked),
    o.touches.map((v) => v.name),
    o.chance,
  ]),
  page.chosen && blockOf(page.chosen),
  page.changes.map((c) => [c.variable.name, c.amount, c.why && wordsOf(c.why, page.values)]),
  page.atLimit.map((v) => v.name),
  (page.ending === null ? [] : whyItEnded(setup, page.ending, page.values)).map(passageOf),
];

const passageOf = ({ block, mark, seat }) => [...blockOf(block), mark, seat];
export const blockOf = (block) => [block.kind, block.spans.map(({ style, text }) => [style, text])];
const debriefOf = (of) => [
  of.rows.map((row) => [
    row.at,
    row.minute,
    row.whose,
    row.mine,
    row.theirs,
    row.known,
    isJoined(row),
    isAsSupposed(row),
    recordOf(row.record),
  ]),
  of.figures.taken.map(({ measure, value }) => [measure.id, value]),
  of.figures.fidelity,
  [of.mine, of.theirs].map((side) => side.map((shock) => [shock.minute, shock.magnitude, shock.player])),
  isEmptyDebrief(of),
  minutesOf(of),
];
const recordOf = (found) => [
  blockOf(found.chosen),
  found.did && blockOf(found.did),
  found.followed,
  found.supposed,
  found.passages.map(passageOf),
  found.facts.map((fact) => fact.id),
];

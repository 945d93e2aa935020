/** The JavaScript half of `test_same_edits.py`. */

import { link } from "/game/web/engine/link.js";
import { replay, stateOf } from "/game/web/engine/run.js";
import { seatsOf, setupOf } from "/game/web/engine/setup.js";
import { setWords } from "/game/web/i18n/catalogue.js";
import { CannotResume, resume } from "/game/web/journal/resume.js";
import { readSaved, saved } from "/game/web/journal/snapshot.js";

/** The first few runs of which the page keeps or says something else, each with what it does. */
export async function differing(address) {
  const { words, rows } = await (await fetch(address)).json();
  setWords(words);
  const found = rows.flatMap((row) => {
    const { trail, told, older } = shown(row);
    const alike = JSON.stringify([trail, told, older]) === JSON.stringify([row.trail, row.told, row.older]);
    return alike ? [] : [{ edit: row.edit, page: [trail, told, older], terminal: [row.trail, row.told, row.older] }];
  });
  return found.slice(0, 4);
}

function shown({ old, new: edited, seat, rival, seed, opening, decisions }) {
  const story = link(old);
  const setup = setupOf(story, seatsOf(story, seat), rival, BigInt(seed), opening);
  const run = replay(
    setup,
    decisions.map(([scene, choice]) => ({ scene, choice })),
  );
  const kept = JSON.parse(JSON.stringify(saved(run, 0, false, 0)));
  const { trail, ...snapshot } = kept.snapshot;
  const today = link(edited);
  return { trail, told: resumed(today, kept), older: resumed(today, { ...kept, snapshot }) };
}

function resumed(story, kept) {
  try {
    const { run, page, lost, notices } = resume(story, readSaved(kept));
    const decisions = run.decisions.map(({ scene, choice }) => [scene, choice]);
    return { here: stateOf(run).here.id, decisions, page, lost, notices };
  } catch (error) {
    if (error instanceof CannotResume) return { refused: error.message };
    throw error;
  }
}

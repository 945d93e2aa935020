/** A saved run brought back into its story, which may have been edited since (`game/journal/resume.py`). */

import { today } from "../engine/former.js";
import { pages } from "../engine/page.js";
import { NotOpen, decided, start, stateOf } from "../engine/run.js";
import { seatsOf, setupOf } from "../engine/setup.js";
import { EndlessStory } from "../engine/state.js";
import { tr } from "../i18n/catalogue.js";
import { differences, sceneName, stopped } from "./differences.js";
import { snapshotOf } from "./snapshot.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/setup.js").Setup} Setup
 * @typedef {import("./snapshot.js").SavedRun} SavedRun
 *
 * @typedef {object} ResumedRun A run as it goes on.
 * @property {Run} run
 * @property {number} page Which of its pages was being read.
 * @property {string[]} notices What changed, in plain words; empty when nothing did.
 * @property {number} lost How many of the saved decisions no longer fit. They stay where they are kept.
 */

/** The story no longer has what the run was begun with; the message says what. The save is untouched. */
export class CannotResume extends Error {}

/**
 * Bring a saved run back.
 *
 * @param {Story} story
 * @param {SavedRun} saved
 * @returns {ResumedRun}
 */
export function resume(story, saved) {
  const { setup, missed } = begunWith(story, saved);
  let run = begun(setup);
  for (const [index, passed] of saved.decisions.entries()) {
    try {
      run = decided(run, passed[1], passed[0]);
    } catch (error) {
      if (!(error instanceof NotOpen || error instanceof EndlessStory)) throw error;
      const lost = saved.decisions.length - index;
      const page = pages(setup, stateOf(run)).length - 1;
      return { run, page, notices: [...missed, ...stopped(run, passed, lost)], lost };
    }
  }
  if (saved.snapshot.damaged) {
    const again = tr("This save was damaged: it has been made again from the decisions that it holds.");
    return { run, page: 0, notices: [...missed, again], lost: 0 };
  }
  const notices = [...missed, ...differences(setup, saved.snapshot, snapshotOf(run))];
  const here = stateOf(run).here.id;
  if (today(story.was, saved.snapshot.scene) !== here) {
    notices.splice(
      missed.length,
      0,
      tr("The story has changed: your decisions now lead to “{place}”.", { place: sceneName(story, here) }),
    );
    return { run, page: 0, notices, lost: 0 };
  }
  return { run, page: Math.max(0, Math.min(saved.page, pages(setup, stateOf(run)).length - 1)), notices, lost: 0 };
}

/** @param {Setup} setup */
function begun(setup) {
  try {
    return start(setup);
  } catch (error) {
    if (!(error instanceof EndlessStory)) throw error;
    throw new CannotResume(tr("The story now runs on without ever asking you anything."));
  }
}

/**
 * What the run was begun with, as far as the story still has it; and what it no longer has.
 *
 * @param {Story} story
 * @param {SavedRun} saved
 */
function begunWith(story, { seat, rival, seed, opening }) {
  const held = seatsOf(story, seat);
  if (held === null) throw new CannotResume(tr("The story no longer has the seat “{seat}”.", { seat }));
  const known = story.openings.has(today(story.was, opening, "opening:"));
  const setup = setupOf(story, held, rival, BigInt(seed), known ? opening : "");
  const first = story.openings.get(setup.opening)?.name ?? "";
  const missed = tr("The story no longer begins where this run began; it is told from “{opening}”.", {
    opening: first,
  });
  return { setup, missed: known || opening === "" ? [] : [missed] };
}

/**
 * A saved run brought back into its story, which may have been edited since, and what that changed in words for its
 * player (`game/journal/resume.py`, `differences.py`).
 */

import { choiceToday, today } from "../engine/former.js";
import { pages, seenBy } from "../engine/page.js";
import { NotOpen, decided, start, stateOf } from "../engine/run.js";
import { seatsOf, setupOf } from "../engine/setup.js";
import { EndlessStory } from "../engine/state.js";
import { tr, trn } from "../i18n/catalogue.js";
import { snapshotOf } from "./snapshot.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/setup.js").Setup} Setup
 * @typedef {import("./snapshot.js").SavedDecision} SavedDecision
 * @typedef {import("./snapshot.js").SavedRun} SavedRun
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
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

/**
 * Why a run stops short of a decision that was taken, where it stands, and what is kept.
 *
 * @param {Run} run Up to the last decision that still fits.
 * @param {SavedDecision} passed The first that does not.
 * @param {number} lost How many do not, that one included.
 * @returns {string[]}
 */
function stopped(run, passed, lost) {
  const place = sceneName(run.setup.story, stateOf(run).here.id);
  return [
    tr("The story has changed since you last played. {reason}", { reason: reason(run, passed) }),
    trn(
      "You are back at “{place}”, after one of your decisions.",
      "You are back at “{place}”, after {count} of your decisions.",
      run.decisions.length,
      { place },
    ),
    tr("Those that follow ({lost}) stay in the journal, in a run of their own.", { lost }),
  ];
}

/**
 * @param {Run} run
 * @param {SavedDecision} passed
 */
function reason(run, [sceneId, choiceId, said]) {
  const { story } = run.setup;
  const [id, choice] = choiceToday(story.was, sceneId, choiceId);
  const scene = story.scenes.get(id);
  if (scene === undefined) return tr("The scene where you decided “{said}” is gone.", { said });
  if (!scene.choices.some((one) => one.id === choice)) return tr("Your decision “{said}” no longer exists.", { said });
  if (stateOf(run).here !== scene) return tr("Your road no longer passes where you decided “{said}”.", { said });
  return tr("Your decision “{said}” can no longer be taken there.", { said });
}

/**
 * What is not as it was, when a run stands where its decisions lead. Numbers that the player sees are named with both
 * values; what the story keeps to itself is said to have changed, and no more.
 *
 * @param {Setup} setup
 * @param {Snapshot} before
 * @param {Snapshot} after
 * @returns {string[]}
 */
function differences(setup, before, after) {
  const { story } = setup;
  const { seen, hidden } = moved(setup, before, after);
  const changes = seen.join(", ");
  const notices = seen.length > 0 ? [tr("The story has changed, and with it: {changes}.", { changes })] : [];
  if (hidden) notices.push(tr("The story has changed: something that it keeps to itself is no longer as it was."));
  if (today(story.was, before.scene) !== after.scene) return notices;
  const offered = Object.entries(before.offered).map(([id, said]) => {
    return /** @type {const} */ ([choiceToday(story.was, before.scene, id)[1], said]);
  });
  const gone = offered.filter(([id]) => !Object.hasOwn(after.offered, id)).map(([, said]) => said);
  const was = new Set(offered.map(([id]) => id));
  const fresh = Object.entries(after.offered).flatMap(([id, said]) => (was.has(id) ? [] : [said]));
  return [
    ...notices,
    ...gone.map((said) => tr("This choice can no longer be taken here: “{said}”.", { said })),
    ...fresh.map((said) => tr("This choice is new here: “{said}”.", { said })),
  ];
}

/**
 * The visible numbers that differ, told, and whether anything else does.
 *
 * @param {Setup} setup
 * @param {Snapshot} before
 * @param {Snapshot} after
 */
function moved(setup, before, after) {
  const { story } = setup;
  const variables = new Map(story.variables.map((variable) => [variable.name, variable]));
  /** @type {string[]} */
  const seen = [];
  let hidden =
    before.step !== after.step ||
    !sameIds(
      before.drawn.map((id) => today(story.was, id)),
      after.drawn,
    );
  for (const [former, value] of Object.entries(before.values)) {
    const name = nameToday(story, former);
    const now = Object.hasOwn(after.values, name) ? after.values[name] : undefined;
    if (value === now) continue;
    const variable = variables.get(name);
    if (variable === undefined)
      hidden ||= value !== 0; // a flag never raised is not missed
    else if (!seenBy(setup, variable)) hidden = true;
    else
      seen.push(tr("{name}, {before} before, {after} now", { name: variable.label, before: value, after: now ?? 0 }));
  }
  return { seen, hidden };
}

/**
 * @param {readonly string[]} some
 * @param {readonly string[]} others
 */
function sameIds(some, others) {
  return some.toSorted().join("\n") === others.toSorted().join("\n");
}

/**
 * The name that a variable, or the mark of a choice that can be taken once, bears today.
 *
 * @param {Story} story
 * @param {string} name
 */
function nameToday(story, name) {
  const [scene = "", choice] = name.split("/");
  return choice === undefined ? today(story.was, name, "variable:") : choiceToday(story.was, scene, choice).join("/");
}

/**
 * The words by which a player knows a scene or an ending: its title, else its place, else its episode's title.
 *
 * @param {Story} story
 * @param {string} id
 */
function sceneName(story, id) {
  const ending = story.endings.get(id);
  if (ending !== undefined) return ending.title;
  const scene = story.scenes.get(id);
  if (scene === undefined) return id;
  const { title, place, at, episode } = scene;
  return title || [place, at].filter(Boolean).join(" · ") || (story.episodes.get(episode)?.title ?? id);
}

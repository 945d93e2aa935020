/** What an edit changed for a run, in words for its player (`game/journal/differences.py`). */

import { choiceToday, today } from "../engine/former.js";
import { seenBy } from "../engine/page.js";
import { stateOf } from "../engine/run.js";
import { tr, trn } from "../i18n/catalogue.js";
import { valueOf } from "./snapshot.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/setup.js").Setup} Setup
 * @typedef {import("./snapshot.js").SavedDecision} SavedDecision
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 */

/**
 * Why a run stops short of a decision that was taken, where it stands, and what is kept.
 *
 * @param {Run} run Up to the last decision that still fits.
 * @param {SavedDecision} passed The first that does not.
 * @param {number} lost How many do not, that one included.
 * @returns {string[]}
 */
export function stopped(run, passed, lost) {
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
export function differences(setup, before, after) {
  const { story } = setup;
  const { seen, hidden } = moved(setup, before, after);
  const changes = seen.join(", ");
  const notices = past(story, before.trail, after.trail);
  if (seen.length > 0) notices.push(tr("The story has changed, and with it: {changes}.", { changes }));
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
 * The first thing that was read and is told otherwise now.
 *
 * @param {Story} story
 * @param {readonly string[]} [before]
 * @param {readonly string[]} [told]
 */
function past(story, before, told = []) {
  const read = before?.map((step) => stepToday(story, step)) ?? told;
  const parted = read.findIndex((step, place) => step !== told[place]);
  const at = parted < 0 ? read.length : parted;
  const [gone, fresh] = [read[at], told[at]];
  if (gone === fresh) return []; // both are over
  if (fresh === undefined || (gone !== undefined && !told.includes(gone, at) && read.includes(fresh, at))) {
    return [tr("The story has changed: something that you have read no longer happens.")];
  }
  const [scene = "", ...rest] = fresh.split("/");
  const place = sceneName(story, scene);
  if (rest.length === 0) {
    return [tr("The story has changed: it passes by “{place}” now, which you have not read.", { place })];
  }
  return rest.length > 1
    ? [tr("The story has changed: at “{place}”, chance now has it otherwise than you read.", { place })]
    : [tr("The story has changed: at “{place}”, the other side now does otherwise than you read.", { place })];
}

/**
 * A step of a trail by the names that things bear today.
 *
 * @param {Story} story
 * @param {string} step
 */
function stepToday({ was }, step) {
  const [scene = "", choice = "", ...rest] = step.split("/");
  if (choice !== "") return [...choiceToday(was, scene, choice), ...rest].join("/");
  return step
    .split("/")
    .map((part) => today(was, part))
    .join("/");
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
  const was = new Map(Object.entries(before.values).map(([name, value]) => [nameToday(story, name), value]));
  const now = new Map(Object.entries(after.values));
  /** @type {string[]} */
  const seen = [];
  let hidden =
    before.step !== after.step ||
    !sameIds(
      before.drawn.map((id) => today(story.was, id)),
      after.drawn,
    );
  for (const [name, value] of was) {
    const variable = variables.get(name);
    const found = now.get(name);
    if (variable === undefined || value === found) continue; // what the story has done with, nobody can see
    if (!seenBy(setup, variable)) hidden = true;
    else
      seen.push(tr("{name}, {before} before, {after} now", { name: variable.label, before: value, after: found ?? 0 }));
  }
  for (const [name, found] of now) {
    const variable = variables.get(name);
    if (variable === undefined || was.has(name) || !seenBy(setup, variable)) continue;
    if (found !== valueOf(variable, story.start)) {
      seen.push(tr("{name}, new, {now} now", { name: variable.label, now: found }));
    }
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
export function sceneName(story, id) {
  const ending = story.endings.get(id);
  if (ending !== undefined) return ending.title;
  const scene = story.scenes.get(id);
  if (scene === undefined) return id;
  const { title, place, at, episode } = scene;
  return title || [place, at].filter(Boolean).join(" · ") || (story.episodes.get(episode)?.title ?? id);
}

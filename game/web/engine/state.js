/** Where a run stands, and the one function that moves it (`game/play/state.py`, `transitions.py`). */

import { pick, roll } from "./chance.js";
import { known } from "./known.js";
import { BACK, openAt } from "./model.js";
import { decideFor } from "./rival.js";
import { inCountedOrder } from "./setup.js";

/**
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./model.js").Choice} Choice
 * @typedef {import("./model.js").Ending} Ending
 * @typedef {import("./model.js").Exit} Exit
 * @typedef {import("./model.js").Scene} Scene
 * @typedef {import("./model.js").Storylet} Storylet
 * @typedef {import("./setup.js").Setup} Setup
 *
 * @typedef {object} Passed A scene without choices was passed.
 * @property {"passed"} kind
 * @property {Scene} scene
 * @property {Values} before
 * @property {Values} after
 *
 * @typedef {object} Decided Somebody decided: the player, or the rival.
 * @property {"decided"} kind
 * @property {Scene} scene
 * @property {Choice} choice As it turned out.
 * @property {boolean} player
 * @property {Values} before
 * @property {Values} after
 *
 * @typedef {object} Drawn A storylet was drawn after a scene.
 * @property {"drawn"} kind
 * @property {Scene} scene
 * @property {Storylet} storylet
 * @property {Values} before
 * @property {Values} after
 *
 * @typedef {Passed | Decided | Drawn} Beat
 *
 * @typedef {object} State
 * @property {Scene | Ending} here A scene that the player decides, or an ending.
 * @property {Values} values
 * @property {number} step How many decisions were taken so far, by anyone.
 * @property {Decided | null} taken The player's decision that led here.
 * @property {readonly Beat[]} passed What happened by itself after it, oldest first.
 */

const MOST_MOVES = 2000;

/** The story runs on without ever asking the player: its rivals go round in circles. */
export class EndlessStory extends Error {}

/**
 * Everything that happened since the player's last decision, that decision first.
 *
 * @param {Pick<State, "taken" | "passed">} state
 * @returns {Beat[]}
 */
export function trailOf({ taken, passed }) {
  return taken === null ? [...passed] : [taken, ...passed];
}

/**
 * The first rest of a run.
 *
 * @param {Setup} setup
 * @returns {State}
 */
export function begin(setup) {
  return advance(setup, setup.start, setup.values, 0, null, "");
}

/**
 * The choices that can be taken here, in the file's order; none at an ending.
 *
 * @param {Pick<State, "here" | "values">} state
 */
export function openChoices({ here, values }) {
  return openAt(here, values);
}

/**
 * Take a choice and go on to the next rest.
 *
 * @param {Setup} setup
 * @param {State} state One that rests at a scene.
 * @param {Choice} offered One of `openChoices(state)`.
 * @returns {State}
 */
export function decide(setup, { here, values, step }, offered) {
  if (here.kind === "ending") throw new TypeError("nothing is decided at an ending");
  const choice = turnedOut(setup, offered, values, step);
  const after = choice.apply(values);
  const to = follow(choice.exits, after);
  /** @type {Decided} */
  const taken = { kind: "decided", scene: here, choice, player: true, before: values, after };
  return advance(setup, to, left(choice, after), step + 1, taken, here.episode);
}

/**
 * What comes of a choice at a step of the run: the same whenever it is asked.
 *
 * @param {Setup} setup
 * @param {Choice} choice
 * @param {Values} values
 * @param {number} step
 */
function turnedOut({ seed }, choice, values, step) {
  const { chance } = choice;
  if (chance === null) return choice;
  return Number(roll(seed, step, chance.salt) % 100n) < chance.percent(values) ? chance.wins : chance.fails;
}

/**
 * The id where a list of exits leads: the first whose condition holds.
 *
 * @param {readonly Exit[]} exits
 * @param {Values} values
 */
function follow(exits, values) {
  return known(exits.find(({ condition }) => condition === null || condition(values))).to;
}

/**
 * @param {{leave: import("./model.js").Change | null}} what
 * @param {Values} values
 */
function left({ leave }, values) {
  return leave === null ? values : leave(values);
}

/**
 * @param {Setup} setup
 * @param {string} first
 * @param {Values} before
 * @param {number} count
 * @param {Decided | null} taken
 * @param {string} from The episode that is left.
 * @returns {State}
 */
function advance(setup, first, before, count, taken, from) {
  const { story, seats } = setup;
  let [to, values, step, episode] = [first, before, count, from];
  /** @type {Beat[]} */
  const passed = [];
  const most = MOST_MOVES + story.scenes.size;
  for (let moves = 0; moves < most; moves++) {
    const scene = story.scenes.get(to);
    if (scene === undefined && to === BACK) {
      [to, values] = goBack(setup, values, step, passed);
      continue;
    }
    if (scene === undefined) return { here: known(story.endings.get(to)), values, step, taken, passed };
    if (scene.episode !== episode && story.drawn[0] < story.drawn[1]) {
      values = values.map((value, index) => (index >= story.drawn[0] && index < story.drawn[1] ? 0 : value));
    }
    episode = scene.episode;
    const asks = openAt(scene, values).length > 0;
    if (scene.exits.length > 0 && !asks) [to, values] = pass(setup, scene, values, step, passed);
    else if (scene.seat === null || seats.has(scene.seat) || !asks) return { here: scene, values, step, taken, passed };
    else {
      [to, values] = rivalMoves(setup, scene, values, step, passed);
      step += 1;
    }
  }
  throw new EndlessStory(`no decision of the player within ${most} scenes; the last was \`${to}\``);
}

/**
 * @param {Setup} setup
 * @param {Scene} scene
 * @param {Values} before
 * @param {number} step
 * @param {Beat[]} passed
 * @returns {[string, Values]}
 */
function pass(setup, scene, before, step, passed) {
  const after = scene.effects.apply(before);
  passed.push({ kind: "passed", scene, before, after });
  return deal(setup, scene, 0, left(scene, after), step, passed);
}

/**
 * Draw storylets after a scene, from one draw on, until one asks or leads elsewhere; where the run goes on.
 *
 * @param {Setup} setup
 * @param {Scene} scene
 * @param {number} first
 * @param {Values} before
 * @param {number} step
 * @param {Beat[]} passed
 * @returns {[string, Values]}
 */
function deal(setup, scene, first, before, step, passed) {
  let values = before;
  for (let turn = first; turn < scene.draw; turn++) {
    const drew = draw(setup, scene, values, roll(setup.seed, step, scene.salt + turn));
    if (drew === null) continue;
    passed.push(drew);
    const { storylet } = drew;
    values = left(storylet, drew.after);
    if (storylet.scene !== null) return [storylet.id, returning(setup, scene.id, turn, values)];
    if (storylet.exits.length > 0) return [follow(storylet.exits, values), values];
  }
  return [follow(scene.exits, values), values];
}

/**
 * The values, with a note of the draw to go back to.
 *
 * @param {Setup} setup
 * @param {string} scene
 * @param {number} turn
 * @param {Values} values
 */
function returning({ story }, scene, turn, values) {
  const place = story.draws.findIndex(([id, before]) => id === scene && before === turn);
  return values.with(known(story.returning).index, place + 1);
}

/**
 * Go on from where a storylet was drawn.
 *
 * @param {Setup} setup
 * @param {Values} values
 * @param {number} step
 * @param {Beat[]} passed
 * @returns {[string, Values]}
 */
function goBack(setup, values, step, passed) {
  const { story } = setup;
  const [id, turn] = known(story.draws.at(known(values[known(story.returning).index]) - 1));
  return deal(setup, known(story.scenes.get(id)), turn + 1, values, step, passed);
}

/**
 * @param {Setup} setup
 * @param {Scene} scene
 * @param {Values} before
 * @param {number} step
 * @param {Beat[]} passed
 * @returns {[string, Values]}
 */
function rivalMoves(setup, scene, before, step, passed) {
  const chosen = decideFor(setup, openAt(scene, before), before, () => roll(setup.seed, step, scene.salt));
  const choice = turnedOut(setup, chosen, before, step);
  const after = choice.apply(before);
  passed.push({ kind: "decided", scene, choice, player: false, before, after });
  return [follow(choice.exits, after), left(choice, after)];
}

/**
 * @param {Setup} setup
 * @param {Scene} scene
 * @param {Values} before
 * @param {bigint} rolled
 * @returns {Drawn | null}
 */
function draw(setup, scene, before, rolled) {
  const { story, seats } = setup;
  const eligible = known(story.episodes.get(scene.episode)).deck.filter(
    ({ drawn, seat, condition, weight }) =>
      !before[drawn.index] &&
      (seat === null || seats.has(seat)) &&
      (condition === null || condition(before)) &&
      weight(before) > 0,
  );
  const deck = inCountedOrder(setup, eligible);
  if (deck.length === 0) return null;
  const weights = deck.map(({ weight }) => weight(before));
  const storylet = known(deck[pick(weights, rolled)]);
  const after = storylet.effects.apply(before).with(storylet.drawn.index, 1);
  return { kind: "drawn", scene, storylet, before, after };
}

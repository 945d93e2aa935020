/** Plays the cases of `cases.py` with the page's engine, and tells where it shows something else. */

import { link } from "/game/web/engine/link.js";
import { decided, start, stateOf, upto } from "/game/web/engine/run.js";
import { seatsOf, setupOf } from "/game/web/engine/setup.js";
import { decode, encode } from "/game/web/engine/share_code.js";
import { EndlessStory, decide, openChoices } from "/game/web/engine/state.js";
import { account, digest, fromPython, view } from "./view.js";

const stories = new Map();

/** The story of an address, linked once. */
async function storyAt(address) {
  if (!stories.has(address)) stories.set(address, link(await (await fetch(address)).json()));
  return stories.get(address);
}

/**
 * All that differs in some cases, the first few: which case, where, and what this engine shows there.
 *
 * @param {string} address Where the cases are.
 */
export async function compare(address) {
  const found = [];
  for (const [place, { story, ...one }] of (await (await fetch(address)).json()).entries()) {
    const of = await storyAt(story);
    const setup = setupOf(of, seatsOf(of, one.seat), one.rival, BigInt(one.seed), one.opening);
    const differs = one.views ? await runDiffers(setup, one) : await stateDiffers(setup, one);
    if (differs !== null) found.push({ case: place, ...differs });
    if (found.length > 4) break;
  }
  return found;
}

async function runDiffers(setup, one) {
  let run = start(setup);
  for (const choice of one.decisions) run = decided(run, choice);
  for (const [step, state] of run.states.entries()) {
    const shown = view(setup, state);
    if ((await digest(shown)) !== one.views[step]) return { where: ["view", step], shown };
  }
  const parts = [run, upto(run, Math.floor(run.decisions.length / 2))];
  for (const [place, part] of parts.entries()) {
    const shown = account(part);
    if ((await digest(shown)) !== one.accounts[place]) return { where: ["account", place], shown };
  }
  const back = decode(setup.story, encode(run));
  const same = back.lost === 0 && JSON.stringify(back.run.decisions) === JSON.stringify(run.decisions);
  return same ? null : { where: ["account", 0], shown: ["its own code is read otherwise", encode(run)] };
}

async function stateDiffers(setup, one) {
  const { scenes, endings } = setup.story;
  const here = scenes.get(one.here) ?? endings.get(one.here);
  const state = { here, values: fromPython(setup.story, one.values), step: one.step, taken: null, passed: [] };
  const shown = view(setup, state);
  if ((await digest(shown)) !== one.view) return { where: ["view", null], shown };
  const opened = openChoices(state).map(({ id }) => id);
  if (JSON.stringify(opened) !== JSON.stringify(one.after.map(([id]) => id))) return { where: ["view", null], shown: opened };
  for (const [place, choice] of openChoices(state).entries()) {
    const [id, wanted] = one.after[place];
    const after = decidedOrEndless(setup, state, choice);
    const told = after === null ? "endless" : view(setup, after);
    if ((after === null ? told : await digest(told)) !== wanted) return { where: ["after", id], shown: told };
  }
  return null;
}

function decidedOrEndless(setup, state, choice) {
  try {
    return decide(setup, state, choice);
  } catch (error) {
    if (error instanceof EndlessStory) return null;
    throw error;
  }
}

/** How the other side decides: by rules that a player can learn (`game/play/rival.py`). */

import { pick } from "./chance.js";
import { known } from "./known.js";
import { inCountedOrder } from "./setup.js";

/** @typedef {import("./model.js").Choice} Choice */

/**
 * The choice that a rival makes.
 *
 * @param {import("./setup.js").Setup} setup
 * @param {readonly Choice[]} opened At least one, in the file's order.
 * @param {import("./closures.js").Values} values
 * @param {() => bigint} rolled Called only where chance decides.
 * @returns {Choice}
 */
export function decideFor(setup, opened, values, rolled) {
  const among = inCountedOrder(setup, opened);
  const weights = among.map(({ weight }) => weight(values));
  if (setup.rival === "weighted") return known(among[pick(weights, rolled())]);
  const real = opened.find(({ history, supposed }) => history || supposed);
  return real ?? known(among[weights.indexOf(Math.max(...weights))]);
}

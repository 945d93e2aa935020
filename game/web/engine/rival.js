/** How the other side decides: by rules that a player can learn (`game/play/rival.py`). */

import { pick } from "./chance.js";
import { known } from "./known.js";

/** @typedef {import("./model.js").Choice} Choice */

/**
 * The choice that a rival makes.
 *
 * @param {import("./setup.js").Rival} rival
 * @param {readonly Choice[]} opened At least one, in the order in which chance counts through them.
 * @param {import("./closures.js").Values} values
 * @param {() => bigint} rolled Called only where chance decides.
 * @returns {Choice}
 */
export function decideFor(rival, opened, values, rolled) {
  const weights = opened.map(({ weight }) => weight(values));
  if (rival === "weighted") return known(opened[pick(weights, rolled())]);
  const real = opened.find(({ history, supposed }) => history || supposed);
  return real ?? known(opened[weights.indexOf(Math.max(...weights))]);
}

/** The ground under the story, drawn by a needle; for those who do not see it, in words. */

import { svg } from "./dom.js";
import { SPACING, line, overTime } from "./trace.js";
import { tr, trn } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/change.js").Shock} Shock
 * @typedef {import("../engine/debrief.js").Debrief} Debrief
 */

const WIDTH = 480;
const HALF = 22;
const RESTLESS = [2, 0, 1, 7, 3, 0, 1, 0, 5, 2, 9, 4, 1, 0, 0, 2, 6];

/** The ground before anything was decided. */
export function restless() {
  return drawn([trail("theirs", line(RESTLESS, WIDTH), HALF)], 2 * HALF, {
    "aria-hidden": "true",
  });
}

/**
 * A run's own trace: the newest shocks, the player's apart from the others'.
 *
 * @param {readonly Shock[]} shocks
 */
export function ground(shocks) {
  const heights = line(
    shocks.map(({ magnitude }) => magnitude),
    WIDTH,
  );
  const mine = heights.map((height, x) => (isMine(shocks, x) ? height : null));
  const label = `${tr("The seismograph")} – ${inWords(shocks)}`;
  return drawn([trail("theirs", heights, HALF), trail("mine", mine, HALF)], 2 * HALF, {
    role: "img",
    "aria-label": label,
  });
}

/**
 * A run's needle over history's, each shock at its hour.
 *
 * @param {Debrief} debrief
 * @param {readonly [number, number]} minutes
 */
export function beside(debrief, minutes) {
  const { mine, theirs } = debrief;
  const named = /** @type {const} */ ([
    ["mine", tr("you"), mine],
    ["theirs", tr("history"), theirs],
  ]);
  return named
    .filter(([, , shocks]) => shocks.length > 0)
    .map(([whose, name, shocks]) => ({
      name,
      drawing: drawn([trail(whose, overTime(shocks, minutes, WIDTH), HALF)], 2 * HALF, {
        role: "img",
        "aria-label": `${name} – ${inWords(shocks)}`,
      }),
    }));
}

/**
 * What a needle shows.
 *
 * @param {readonly Shock[]} shocks
 */
function inWords(shocks) {
  const most = Math.max(0, ...shocks.map(({ magnitude }) => magnitude));
  return trn("one shock, of magnitude {most}", "{count} shocks, the strongest of magnitude {most}", shocks.length, {
    most,
  });
}

/**
 * Whether a sample of the trace belongs to a shock that the player struck.
 *
 * @param {readonly Shock[]} shocks
 * @param {number} x
 */
function isMine(shocks, x) {
  const place = x + shocks.length * SPACING - WIDTH;
  const offset = place % SPACING;
  return place >= 0 && offset > 0 && offset < SPACING - 6 && shocks[Math.floor(place / SPACING)]?.player === true;
}

/**
 * A needle's line; it is lifted where there is no height.
 *
 * @param {"mine" | "theirs"} whose
 * @param {readonly (number | null)[]} heights
 * @param {number} middle
 */
function trail(whose, heights, middle) {
  let down = false;
  const steps = heights.map((height, x) => {
    if (height === null) {
      down = false;
      return "";
    }
    const step = `${down ? "L" : "M"}${x} ${(middle - height * (HALF - 2)).toFixed(1)}`;
    down = true;
    return step;
  });
  return svg("path", { class: `needle ${whose}`, d: steps.join("") });
}

/**
 * @param {Node[]} paths
 * @param {number} height
 * @param {import("./dom.js").Attributes} said
 */
function drawn(paths, height, said) {
  const view = {
    viewBox: `0 0 ${WIDTH} ${height}`,
    preserveAspectRatio: "none",
    focusable: "false",
  };
  return svg("svg", { class: "ground", ...view, ...said }, ...paths);
}

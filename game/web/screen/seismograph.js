/** The ground's line as a drawing, the same as the gazette's (`seismograph.py`); its words say what it shows. */

import { svg } from "./dom.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/reckoning.js").Shock} Shock
 */

const WIDTH = 1000;
const HALF = 46;
const STEP = 2;
const REACH = 44;

/**
 * One needle, or two over each other.
 *
 * @param {readonly {shocks: readonly Shock[], name: string, kind: "mine" | "theirs"}[]} needles
 * @param {number} last The last minute on the paper; it begins where the first shock or the clock does.
 */
export function seismograph(needles, last) {
  const minutes = needles.flatMap(({ shocks }) => shocks.flatMap(({ minute }) => minute ?? []));
  const first = Math.min(0, ...minutes);
  const span = Math.max(1, last - first);
  const height = needles.length * 2 * HALF;
  const paths = needles.flatMap(({ shocks, name, kind }, row) => [
    svg("path", { class: `needle ${kind}`, d: path(shocks, first, span, (2 * row + 1) * HALF) }),
    needles.length > 1 && svg("text", { class: "whose", x: 0, y: 2 * row * HALF + 14 }, name),
  ]);
  return svg(
    "svg",
    {
      class: "ground",
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-label": said(needles),
      preserveAspectRatio: "none",
    },
    ...paths,
  );
}

/**
 * @param {Parameters<typeof seismograph>[0]} needles
 */
function said(needles) {
  const told = needles.map(({ shocks, name }) => {
    const strongest = Math.max(0, ...shocks.map(({ magnitude }) => magnitude));
    return tr("{name}: {count} shocks, the strongest of magnitude {most}", {
      name,
      count: shocks.length,
      most: strongest,
    });
  });
  return `${tr("The seismograph")}. ${told.join(". ")}.`;
}

/**
 * @param {readonly Shock[]} shocks
 * @param {number} first
 * @param {number} span
 * @param {number} middle
 */
function path(shocks, first, span, middle) {
  const heights = Array.from({ length: WIDTH / STEP + 1 }, (_, index) => {
    const x = index * STEP;
    return 1.2 * Math.sin(x * 0.9) * Math.sin(x * 0.13 + 1);
  });
  for (const { minute, magnitude } of shocks) {
    if (minute === null) continue;
    const at = ((minute - first) * WIDTH) / span;
    const size = (HALF - 4) * (magnitude > 0 ? 0.16 + 0.84 * (1 - Math.exp(-magnitude / 2.6)) : 0.1);
    for (
      let index = Math.max(0, Math.round(at / STEP) - 1);
      index < Math.min(heights.length, Math.round((at + REACH) / STEP));
      index++
    ) {
      const since = Math.max(0, index * STEP - at);
      heights[index] = (heights[index] ?? 0) + size * Math.exp(-since / 7) * Math.cos(since * 1.15);
    }
  }
  const points = heights.map(
    (height, index) => `${index * STEP} ${(middle - Math.max(-HALF, Math.min(HALF, height))).toFixed(1)}`,
  );
  return `M${points.join("L")}`;
}

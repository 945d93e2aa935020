/** What stands around every view: the line above it, the panel beside it, the voice, the sheet over it. */

import { shortDateAndTime } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { button, h, svg } from "./dom.js";
import { sign } from "./items.js";

/**
 * @typedef {import("../view/pages.js").Where} Where
 */

/** The elements of the published file that views fill. */
export const shell = {
  skip: part("skip"),
  top: part("top"),
  main: part("main"),
  panel: part("panel"),
  said: part("said"),
  sheet: /** @type {HTMLDialogElement} */ (part("sheet")),
  print: h("div", { id: "print", hidden: true }),
};
document.body.append(shell.print);

/**
 * The line above a view: the way to the title, where the reader is, how much of the clock is gone.
 *
 * @param {string} title The story's.
 * @param {() => void} home
 * @param {Where | null} where
 */
export function heading(title, home, where) {
  const name = button(home, { class: "home" }, title);
  if (where === null) return [name];
  const { episode, at, hour, hours, offHistory } = where;
  return [
    name,
    episode && h("span", { class: "episode" }, episode),
    at && h("span", { class: "date", "aria-hidden": "true" }, shortDateAndTime(at)),
    offHistory && h("span", { class: "off" }, sign("≠"), h("span", { class: "word" }, tr("off history"))),
    hours > 0 && clock(hour, hours),
  ].filter((part) => part instanceof Node);
}

/**
 * The hours gone: figures and a line that fills. The page says them in words.
 *
 * @param {number} hour
 * @param {number} hours
 */
function clock(hour, hours) {
  const box = {
    viewBox: "0 0 100 4",
    preserveAspectRatio: "none",
    focusable: "false",
  };
  return h(
    "span",
    { class: "clock", "aria-hidden": "true" },
    `${String(hour).padStart(2, "0")} h / ${hours}`,
    svg(
      "svg",
      box,
      svg("line", { class: "track", x1: 0, x2: 100, y1: 2, y2: 2 }),
      svg("line", {
        class: "full",
        x1: 0,
        x2: (100 * hour) / hours,
        y1: 2,
        y2: 2,
      }),
    ),
  );
}

/** @param {string} id */
function part(id) {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`no #${id}`);
  return found;
}

/** An ending of the shelf, opened: its text as a run came to it, why, its odds (`game/view/ending_card.py`). */

import { known } from "../engine/known.js";
import { pages } from "../engine/page.js";
import { stateOf } from "../engine/run.js";
import { tr } from "../i18n/catalogue.js";
import { ENOUGH, chance } from "./endings.js";
import { pageItems } from "./pages.js";
import { item } from "./text.js";

/**
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("./endings.js").Odds} Odds
 * @typedef {import("./text.js").Item} Item
 */

/**
 * What is told of an ending that was reached.
 *
 * @param {Story} story
 * @param {Ending} ending
 * @param {Run | null} run The run that reached it last; null where none is left.
 * @param {Odds | null} odds
 * @param {number} reached How many endings are known: odds are told from a few on.
 * @returns {Item[]}
 */
export function endingCard(story, ending, run, odds, reached) {
  const chances = (reached >= ENOUGH ? odds?.[ending.id] : null) ?? [];
  return [
    ...(run === null ? untold(ending) : pageItems(lastPage(run), run, false)),
    ...(chances.length > 0 ? [item("section", tr("How likely it is, choosing at random"))] : []),
    ...chances.map((one) => chance(story, one)),
  ];
}

/** @param {Run} run */
function lastPage(run) {
  return known(pages(run.setup, stateOf(run)).at(-1));
}

/** @param {Ending} ending */
function untold({ title, epitaph }) {
  return [
    item("title", title),
    item("epitaph", epitaph),
    item("note", tr("No run that came here is left: its text is told by the next one that does.")),
  ];
}

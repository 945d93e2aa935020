/** The open leaf of a run: its heading, its words, what can be chosen, what can be asked (`game/tui/leaf_content.py`). */

import { shocks } from "../engine/change.js";
import { beats } from "../engine/run.js";
import { tr } from "../i18n/catalogue.js";
import { challengesNow } from "../view/challenges.js";
import { unlocked } from "../view/endings.js";
import { betweenEpisodes, inShort } from "../view/debrief.js";
import {
  closes,
  episodeItem,
  listedChoices,
  pageItems,
  placeOf,
  premiseItems,
  questionItem,
  where,
} from "../view/pages.js";
import { button, h, heard, svg } from "./dom.js";
import { sign, spansOf, takeHeading, told, unseen } from "./items.js";
import { ground } from "./needle.js";
import { dispatches } from "./panel.js";
import { tools, waysOn } from "./tools.js";

/**
 * @typedef {import("../view/pages.js").ListedChoice} ListedChoice
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("../view/wire.js").Headline} Headline
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 * @typedef {import("./reading.js").Reading} Reading
 */

/**
 * The view of the open leaf.
 *
 * @param {App} app
 * @param {Reading} reading
 * @returns {View}
 */
export function gameView(app, reading) {
  const { known, leaf } = reading;
  const notices = [...recalled(reading), ...reading.notices.map((notice) => h("p", { class: "notice" }, notice))];
  const { heading, nodes, above } = leaf.card === "page" ? page(app, reading, notices) : card(app, reading, notices);
  const trace = ground(shocks(known.setup.story, beats(known)));
  return {
    title: heard(heading),
    nodes: [trace, above, heading, ...nodes, tools(app, reading)],
    kind: leaf.card === "page" ? leaf.page.kind : "card",
  };
}

/**
 * What went before, for who comes back after hours.
 *
 * @param {Reading} reading
 */
function recalled({ recalled: [heading, ...items] }) {
  if (heading === undefined) return [];
  return [h("section", { class: "recalled" }, h("h2", {}, ...spansOf(heading.words)), ...told(items))];
}

/**
 * The card between two episodes: what one leaves open, or the title of the next, and when that begins.
 *
 * @param {App} app
 * @param {Reading} reading
 * @param {readonly Node[]} notices
 */
function card(app, reading, notices) {
  const { leaf, run } = reading;
  const { setup, decisions } = run;
  if (leaf.episode === null) throw new TypeError("a card of no episode");
  const question = leaf.card === "question";
  const { words, about } = question ? questionItem(leaf.episode) : episodeItem(leaf.episode);
  const begins = !question && leaf.index === 0 && decisions.length === 0;
  const [when, place] = where(reading.known, leaf.page, false).parts;
  const at = question ? "" : [when, place].filter(Boolean).join(" · ");
  return {
    heading: h("h1", { tabindex: -1, class: question ? "card question" : "card" }, kicker(about), ...spansOf(words)),
    above: over(app, reading),
    nodes: [
      ...notices,
      question ? null : rule(),
      at && h("p", { class: "when quiet" }, at),
      begins && h("div", { class: "premise" }, ...told(premiseItems(setup))),
      onwards(app),
    ],
  };
}

/**
 * What the episode before left open and came to, over the title of the next: read first.
 *
 * @param {App} app
 * @param {Reading} reading
 */
function over(app, { leaf, known }) {
  const { closed, page } = leaf;
  if (closed === null) return null;
  const counted = betweenEpisodes(known, closed);
  const { words, about } = questionItem(closed);
  const asks = closes(closed, page);
  const [section, ...short] = counted === null ? [] : told(inShort(counted));
  if (!asks && section === undefined) return null;
  return h(
    "section",
    { class: "over" },
    asks && h("h2", { tabindex: -1, "data-first": true }, kicker(about), ...spansOf(words)),
    section,
    ...short,
    counted !== null &&
      h(
        "p",
        {},
        button(() => app.reckon(counted), { class: "small" }, tr("The reckoning in full")),
      ),
  );
}

/**
 * @param {App} app
 * @param {Reading} reading
 * @param {readonly Node[]} notices
 */
function page(app, reading, notices) {
  const { leaf, run, known } = reading;
  const { page } = leaf;
  const items = pageItems(page, run, reading.leavesHistory, reading.introduced, reading.bare);
  const first = takeHeading(items);
  const [before, after] = news(reading);
  const { story } = run.setup;
  const won =
    page.ending === null ? [] : [...unlocked(story, app.journal.reached(story), page.ending), ...challengesNow(run)];
  return {
    heading: heading(reading, first),
    above: null,
    nodes: [
      page.ending === null ? null : rule(),
      dateline(where(known, page), page.chosen === null && page.ending === null),
      ...notices,
      reading.readBefore && h("p", { class: "quiet" }, sign("✓"), tr("read before")),
      dispatches(before),
      h("div", { class: "prose" }, ...told(items)),
      dispatches(after),
      ...told(won),
      ...choices(app, reading),
    ],
  };
}

/**
 * @param {Reading} reading
 * @param {Item | undefined} first
 */
function heading({ leaf, run }, first) {
  const { page } = leaf;
  if (first?.role === "title") {
    return h("h1", { tabindex: -1, class: "ending" }, kicker(first.about), ...spansOf(first.words));
  }
  if (first !== undefined) {
    return h("h1", { tabindex: -1, class: "chosen" }, sign("▸"), unseen(`${first.about} – `), ...spansOf(first.words));
  }
  const place = placeOf(page, run.setup) || page.title || page.episode?.title || run.setup.story.title;
  return h("h1", { tabindex: -1, class: "place" }, place);
}

/**
 * When the page is, and where unless its heading says so.
 *
 * @param {import("../view/pages.js").Where} here
 * @param {boolean} placed
 */
function dateline({ parts: [when, place, clock] }, placed) {
  const said = [when, placed ? "" : place, clock].filter(Boolean).join(" · ");
  return said === "" ? null : h("p", { class: "dateline quiet" }, said);
}

/**
 * What came over the wire: before the page, and after what it tells. A decision's result comes first of all.
 *
 * @param {Reading} reading
 * @returns {[Headline[], Headline[]]}
 */
function news({ news, leaf }) {
  const { minute, kind } = leaf.page;
  const early = news.filter(
    (line) => kind !== "result" && line.minute !== null && minute !== null && line.minute <= minute,
  );
  return [early, news.filter((line) => !early.includes(line))];
}

/**
 * What can be chosen, or the way on.
 *
 * @param {App} app
 * @param {Reading} reading
 */
function choices(app, reading) {
  if (reading.waits) return [onwards(app)];
  const { page } = reading.leaf;
  if (page.ending !== null) return [waysOn(app)];
  const listed = listedChoices(page, reading.seen);
  if (listed.length === 0) return [];
  const rows = listed.map((choice) =>
    choice.number === null ? locked(choice) : open(app, choice, choice.number, choice.id === reading.followed),
  );
  return [h("h2", { class: "unseen" }, tr("Choices")), h("ol", { class: "choices", role: "list" }, ...rows)];
}

/**
 * @param {App} app
 * @param {ListedChoice} choice
 * @param {number} number
 * @param {boolean} followed Whether the run that is followed took it.
 */
function open(app, { id, words, chance, moves, taken }, number, followed) {
  const notes = [
    followed && tr("what was chosen in the run that you follow"),
    chance && tr("chance: {chance}", { chance }),
    moves.length > 0 && tr("moves: {names}", { names: moves.join(", ") }),
    taken && tr("taken before"),
  ].filter((note) => typeof note === "string" && note !== "");
  return h(
    "li",
    {},
    button(
      () => app.decide(id),
      { class: "choice", "data-number": number },
      h("span", { class: "number" }, `${number}.`),
      " ",
      h("span", { class: "say" }, ...spansOf(words)),
      notes.length > 0 && h("small", {}, " ", notes.join(" · ")),
    ),
  );
}

/** @param {ListedChoice} choice */
function locked({ words, why }) {
  return h(
    "li",
    { class: "locked" },
    h("span", { class: "number", "aria-hidden": "true" }, "╌"),
    " ",
    h("span", { class: "say" }, ...spansOf(words)),
    h(
      "small",
      {},
      " ",
      tr("closed"),
      why === null ? null : " – ",
      ...(why === null ? [] : [h("i", {}, ...spansOf(why))]),
    ),
  );
}

/**
 * The way on, where nothing is to be chosen.
 *
 * @param {App} app
 */
function onwards(app) {
  const on = button(() => app.turn(), { class: "onwards", "aria-keyshortcuts": "Enter" }, tr("Go on"));
  return h("p", { class: "on" }, on);
}

/**
 * What kind of title it is, over the title itself.
 *
 * @param {string} words
 */
function kicker(words) {
  return h("span", { class: "kicker" }, words, unseen(" –"), " ");
}

/** A stroke of the needle under a title. */
function rule() {
  const box = {
    class: "stroke",
    viewBox: "0 0 60 4",
    "aria-hidden": "true",
    focusable: "false",
  };
  return svg("svg", box, svg("line", { x1: 0, x2: 60, y1: 2, y2: 2 }));
}

/** The shelf of endings (`game/tui/screens/endings.py`). */

import { challengesShelf } from "../view/challenges.js";
import { listedEndings, shelf } from "../view/endings.js";
import { button, h } from "./dom.js";
import { sign, spansOf, told, unseen } from "./items.js";
import { endingSheet } from "./sheets.js";
import { back } from "./tools.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/** @type {(app: App) => View} */
export function endingsView(app) {
  const { story, journal, edition } = app;
  const [above, cards] = grouped(shelf(story, journal.reached(story), edition.odds));
  const won = journal.won(story);
  const [tried, challenges] = grouped(challengesShelf(story, won, journal.nearest(story, won)));
  const [heading, ...notes] = above;
  const title = heading?.words.spans[0]?.text ?? "";
  const listed = listedEndings(story);
  return {
    title,
    nodes: [
      h("h1", { tabindex: -1 }, title, heading && h("small", { class: "quiet" }, " ", heading.note)),
      ...told(notes),
      h("ol", { class: "shelf", role: "list" }, ...cards.map((items, place) => card(app, items, listed[place]))),
      ...tried.map(({ words, note }) => h("h2", {}, ...spansOf(words), h("small", { class: "quiet" }, " ", note))),
      challenges.length > 0 && h("ol", { class: "shelf challenges", role: "list" }, ...challenges.map(challenge)),
      back(app),
    ],
  };
}

/**
 * What is said over a list, and the items of each of its cards.
 *
 * @param {readonly Item[]} items
 * @returns {[Item[], Item[][]]}
 */
function grouped(items) {
  /** @type {Item[][]} */
  const cards = [];
  const above = items.filter((item) => {
    if (item.number !== null) cards.push([item]);
    else if (cards.length > 0) cards.at(-1)?.push(item);
    return cards.length === 0;
  });
  return [above, cards];
}

/**
 * @param {App} app
 * @param {Item[]} items
 * @param {import("../engine/model.js").Ending | undefined} ending
 */
function card(app, [title, ...others], ending) {
  if (title === undefined || ending === undefined) throw new TypeError("a card of nothing");
  const reached = title.role === "reached";
  const open = () => endingSheet(app, ending);
  const name = reached
    ? h("h2", {}, button(open, { class: "opens" }, sign("●"), ...spansOf(title.words)))
    : h(
        "p",
        { class: "outline" },
        sign("○"),
        h("span", { "aria-hidden": "true" }, ...spansOf(title.words)),
        unseen(tr("Not reached yet.")),
      );
  const note = title.note ? h("p", { class: "quiet" }, title.note) : null;
  return h("li", { class: title.role }, name, ...told(others), note);
}

/** @param {Item[]} items */
function challenge([title, ...others]) {
  if (title === undefined) throw new TypeError("a challenge of nothing");
  const { role, words, note } = title;
  const met = role === "reached";
  return h(
    "li",
    { class: role },
    h("h3", {}, sign(met ? "●" : "○"), ...spansOf(words), h("small", { class: "quiet" }, " ", note)),
    ...told(others),
  );
}

/** The shelf of endings (`game/tui/screens/endings.py`). */

import { shelf } from "../view/endings.js";
import { h } from "./dom.js";
import { sign, spansOf, told, unseen } from "./items.js";
import { back } from "./tools.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/** @type {(app: App) => View} */
export function endingsView(app) {
  const items = shelf(app.story, app.journal.reached(app.story), app.edition.odds);
  /** @type {Item[][]} */
  const cards = [];
  const above = items.filter((item) => {
    if (item.number !== null) cards.push([item]);
    else if (cards.length > 0) cards.at(-1)?.push(item);
    return cards.length === 0;
  });
  const [heading, ...notes] = above;
  const title = heading?.words.spans[0]?.text ?? "";
  return {
    title,
    nodes: [
      h("h1", { tabindex: -1 }, title, heading && h("small", { class: "quiet" }, " ", heading.note)),
      ...told(notes),
      h("ol", { class: "shelf", role: "list" }, ...cards.map(card)),
      back(app),
    ],
  };
}

/** @param {Item[]} items */
function card([title, ...others]) {
  if (title === undefined) throw new TypeError("a card of nothing");
  const reached = title.role === "reached";
  const name = reached
    ? h("h2", {}, sign("●"), ...spansOf(title.words))
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

/** L'heure des comptes: the run beside history, after each episode and at the end (`game/tui/screens/debrief.py`). */

import { minutesOf } from "../engine/debrief.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { percent, preamble, sides } from "../view/debrief.js";
import { button, h, svg } from "./dom.js";
import { sign, spansOf, told, unseen } from "./items.js";
import { beside } from "./needle.js";
import { rowSheet } from "./sheets.js";
import { back } from "./tools.js";

/**
 * @typedef {import("../engine/debrief.js").Debrief} Debrief
 * @typedef {import("../engine/timeline.js").TimelineRow} Row
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/**
 * @param {App} app
 * @param {Debrief} debrief
 * @returns {View}
 */
export function reckoningView(app, debrief) {
  const { title, measures, sentences } = preamble(debrief);
  const name = title.words.spans[0]?.text ?? "";
  const needles = beside(debrief, minutesOf(debrief)).map(({ name, drawing }) =>
    h("figure", {}, drawing, h("figcaption", { class: "quiet", "aria-hidden": "true" }, name)),
  );
  const figures = measures.map(({ name, value }) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, bar(value), h("b", {}, percent(value)))),
  );
  return {
    title: name,
    nodes: [
      h("h1", { tabindex: -1, class: "reckoning" }, name, title.note && h("small", {}, unseen(" –"), " ", title.note)),
      h("div", { class: "needles" }, ...needles),
      figures.length > 0 ? h("dl", { class: "figures" }, ...figures) : null,
      ...told(sentences),
      h("h2", {}, tr("Hour by hour")),
      h(
        "ol",
        { class: "timeline", role: "list" },
        ...debrief.rows.map((row, place) => rowTold(app, row, debrief.rows[place - 1])),
      ),
      back(app),
    ],
  };
}

/**
 * A decision on the line of time: one line of words where the run and history are joined, two sides where they part.
 *
 * @param {App} app
 * @param {Row} row
 * @param {Row | undefined} above
 */
function rowTold(app, row, above) {
  const when = weekdayAndTime(row.at);
  const parts = sides(row);
  const facts = button(
    () => rowSheet(app, row),
    { class: "small" },
    tr("The facts"),
    unseen(` – ${parts[0]?.words.spans[0]?.text ?? ""}`),
  );
  const told = row.record.facts.length + row.record.passages.length > 0;
  return h(
    "li",
    {
      class: parts.length > 1 ? "parted" : row.whose === "history" ? "missed" : null,
    },
    when !== weekdayAndTime(above?.at ?? null) && h("time", { class: "quiet" }, when),
    ...parts.map((part, place) => side(part, place === 1 || row.whose === "history" ? "theirs" : "mine", row)),
    told && facts,
  );
}

/**
 * @param {Item} item
 * @param {"mine" | "theirs"} whose
 * @param {Row} row
 */
function side({ about, words, note }, whose, row) {
  const drawn = whose === "theirs" ? "◇" : row.whose === "mine" ? "●" : "○";
  return h(
    "p",
    { class: whose },
    sign(drawn),
    h("span", { class: "who" }, about),
    " ",
    ...spansOf(words),
    note && h("small", { class: "quiet" }, ` (${note})`),
  );
}

/** @param {number} value */
function bar(value) {
  return svg(
    "svg",
    {
      class: "figure",
      viewBox: "0 0 100 4",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("rect", { class: "hollow", x: 0, y: 0, width: 100, height: 4 }),
    svg("rect", { class: "knot", x: 0, y: 0, width: value, height: 4 }),
  );
}

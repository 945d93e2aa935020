/** The first view: the ground, the title on it, the menu (`game/tui/screens/title.py`). */

import { today } from "../engine/former.js";
import { tr } from "../i18n/catalogue.js";
import { listedEndings } from "../view/endings.js";
import { tagline } from "../view/journal.js";
import { button, h } from "./dom.js";
import { restless } from "./needle.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/** @type {(app: App) => View} */
export function titleView(app) {
  const { story, journal, edition } = app;
  const latest = journal.runs().find(({ saved }) => !story.endings.has(saved.snapshot.scene)) ?? null;
  const reached = journal.reached(story);
  const total = listedEndings(story).length;
  const seen = listedEndings(story).filter(({ id }) => reached.has(id)).length;
  const others = edition.languages.filter((code) => code !== story.language);
  const entries = [
    latest !== null && entry(tr("Continue"), () => app.open(latest)),
    entry(tr("New game"), () => app.show("new")),
    entry(tr("Journal"), () => app.show("runs")),
    entry(tr("Endings ({seen} / {total})", { seen, total }), () => app.show("endings")),
    entry(tr("Settings"), () => app.show("settings")),
    ...others.map((code) => entry(edition.named(code), () => app.speak(code), code.replace("_", "-"))),
  ];
  const [last] = journal.runs();
  const ended = last === undefined ? undefined : story.endings.get(today(story.was, last.saved.snapshot.scene));
  const line = tagline(story, latest, seen, ended ?? null);
  return {
    title: story.title,
    nodes: [
      restless(),
      h("h1", { tabindex: -1, class: "masthead" }, story.title),
      line ? h("p", { class: "about" }, line) : null,
      h("p", { class: "about quiet" }, story.about),
      h("ul", { class: "menu", role: "list" }, ...entries),
      h(
        "p",
        { class: "foot quiet" },
        tr("This page is the whole game. It sends nothing anywhere; what you play stays in this browser."),
      ),
    ],
  };
}

/**
 * @param {string} says
 * @param {() => unknown} act
 * @param {string} [lang] The language that the words are in, where it is another.
 */
function entry(says, act, lang) {
  return h("li", {}, button(act, { class: "choice" }, h("span", { lang }, says)));
}

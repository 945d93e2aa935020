/** The title, a new game, the runs, the shelf of endings. */

import { RIVALS, seatsOf } from "../engine/play.js";
import { start } from "../engine/run.js";
import { spelled, written } from "../i18n/dates.js";
import { h } from "./dom.js";
import { anySeed } from "./journal.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 * @typedef {import("./journal.js").Kept} Kept
 */

/** @type {(app: App) => View} */
export function titleView(app) {
  const { story } = app;
  const [latest] = app.journal.runs();
  const total = shelf(app).length;
  const seen = shelf(app).filter(({ id }) => id in app.journal.endings()).length;
  const clock = spelled(story.clockStart);
  const hint =
    latest === undefined && seen === 0
      ? tr("{when}. You have {hours} hours.", {
          when: clock.charAt(0).toUpperCase() + clock.slice(1),
          hours: story.clockHours,
        })
      : null;
  /** @type {(says: string, act: () => void) => HTMLElement} */
  const entry = (says, act) => h("li", {}, h("button", { class: "choice", onclick: act }, says));
  const entries = [
    latest && entry(going(app, latest), () => app.open(latest)),
    entry(tr("New game"), () => app.show("new")),
    latest && entry(tr("Journal"), () => app.show("runs")),
    entry(tr("Endings ({seen} of {total})", { seen, total }), () => app.show("endings")),
    ...app.languages
      .filter((code) => code !== story.language)
      .map((code) => entry(tr("Language: {language}", { language: app.named(code) }), () => app.speak(code))),
    entry(app.keys ? tr("Single keys: on") : tr("Single keys: off"), () => app.toggleKeys()),
  ];
  return {
    title: story.title,
    nodes: [
      h("h1", { tabindex: -1, class: "masthead" }, story.title),
      h("p", { class: "about" }, story.about),
      hint === null ? null : h("p", { class: "about quiet" }, hint),
      h("ul", { class: "choices menu" }, ...entries),
    ],
  };
}

/** @type {(app: App) => View} */
export function newView(app) {
  const { story } = app;
  const reached = Object.keys(app.journal.endings()).length;
  const seats = [...story.seats.values()].map(({ id, name, about }) => ({ id, name, about }));
  if (seats.length > 1)
    seats.push({ id: "both", name: tr("Both"), about: tr("You read everything, and decide for everyone.") });
  const rivals = [
    {
      id: RIVALS[0],
      name: tr("History"),
      about: tr("The others do what was really done, whenever that is still possible."),
    },
    {
      id: RIVALS[1],
      name: tr("Realistic"),
      about: tr("The others choose among what is open, by temper and by chance."),
    },
  ];
  const openings = [...story.openings.values()].map(({ id, name, after }) => ({
    id,
    name,
    about: after > reached ? tr("Opens after {count} endings.", { count: after }) : "",
    shut: after > reached,
  }));
  const form = h(
    "form",
    {
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const given = new FormData(form);
        const rival = given.get("rival") === "realiste" ? "realiste" : "histoire";
        const seat = String(given.get("seat"));
        app.begin(
          start({ story, seats: seatsOf(story, seat), rival, seed: anySeed(), opening: String(given.get("opening")) }),
        );
      },
    },
    radios("seat", tr("Which seat do you take?"), seats),
    radios("rival", tr("Who holds the other side?"), rivals),
    radios("opening", tr("Where do you begin?"), openings),
    h("p", { class: "on" }, h("button", {}, tr("Begin"))),
  );
  return { title: tr("A new game"), nodes: [h("h1", { tabindex: -1 }, tr("A new game")), form, back(app)] };
}

/** @type {(app: App) => View} */
export function runsView(app) {
  const rows = app.journal.runs().map((kept) =>
    h(
      "li",
      {},
      h(
        "button",
        { class: "choice", onclick: () => app.open(kept) },
        going(app, kept),
        h(
          "small",
          { class: "quiet" },
          " ",
          tr("decisions: {count}", { count: kept.saved.decisions.length }),
          " · ",
          written(stamp(kept.saved.touched)),
        ),
      ),
      h(
        "button",
        {
          class: "small",
          onclick: () => {
            app.journal.forget(kept.id);
            app.show("runs");
            app.say(tr("The run is deleted."));
          },
        },
        tr("Delete"),
        h("span", { class: "unseen" }, ` ${going(app, kept)}`),
      ),
    ),
  );
  const nodes = rows.length > 0 ? h("ul", { class: "choices runs" }, ...rows) : h("p", {}, tr("The journal is empty."));
  return { title: tr("The journal"), nodes: [h("h1", { tabindex: -1 }, tr("The journal")), nodes, back(app)] };
}

/** @type {(app: App) => View} */
export function endingsView(app) {
  const reached = app.journal.endings();
  const cards = shelf(app).map((ending) => {
    const first = reached[ending.id];
    if (first === undefined)
      return h("li", { class: "unreached" }, h("p", {}, tr("Not reached yet. {hint}", { hint: ending.hint })));
    return h(
      "li",
      {},
      h("h2", {}, ending.title),
      h("p", {}, ending.epitaph),
      h("p", { class: "quiet" }, tr("first on {date}", { date: written(stamp(first)) })),
    );
  });
  const title = tr("Endings: {seen} of {total}.", {
    seen: cards.filter((card) => card.className === "").length,
    total: cards.length,
  });
  return {
    title: tr("Endings"),
    nodes: [
      h("h1", { tabindex: -1 }, tr("Endings")),
      h("p", {}, title),
      h("ul", { class: "shelf" }, ...cards),
      back(app),
    ],
  };
}

/** @param {App} app */
export function back(app) {
  const here = app.reading !== null;
  return h(
    "p",
    { class: "on" },
    h(
      "button",
      { onclick: () => app.show(here ? "game" : "title") },
      here ? tr("Back to the story") : tr("Back to the title"),
    ),
  );
}

/** @param {App} app */
function shelf(app) {
  return [...app.story.endings.values()].filter(({ unfinished }) => !unfinished);
}

/**
 * @param {App} app
 * @param {Kept} kept
 */
function going(app, { saved }) {
  const { story } = app;
  const seat = saved.seat === "both" ? tr("every seat") : (story.seats.get(saved.seat)?.name ?? saved.seat);
  const ending = story.endings.get(saved.stood.place);
  const scene = story.scenes.get(saved.stood.place);
  const episode = ending?.title ?? story.episodes.get(scene?.episode ?? "")?.title ?? "";
  return tr("Continue: {seat}, {episode}", { seat, episode });
}

/**
 * @param {string} name
 * @param {string} legend
 * @param {readonly {id: string, name: string, about: string, shut?: boolean}[]} among
 */
function radios(name, legend, among) {
  const made = among.map(({ id, name: says, about, shut = false }, place) =>
    h(
      "label",
      { class: "radio" },
      h("input", { type: "radio", name, value: id, checked: place === 0, disabled: shut }),
      h("span", {}, h("b", {}, says), about && h("small", { class: "quiet" }, ` ${about}`)),
    ),
  );
  return h("fieldset", {}, h("legend", {}, legend), ...made);
}

/** @param {number} time */
function stamp(time) {
  const at = new Date(time);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The open page of a run: its heading, its words, what can be chosen. */

import { read } from "../engine/pages.js";
import { shocks } from "../engine/reckoning.js";
import { spelled } from "../i18n/dates.js";
import { h } from "./dom.js";
import { freshNews } from "./panel.js";
import { changed, prose, spansOf } from "./prose.js";
import { seismograph } from "./seismograph.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/pages.js").Offer} Offer
 * @typedef {import("../engine/pages.js").Page} Page
 * @typedef {import("./app.js").App} App
 * @typedef {import("./reading.js").Reading} Reading
 */

/**
 * The view of the open page.
 *
 * @param {App} app
 * @param {Reading} reading
 * @returns {{title: string, nodes: (Node | null)[]}}
 */
export function gameView(app, reading) {
  const { page, run } = reading;
  const { story } = run.setup;
  const ground = seismograph(
    [{ shocks: shocks(reading.told), name: tr("this run"), kind: "mine" }],
    story.clockHours * 60,
  );
  return {
    title: page.ending?.title ?? page.title ?? page.place ?? page.episode?.title ?? story.title,
    nodes: [ground, ...told(app, reading, page), after(app, reading), tools(app, reading)],
  };
}

/**
 * A page's heading and words, as in the game and in the whole road.
 *
 * @param {App} app
 * @param {Reading} reading
 * @param {Page} page
 * @returns {(Node | null)[]}
 */
function told(app, reading, page) {
  return [
    heading(reading, page),
    dateline(reading, page),
    ...app.notices.splice(0).map((notice) => h("p", { class: "notice" }, notice)),
    page.moment === "result" ? null : freshNews(reading),
    h("div", { class: "prose" }, ...prose(page.passages)),
    changed(page),
    page.moment === "result" ? freshNews(reading) : null,
    reading.leavesHistory
      ? h("p", { class: "left" }, h("span", { "aria-hidden": "true" }, "≠ "), tr("From here on, this did not happen."))
      : null,
    ...(page.ending === null ? [] : endingTold(reading, page)),
  ];
}

/**
 * @param {Reading} reading
 * @param {Page} page
 */
function heading(reading, page) {
  const before = reading.index > 0 ? reading.leaves[reading.index - 1]?.page.episode : reading.run.states.at(-2)?.place;
  const known = before !== null && before !== undefined && ("episode" in before ? before.episode : before.id);
  const opens = page.episode !== null && page.episode.id !== known;
  const name =
    page.ending !== null
      ? [
          page.ending.unfinished
            ? tr("To be continued: {title}", { title: page.ending.title })
            : tr("Ending: {title}", { title: page.ending.title }),
        ]
      : page.chosen !== null
        ? [h("span", { class: "unseen" }, tr("You: {said}", { said: "" })), ...spansOf(page.chosen)]
        : [(page.moment === "storylet" ? page.place : (page.title ?? page.place)) ?? page.episode?.title ?? ""];
  return h(
    "h1",
    { tabindex: -1, class: page.chosen === null ? null : "chosen" },
    opens &&
      page.episode !== null &&
      h(
        "span",
        { class: "episode" },
        tr("Episode {number}: {title}", { number: page.episode.number, title: page.episode.title }),
        " ",
      ),
    ...name,
  );
}

/**
 * @param {Reading} reading
 * @param {Page} page
 */
function dateline(reading, page) {
  const hours = reading.run.setup.story.clockHours;
  const clocked = page.minute !== null && page.minute >= 0 && page.minute <= hours * 60;
  const when = page.at === null ? null : h("time", { datetime: page.at.replace(" ", "T") }, spelled(page.at));
  const clock = clocked ? tr("hour {hour} of {hours}", { hour: Math.floor((page.minute ?? 0) / 60), hours }) : null;
  const parts = [when, page.place, clock].filter((part) => part !== null);
  return parts.length === 0
    ? null
    : h("p", { class: "dateline quiet" }, ...parts.flatMap((part, place) => (place === 0 ? [part] : [" · ", part])));
}

/**
 * @param {Reading} reading
 * @param {Page} page
 * @returns {(Node | null)[]}
 */
function endingTold(reading, page) {
  const ending = page.ending;
  if (ending === null) return [];
  const instead = read(reading.run.setup, ending.instead, page.values);
  const title = ending.history ? tr("What really happened") : tr("What history did");
  return [
    ending.epitaph ? h("p", { class: "epitaph" }, ending.epitaph) : null,
    ...(instead.length > 0 ? [h("h2", {}, title), h("div", { class: "prose" }, ...prose(instead))] : []),
  ];
}

/**
 * What can be chosen, or the way on.
 *
 * @param {App} app
 * @param {Reading} reading
 */
function after(app, reading) {
  const { page } = reading;
  if (!reading.rests)
    return h(
      "p",
      { class: "on" },
      h("button", { onclick: () => app.turn(1), "aria-keyshortcuts": "Enter" }, tr("Go on")),
    );
  if (page.ending !== null) return ends(app);
  if (page.offers.length === 0)
    return h(
      "p",
      { class: "notice" },
      tr("Nothing can be chosen here: the story has run aground. Press u to take back your last decision."),
    );
  const list = page.offers.map((offer) => (offer.number === null ? locked(offer) : open(app, offer, offer.number)));
  return h(
    "section",
    { "aria-labelledby": "choices" },
    h("h2", { id: "choices", class: "unseen" }, tr("Choices")),
    h("ol", { class: "choices" }, ...list),
  );
}

/**
 * @param {App} app
 * @param {Offer} offer
 * @param {number} number
 */
function open(app, offer, number) {
  const touches = offer.touches.map((variable) => variable.label).join(", ");
  return h(
    "li",
    {},
    h(
      "button",
      { class: "choice", onclick: () => app.decide(offer.choice.id), "data-number": number },
      h("span", { class: "number" }, `${number}. `),
      h("span", { class: "say" }, ...spansOf(offer.say)),
      touches &&
        h(
          "small",
          { class: "quiet" },
          h("span", { class: "unseen" }, " ("),
          tr("moves: {names}", { names: touches }),
          h("span", { class: "unseen" }, ")"),
        ),
    ),
  );
}

/**
 * @param {Offer} offer
 */
function locked(offer) {
  const why = offer.locked === null ? [] : [h("i", {}, ...spansOf(offer.locked))];
  return h(
    "li",
    { class: "locked" },
    h("span", { class: "number", "aria-hidden": "true" }, "╌ "),
    h("span", { class: "say" }, ...spansOf(offer.say)),
    h("small", {}, ` ${tr("closed")} — `, ...why),
  );
}

/**
 * @param {App} app
 */
function ends(app) {
  const ways = /** @type {const} */ ([
    [tr("The reckoning"), () => app.show("reckoning")],
    [tr("A new game"), () => app.show("new")],
    [tr("Endings"), () => app.show("endings")],
    [tr("Back to the title"), () => app.show("title")],
  ]);
  return h(
    "ol",
    { class: "choices" },
    ...ways.map(([says, act], place) =>
      h(
        "li",
        {},
        h(
          "button",
          { class: "choice", onclick: act, "data-number": place + 1 },
          h("span", { class: "number" }, `${place + 1}. `),
          h("span", { class: "say" }, says),
        ),
      ),
    ),
  );
}

/**
 * @param {App} app
 * @param {Reading} reading
 */
function tools(app, reading) {
  /** @type {[string, string, () => void, boolean][]} */
  const every = [
    [
      "h",
      tr("What really happened"),
      () => app.record(),
      reading.run.decisions.length > 0 || reading.page.ending !== null,
    ],
    ["u", tr("Take back the last decision"), () => app.undo(), reading.run.decisions.length > 0],
    ["←", tr("The page before"), () => app.turn(-1), reading.index > 0],
    ["l", tr("The reckoning"), () => app.show("reckoning"), reading.run.decisions.length > 0],
    ["t", tr("The whole road"), () => app.show("road"), reading.run.decisions.length > 0],
    ["c", tr("Share"), () => app.share(), true],
  ];
  const shown = every.filter(([, , , useful]) => useful);
  return h(
    "nav",
    { class: "tools", "aria-label": tr("Tools") },
    ...shown.map(([key, says, act]) =>
      h(
        "button",
        { onclick: act, "aria-keyshortcuts": key === "←" ? "ArrowLeft" : key },
        h("kbd", { "aria-hidden": "true" }, key),
        " ",
        says,
      ),
    ),
  );
}

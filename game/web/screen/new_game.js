/** Before a run: which seat, against whom, from where, with which chance (`game/tui/screens/new_game.py`). */

import { MAX_SEED, drawSeed } from "../engine/chance.js";
import { start } from "../engine/run.js";
import { seatsOf, setupOf } from "../engine/setup.js";
import { EndlessStory } from "../engine/state.js";
import { known } from "../engine/known.js";
import { tr } from "../i18n/catalogue.js";
import { idleRival, knowsWorths, questions, rivalChosen, seedNote, strategistElsewhere } from "../view/new_game.js";
import { neverAsks } from "../view/pages.js";
import { button, h } from "./dom.js";
import { back } from "./tools.js";

/**
 * @typedef {import("../view/new_game.js").Question} Question
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/** @type {(app: App) => View} */
export function newView(app) {
  const { story } = app;
  const asked = questions(story, app.journal.reached(story));
  const seed = h("input", {
    type: "text",
    inputmode: "numeric",
    id: "seed",
    value: String(drawSeed()),
    maxlength: 19,
  });
  const another = () => {
    seed.value = String(drawSeed());
  };
  const more = h(
    "details",
    {},
    h("summary", {}, tr("More")),
    h("p", { class: "seed" }, h("label", { for: "seed" }, tr("Seed")), seed, button(another, {}, tr("Another seed"))),
    h("p", { class: "quiet" }, seedNote()),
  );
  const idle = h("p", { class: "quiet", hidden: true });
  const elsewhere = knowsWorths(story) && h("p", { class: "quiet" }, strategistElsewhere());
  const form = h(
    "form",
    {
      onsubmit: (/** @type {SubmitEvent} */ event) => begin(app, form, event),
      onchange: () => look(app, form, idle),
    },
    ...asked.flatMap((question) => [asking(question), ...(question.topic === "rival" ? [elsewhere, idle] : [])]),
    more,
    h("p", { class: "on" }, h("button", { class: "onwards" }, tr("Begin"))),
  );
  const title = tr("New game");
  return { title, nodes: [h("h1", { tabindex: -1 }, title), form, back(app)] };
}

/**
 * @param {App} app
 * @param {HTMLFormElement} form
 * @param {SubmitEvent} event
 */
function begin(app, form, event) {
  event.preventDefault();
  const { story } = app;
  const given = new FormData(form);
  const field = known(form.querySelector("#seed"));
  const typed = field instanceof HTMLInputElement ? field.value.trim() : "";
  const seed = /^\d{1,19}$/u.test(typed) ? BigInt(typed) : MAX_SEED + 1n;
  if (seed > MAX_SEED) {
    if (field instanceof HTMLInputElement) {
      field.closest("details")?.setAttribute("open", "");
      field.focus();
    }
    return app.say(
      tr("A seed is a whole number from 0 to {most}.", {
        most: String(MAX_SEED),
      }),
    );
  }
  const word = (/** @type {string} */ topic) => String(given.get(topic) ?? "");
  const seat = word("seat") || known([...story.seats.keys()][0]);
  const held = known(seatsOf(story, seat));
  try {
    app.begin(start(setupOf(story, held, rivalChosen(story, seat, word("rival")), seed, word("opening"))), {
      bare: word("gauges") === "bare",
    });
  } catch (error) {
    if (!(error instanceof EndlessStory)) throw error;
    app.say(neverAsks());
  }
}

/**
 * Whoever holds every seat has no rival: the question is put aside.
 *
 * @param {App} app
 * @param {HTMLFormElement} form
 * @param {HTMLElement} idle
 */
function look(app, form, idle) {
  const why = idleRival(app.story, String(new FormData(form).get("seat") ?? ""));
  for (const input of form.querySelectorAll("input[name=rival]")) {
    if (input instanceof HTMLInputElement) input.disabled = why !== "";
  }
  idle.textContent = why;
  idle.hidden = why === "";
}

/** @param {Question} question */
function asking({ topic, asks, answers }) {
  const first = answers.findIndex(({ shut }) => shut === "");
  const made = answers.map(({ id, name, about, shut }, place) =>
    h(
      "label",
      { class: "radio" },
      h("input", {
        type: "radio",
        name: topic,
        value: id,
        checked: place === first,
        disabled: shut !== "",
      }),
      h("span", {}, h("b", {}, name), (about || shut) && h("small", { class: "quiet" }, " ", about || shut)),
    ),
  );
  return h("fieldset", {}, h("legend", {}, asks), ...made);
}

/** The journal: every run kept here, and all of them as a text to keep elsewhere (`game/tui/screens/journal.py`). */

import { tr, trn } from "../i18n/catalogue.js";
import { runInWords, runLine } from "../view/journal.js";
import { button, h } from "./dom.js";
import { unseen } from "./items.js";
import { back } from "./tools.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 * @typedef {import("../journal/journal.js").Kept} Kept
 */

/** @type {(app: App) => View} */
export function runsView(app) {
  const runs = app.journal.runs();
  const list = h("ul", { class: "runs", role: "list" }, ...runs.map((kept) => row(app, kept)));
  const none = h("p", {}, tr("No run yet. It will be here as soon as you have begun one."));
  const title = tr("Journal");
  return {
    title,
    nodes: [
      h("h1", { tabindex: -1 }, title),
      runs.length > 0 ? list : none,
      h("p", {}, unread(app.journal.damaged)),
      app.deleted === null
        ? null
        : h(
            "p",
            { class: "on" },
            button(() => app.restore(), {}, tr("Bring the deleted run back")),
          ),
      h("h2", {}, tr("Keep them elsewhere")),
      h("p", {}, tr("A browser may throw away what pages keep in it. Every run is also a short line of text.")),
      runs.length > 0 ? leaving(app) : null,
      coming(app),
      back(app),
    ],
  };
}

/**
 * @param {App} app
 * @param {Kept} kept
 */
function row(app, kept) {
  const line = runLine(kept, app.story);
  const where = line.ended ? tr("ended: {title}", { title: line.where }) : line.where;
  const gone = button(() => app.forget(kept), { class: "small" }, tr("Delete"), unseen(` – ${runInWords(line)}`));
  const opens = button(
    () => app.open(kept),
    { class: "choice" },
    h("span", { class: "say" }, h("b", {}, line.sides), ", ", where),
    h("small", {}, unseen(", "), `${line.decisions} · ${line.played}`),
  );
  return h("li", {}, opens, gone);
}

/**
 * @param {number} count How many are damaged.
 */
function unread(count) {
  if (count === 0) return "";
  return trn(
    "One is damaged: nothing can be read from it.",
    "{count} are damaged: nothing can be read from them.",
    count,
  );
}

/** @param {App} app */
function leaving(app) {
  const text = h("textarea", {
    readonly: true,
    rows: 4,
    "aria-label": tr("Every run, a line each"),
  });
  text.value = app.journal.written(app.story);
  const select = () => {
    text.select();
    const done = navigator.clipboard?.writeText(text.value) ?? Promise.reject(new Error("no clipboard"));
    return done.then(
      () => app.say(tr("Copied.")),
      () => app.say(tr("The browser does not let this page copy: the text is selected, copy it yourself.")),
    );
  };
  return h("div", { class: "codes" }, text, button(select, {}, tr("Copy")));
}

/** @param {App} app */
function coming(app) {
  const text = h("textarea", {
    id: "coming",
    rows: 3,
    spellcheck: "false",
    autocomplete: "off",
  });
  const take = () => {
    const { taken, known, foreign, strategist, damaged } = app.journal.takeIn(app.story, text.value);
    const said = [
      trn("One run has come in.", "{count} runs have come in.", taken),
      known > 0 && trn("One was here already.", "{count} were here already.", known),
      foreign > 0 && trn("One is of another story.", "{count} are of another story.", foreign),
      strategist > 0 &&
        trn(
          "One was played against a strategist: it opens in the terminal’s game.",
          "{count} were played against a strategist: they open in the terminal’s game.",
          strategist,
        ),
      unread(damaged),
      app.journal.failing && tr("The browser keeps nothing for this page: there is no room, or it was forbidden."),
    ];
    app.show("runs", false);
    app.say(said.filter(Boolean).join(" "));
  };
  return h(
    "div",
    { class: "codes" },
    h("label", { for: "coming" }, tr("Runs from elsewhere: paste their lines here")),
    text,
    button(take, {}, tr("Take them in")),
  );
}

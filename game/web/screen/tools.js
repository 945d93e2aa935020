/** What can be asked beside reading and deciding, on buttons that say their keys; and what is offered at an ending. */

import { debriefHere } from "../view/debrief.js";
import { factsHere } from "../view/facts.js";
import { refuses } from "../view/text.js";
import { startAgainAt, startAgainWords } from "../view/why.js";
import { tr } from "../i18n/catalogue.js";
import { button, h } from "./dom.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./reading.js").Reading} Reading
 *
 * @typedef {object} Tool
 * @property {string} key As the browser names it.
 * @property {string} says
 * @property {() => unknown} act
 * @property {boolean} offered Whether it leads anywhere on the open leaf.
 * @property {boolean} near Whether it stands in the first row, and not among the others.
 */

/**
 * Every tool of the open leaf.
 *
 * @param {App} app
 * @param {Reading} reading
 * @returns {Tool[]}
 */
export function toolsOf(app, reading) {
  const { known, run, leaf } = reading;
  const decided = run.decisions.length > 0;
  const told = leaf.card === "page" ? leaf.page.ending : null;
  const near = true;
  return [
    tool("h", tr("What really happened"), () => app.facts(), !refuses(factsHere(known, told)), near),
    tool("w", tr("Who is who"), () => app.who(), run.setup.story.people.size > 0, near),
    tool("u", tr("Take back the last decision"), () => app.undo(), decided, near),
    tool("ArrowLeft", tr("The page before"), () => app.back(), reading.place > 0, near),
    tool("s", tr("Skip what you have read before"), () => app.skip(), reading.waits && reading.readBefore, near),
    tool("l", tr("The reckoning"), () => app.show("reckoning"), !refuses(debriefHere(known, told)), false),
    tool("t", tr("The whole road"), () => app.show("road"), true, false),
    tool("r", tr("Read it again, decision by decision"), () => app.follow(), decided, false),
    tool("c", tr("Share this run"), () => app.share(), true, false),
    tool("j", tr("Journal"), () => app.show("runs"), true, false),
    tool("f", tr("Endings"), () => app.show("endings"), true, false),
    tool("?", tr("Help"), () => app.help(), true, false),
  ];
}

/**
 * The tools of the open leaf as buttons.
 *
 * @param {App} app
 * @param {Reading} reading
 */
export function tools(app, reading) {
  const every = toolsOf(app, reading).filter(({ offered }) => offered);
  const near = every.filter((tool) => tool.near).map(asButton);
  const others = every.filter((tool) => !tool.near).map(asButton);
  return h(
    "nav",
    { class: "tools", "aria-label": tr("Tools") },
    ...near,
    h("details", {}, h("summary", {}, tr("More")), h("div", {}, ...others)),
  );
}

/**
 * What is offered at an ending, by number.
 *
 * @param {App} app
 */
export function waysOn(app) {
  const run = app.reading?.run;
  const at = run === undefined ? null : startAgainAt(run);
  /** @type {(readonly [string, () => unknown])[]} */
  const ways = [
    [tr("The reckoning"), () => app.show("reckoning")],
    ...(run === undefined || at === null
      ? []
      : [/** @type {const} */ ([startAgainWords(run, at), () => app.startAgain()])]),
    [tr("The whole road"), () => app.show("road")],
    [tr("Endings"), () => app.show("endings")],
    [tr("New game"), () => app.show("new")],
    [tr("Take back the last decision"), () => app.undo()],
    [tr("Back to the title"), () => app.show("title")],
  ];
  const rows = ways.map(([says, act], place) =>
    h(
      "li",
      {},
      button(
        act,
        { class: "choice", "data-number": place + 1 },
        h("span", { class: "number" }, `${place + 1}.`),
        " ",
        h("span", { class: "say" }, says),
      ),
    ),
  );
  return h("ol", { class: "choices", role: "list" }, ...rows);
}

/**
 * The way back: to the story where one is read, else to the title.
 *
 * @param {App} app
 */
export function back(app) {
  const words = app.reading === null ? tr("Back to the title") : tr("Back to the story");
  return h(
    "p",
    { class: "on" },
    button(() => app.leave(), {}, words),
  );
}

/**
 * How a key is written.
 *
 * @param {string} key
 */
export function written(key) {
  return key === "ArrowLeft" ? "←" : key;
}

/** @param {Tool} tool */
function asButton({ key, says, act }) {
  return button(act, { "aria-keyshortcuts": key }, h("kbd", { "aria-hidden": "true" }, written(key)), " ", says);
}

/**
 * @param {string} key
 * @param {string} says
 * @param {() => unknown} act
 * @param {boolean} offered
 * @param {boolean} near
 * @returns {Tool}
 */
function tool(key, says, act, offered, near) {
  return { key, says, act, offered, near };
}

/** The run beside history: the record of a decision, the reckoning, the whole road as one text. */

import { pagesOf } from "../engine/pages.js";
import { knowsHistory, realRun, record } from "../engine/history.js";
import { figures, shocks, verdict } from "../engine/reckoning.js";
import { diverged, endingOf, everyDecision } from "../engine/run.js";
import { known } from "../engine/story.js";
import { timeline } from "../engine/timeline.js";
import { spelled } from "../i18n/dates.js";
import { h } from "./dom.js";
import { back } from "./menus.js";
import { changed, factsTold, prose, spansOf } from "./prose.js";
import { seismograph } from "./seismograph.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/timeline.js").Row} Row
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 * @typedef {import("./reading.js").Reading} Reading
 */

/**
 * What really happened at the last decision, and behind an ending.
 *
 * @param {Reading} reading
 * @returns {Node[]}
 */
export function recordTold(reading) {
  const { story } = reading.run.setup;
  const mine = everyDecision(reading.told)
    .filter((took) => took.player)
    .at(-1);
  const behind = reading.page.ending?.facts ?? [];
  if (behind.length > 0) return [factsTold(behind.map((id) => known(story.facts.get(id))))];
  if (mine === undefined)
    return [h("p", {}, tr("You have decided nothing yet: what really happened is told after the choice."))];
  const found = record(reading.run.setup, mine);
  const road = found.followed ? tr("You followed history here.") : tr("You left history here.");
  const nodes = [
    h("p", {}, h("span", { class: "quiet" }, tr("You: {said}", { said: "" })), ...spansOf(found.said)),
    ...(found.did === null
      ? []
      : [
          h("p", {}, h("span", { class: "quiet" }, tr("History: {did}", { did: "" })), ...spansOf(found.did)),
          h("p", { class: found.followed ? "" : "left" }, road),
        ]),
    ...prose(found.told),
    factsTold(found.facts),
  ];
  return found.facts.length + found.told.length === 0 && found.did === null
    ? [...nodes, h("p", {}, tr("Nothing is recorded of what really happened here."))]
    : nodes;
}

/** @type {(app: App, reading: Reading) => View} */
export function reckoningView(app, { told: run }) {
  const { story } = run.setup;
  const counted = figures(run);
  const named = /** @type {const} */ ([
    [tr("power"), counted.power],
    [tr("mission"), counted.mission],
    [tr("fidelity"), counted.fidelity],
  ]);
  const table = named.flatMap(([name, value]) =>
    value === null ? [] : [h("dt", {}, name), h("dd", {}, tr("{percent}%", { percent: value }))],
  );
  const said = verdict(run).map(({ message, ...fields }) => h("p", { class: "verdict" }, tr(message, fields)));
  const needles = [{ shocks: shocks(run), name: tr("this run"), kind: /** @type {const} */ ("mine") }];
  const theirs = knowsHistory(story)
    ? [{ shocks: shocks(realRun(run)), name: tr("history"), kind: /** @type {const} */ ("theirs") }]
    : [];
  return {
    title: tr("The reckoning"),
    nodes: [
      h("h1", { tabindex: -1 }, tr("The reckoning")),
      seismograph([...needles, ...(endingOf(run) === null ? [] : theirs)], story.clockHours * 60),
      h("dl", { class: "figures" }, ...table),
      ...said,
      h("h2", {}, tr("Hour by hour")),
      h("ol", { class: "timeline" }, ...timeline(run).map(rowTold)),
      back(app),
    ],
  };
}

/** @type {(app: App, reading: Reading) => View} */
export function roadView(app, { told: run }) {
  const { setup, states } = run;
  let episode = "";
  const sections = states
    .flatMap((state, count) => pagesOf(setup, state).slice(0, count === states.length - 1 ? undefined : -1))
    .map((page) => {
      const opens = page.episode !== null && page.episode.id !== episode;
      episode = page.episode?.id ?? episode;
      const name =
        page.chosen === null ? [page.ending?.title ?? page.title ?? page.place ?? ""] : ["▸ ", ...spansOf(page.chosen)];
      return h(
        "section",
        {},
        opens &&
          page.episode !== null &&
          h("h2", {}, tr("Episode {number}: {title}", { number: page.episode.number, title: page.episode.title })),
        h("h3", {}, ...name),
        h("p", { class: "quiet" }, [spelled(page.at), page.place ?? ""].filter(Boolean).join(" · ")),
        h("div", { class: "prose" }, ...prose(page.passages)),
        changed(page),
      );
    });
  const left = diverged(run);
  const notice =
    left === null
      ? tr("This run follows what really happened. What is invented says so.")
      : tr("This run has left what really happened.");
  const printing = h("p", { class: "on noprint" }, h("button", { onclick: () => window.print() }, tr("Print")));
  return {
    title: tr("The whole road"),
    nodes: [
      h("h1", { tabindex: -1 }, tr("The whole road")),
      h("p", { class: "notice" }, notice),
      printing,
      h("div", { class: "road" }, ...sections),
      back(app),
    ],
  };
}

/** @param {Row} row */
function rowTold(row) {
  const at = h("time", { class: "quiet" }, spelled(row.at));
  if (row.whose === "history")
    return h("li", { class: "parted" }, at, " ", tr("History, where you never came: {did}", { did: row.theirs ?? "" }));
  const who =
    row.whose === "mine"
      ? tr("You: {said}", { said: row.mine ?? "" })
      : tr("The others: {said}", { said: row.mine ?? "" });
  if (row.record.followed) return h("li", {}, at, " ", who, " ", h("span", { class: "quiet" }, tr("As in history")));
  return h(
    "li",
    { class: "parted" },
    at,
    " ",
    h("b", {}, who),
    row.theirs === null ? null : h("span", {}, " ", tr("History: {did}", { did: row.theirs })),
  );
}

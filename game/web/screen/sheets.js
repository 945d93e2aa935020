/** What comes over the page: facts, who is who, the help, the address of a run. The keyboard goes back to where it was. */

import { endingOf } from "../engine/run.js";
import { encode } from "../engine/share_code.js";
import { tr } from "../i18n/catalogue.js";
import { measuresExplained } from "../view/debrief.js";
import { endingCard } from "../view/ending_card.js";
import { factsAt, factsHere } from "../view/facts.js";
import { gaugesExplained, looks } from "../view/gauges.js";
import { runInWords, runLine } from "../view/journal.js";
import { whoIsWho } from "../view/people.js";
import { CLAIMS, meaningOf, refuses, signOf, wordOf } from "../view/text.js";
import { button, h } from "./dom.js";
import { told } from "./items.js";
import { toolsOf, written } from "./tools.js";

/**
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("../view/text.js").Refusal} Refusal
 * @typedef {import("./app.js").App} App
 * @typedef {import("./reading.js").Reading} Reading
 */

/**
 * What really happened at the last decision, or behind an ending.
 *
 * @param {App} app
 * @param {Reading} reading
 */
export function factsSheet(app, reading) {
  const { leaf, known } = reading;
  itemsSheet(app, factsHere(known, leaf.card === "page" ? leaf.page.ending : null));
}

/**
 * What stands behind a line of the reckoning.
 *
 * @param {App} app
 * @param {import("../engine/timeline.js").TimelineRow} row
 */
export function rowSheet(app, row) {
  itemsSheet(app, factsAt(row));
}

/**
 * Those whom the texts read so far have named.
 *
 * @param {App} app
 * @param {Reading} reading
 */
export function whoSheet(app, reading) {
  itemsSheet(app, whoIsWho(reading.run, reading.leaf.index));
}

/**
 * An ending that was reached: its text as the run told it that came to it last, why, its odds, and its runs.
 *
 * @param {App} app
 * @param {import("../engine/model.js").Ending} ending
 */
export function endingSheet(app, ending) {
  const { story, journal, edition } = app;
  const runs = journal.endedAt(story, ending.id);
  const last = runs.map((kept) => journal.replayed(story, kept)).find((run) => run && endingOf(run) === ending) ?? null;
  const items = endingCard(story, ending, last, edition.odds, journal.reached(story).size);
  const rows = runs.map((kept) =>
    h(
      "li",
      {},
      button(() => app.open(kept), { class: "choice" }, runInWords(runLine(kept, story))),
    ),
  );
  const heading = runs.length === 0 ? [] : [h("h3", {}, tr("The runs that ended here"))];
  const others = told(items.slice(1));
  app.sheet(ending.title, [...others, ...heading, h("ul", { class: "runs", role: "list" }, ...rows)]);
}

/**
 * What the keys do and what the signs mean.
 *
 * @param {App} app
 */
export function helpSheet(app) {
  const { story, reading } = app;
  const keys = /** @type {[string, string][]} */ ([
    [tr("Enter"), tr("Go on")],
    ["1–9", tr("choose by number")],
    ["↑ ↓", tr("from one choice to the next")],
    ...(reading === null ? [] : toolsOf(app, reading).map(({ key, says }) => [written(key), says])),
    [tr("Esc"), tr("Back")],
  ]);
  const claims = CLAIMS.map((claim) => [`${signOf(claim)} ${wordOf(claim)}`, meaningOf(claim)]);
  const marks = [...claims, ["≠", tr("this run has left what really happened")], ["✓", tr("read before")]];
  const gauges = [...looks().map(({ title, meaning }) => [title, meaning]), ...gaugesExplained(story)];
  const tables = /** @type {[string, (readonly string[])[]][]} */ ([
    [app.keys ? tr("Keys") : tr("Keys (those of one letter are off)"), keys],
    [tr("Marks"), marks],
    [tr("Gauges"), gauges],
    [tr("The reckoning"), measuresExplained(story)],
  ]);
  const parts = tables.flatMap(([title, rows]) =>
    rows.length === 0
      ? []
      : [
          h("h3", {}, title),
          h("dl", { class: "help" }, ...rows.flatMap(([of, says]) => [h("dt", {}, of), h("dd", {}, says)])),
        ],
  );
  app.sheet(tr("Help"), parts);
}

/**
 * The address of a run: whoever opens it reads the run.
 *
 * @param {App} app
 * @param {Reading} reading
 */
export function shareSheet(app, reading) {
  const code = encode(reading.known);
  const address = `${location.href.split("#")[0]}#${code}`;
  const fields = [
    field(app, tr("The address of this run"), address),
    field(app, tr("Its code, for the terminal"), code),
  ];
  const says = tr("Whoever opens this address reads this run, and may go on from it.");
  const file = tr("This page is a file on your machine: send the file along, or send the code.");
  const local = location.protocol === "file:" ? h("p", { class: "quiet" }, file) : null;
  app.sheet(tr("Share this run"), [h("p", {}, says), ...(local === null ? [] : [local]), ...fields.flat()]);
}

/**
 * @param {App} app
 * @param {string} label
 * @param {string} value
 */
function field(app, label, value) {
  const input = h("input", {
    type: "text",
    readonly: true,
    value,
    "aria-label": label,
  });
  const copy = () => {
    input.select();
    const done = navigator.clipboard?.writeText(value) ?? Promise.reject(new Error("no clipboard"));
    return done.then(
      () => app.tell(tr("Copied.")),
      () => app.tell(tr("The browser does not let this page copy: the text is selected, copy it yourself.")),
    );
  };
  return [h("p", { class: "label" }, label), h("p", { class: "copy" }, input, button(copy, {}, tr("Copy")))];
}

/**
 * @param {App} app
 * @param {Item[] | Refusal} items
 */
function itemsSheet(app, items) {
  if (refuses(items)) return app.say(items.why);
  const [first, ...others] = /** @type {Item[]} */ (items);
  app.sheet(first?.words.spans[0]?.text ?? "", told(others));
}

/**
 * Pages of the story: what each says, what can be chosen on it and what is known by the time that it is read; also the
 * cards between episodes, and the line that says where one is (`game/view/pages.py`).
 */

import { tr } from "../i18n/catalogue.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { hoursElapsed } from "../engine/clock.js";
import { readablePassages, seatOf } from "../engine/page.js";
import { wordsOf } from "../engine/paragraphs.js";
import { diverged, isStuck, stateOf, upto } from "../engine/run.js";
import { trailOf } from "../engine/state.js";
import { percent } from "./debrief.js";
import { meanings } from "./gauges.js";
import { item, itemOf, storyItems } from "./text.js";
import { afterwards, whyItems } from "./why.js";

/**
 * @typedef {import("../engine/markup.js").Block} Block
 * @typedef {import("../engine/page.js").Page} Page
 * @typedef {import("../engine/page.js").Offer} Offer
 * @typedef {import("../engine/page.js").Passage} Passage
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/setup.js").Setup} Setup
 * @typedef {import("../engine/model.js").Episode} Episode
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("./text.js").Item} Item
 *
 * @typedef {object} Where Where a reader is.
 * @property {string} story The story's title.
 * @property {string} episode The episode's number and title; empty outside of any.
 * @property {string | null} at
 * @property {string} place
 * @property {number} hour Whole hours gone on the story's clock.
 * @property {number} hours How many there are; 0 for a story without a clock.
 * @property {boolean} inTime Whether the page has an hour of its own, within those of the clock.
 * @property {boolean} offHistory
 * @property {readonly [when: string, place: string, clock: string]} parts When, where and at which hour of the clock, each
 *   empty where the story does not say.
 * @property {string} inWords All of them.
 *
 * @typedef {object} ListedChoice A choice as it is listed.
 * @property {string} id
 * @property {Block} words
 * @property {number | null} number The number that takes it; null for one that is locked.
 * @property {Block | null} why Why it is locked.
 * @property {string} chance How likely it turns out well; empty where chance has no say.
 * @property {string[]} moves The gauges that it may move, by name.
 * @property {boolean} taken Whether the reader has taken it before, in whatever run.
 */

/**
 * A page as its reader is shown it: without gauges, nothing says what a choice moves.
 *
 * @param {Page} page
 * @param {boolean} bare
 * @returns {Page}
 */
export function shownPage(page, bare) {
  if (!bare) return page;
  const moves = page.moves.filter(({ text }) => text !== "").map((move) => ({ ...move, changes: [] }));
  return { ...page, changes: [], atLimit: [], moves, offers: page.offers.map((offer) => ({ ...offer, touches: [] })) };
}

/**
 * Where the reader of a page is.
 *
 * @param {Run} run As far as the page tells it.
 * @param {Page} page
 * @param {boolean} [offHistory] Whether the run is said to have left history; by default, whether it has.
 * @returns {Where}
 */
export function where(run, page, offHistory) {
  const { story } = run.setup;
  const { episode, minute, at } = page;
  const hour = hoursElapsed(minute, story.clockHours);
  const inTime = minute !== null && minute >= 0 && minute <= story.clockHours * 60;
  const place = placeOf(page, run.setup);
  const when = weekdayAndTime(at);
  const clock = inTime ? tr("hour {hour} of {hours}", { hour, hours: story.clockHours }) : "";
  return {
    story: story.title,
    episode: episode === null ? (page.title ?? "") : `${episode.number} ${episode.title}`,
    at,
    place,
    hour,
    hours: story.clockHours,
    inTime,
    offHistory: offHistory ?? diverged(run) !== null,
    parts: [when, place, clock],
    inWords: [when, place, clock].filter(Boolean).join(" - "),
  };
}

/**
 * What a page says, but for its choices.
 *
 * @param {Page} page As it is shown.
 * @param {Run} run
 * @param {boolean} leavesHistory Whether the run first leaves history's road on it.
 * @param {readonly import("../engine/model.js").Variable[]} [introduced] The gauges that its reader meets on it for the
 *   first time.
 * @param {boolean} [bare] Whether its reader has seen no gauge.
 * @returns {Item[]}
 */
export function pageItems(page, run, leavesHistory, introduced = [], bare = false) {
  const parting = leavesHistory ? [item("off history", tr("From here on, this did not happen."))] : [];
  if (page.ending !== null) return endingItems(page, page.ending, run, parting, bare);
  const chosen =
    page.chosen === null ? [] : [itemOf("chosen", page.chosen, { about: whose(page, run.setup) || tr("You") })];
  const changes = page.changes.map(({ variable, amount, why }) =>
    item(amount > 0 ? "gain" : "loss", String(Math.abs(amount)), {
      about: variable.label,
      note: why === null ? "" : wordsOf(why, page.values),
    }),
  );
  const limits = page.atLimit.map((variable) => atLimit(variable, page.values));
  const stuck =
    page.kind === "decision" && isStuck(run)
      ? [item("stuck", tr("Nothing can be chosen here: the story has run aground."))]
      : [];
  const said = storyItems(addressed(page.passages, run.setup));
  const met = meanings(introduced);
  return [...moved(page, run.setup), ...chosen, ...said, ...changes, ...limits, ...met, ...parting, ...stuck];
}

/**
 * What the other sides did since the page before.
 *
 * @param {Page} page
 * @param {Setup} setup
 * @returns {Item[]}
 */
function moved({ moves }, { story }) {
  return moves.flatMap(({ seat, at, text, changes }) => [
    item("moved", text, { about: story.seats.get(seat)?.name ?? "", note: weekdayAndTime(at) }),
    ...changes.map(({ variable, amount }) =>
      item(amount > 0 ? "their gain" : "their loss", String(Math.abs(amount)), { about: variable.label }),
    ),
  ]);
}

/**
 * That a gauge was pushed and could not move: which way, and what it stands at.
 *
 * @param {import("../engine/model.js").Variable} variable
 * @param {import("../engine/closures.js").Values} values
 */
function atLimit({ index, label, low, high, max }, values) {
  const value = Number(values[index]);
  const end = value === max ? high : low;
  if (end) return item("at limit", tr("already all the way to one side: {end}", { end }), { about: label });
  const stays =
    value === max
      ? tr("already at {value}: it cannot rise any further", { value })
      : tr("already at {value}: it cannot fall any further", { value });
  return item("at limit", stays, { about: label });
}

/**
 * What a reader must know before the first page: the premise, and what the seats held are after.
 *
 * @param {Setup} setup
 * @returns {Item[]}
 */
export function premiseItems({ story, seats }) {
  const premise = story.premise ? [item("sentence", story.premise)] : [];
  const held = [...story.seats.values()].filter((seat) => seats.has(seat.id) && seat.goal);
  return [...premise, ...held.map((seat) => item("speech", seat.goal ?? "", { about: seat.name }))];
}

/**
 * The name of the seat whose page it is, where its reader holds several; else nothing.
 *
 * @param {Page} page
 * @param {Setup} setup
 */
export function whose(page, setup) {
  const seat = seatOf(page);
  return seat !== null && setup.seats.size > 1 ? (setup.story.seats.get(seat)?.name ?? "") : "";
}

/**
 * Where a page happens, after whose it is; empty where neither is said.
 *
 * @param {Page} page
 * @param {Setup} setup
 */
export function placeOf(page, setup) {
  return [whose(page, setup), page.place ?? ""].filter(Boolean).join(" · ");
}

/**
 * What an episode leaves open, at its end.
 *
 * @param {Episode} episode
 */
export function questionItem({ question, number }) {
  return item("question", question ?? "", { about: tr("End of episode {number}", { number }) });
}

/**
 * An episode's title, at its beginning.
 *
 * @param {Episode} episode
 */
export function episodeItem({ title, number }) {
  return item("title", title, { about: tr("Episode {number}", { number }) });
}

/**
 * Whether an episode with a question is over when a page comes: another one begins, or the story stops here.
 *
 * @param {Episode | null} episode
 * @param {Page} page
 */
export function closes(episode, page) {
  const unfinished = page.ending !== null && page.ending.unfinished;
  const another = page.episode !== null && page.episode !== episode;
  return episode !== null && episode.question !== null && (unfinished || another);
}

/**
 * The choices of a page.
 *
 * @param {Page} page As it is shown.
 * @param {ReadonlySet<string>} taken The decisions (`scene/choice`) that the reader has taken before.
 * @returns {ListedChoice[]}
 */
export function listedChoices(page, taken) {
  return page.offers.map(({ choice, say, number, locked, chance, touches }) => {
    const { id } = choice;
    if (number === null) return { id, words: say, number, why: locked, chance: "", moves: [], taken: false };
    return {
      id,
      words: say,
      number,
      why: locked,
      chance: chance === null ? "" : percent(chance),
      moves: touches.map(({ label }) => label),
      taken: taken.has(`${page.key}/${id}`),
    };
  });
}

/**
 * A run as far as one of the pages since its last decision tells it: nothing of what the next ones will.
 *
 * @param {Run} run
 * @param {readonly Page[]} pages All its pages since its last decision.
 * @param {number} index Which one is read.
 * @returns {Run}
 */
export function knownBy(run, pages, index) {
  const state = stateOf(run);
  const count = (toldBeats(trailOf(state), pages)[index] ?? 0) - (state.taken === null ? 0 : 1);
  const short = { ...state, passed: state.passed.slice(0, Math.max(0, count)) };
  return { ...run, states: [...run.states.slice(0, -1), short] };
}

/**
 * Whether a page is the one on which the run first leaves history's road; `knownBy` explains the arguments.
 *
 * @param {Run} run
 * @param {readonly Page[]} pages
 * @param {number} index
 */
export function leavesHistory(run, pages, index) {
  if (diverged(knownBy(run, pages, index)) === null) return false;
  if (index > 0) return diverged(knownBy(run, pages, index - 1)) === null;
  return run.decisions.length === 0 || diverged(upto(run, run.decisions.length - 1)) === null;
}

/** What is said of a story that cannot be begun. */
export function neverAsks() {
  return tr(
    "The story goes round in circles without ever asking you anything: it cannot be played so. Take another seat, or another rival.",
  );
}

/** What is said of a choice after which it could not go on. */
export function neverAsksAgain() {
  return tr("The story goes round in circles after this choice, without ever asking you again. Nothing was decided.");
}

/**
 * @param {Page} page
 * @param {Ending} ending
 * @param {Run} run
 * @param {readonly Item[]} parting
 * @param {boolean} bare
 * @returns {Item[]}
 */
function endingItems(page, ending, run, parting, bare) {
  const { setup } = run;
  const instead = readablePassages(setup, ending.instead, page.values);
  const history = ending.history ? tr("What really happened") : tr("What really happened instead");
  return [
    item("title", ending.title, { about: ending.unfinished ? tr("To be continued") : tr("Ending") }),
    ...(ending.epitaph ? [item("epitaph", ending.epitaph)] : []),
    ...moved(page, setup),
    ...storyItems(addressed(page.passages, setup)),
    ...parting,
    ...(instead.length > 0 ? [item("section", history), ...storyItems(instead)] : []),
    ...(ending.unfinished ? [] : [...whyItems(run, ending), ...afterwards(run, ending, bare)]),
  ];
}

/**
 * Paragraphs, those that are for one seat alone under its name where their reader holds several.
 *
 * @param {readonly Passage[]} passages
 * @param {Setup} setup
 * @returns {Passage[]}
 */
function addressed(passages, { story, seats }) {
  return passages.map((passage) => {
    if (passage.seat === null || seats.size < 2) return passage;
    const name = `${tr("{name}:", { name: story.seats.get(passage.seat)?.name ?? "" })} `;
    const { kind, spans } = passage.block;
    return { ...passage, block: { kind, spans: [{ text: name, style: "strong" }, ...spans] } };
  });
}

/**
 * For each page, how many beats of the trail it and those before it have told; the last page tells all.
 *
 * @param {readonly import("../engine/state.js").Beat[]} trail
 * @param {readonly Page[]} pages
 */
function toldBeats(trail, pages) {
  let place = 0;
  const ends = pages.slice(0, -1).map((page) => {
    const at = trail.findIndex((beat, index) => index >= place && tells(page, beat));
    place = at < 0 ? trail.length + 1 : at + 1;
    return place;
  });
  return [...ends, trail.length];
}

/**
 * @param {Page} page
 * @param {import("../engine/state.js").Beat} beat
 */
function tells(page, beat) {
  if (beat.kind === "decided") return beat.player && page.kind === "result";
  if (beat.kind === "drawn") return page.kind === "storylet" && page.key === beat.storylet.id;
  return page.kind === "scene" && page.key === beat.scene.id;
}

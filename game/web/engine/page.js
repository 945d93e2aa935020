/** What a reader sees: the same pages as on every other screen (`game/play/page.py`). */

import { roll } from "./chance.js";
import { changes, stuckAtLimit } from "./change.js";
import { hourOf } from "./clock.js";
import { known } from "./known.js";
import { counted } from "./memory.js";
import { isGauge, isOpen, touched } from "./model.js";
import { blockOf, blocksOf, wordsOf } from "./paragraphs.js";
import { beats } from "./run.js";
import { trailOf } from "./state.js";

/**
 * @typedef {import("./change.js").Change} Change
 * @typedef {import("./closures.js").Values} Values
 * @typedef {import("./compiled.js").Mark} Mark
 * @typedef {import("./markup.js").Block} Block
 * @typedef {import("./model.js").Choice} Choice
 * @typedef {import("./model.js").Ending} Ending
 * @typedef {import("./model.js").Episode} Episode
 * @typedef {import("./model.js").Scene} Scene
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./model.js").Variable} Variable
 * @typedef {import("./paragraphs.js").Paragraph} Paragraph
 * @typedef {import("./paragraphs.js").Variants} Variants
 * @typedef {import("./setup.js").Setup} Setup
 * @typedef {import("./state.js").Beat} Beat
 * @typedef {import("./state.js").State} State
 *
 * @typedef {{block: Block, mark: Mark | null, seat: string | null}} Passage A paragraph as it is read.
 * @typedef {object} Bulletin A line of the wire.
 * @property {string | null} at
 * @property {number | null} minute
 * @property {string} text
 * @property {string | null} by The seat whose decision it tells of, if it tells of one.
 * @property {boolean} player Whether the player took that.
 *
 * @typedef {object} Move What another side did since the page before.
 * @property {string} seat
 * @property {string | null} at
 * @property {number | null} minute
 * @property {string} text
 * @property {readonly Change[]} changes
 *
 * @typedef {"scene" | "decision" | "result" | "storylet" | "ending"} PageKind
 *
 * @typedef {object} Offer A choice as it is shown.
 * @property {Choice} choice
 * @property {Block} say
 * @property {number | null} number From 1 over the open ones; null for a locked one.
 * @property {Block | null} locked
 * @property {readonly Variable[]} touches The gauges that it may move, those hidden from the player left out.
 * @property {number | null} chance How likely it turns out well, in per cent.
 *
 * @typedef {object} Page
 * @property {PageKind} kind
 * @property {string} key Stable, for what was read before.
 * @property {Episode | null} episode
 * @property {string | null} title
 * @property {string | null} at
 * @property {number | null} minute
 * @property {string | null} place
 * @property {readonly Passage[]} passages
 * @property {Values} values Those after what it tells.
 * @property {Scene | null} scene
 * @property {Ending | null} ending
 * @property {readonly Offer[]} offers
 * @property {Block | null} chosen The line taken, on a result.
 * @property {readonly Change[]} changes What moved, those hidden from the player left out.
 * @property {readonly Variable[]} atLimit Gauges that a decision pushed and that were at that end already.
 * @property {readonly Move[]} moves What the others did before it.
 */

/**
 * What is read from the player's last decision to where the state rests; the last page is that rest.
 *
 * @param {Setup} setup
 * @param {State} state
 * @returns {Page[]}
 */
export function pages(setup, state) {
  /** @type {Move[]} */
  let unheard = [];
  /** @type {(page: Page) => Page} */
  const heard = (page) => {
    const moves = unheard;
    unheard = [];
    return { ...page, moves };
  };
  const met = trailOf(state).flatMap((beat) => {
    const one = told(setup, beat);
    const move = moveOf(setup, beat);
    const read = one === null ? [] : [heard(one)];
    if (move !== null) unheard.push(move);
    return read;
  });
  return [...met, heard(restingPage(setup, state))];
}

/**
 * What those who were not in the room hear of what a side did, and see move; null where that is nothing.
 *
 * @param {Setup} setup
 * @param {Beat} beat
 * @returns {Move | null}
 */
function moveOf(setup, beat) {
  const seat = whoseDoing(setup, beat);
  if (seat === null || (beat.kind === "decided" && beat.player)) return null;
  const moved = changes(setup.story, beat).filter(({ variable }) => seenBy(setup, variable));
  const heard = bulletin(setup, beat);
  if (heard === null && moved.length === 0) return null;
  const { at, minute } = heard ?? hourOf(setup.story, beat.scene, beat.before);
  return { seat, at, minute, text: heard?.text ?? "", changes: moved };
}

/**
 * The seat whose doing a beat is: any decision, and what only a side that is not held here was there for.
 *
 * @param {Setup} setup
 * @param {Beat} beat
 */
function whoseDoing({ seats }, { kind, scene: { seat } }) {
  return seat !== null && (kind === "decided" || !seats.has(seat)) ? seat : null;
}

/**
 * The page where a state rests: a decision or an ending.
 *
 * @param {Setup} setup
 * @param {State} state
 * @returns {Page}
 */
export function restingPage(setup, state) {
  const { here, values } = state;
  const passages = readablePassages(setup, here.text, values);
  if (here.kind === "scene")
    return { ...page(setup, "decision", here, passages, values), offers: offers(setup, state) };
  return {
    ...{ kind: "ending", key: here.id, episode: null, title: here.title, ...hourOf(setup.story, here, values) },
    ...{ place: here.place, passages, values, scene: null, ending: here },
    ...{ offers: [], chosen: null, changes: [], atLimit: [], moves: [] },
  };
}

/**
 * The paragraphs that this reader meets in this state; the mark of one that holds several lines is on its last.
 *
 * @param {Setup} setup
 * @param {readonly Paragraph[]} paragraphs
 * @param {Values} values
 * @returns {Passage[]}
 */
export function readablePassages(setup, paragraphs, values) {
  return paragraphs
    .filter(({ seat }) => seat === null || setup.seats.has(seat))
    .filter(({ condition }) => condition === null || condition(values) !== 0)
    .flatMap((paragraph) => {
      const { line, mark } = paragraph.variants === null ? paragraph : picked(setup, paragraph.variants, values);
      const blocks = blocksOf(line, values);
      const { seat } = paragraph;
      return blocks.map((block, place) => ({ block, mark: place === blocks.length - 1 ? mark : null, seat }));
    });
}

/**
 * Which of several paragraphs is read: the same whenever a run is read again.
 *
 * @param {Setup} setup
 * @param {Variants} variants
 * @param {Values} values
 */
export function picked({ seed, asWritten }, { among, pick, counted: bits, steps, ...by }, values) {
  if (pick === "by-chance") {
    const [drawn, salt] = asWritten ? [among, by.formerSalt] : [by.drawn, by.salt];
    return known(drawn[Number(roll(seed, counted(steps, values), salt) % BigInt(drawn.length))]);
  }
  const before = counted(bits, values);
  return known(among[pick === "in-turn" ? before % among.length : Math.min(before, among.length - 1)]);
}

/**
 * Why a run ended so, in the author's words: the first of the ending's reasons that holds; empty without any.
 *
 * @param {Setup} setup
 * @param {Ending} ending
 * @param {Values} values
 */
export function whyItEnded(setup, ending, values) {
  const said = ending.because.map((reason) => readablePassages(setup, [reason], values));
  return said.find((passages) => passages.length > 0) ?? [];
}

/**
 * The choices of the scene where a state rests: open ones numbered, locked ones with their reason.
 *
 * @param {Setup} setup
 * @param {Pick<State, "here" | "values">} state
 * @returns {Offer[]}
 */
export function offers(setup, { here, values }) {
  if (here.kind === "ending") return [];
  let count = 0;
  return here.choices.flatMap((choice) => {
    const opened = isOpen(choice, values);
    const spent = choice.used !== null && values[choice.used.index] === 1;
    if (!opened && (choice.locked === null || spent)) return [];
    if (opened) count += 1;
    return {
      choice,
      say: blockOf(choice.say, values),
      number: opened ? count : null,
      locked: opened || choice.locked === null ? null : blockOf(choice.locked, values),
      touches: touched(choice).filter((variable) => seenBy(setup, variable)),
      chance: choice.chance === null ? null : choice.chance.percent(values),
    };
  });
}

/**
 * Whose page it is; null when everyone may read it.
 *
 * @param {Page} page
 */
export function seatOf({ kind, key, episode, scene }) {
  const storylet = kind === "storylet" && episode !== null ? episode.deck.find(({ id }) => id === key) : undefined;
  return storylet?.seat ?? scene?.seat ?? null;
}

/**
 * Whether the player may see this gauge.
 *
 * @param {Pick<Setup, "seats">} setup
 * @param {Variable} variable
 */
export function seenBy({ seats }, variable) {
  return isGauge(variable) && (variable.seat === null || seats.has(variable.seat));
}

/**
 * The gauges that a page names: by what has moved on it, or by what its choices may move; each once.
 *
 * @param {Page} page
 */
export function gaugesNamed({ moves, changes, atLimit, offers }) {
  const moved = [...moves.flatMap((move) => move.changes), ...changes].map(({ variable }) => variable);
  return [...new Set([...moved, ...atLimit, ...offers.flatMap(({ touches }) => touches)])];
}

/**
 * Every headline of a run so far, oldest first.
 *
 * @param {import("./run.js").Run} run
 * @returns {Bulletin[]}
 */
export function wire(run) {
  return beats(run).flatMap((beat) => bulletin(run.setup, beat) ?? []);
}

/**
 * A beat's headline, if it has one.
 *
 * @param {Setup} setup
 * @param {Beat} beat
 * @returns {Bulletin | null}
 */
export function bulletin(setup, beat) {
  const { news } = beat.kind === "decided" ? beat.choice : beat.kind === "drawn" ? beat.storylet : beat.scene;
  if (news === null) return null;
  const own = beat.kind === "drawn" && beat.storylet.at !== null ? beat.storylet : beat.scene;
  const player = beat.kind === "decided" && beat.player;
  const by = whoseDoing(setup, beat);
  return { ...hourOf(setup.story, own, beat.before), text: wordsOf(news, beat.after), by, player };
}

/**
 * The facts behind a scene: its own, then those that its paragraphs name, once each.
 *
 * @param {Scene} scene
 * @returns {string[]}
 */
export function factsOf({ facts, text }) {
  return [...new Set([...facts, ...text.flatMap((paragraph) => paragraph.facts)])];
}

/**
 * The page of a beat; null where this reader gets none: the rival's doings, the other seat's scenes.
 *
 * @param {Setup} setup
 * @param {Beat} beat
 * @returns {Page | null}
 */
function told(setup, beat) {
  const { scene, after } = beat;
  const moved = changes(setup.story, beat).filter(({ variable }) => seenBy(setup, variable));
  if (beat.kind === "decided") {
    if (!beat.player) return null;
    return {
      ...page(setup, "result", scene, readablePassages(setup, beat.choice.result, after), after),
      key: `${scene.id}/${beat.choice.id}`,
      chosen: blockOf(beat.choice.say, beat.before),
      changes: moved,
      atLimit: stuckAtLimit(setup.story, beat).filter((variable) => seenBy(setup, variable)),
    };
  }
  if (beat.kind === "drawn") {
    const { id, text, place } = beat.storylet;
    const passages = readablePassages(setup, text, after);
    const drawn = { ...page(setup, "storylet", scene, passages, after), key: id, place, changes: moved };
    return passages.length > 0 ? drawn : null;
  }
  if (scene.seat !== null && !setup.seats.has(scene.seat)) return null;
  const passages = readablePassages(setup, scene.text, after);
  return passages.length > 0 ? { ...page(setup, "scene", scene, passages, after), changes: moved } : null;
}

/**
 * @param {Setup} setup
 * @param {PageKind} kind
 * @param {Scene} scene
 * @param {readonly Passage[]} passages
 * @param {Values} values
 * @returns {Page}
 */
function page({ story }, kind, scene, passages, values) {
  return {
    ...{ kind, key: scene.id, episode: known(story.episodes.get(scene.episode)) },
    ...{ title: instead(scene.titles, values) ?? scene.title, ...hourOf(story, scene, values) },
    ...{ place: instead(scene.places, values) ?? scene.place, passages, values, scene, ending: null },
    ...{ offers: [], chosen: null, changes: [], atLimit: [], moves: [] },
  };
}

/**
 * What something is called instead, in some state of a run.
 *
 * @param {readonly import("./paragraphs.js").Instead[]} others
 * @param {Values} values
 */
export function instead(others, values) {
  return others.find(({ condition }) => condition(values))?.line.source ?? null;
}

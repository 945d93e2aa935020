/**
 * Why this ending: what had to hold and who made it so, what was hidden until now, what it is worth, what lay near
 * (`game/view/why.py`).
 */

import { hourOf } from "../engine/clock.js";
import { lastEpisode } from "../engine/debrief.js";
import { known } from "../engine/known.js";
import { seenBy, whyItEnded } from "../engine/page.js";
import { wordsOf } from "../engine/paragraphs.js";
import { endingOf, stateOf, upto } from "../engine/run.js";
import { openChoices } from "../engine/state.js";
import { closureOf, neighbourhood, reasons } from "../engine/why.js";
import { message, tr, trn } from "../i18n/catalogue.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { listedEndings } from "./endings.js";
import { item, quoted, storyItems } from "./text.js";

/**
 * @typedef {import("../engine/closures.js").Values} Values
 * @typedef {import("../engine/compiled.js").Ast} Ast
 * @typedef {import("../engine/model.js").Ending} Ending
 * @typedef {import("../engine/model.js").Variable} Variable
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/setup.js").Setup} Setup
 * @typedef {import("../engine/state.js").Beat} Beat
 * @typedef {import("../engine/state.js").Decided} Decided
 * @typedef {import("../engine/why.js").Cause} Cause
 * @typedef {import("../engine/why.js").Clause} Clause
 * @typedef {import("../engine/why.js").NearestEnding} NearestEnding
 * @typedef {import("./text.js").Item} Item
 */

const WORTH = /** @type {const} */ ([
  [9, message("all that could be hoped for here: {worth} of 10")],
  [7, message("most of what could be hoped for here: {worth} of 10")],
  [5, message("about half of what could be hoped for here: {worth} of 10")],
  [3, message("little of what could be hoped for here: {worth} of 10")],
  [0, message("next to nothing of what could be hoped for here: {worth} of 10")],
]);

/** @type {Readonly<Record<string, string>>} */
const FLIPPED = { "<": ">", "<=": ">=", "==": "==", "!=": "!=", ">=": "<=", ">": "<" };
/** @type {Readonly<Record<string, string>>} */
const NEGATED = { "<": ">=", "<=": ">", "==": "!=", "!=": "==", ">=": "<", ">": "<=" };

/**
 * Why a run ended so: the author's sentence, then what had to hold, each with what made it so.
 *
 * @param {Run} run
 * @param {Ending} ending
 * @returns {Item[]}
 */
export function whyItems(run, ending) {
  const { setup } = run;
  const because = whyItEnded(setup, ending, stateOf(run).values);
  const why = reasons(run);
  if (because.length === 0 && why.decision === null && why.causes.length === 0) return [];
  const causes = causesSaid(why, setup).map(([said, note]) => item("cause", said, { note }));
  const last = tr("The last decision that could have led elsewhere");
  return [
    item("section", tr("Why this ending")),
    ...storyItems(because),
    ...causes,
    ...(why.decision === null ? [] : [item("cause", last, { note: by(why.decision, setup) })]),
  ];
}

/**
 * What is told once a run is over: what was hidden, what the ending is worth to each seat, the nearest other.
 *
 * @param {Run} run
 * @param {Ending} ending
 * @param {boolean} bare Whether every gauge was hidden.
 * @returns {Item[]}
 */
export function afterwards(run, ending, bare) {
  const { setup } = run;
  const { values } = stateOf(run);
  const hidden = setup.story.gauges.filter((variable) => bare || !seenBy(setup, variable));
  const { nearest: near, whole } = neighbourhood(setup, run.decisions, ending);
  const worths = [...setup.story.seats.values()]
    .toSorted((one, other) => Number(!setup.seats.has(one.id)) - Number(!setup.seats.has(other.id)))
    .filter(({ id }) => Object.hasOwn(ending.worth, id));
  if (hidden.length === 0 && near === null && Object.keys(ending.worth).length === 0) return [];
  const numbers = hidden
    .map(({ label, index, max }) =>
      tr("{name} {value} of {most}", { name: label, value: values[index] ?? 0, most: max }),
    )
    .join(", ");
  return [
    item("section", tr("Now that it is over")),
    ...worths.map(({ id, name }) => item("verdict", worthSaid(ending.worth[id] ?? 0), { about: name })),
    ...(hidden.length === 0 ? [] : [item("note", tr("Hidden from you until now: {numbers}.", { numbers }))]),
    ...(near !== null
      ? [item("sentence", nearSaid(near, run))]
      : listedEndings(setup.story).length > 1
        ? [
            item(
              "sentence",
              whole
                ? tr("With the same luck, no choice of yours led to another ending.")
                : tr("No other ending was near by decisions of yours alone: the other roads went on."),
            ),
          ]
        : []),
  ];
}

/**
 * How many decisions of a run are kept by who starts again at one that led to its ending.
 *
 * That is where another ending was near. Where none was, or taking back the last decision leads there as well, it is the
 * last one before it that made so what had to hold. Null where there is no such decision, or the story was told to its
 * last episode.
 *
 * @param {Run} run
 */
export function startAgainAt(run) {
  const ending = endingOf(run);
  const last = lastEpisode(run);
  if (ending === null || last === null || last === [...run.setup.story.episodes.values()].at(-1)) return null;
  const parted = neighbourhood(run.setup, run.decisions, ending).nearest?.changed[0]?.[0] ?? null;
  if (parted !== null && parted < run.decisions.length - 1) return parted;
  return ledThere(run).find((at) => at < run.decisions.length - 1) ?? parted;
}

/**
 * What starting again at a decision of a run is called: when that was, and what was said.
 *
 * @param {Run} run
 * @param {number} at
 */
export function startAgainWords(run, at) {
  return tr("Start again at {decision}", { decision: otherSaid(at, known(run.decisions[at]).choice, run) });
}

/**
 * The reader's decisions that made so what had to hold for a run's ending, the last first.
 *
 * @param {Run} run
 */
function ledThere(run) {
  const causes = reasons(run).causes.map(({ beat }) => beat);
  return run.decisions
    .map((_, at) => at)
    .filter((at) => openChoices(known(run.states[at])).length > 1 && causes.includes(stateOf(upto(run, at + 1)).taken))
    .toReversed();
}

/**
 * When something happened and by whom, with what was said.
 *
 * @param {Beat} beat
 * @param {Setup} setup
 */
function by(beat, setup) {
  const when = weekdayAndTime(hourOf(setup.story, beat.scene, beat.before).at);
  const done =
    beat.kind === "decided"
      ? decidedSaid(beat, setup)
      : beat.kind === "drawn"
        ? tr("chance")
        : tr("the course of things");
  return when ? tr("{when}, {done}", { when, done }) : done;
}

/**
 * @param {Decided} beat
 * @param {Setup} setup
 */
function decidedSaid(beat, setup) {
  const done = tr("{who}: {said}", { who: who(beat, setup), said: quoted(wordsOf(beat.choice.say, beat.before)) });
  const offered = beat.scene.choices.find(({ id }) => id === beat.choice.id);
  return offered?.chance ? tr("{done}, and chance", { done }) : done;
}

/**
 * Who took a decision: the reader where one seat is held, else the seat by its name.
 *
 * @param {Decided} beat
 * @param {Setup} setup
 */
function who({ player, scene: { seat } }, { seats, story }) {
  if (player && (seats.size === 1 || seat === null)) return tr("you");
  return seat === null ? tr("the others") : (story.seats.get(seat)?.name ?? "");
}

/**
 * What a number was and what it had to be, by the clauses about it; empty where it has no name, or is kept hidden.
 *
 * @param {readonly import("../engine/why.js").Clause[]} clauses
 * @param {Setup} setup
 * @param {Values} values
 */
export function numberNeeded(clauses, setup, values) {
  /** @type {NeededNumber | undefined} */
  let needed;
  for (const clause of clauses) {
    const number = numberOf(clause, setup);
    if (number === null || !clause.variables.every((variable) => seenBy(setup, variable))) return "";
    needed = narrowed(number, needed);
  }
  return needed === undefined ? "" : numberSaid(needed, setup, values);
}

/** @param {number} worth */
function worthSaid(worth) {
  return tr(known(WORTH.find(([least]) => worth >= least))[1], { worth });
}

/**
 * @param {NearestEnding} near
 * @param {Run} run
 */
function nearSaid({ ending, changed, beyond }, run) {
  const said = changed.map(([at, { choice }]) => otherSaid(at, choice, run)).join("; ");
  const title = tr("The nearest other ending: {title},", { title: quoted(ending.title) });
  const otherwise = trn("one decision otherwise", "{count} decisions otherwise", changed.length);
  const unmet = trn("(and one in a scene that you never met)", "(and {count} in scenes that you never met)", beyond);
  return `${title} ${otherwise}${beyond > 0 ? ` ${unmet}` : ""}${said ? tr(": {said}", { said }) : "."}`;
}

/**
 * A choice that was not taken, with its hour.
 *
 * @param {number} at
 * @param {string} choice
 * @param {Run} run
 */
function otherSaid(at, choice, { states, setup }) {
  const { here, values } = known(states[at]);
  if (here.kind === "ending") throw new TypeError("nothing is decided at an ending");
  const meant = here.choices.find(({ id }) => id === choice);
  const done = meant === undefined ? choice : quoted(wordsOf(meant.say, values));
  const when = weekdayAndTime(hourOf(setup.story, here, values).at);
  return when ? tr("{when}, {done}", { when, done }) : done;
}

/** So many clauses are told that held from the beginning. */
const MOST_LASTING = 2;

/**
 * What had to hold, with since when and by whom: what somebody brought about, else a little of what always held.
 *
 * @param {import("../engine/why.js").Reasons} why
 * @param {Setup} setup
 * @returns {[string, string][]}
 */
function causesSaid({ causes, values }, setup) {
  /** @type {Map<string, NeededNumber>} */
  const numbers = new Map();
  /** @type {Map<string, Cause>} */
  const last = new Map();
  for (const cause of causes) {
    const number = numberOf(cause.clause, setup);
    const key = JSON.stringify(number === null ? [cause.clause.ast, cause.clause.wanted] : number.ast);
    if (number !== null) numbers.set(key, narrowed(number, numbers.get(key)));
    last.delete(key);
    last.set(key, cause);
  }
  const all = [...last];
  const broughtAbout = all.filter(([, { beat }]) => beat !== null);
  return (broughtAbout.length > 0 ? broughtAbout : all.slice(0, MOST_LASTING)).map(([key, cause]) => {
    const number = numbers.get(key);
    return [number === undefined ? clauseSaid(cause, values) : numberSaid(number, setup, values), since(cause, setup)];
  });
}

/**
 * @param {Cause} cause
 * @param {Setup} setup
 */
function since({ clause, beat, moved }, setup) {
  if (beat === null && isFlag(clause)) return "";
  const hidden = clause.variables.some((v) => (v.kind === "vote" || v.kind === "counter") && !seenBy(setup, v));
  const always = moved ? tr("all along") : tr("from the beginning");
  const told = beat === null ? always : by(beat, setup);
  return hidden ? tr("hidden until now; {since}", { since: told }) : told;
}

/** @param {Clause} clause */
function isFlag({ ast, variables }) {
  return ast[0] === "var" && variables[0]?.kind === "flag";
}

/**
 * A clause as a reader understands it, with the values at the end.
 *
 * @param {Cause} cause
 * @param {Values} values
 */
function clauseSaid({ clause, beat }, values) {
  if (isFlag(clause)) {
    const sentence = clause.variables[0]?.label ?? "";
    if (clause.wanted) return sentence;
    const said = { sentence: quoted(sentence) };
    return beat === null ? tr("Never: {sentence}", said) : tr("No longer: {sentence}", said);
  }
  return clause.variables.map((one) => valueSaid(one, values)).join(", ");
}

/**
 * A number, and what it had to be: a number for each of `>=`, `<=`, `==` and `!=` that was asked for.
 *
 * @typedef {{ast: Ast, name: string, bounds: Readonly<Record<string, number>>}} NeededNumber
 */

/**
 * What is left where another clause of the same number had to hold besides.
 *
 * @param {NeededNumber} one
 * @param {NeededNumber | undefined} other
 * @returns {NeededNumber}
 */
function narrowed(one, other) {
  if (other === undefined) return one;
  const bounds = { ...other.bounds, ...one.bounds };
  const least = [one, other].flatMap(({ bounds: { ">=": n } }) => n ?? []);
  const most = [one, other].flatMap(({ bounds: { "<=": n } }) => n ?? []);
  if (least.length > 0) bounds[">="] = Math.max(...least);
  if (most.length > 0) bounds["<="] = Math.min(...most);
  return { ...one, bounds };
}

/**
 * What a number is, and what it had to be.
 *
 * @param {NeededNumber} number
 * @param {Setup} setup
 * @param {Values} values
 */
function numberSaid({ ast, name, bounds }, { story }, values) {
  const value = closureOf(story, ast)(values);
  return tr("{name}: {value}, {bound} needed", { name, value, bound: boundSaid(bounds) });
}

/** @param {Readonly<Record<string, number>>} bounds */
function boundSaid({ ">=": least, "<=": most, "==": equal, "!=": other }) {
  const exactly = equal ?? (least === most ? least : undefined);
  if (exactly !== undefined) return tr("exactly {n}", { n: exactly });
  if (least !== undefined && most !== undefined) return tr("{least} to {most}", { least, most });
  if (least !== undefined) return tr("{n} or more", { n: least });
  return most === undefined ? tr("anything but {n}", { n: known(other) }) : tr("{n} or less", { n: most });
}

/**
 * What a clause asks of a number; null where there is no short way to say it.
 *
 * @param {Clause} clause
 * @param {Setup} setup
 * @returns {NeededNumber | null}
 */
function numberOf({ ast: [op, left, right], wanted }, { story }) {
  const compares = wanted ? op : NEGATED[op];
  if (!Object.hasOwn(NEGATED, op) || compares === undefined) return null;
  if (left[0] === "int") return asked(FLIPPED[compares] ?? compares, right, left, story.variables);
  return asked(compares, left, right, story.variables);
}

/**
 * @param {string} op
 * @param {Ast} ast
 * @param {Ast} right
 * @param {readonly Variable[]} variables
 * @returns {NeededNumber | null}
 */
function asked(op, ast, right, variables) {
  const name = nameOf(ast, variables);
  const labelled = ast[0] === "var" && (variables.find((v) => v.name === ast[1])?.words.size ?? 0) > 0;
  if (name === "" || right[0] !== "int" || labelled) return null;
  const number = right[1];
  if (op === ">") return { ast, name, bounds: { ">=": number + 1 } };
  return { ast, name, bounds: op === "<" ? { "<=": number - 1 } : { [op]: number } };
}

/**
 * What a number is called: a gauge, or a sum of several; empty for what has no such name.
 *
 * @param {Ast} ast
 * @param {readonly Variable[]} variables
 * @returns {string}
 */
function nameOf(ast, variables) {
  if (ast[0] === "var") return variables.find(({ name }) => name === ast[1])?.label ?? "";
  const names = ast[0] === "+" || ast[0] === "-" ? ast.slice(1).map((part) => nameOf(part, variables)) : [""];
  return names.every(Boolean) ? names.join(ast[0] === "+" ? " + " : " − ") : "";
}

/**
 * @param {Variable} variable
 * @param {Values} values
 */
function valueSaid({ label, kind, index, words }, values) {
  const value = values[index] ?? 0;
  if (kind === "flag") return value ? label : tr("Not so: {sentence}", { sentence: quoted(label) });
  return tr("{name}: {value}", { name: label, value: [...words.values()][value] ?? value });
}

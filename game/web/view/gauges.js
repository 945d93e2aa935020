/** What stands where: the gauges that a reader may see, group by group (`game/view/gauges.py`). */

import { GAUGE_KINDS } from "../engine/model.js";
import { seenBy } from "../engine/page.js";
import { tr } from "../i18n/catalogue.js";
import { item } from "./text.js";

/**
 * @typedef {import("../engine/closures.js").Values} Values
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/model.js").Variable} Variable
 * @typedef {import("../engine/change.js").Change} Change
 * @typedef {import("../engine/setup.js").Setup} Setup
 *
 * @typedef {"rope" | "bar" | "dots"} GaugeShape
 * @typedef {{title: string, shape: GaugeShape, meaning: string}} GaugeLook How the gauges of a kind are shown.
 * @typedef {object} Gauge A gauge as it stands.
 * @property {Variable} variable
 * @property {number} value
 * @property {number} moved What it has just moved by.
 * @property {number} theirs What the other sides have just moved it by.
 * @property {string} ownEnd The name of the reader's own end of it; empty where they have none.
 *
 * @typedef {{look: GaugeLook, gauges: Gauge[]}} GaugeGroup
 */

/** @type {Record<import("../engine/model.js").GaugeKind, () => GaugeLook>} How a kind of gauge is shown. */
const LOOKS = {
  force: () => ({
    title: tr("Balance of forces"),
    shape: "rope",
    meaning: tr("a force: who pulls harder, from one end to the other"),
  }),
  stake: () => ({ title: tr("At stake"), shape: "bar", meaning: tr("a stake: what is left of it") }),
  vote: () => ({
    title: tr("Votes"),
    shape: "dots",
    meaning: tr("a vote: how firm it is; only its own side sees it"),
  }),
};

/** How each kind of gauge is shown, in the order in which they are told. */
export function looks() {
  return GAUGE_KINDS.map((kind) => LOOKS[kind]());
}

/**
 * The gauges of a story whose author says what they measure, by name.
 *
 * @param {Story} story
 */
export function gaugesExplained(story) {
  return story.gauges.flatMap(({ label, about }) => (about === null ? [] : [/** @type {const} */ ([label, about])]));
}

/**
 * What some gauges measure, for who meets them for the first time.
 *
 * @param {readonly Variable[]} gauges
 */
export function meanings(gauges) {
  return gauges.flatMap(({ label, about }) => (about === null ? [] : [item("meaning", about, { about: label })]));
}

/**
 * The gauges that the reader of a run may see; kinds of which there are none are left out.
 *
 * @param {Setup} setup
 * @param {Values} values Where the run stands.
 * @param {readonly Change[]} changes What has just moved.
 * @param {readonly Change[]} others What the other sides have just moved.
 * @returns {GaugeGroup[]}
 */
export function gaugeGroups(setup, values, changes, others) {
  const seen = setup.story.gauges.filter((variable) => seenBy(setup, variable));
  return GAUGE_KINDS.flatMap((kind) => {
    const gauges = seen
      .filter((variable) => variable.kind === kind)
      .map((variable) => ({
        variable,
        value: values[variable.index] ?? 0,
        moved: movedBy(changes, variable),
        theirs: movedBy(others, variable),
        ownEnd: ownEnd(setup, variable),
      }));
    return gauges.length > 0 ? [{ look: LOOKS[kind](), gauges }] : [];
  });
}

/**
 * A gauge's name, its value and what its ends mean, in a sentence.
 *
 * @param {Gauge} gauge
 */
export function gaugeInWords({ variable, value }) {
  const { label, min, max, low, high } = variable;
  const told = tr("{name}: {value} of {most}", { name: label, value, most: max });
  if (low === null || high === null) return told;
  return tr("{told} ({least} is {low}, {most} is {high})", { told, least: min, low, most: max, high });
}

/**
 * By how much a gauge moved.
 *
 * @param {readonly Change[]} changes
 * @param {Variable} gauge
 */
function movedBy(changes, gauge) {
  return changes.reduce((sum, { variable, amount }) => (variable === gauge ? sum + amount : sum), 0);
}

/**
 * The end of a gauge that is called as the only seat held is; empty where there is none.
 *
 * @param {Setup} setup
 * @param {Variable} gauge
 */
function ownEnd({ seats, story }, { low, high }) {
  const [held, ...others] = [...seats].flatMap((seat) => story.seats.get(seat)?.name.toLowerCase() ?? []);
  if (held === undefined || others.length > 0) return "";
  const [end, ...more] = [low, high].filter((end) => end && held.includes(end.toLowerCase()));
  return more.length === 0 ? (end ?? "") : "";
}

/** Why no gauge is shown. */
export function withoutBearings() {
  return tr("This run is played without bearings.");
}

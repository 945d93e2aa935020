/** What is left at the end of an episode or a run, in a sentence each (`game/view/verdict.py`). */

import { message, tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/debrief.js").Debrief} Debrief
 * @typedef {import("../engine/model.js").Measure} Measure
 * @typedef {import("../engine/model.js").Variable} Variable
 */

const LEANS = [
  message("Everything leans one way: {who}."),
  message("The balance leans one way: {who}."),
  message("The balance leans neither way."),
];

const STAKES = [
  message("Of what was at stake ({names}), everything is left."),
  message("Of what was at stake ({names}), nearly everything is left."),
  message("Of what was at stake ({names}), most is left."),
  message("Of what was at stake ({names}), about half is left."),
  message("Of what was at stake ({names}), less than half is left."),
  message("Of what was at stake ({names}), little is left."),
  message("Of what was at stake ({names}), next to nothing is left."),
  message("Of what was at stake ({names}), nothing is left."),
];

const LEFT = [100, 90, 56, 45, 25, 10, 1, 0];

/**
 * The sentences; one is left out where nothing is to be said of a measure.
 *
 * @param {Debrief} debrief
 */
export function verdict({ figures }) {
  return figures.taken.map(({ measure, value }) => sentence(measure, value)).filter(Boolean);
}

/**
 * What readers call a measure: the story's word, else that of its only gauge, else the program's.
 *
 * @param {Measure} measure
 */
export function nameOf(measure) {
  if (measure.name !== null) return measure.name;
  const [only, ...others] = measure.of;
  if (only !== undefined && others.length === 0) return only.label;
  return ofForces(measure) ? tr("forces") : tr("stakes");
}

/**
 * What a measure means; empty where a story that names it does not say.
 *
 * @param {Measure} measure
 */
export function aboutOf(measure) {
  if (measure.about !== null || measure.name !== null) return measure.about ?? "";
  const [only, ...others] = measure.of;
  if (only !== undefined && others.length === 0 && only.about !== null) return only.about;
  if (!ofForces(measure)) return tr("how full the stakes are");
  const [high, ...otherHighs] = new Set(measure.of.map((force) => force.high ?? ""));
  return high && otherHighs.length === 0
    ? tr("how far the forces lean one way, all together: {who}", { who: high })
    : tr("how far the forces lean to the second of their ends, all together");
}

/**
 * @param {Measure} measure
 * @param {number} value
 */
function sentence(measure, value) {
  if (measure.name !== null) return measure.verdict.find(({ least }) => value >= least)?.text ?? "";
  if (ofForces(measure)) return lean(value, measure.of);
  const names = measure.of.map(({ label }) => label).join(", ");
  return tr(STAKES[LEFT.findIndex((least) => value >= least)] ?? "", { names });
}

/**
 * Who the forces lean to; nothing where their ends have different names.
 *
 * @param {number} value
 * @param {readonly Variable[]} forces
 */
function lean(value, forces) {
  const fifth = Math.min(4, Math.floor(value / 20));
  const [low, ...otherLows] = new Set(forces.map((force) => force.low ?? ""));
  const [high, ...otherHighs] = new Set(forces.map((force) => force.high ?? ""));
  if (otherLows.length + otherHighs.length > 0) return "";
  return tr(LEANS[Math.min(fifth, 4 - fifth)] ?? "", { who: (fifth > 2 ? high : low) ?? "" });
}

/** @param {Measure} measure */
function ofForces({ of }) {
  return of.every(({ kind }) => kind === "force");
}

/**
 * From a compiled story to a story: names become positions, trees become functions (`game/story/link.py`,
 * `game/story/link_scenes.py`).
 */

import { crc32 } from "./chance.js";
import { FORMAT } from "./compiled.js";
import { compileAst } from "./closures.js";
import { firstNames, firstPath, lastOf } from "./former.js";
import { known } from "./known.js";
import { STEPS, keyOf, laidOut, remembering } from "./memory.js";
import { BACK, isGauge } from "./model.js";
import { changing, passing } from "./value_functions.js";

/**
 * @typedef {import("./compiled.js").CompiledStory} CompiledStory
 * @typedef {import("./memory.js").Memory} Memory
 * @typedef {import("./memory.js").Question} Question
 * @typedef {import("./model.js").Change} Change
 * @typedef {import("./model.js").Choice} Choice
 * @typedef {import("./model.js").Effects} Effects
 * @typedef {import("./model.js").Ending} Ending
 * @typedef {import("./model.js").Episode} Episode
 * @typedef {import("./model.js").Exit} Exit
 * @typedef {import("./model.js").Fact} Fact
 * @typedef {import("./model.js").Line} Line
 * @typedef {import("./model.js").Measure} Measure
 * @typedef {import("./model.js").Paragraph} Paragraph
 * @typedef {import("./model.js").Scene} Scene
 * @typedef {import("./model.js").Source} Source
 * @typedef {import("./model.js").Story} Story
 * @typedef {import("./model.js").Storylet} Storylet
 * @typedef {import("./model.js").Variable} Variable
 */

/**
 * The story that a compiled document describes. Nothing is checked again here but its shape.
 *
 * @param {CompiledStory} document
 * @returns {Story}
 */
export function link(document) {
  if (document.format !== FORMAT) throw new TypeError(`a story of format ${document.format}, not ${FORMAT}`);
  const draws = drawsOf(document);
  const variables = variablesOf(document, draws.length);
  const memory = laidOut(document.memory, variables.length);
  const was = new Map(Object.entries(document.was));
  const linker = new Linker(variables, memory, firstNames(was));
  const episodes = byId(document.episodes.map((episode) => linker.episode(episode)));
  const sources = byId(document.sources);
  const marks = variables.filter(({ kind }) => kind === "drawn").length;
  return {
    id: document.id,
    title: document.title,
    language: document.language,
    version: document.version,
    about: document.about,
    premise: document.premise,
    record: document.record,
    clockStart: document.clock_start,
    clockHours: document.clock_hours,
    seats: byId(document.seats),
    variables,
    gauges: variables.filter(isGauge),
    openings: byId(document.openings.map((opening) => ({ ...opening, presumes: opening.presumes ?? null }))),
    episodes,
    scenes: byId([...episodes.values()].flatMap(scenesOf)),
    endings: byId(document.endings.map((ending) => linker.ending(ending))),
    facts: byId(document.facts.map((fact) => factOf(fact, sources))),
    people: byId(document.people.map((person) => ({ ...person, about: linker.paragraphs(person.about) }))),
    challenges: byId(document.challenges.map((one) => ({ ...one, condition: linker.condition(one.condition) }))),
    measures: measuresOf(document, variables),
    was,
    rules: document.rules,
    memory,
    trees: linker.trees,
    asked: document.memory,
    start: [...variables.map(({ start }) => start), ...words(memory, variables.length)],
    time: only(variables, "time"),
    drawn: [variables.length - marks, variables.length],
    returning: only(variables, "return"),
    draws,
  };
}

/**
 * @template {{id: string}} T
 * @param {readonly T[]} things
 * @returns {Map<string, T>}
 */
function byId(things) {
  return new Map(things.map((thing) => [thing.id, thing]));
}

/**
 * The scenes of an episode, those of its deck that ask last.
 *
 * @template S
 * @param {{scenes: readonly S[], deck: readonly {scene?: S | null}[]}} episode
 * @returns {S[]}
 */
function scenesOf({ scenes, deck }) {
  return [...scenes, ...deck.flatMap(({ scene }) => scene ?? [])];
}

/**
 * @param {CompiledStory} document
 * @returns {[string, number][]}
 */
function drawsOf(document) {
  const drawing = document.episodes.flatMap(({ scenes }) => scenes);
  return drawing.flatMap(({ id, draw }) =>
    Array.from({ length: draw }, (_, turn) => /** @type {const} */ ([id, turn])),
  );
}

/**
 * Those declared, then the engine's own: choices that can be taken once, memory, time, storylets drawn.
 *
 * @param {CompiledStory} document
 * @param {number} draws
 * @returns {Variable[]}
 */
function variablesOf(document, draws) {
  const scenes = document.episodes.flatMap(scenesOf);
  const used = scenes.flatMap(({ id, choices }) =>
    choices.filter(({ once }) => once).map((choice) => `${id}/${choice.id}`),
  );
  const takesTime = scenes.some(({ takes, choices }) => takes || choices.some((choice) => choice.takes));
  const asking = document.episodes.some(({ deck }) => deck.some(({ scene }) => scene !== undefined));
  const decks = Math.max(0, ...document.episodes.map(({ deck }) => deck.length));
  /** @type {[string, import("./model.js").VariableKind, number][]} */
  const own = [
    ...used.map((name) => /** @type {[string, "once", number]} */ ([name, "once", 1])),
    ...(document.memory.length > 0 ? [/** @type {[string, "memory", number]} */ (["run/memory", "memory", 1])] : []),
    ...(takesTime ? [/** @type {[string, "time", number]} */ (["run/time", "time", 1])] : []),
    ...(asking ? [/** @type {[string, "return", number]} */ (["drawn/return", "return", draws])] : []),
    ...Array.from({ length: decks }, (_, i) => /** @type {[string, "drawn", number]} */ ([`drawn/${i}`, "drawn", 1])),
  ];
  const none = { low: null, high: null, seat: null, about: null, words: new Map() };
  return [
    ...document.variables.map((variable) => ({ ...variable, words: new Map(Object.entries(variable.words ?? {})) })),
    ...own.map(([name, kind, max]) => ({ ...none, name, kind, label: name, min: 0, max, start: 0 })),
  ].map((variable, index) => ({ ...variable, index }));
}

/**
 * The variable of a kind of which a story has one at most.
 *
 * @param {readonly Variable[]} variables
 * @param {import("./model.js").VariableKind} kind
 */
function only(variables, kind) {
  return variables.find((variable) => variable.kind === kind) ?? null;
}

/**
 * The memory's words, empty.
 *
 * @param {Memory} memory
 * @param {number} first
 */
function words(memory, first) {
  const last = Math.max(first - 1, ...[...memory.values()].map(({ at }) => at));
  return Array.from({ length: last + 1 - first }, () => 0);
}

/**
 * What a run is measured by: what the story says, else all its forces, and all its stakes.
 *
 * @param {CompiledStory} document
 * @param {readonly Variable[]} variables
 * @returns {Measure[]}
 */
function measuresOf(document, variables) {
  if (document.measures === null) {
    return /** @type {const} */ ([
      ["forces", "force"],
      ["stakes", "stake"],
    ]).flatMap(([id, kind]) => {
      const of = variables.filter((variable) => variable.kind === kind);
      return of.length > 0 ? [{ id, name: null, about: null, of, by: "fullness", figure: true, verdict: [] }] : [];
    });
  }
  const named = new Map(variables.map((variable) => [variable.name, variable]));
  return document.measures.map((measure) => ({ ...measure, of: measure.of.map((name) => known(named.get(name))) }));
}

/**
 * @param {import("./compiled.js").CompiledFact} fact
 * @param {ReadonlyMap<string, Source>} sources
 * @returns {Fact}
 */
function factOf(fact, sources) {
  /** @param {readonly string[]} ids */
  const cited = (ids) => ids.map((id) => known(sources.get(id)));
  const versions = fact.versions.map(({ text, sources: ids }) => ({ text, sources: cited(ids) }));
  return { ...fact, sources: cited(fact.sources), versions };
}

/** Turns parts of the document into parts of the story, given its variables. */
class Linker {
  /**
   * @param {readonly Variable[]} variables
   * @param {Memory} memory
   * @param {ReadonlyMap<string, string>} first
   */
  constructor(variables, memory, first) {
    this.memory = memory;
    this.first = first;
    this.time = only(variables, "time");
    this.variables = new Map(variables.map((variable) => [variable.name, variable]));
    this.index = new Map(variables.map(({ name, index }) => [name, index]));
    this.words = new Map(
      variables.filter(({ words }) => words.size > 0).map(({ name, words }) => [name, [...words.values()]]),
    );
    this.marks = variables.filter(({ kind }) => kind === "drawn");
    /** @type {WeakMap<import("./closures.js").Closure, import("./compiled.js").Ast>} */
    this.trees = new WeakMap();
  }

  /**
   * @param {import("./compiled.js").CompiledEpisode} episode
   * @returns {Episode}
   */
  episode(episode) {
    return {
      ...episode,
      scenes: episode.scenes.map((scene) => this.scene(scene, episode.id, [])),
      deck: episode.deck.map((storylet, place) => this.storylet(storylet, known(this.marks[place]), episode.id)),
    };
  }

  /**
   * @param {import("./compiled.js").CompiledEnding} ending
   * @returns {Ending}
   */
  ending(ending) {
    return {
      ...ending,
      kind: "ending",
      text: this.paragraphs(ending.text),
      instead: this.paragraphs(ending.instead),
      because: this.paragraphs(ending.because),
    };
  }

  /** @param {string} id */
  firstId(id) {
    return this.first.get(id) ?? id;
  }

  /**
   * @param {import("./compiled.js").CompiledScene} scene
   * @param {string} episode
   * @param {readonly Exit[]} otherwise
   * @returns {Scene}
   */
  scene(scene, episode, otherwise) {
    const exits = scene.exits.length > 0 ? this.exits(scene.exits) : otherwise;
    const first = this.firstId(scene.id);
    return {
      ...scene,
      first,
      kind: "scene",
      episode,
      text: this.paragraphs(scene.text),
      record: this.paragraphs(scene.record),
      effects: this.effects(scene.effects),
      choices: scene.choices.map((choice) => this.choice(choice, scene, exits)),
      exits,
      news: this.lineOrNull(scene.news),
      salt: crc32(first),
      leave: this.leaving(scene.id, scene.minute, scene.takes, null),
      titles: this.instead(scene.titles),
      places: this.instead(scene.places),
    };
  }

  /**
   * @param {import("./compiled.js").CompiledChoice} choice
   * @param {import("./compiled.js").CompiledScene} scene
   * @param {readonly Exit[]} inherited
   * @returns {Choice}
   */
  choice(choice, scene, inherited) {
    const offered = this.turnedOut(choice, choice, scene, inherited);
    const { chance } = choice;
    if (chance === undefined) return offered;
    return {
      ...offered,
      chance: {
        percent: this.number(chance.percent),
        wins: { ...this.turnedOut(choice, chance.wins, scene, offered.exits), outcome: "wins" },
        fails: { ...this.turnedOut(choice, chance.fails, scene, offered.exits), outcome: "fails" },
        salt: crc32(`${this.firstId(scene.id)}/${offered.first}`),
      },
    };
  }

  /**
   * A choice with what follows from it.
   *
   * @param {import("./compiled.js").CompiledChoice} choice
   * @param {import("./compiled.js").CompiledOutcome} outcome
   * @param {import("./compiled.js").CompiledScene} scene
   * @param {readonly Exit[]} inherited
   * @returns {Choice}
   */
  turnedOut(choice, outcome, scene, inherited) {
    const used = choice.once ? known(this.variables.get(`${scene.id}/${choice.id}`)) : null;
    const effects = this.effects(outcome.effects);
    return {
      id: choice.id,
      first: lastOf(this.firstId(`${scene.id}/${choice.id}`)),
      say: this.line(choice.say),
      history: choice.history,
      supposed: choice.supposed,
      condition: this.condition(choice.condition),
      locked: this.lineOrNull(choice.locked),
      effects,
      result: this.paragraphs(outcome.result),
      news: this.lineOrNull(outcome.news),
      weight: this.number(choice.weight),
      exits: outcome.exits.length > 0 ? this.exits(outcome.exits) : inherited,
      used,
      apply: used === null ? effects.apply : changing(effects.add, [...effects.set, [used, 1]], effects.computed),
      leave: this.leaving(scene.id, scene.minute, scene.takes + choice.takes, choice.id),
      chance: null,
      outcome: "",
    };
  }

  /**
   * @param {import("./compiled.js").CompiledStorylet} storylet
   * @param {Variable} drawn
   * @param {string} episode
   * @returns {Storylet}
   */
  storylet(storylet, drawn, episode) {
    const asked = storylet.scene;
    const scene = asked === undefined ? null : this.scene(asked, episode, [{ to: BACK, condition: null }]);
    return {
      ...storylet,
      first: this.firstId(storylet.id),
      place: storylet.place ?? null,
      condition: this.condition(storylet.condition),
      weight: this.number(storylet.weight),
      text: this.paragraphs(storylet.text),
      effects: this.effects(storylet.effects),
      news: this.lineOrNull(storylet.news),
      drawn,
      leave: scene === null ? this.leaving(storylet.id, storylet.minute, 0, null) : null,
      scene,
      exits: this.exits(storylet.exits ?? []),
    };
  }

  /**
   * What notes that a scene or a storylet was left, perhaps by one of its choices, and when.
   *
   * @param {string} id
   * @param {number | null} minute
   * @param {number} takes
   * @param {string | null} choice
   * @returns {Change | null}
   */
  leaving(id, minute, takes, choice) {
    /** @type {Question[]} */
    const took = choice === null ? [] : [["took", `${id}/${choice}`], ["visits", `${id}/${choice}`], STEPS];
    const remember = remembering(this.memory, [...took, ["seen", id], ["times", id], ["visits", id]]);
    const passTime = this.time === null ? null : passing(this.time, minute, takes);
    if (remember === null || passTime === null) return remember ?? passTime;
    return (values) => passTime(remember(values));
  }

  /**
   * @param {readonly import("./compiled.js").CompiledParagraph[]} paragraphs
   * @returns {Paragraph[]}
   */
  paragraphs(paragraphs) {
    return paragraphs.map((paragraph) => ({
      line: this.line(paragraph.line),
      mark: paragraph.mark,
      condition: this.condition(paragraph.condition),
      seat: paragraph.seat ?? null,
      facts: paragraph.facts ?? [],
      variants: paragraph.variants === undefined ? null : this.variants(paragraph.variants),
    }));
  }

  /**
   * @param {import("./compiled.js").CompiledVariants} variants
   * @returns {import("./paragraphs.js").Variants}
   */
  variants({ among: written, pick, counted, path, order }) {
    const bits = known(this.memory.get(keyOf(counted)));
    const among = written.map(({ line, mark }) => ({ line: this.line(line), mark }));
    return {
      among,
      pick,
      counted: bits,
      steps: this.memory.get(keyOf(STEPS)) ?? bits,
      salt: crc32(firstPath(this.first, path)),
      formerSalt: crc32(path),
      drawn: order.map((place) => known(among[place])),
    };
  }

  /**
   * @param {readonly import("./compiled.js").CompiledInstead[]} [lines]
   * @returns {import("./paragraphs.js").Instead[]}
   */
  instead(lines = []) {
    return lines.map(({ text, numbers, condition }) => ({
      condition: known(this.condition(condition)),
      line: this.line({ text, numbers }),
    }));
  }

  /**
   * @param {readonly import("./compiled.js").CompiledExit[]} exits
   * @returns {Exit[]}
   */
  exits(exits) {
    return exits.map(({ to, condition }) => ({ to, condition: this.condition(condition) }));
  }

  /**
   * @param {import("./compiled.js").CompiledEffects} effects
   * @returns {Effects}
   */
  effects({ add: added = {}, set: put = {}, computed: worked = {}, why: reasons = {} }) {
    /** @type {(amounts: Record<string, number>) => (readonly [Variable, number])[]} */
    const paired = (amounts) =>
      Object.entries(amounts).map(([name, amount]) => /** @type {const} */ ([known(this.variables.get(name)), amount]));
    const [add, set] = [paired(added), paired(put)];
    const computed = Object.entries(worked).map(
      ([name, ast]) => /** @type {const} */ ([known(this.variables.get(name)), this.number(ast)]),
    );
    const why = new Map(Object.entries(reasons).map(([name, line]) => [name, this.line(line)]));
    return { add, set, computed, why, apply: changing(add, set, computed) };
  }

  /** @param {import("./compiled.js").CompiledCondition | undefined} condition */
  condition(condition) {
    if (condition === undefined) return null;
    const holds = this.number(condition.ast);
    this.trees.set(holds, condition.ast);
    return holds;
  }

  /** @param {import("./compiled.js").Ast} ast */
  number(ast) {
    return compileAst(ast, this.index, this.memory);
  }

  /**
   * @param {import("./compiled.js").CompiledLine} line
   * @returns {Line}
   */
  line(line) {
    if (typeof line === "string")
      return { source: line, numbers: new Map(), words: this.words, verbatim: false, instead: [] };
    const { text, numbers, verbatim = false, instead } = line;
    const linked = new Map(Object.entries(numbers).map(([name, ast]) => [name, this.number(ast)]));
    return { source: text, numbers: linked, words: this.words, verbatim, instead: this.instead(instead) };
  }

  /** @param {import("./compiled.js").CompiledLine | undefined} line */
  lineOrNull(line) {
    return line === undefined ? null : this.line(line);
  }
}

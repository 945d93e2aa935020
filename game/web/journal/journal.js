/** What is kept of a reader: runs, endings reached, pages read, settings, in the browser's own storage (`game/journal`). */

import { InvalidShareCode, PlayedInTerminal, WrongStory, decode, encode } from "../engine/share_code.js";
import { asNear, attempt, challengesMet } from "../engine/challenges.js";
import { today } from "../engine/former.js";
import { endingOf, stateOf } from "../engine/run.js";
import { CannotResume, resume } from "./resume.js";
import { isMoment, readSaved, saved } from "./snapshot.js";
import { Store } from "./storage.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../view/endings.js").Reached} Reached
 * @typedef {import("./snapshot.js").SavedRun} SavedRun
 * @typedef {{id: string, saved: SavedRun}} Kept
 */

/** So many runs, the last that were played, are asked how near they came: each is played again for it. */
const MOST_TRIED = 100;

const CODE = /holdup-[\w-]+/gu;

/** The journal of one story's reader. */
export class Journal {
  /** @param {string} story The story's id: several pages may share one site. */
  constructor(story) {
    this.store = new Store(`holdup/${story}/`);
  }

  /** Whether what was last to be kept was not. */
  get failing() {
    return this.store.failing;
  }

  /**
   * Every run, the one played last first; none that was left for another before any decision.
   *
   * @returns {Kept[]}
   */
  runs() {
    return this.store
      .keys("run/")
      .flatMap((id) => this.run(id) ?? [])
      .sort((a, b) => b.saved.touched - a.saved.touched)
      .filter(({ saved }, place) => place === 0 || saved.decisions.length > 0);
  }

  /** How many are kept of which nothing can be read; they stay where they are. */
  get damaged() {
    return this.store.keys("run/").filter((id) => this.run(id) === null).length;
  }

  /**
   * @param {string} id
   * @returns {Kept | null}
   */
  run(id) {
    const found = this.store.read(`run/${id}`, readSaved);
    return found === null ? null : { id, saved: found };
  }

  /**
   * Keep a run, before its result is shown.
   *
   * @param {string} id
   * @param {Run} run
   * @param {{page: number, bare: boolean, touched?: number}} read
   */
  keep(id, run, { page, bare, touched = Date.now() }) {
    this.store.write(`run/${id}`, saved(run, page, bare, touched));
    const ending = endingOf(run);
    if (ending === null) return;
    this.reach(ending.id, id);
    const met = challengesMet(run.setup.story, stateOf(run)).map((one) => one.id);
    const won = this.store.read("challenges", readTexts) ?? [];
    if (met.some((one) => !won.includes(one))) this.store.write("challenges", [...new Set([...won, ...met])]);
  }

  /** @param {string} id */
  forget(id) {
    this.store.remove(`run/${id}`);
  }

  /**
   * Bring back a run that was taken out.
   *
   * @param {Kept} kept
   */
  restore({ id, saved }) {
    this.store.write(`run/${id}`, saved);
  }

  /**
   * The endings of a story that have been reached.
   *
   * @param {Story} story
   * @returns {ReadonlyMap<string, Reached>}
   */
  reached(story) {
    const kept = this.store.read("endings", readEndings) ?? {};
    const known = [...story.endings.keys()].flatMap((id) => {
      const times = Object.values(kept[id] ?? {});
      return times.length > 0 ? [/** @type {const} */ ([id, { times: times.length, first: Math.min(...times) }])] : [];
    });
    return new Map(known);
  }

  /**
   * The runs that end at an ending, as the story is today, the one played last first.
   *
   * @param {Story} story
   * @param {string} ending
   */
  endedAt(story, ending) {
    return this.runs().filter(({ saved }) => today(story.was, saved.snapshot.scene) === ending);
  }

  /**
   * A run that is kept, played again; null where the story as it is today no longer takes it to its end.
   *
   * @param {Story} story
   * @param {Kept} kept
   */
  replayed(story, { saved }) {
    try {
      const { run, lost } = resume(story, saved);
      return lost === 0 ? run : null;
    } catch (error) {
      if (error instanceof CannotResume) return null;
      throw error;
    }
  }

  /**
   * The challenges that some run has met, by their ids: runs that were deleted count, and those played before a challenge
   * was written.
   *
   * @param {Story} story
   * @returns {Set<string>}
   */
  won(story) {
    const won = new Set(this.store.read("challenges", readTexts) ?? []);
    for (const challenge of story.challenges.values()) {
      if (won.has(challenge.id)) continue;
      const runs = challenge.endings.flatMap((ending) => this.endedAt(story, ending));
      const met = runs.some((kept) => {
        const run = this.replayed(story, kept);
        return run !== null && challengesMet(story, stateOf(run)).includes(challenge);
      });
      if (met) won.add(challenge.id);
    }
    return won;
  }

  /**
   * How near a run came to each challenge that none has met; of several, the one played last.
   *
   * @param {Story} story
   * @param {ReadonlySet<string>} won
   */
  nearest(story, won) {
    const left = [...story.challenges.values()].filter(({ id }) => !won.has(id));
    const ended = this.runs().filter(({ saved }) => story.endings.has(today(story.was, saved.snapshot.scene)));
    /** @type {Map<string, import("../engine/challenges.js").Attempt>} */
    const nearest = new Map();
    for (const kept of left.length > 0 ? ended.slice(0, MOST_TRIED).toReversed() : []) {
      const run = this.replayed(story, kept);
      for (const challenge of run === null ? [] : left) {
        const tried = run === null ? null : attempt(challenge, run);
        const best = nearest.get(challenge.id);
        if (tried !== null && (best === undefined || asNear(tried, best))) nearest.set(challenge.id, tried);
      }
    }
    return nearest;
  }

  /** @returns {Set<string>} The keys of the pages read, in any run; the result of a decision is `scene/choice`. */
  seen() {
    return new Set(this.store.read("seen", readTexts) ?? []);
  }

  /**
   * Mark pages as read. Another tab may have read others meanwhile.
   *
   * @param {Iterable<string>} pages
   */
  see(pages) {
    this.store.write("seen", [...new Set([...this.seen(), ...pages])]);
  }

  /**
   * A setting; null where it was never set.
   *
   * @param {string} key
   */
  setting(key) {
    return this.store.read(`setting/${key}`, (found) => (typeof found === "string" ? found : null));
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    this.store.write(`setting/${key}`, value);
  }

  /**
   * Every run as a code, one a line: to be kept elsewhere, or taken to another browser.
   *
   * @param {Story} story
   */
  written(story) {
    return this.runs()
      .flatMap((kept) => {
        const run = this.replayed(story, kept);
        return run === null ? [] : [encode(run)];
      })
      .join("\n");
  }

  /**
   * Take in the runs whose codes stand in a text; those that are here already are left alone.
   *
   * @param {Story} story
   * @param {string} text
   * @returns {{taken: number, known: number, foreign: number, strategist: number, damaged: number}} How many of each.
   */
  takeIn(story, text) {
    const here = new Set(this.written(story).split("\n"));
    const count = { taken: 0, known: 0, foreign: 0, strategist: 0, damaged: 0 };
    const now = Date.now();
    for (const [place, [code]] of [...text.matchAll(CODE)].entries()) {
      try {
        const { run } = decode(story, code);
        const own = encode(run);
        if (here.has(own)) count.known++;
        else {
          here.add(own);
          this.keep(fresh(), run, { page: 0, bare: false, touched: now - place }); // the newest comes first
          count.taken += this.failing ? 0 : 1;
        }
      } catch (error) {
        if (error instanceof WrongStory) count.foreign++;
        else if (error instanceof PlayedInTerminal) count.strategist++;
        else if (error instanceof InvalidShareCode) count.damaged++;
        else throw error;
      }
    }
    return count;
  }

  /**
   * @param {string} ending
   * @param {string} run
   */
  reach(ending, run) {
    const kept = this.store.read("endings", readEndings) ?? {};
    const times = kept[ending] ?? {};
    if (!Object.hasOwn(times, run)) this.store.write("endings", { ...kept, [ending]: { ...times, [run]: Date.now() } });
  }
}

/** A run's name in the journal: no two tabs find the same. */
export function fresh() {
  const [high = 0n, low = 0n] = crypto.getRandomValues(new BigUint64Array(2));
  return high.toString(36) + low.toString(36);
}

/**
 * When each ending was reached, by run.
 *
 * @param {unknown} found
 * @returns {Record<string, Record<string, number>> | null}
 */
function readEndings(found) {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return null;
  const sound = Object.entries(found).filter(
    ([, times]) => typeof times === "object" && times !== null && Object.values(times).every(isMoment),
  );
  return Object.fromEntries(sound);
}

/**
 * @param {unknown} found
 * @returns {string[] | null}
 */
function readTexts(found) {
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : null;
}

/** What is kept: runs, endings reached, settings, in the browser's own storage. Where that is refused, the game goes on. */

import { EndlessStory, seatWord, seatsOf } from "../engine/play.js";
import { NotOpen, decided, endingOf, standing, start } from "../engine/run.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/model.js").Story} Story
 *
 * @typedef {object} Saved A run by names: nothing in it is a position in the story.
 * @property {string} seat
 * @property {import("../engine/play.js").Rival} rival
 * @property {string} seed In decimal digits: it is larger than a JSON number may be.
 * @property {string} opening
 * @property {readonly (readonly [string, string])[]} decisions
 * @property {number} page Which of the pages since the last decision is read.
 * @property {number} touched
 * @property {{place: string, values: Record<string, number>}} stood The second witness: where the decisions led.
 *
 * @typedef {{id: string, saved: Saved}} Kept
 */

/** The journal of one story's readers. */
export class Journal {
  /** @param {string} story The story's id: several pages may share one site. */
  constructor(story) {
    this.prefix = `holdup/${story}/`;
    this.failing = false;
  }

  /**
   * Every run, the one touched last first.
   *
   * @returns {Kept[]}
   */
  runs() {
    const found = this.keys("run/").flatMap((id) => {
      const saved = this.read(`run/${id}`, /** @type {Saved | null} */ (null));
      return saved !== null && whole(saved) ? [{ id, saved }] : [];
    });
    return found.sort((a, b) => b.saved.touched - a.saved.touched);
  }

  /**
   * Keep a run, before its result is shown. One that another tab has gone on with meanwhile becomes a run of its own.
   *
   * @param {string} id
   * @param {Run} run
   * @param {number} page
   * @param {number} known How many of its decisions this tab has written.
   * @returns {string} The id under which it is kept.
   */
  keep(id, run, page, known) {
    const there = this.read(`run/${id}`, /** @type {Saved | null} */ (null));
    const elsewhere =
      there !== null && there.decisions.slice(0, known).length === known && there.decisions.length !== known;
    const own = elsewhere ? fresh() : id;
    this.write(`run/${own}`, written(run, page));
    const ending = endingOf(run);
    if (ending !== null)
      this.write("endings", { ...this.endings(), [ending.id]: this.endings()[ending.id] ?? Date.now() });
    return own;
  }

  /** @returns {Record<string, number>} When each ending was first reached. */
  endings() {
    return this.read("endings", /** @type {Record<string, number>} */ ({}));
  }

  /** @param {string} id */
  forget(id) {
    this.attempt(() => localStorage.removeItem(`${this.prefix}run/${id}`));
  }

  /**
   * @template T
   * @param {string} key
   * @param {T} otherwise
   * @returns {T}
   */
  read(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(this.prefix + key) ?? "null") ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /**
   * @param {string} key
   * @param {unknown} value
   */
  write(key, value) {
    this.attempt(() => localStorage.setItem(this.prefix + key, JSON.stringify(value)));
  }

  /** @param {string} under */
  keys(under) {
    /** @type {string[]} */
    let found = [];
    this.attempt(() => (found = Object.keys(localStorage)));
    return found
      .filter((key) => key.startsWith(this.prefix + under))
      .map((key) => key.slice((this.prefix + under).length));
  }

  /** @param {() => void} action */
  attempt(action) {
    try {
      action();
      this.failing = false;
    } catch {
      this.failing = true; // full, or refused: said once by whoever shows it
    }
  }
}

/**
 * Whether what was found is a run: other pages of a site write in the same storage.
 *
 * @param {Partial<Saved>} found
 */
function whole({ seat, rival, seed, opening, decisions, stood }) {
  return (
    typeof seat === "string" &&
    (rival === "histoire" || rival === "realiste") &&
    /^\d{1,19}$/u.test(String(seed)) &&
    typeof opening === "string" &&
    Array.isArray(decisions) &&
    decisions.every((decision) => Array.isArray(decision) && decision.every((id) => typeof id === "string")) &&
    typeof stood?.place === "string" &&
    typeof stood.values === "object"
  );
}

/** A run's name in the journal: no two tabs find the same. */
export function fresh() {
  return crypto.randomUUID?.() ?? String(Math.random()).slice(2);
}

/** A seed, from 0 to 2**63 - 1. */
export function anySeed() {
  const [word = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return word >> 1n;
}

/**
 * A saved run in its story, which may have been edited since; and what there is to say about that.
 *
 * @param {Story} story
 * @param {Saved} saved
 * @returns {{run: Run, notices: string[]} | null} Null where the story no longer has what the run was begun with.
 */
export function resumed(story, saved) {
  if (!story.openings.has(saved.opening) || !(saved.seat === "both" || story.seats.has(saved.seat))) return null;
  const { rival, opening } = saved;
  let run = start({ story, seats: seatsOf(story, saved.seat), rival, seed: BigInt(saved.seed), opening });
  for (const [scene, choice] of saved.decisions) {
    try {
      run = decided(run, choice, scene);
    } catch (error) {
      if (!(error instanceof NotOpen || error instanceof EndlessStory)) throw error;
      return {
        run,
        notices: [
          tr("The story has changed since: only the first {count} of your decisions still fit.", {
            count: run.decisions.length,
          }),
        ],
      };
    }
  }
  const now = written(run, 0).stood;
  const moved = story.gauges.filter(
    ({ name }) => saved.stood.values[name] !== undefined && saved.stood.values[name] !== now.values[name],
  );
  const told = moved.map(({ label, name }) =>
    tr("{name}, {before} before, {after} now", {
      name: label,
      before: saved.stood.values[name] ?? 0,
      after: now.values[name] ?? 0,
    }),
  );
  const notices =
    told.length > 0 ? [tr("The story has changed, and with it: {changes}.", { changes: told.join(", ") })] : [];
  if (now.place !== (story.was.get(saved.stood.place) ?? saved.stood.place))
    notices.push(tr("The story has changed since: your decisions lead elsewhere now."));
  return { run, notices };
}

/**
 * @param {Run} run
 * @param {number} page
 * @returns {Saved}
 */
export function written({ setup, decisions, states }, page) {
  const { place, values } = standing({ setup, decisions, states });
  return {
    seat: seatWord(setup),
    rival: setup.rival,
    seed: String(setup.seed),
    opening: setup.opening,
    decisions: decisions.map(({ scene, choice }) => /** @type {const} */ ([scene, choice])),
    page,
    touched: Date.now(),
    stood: {
      place: place.id,
      values: Object.fromEntries(setup.story.variables.map(({ name, index }) => [name, values[index] ?? 0])),
    },
  };
}

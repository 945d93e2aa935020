/** The runs that are kept, a line each, and the line under the title (`game/view/journal.py`, `journal/tagline.py`). */

import { timestamp, weekdayAndHour } from "../i18n/dates.js";
import { tr, trn } from "../i18n/catalogue.js";
import { today } from "../engine/former.js";
import { RIVAL_WORDS } from "../engine/setup.js";
import { listedEndings } from "./endings.js";
import { rivalName, seatName } from "./seats.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../journal/journal.js").Kept} Kept
 *
 * @typedef {object} RunLine A run as a list tells it; what is not known of it is empty.
 * @property {string} sides Which seat was held, and who sat opposite.
 * @property {boolean} ended
 * @property {string} where The ending's title, or the episode that it stands in.
 * @property {string} decisions How many were taken.
 * @property {string} played When it was last played.
 */

/**
 * A run, in the words of its story as it is today.
 *
 * @param {Kept} kept
 * @param {Story} story
 * @returns {RunLine}
 */
export function runLine({ saved }, story) {
  const seat = seatName(story, saved.seat);
  const rival = story.seats.has(saved.seat) ? rivalName(story, RIVAL_WORDS.get(saved.rival)?.rival) : "";
  const ending = endingOf(saved.snapshot.scene, story);
  return {
    sides: rival === "" ? seat : tr("{seat} against {rival}", { seat, rival }),
    ended: ending !== null,
    where: ending?.title ?? episodeOf(saved.snapshot.scene, story),
    decisions: trn("one decision", "{count} decisions", saved.decisions.length),
    played: timestamp(saved.touched),
  };
}

/**
 * The same, in a line.
 *
 * @param {RunLine} line
 */
export function runInWords({ sides, ended, where, decisions, played }) {
  return [sides, ended ? tr("ended: {title}", { title: where }) : where, decisions, played].filter(Boolean).join(", ");
}

/**
 * The line under the title: where the reader is, how much is left, or how it all begins; empty where there is nothing
 * to say.
 *
 * @param {Story} story
 * @param {Kept | null} latest The run that would be gone on with.
 * @param {number} seen How many endings were reached.
 * @param {import("../engine/model.js").Ending | null} last The ending that the run played last came to.
 */
export function tagline(story, latest, seen, last) {
  if (latest !== null) {
    const episode = episodeOf(latest.saved.snapshot.scene, story);
    const count = latest.saved.decisions.length;
    if (count === 0) return tr("You had just begun “{episode}”.", { episode });
    return trn(
      "You had got to “{episode}”: one decision behind you.",
      "You had got to “{episode}”: {count} decisions behind you.",
      count,
      { episode },
    );
  }
  if (seen > 0) return [last?.epitaph, shelved(seen, listedEndings(story).length)].filter(Boolean).join(" ");
  const when = weekdayAndHour(story.clockStart);
  if (when === "" || story.clockHours === 0) return "";
  return trn("{when}. You have one hour.", "{when}. You have {count} hours.", story.clockHours, { when });
}

/**
 * @param {string} id
 * @param {Story} story
 */
function endingOf(id, story) {
  return story.endings.get(today(story.was, id)) ?? null;
}

/**
 * @param {string} id
 * @param {Story} story
 */
function episodeOf(id, story) {
  const scene = story.scenes.get(today(story.was, id));
  return (scene === undefined ? undefined : story.episodes.get(scene.episode)?.title) ?? "";
}

/**
 * @param {number} seen
 * @param {number} total
 */
function shelved(seen, total) {
  if (seen === total) return tr("Every ending is yours.");
  return trn(
    "One ending out of {total}. The others are waiting.",
    "{count} endings out of {total}. The others are waiting.",
    seen,
    { total },
  );
}

/** The last of what has been read, for a reader who comes back (`game/view/log.py`). */

import { hourOf } from "../engine/clock.js";
import { plainOf } from "../engine/markup.js";
import { blockOf, wordsOf } from "../engine/paragraphs.js";
import { taken } from "../engine/run.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { item, itemOf } from "./text.js";
import { headlineInWords, headlines } from "./wire.js";

/** After so many milliseconds, who comes back is told what went before. */
export const AWAY = 4 * 60 * 60 * 1000;

/** So many of one's own decisions, of those heard of, and of the other headlines. */
const RECALLED = 2;

/**
 * What went before: the last decisions, one's own and those heard of, and the wire.
 *
 * @param {import("../engine/run.js").Run} run
 * @returns {import("./text.js").Item[]}
 */
export function previously(run) {
  const { story, seats } = run.setup;
  /** @type {{player: boolean, said: import("./text.js").Item}[]} */
  const told = [];
  for (const { scene, choice, player, before, after } of taken(run)) {
    const name = (scene.seat === null ? null : story.seats.get(scene.seat)?.name) ?? "";
    const note = weekdayAndTime(hourOf(story, scene, before).at);
    const own = seats.size > 1 && name !== "" ? name : tr("You");
    if (player) told.push({ player, said: itemOf("speech", blockOf(choice.say, before), { about: own, note }) });
    else if (choice.news !== null)
      told.push({ player, said: item("speech", wordsOf(choice.news, after), { about: name, note }) });
  }
  if (told.length === 0) return [];
  const last = [true, false].flatMap((mine) => told.filter(({ player }) => player === mine).slice(-RECALLED));
  const heard = new Set(told.filter(({ player }) => !player).map(({ said }) => plainOf(said.words)));
  const news = headlines(run)
    .filter(({ text }) => !heard.has(text))
    .slice(-RECALLED);
  return [
    item("heading", tr("Previously")),
    ...told.filter((one) => last.includes(one)).map(({ said }) => said),
    ...news.map((line) => item("note", headlineInWords(line))),
  ];
}

/** The last of what has been read, for a reader who comes back (`game/view/log.py`). */

import { hourOf } from "../engine/clock.js";
import { known as sure } from "../engine/known.js";
import { bulletin, pages } from "../engine/page.js";
import { blockOf } from "../engine/paragraphs.js";
import { beats, stateOf } from "../engine/run.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { tr } from "../i18n/catalogue.js";
import { knownBy, where } from "./pages.js";
import { item, itemOf } from "./text.js";
import { headline } from "./wire.js";

/** @typedef {import("./text.js").Item} Item */

/** After so many milliseconds, who comes back is told what went before. */
export const AWAY = 2 * 60 * 60 * 1000;

/** So many of one's own decisions, of those heard of, and of the other headlines. */
const RECALLED = 2;

/**
 * For a reader who comes back: who they are and what they are after, what happened last, and where they are.
 *
 * @param {import("../engine/run.js").Run} run
 * @param {number} index Which of the pages since its last decision is open: nothing of what the next ones tell.
 * @returns {Item[]}
 */
export function previously(run, index) {
  const { story, seats } = run.setup;
  const stretch = pages(run.setup, stateOf(run));
  const page = sure(stretch[index]);
  const far = knownBy(run, stretch, index);
  const happened = recalled(far);
  if (happened.length === 0) return [];
  const { inWords } = where(far, page);
  const now = inWords ? tr("Now: {where}.", { where: inWords }) : "";
  const asked = page.kind === "decision" ? tr("It is for you to decide.") : "";
  const held = [...story.seats.values()].filter(({ id }) => seats.has(id));
  return [
    item("heading", tr("Previously")),
    ...held.map(({ name, goal, about }) =>
      item("sentence", tr("Your seat: {name}. {goal}", { name, goal: goal || about })),
    ),
    ...happened,
    ...[[now, asked].filter(Boolean).join(" ")].filter(Boolean).map((text) => item("sentence", text)),
  ];
}

/**
 * What happened last, by the hour: one's own decisions, those heard of, and since then the wire.
 *
 * @param {import("../engine/run.js").Run} run
 */
function recalled(run) {
  const { setup } = run;
  const { story, seats } = setup;
  /** @type {{heard: "own" | "decided" | "wire", minute: number | null, said: Item}[]} */
  let lines = [];
  for (const beat of beats(run)) {
    const { seat } = beat.scene;
    const name = (seat === null ? null : story.seats.get(seat)?.name) ?? "";
    const news = bulletin(setup, beat);
    if (beat.kind === "decided" && beat.player) {
      const { at, minute } = hourOf(story, beat.scene, beat.before);
      const about = seats.size > 1 && name !== "" ? name : tr("You");
      const said = itemOf("speech", blockOf(beat.choice.say, beat.before), { about, note: weekdayAndTime(at) });
      lines.push({ heard: "own", minute, said });
    } else if (news !== null) {
      const decided = beat.kind === "decided" && name !== "";
      const said = item("speech", news.text, { about: decided ? name : tr("The wire"), note: headline(news).when });
      lines.push({ heard: decided ? "decided" : "wire", minute: news.minute, said });
    }
  }
  if (lines.every(({ minute }) => minute !== null)) lines.sort((a, b) => (a.minute ?? 0) - (b.minute ?? 0));
  const last = ["own", "decided", "wire"].flatMap((kind) =>
    lines.filter(({ heard }) => heard === kind).slice(-RECALLED),
  );
  lines = lines.filter((line) => last.includes(line));
  const first = lines.findIndex(({ heard }) => heard !== "wire");
  return lines.slice(first < 0 ? lines.length : first).map(({ said }) => said);
}

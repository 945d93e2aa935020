/** What stands beside the text: gauges, each in words and drawn, and the wire (`game/tui/widgets/panel.py`). */

import { h, svg } from "./dom.js";
import { unseen } from "./items.js";
import { tr, trn } from "../i18n/catalogue.js";
import { shortWeekdayAndTime } from "../i18n/dates.js";
import { gaugeGroups, gaugeInWords, withoutBearings } from "../view/gauges.js";
import { headlines, nothingYet } from "../view/wire.js";

/**
 * @typedef {import("../view/gauges.js").Gauge} Gauge
 * @typedef {import("../view/gauges.js").GaugeGroup} GaugeGroup
 * @typedef {import("../view/wire.js").Headline} Headline
 * @typedef {import("./reading.js").Reading} Reading
 */

/** So many of the newest headlines are shown; the others are a press away. */
const NEWEST = 8;

/** More dots than this are told by their number. */
const MOST_DOTS = 10;

/**
 * The panel of the open leaf. Where there is no room beside the text, the gauges are folded under a line that says how
 * they stand.
 *
 * @param {Reading} reading
 * @param {boolean} wide
 * @returns {Node[]}
 */
export function panel(reading, wide) {
  const { leaf, told, run, bare } = reading;
  const page = leaf.card === "page" ? leaf.page : null;
  const theirs = (page?.moves ?? []).flatMap(({ changes }) => changes);
  const groups = gaugeGroups(run.setup, told.values, page?.changes ?? [], theirs);
  const gauges = bare ? [h("p", { class: "quiet" }, withoutBearings())] : groups.flatMap(grouped);
  const folded =
    wide || bare || groups.length === 0 ? gauges : [h("details", {}, h("summary", {}, sum(groups)), ...gauges)];
  return [...folded, h("h2", {}, tr("The wire")), ...wire(headlines(reading.known))];
}

/**
 * Headlines that are new on the open leaf.
 *
 * @param {readonly Headline[]} news
 */
export function dispatches(news) {
  if (news.length === 0) return null;
  const rows = news.map(({ at, when, text }) => h("li", {}, at && h("time", {}, when), " ", text));
  return h("ul", { class: "news", role: "list", "aria-label": tr("The wire") }, ...rows);
}

/** @param {readonly Headline[]} news */
function wire(news) {
  if (news.length === 0) return [h("p", { class: "quiet" }, nothingYet())];
  const rows = news
    .toReversed()
    .map(({ at, text }) => h("li", {}, at && h("time", { class: "quiet" }, shortWeekdayAndTime(at)), " ", text));
  const older = rows.splice(NEWEST);
  const more = trn("One older line", "{count} older lines", older.length);
  const newest = h("ul", { class: "wire", role: "list" }, ...rows);
  if (older.length === 0) return [newest];
  return [newest, h("details", {}, h("summary", {}, more), h("ul", { class: "wire", role: "list" }, ...older))];
}

/**
 * Every gauge of the groups, in a line.
 *
 * @param {readonly GaugeGroup[]} groups
 */
function sum(groups) {
  return groups
    .flatMap(({ gauges }) => gauges)
    .map(({ variable, value }) => `${variable.label} ${value}`)
    .join(" · ");
}

/**
 * Gauges that pull between the same two ends stand under the names of these.
 *
 * @param {GaugeGroup} group
 */
function grouped({ look, gauges }) {
  const lots = gauges.reduce((/** @type {Gauge[][]} */ lots, gauge) => {
    const [first] = lots.at(-1) ?? [];
    const same = first?.variable.low === gauge.variable.low && first.variable.high === gauge.variable.high;
    if (same) lots.at(-1)?.push(gauge);
    else lots.push([gauge]);
    return lots;
  }, []);
  const lists = lots.flatMap((lot) => {
    const { low, high } = lot[0]?.variable ?? {};
    const ends =
      low && high
        ? h(
            "p",
            { class: "ends", "aria-hidden": "true" },
            ...[low, high].map((end) => h(lot[0]?.ownEnd === end ? "b" : "span", {}, end)),
          )
        : null;
    return [ends, h("ul", { class: "gauges", role: "list" }, ...lot.map((gauge) => row(gauge, look.shape)))];
  });
  return [h("h2", {}, look.title), ...lists.filter((part) => part !== null)];
}

/**
 * A gauge: its words for everybody, its drawing for those who see.
 *
 * @param {Gauge} gauge
 * @param {import("../view/gauges.js").GaugeShape} shape
 */
function row(gauge, shape) {
  const { variable, value, moved, theirs } = gauge;
  const by = Math.abs(moved);
  const change = { name: variable.label, n: by };
  const said = moved > 0 ? tr("{name} plus {n}", change) : tr("{name} minus {n}", change);
  return h(
    "li",
    { title: variable.about },
    unseen(gaugeInWords(gauge) + (by > 0 ? `, ${said}` : "")),
    drawn(gauge, shape),
    h(
      "span",
      { class: "named", "aria-hidden": "true" },
      variable.label,
      " ",
      h("span", { class: "quiet" }, String(value)),
      by > 0 && h("b", {}, ` ${signed(moved)}`),
      theirs !== 0 && h("span", { class: "quiet" }, ` ↯${signed(theirs)}`),
    ),
  );
}

/**
 * An amount with its sign, a true minus where it is one.
 *
 * @param {number} amount
 */
function signed(amount) {
  return amount > 0 ? `+${amount}` : `−${-amount}`;
}

/**
 * @param {Gauge} gauge
 * @param {import("../view/gauges.js").GaugeShape} shape
 */
function drawn({ variable: { min, max }, value }, shape) {
  const span = Math.max(1, max - min);
  const box = {
    class: `gauge ${shape}`,
    viewBox: "-4 0 108 10",
    "aria-hidden": "true",
    focusable: "false",
  };
  if (shape === "rope") {
    const at = (100 * (value - min)) / span;
    return svg(
      "svg",
      box,
      svg("line", { class: "track", x1: 0, x2: 100, y1: 5, y2: 5 }),
      svg("line", {
        class: "full",
        x1: Math.min(50, at),
        x2: Math.max(50, at),
        y1: 5,
        y2: 5,
      }),
      svg("line", { class: "middle", x1: 50, x2: 50, y1: 1.5, y2: 8.5 }),
      svg("circle", { class: "knot", cx: at, cy: 5, r: 3.4 }),
    );
  }
  if (shape === "dots" && span <= MOST_DOTS) {
    const dots = Array.from({ length: span }, (_, place) =>
      svg("circle", {
        class: place < value - min ? "knot" : "hollow",
        cx: 3 + 10 * place,
        cy: 5,
        r: 3,
      }),
    );
    return svg("svg", box, ...dots);
  }
  const length = Math.min(10, span);
  const full = Math.round(((value - min) * length) / span);
  const size = { y: 1.6, width: 100 / length - 2.4, height: 6.8 };
  const cells = Array.from({ length }, (_, place) =>
    svg("rect", {
      class: place < full ? "knot" : "hollow",
      x: (place * 100) / length,
      ...size,
    }),
  );
  return svg("svg", box, ...cells);
}

/** What stands beside the text: forces, stakes, votes, each with its number in words, and the wire. */

import { seenBy, wire } from "../engine/pages.js";
import { hour, saysHour, spelled } from "../i18n/dates.js";
import { h, svg } from "./dom.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/model.js").Variable} Variable
 * @typedef {import("./reading.js").Reading} Reading
 */

/** So many of the newest headlines are shown; the others are a press away. */
const MOST_NEWS = 8;

const KINDS = /** @type {const} */ (["force", "stake", "vote"]);

/**
 * The panel of the open page.
 *
 * @param {Reading} reading
 * @returns {Node[]}
 */
export function panel(reading) {
  const { setup } = reading.run;
  const { values } = reading.page;
  const titles = { force: tr("Balance of power:"), stake: tr("At stake:"), vote: tr("Votes:") };
  const groups = KINDS.flatMap((kind) => {
    const gauges = setup.story.gauges.filter((variable) => variable.kind === kind && seenBy(setup, variable));
    if (gauges.length === 0) return [];
    const rows = gauges.map((gauge) => row(gauge, values[gauge.index] ?? 0));
    return [h("h2", {}, titles[kind].replace(/\s*:$/u, "")), h("ul", { class: "gauges" }, ...rows)];
  });
  const news = wire(reading.told).reverse();
  const told = news.map(({ at, text }) =>
    h("li", {}, at !== null && !saysHour(text, at) && h("time", {}, hour(at), " "), text),
  );
  const older = told.splice(MOST_NEWS);
  const lines =
    news.length > 0
      ? h("ul", { class: "wire" }, ...told)
      : h("p", { class: "quiet" }, tr("Nothing has come over the wire yet."));
  const rest =
    older.length > 0
      ? [
          h(
            "details",
            {},
            h("summary", {}, tr("Older news: {count}", { count: older.length })),
            h("ul", { class: "wire" }, ...older),
          ),
        ]
      : [];
  return [...groups, h("h2", {}, tr("The wire")), lines, ...rest];
}

/**
 * The headlines that are new on a page.
 *
 * @param {Reading} reading
 * @returns {HTMLElement | null}
 */
export function freshNews(reading) {
  const news = reading.news;
  if (news.length === 0) return null;
  const told = news.map(({ at, text }) =>
    h("li", {}, h("time", {}, at === null || saysHour(text, at) ? "" : spelled(at)), " ", text),
  );
  return h("section", { class: "news", "aria-label": tr("The wire") }, h("ul", {}, ...told));
}

/**
 * A gauge: its words for everybody, its drawing for those who see.
 *
 * @param {Variable} gauge
 * @param {number} value
 */
function row(gauge, value) {
  const said = tr("{name}: {value} of {most}", { name: gauge.label, value, most: gauge.max });
  const ends = gauge.low !== null && gauge.high !== null;
  const words = ends
    ? tr("{told} (0 is {low}, {most} is {high})", {
        told: said,
        low: gauge.low ?? "",
        high: gauge.high ?? "",
        most: gauge.max,
      })
    : said;
  return h(
    "li",
    {},
    h("span", { class: "unseen" }, words),
    h(
      "span",
      { class: "named", "aria-hidden": "true" },
      h("b", {}, gauge.label),
      ends && h("span", { class: "quiet" }, `${gauge.low} ↔ ${gauge.high}`),
      h("b", {}, String(value)),
    ),
    drawn(gauge, value),
  );
}

/**
 * @param {Variable} gauge
 * @param {number} value
 */
function drawn({ kind, min, max }, value) {
  const at = (100 * (value - min)) / Math.max(1, max - min);
  const [from, to] = kind === "force" ? [Math.min(50, at), Math.max(50, at)] : [0, at];
  return svg(
    "svg",
    { class: `gauge ${kind}`, viewBox: "-3 1 106 6", "aria-hidden": "true", focusable: "false" },
    svg("line", { class: "rope", x1: 0, x2: 100, y1: 4, y2: 4 }),
    svg("line", { class: "pulled", x1: from, x2: to, y1: 4, y2: 4 }),
    kind === "force" && svg("line", { class: "middle", x1: 50, x2: 50, y1: 1, y2: 7 }),
    svg("circle", { class: "knot", cx: at, cy: 4, r: 2.6 }),
  );
}

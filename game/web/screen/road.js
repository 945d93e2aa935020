/** A whole run as one text: to be read again, searched, printed. */

import { pages } from "../engine/page.js";
import { diverged, upto } from "../engine/run.js";
import { tr, trn } from "../i18n/catalogue.js";
import { weekdayAndTime } from "../i18n/dates.js";
import { leavesHistory, pageItems, placeOf, shownPage } from "../view/pages.js";
import { button, h } from "./dom.js";
import { spansOf, takeHeading, told, unseen } from "./items.js";
import { back } from "./tools.js";

/**
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 * @typedef {import("./reading.js").Reading} Reading
 */

/**
 * @param {App} app
 * @param {Reading} reading
 * @returns {View}
 */
export function roadView(app, reading) {
  const title = tr("The whole road");
  const sections = roadTold(reading);
  const search = h("input", {
    type: "search",
    id: "search",
    oninput: () => look(),
  });
  const found = h("p", { class: "quiet", role: "status" });
  const look = () => {
    const wanted = plain(search.value);
    const pages = sections.filter((section) => section.tagName === "SECTION");
    for (const section of sections)
      section.hidden = wanted !== "" && !plain(section.textContent ?? "").includes(wanted);
    const count = pages.filter(({ hidden }) => !hidden).length;
    found.textContent = wanted === "" ? "" : trn("Found on one page.", "Found on {count} pages.", count);
  };
  return {
    title,
    nodes: [
      h("h1", { tabindex: -1 }, title),
      h("p", { class: "notice" }, standing(reading.known)),
      h(
        "p",
        { class: "on" },
        button(() => app.follow(), {}, tr("Read it again, decision by decision")),
      ),
      h(
        "p",
        { class: "search" },
        h("label", { for: "search" }, tr("Search")),
        search,
        button(() => window.print(), {}, tr("Print")),
      ),
      found,
      h("div", { class: "road" }, ...sections),
      back(app),
    ],
  };
}

/**
 * The run as text, page after page, up to the one that is open.
 *
 * @param {Reading} reading
 * @returns {HTMLElement[]}
 */
export function roadTold({ run, bare, leaf }) {
  const { setup, states } = run;
  const last = leaf.card === "page" ? leaf.index + 1 : leaf.index;
  let episode = "";
  return states
    .flatMap((state, count) => {
      const stretch = pages(setup, state);
      const told = count === states.length - 1 ? stretch.slice(0, last) : stretch;
      return told.map((page, index) => ({
        page,
        leaves: leavesHistory(upto(run, count), stretch, index),
      }));
    })
    .flatMap(({ page: whole, leaves }) => {
      const page = shownPage(whole, bare);
      const opens = page.episode !== null && page.episode.id !== episode ? page.episode : null;
      episode = page.episode?.id ?? episode;
      const items = pageItems(page, run, leaves, [], bare);
      const first = takeHeading(items);
      const name = first === undefined ? [placeOf(page, setup) || (page.title ?? "")] : named(first);
      const when = [weekdayAndTime(page.at), first === undefined ? "" : placeOf(page, setup)]
        .filter(Boolean)
        .join(" · ");
      const section = h(
        "section",
        {},
        h("h3", {}, ...name),
        when && h("p", { class: "quiet" }, when),
        h("div", { class: "prose" }, ...told(items)),
      );
      if (opens === null) return [section];
      const { number, title } = opens;
      return [h("h2", {}, tr("Episode {number}: {title}", { number, title })), section];
    });
}

/**
 * @param {import("../view/text.js").Item} item
 */
function named({ about, words, role }) {
  return role === "chosen" ? ["▸ ", unseen(`${about} – `), ...spansOf(words)] : [about, " – ", ...spansOf(words)];
}

/** @param {Run} run */
export function standing(run) {
  return diverged(run) === null
    ? tr("This run follows what really happened. What is invented says so.")
    : tr("This run has left what really happened.");
}

/**
 * Words without accents and capitals: whoever searches types neither.
 *
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'").trim();
}

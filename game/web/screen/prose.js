/** A story's words as elements: paragraphs with their marks, changes with their reasons, facts with their sources. */

import { blockOf } from "../engine/text.js";
import { written } from "../i18n/dates.js";
import { h } from "./dom.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/pages.js").Page} Page
 * @typedef {import("../engine/pages.js").Passage} Passage
 * @typedef {import("../engine/model.js").Fact} Fact
 * @typedef {import("../engine/model.js").Source} Source
 * @typedef {import("../engine/text.js").Block} Block
 */

/** The sign before each mark's word, as in the terminal; a sign is never alone. */
const SIGNS = { documented: "●", disputed: "◐", invented: "○" };

/** What marks and certainties say; the exporter takes their translations along. */
export const MARK_WORDS = ["documented", "disputed", "invented", "reported"];

/**
 * A block's spans.
 *
 * @param {Block} block
 * @returns {Node[]}
 */
export function spansOf(block) {
  return block.spans.map(([style, text]) => {
    if (style === "plain") return document.createTextNode(text);
    return h(style === "strong" ? "strong" : "em", {}, text);
  });
}

/**
 * Paragraphs, quotations and lists.
 *
 * @param {readonly Passage[]} passages
 * @returns {Node[]}
 */
export function prose(passages) {
  /** @type {HTMLElement[]} */
  const laid = [];
  for (const { block, mark } of passages) {
    const words = [...spansOf(block), ...(mark === null ? [] : [" ", markOf(mark)])];
    const last = laid.at(-1);
    if (block.kind === "quote") laid.push(h("blockquote", {}, h("p", {}, ...words)));
    else if (block.kind === "paragraph") laid.push(h("p", {}, ...words));
    else if (last?.tagName === "UL") last.append(h("li", {}, ...words));
    else laid.push(h("ul", {}, h("li", {}, ...words)));
  }
  return laid;
}

/**
 * What a page moved, in a list; null where nothing did.
 *
 * @param {Page} page
 * @returns {HTMLElement | null}
 */
export function changed(page) {
  const moved = page.changes.map(({ variable, amount, why }) => {
    const sign =
      amount > 0
        ? tr("{name} plus {n}", { name: variable.label, n: amount })
        : tr("{name} minus {n}", { name: variable.label, n: -amount });
    return h(
      "li",
      {},
      h(
        "span",
        { "aria-hidden": "true" },
        variable.label,
        " ",
        h("b", {}, `${amount > 0 ? "+" : "−"}${Math.abs(amount)}`),
      ),
      h("span", { class: "unseen" }, sign),
      why === null ? null : h("i", {}, " ", ...spansOf(blockOf(why, page.values))),
    );
  });
  const ends = page.held.map((variable) => h("li", {}, tr("{name}: already at its end", { name: variable.label })));
  return moved.length + ends.length > 0
    ? h("ul", { class: "moved", "aria-label": tr("What moved") }, ...moved, ...ends)
    : null;
}

/**
 * Facts, each with its certainty, its versions and who reported it.
 *
 * @param {readonly Fact[]} facts
 * @returns {HTMLElement}
 */
export function factsTold(facts) {
  return h(
    "div",
    { class: "facts" },
    ...facts.flatMap((fact) => [
      h("h3", {}, fact.title),
      h("p", { class: "quiet" }, `${written(fact.when)} · ${certainty(fact)}`),
      h("p", {}, fact.text),
      ...fact.versions.map((version) =>
        h("p", {}, tr("One account: {text}", { text: version.text }), ...cited(version.sources)),
      ),
      h(
        "ul",
        { class: "sources", "aria-label": tr("Sources") },
        ...unversioned(fact).map((source) => h("li", {}, ...sourceTold(source))),
      ),
    ]),
  );
}

/**
 * @param {Fact} fact
 */
export function certainty(fact) {
  return tr(fact.certainty === "established" ? "documented" : fact.certainty);
}

/**
 * @param {"documented" | "disputed" | "invented"} mark
 */
function markOf(mark) {
  return h(
    "small",
    { class: `mark ${mark}` },
    h("span", { "aria-hidden": "true" }, `${SIGNS[mark]} `),
    h("span", { class: "unseen" }, "["),
    tr(mark),
    h("span", { class: "unseen" }, "]"),
  );
}

/**
 * @param {Fact} fact
 */
function unversioned(fact) {
  const told = new Set(fact.versions.flatMap((version) => version.sources));
  return fact.sources.filter((source) => !told.has(source));
}

/**
 * @param {readonly Source[]} sources
 * @returns {Node[]}
 */
function cited(sources) {
  const told = sources.flatMap((source, place) => [place === 0 ? " (" : tr("; "), ...sourceTold(source)]);
  return told.length > 0
    ? [...told, ")"].map((part) => (typeof part === "string" ? document.createTextNode(part) : part))
    : [];
}

/**
 * @param {Source} source
 * @returns {(Node | string)[]}
 */
function sourceTold({ publisher, title, date, url }) {
  const named = h("cite", {}, title);
  const linked =
    url !== null && /^https?:\/\//u.test(url)
      ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, named)
      : named;
  return [`${publisher}, `, linked, `, ${written(date)}`];
}

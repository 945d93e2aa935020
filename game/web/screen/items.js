/** What each role looks like on the page: its element, its sign (`game/tui/role_styles.py`). A sign is never alone. */

import { h } from "./dom.js";
import { signOf, wordOf } from "../view/text.js";
import { tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/markup.js").Block} Block
 * @typedef {import("../view/text.js").Item} Item
 * @typedef {import("../view/text.js").Role} Role
 */

/** Roles that stand in a list with those like them. */
const LISTED = /** @type {Partial<Record<Role, string>>} */ ({
  gain: "moved",
  loss: "moved",
  "their gain": "theirs",
  "their loss": "theirs",
  "at limit": "moved",
  source: "sources",
  cause: "causes",
});

/**
 * Items as elements: what belongs together in one list.
 *
 * @param {readonly Item[]} items
 * @returns {HTMLElement[]}
 */
export function told(items) {
  /** @type {HTMLElement[]} */
  const laid = [];
  for (const item of items) {
    const last = laid.at(-1);
    const list = LISTED[item.role] ?? (item.role === "story" && item.words.kind === "item" ? "items" : null);
    if (list === null) laid.push(paragraph(item));
    else if (last?.tagName === "UL" && last.className === list) last.append(row(item));
    else
      laid.push(
        h(
          "ul",
          { class: list, role: "list", "aria-label": list === "moved" || list === "theirs" ? tr("What moved") : null },
          row(item),
        ),
      );
  }
  return laid;
}

/**
 * Take the item that heads a page out of its items: the line that was chosen, or an ending's title.
 *
 * @param {Item[]} items
 */
export function takeHeading(items) {
  const at = items.findIndex(({ role }) => role === "chosen" || role === "title");
  return at < 0 ? undefined : items.splice(at, 1)[0];
}

/**
 * A block's words, with their emphasis.
 *
 * @param {Block} block
 * @returns {Node[]}
 */
export function spansOf(block) {
  return block.spans.map(({ text, style }) =>
    style === "plain" ? document.createTextNode(text) : h(style === "strong" ? "strong" : "em", {}, text),
  );
}

/**
 * A sign for those who see it, before words that say the same.
 *
 * @param {string} drawn
 */
export function sign(drawn) {
  return h("span", { class: "sign", "aria-hidden": "true" }, drawn, " ");
}

/**
 * What is only said aloud.
 *
 * @param {string} words
 */
export function unseen(words) {
  return h("span", { class: "unseen" }, words);
}

/**
 * @param {Item} item
 * @returns {HTMLElement}
 */
function paragraph(item) {
  const { role, words, about, note } = item;
  const spans = spansOf(words);
  switch (role) {
    case "story":
      return storyTold(item);
    case "heading":
    case "section":
      return h("h2", { class: role }, ...spans);
    case "fact":
      return h("h3", { class: role }, ...spans, passing(item));
    case "speech":
    case "account":
      return h("p", { class: role }, h("b", {}, about), " ", ...spans, passing(item));
    case "followed":
      return h("p", { class: role }, sign("="), ...spans);
    case "left":
    case "off history":
      return h("p", { class: "left" }, sign("≠"), ...spans);
    case "missed":
      return h("p", { class: role }, sign("◇"), ...spans);
    case "moved":
      return h("p", { class: role }, sign("↯"), h("b", {}, about), " ", ...spans, passing(item));
    case "epitaph":
      return h("p", { class: role }, sign("❧"), ...spans);
    case "unlocked":
      return h("p", { class: role }, sign("✦"), about && h("b", {}, about, " "), ...spans);
    default:
      return h(
        "p",
        { class: role.replace(" ", "-") },
        about && h("b", {}, about, " "),
        ...spans,
        note && passing(item),
      );
  }
}

/** @param {Item} item */
function storyTold(item) {
  const { words } = item;
  const spans = [...spansOf(words), claimed(item)];
  if (words.kind === "lines") return h("p", { class: "lines" }, ...spans);
  return words.kind === "quote" ? h("blockquote", {}, h("p", {}, ...spans)) : h("p", {}, ...spans);
}

/** @param {Item} item */
function row(item) {
  const { role, words, about, note, url } = item;
  if (role === "source") return h("li", {}, ...(isWeb(url) ? linked(words, url) : spansOf(words)));
  if (role === "story") return h("li", {}, ...spansOf(words), claimed(item));
  if (role === "cause") return h("li", {}, ...spansOf(words), passing(item));
  if (role === "at limit") return h("li", {}, about, " ", h("span", { class: "quiet" }, ...spansOf(words)));
  const up = role === "gain" || role === "their gain";
  const fields = { name: about, n: words.spans[0]?.text ?? "" };
  return h(
    "li",
    {},
    unseen(up ? tr("{name} plus {n}", fields) : tr("{name} minus {n}", fields)),
    h("span", { "aria-hidden": "true" }, about, " ", h("b", {}, up ? "+" : "−", ...spansOf(words))),
    note && h("i", {}, unseen(","), " ", note),
  );
}

/**
 * What a paragraph claims to be.
 *
 * @param {Item} item
 */
function claimed({ claim }) {
  if (claim === null) return null;
  const words = [sign(signOf(claim)), unseen("["), wordOf(claim), unseen("]")];
  return h("small", { class: `claim ${claim}` }, " ", ...words);
}

/**
 * What is said in passing after an item's words: a note, a claim.
 *
 * @param {Item} item
 */
function passing({ note, claim }) {
  if (note === "" && claim === null) return null;
  const claims = claim === null ? [] : [note && " · ", sign(signOf(claim)), wordOf(claim)];
  return h("small", { class: "quiet" }, " ", note, ...claims);
}

/**
 * A source's words, its title a link.
 *
 * @param {Block} words
 * @param {string} url
 */
function linked(words, url) {
  return words.spans.map(({ text, style }) =>
    style === "plain"
      ? document.createTextNode(text)
      : h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, h("cite", {}, text)),
  );
}

/**
 * Whether an address leads to the web: a story is a stranger's, and there are addresses that run code.
 *
 * @param {string | null | undefined} url
 * @returns {url is string}
 */
function isWeb(url) {
  return url !== null && url !== undefined && /^https?:\/\//iu.test(url);
}

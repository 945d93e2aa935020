/**
 * Light Markdown to blocks and spans (`game/story/markup.py`). What comes out is plain text with a style, never markup.
 *
 * JavaScript's `trim` takes U+FEFF for a blank, and Python's `strip` U+001C to U+001F and U+0085. No story holds any of
 * them: `game/story/unfit_characters.py` refuses them.
 */

/**
 * @typedef {"paragraph" | "quote" | "item" | "lines"} BlockKind `lines` stay as they stand.
 * @typedef {"plain" | "emphasis" | "strong"} Style
 * @typedef {{text: string, style: Style}} Span
 * @typedef {{kind: BlockKind, spans: readonly Span[]}} Block
 */

/** A `{name}`, or an escaped character, which is skipped. */
export const PLACEHOLDER = /\\[^\n]|\{([a-z][a-z0-9_]*)\}/gu;

const TOKEN = /\\(.)|(\*\*|\*)/gsu;

/**
 * Put what they stand for in the place of `{names}`; a name that is not given stays as written.
 *
 * @param {string} source
 * @param {ReadonlyMap<string, string>} printed
 */
export function fill(source, printed) {
  return source.replace(PLACEHOLDER, (whole, name) => (name === undefined ? whole : (printed.get(name) ?? whole)));
}

/**
 * Read one paragraph. A star without its twin is a star.
 *
 * @param {string} source
 * @returns {Block}
 */
export function parseBlock(source) {
  const kind = source.startsWith("> ") ? "quote" : source.startsWith("- ") ? "item" : "paragraph";
  return { kind, spans: spansOf((kind === "paragraph" ? source : source.slice(2)).trim()) };
}

/**
 * Lines as they stand, blank ones at both ends aside; only a brace may be escaped in them.
 *
 * @param {string} source
 * @returns {Block}
 */
export function verbatim(source) {
  const lines = source
    .replace(/\\([{}])/gu, "$1")
    .split("\n")
    .map((line) => line.trimEnd());
  while (lines[0] === "") lines.shift();
  return { kind: "lines", spans: [{ text: lines.join("\n").replace(/\n+$/u, ""), style: "plain" }] };
}

/**
 * The words of a block alone.
 *
 * @param {Block} block
 */
export function plainOf(block) {
  return block.spans.map(({ text }) => text).join("");
}

/**
 * The words of a line, its markup read and dropped.
 *
 * @param {string} source
 */
export function stripMarkup(source) {
  return plainOf(parseBlock(source));
}

/**
 * Whether a text says one of some names, as words of their own, in these very letters.
 *
 * @param {string} text
 * @param {readonly string[]} names
 */
export function mentions(text, names) {
  const words = straight(text);
  return names.some((name) => {
    const escaped = straight(name).replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "u").test(words);
  });
}

/**
 * A text whose apostrophes are those of a typewriter: an author may type either.
 *
 * @param {string} text
 */
function straight(text) {
  return text.replaceAll("\u2019", "'");
}

/**
 * @param {string} body
 * @returns {Span[]}
 */
function spansOf(body) {
  /** @type {Span[]} */
  const found = [];
  let position = 0;
  let pending = "";
  /** @type {Style} */
  let style = "plain";
  for (const token of body.matchAll(TOKEN)) {
    pending += body.slice(position, token.index);
    position = token.index + token[0].length;
    const [, escaped, stars] = token;
    if (stars === undefined) {
      pending += escaped;
      continue;
    }
    /** @type {Style} */
    const wanted = stars === "**" ? "strong" : "emphasis";
    /** @type {boolean} */
    const closes = style === wanted;
    const opens = style === "plain" && body.includes(stars, position);
    if (!closes && !opens) {
      pending += stars;
      continue;
    }
    if (pending) found.push({ text: pending, style });
    pending = "";
    style = closes ? "plain" : wanted;
  }
  pending += body.slice(position);
  if (pending) found.push({ text: pending, style });
  return found;
}

/** A story that was published in several languages at once, in one of them (`game/web/texts.py`). */

const HOLE = "~";

/**
 * What the languages share, its holes filled by what one of them says.
 *
 * @param {any} shared
 * @param {readonly any[]} texts
 * @returns {any}
 */
export function spoken(shared, texts) {
  let next = 0;
  /** @type {(part: any) => any} */
  const filled = (part) => {
    if (part === HOLE) return texts[next++];
    if (Array.isArray(part)) return part.map(filled);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, filled(inner)]));
  };
  return filled(shared);
}

/** A story that was published in several languages at once, in one of them (`game/web/texts.py`). */

const HOLE = "~";

/**
 * What the languages share, its holes filled by what one of them says.
 *
 * @param {any} shared Filled itself: to copy all of a story would take longer than to read it.
 * @param {readonly any[]} texts
 * @returns {any}
 */
export function spoken(shared, texts) {
  let next = 0;
  /** @type {(part: any) => any} */
  const filled = (part) => {
    if (part === HOLE) return texts[next++];
    if (part === null || typeof part !== "object") return part;
    for (const key in part) {
      const inner = part[key];
      if (inner === HOLE) part[key] = texts[next++];
      else if (typeof inner === "object") filled(inner);
    }
    return part;
  };
  return filled(shared);
}

/** What must be there, because the checker saw to it. */

/**
 * @template T
 * @param {T | null | undefined} thing
 * @returns {T}
 */
export function known(thing) {
  if (thing === null || thing === undefined) throw new TypeError("the story is not whole");
  return thing;
}

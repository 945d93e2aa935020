/** What the things of a story were called before (`game/story/former.py`). */

/** @typedef {ReadonlyMap<string, string>} Was Former names and present ones. */

/**
 * What a thing is called today.
 *
 * @param {Was} was
 * @param {string} name
 * @param {string} [kind]
 */
export function today(was, name, kind = "") {
  const now = was.get(kind + name);
  return now === undefined ? name : now.startsWith(kind) ? now.slice(kind.length) : now;
}

/**
 * What a thing was called before: the other way round.
 *
 * @param {Was} was
 * @param {string} name
 * @param {string} [kind]
 */
export function former(was, name, kind = "") {
  return [...was]
    .filter(([, now]) => now === kind + name)
    .map(([old]) => (old.startsWith(kind) ? old.slice(kind.length) : old));
}

/**
 * What each thing that was renamed was called first: chance hangs on it, so that a new name draws nothing else.
 *
 * @param {Was} was
 * @returns {ReadonlyMap<string, string>}
 */
export function firstNames(was) {
  return new Map([...was].reverse().map(([old, now]) => [now, old]));
}

/**
 * The path of a text of a scene, a storylet or an ending, with the names that things bore first.
 *
 * @param {ReadonlyMap<string, string>} first
 * @param {string} path
 */
export function firstPath(first, path) {
  const deck = path.startsWith("deck/") ? "deck/" : "";
  const [scene = "", ...rest] = path.slice(deck.length).split("/");
  const [kind, choice] = rest;
  if (kind === "choices" && choice !== undefined) {
    const name = `${scene}/${choice}`;
    rest[1] = lastOf(first.get(name) ?? name);
  }
  return deck + [first.get(scene) ?? scene, ...rest].join("/");
}

/**
 * The id of a choice, out of `scene/choice`.
 *
 * @param {string} path
 */
export function lastOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * What a scene and a choice of it are called today.
 *
 * @param {Was} was
 * @param {string} scene
 * @param {string} choice
 * @returns {[string, string]}
 */
export function choiceToday(was, scene, choice) {
  const now = today(was, scene);
  return [now, today(was, choice, `${now}/`)];
}

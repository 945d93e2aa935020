/** Which challenges of its story a run has met (`game/play/challenges.py`). */

/**
 * The challenges that are met where a run rests: none, unless it has ended.
 *
 * @param {import("./model.js").Story} story
 * @param {import("./state.js").State} state
 */
export function challengesMet(story, { here, values }) {
  return [...story.challenges.values()].filter(
    ({ endings, condition }) => endings.includes(here.id) && (condition === null || Boolean(condition(values))),
  );
}

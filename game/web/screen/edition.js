/** What was published: the story in each language, the interface's words, the odds. Only languages that are read are parsed. */

import { link } from "../engine/link.js";
import { spoken } from "../engine/texts.js";
import { setWords } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {import("../view/endings.js").Odds} Odds
 */

/** The data in the page. */
export class Edition {
  constructor() {
    /** @type {{version: string, languages: string[], names: Record<string, string>}} */
    const { version, languages, names } = data("edition");
    this.version = version;
    this.languages = languages;
    this.names = names;
    /** @type {Odds | null} */
    this.odds = document.getElementById("odds") === null ? null : data("odds");
    /** @type {Map<string, Story>} */
    this.stories = new Map();
  }

  /** The language to open in: the reader's, as far as the story speaks it; else English; else its own. */
  get wanted() {
    const near = [...navigator.languages, "en"].flatMap((tag) => {
      const code = tag.replace("-", "_");
      return [code, code.split("_")[0] ?? code];
    });
    return near.find((code) => this.languages.includes(code)) ?? this.languages[0] ?? "en";
  }

  /**
   * The story in a language, which the interface speaks from now on.
   *
   * @param {string} code
   * @returns {Story}
   */
  speak(code) {
    setWords(data(`words-${code}`));
    const known = this.stories.get(code);
    if (known !== undefined) return known;
    const story = link(spoken(data("story"), data(`texts-${code}`)));
    this.stories.set(code, story);
    return story;
  }

  /** @param {string} code */
  named(code) {
    return this.names[code] ?? code;
  }
}

/**
 * @param {string} id
 * @returns {any}
 */
function data(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

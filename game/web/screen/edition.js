/** What was published: the story in each language, the interface's words, the odds. Only languages that are read are parsed. */

import { unpacked } from "../engine/bzip2.js";
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
    /** @type {{version: string, story: string, languages: string[], names: Record<string, string>}} */
    const { version, story, languages, names } = JSON.parse(written("edition"));
    this.version = version;
    /** The story's id. */
    this.id = story;
    this.languages = languages;
    this.names = names;
    /** @type {string | null} What the languages share. */
    this.shared = null;
    /** @type {Odds | null} */
    this.odds = null;
    /** @type {Map<string, {story: Story, words: import("../i18n/catalogue.js").Words}>} */
    this.read = new Map();
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
    const { story, words } = this.read.get(code) ?? this.unpack(code);
    setWords(words);
    return story;
  }

  /** @param {string} code */
  unpack(code) {
    this.shared ??= unpacked(written("shared"));
    const { story: shared, odds } = JSON.parse(this.shared);
    const { texts, words } = JSON.parse(unpacked(written(`said-${code}`)));
    const read = { story: link(spoken(shared, texts)), words };
    this.odds = odds;
    this.read.set(code, read);
    return read;
  }

  /** @param {string} code */
  named(code) {
    return this.names[code] ?? code;
  }
}

/**
 * What the publisher wrote into the page under a name.
 *
 * @param {string} id
 */
function written(id) {
  return document.getElementById(id)?.textContent ?? "";
}

/** The page itself: which view is open, what keys do, what is said aloud. */

import { EndlessStory } from "../engine/play.js";
import { AnotherStory, NotACode, decode, encode } from "../engine/runcode.js";
import { FORMAT, link } from "../engine/story.js";
import { recordTold, reckoningView, roadView } from "./beside.js";
import { h } from "./dom.js";
import { gameView } from "./game.js";
import { Journal, resumed } from "./journal.js";
import { listen } from "./keys.js";
import { endingsView, newView, runsView, titleView } from "./menus.js";
import { panel } from "./panel.js";
import { Reading } from "./reading.js";
import { setWords, tr } from "../i18n/catalogue.js";

/**
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../engine/model.js").Story} Story
 * @typedef {"title" | "new" | "runs" | "endings" | "game" | "reckoning" | "road"} Name
 * @typedef {{title: string, nodes: (Node | null | undefined | false)[]}} View
 * @typedef {{names: Record<string, string>, languages: string[]}} Edition
 */

/** Everything that the reader can do. */
export class App {
  constructor() {
    /** @type {Edition} */
    const edition = JSON.parse(part("edition"));
    this.edition = edition;
    this.languages = edition.languages;
    /** @type {Map<string, Story>} */
    this.stories = new Map();
    this.story = this.inLanguage(this.wanted());
    this.journal = new Journal(this.story.id);
    const spoken = this.journal.read("language", this.story.language);
    if (spoken !== this.story.language && this.languages.includes(spoken)) this.story = this.inLanguage(spoken);
    this.keys = this.journal.read("keys", true);
    /** @type {Reading | null} */
    this.reading = null;
    /** @type {string[]} */
    this.notices = [];
    /** @type {Name} */
    this.view = "title";
    this.dress();
    listen(this);
    window.addEventListener("hashchange", () => this.arrive());
    if (!this.arrive()) this.show("title", false);
  }

  /** The language to open in: the reader's, as far as the story speaks it; else English; else its own (`load.translated`). */
  wanted() {
    const spoken = navigator.languages.map((code) => code.slice(0, 2));
    return [...spoken, "en"].find((code) => this.languages.includes(code)) ?? this.languages[0] ?? "en";
  }

  /**
   * The story in a language; only those that are read are ever parsed.
   *
   * @param {string} code
   * @returns {Story}
   */
  inLanguage(code) {
    setWords(JSON.parse(part(`words-${code}`)));
    const known = this.stories.get(code);
    if (known !== undefined) return known;
    const document = JSON.parse(part(`story-${code}`));
    if (document.format !== FORMAT) throw new TypeError(`a story of format ${document.format}`);
    const story = link(document);
    this.stories.set(code, story);
    return story;
  }

  /** @param {string} code */
  named(code) {
    return this.edition.names[code] ?? code;
  }

  /**
   * Open a view.
   *
   * @param {Name} name
   * @param {boolean} [moves] Whether the keyboard goes to its heading: always, but when the page has just loaded.
   */
  show(name, moves = true) {
    const { reading } = this;
    const views = { title: titleView, new: newView, runs: runsView, endings: endingsView };
    this.view = name;
    this.say("");
    if (name === "title") this.reading = null;
    /** @type {View} */
    const view =
      name === "title" || name === "new" || name === "runs" || name === "endings"
        ? views[name](this)
        : reading === null
          ? titleView(this)
          : name === "game"
            ? gameView(this, reading)
            : name === "reckoning"
              ? reckoningView(this, reading)
              : roadView(this, reading);
    element("main").replaceChildren(.../** @type {Node[]} */ (view.nodes.filter(Boolean)));
    const beside = name === "game" && reading !== null;
    element("panel").hidden = !beside;
    element("panel").replaceChildren(...(beside ? panel(reading) : []));
    document.title = view.title === this.story.title ? this.story.title : `${view.title} — ${this.story.title}`;
    document.body.dataset["view"] = name;
    if (!moves) return;
    window.scrollTo(0, 0);
    document.querySelector("h1")?.focus({ preventScroll: true });
  }

  /** @param {string} text Said aloud, and shown for a moment. */
  say(text) {
    element("said").textContent = text;
  }

  /** @param {Run} run */
  begin(run) {
    this.reading = new Reading(this.journal, run);
    this.show("game");
    this.unsaved();
  }

  /** @param {import("./journal.js").Kept} kept */
  open({ id, saved }) {
    const found = resumed(this.story, saved);
    if (found === null) return this.say(tr("This run cannot be opened: the story has changed too much since."));
    this.notices = found.notices;
    this.reading = new Reading(
      this.journal,
      found.run,
      found.run.decisions.length === saved.decisions.length ? id : undefined,
      saved.page,
    );
    this.show("game");
  }

  /** @param {string} choice */
  decide(choice) {
    if (this.reading === null) return;
    try {
      this.reading.decide(choice);
    } catch (error) {
      if (!(error instanceof EndlessStory)) throw error;
      return this.say(tr("The story turns in circles after this choice: nothing was decided. Choose another."));
    }
    this.show("game");
    this.unsaved();
  }

  undo() {
    if (this.reading === null || !this.reading.undo()) return this.say(tr("There is no decision to take back."));
    this.show("game");
    this.say(tr("Your last decision is taken back."));
  }

  /** @param {number} by */
  turn(by) {
    if (this.reading?.turn(by)) this.show("game");
  }

  /** @param {string} code */
  speak(code) {
    this.story = this.inLanguage(code);
    this.journal.write("language", code);
    this.dress();
    this.reading?.retell(this.story);
    this.show(this.view);
  }

  toggleKeys() {
    this.keys = !this.keys;
    this.journal.write("keys", this.keys);
    this.show("title");
  }

  record() {
    if (this.reading !== null) this.sheet(tr("What really happened"), recordTold(this.reading));
  }

  share() {
    if (this.reading === null) return;
    const address = `${location.href.split("#")[0]}#${encode(this.reading.told)}`;
    const field = h("input", {
      type: "text",
      readonly: true,
      value: address,
      "aria-label": tr("The address of this run"),
    });
    const copy = async () => {
      field.select();
      await navigator.clipboard.writeText(address);
      this.say(tr("Copied."));
    };
    this.sheet(tr("Share"), [
      h("p", {}, tr("Whoever opens this address reads this run, and may go on from it.")),
      field,
      h("p", { class: "on" }, h("button", { onclick: () => copy().catch(() => field.select()) }, tr("Copy"))),
    ]);
  }

  /**
   * Something over the page; the keyboard comes back to where it was.
   *
   * @param {string} title
   * @param {Node[]} nodes
   */
  sheet(title, nodes) {
    const dialog = /** @type {HTMLDialogElement} */ (element("sheet"));
    const close = h("button", { onclick: () => dialog.close() }, tr("Close"));
    dialog.replaceChildren(
      h("h2", { id: "sheet-title", tabindex: -1 }, title),
      ...nodes,
      h("p", { class: "on" }, close),
    );
    dialog.showModal();
    dialog.querySelector("h2")?.focus();
  }

  /** Open the run of the address, if it names one. */
  arrive() {
    const code = location.hash.slice(1);
    if (!code.startsWith("holdup-")) return false;
    history.replaceState(null, "", location.href.split("#")[0]);
    try {
      const { run, lost } = decode(this.story, code);
      this.notices = [
        tr("A run that somebody sent: {count} decisions. It is yours from here.", { count: run.decisions.length }),
      ];
      if (lost > 0)
        this.notices.push(
          tr("The story has changed: only the first {count} decisions are told.", { count: run.decisions.length }),
        );
      this.begin(run);
    } catch (error) {
      if (!(error instanceof NotACode || error instanceof AnotherStory)) throw error;
      this.show("title");
      this.say(
        error instanceof NotACode
          ? tr("This address is damaged: no run can be read from it.")
          : tr("This address tells a run of another story."),
      );
    }
    return true;
  }

  unsaved() {
    if (this.journal.failing) this.say(tr("The game goes on, but this run is not being saved."));
  }

  /** What stands around every view, in the language that is spoken. */
  dress() {
    document.documentElement.lang = this.story.language;
    element("home").textContent = this.story.title;
    element("home").onclick = () => this.show("title");
    element("skip").textContent = tr("To the text");
    element("panel").setAttribute("aria-label", tr("balance of power"));
  }
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`no #${id}`);
  return found;
}

/** @param {string} id */
function part(id) {
  return element(id).textContent ?? "";
}

/** The page itself: which view is open, what is read, what is said aloud. */

import { endingOf, upto } from "../engine/run.js";
import { EndlessStory } from "../engine/state.js";
import { InvalidShareCode, PlayedInTerminal, WrongStory, decode } from "../engine/share_code.js";
import { tr, trn } from "../i18n/catalogue.js";
import { CannotResume, resume } from "../journal/resume.js";
import { Journal } from "../journal/journal.js";
import { debriefHere } from "../view/debrief.js";
import { AWAY, previously } from "../view/log.js";
import { neverAsksAgain, where } from "../view/pages.js";
import { refuses } from "../view/text.js";
import { startAgainAt } from "../view/why.js";
import { button, h } from "./dom.js";
import { Edition } from "./edition.js";
import { gameView } from "./game.js";
import { listen } from "./keys.js";
import { newView } from "./new_game.js";
import { panel } from "./panel.js";
import { Reading } from "./reading.js";
import { reckoningView } from "./reckoning.js";
import { roadTold, roadView, standing } from "./road.js";
import { runsView } from "./runs.js";
import { settingsView } from "./settings.js";
import { factsSheet, helpSheet, shareSheet, whoSheet } from "./sheets.js";
import { endingsView } from "./shelf.js";
import { heading, shell } from "./shell.js";
import { titleView } from "./title.js";

/**
 * @typedef {import("../engine/debrief.js").Debrief} Debrief
 * @typedef {import("../engine/run.js").Run} Run
 * @typedef {import("../journal/journal.js").Kept} Kept
 * @typedef {"title" | "new" | "runs" | "endings" | "settings" | "game" | "reckoning" | "road"} Name
 * @typedef {{title: string, nodes: (Node | string | null | undefined | false)[], kind?: string}} View
 */

/** Everything that the reader can do. */
export class App {
  constructor() {
    this.edition = new Edition();
    this.journal = new Journal(this.edition.id);
    const { languages, wanted } = this.edition;
    const spoken = this.journal.setting("language");
    this.story = this.edition.speak(spoken !== null && languages.includes(spoken) ? spoken : wanted);
    /** Whether digits and letters do something by themselves. */
    this.keys = this.journal.setting("keys") !== "off";
    /** @type {Reading | null} */
    this.reading = null;
    /** @type {Debrief | null} The reckoning of the episode that has just ended. */
    this.closed = null;
    /** @type {Kept | null} */
    this.deleted = null;
    /** @type {Name} */
    this.view = "title";
    this.wide = matchMedia("(min-width: 64rem)");
    this.wide.addEventListener("change", () => this.layPanel());
    listen(this);
    window.addEventListener("hashchange", () => this.arrive());
    window.addEventListener("popstate", (event) => this.returned(event));
    window.addEventListener("beforeprint", () => this.print());
    window.addEventListener("afterprint", () => shell.print.replaceChildren());
    if (!this.arrive()) this.show("title", false);
  }

  /**
   * Open a view.
   *
   * @param {Name} name
   * @param {boolean} [moves] Whether the keyboard goes to its heading: always, but when the page has just loaded.
   * @param {boolean} [visited] Whether the browser's own way back leads here.
   */
  show(name, moves = true, visited = false) {
    const another = name !== this.view;
    this.view = this.reading === null && (name === "game" || name === "reckoning" || name === "road") ? "title" : name;
    if (another && !visited && moves) history.pushState({ view: this.view }, "");
    if (this.view === "title") this.reading = null;
    if (this.view !== "reckoning") this.closed = null;
    this.say("");
    if (shell.sheet.open) shell.sheet.close();
    this.lay();
    if (!moves) return;
    window.scrollTo(0, 0);
    const first = document.querySelector("main [data-first]") ?? document.querySelector("h1");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
  }

  /** Lay the open view out, in the language that is spoken. */
  lay() {
    const { reading, story, view } = this;
    const playing = view === "game" && reading !== null;
    const { title, nodes, kind = "" } = this.laid();
    shell.main.replaceChildren(.../** @type {Node[]} */ (nodes.filter(Boolean)));
    this.layPanel();
    const here = playing ? where(reading.known, reading.told) : null;
    shell.top.replaceChildren(...heading(story.title, () => this.show("title"), here));
    shell.skip.textContent = tr("To the text");
    document.title = title === story.title ? title : `${title} – ${story.title}`;
    document.documentElement.lang = story.language.replace("_", "-");
    Object.assign(document.body.dataset, { view, kind });
  }

  /** Lay out what stands beside the text, as the window has room for it. */
  layPanel() {
    const { reading, view } = this;
    const playing = view === "game" && reading !== null;
    shell.panel.hidden = !playing;
    shell.panel.replaceChildren(...(playing ? panel(reading, this.wide.matches) : []));
    shell.panel.setAttribute("aria-label", tr("Panel"));
  }

  /** @returns {View} */
  laid() {
    const { reading } = this;
    if (this.view === "new") return newView(this);
    if (this.view === "runs") return runsView(this);
    if (this.view === "endings") return endingsView(this);
    if (this.view === "settings") return settingsView(this);
    if (reading === null || this.view === "title") return titleView(this);
    if (this.view === "road") return roadView(this, reading);
    const ending = reading.leaf.card === "page" ? reading.leaf.page.ending : null;
    const counted = this.view === "reckoning" ? (this.closed ?? debriefHere(reading.known, ending)) : null;
    return counted === null || refuses(counted) ? gameView(this, reading) : reckoningView(this, counted);
  }

  /** Go back: to the story, else to the title. */
  leave() {
    if (this.view === "title") return;
    this.show(this.reading === null || this.view === "game" ? "title" : "game");
  }

  /**
   * The browser's own way back was taken.
   *
   * @param {PopStateEvent} event
   */
  returned(event) {
    /** @type {{view?: Name} | null} */
    const state = event.state;
    this.show(state?.view ?? "title", true, true);
  }

  /** @param {string} text Said aloud, and shown until something else happens. */
  say(text) {
    shell.said.textContent = text;
  }

  /**
   * Say something in the sheet that is open: what stands behind it is not heard.
   *
   * @param {string} text
   */
  tell(text) {
    const voice = shell.sheet.querySelector("[role=status]");
    if (voice !== null) voice.textContent = text;
  }

  /**
   * Read a run.
   *
   * @param {Run} run
   * @param {import("./reading.js").Opening} [opening]
   */
  begin(run, opening) {
    this.reading = new Reading(this.journal, run, opening);
    this.show("game");
  }

  /** @param {Kept} kept */
  open({ id, saved }) {
    try {
      const { run, page, notices, lost } = resume(this.story, saved);
      const away = Date.now() - saved.touched >= AWAY && endingOf(run) === null;
      const recalled = away ? previously(run, page) : [];
      this.begin(run, { id, page, notices, recalled, lost, bare: saved.bare });
    } catch (error) {
      if (!(error instanceof CannotResume)) throw error;
      this.say(error.message);
    }
  }

  /** @param {string} choice */
  decide(choice) {
    try {
      this.reading?.decide(choice);
    } catch (error) {
      if (!(error instanceof EndlessStory)) throw error;
      return this.say(neverAsksAgain());
    }
    this.show("game");
  }

  turn() {
    if (this.reading?.turn()) this.show("game");
  }

  /** @param {Debrief} counted The reckoning of an episode. */
  reckon(counted) {
    this.closed = counted;
    this.show("reckoning");
  }

  /** Start again, in a run of its own, at a decision that led to this ending. */
  startAgain() {
    const { reading } = this;
    const kept = reading === null ? null : startAgainAt(reading.run);
    if (reading === null || kept === null) return;
    this.begin(upto(reading.run, kept), { bare: reading.bare, page: Infinity });
  }

  back() {
    if (this.reading?.back()) this.show("game");
  }

  skip() {
    this.reading?.skip();
    this.show("game");
  }

  /** Follow the run that is read from its beginning, decision by decision. */
  follow() {
    if (this.reading === null) return;
    const { run, bare } = this.reading;
    this.begin(upto(run, 0), { bare, ahead: run.decisions });
  }

  undo() {
    if (this.reading === null || !this.reading.undo()) return;
    this.show("game");
    this.say(tr("Decision taken back."));
  }

  facts() {
    if (this.reading !== null) factsSheet(this, this.reading);
  }

  who() {
    if (this.reading !== null) whoSheet(this, this.reading);
  }

  share() {
    if (this.reading !== null) shareSheet(this, this.reading);
  }

  help() {
    helpSheet(this);
  }

  /** @param {string} code The language to speak from now on. */
  speak(code) {
    this.story = this.edition.speak(code);
    this.journal.set("language", code);
    this.reading?.retell(this.story);
    this.show(this.view);
  }

  /** @param {boolean} on */
  setKeys(on) {
    this.keys = on;
    this.journal.set("keys", on ? "on" : "off");
  }

  /** @param {Kept} kept */
  forget(kept) {
    this.deleted = kept;
    this.journal.forget(kept.id);
    this.show("runs");
    this.say(tr("The run is deleted. It can be brought back as long as this page is open."));
  }

  restore() {
    if (this.deleted !== null) this.journal.restore(this.deleted);
    this.deleted = null;
    this.show("runs");
    this.say(tr("It is back."));
  }

  /**
   * Something over the page; the keyboard comes back to where it was.
   *
   * @param {string} title
   * @param {readonly Node[]} nodes
   */
  sheet(title, nodes) {
    const { sheet } = shell;
    const close = button(() => sheet.close(), { class: "onwards" }, tr("Close"));
    const voice = h("p", { class: "voice", role: "status" });
    sheet.replaceChildren(
      h("h2", { id: "sheet-title", tabindex: -1 }, title),
      ...nodes,
      voice,
      h("p", { class: "on" }, close),
    );
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
    sheet.querySelector("h2")?.focus();
  }

  /** Open the run of the address, if it names one. */
  arrive() {
    const code = /^#(holdup-.*)/su.exec(location.hash)?.[1];
    if (code === undefined) return false;
    history.replaceState({ view: "title" }, "", location.href.split("#")[0]);
    try {
      const { run, lost } = decode(this.story, code);
      const count = run.decisions.length;
      const notices = [
        trn(
          "A run that somebody sent you: one decision. It is yours from here.",
          "A run that somebody sent you: {count} decisions. It is yours from here.",
          count,
        ),
        tr("Under More: the whole road, and this run again from its beginning, decision by decision."),
      ];
      if (lost > 0)
        notices.push(
          trn(
            "The story has changed since: one decision more is not told.",
            "The story has changed since: {count} decisions more are not told.",
            lost,
          ),
        );
      this.begin(run, { notices });
    } catch (error) {
      const known = [InvalidShareCode, PlayedInTerminal, WrongStory, EndlessStory].some(
        (kind) => error instanceof kind,
      );
      if (!known) throw error;
      this.show("title");
      this.say(
        error instanceof PlayedInTerminal
          ? tr("This run was played against a strategist: it opens in the terminal’s game.")
          : error instanceof WrongStory
            ? tr("This address tells a run of another story.")
            : tr("This address is damaged: no run can be read from it."),
      );
    }
    return true;
  }

  /** What is printed is the run as text, whatever page of it is open. */
  print() {
    const { reading, view } = this;
    if (reading === null || (view !== "game" && view !== "road")) return;
    shell.print.replaceChildren(
      h("p", { class: "masthead" }, this.story.title),
      h("p", { class: "notice" }, standing(reading.known)),
      ...roadTold(reading),
    );
  }
}

/** The page itself: which view is open, what is read, what is said aloud. */

import { EndlessStory } from "../engine/state.js";
import { AnotherStory, NotACode, decode } from "../engine/share_code.js";
import { tr, trn } from "../i18n/catalogue.js";
import { CannotResume, resume } from "../journal/resume.js";
import { Journal } from "../journal/journal.js";
import { betweenEpisodes, debriefHere } from "../view/debrief.js";
import { neverAsksAgain, where } from "../view/pages.js";
import { refuses } from "../view/text.js";
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
import { endingsView } from "./shelf.js";
import { titleView } from "./title.js";
import { heading, shell } from "./shell.js";

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
    this.story = this.edition.speak(this.edition.wanted);
    this.journal = new Journal(this.story.id);
    const spoken = this.journal.setting("language");
    if (spoken !== null && this.edition.languages.includes(spoken)) this.story = this.edition.speak(spoken);
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
    this.wide.addEventListener("change", () => this.lay());
    listen(this);
    window.addEventListener("hashchange", () => this.arrive());
    window.addEventListener("popstate", (event) => this.returned(event));
    window.addEventListener("beforeprint", () => this.print());
    window.addEventListener("afterprint", () => shell.print.replaceChildren());
    if (!this.arrive()) this.show("title", false);
  }

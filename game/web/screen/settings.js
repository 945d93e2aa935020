/** The settings of this browser: single keys, languages. Colours and letters are the browser's own affair. */

import { tr } from "../i18n/catalogue.js";
import { h } from "./dom.js";
import { back } from "./tools.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").View} View
 */

/** @type {(app: App) => View} */
export function settingsView(app) {
  const title = tr("Settings");
  const keys = h("input", {
    type: "checkbox",
    checked: app.keys,
    onchange: () => app.setKeys(keys.checked),
  });
  const why = tr(
    "Off, no key alone decides anything: for those who dictate, or whose hand may slip. Enter and Tab stay.",
  );
  const languages = app.edition.languages.map((code) =>
    h(
      "label",
      { class: "radio" },
      h("input", {
        type: "radio",
        name: "language",
        checked: code === app.story.language,
        onchange: () => app.speak(code),
      }),
      h("span", { lang: code.replace("_", "-") }, app.edition.named(code)),
    ),
  );
  return {
    title,
    nodes: [
      h("h1", { tabindex: -1 }, title),
      h(
        "fieldset",
        {},
        h("legend", {}, tr("Keys")),
        h(
          "label",
          { class: "radio" },
          keys,
          h("span", {}, h("b", {}, tr("Digits and letters are keys")), h("small", { class: "quiet" }, " ", why)),
        ),
      ),
      languages.length > 1 ? h("fieldset", {}, h("legend", {}, tr("Language")), ...languages) : null,
      h("p", { class: "quiet" }, tr("Colours, contrast and the size of letters are those of your browser.")),
      back(app),
    ],
  };
}

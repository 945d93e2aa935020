/**
 * The interface's words, as `game/i18n/catalogue.py` says them: English in the code, other languages from the words that
 * the publisher takes along.
 */

/**
 * @typedef {Readonly<Record<string, string | number | null>>} Fields
 *
 * @typedef {object} Words What a catalogue says.
 * @property {Readonly<Record<string, string>>} messages By message; one with a context has it before a U+0004.
 * @property {Readonly<Record<string, readonly string[]>>} plurals The forms of messages that count something.
 * @property {string} forms Which form a number takes: a digit for each from 0 to 199, and then again from 100 on.
 */

const CONTEXT = "\u0004";

/** @type {Map<string, string>} */
const messages = new Map();
/** @type {Map<string, readonly string[]>} */
const plurals = new Map();
let forms = "";

/**
 * Speak a language from now on; what its words do not say stays English.
 *
 * @param {Words} words
 */
export function setWords(words) {
  messages.clear();
  plurals.clear();
  for (const [said, words_] of Object.entries(words.messages)) messages.set(said, words_);
  for (const [said, words_] of Object.entries(words.plurals)) plurals.set(said, words_);
  forms = words.forms;
}

/**
 * A message in the language in use, with its `{fields}` in place.
 *
 * @param {string} english Written out where it is said, so that the publisher and `holdup extract` find it.
 * @param {Fields} [fields]
 * @returns {string}
 */
export function tr(english, fields = {}) {
  return filled(messages.get(english) ?? english, fields);
}

/**
 * A message that other languages say otherwise elsewhere.
 *
 * @param {string} context Where or of what it is said; readers never see it.
 * @param {string} english
 * @param {Fields} [fields]
 * @returns {string}
 */
export function trc(context, english, fields = {}) {
  return filled(messages.get(context + CONTEXT + english) ?? english, fields);
}

/**
 * A message that counts something, in the form that the language has for the number.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} count It also stands for `{count}`.
 * @param {Fields} [fields]
 * @returns {string}
 */
export function trn(one, many, count, fields = {}) {
  const known = plurals.get(one);
  const form = Number(forms.charAt(count < 200 ? count : 100 + (count % 100)));
  const said = known?.[Math.min(form, known.length - 1)] ?? (count === 1 ? one : many);
  return filled(said, { count, ...fields });
}

/**
 * English words of a table, which are translated where they are said: the publisher finds them by this call.
 *
 * @param {string} english
 */
export function message(english) {
  return english;
}

/**
 * @param {string} said
 * @param {Fields} fields
 */
function filled(said, fields) {
  return said.replace(/\{(\w+)\}/gu, (whole, name) => String(Object.hasOwn(fields, name) ? fields[name] : whole));
}

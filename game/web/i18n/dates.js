/** Moments of the story, spelled out (`dates.py`). No time zone has a say: the story's hours are as written. */

import { tr } from "./catalogue.js";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What dates say; the exporter takes their translations along. */
export const DATE_WORDS = [...WEEKDAYS, ...MONTHS];

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/u;
const DATE = /^(\d{4})-(\d\d)(?:-(\d\d)(?:[ T](\d\d):(\d\d))?)?((?:\D.*)?)$/su;

/**
 * A moment with its day and month in words; as written where it is no date, empty for null.
 *
 * @param {string | null} at
 * @returns {string}
 */
export function spelled(at) {
  const found = moment(at);
  return found === null ? (at ?? "") : tr("{weekday} {day} {month}, {time}", found);
}

/**
 * A day with its weekday, month and year; empty where there is no date to read.
 *
 * @param {string | null} at
 * @returns {string}
 */
export function day(at) {
  const found = moment(at);
  return found === null ? "" : tr("{weekday} {day} {month} {year}", found);
}

/**
 * The hour of a moment; empty where there is none to read.
 *
 * @param {string | null} at
 * @returns {string}
 */
export function hour(at) {
  return moment(at)?.time ?? "";
}

/**
 * Whether a text begins with the hour of a moment: it is not said twice.
 *
 * @param {string} text
 * @param {string} at
 */
export function saysHour(text, at) {
  const found = MOMENT.exec(at);
  if (found === null) return false;
  const [, , , , hours = "00", minutes = "00"] = found;
  return new RegExp(`^0?${Number(hours)}\\s?[:h.]\\s?${minutes}(?!\\w)`, "u").test(text);
}

/**
 * A date as a source or a fact gives it, its month in words; what follows it, and what is none, stays as written.
 *
 * @param {string} date
 * @returns {string}
 */
export function written(date) {
  const found = DATE.exec(date);
  const [, year = "", monthNumber = "", dayNumber, hours, minutes = "", rest = ""] = found ?? [];
  const name = MONTHS[Number(monthNumber) - 1];
  if (found === null || name === undefined) return date;
  const month = tr(name);
  if (dayNumber === undefined) return tr("{month} {year}", { month, year }) + rest;
  const said = tr("{day} {month} {year}", { day: Number(dayNumber), month, year });
  if (hours === undefined) return said + rest;
  return tr("{date}, {time}", { date: said, time: time(hours, minutes) }) + rest;
}

/**
 * @param {string | null} at
 */
function moment(at) {
  const found = MOMENT.exec(at ?? "");
  if (found === null) return null;
  const [, year = "", monthNumber = "", dayNumber = "", hours = "00", minutes = "00"] = found;
  const weekday = WEEKDAYS[new Date(Date.UTC(Number(year), Number(monthNumber) - 1, Number(dayNumber))).getUTCDay()];
  const month = MONTHS[Number(monthNumber) - 1];
  if (weekday === undefined || month === undefined) return null;
  return { weekday: tr(weekday), day: Number(dayNumber), month: tr(month), year, time: time(hours, minutes) };
}

/**
 * @param {string} hour
 * @param {string} minute
 */
function time(hour, minute) {
  return tr("{hour}:{minute}", { hour, minute });
}

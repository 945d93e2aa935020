/**
 * Dates and hours as the language in use writes them (`game/i18n/dates.py`), with no line broken within. No time zone has
 * a say: the story's hours are as written.
 */

import { message, tr, trc } from "./catalogue.js";

const WEEKDAYS = [
  message("Sunday"),
  message("Monday"),
  message("Tuesday"),
  message("Wednesday"),
  message("Thursday"),
  message("Friday"),
  message("Saturday"),
];
const MONTHS = [
  message("January"),
  message("February"),
  message("March"),
  message("April"),
  message("May"),
  message("June"),
  message("July"),
  message("August"),
  message("September"),
  message("October"),
  message("November"),
  message("December"),
];

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/u;
const DATE = /^(\d{4})-(\d\d)(?:-(\d\d)(?:[ T](\d\d):(\d\d))?)?((?:\D.*)?)$/su;

/**
 * A moment with its day and month in words; as written where it is no date, empty for null.
 *
 * @param {string | null} at
 */
export function weekdayAndTime(at) {
  const read = moment(at);
  return read === null
    ? (at ?? "")
    : unbroken(tr("{weekday} {day} {month}, {time}", { ...named(read), time: time(read.hour, read.minute) }));
}

/**
 * A day with its weekday, month and year; empty where there is no date to read.
 *
 * @param {string | null} at
 */
export function fullDate(at) {
  const read = moment(at);
  return read === null ? "" : unbroken(tr("{weekday} {day} {month} {year}", { ...named(read), year: read.year }));
}

/**
 * A day of the story with its month, without the hour; as written where it is no date.
 *
 * @param {string} at
 */
export function weekdayAndDay(at) {
  const read = moment(at);
  return read === null ? at : unbroken(tr("{weekday} {day} {month}", named(read)));
}

/**
 * Whether a text begins with the hour of a moment, such as `12:28. …` or `12 h 28 …`: it is not said twice.
 *
 * @param {string} text
 * @param {string} at
 */
export function beginsWithTime(text, at) {
  const read = moment(at);
  if (read === null) return false;
  // `\b` after a digit, of letters in every alphabet: JavaScript's own knows those of English alone
  return new RegExp(`^0?${Number(read.hour)}\\s?[:h.]\\s?${read.minute}(?![\\p{L}\\p{N}_])`, "u").test(text);
}

/**
 * The hour of a moment; empty where there is none to read.
 *
 * @param {string | null} at
 */
export function timeOfDay(at) {
  const read = moment(at);
  return read === null ? "" : time(read.hour, read.minute);
}

/**
 * A date as a source or a fact gives it, its month in words; what follows it, and what is none, stays as written.
 *
 * @param {string} date
 * @returns {string}
 */
export function inWords(date) {
  const found = DATE.exec(date);
  const [, year = "", monthNumber = "", dayNumber, hour, minute = "", rest = ""] = found ?? [];
  const name = MONTHS[Number(monthNumber) - 1];
  if (found === null || name === undefined) return date;
  const month = tr(name);
  if (dayNumber === undefined) return unbroken(tr("{month} {year}", { month, year })) + rest;
  const day = tr("{day} {month} {year}", { day: dayOfMonth(Number(dayNumber)), month, year });
  return unbroken(hour === undefined ? day : tr("{date}, {time}", { date: day, time: time(hour, minute) })) + rest;
}

/**
 * A moment in few columns, such as `Fri 17 Nov 12:00`; as written where it is no date, empty for null.
 *
 * @param {string | null} at
 */
export function shortDateAndTime(at) {
  const read = moment(at);
  if (read === null) return at ?? "";
  return unbroken(
    trc("short date", "{weekday} {day} {month} {time}", {
      weekday: shortWeekday(read.weekday),
      day: dayOfMonth(read.day),
      month: shortMonth(read.month),
      time: shortTime(read),
    }),
  );
}

/**
 * A moment by its weekday and hour, such as `Fri 12:00`; as written where it is no date, empty for null.
 *
 * @param {string | null} at
 */
export function shortWeekdayAndTime(at) {
  const read = moment(at);
  if (read === null) return at ?? "";
  return unbroken(
    trc("short date", "{weekday} {time}", { weekday: shortWeekday(read.weekday), time: shortTime(read) }),
  );
}

/**
 * A moment as the first words of a line, such as `Friday, noon`; empty where it is no date.
 *
 * @param {string | null} at
 */
export function weekdayAndHour(at) {
  const read = moment(at);
  if (read === null) return "";
  const { hour, minute } = read;
  const sharp = minute !== "00" ? "" : hour === "00" ? tr("midnight") : hour === "12" ? tr("noon") : "";
  const { weekday } = named(read);
  return unbroken(
    trc("first words", "{weekday}, {time}", {
      weekday: weekday.charAt(0).toUpperCase() + weekday.slice(1),
      time: sharp || shortTime(read),
    }),
  );
}

/**
 * When something was done, such as a run played: the day and the hour here.
 *
 * @param {number} milliseconds Since 1970.
 */
export function timestamp(milliseconds) {
  return inWords(here(milliseconds));
}

/**
 * The day on which something was done, in full.
 *
 * @param {number} milliseconds Since 1970.
 */
export function dayHere(milliseconds) {
  return fullDate(here(milliseconds));
}

/** @param {number} milliseconds */
function here(milliseconds) {
  const at = new Date(milliseconds);
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @param {string | null} at */
function moment(at) {
  const found = MOMENT.exec(at ?? "");
  if (found === null) return null;
  const [, year = "", month = "", day = "", hour = "00", minute = "00"] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day)); // `Date.UTC` takes the year 23 for 1923
  if (date.getUTCMonth() !== Number(month) - 1 || Number(hour) > 23 || Number(minute) > 59) return null;
  return { year: Number(year), month: Number(month), day: Number(day), weekday: date.getUTCDay(), hour, minute };
}

/** @param {number} day */
function shortWeekday(day) {
  return (
    [
      trc("short weekday", "Sun"),
      trc("short weekday", "Mon"),
      trc("short weekday", "Tue"),
      trc("short weekday", "Wed"),
      trc("short weekday", "Thu"),
      trc("short weekday", "Fri"),
      trc("short weekday", "Sat"),
    ][day] ?? ""
  );
}

/** @param {number} month */
function shortMonth(month) {
  return (
    [
      trc("short month", "Jan"),
      trc("short month", "Feb"),
      trc("short month", "Mar"),
      trc("short month", "Apr"),
      trc("short month", "May"),
      trc("short month", "Jun"),
      trc("short month", "Jul"),
      trc("short month", "Aug"),
      trc("short month", "Sep"),
      trc("short month", "Oct"),
      trc("short month", "Nov"),
      trc("short month", "Dec"),
    ][month - 1] ?? ""
  );
}

/** @param {{hour: string, minute: string}} read */
function shortTime({ hour, minute }) {
  return trc("short time", "{hour}:{minute}", { hour, minute });
}

/** @param {{month: number, day: number, weekday: number}} read */
function named({ month, day, weekday }) {
  return { weekday: tr(WEEKDAYS[weekday] ?? ""), day: dayOfMonth(day), month: tr(MONTHS[month - 1] ?? "") };
}

/**
 * A day of a month; the first is a number of its own kind in some languages.
 *
 * @param {number} day
 */
function dayOfMonth(day) {
  return day === 1 ? trc("day of a month", "1") : `${day}`;
}

/** @param {string} date */
function unbroken(date) {
  return date.replaceAll(" ", "\u00a0");
}

/**
 * @param {string} hour
 * @param {string} minute
 */
function time(hour, minute) {
  return tr("{hour}:{minute}", { hour, minute });
}

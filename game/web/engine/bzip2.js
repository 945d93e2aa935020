/**
 * Texts that Python's `bz2` packed and `base64` wrote, as they were.
 *
 * Browsers unpack nothing but deflate by themselves, which finds again what stood 32 kB before at most. Here all of a text
 * is sorted by what follows each letter: a story's words are lighter by a quarter then.
 */

import { known } from "./known.js";

// Where a loop runs for each letter, a number that is there is named by its type alone: to call `known` takes longer than
// the rest of it, as long as the browser has not yet compiled the loop.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SIX_BITS = new Uint8Array(128);
for (let bits = 0; bits < 64; bits++) SIX_BITS[DIGITS.charCodeAt(bits)] = bits;

const BLOCK = 0x314159;
/** How many symbols are written in one code, before another may be chosen. */
const STRETCH = 50;
/** Bits of the longest code, and of those that are looked up at once. */
const [LONGEST, SHORT] = [20, 10];
/** So many letters in a row, and the next byte says how many more. */
const ROLLED = 4;

/** Room for one block, used again: to ask for more takes longer than to unpack. */
let room = new Uint32Array(0);

/**
 * @param {string} base64 What `bz2.compress` made.
 * @returns {string}
 */
export function unpacked(base64) {
  const bits = new Bits(base64);
  const decoder = new TextDecoder();
  let text = "";
  bits.take(24);
  const most = (bits.take(8) - 0x30) * 100_000;
  if (room.length < most) room = new Uint32Array(most);
  while (bits.take(24) === BLOCK) text += decoder.decode(unrolled(block(bits)), { stream: true });
  return text + decoder.decode();
}

/** Numbers of some bits each. */
class Bits {
  /** @param {string} base64 */
  constructor(base64) {
    this.base64 = base64;
    this.at = 0;
    this.held = 0;
    this.count = 0;
  }

  /**
   * The next bits, which stay.
   *
   * @param {number} count At most 24.
   */
  see(count) {
    while (this.count < count) {
      this.held = (this.held << 6) | /** @type {number} */ (SIX_BITS[this.base64.charCodeAt(this.at++)]);
      this.count += 6;
    }
    return (this.held >>> (this.count - count)) & ((1 << count) - 1);
  }

  /**
   * The next bits.
   *
   * @param {number} count At most 24.
   */
  take(count) {
    const taken = this.see(count);
    this.count -= count;
    return taken;
  }

  /** How many bits are set before the next that is not. */
  ones() {
    let count = 0;
    while (this.take(1) === 1) count += 1;
    return count;
  }

  /** Which of sixteen bits are set. */
  set() {
    const bits = this.take(16);
    return Array.from({ length: 16 }, (_, at) => at).filter((at) => bits & (0x8000 >> at));
  }
}

/** A code in which symbols have the fewer bits, the more often they are written. */
class Code {
  /** @param {Uint8Array} lengths How many bits each symbol has. */
  constructor(lengths) {
    this.symbols = new Uint16Array(lengths.length);
    this.quick = new Uint16Array(1 << SHORT);
    this.ends = new Uint32Array(LONGEST + 1);
    this.offsets = new Int32Array(LONGEST + 1);
    let code = 0;
    let at = 0;
    for (let length = 1; length <= LONGEST; length++, code <<= 1) {
      this.offsets[length] = at - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        const room = SHORT - length;
        if (room >= 0) this.quick.fill((symbol << 4) | length, code << room, (code + 1) << room);
        this.symbols[at++] = symbol;
        code += 1;
      }
      this.ends[length] = code;
    }
  }

  /** @param {Bits} bits */
  read(bits) {
    const found = /** @type {number} */ (this.quick[bits.see(SHORT)]);
    if (found !== 0) {
      bits.count -= found & 15;
      return found >> 4;
    }
    let length = SHORT + 1;
    while (bits.see(length) >= known(this.ends[length])) length += 1;
    return known(this.symbols[bits.take(length) + known(this.offsets[length])]);
  }
}

/**
 * The next block, its longest rows still rolled up.
 *
 * @param {Bits} bits
 * @returns {Uint8Array}
 */
function block(bits) {
  for (const count of [24, 16, 16, 1]) bits.take(count); // the rest of its mark, its sum, a flag of old
  const first = bits.take(24);
  return unsorted(room.subarray(0, sorted(bits, room)), first);
}

/**
 * Read the last byte of each rotation of a block, in the rotations' order: alike stand together.
 *
 * A byte is written as its place among those met lately, a row of the latest by its length.
 *
 * @param {Bits} bits
 * @param {Uint32Array} rows Where they go.
 * @returns {number} How many they are.
 */
function sorted(bits, rows) {
  const lately = Uint8Array.from(bits.set().flatMap((high) => bits.set().map((low) => 16 * high + low)));
  const end = lately.length + 1;
  const count = bits.take(3);
  const chosen = choices(bits, count);
  const codes = Array.from({ length: count }, () => new Code(lengths(bits, end + 1)));
  let at = 0;
  let row = 0;
  let digit = 1;
  for (let stretch = 0; ; stretch++) {
    const code = known(codes[known(chosen[stretch])]);
    for (let left = STRETCH; left > 0; left--) {
      const symbol = code.read(bits);
      if (symbol < 2) {
        row += digit << symbol;
        digit <<= 1;
        continue;
      }
      if (row > 0) {
        rows.fill(known(lately[0]), at, at + row);
        at += row;
        row = 0;
        digit = 1;
      }
      if (symbol === end) return at;
      rows[at++] = toFront(lately, symbol - 1);
    }
  }
}

/**
 * Which code each stretch is written in.
 *
 * @param {Bits} bits
 * @param {number} codes How many there are.
 */
function choices(bits, codes) {
  const lately = Uint8Array.from({ length: codes }, (_, code) => code);
  return Uint8Array.from({ length: bits.take(15) }, () => toFront(lately, bits.ones()));
}

/**
 * How many bits each symbol of a code has.
 *
 * @param {Bits} bits
 * @param {number} symbols How many there are.
 */
function lengths(bits, symbols) {
  let length = bits.take(5);
  return Uint8Array.from({ length: symbols }, () => {
    while (bits.take(1) === 1) length += bits.take(1) === 1 ? -1 : 1;
    return length;
  });
}

/**
 * Put something before all others.
 *
 * @param {Uint8Array} things
 * @param {number} place Where it stands.
 */
function toFront(things, place) {
  const thing = known(things[place]);
  for (let at = place; at > 0; at--) things[at] = /** @type {number} */ (things[at - 1]);
  things[0] = thing;
  return thing;
}

/**
 * A block, from the last bytes of its rotations.
 *
 * @param {Uint32Array} rows They stand in eight bits; the others then hold which rotation begins one byte later.
 * @param {number} first Which rotation is the block itself.
 */
function unsorted(rows, first) {
  const { length } = rows;
  const places = new Uint32Array(257);
  for (let row = 0; row < length; row++) {
    const next = /** @type {number} */ (rows[row]) + 1;
    places[next] = /** @type {number} */ (places[next]) + 1;
  }
  for (let byte = 1; byte < 257; byte++) places[byte] = known(places[byte]) + known(places[byte - 1]);
  for (let row = 0; row < length; row++) {
    const byte = /** @type {number} */ (rows[row]) & 255;
    const place = /** @type {number} */ (places[byte]);
    places[byte] = place + 1;
    rows[place] = /** @type {number} */ (rows[place]) | (row << 8);
  }
  const bytes = new Uint8Array(length);
  let row = /** @type {number} */ (rows[/** @type {number} */ (rows[first]) >>> 8]);
  for (let at = 0; at < length; at++) {
    bytes[at] = row;
    row = /** @type {number} */ (rows[row >>> 8]);
  }
  return bytes;
}

/**
 * Bytes with their rows of one letter at full length.
 *
 * @param {Uint8Array} bytes
 */
function unrolled(bytes) {
  const parts = [];
  const { length } = bytes;
  let from = 0;
  let before = -1;
  let alike = 0;
  for (let at = 0; at < length; at++) {
    const byte = /** @type {number} */ (bytes[at]);
    if (byte !== before) {
      before = byte;
      alike = 1;
    } else if (++alike === ROLLED) {
      parts.push(bytes.subarray(from, at + 1), new Uint8Array(known(bytes[at + 1])).fill(byte));
      from = ++at + 1;
      before = -1;
    }
  }
  if (parts.length === 0) return bytes;
  parts.push(bytes.subarray(from));
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}

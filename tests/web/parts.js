/** The JavaScript half of `test_same_parts.py`. */

import { pick, roll } from "/game/web/engine/chance.js";
import { unpacked } from "/game/web/engine/bzip2.js";
import { compileAst } from "/game/web/engine/closures.js";
import { link } from "/game/web/engine/link.js";
import { mentions, parseBlock, verbatim } from "/game/web/engine/markup.js";
import { fullness, unity } from "/game/web/engine/measures.js";
import { blocksOf, wordsOf } from "/game/web/engine/paragraphs.js";
import { replay, stateOf } from "/game/web/engine/run.js";
import { rivalWord, seatsOf, setupOf } from "/game/web/engine/setup.js";
import { InvalidShareCode, PlayedInTerminal, WrongStory, decode, encode } from "/game/web/engine/share_code.js";
import { spoken } from "/game/web/engine/texts.js";
import { setWords } from "/game/web/i18n/catalogue.js";
import * as dates from "/game/web/i18n/dates.js";
import { blockOf, valuesOf } from "./view.js";

const INDEX = new Map([..."xyfg"].map((name, place) => [name, place]));

const PARTS = {
  markup: (text) => [blockOf(parseBlock(text)), blockOf(verbatim(text))],
  lines: ([source, given]) => {
    const numbers = new Map(Object.entries(given).map(([name, value]) => [name, () => value]));
    const line = { source, numbers, words: new Map(), verbatim: false, instead: [] };
    return [blocksOf(line, []).map(blockOf), wordsOf(line, [])];
  },
  names: ([text, names]) => mentions(text, names),
  expressions: ([ast, values]) => compileAst(ast, INDEX, new Map())(values),
  chances: ([seed, step, salt, weights]) => {
    const rolled = roll(BigInt(seed), step, salt);
    return [String(rolled), pick(weights, rolled)];
  },
  shares: ([ranges, values]) => {
    const variables = ranges.map(([min, max], index) => ({ min, max, index }));
    return [fullness(variables, values), unity(variables, values)];
  },
  moments: ([at, words]) => [
    dates.weekdayAndTime(at),
    dates.timeOfDay(at),
    dates.weekdayAndDay(at),
    dates.beginsWithTime(words, at),
    dates.inWords(at),
  ],
  pasts: ([document, opening, seat]) => {
    const story = link(document);
    return valuesOf(story, setupOf(story, seatsOf(story, seat), "history", 0n, opening).values);
  },
  texts: ([shared, texts]) => spoken(shared, texts),
  packed: (packed) => unpacked(packed),
  former: ([document, seat, opening, decisions]) => {
    const story = link(document);
    const setup = setupOf(story, seatsOf(story, seat), "history", 1n, opening);
    const run = replay(
      setup,
      decisions.map(([scene, choice]) => ({ scene, choice })),
    );
    const told = run.decisions.map(({ scene, choice }) => [scene, choice]);
    return [[...setup.seats].sort(), setup.opening, told, stateOf(run).here.id];
  },
  codes: ([document, code]) => {
    try {
      const { run, lost } = decode(link(document), code);
      const { seed, opening, seats } = run.setup;
      const told = run.decisions.map(({ scene, choice }) => [scene, choice]);
      return [told, lost, String(seed), rivalWord(run.setup), opening, [...seats].sort(), encode(run)];
    } catch (error) {
      if (error instanceof InvalidShareCode) return "InvalidShareCode";
      if (error instanceof WrongStory) return "WrongStory";
      if (error instanceof PlayedInTerminal) return "PlayedInTerminal";
      throw error;
    }
  },
};

/** The first few rows at which a part gives something else, each with what it gives. */
export async function differing(name, address) {
  const { rows, words } = await (await fetch(address)).json();
  if (words !== null) setWords(words);
  const told = rows.map(([given, wanted]) => ({ given, wanted, found: PARTS[name](given) }));
  return told.filter(({ wanted, found }) => JSON.stringify(found) !== JSON.stringify(wanted)).slice(0, 4);
}

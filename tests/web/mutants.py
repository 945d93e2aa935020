"""Mistakes to put into the JavaScript, one at a time: a proof that finds none of them proves nothing.

Each is a module, words in it, and what stands there instead; the words occur once, or the first time is meant.
"""

from __future__ import annotations

from typing import NamedTuple


class Mutant(NamedTuple):
    """A mistake."""

    module: str
    words: str
    instead: str


MUTANTS = tuple(
    Mutant(*row)
    for row in (
        ("chance", "Math.max(weight, 0)", "weight"),
        ("chance", "if (total === 0) return Number(rolled % BigInt(weights.length));", "if (total === 0) return 0;"),
        ("chance", "BigInt(step + 1)", "BigInt(step)"),
        ("chance", "0xedb88320", "0xedb88321"),
        ("change", "amount > 0 ? variable.max : variable.min", "variable.max"),
        ("change", "why: why.get(variable.name) ?? null", "why: null"),
        ("change", 'beat.kind !== "passed" || ', ""),
        ("change", "episode === null || scene.episode === episode", "true"),
        ("clock", "minute === null ? now : Math.max(now, minute)", "minute ?? now"),
        ("clock", "month - 1", "month"),
        ("closures", '"==": (a, b) => +(a === b)', '"==": (a, b) => +(a === b && a > -2)'),
        ("closures", "const constant = Number(ast[1]);", "const constant = ast[1];"),
        ("closures", "(part(values) ? 0 : 1)", "(part(values) ? 1 : 0)"),
        ("closures", 'op === "min" ? Math.min : Math.max', "Math.min"),
        ("closures", "+among.has(part(values))", "+among.has(part(values) + 0.5)"),
        ("debrief", "minute === null || minute <= until", "minute === null || minute < until"),
        ("debrief", "valuesAfter(run, id)", "valuesAfter(run, null)"),
        ("former", "was.get(kind + name)", "was.get(name)"),
        ("link", "outcome.exits.length > 0 ? this.exits(outcome.exits) : inherited", "this.exits(outcome.exits)"),
        ("link", "[...effects.set, [used, 1]]", "effects.set"),
        ("link", "scene.takes + choice.takes", "choice.takes"),
        (
            "link",
            "const scenes = document.episodes.flatMap(scenesOf);",
            "const scenes = document.episodes.flatMap((e) => e.scenes);",
        ),
        ("link", "{ to: BACK, condition: null }", "{ to: storylet.id, condition: null }"),
        ("link", "crc32(path)", "0"),
        ("link", "salt: crc32(`${this.first.get(scene.id) ?? scene.id}/", "salt: crc32(`${scene.title}/"),
        ("link", "STEPS];", '["steps", "-"]];'),
        ("link", "scene === null ? this.leaving(storylet.id, storylet.minute, 0, null) : null", "null"),
        ("markup", " && body.includes(stars, position)", ""),
        ("markup", "gsu;", "gu;"),
        ("markup", "source.slice(2)).trim()", "source.slice(2))"),
        ("markup", "/\\\\[^\\n]|", "/"),
        ("markup", 'while (lines[0] === "") lines.shift();', ""),
        ("markup", ".map((line) => line.trimEnd())", ""),
        ("measures", "rest === whole && below % 2n === 1n", "rest === whole"),
        ("measures", "player && historical(scene) !== null", "historical(scene) !== null"),
        ("measures", "(lean < 0n ? -lean : lean)", "lean"),
        ("measures", "real !== null && opened.includes(real) ? real : known(opened[0])", "real ?? known(opened[0])"),
        ("measures", "return end < 0 ? all : all.slice(0, end);", "return all;"),
        ("memory", "if (now !== mask) ", ""),
        ("memory", 'op === "times" ? MOST_TIMES : 1', "1"),
        ("memory", "shift + width > WORD", "shift + width > 40"),
        ("model", "!(used !== null && values[used.index]) && ", ""),
        ("model", "[...add, ...set, ...computed]", "[...add, ...set]"),
        ("page", "place === blocks.length - 1 ? mark : null", "mark"),
        ("page", "(choice.locked === null || spent)", "choice.locked === null"),
        ("page", 'beat.kind === "drawn" && beat.storylet.at !== null ? beat.storylet : beat.scene', "beat.scene"),
        ("page", "key: id, place, changes", "key: id, changes"),
        ("page", ".filter(({ seat }) => seat === null || setup.seats.has(seat))", ""),
        ("page", 'pick === "in-turn" ? before % among.length', "false ? 0"),
        ("page", "counted(steps, values)", "counted(bits, values)"),
        ("page", "instead(scene.titles, values) ?? ", ""),
        ("page", "if (opened) count += 1;", "count += 1;"),
        ("page", ".filter((variable) => seenBy(setup, variable)),\n      chance", ",\n      chance"),
        ("page", "said.find((passages) => passages.length > 0) ?? []", "said.flat()"),
        ("page", "[...new Set([...facts, ", "[...([...facts, "),
        ("paragraphs", '.filter((part) => part.trim() !== "")', ""),
        ("paragraphs", "if (other !== undefined) return filled(other.line, values);", ""),
        ("paragraphs", "if (line.verbatim) return [verbatim(text)];", ""),
        ("paragraphs", "words === undefined ? String(value) : known(words[value])", "String(value)"),
        ("past", 'behind.push(["took", `${scene.id}/${choice.id}`]);', ""),
        ("past", 'chosen.presumes !== "history"', 'chosen.presumes === "nothing"'),
        ("past", "values = choice.apply(values);", ""),
        ("record", "askedByHistory(setup).has(scene.id) ? followed(scene) : null", "followed(scene)"),
        ("record", "!offHistory(scene, choice.id) && ", ""),
        ("record", "real !== null && real.supposed", "false"),
        ("rival", "history || supposed", "history"),
        ("rival", "weights.indexOf(", "weights.lastIndexOf("),
        ("setup", 'held = [...seats].map((seat) => ["holds", seat]);', "held = [];"),
        ("setup", "story.scenes.get(start)?.minute ?? 0", "0"),
        ("share_code", "padStart(3", "padStart(4"),
        ("share_code", "while (salt < 255", "while (salt < 1"),
        ("share_code", "for (const temper of [rival, FORMER_RIVALS[rival]])", "for (const temper of [rival])"),
        ("share_code", "[here.id, ...former(was, here.id)]", "[here.id]"),
        ("share_code", "[id, ...former(was, id, `${here.id}/`)]", "[id]"),
        ("share_code", '/[^A-Za-z0-9_-]/gu, ""', '/\\s/gu, ""'),
        ("state", "scene.episode !== episode && ", "false && "),
        ("state", "step += 1;", ""),
        ("state", "scene.salt + turn", "scene.salt"),
        ("state", "weight(before) > 0,", "true,"),
        ("state", ".with(storylet.drawn.index, 1)", ""),
        ("state", "% 100n) < chance", "% 100n) <= chance"),
        ("state", "place + 1);", "place);"),
        ("state", "turn + 1, values, step", "turn, values, step"),
        (
            "state",
            "return [follow(choice.exits, after), left(choice, after)];",
            "return [follow(choice.exits, after), after];",
        ),
        ("state", "const choice = turnedOut(setup, chosen, before, step);", "const choice = chosen;"),
        ("state", "left(scene, after), step, passed", "after, step, passed"),
        ("state", "[follow(storylet.exits, values), values]", "[follow(scene.exits, values), values]"),
        ("state", "|| !asks", ""),
        ("texts", "texts[next++]", "texts[Math.min(next++, 40)]"),
        ("timeline", "until === null || minute === null || minute <= until", "true"),
        ("timeline", "(waiting[0].minute ?? 0) < row.minute", "(waiting[0].minute ?? 0) <= row.minute"),
        ("timeline", "took.player || endingOf(run) !== null", "true"),
        ("timeline", "const line = told ? took.choice.say : took.choice.news;", "const line = took.choice.say;"),
        ("value_functions", "Math.min(Math.max(value, min), max)", "Math.max(value, min)"),
        ("value_functions", "for (const [variable, amount] of set) after[variable.index] = amount;", ""),
        ("value_functions", "number(values)", "number(after)"),
    )
)

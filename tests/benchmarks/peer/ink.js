// Compiles an ink story and plays it at random: node ink.js SOURCE DECISIONS -> one line of JSON.
const fs = require("fs");
const { Compiler } = require("inkjs/full");

const [source, decisions] = [fs.readFileSync(process.argv[2], "utf8"), Number(process.argv[3])];
let since = performance.now();
const story = new Compiler(source).Compile();
const compile = performance.now() - since;

let seed = 1;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
let taken = 0;
since = performance.now();
while (taken < decisions) {
    while (story.canContinue) story.ContinueMaximally();
    const open = story.currentChoices.length;
    if (open === 0) { story.ResetState(); continue; }
    story.ChooseChoiceIndex(random(open));
    taken += 1;
}
const play = performance.now() - since;
console.log(JSON.stringify({ compile_ms: compile, decisions_per_second: (decisions / play) * 1000 }));

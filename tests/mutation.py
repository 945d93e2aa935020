"""Would the tests notice? Change one thing in a function, run the tests that call it, and see whether one fails.

`python -m tests.mutation --sample 400` draws that many changes (the same for the same `--seed`), and prints those that
no test noticed; `python -m tests.mutation game/play/run.py:29` tries all that a line offers. `--part 1/3` tries every
third of a draw, and `--callers FILE` keeps which tests call what, for the next part. What is changed: comparisons,
`and` and `or`, `not`, sums, numbers, truths, conditions, and statements that are left out. Words are not: they are
proofread. Nor are classes and modules outside of functions, and types.

The tests are collected once. Each change is made in a fork, in the functions that are already loaded, so that it takes
as long as its tests; they run until one fails, the quickest first. Mutmut and cosmic-ray start a Python and import
everything anew for each change, which is most of the time here, and run all tests, or those of one file.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
SOURCES = (
    *("game/play", "game/journal", "game/view"),
    *(
        f"game/explore/{name}.py"
        for name in ("verdicts", "explain_unreachable", "soft_locks", "choice_impact", "flag_costs")
    ),
)
"""What is changed, unless it is said otherwise."""

TESTS = ("play", "journal", "view", "explore", "plain")
"""Whose tests are run, under `tests`."""

SLOW = (
    *("explore/test_second_opinion.py", "journal/test_kills.py", "plain/test_same_words.py"),
    *("plain/test_as_a_person.py", "plain/test_watching.py"),
)
"""Those of them that are not: each takes seconds, or starts a Python of its own, which knows of no change."""

SWAPS: dict[type[ast.AST], type[Any]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip


_NOT_MADE = 2


class Mutant(NamedTuple):
    """A change: the how-manieth of which file, inside which function, on which line, and what it does."""

    file: str
    number: int
    function: int
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


class Change(NamedTuple):
    """Something that can be changed in a tree, and how it is done there."""

    function: int
    line: int
    says: str
    make: Callable[[], None]


def mutants(file: Path) -> list[Mutant]:
    """Every change of a file."""
    name, tree = file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))
    return [Mutant(name, number, *change[:3]) for number, change in enumerate(_changes_of(tree))]


def _mutated(mutant: Mutant) -> ast.Module:
    """A file with one change."""
    tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
    next(islice(_changes_of(tree), mutant.number, None)).make()
    return ast.fix_missing_locations(tree)


def _changes_of(tree: ast.Module) -> Iterator[Change]:
    for function in _functions(tree):
        first = min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])
        for node in _inside(function):
            yield from (Change(first, node.lineno, says, make) for make, says in _changes(node))


def _functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a module and of its classes; what is defined in a function is a part of it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        elif isinstance(child, ast.ClassDef | ast.If):
            yield from _functions(child)


def _inside(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Any]:
    """What a function does, without its types and its words to readers of the code."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    waiting: list[ast.AST] = list(reversed(body))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.expr | ast.stmt):
            yield node
        skipped = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        skipped += [node.exc] if isinstance(node, ast.Raise) else []
        skipped += [given for given in getattr(node, "keywords", ()) if given.arg == "strict"]  # a promise, always kept
        waiting += [child for child in ast.iter_child_nodes(node) if child not in skipped]


def _changes(node: Any) -> Iterator[tuple[Callable[[], None], str]]:
    """What can be changed in a node itself."""
    match node:
        case ast.Compare(ops=operators):
            for i, operator in enumerate(operators):
                swapped = [*operators[:i], SWAPS[type(operator)](), *operators[i + 1 :]]
                yield partial(setattr, node, "ops", swapped), _said(operator)
        case ast.BoolOp(op=operator) | ast.BinOp(op=operator) | ast.AugAssign(op=operator) if type(operator) in SWAPS:
            yield partial(setattr, node, "op", SWAPS[type(operator)]()), _said(operator)
        case ast.UnaryOp(op=ast.Not()):
            yield partial(_become, node, node.operand), "`not` left out"
        case ast.Constant(value=bool(value)):
            yield partial(setattr, node, "value", not value), f"{value} becomes {not value}"
        case ast.Constant(value=int(value) | float(value)):
            yield partial(setattr, node, "value", value + 1), f"{value} becomes {value + 1}"
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            negated = ast.copy_location(ast.UnaryOp(ast.Not(), test), test)
            yield partial(setattr, node, "test", negated), f"not ({ast.unparse(test)})"
        case ast.Expr(value=ast.Call()):
            yield partial(_become, node, ast.Pass()), f"without {ast.unparse(node)}"
        case ast.Continue() | ast.Break():
            yield partial(_become, node, SWAPS[type(node)]()), _said(node)


def _said(operator: ast.AST) -> str:
    return f"{type(operator).__name__} becomes {SWAPS[type(operator)].__name__}"


def _become(node: Any, other: ast.AST) -> None:
    place = {name: getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
    node.__class__ = other.__class__
    node.__dict__.clear()
    node.__dict__.update({**place, **other.__dict__})


class Mutation:
    """A plugin: instead of running the tests, make one change after the other and run those that call what changed."""

    def __init__(self, chosen: Sequence[Mutant], callers: Path) -> None:
        self.chosen = chosen
        self.survivors: list[Mutant] = []
        self.untested: list[Mutant] = []
        self.tried = 0
        self._callers = callers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once to see what they call, then once more for each change."""
        items = {item.nodeid: item for item in session.items}
        for file in {mutant.file for mutant in self.chosen}:  # a test may be the first that needs it
            import_module(file.removesuffix(".py").replace("/", "."))
        if not self._callers.exists() and _in_a_fork(lambda: self._watch(session.items), 0) != 0:
            raise pytest.UsageError("the tests could not be run to the end")
        calls, seconds, failed = json.loads(self._callers.read_text("utf-8"))
        if failed:
            print(f"\nThese tests fail as it is, and are left out: {', '.join(failed)}", flush=True)
        for number, mutant in enumerate(self.chosen, 1):
            callers = {*calls.get(f"{mutant.file}:{mutant.function}", ())} - {*failed}
            tests = sorted(callers, key=seconds.__getitem__)
            limit = 10 + int(4 * sum(seconds[name] for name in tests))
            code = _in_a_fork(lambda: _notice(mutant, [items[name] for name in tests]), limit) if tests else 0  # noqa: B023
            if code == _NOT_MADE:
                raise pytest.UsageError(f"no function was found to change: {mutant}")
            self.tried = number
            if code == 0:
                (self.survivors if tests else self.untested).append(mutant)
                print(f"\n{number}/{len(self.chosen)} {'survived' if tests else 'never called'}: {mutant}", flush=True)
        return True

    def _watch(self, items: Sequence[pytest.Item]) -> int:
        """Which of our functions each test calls, and how long it takes."""
        calls, seconds, failed = defaultdict[str, list[str]](list), dict[str, float](), list[str]()
        for item, following in pairwise([*items, None]):
            called = set[CodeType]()

            def look(frame: FrameType, _event: str, _: object, called: set[CodeType] = called) -> None:
                called.add(frame.f_code)  # of a trace that returns nothing, nothing but calls is told

            since = time.process_time()
            sys.settrace(look)
            passes = _passes(item, following)
            sys.settrace(None)
            assert item is not None
            failed += [] if passes else [item.nodeid]
            seconds[item.nodeid] = time.process_time() - since
            for code in called:
                if code.co_filename.startswith(f"{ROOT}/game/"):
                    calls[f"{code.co_filename.removeprefix(f'{ROOT}/')}:{code.co_firstlineno}"].append(item.nodeid)
        self._callers.write_text(json.dumps([calls, seconds, failed]), "utf-8")
        return 0


def _passes(item: pytest.Item | None, following: pytest.Item | None) -> bool:
    """Run one test; what the one that follows needs too is kept."""
    assert item is not None
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _notice(mutant: Mutant, tests: Sequence[pytest.Item]) -> int:
    """Make a change, and run tests until one notices: 1, 0 where none does, or `_NOT_MADE`."""
    if not _make(mutant):
        return _NOT_MADE
    return int(any(not _passes(test, following) for test, following in pairwise([*tests, None])))


def _make(mutant: Mutant) -> bool:
    """Put the changed code into the function that is loaded; False where there is none."""
    path = str(ROOT / mutant.file)
    module = compile(_mutated(mutant), path, "exec")
    gc.unfreeze()
    changed = next(code for code in _codes(module) if code.co_firstlineno == mutant.function)
    loaded = [one for one in gc.get_objects() if isinstance(one, FunctionType) and _is(one.__code__, path, changed)]
    for function in loaded:
        function.__code__ = changed
    return bool(loaded)


def _is(code: CodeType, path: str, changed: CodeType) -> bool:
    return (code.co_filename, code.co_firstlineno, code.co_name) == (path, changed.co_firstlineno, changed.co_name)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


def _in_a_fork(work: Callable[[], int], seconds: int) -> int:
    """Do something in a fork of this process, which is ended after so many seconds of work (0: never)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            signal.alarm(20 * seconds)
        code = work()
    finally:
        os._exit(code)


def main() -> None:
    """Draw changes, try them, and say which went unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("sources", nargs="*", default=SOURCES, help="files, folders and lines to change")
    parser.add_argument("--sample", type=int, default=400, help="how many changes; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    parser.add_argument("--part", type=_part, default=(1, 1), help="1/3: the first third of them, to try them in turns")
    parser.add_argument("--callers", type=Path, help="a file that keeps which tests call what, for the next part")
    options = parser.parse_args()
    everything = [mutant for source in options.sources for mutant in _mutants_in(source)]
    count = options.sample or len(everything)
    part, parts = options.part
    chosen = Random(options.seed).sample(everything, min(count, len(everything)))[part - 1 :: parts]
    with tempfile.TemporaryDirectory() as folder:
        plugin = Mutation(chosen, options.callers or Path(folder, "callers.json"))
        tests = [str(ROOT / "tests" / name) for name in TESTS]
        tests += [f"--ignore={ROOT / 'tests' / name}" for name in SLOW]
        rules = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts=", "-s"]
        if pytest.main([*rules, *tests], [plugin]) not in (pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED):
            raise SystemExit(1)
    alive = len(plugin.survivors) + len(plugin.untested)
    print(f"\n{plugin.tried} changes of {len(everything)}: {plugin.tried - alive} noticed, {alive} not", end=" ")
    print(f"({len(plugin.untested)} of them in what no test calls): {1 - alive / max(plugin.tried, 1):.1%}")


def _part(words: str) -> tuple[int, int]:
    part, _, parts = words.partition("/")
    return int(part), int(parts)


def _mutants_in(source: str) -> list[Mutant]:
    """Every change of a folder, a file, or one line of a file."""
    name, _, line = source.partition(":")
    files = [ROOT / name] if name.endswith(".py") else sorted((ROOT / name).rglob("*.py"))
    return [mutant for file in files for mutant in mutants(file) if line in ("", str(mutant.line))]


if __name__ == "__main__":
    main()

"""Turns tests into what they reach: for each test, the functions of some files that it calls, and how long it takes."""

from __future__ import annotations

import ast
import hashlib
import json
import math
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import pytest

__all__ = ["Reach", "innermost", "key_of", "name_of", "record"]

_PROJECT: Final = str(Path(__file__).parents[2])


class Reach:
    """Which functions each test calls, and how long it takes; tests are known by their names and files."""

    def __init__(self, rows: dict[str, tuple[float, frozenset[str]]]) -> None:
        self.rows = rows

    def tests_of(self, function: str, *, longest: float = math.inf) -> list[str]:
        """List the tests that call a function, quickest first; of no function, all tests."""
        found = [
            (seconds, test)
            for test, (seconds, called) in self.rows.items()
            if seconds <= longest and (not function or function in called)
        ]
        return [test for _, test in sorted(found)]

    def save(self, path: Path) -> None:
        """Keep what was found."""
        path.write_text(json.dumps({test: [row[0], sorted(row[1])] for test, row in self.rows.items()}), "utf-8")

    @staticmethod
    def load(path: Path) -> Reach:
        """Read what was kept, nothing where there is no such file."""
        rows: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return Reach({test: (float(seconds), frozenset(called)) for test, (seconds, called) in rows.items()})


def key_of(files: Iterable[Path]) -> str:
    """Name the present state of some files."""
    whole = hashlib.sha256()
    for file in sorted(files):
        # Functions are known by where they stand, and each checkout has its own.
        whole.update(str(file).encode() + file.read_bytes())
    return whole.hexdigest()[:16]


def name_of(item: pytest.Item) -> str:
    """Name a test as it is now: another one of that name may stand in its file later."""
    return f"{item.nodeid} {key_of([item.path])}"


def record(items: Sequence[pytest.Item], files: Collection[str]) -> Reach:
    """Run tests one by one, each as if it were the first, and note which functions of some files they call."""
    rows: dict[str, tuple[float, frozenset[str]]] = {}
    for item in items:
        _forget_results()
        called: set[CodeType] = set()

        def note(frame: FrameType, event: str, _argument: object, called: set[CodeType] = called) -> None:
            if event == "call":
                called.add(frame.f_code)

        started = time.process_time()
        sys.setprofile(note)
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            sys.setprofile(None)
        seconds = time.process_time() - started
        names = {f"{code.co_filename}:{code.co_qualname}" for code in called if code.co_filename in files}
        rows[name_of(item)] = seconds, frozenset(names)
    return Reach(rows)


def innermost(file: Path, line: int) -> str:
    """Name the innermost function around a line; empty where there is none."""
    best = ""
    smallest = sys.maxsize
    for name, node in _functions(ast.parse(file.read_text("utf-8")), ""):
        end = node.end_lineno or node.lineno
        if node.lineno <= line <= end and end - node.lineno < smallest:
            best, smallest = f"{file}:{name}", end - node.lineno
    return best


def _functions(node: ast.AST, above: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield above + child.name, child
            yield from _functions(child, f"{above}{child.name}.<locals>.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{above}{child.name}.")
        else:
            yield from _functions(child, above)


def _forget_results() -> None:
    """Empty all caches, those of the tests as well."""
    for module in list(sys.modules.values()):
        if not str(getattr(module, "__file__", None) or "").startswith(_PROJECT):
            continue
        for member in list(vars(module).values()):
            forget = getattr(member, "cache_clear", None)
            if callable(forget):
                forget()

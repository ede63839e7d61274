"""Turns descriptions and modules into mutants: a rule deleted or negated, a branch of a module dropped."""

from __future__ import annotations

import ast
import linecache
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, cast

import yaml

from rules.reach import innermost

__all__ = ["Mutant", "branch_mutants", "controls", "rule_mutants"]


_COPIED: Final = ("support.py",)


@dataclass(frozen=True)
class Mutant:
    """One damage; ``apply`` does it to the process that it is called in, with a folder for files.

    ``function`` is the one that is damaged, where nobody else has a copy of it; ``branch`` names what is damaged
    wherever it stands.
    """

    name: str
    is_of_rules: bool
    apply: Callable[[Path], None]
    function: str = ""
    branch: str = ""


def rule_mutants(specs: Path) -> list[Mutant]:
    """List each rule of each description deleted, and negated."""
    found: list[Mutant] = []
    for file in sorted(specs.glob("*/schemas/*.yaml")):
        schemas: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
        for key, schema in schemas.items():
            for index, entry in enumerate(schema.get("x-validations", ())):
                for damage in (_delete, _negate):
                    place = f"{file.parents[1].name} {key} {entry['id']}"
                    found.append(
                        Mutant(
                            f"{damage.__name__.strip('_')} {place}", True, _RuleDamage(specs, file, key, index, damage)
                        )
                    )
    return found


def controls(specs: Path, file: Path, root: Path) -> list[Mutant]:
    """List what goes the way of all mutants and damages nothing, so that tests must pass."""
    written = specs / "soget" / "schemas" / "order.yaml"
    module = ".".join(file.relative_to(root).with_suffix("").parts)
    return [
        Mutant("no damage to a rule", True, _RuleDamage(specs, written, "Order", 0, _leave)),
        Mutant("no damage to a module", False, _BranchDamage(module, file, -1)),
    ]


Entries = list[dict[str, Any]]
Json = dict[str, "Json"] | list["Json"] | str | float | None


def _leave(entries: Entries, index: int) -> None:
    """Change nothing."""


def _delete(entries: Entries, index: int) -> None:
    """Take a rule out; what came after it comes after what it came after, so that nothing else is wrong."""
    gone = entries.pop(index)
    for entry in entries:
        if gone["id"] in entry.get("after", ()):
            at = entry["after"].index(gone["id"])
            entry["after"][at : at + 1] = gone.get("after", [])


def _negate(entries: Entries, index: int) -> None:
    entries[index]["rule"] = f"!({entries[index]['rule']})"


@dataclass(frozen=True)
class _RuleDamage:
    """A copy of the descriptions with one rule changed, which the tests read in place of them."""

    specs: Path
    file: Path
    key: str
    index: int
    damage: Callable[[Entries, int], None]

    def __call__(self, folder: Path) -> None:
        shutil.copytree(self.specs, folder / "specs")
        copied = folder / "specs" / self.file.relative_to(self.specs)
        # A copy of each value: what aliases share is changed in one place only.
        schemas: dict[str, Any] = _unshared(yaml.safe_load(copied.read_text("utf-8")))
        gone = schemas[self.key]["x-validations"][self.index]["id"]
        self.damage(schemas[self.key]["x-validations"], self.index)
        if not schemas[self.key]["x-validations"]:
            del schemas[self.key]["x-validations"]
        copied.write_text(yaml.safe_dump(schemas, sort_keys=False, allow_unicode=True), "utf-8")
        if self.damage is _delete:
            _forget(folder / "specs" / self.file.relative_to(self.specs).parts[0], gone)
        # Read by specs.described, which this process has not imported yet.
        os.environ["TESTED_SPECS"] = str(folder / "specs")


def _forget(api: Path, gone: str) -> None:
    """Let no rule elsewhere wait for one that no longer stands anywhere."""
    texts = {file: yaml.safe_load(file.read_text("utf-8")) for file in sorted((api / "schemas").glob("*.yaml"))}
    entries = [
        entry for schemas in texts.values() for schema in schemas.values() for entry in schema.get("x-validations", ())
    ]
    if any(entry["id"] == gone for entry in entries):
        return
    for file, schemas in texts.items():
        for schema in schemas.values():
            for entry in schema.get("x-validations", ()):
                if gone in entry.get("after", ()):
                    entry["after"] = [id_ for id_ in entry["after"] if id_ != gone]
        file.write_text(yaml.safe_dump(_unshared(schemas), sort_keys=False, allow_unicode=True), "utf-8")


def _unshared(value: Json) -> Any:
    if isinstance(value, dict):
        return {name: _unshared(member) for name, member in value.items()}
    return [_unshared(item) for item in value] if isinstance(value, list) else value


def branch_mutants(files: Sequence[Path], root: Path) -> list[Mutant]:
    """List each branch of each module dropped: of ``if``, of ``match``, and of conditional expressions."""
    found: list[Mutant] = []
    seen: Counter[str] = Counter()
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        module = ".".join(file.relative_to(root).with_suffix("").parts)
        for index, (line, what, text) in enumerate(_drops(tree, None)):
            short = module.partition(".")[2]
            function = innermost(file, line)
            branch = f"{short} {function.rpartition(':')[2]}: {what} {text}"
            seen[branch] += 1
            # The same may be asked several times in one function.
            branch += f" ({seen[branch]})" if seen[branch] > 1 else ""
            # What is copied into generated modules runs there as well.
            reached = "" if file.name in _COPIED else function
            damage = _BranchDamage(module, file, index)
            found.append(Mutant(f"{short}:{line} {what}", False, damage, reached, branch))
    return found


@dataclass(frozen=True)
class _BranchDamage:
    """A module with one branch less: its functions, which exist already, get the code of the damaged ones."""

    module: str
    file: Path
    index: int

    def __call__(self, _folder: Path) -> None:
        tree = ast.parse(self.file.read_text("utf-8"))
        for _ in _drops(tree, self.index):
            pass
        whole = compile(ast.fix_missing_locations(tree), str(self.file), "exec", dont_inherit=True)
        codes = {code.co_qualname: code for code in _codes_in(whole)}
        for function in _functions_of(sys.modules[self.module]):
            function.__code__ = codes[function.__qualname__]
        # Functions are copied into generated modules by their source, which is looked for here first.
        source = ast.unparse(tree)
        linecache.cache[str(self.file)] = (len(source), None, source.splitlines(keepends=True), str(self.file))
        _forget_results()


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes_in(constant)


def _functions_of(module: ModuleType) -> Iterator[FunctionType]:
    """List the functions and methods that a module defines, whatever they are wrapped in."""
    members = list(vars(module).values())
    members += [member for each in members if isinstance(each, type) for member in vars(each).values()]
    for member in members:
        inner = member
        for name in ("fget", "__func__", "__wrapped__"):
            inner = getattr(inner, name, inner)
        # What dataclasses write has no source.
        if isinstance(inner, FunctionType) and inner.__code__.co_filename == module.__file__:
            yield inner


def _forget_results() -> None:
    """Empty all caches, which hold what the sound code found."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "specwright":
            for member in vars(module).values():
                if callable(forget := getattr(member, "cache_clear", None)):
                    forget()


def _drops(tree: ast.Module, wanted: int | None) -> Iterator[tuple[int, str, str]]:
    """List the branches of a module in a fixed order, and drop the one whose number is wanted."""
    number = -1
    for holder in list(ast.walk(tree)):
        for name, value in list(ast.iter_fields(holder)):
            for drop in _drops_of_field(holder, name, value):
                number += 1
                yield drop.line, drop.what, drop.text
                if number == wanted:
                    drop.do()
                    return


@dataclass(frozen=True)
class _Drop:
    line: int
    what: str
    text: str
    do: Callable[[], None]


def _drops_of_field(holder: ast.AST, name: str, value: object) -> Iterator[_Drop]:
    if isinstance(value, ast.IfExp) and not _is_for_types(value):
        yield _Drop(value.lineno, "value if", ast.unparse(value.test), lambda: setattr(holder, name, value.orelse))
        yield _Drop(value.lineno, "value else", ast.unparse(value.test), lambda: setattr(holder, name, value.body))
    if isinstance(value, list):
        items = cast("list[object]", value)
        for index, item in enumerate(items):
            yield from _drops_of_item(items, index, item)


def _drops_of_item(items: list[object], index: int, item: object) -> Iterator[_Drop]:
    if isinstance(item, ast.IfExp) and not _is_for_types(item):
        yield _Drop(item.lineno, "value if", ast.unparse(item.test), lambda: items.__setitem__(index, item.orelse))
        yield _Drop(item.lineno, "value else", ast.unparse(item.test), lambda: items.__setitem__(index, item.body))
    elif isinstance(item, ast.If) and not _is_for_types(item):
        yield _Drop(
            item.lineno,
            "if",
            ast.unparse(item.test),
            lambda: items.__setitem__(slice(index, index + 1), item.orelse or [ast.Pass()]),
        )
        if item.orelse:
            yield _Drop(item.lineno, "else", ast.unparse(item.test), lambda: setattr(item, "orelse", []))
    elif isinstance(item, ast.Match):
        for at, case in enumerate(item.cases):
            # Where a case does nothing, there is nothing to drop.
            if len(item.cases) > 1 and not all(isinstance(line, ast.Pass) for line in case.body):
                yield _Drop(case.pattern.lineno, "case", ast.unparse(case.pattern), _remover(item.cases, at))


def _remover(cases: list[ast.match_case], at: int) -> Callable[[], None]:
    def remove() -> None:
        del cases[at]

    return remove


def _is_for_types(node: ast.If | ast.IfExp) -> bool:
    """Say whether a branch is there for the type checker: the other one is for values that were refused before."""
    match node.test:
        case ast.Name(id="TYPE_CHECKING"):
            return True
        case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id=asked), _]):
            return isinstance(node.body, ast.Name) and node.body.id == asked
        case _:
            return False

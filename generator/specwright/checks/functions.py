"""Gives the functions and constants of a module their names, and keeps what is written and what is still to be."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from specwright.checks.spots import Navigator, Spot
from specwright.model.errors import SpecwrightError

__all__ = ["Functions", "Kind", "plain_name"]

# What a function does with a value: `is` gives the verdict, `find` the violations, `members` and `items` what of an
# object or list was judged, `holds` the verdict of the rules below, `places` the values that rules judge, `changes`
# those of them that rules compare with old values.
Kind: TypeAlias = Literal["is", "find", "members", "items", "holds", "places", "changes"]

_STRUCTURE: Final = frozenset({"$defs", "properties", "items", "schema"})
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST: Final = 60


def plain_name(text: str) -> str:
    """Spell a text so that it can be part of a Python name."""
    return _UNSAFE.sub("_", text).strip("_")[:_LONGEST] or "schema"


@dataclass(slots=True)
class Functions:
    """The functions of one module: asked for by kind and schema, written when all before them are."""

    navigator: Navigator
    sources: dict[str, str] = field(default_factory=dict[str, str])
    calls: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    failures: dict[str, list[SpecwrightError]] = field(default_factory=dict[str, list[SpecwrightError]])
    _names: dict[tuple[Kind, Spot], str] = field(default_factory=dict[tuple[Kind, Spot], str])
    _taken: set[str] = field(default_factory=set[str])
    _waiting: deque[tuple[Kind, Spot]] = field(default_factory=deque[tuple[Kind, Spot]])
    constants: dict[str, str] = field(default_factory=dict[str, str])
    _constants: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    _current: str = ""

    def call(self, kind: Kind, spot: Spot) -> str:
        """Name the function for a schema, and see that it will be written."""
        name = self._names.get((kind, spot))
        if name is None:
            name = self.unique(f"_{kind}_{_place_name(spot)}")
            self._names[kind, spot] = name
            self._waiting.append((kind, spot))
        self.calls.setdefault(self._current, []).append(name)
        return name

    def uses(self, name: str) -> None:
        """Note that the function that is being written calls one that was added."""
        self.calls.setdefault(self._current, []).append(name)

    def add(self, name: str, source: str) -> None:
        """Take a function that was written elsewhere."""
        self.sources[name] = source

    def note(self, error: SpecwrightError) -> None:
        """Remember why the function that is being written cannot be."""
        self.failures.setdefault(self._current, []).append(error)

    def unique(self, name: str, *, ending: str = "") -> str:
        """Make a name that is not taken, neither by itself nor with an ending."""
        candidate, number = name, 1
        while not self._taken.isdisjoint({candidate, candidate + ending}):
            number += 1
            candidate = f"{name}_{number}"
        self._taken |= {candidate, candidate + ending}
        return candidate

    def begin(self, name: str) -> None:
        """Say whose calls the next ones are."""
        self._current = name

    def write_all(self, write: Callable[[Kind, Spot, str], str]) -> None:
        """Write what was asked for, and what that asks for in turn; a function that cannot be written is a failure."""
        while self._waiting:
            kind, spot = self._waiting.popleft()
            self._current = self._names[kind, spot]
            try:
                self.navigator.refuse_circle(spot)
                self.sources[self._current] = write(kind, spot, self._current)
            except SpecwrightError as error:
                self.note(error)
        self._current = ""

    def constant(self, stem: str, text: str) -> str:
        """Name a constant of the module, the same name for the same text."""
        known = self._constants.get((stem, text))
        if known is None:
            known = self.unique(f"_{stem}_{len(self.constants) + 1}")
            self._constants[stem, text] = known
            self.constants[known] = text
        return known

    def reached(self, names: Iterable[str]) -> set[str]:
        """Give all functions that some functions call, themselves among them."""
        pending, found = list(names), set[str]()
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending += self.calls.get(name, [])
        return found


def _place_name(spot: Spot) -> str:
    tokens = [token for token in spot.position.pointer.split("/")[1:] if token not in _STRUCTURE]
    if spot.direction:
        tokens.append(spot.direction)
    return plain_name("_".join(tokens))

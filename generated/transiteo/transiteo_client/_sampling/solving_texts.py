# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Works conditions on texts backwards: what they begin with, hold, match, and which format they are of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .solving_relations import vary
from .solving_task import ABSENT, ARRAY, Task
from .solving_terms import Term

__all__ = ["Holding", "OfFormat", "Size", "matching"]

_TRIES = 8


class Holding(Term):
    """``text.startsWith(part)``, ``text.endsWith(part)`` or ``text.contains(part)``."""

    def __init__(self, kind: str, text: Term, part: Term) -> None:
        super().__init__(text, part)
        self.kind = kind
        self.text = text
        self.part = part
        one, two = text.value, part.value
        if kind == "starts":
            self.value = lambda values: one(values).startswith(two(values))
        elif kind == "ends":
            self.value = lambda values: one(values).endswith(two(values))
        else:
            self.value = lambda values: two(values) in one(values)

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        return self._try(task, goal=goal) and self.truth(task) is goal

    def _try(self, task: Task, *, goal: bool) -> bool:
        text, part = self.text.read(task), self.part.read(task)
        if not isinstance(text, str) or not isinstance(part, str):
            return False
        if not goal:
            return self._without(task, text, part) or vary(task, self.text, text) or vary(task, self.part, part)
        at = {"starts": 0, "ends": len(text)}.get(self.kind, task.below(len(text) + 1))
        wanted = text[:at] + part + text[at:]
        # Where there is no room for both, the part alone may still do, or take the place of some letters.
        cut = text[len(part) :] if self.kind == "starts" else text[: max(len(text) - len(part), 0)]
        shorter = part + cut if self.kind == "starts" else cut + part
        if any(self.text.assign(task, candidate) for candidate in (wanted, shorter, part)):
            return True
        ends = {"starts": text[: task.below(len(text) + 1)], "ends": text[task.below(len(text) + 1) :]}
        return self.part.assign(task, ends.get(self.kind, text[:1]))

    def _without(self, task: Task, text: str, part: str) -> bool:
        if not part:
            return False
        for letter in "Xa0-":
            changed = text.replace(part, letter * len(part)) if self.kind == "contains" else _swapped(text, self.kind)
            if changed != text and self.text.assign(task, changed) and self.truth(task) is False:
                return True
        return False


class OfFormat(Term):
    """A text's form: ``text.matches(pattern)`` or ``isIso6346(text)``; ``draw`` gives texts that have it."""

    def __init__(self, text: Term, judge: Callable[[str], bool], draw: Callable[[Task], str]) -> None:
        super().__init__(text)
        self.text = text
        self.draw = draw
        self.judge = judge
        inner = text.value
        self.value = lambda values: judge(inner(values))

    def change(self, task: Task, *, goal: bool) -> bool:
        """Try one way to make the condition come out as asked for."""
        if goal:
            for _ in range(_TRIES):
                candidate = self.draw(task)
                if self.text.assign(task, candidate) and self.truth(task):
                    return True
            return False
        text = self.text.read(task)
        if not isinstance(text, str):
            return False
        for candidate in spoilt(text, task.below):
            if not self.judge(candidate) and self.text.assign(task, candidate) and self.truth(task) is False:
                return True
        return vary(task, self.text, text) and self.truth(task) is False


class Size(Term):
    """``size(x)`` of a text, a list or a map."""

    def __init__(self, operand: Term, kind: str) -> None:
        super().__init__(operand)
        self.operand = operand
        self.kind = kind
        inner = operand.value
        if kind == "map":
            self.value = lambda values: sum(1 for value in inner(values).values() if value is not None)
        else:
            self.value = lambda values: len(inner(values))

    def assign(self, task: Task, value: Any) -> bool:
        """Try to give the term a value."""
        if not isinstance(value, (int, float)) or value < 0 or value != int(value) or self.operand.is_fixed:
            return False
        length = int(value)
        if self.kind != "text":
            return self.operand.resize(task, length)
        text = self.operand.read(task)
        if text is ABSENT:
            return False
        filled = (text * (length // max(len(text), 1) + 1) if text else "A" * length)[:length]
        return self.operand.assign(task, filled) or self.operand.assign(task, ("A" * length))

    def pin(self, task: Task) -> None:
        """Keep what decides the value."""
        self.operand.pin(task)
        items = self.operand.read(task)
        if isinstance(items, ARRAY):
            task.pin_size(items)


def matching(text: Term, source: str, pattern: Any) -> OfFormat:
    """Make the term of ``text.matches(…)``: ``source`` is the pattern as Python spells it, ``pattern`` its parts."""
    search = re.compile(source, re.ASCII).search
    return OfFormat(text, lambda value: search(value) is not None, lambda task: task.drawer.matching(pattern))


def spoilt(text: str, below: Callable[[int], int]) -> list[str]:
    """List texts that differ a little, digits and letters kept apart first, because forms often tell them apart."""
    found: list[str] = []
    places = [(below(len(text)) + number) % len(text) for number in range(min(len(text), 6))] if text else []
    for at in places:
        letter = text[at]
        if letter.isdigit():
            found.append(
                f"{text[:at]}{(int(letter) + 1 + below(9)) % 10}{text[at + 1 :]}" if letter.isascii() else text
            )
        found += [f"{text[:at]}{other}{text[at + 1 :]}" for other in ("ABCX"[below(4)], "0", "-", "é")]
    return [*found, text[:-1], f"{text}0", f"{text} ", ""]


def _swapped(text: str, kind: str) -> str:
    at = 0 if kind == "starts" else len(text) - 1
    return f"{text[:at]}{'B' if text[at : at + 1] == 'A' else 'A'}{text[at + 1 :]}"

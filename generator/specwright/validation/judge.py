"""Turns blocks of documents into what is told about them, by one check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

from specwright.validation.reading import Reading, Violation, json_violation, read_document
from specwright.validation.sources import Block, Paired, split_block, too_large

__all__ = ["Describe", "Judge", "Outcome", "Plan"]

# Writes what is told about one document: its file, its line, its violations, and how many more there are.
Describe: TypeAlias = Callable[[str, int, tuple[Violation, ...], int], str]
_REMEMBERED: Final = 65536
_NO_READING: Final = Reading(None, is_read=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a process needs to judge: the module of checks as text, the check's name, and how verdicts are written.

    ``old`` is the old value of all documents. Rules in ``ignored`` are not asked.
    """

    text: str
    check: str
    describe: Describe
    limit: int
    most: int | None = None
    old: bytes | None = None
    old_name: str = ""
    ignored: frozenset[str] = frozenset()


@dataclass(slots=True)
class Outcome:
    """What came of a block; ``counts`` has layer, code and id of all violations."""

    text: str = ""
    documents: int = 0
    invalid: int = 0
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])
    file: str = ""
    position: int = 0


class Judge:
    """Judges documents by the check of a plan, which is compiled once."""

    def __init__(self, plan: Plan) -> None:
        names: dict[str, Any] = {"__name__": "checks"}
        exec(compile(plan.text, "<checks>", "exec"), names)  # noqa: S102  our own compiler wrote it from literals
        for name, function in names.items():
            if hasattr(function, "cache_parameters"):
                # What a client remembers from one request to the next is little; a file has many dates, over and over.
                names[name] = lru_cache(maxsize=_REMEMBERED)(function.__wrapped__)
        self._check: Callable[..., tuple[Violation, ...]] = names[plan.check]
        self._plan = plan
        self._old = None if plan.old is None else read_document(plan.old).value

    def __call__(self, block: Block) -> Outcome:
        """Judge all documents of a block."""
        outcome = Outcome(file=block.file, position=block.position)
        told: list[str] = []
        describe, most = self._plan.describe, self._plan.most
        for index, (line, raw) in enumerate(split_block(block)):
            if block.refusal is not None:
                violations: tuple[Violation, ...] = (block.refusal,)
            elif block.old:
                violations = self._judge_change(raw, line, block.old[index])
            else:
                violations = self._judge(raw, line, self._old)
            outcome.documents += 1
            if not violations:
                told.append(describe(block.file, line, (), 0))
                continue
            outcome.invalid += 1
            outcome.counts.update(violation[:3] for violation in violations)
            shown = violations[:most]
            told.append(describe(block.file, line, shown, len(violations) - len(shown)))
        outcome.text = "".join(told)
        return outcome

    def _judge(self, raw: bytes, line: int, old: Any) -> tuple[Violation, ...]:
        if self._is_too_large(raw):
            return (too_large(self._plan.limit),)
        reading = read_document(raw, line=line)
        if not reading.is_read:
            return reading.violations
        found = self._check(reading.value, old=old)
        if self._plan.ignored:
            found = tuple(each for each in found if each[0] != "rule" or each[2] not in self._plan.ignored)
        return reading.violations + found if reading.violations else found

    def _is_too_large(self, raw: bytes) -> bool:
        limit = self._plan.limit
        return len(raw) > limit and len(raw.rstrip(b"\r\n")) > limit

    def _judge_change(self, raw: bytes, line: int, old: Paired | None) -> tuple[Violation, ...]:
        is_known = old is not None and not self._is_too_large(old.raw)
        reading = read_document(old.raw, line=old.line) if old is not None and is_known else _NO_READING
        found = self._judge(raw, line, reading.value)
        if reading.is_read and not reading.violations:
            return found
        name = self._plan.old_name
        if old is None:
            what = f"{name} has no old value for this document."
        elif not is_known:
            what = f"The old value of this document, in line {old.line} of {name}, is too large."
        else:
            what = (
                f"The old value of this document, in line {old.line} of {name}, is no JSON: {reading.violations[0][4]}"
            )
        return (json_violation("old", what), *found)

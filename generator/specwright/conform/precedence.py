"""Prepares requests that are wrong in two ways at once: the earlier stage has to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import Final

from specwright.conform.expectations import Refusal
from specwright.conform.prepared import Change, Memo, Prepared
from specwright.conform.results import Aim, Kind
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.conform.wrong_requests import (
    Defect,
    credential_defects,
    media_type_defects,
    method_defects,
    undecodable_defects,
    unreadable_defects,
)

__all__ = ["precedence_aims"]

_NAMES: Final = ("method", "credentials", "media type", "parse", "parameters", "body", "rules")
_PARAMETERS: Final = 4
_BODY: Final = 5
_RULES: Final = 6
_LOOKED_AT: Final = 6
_ROWS: Final = 5
# With one code or none, two refusals may look the same; with several, some pair differs.
_MOST: Final = 3


def precedence_aims(subject: Subject, aims: Iterable[Memo[Prepared]]) -> Iterator[Iterator[Prepared]]:
    """Give the cases of all pairs of stages; in several rows, so that none of them comes late."""
    cases = Memo(_cases(subject, list(aims)))
    for number in range(_ROWS):
        yield islice(cases, number, None, _ROWS)


def _cases(subject: Subject, aims: list[Memo[Prepared]]) -> Iterator[Prepared]:
    try:
        found = [*_early(subject), *_late(aims)]
    except UndrawableError:
        return
    made: dict[str, int] = {}
    for first, second in combinations(found, 2):
        if first.stage == second.stage or not first.refusal.status or _is_same(first, second):
            continue
        if (first.stage, second.stage) == (2, 3) or (second.stage in (_BODY, _RULES) and first.stage == 3):
            # One body cannot be unreadable, or of no known type, and wrong in another way.
            continue
        if second.stage == _RULES and first.stage == _BODY:
            continue
        # Bytes that nobody can decode and values that are wrong are both a matter of parameters.
        names = [f"{each.name}-" if each.name.startswith(("path/", "query/")) else "" for each in (first, second)]
        label = f"order/{names[0]}{_NAMES[first.stage]}-before-{names[1]}{_NAMES[second.stage]}".replace(" ", "-")
        made[label] = made.get(label, 0) + 1
        label = f"{label}/{made[label]}" if made[label] > 1 else label
        aim = Aim(
            operation=subject.name,
            kind=Kind.LAW,
            name=f"{_NAMES[first.stage]} before {_NAMES[second.stage]}",
            place="request",
            code=first.refusal.code,
        )
        story = f"{first.story}, and {second.story}"
        yield subject.wrong(label, aim, _both(second.change, first.change), first.refusal, story)


def _early(subject: Subject) -> Iterator[Defect]:
    for defects in (
        method_defects,
        credential_defects,
        media_type_defects,
        unreadable_defects,
        undecodable_defects,
    ):
        first = next(defects(subject), None)
        if first is not None:
            yield first


def _late(aims: list[Memo[Prepared]]) -> Iterator[Defect]:
    """Take wrong values of each kind that the other cases send anyway: such as are told in different ways."""
    seen: dict[int, list[Refusal]] = {}
    for memo in aims:
        prepared = next((each for each, _ in zip(memo, range(_LOOKED_AT), strict=False) if each.change), None)
        if prepared is None or prepared.change is None or prepared.refusal is None or prepared.setup is not None:
            continue
        aim = prepared.case.aim
        stage = _RULES if aim.kind is Kind.RULE else _BODY if aim.place.startswith("body") else _PARAMETERS
        # A value in a path decides which document is meant, and so what the later stages see.
        known = seen.setdefault(stage, [])
        is_alike = any((each.status, each.code) == (prepared.refusal.status, prepared.refusal.code) for each in known)
        if is_alike or len(known) == _MOST or aim.place.startswith("path"):
            continue
        known.append(prepared.refusal)
        yield Defect(
            name=aim.name,
            stage=stage,
            story=prepared.what,
            change=prepared.change,
            refusal=prepared.refusal,
        )


def _both(first: Change, second: Change) -> Change:
    return lambda draft: second(first(draft))


def _is_same(first: Defect, second: Defect) -> bool:
    """Say whether two refusals cannot be told apart."""
    one, other = first.refusal, second.refusal
    is_place_told = bool(one.place_pointer and one.places) or bool(other.place_pointer and other.places)
    return one.status == other.status and (one.code == other.code or one.is_any_code) and not is_place_told

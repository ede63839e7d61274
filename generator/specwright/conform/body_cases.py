"""Prepares the cases of the keywords of a body: each from both sides, at every place that it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.conform.drafts import SpellingError
from specwright.conform.payloads import spellable
from specwright.conform.placing import Edged, Placer
from specwright.conform.plans import Given, Plan
from specwright.conform.prepared import Prepared, with_body
from specwright.conform.results import Aim, Kind, Side
from specwright.conform.subjects import Subject
from specwright.conform.supplies import BodySource, UndrawableError
from specwright.model.service import MediaType
from specwright.samples.engine.breaking import Target
from specwright.twin.pointers import at_pointer

__all__ = ["body_aims", "keyword_aim"]

# How many values are tried from each side; all members of an enum count.
_MOST: Final = {Side.OUTSIDE: 4, Side.INSIDE: 3}
_MOST_LISTED: Final = 60
_MOST_REFUSED: Final = 12
_MOST_HELD: Final = 2
_MANY: Final = frozenset({"enum", "const", "format", "pattern", "type"})


def keyword_aim(subject: Subject, where: str, target: Target, code: str = "") -> Aim:
    """Name a keyword at its place."""
    place = "".join(f"/{token}" for token in target.path)
    name = f"{target.keyword}:{target.member}" if target.member else target.keyword
    return Aim(operation=subject.name, kind=Kind.KEYWORD, name=name, place=f"{where} {place}".strip(), code=code)


def body_aims(subject: Subject, content: MediaType, source: BodySource) -> Iterator[Iterator[Prepared]]:
    """Give the cases of each keyword, the telling ones first."""
    placer = Placer(source.sampler)
    for number, target in enumerate(placer.targets):
        yield _cases(subject, content, placer, target, number)
    for number, (target, reason) in enumerate(placer.unreachable):
        yield _cases(subject, content, placer, target, number, never=reason)


def _cases(
    subject: Subject, content: MediaType, placer: Placer, target: Target, number: int, *, never: str = ""
) -> Iterator[Prepared]:
    counts = {Side.OUTSIDE: 0, Side.INSIDE: 0}
    reason = dict.fromkeys(Side, "no value was found that is on this side alone")
    reason[Side.OUTSIDE] = never or reason[Side.OUTSIDE]
    refused = held = 0
    try:
        base = subject.plans.plan(subject.operation, number % 3)
    except UndrawableError as error:
        reason = dict.fromkeys(Side, f"there is no acceptable call: {error}")
        base = None
    for edged in () if base is None else _edged(subject, placer, target, base):
        side = Side.INSIDE if edged.is_valid else Side.OUTSIDE
        most = _MOST_LISTED if target.keyword in _MANY and side is Side.INSIDE else _MOST[side]
        if counts[side] >= most * (2 if target.keyword in _MANY else 1) or (edged.is_valid and refused > _MOST_REFUSED):
            continue
        if edged.is_refused:
            told = _held(subject, content, target, edged, base=base, number=held) if held < _MOST_HELD else None
            if told is not None:
                held += 1
                yield told
            continue
        try:
            prepared = _prepared(subject, content, target, edged, base=base, number=counts[side])
        except (UndrawableError, SpellingError) as error:
            reason[side] = str(error)
            refused += edged.is_valid
            continue
        counts[side] += 1
        yield prepared
        if prepared.plan is not None and isinstance(at_pointer(prepared.plan.last.body, edged.pointer), Given):
            # Another number stood there in the end. This one is nobody's, which is to be told.
            told = _held(subject, content, target, edged, base=base, number=held) if held < _MOST_REFUSED else None
            held += told is not None
            yield from () if told is None else (told,)
    for side in (Side.OUTSIDE, Side.INSIDE):
        if not counts[side]:
            aim = keyword_aim(subject, "body", target)
            yield subject.never(f"body{target.name}/{side.value}", aim, side, reason[side])


def _edged(subject: Subject, placer: Placer, target: Target, base: Plan | None) -> Iterator[Edged]:
    if base is not None:
        yield from placer.edged(base.last.body, target, f"{subject.seed}/{subject.name}/{target.name}")


def _prepared(
    subject: Subject, content: MediaType, target: Target, edged: Edged, *, base: Plan | None, number: int
) -> Prepared:
    label = f"body{target.name}/{'inside' if edged.is_valid else 'outside'}{f'/{number + 1}' if number else ''}"
    aim = keyword_aim(subject, "body", target, edged.code)
    if not edged.is_valid:
        _prove_outside(subject, content, target, edged, base)
        refusal = subject.refusal(edged.code, edged.pointer)
        return subject.outside(label, aim, with_body(edged.body), refusal, pointer=edged.pointer)
    parameters: Any = {} if base is None else base.last.parameters
    seed = f"{label}/{subject.seed}"
    body = spellable(content, edged.body)
    plan = subject.plans.fitted(subject.operation, content, body, parameters, seed=seed, kept=edged.pointer)
    if edged.value in plan.own:
        # What documents are told apart by is what this case is about, and stays as it is.
        plan = replace(plan, own=())
    return subject.inside(label, aim, plan)


def _held(
    subject: Subject, content: MediaType, target: Target, edged: Edged, *, base: Plan | None, number: int
) -> Prepared | None:
    """Prepare a value that no schema refuses but a precondition does, which is to say so itself."""
    label = f"body{target.name}/inside/refused{f'/{number + 1}' if number else ''}"
    parameters: Any = {} if base is None else base.last.parameters
    try:
        body = spellable(content, edged.body)
        if base is None or subject.reader.body_violations(with_body(body)(base.last)):
            return None
        found = subject.plans.refused(subject.operation, content, body, parameters, seed=f"{label}/{subject.seed}")
    except (UndrawableError, SpellingError):
        return None
    return None if found is None else subject.held(label, keyword_aim(subject, "body", target), *found)


def _prove_outside(subject: Subject, content: MediaType, target: Target, edged: Edged, base: Plan | None) -> None:
    """Make sure that what arrives is wrong in this way alone.

    Raises:
        SpellingError: it arrives as something else.
    """
    if base is None or not content.parts:
        return
    told = subject.reader.body_violations(with_body(edged.body)(base.last))
    if not told or any(each.id != target.keyword or each.path != edged.pointer for each in told):
        raise SpellingError("as a form, no value arrives that breaks it alone")

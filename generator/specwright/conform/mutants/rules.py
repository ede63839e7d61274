"""Mutants of business rules: dropped, turned round, asked of others, or shifted by one (M5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from specwright.conform.mutants.damage import Damage, Findings, Judged
from specwright.conform.mutants.expressions import flips, negated
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, edited, places_of
from specwright.conform.mutants.spread import slug, spread
from specwright.model.behaviour import OperationBehaviour, Transitions
from specwright.model.errors import SpecwrightError
from specwright.model.service import Operation
from specwright.model.types import Json
from specwright.twin.judges import Judges

__all__ = ["PlacedRule", "rule_mutants", "rules_of"]

_MOST_FLIPS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRule:
    """A rule of a body, and where it stands."""

    place: Place
    index: int
    entry: Mapping[str, Json]

    @property
    def id(self) -> str:
        """Give the rule's id."""
        return str(self.entry["id"])


def rules_of(bench: Workbench, operation: Operation) -> list[PlacedRule]:
    """List the rules of a body, each once."""
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    has_old = any(isinstance(each, Transitions) for each in declared.preconditions)
    found: dict[tuple[str, tuple[str, ...], int], PlacedRule] = {}
    for place in (place for place in places_of(bench.service, operation) if place.is_body):
        entries = place.schema.get("x-validations")
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            # Without a document before there is nothing to compare with.
            if isinstance(entry, dict) and (has_old or "oldSelf" not in str(entry.get("rule"))):
                placed = PlacedRule(place=place, index=index, entry=entry)
                found.setdefault((place.key, place.inner, index), placed)
    return list(found.values())


def rule_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Damage each rule of an operation's body."""
    for number, placed in enumerate(rules_of(bench, operation)):
        yield _dropped(bench, operation, placed)
        turned = ("rule-negated", "it is turned round", {**placed.entry, "rule": negated(str(placed.entry["rule"]))})
        rewritten = [*_rewritings(placed, "rule", _MOST_FLIPS), *_rewritings(placed, "when", 1), turned]
        # One of them for each rule, another one for the next; where it makes no sound rule, the one behind it.
        for what, story, entry in (rewritten[number % len(rewritten) :] + rewritten)[: len(rewritten)]:
            mutant = _rewritten(bench, operation, placed, what=what, story=story, entry=entry)
            if mutant is not None:
                yield mutant
                break


def _dropped(bench: Workbench, operation: Operation, placed: PlacedRule) -> Mutant:
    def judging(judged: Judged, findings: Findings) -> Findings:
        if judged.operation.name.wire != operation.name.wire or not judged.is_body:
            return findings
        return [found for found in findings if not (found.layer == "rule" and found.id == placed.id)]

    return Mutant(
        id=f"M5/{operation.name.wire}/{placed.id}/dropped",
        kind=Kind.RULE,
        operation=operation.name.wire,
        story=f"the rule {placed.id} is not asked for",
        damage=Damage(judging=judging),
        workbench=bench,
    )


def _rewritings(placed: PlacedRule, member: str, most: int) -> Iterator[tuple[str, str, dict[str, Json]]]:
    text = placed.entry.get(member)
    if isinstance(text, str):
        for story, changed in spread(flips(text), most):
            yield f"{member}-{slug(story)}", f"in its `{member}` {story}", {**placed.entry, member: changed}


def _rewritten(
    bench: Workbench, operation: Operation, placed: PlacedRule, *, what: str, story: str, entry: dict[str, Json]
) -> Mutant | None:
    """Put another rule in the place of one; None where that makes no sound rule."""

    def edit(schema: dict[str, Json]) -> dict[str, Json]:
        entries = schema["x-validations"]
        listed = list(entries) if isinstance(entries, list) else []
        listed[placed.index] = entry
        return {**schema, "x-validations": listed}

    service = edited(bench.service, placed.place, edit)
    name = operation.name.wire
    if not is_judged(Workbench(service), name):
        return None
    return Mutant(
        id=f"M5/{name}/{placed.id}/{what}",
        kind=Kind.RULE,
        operation=name,
        story=f"the rule {placed.id} is another one: {story}",
        damage=Damage(judged={name: service}),
        workbench=bench,
    )


def is_judged(bench: Workbench, name: str) -> bool:
    """Say whether the body of an operation has a check, as it has where its rules are sound."""
    operation = next(each for each in bench.service.operations if each.name.wire == name)
    if operation.body is None:
        return False
    first = operation.body.media_types[0]
    judged = replace(operation, parameters=(), body=replace(operation.body, media_types=(first,)))
    try:
        return Judges(bench.service).body(judged, first.media_type) is not None
    except SpecwrightError:
        return False

"""Mutants of who may call and see what: credentials that are not asked for, documents of others (M14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from specwright.conform.mutants.damage import Authenticating, Damage
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.model.behaviour import Find, Listing, OperationBehaviour
from specwright.model.service import Operation, OtherScheme
from specwright.model.types import Json
from specwright.twin.calls import Refusal

__all__ = ["caller_mutants"]


def caller_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Let callers do what they may not."""
    name = operation.name.wire
    service = bench.service
    declared = service.behaviour.operations.get(name, OperationBehaviour())
    steps = (*declared.preconditions, *(declared.effects or ()))
    for resource in {step.resource: None for step in steps if isinstance(step, (Find, Listing))}:
        found = service.behaviour.resources[resource]
        if found.visible is None:
            continue
        resources = {**service.behaviour.resources, resource: replace(found, visible=None)}
        changed = replace(service, behaviour=replace(service.behaviour, resources=resources))
        verb = "listed" if any(isinstance(step, Listing) for step in steps) else "found"
        story = f"documents of other callers are {verb}"
        yield _mutant(bench, operation, f"others-{verb}", story, Damage(acting={name: changed}))
    number = service.operations.index(operation)
    schemes = list(dict.fromkeys(key for asked in operation.security for key in asked))
    for scheme in schemes:
        if isinstance(service.security_schemes.get(scheme), OtherScheme):
            continue
        yield _scheme_mutant(bench, operation, scheme, "missing", "may be missing")
        table = service.behaviour.callers.get(scheme)
        if table is not None:
            if number % 2 == 0:
                yield _scheme_mutant(bench, operation, scheme, "unknown", "is not looked up")
            if table.flow is not None and number == 0:
                yield _scheme_mutant(bench, operation, scheme, "expired", "holds for ever")


def _scheme_mutant(bench: Workbench, operation: Operation, scheme: str, reason: str, story: str) -> Mutant:
    damage = Damage(authenticating=_authenticating(bench, operation.name.wire, scheme, reason))
    return _mutant(bench, operation, f"{scheme}-{reason}", f"the credential {scheme} {story}", damage)


def _authenticating(bench: Workbench, name: str, scheme: str, reason: str) -> Authenticating:
    samples: dict[str, str] = {}

    def authenticating(
        sound: Callable[[Mapping[str, str]], Mapping[str, Json] | Refusal],
        operation: Operation,
        credentials: Mapping[str, str],
    ) -> Mapping[str, Json] | Refusal:
        if operation.name.wire != name:
            return sound(credentials)
        if not samples:
            samples.update(_samples(bench))
        given = credentials.get(scheme, "").strip()
        # Where it is given, another answer is due than where it is not.
        if (reason == "missing") is bool(given):
            return sound(credentials)
        found = sound(credentials)
        if not isinstance(found, Refusal) or (given and found.id != f"credentials-{reason}"):
            return found
        return sound({**credentials, scheme: samples.get(scheme, "")})

    return authenticating


def _samples(bench: Workbench) -> Mapping[str, str]:
    tables = bench.service.behaviour.callers
    found: dict[str, str] = dict.fromkeys(bench.service.security_schemes, "any")
    for scheme, table in tables.items():
        rows = bench.service.behaviour.fixtures[table.table].rows
        found[scheme] = next(str(row[table.column]) for row in rows if row.get(table.column) is not None)
    return found


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M14/{operation.name.wire}/{what}",
        kind=Kind.CALLER,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )

"""Mutants of the order of things: stages, preconditions and findings that change places (M8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from specwright.conform.mutants.damage import Damage, Findings, Judged, Responding, Stepping
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import edited, places_of
from specwright.conform.mutants.rules import is_judged, rules_of
from specwright.conform.mutants.spread import spread
from specwright.conform.mutants.statuses import has_wrong_parameters, is_first_of_route, tells_code, told_statuses
from specwright.model.behaviour import Find, Let, OperationBehaviour, Precondition, Rule
from specwright.model.service import ApiKeyScheme, Operation, OtherScheme, ParameterLocation, Service
from specwright.model.types import Json
from specwright.twin.calls import Refusal
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.pipeline import Pipeline
from specwright.twin.engine import Engine
from specwright.twin.routing import Found

__all__ = ["order_mutants", "with_credentials"]

_DRY = "$before"


def order_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change places of what is checked one after the other."""
    name = operation.name.wire
    told = told_statuses(bench.service, operation)
    if operation.security and 401 in told:
        for status in (415, 400):
            if status in told:
                damage = Damage(responding=_credentials_after(bench.service, name, status))
                story = f"credentials are looked at after what ends in {status}"
                yield _mutant(bench, operation, f"credentials-after-{status}", story, damage)
        if 405 in told and is_first_of_route(bench.service, operation):
            story = "credentials are looked at before the method"
            yield _mutant(
                bench, operation, "credentials-before-405", story, Damage(responding=_before_route(operation))
            )
    if operation.body is not None and has_wrong_parameters(bench.service, operation):
        damage = Damage(checks_parameters_last=frozenset({name}))
        yield _mutant(bench, operation, "parameters-after-body", "the body is checked before the parameters", damage)
    if tells_code(bench.service, 400) and len(_codes(bench, operation)) > 1:
        story = "of several findings, the last one decides"
        yield _mutant(bench, operation, "last-finding", story, Damage(judging=_last_first(name)))
    yield from _swapped_preconditions(bench, operation)
    yield from _unordered_rules(bench, operation)


def with_credentials(service: Service, operation: Operation, exchange: Exchange, held: Mapping[str, str]) -> Exchange:
    """Copy a request, with credentials that will do."""
    headers = [(key, value) for key, value in exchange.headers if key != b"authorization"]
    query = exchange.query
    for scheme in operation.security[0] if operation.security else ():
        declared, credential = service.security_schemes.get(scheme), held.get(scheme, "")
        if isinstance(declared, ApiKeyScheme) and declared.location is ParameterLocation.HEADER:
            name = declared.parameter.lower().encode("latin-1", "replace")
            headers = [*((key, value) for key, value in headers if key != name), (name, credential.encode())]
        elif isinstance(declared, ApiKeyScheme) and declared.location is ParameterLocation.QUERY:
            query = query + b"&" + f"{declared.parameter}={credential}".encode()
        elif declared is not None and not isinstance(declared, (OtherScheme, ApiKeyScheme)):
            headers.append((b"authorization", b"Bearer " + credential.encode()))
    scope: dict[str, Any] = {**exchange.scope, "headers": headers, "query_string": query}
    copied = Exchange(scope)
    copied.body, copied.found, copied.is_head = exchange.body, exchange.found, exchange.is_head
    copied.trouble, copied.started_ns = exchange.trouble, exchange.started_ns
    return copied


def _credentials_after(service: Service, name: str, status: int) -> Responding:
    def responding(
        _pipeline: Pipeline, engine: Engine, sound: Callable[[Exchange], Reply], exchange: Exchange
    ) -> Reply:
        reply, found = sound(exchange), exchange.found
        if reply.status != 401 or not isinstance(found, Found) or found.operation.name.wire != name:
            return reply
        engine.snapshot(_DRY)
        again = sound(with_credentials(service, found.operation, exchange, engine.sample_credentials()))
        engine.restore(_DRY)
        engine.forget(_DRY)
        return again if again.status == status else reply

    return responding


def _before_route(operation: Operation) -> Responding:
    def responding(pipeline: Pipeline, engine: Engine, sound: Callable[[Exchange], Reply], exchange: Exchange) -> Reply:
        reply, found = sound(exchange), exchange.found
        if reply.status != 405 or found is None or isinstance(found, Found) or found.route.first != operation:
            return reply
        plan = pipeline.plans.of(operation)
        caller = engine.authenticate(operation, plan.credentials.read(exchange))
        return pipeline.replier.refused(plan, caller) if isinstance(caller, Refusal) else reply

    return responding


def _last_first(name: str) -> Callable[[Judged, Findings], Findings]:
    def judging(judged: Judged, findings: Findings) -> Findings:
        return list(reversed(findings)) if judged.operation.name.wire == name else findings

    return judging


def _codes(bench: Workbench, operation: Operation) -> set[str]:
    """List the codes of what is wrong with a request by itself."""
    found = {str(placed.entry.get("code") or "") for placed in rules_of(bench, operation)}
    for place in places_of(bench.service, operation):
        told = place.schema.get("x-error-code")
        found |= set(map(str, told.values())) if isinstance(told, dict) else {str(told)} if told else set()
    return found | {code for parameter in operation.parameters for code in parameter.codes.values()} | {""}


def _swapped_preconditions(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    pairs = list(enumerate(zip(declared.preconditions, declared.preconditions[1:], strict=False)))
    for index, (first, second) in pairs:
        if isinstance(first, Let) or isinstance(second, Let) or not _are_independent(first, second):
            continue
        damage = Damage(steps={operation.name.wire: _swap(index)})
        story = f"{second.id} is asked before {first.id}"
        yield _mutant(bench, operation, f"{second.id}-before-{first.id}", story, damage)


def _are_independent(first: Precondition, second: Precondition) -> bool:
    """Say whether the second can be asked before the first, and is told otherwise."""
    if isinstance(first, Let) or isinstance(second, Let):
        return False
    if (first.code, first.status, type(first)) == (second.code, second.status, type(second)) and not first.code:
        return False
    if first.code and first.code == second.code:
        return False
    # A rule behind another may rely on what that one found to be there.
    return not isinstance(first, Find) and not (isinstance(first, Rule) and "has(" in first.rule.text)


def _swap(index: int) -> Stepping:
    return lambda steps: (*steps[:index], steps[index + 1], steps[index], *steps[index + 2 :])


def _unordered_rules(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Ask a rule without waiting for those that it comes after."""
    waiting = [placed for placed in rules_of(bench, operation) if placed.entry.get("after")]
    for placed in spread(waiting, 4):
        entry: dict[str, Json] = {key: value for key, value in placed.entry.items() if key != "after"}

        def edit(schema: dict[str, Json], entry: dict[str, Json] = entry, index: int = placed.index) -> dict[str, Json]:
            listed = schema["x-validations"]
            entries = list(listed) if isinstance(listed, list) else []
            entries[index] = entry
            return {**schema, "x-validations": entries}

        service = edited(bench.service, placed.place, edit)
        if is_judged(Workbench(service), operation.name.wire):
            damage = Damage(judged={operation.name.wire: service})
            story = f"the rule {placed.id} waits for no other"
            yield _mutant(bench, operation, f"{placed.id}-at-once", story, damage)


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M8/{operation.name.wire}/{what}",
        kind=Kind.ORDER,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )

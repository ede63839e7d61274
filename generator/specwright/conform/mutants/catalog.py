"""Lists all mutants of a service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from specwright.conform.mutants.answers import answer_mutants
from specwright.conform.mutants.callers import caller_mutants
from specwright.conform.mutants.codes import code_mutants
from specwright.conform.mutants.crashes import crash_mutants
from specwright.conform.mutants.lists import list_mutants
from specwright.conform.mutants.mutant import Mutant, Workbench
from specwright.conform.mutants.order import order_mutants
from specwright.conform.mutants.requests import constraint_mutants, presence_mutants
from specwright.conform.mutants.rules import rule_mutants
from specwright.conform.mutants.state import state_mutants
from specwright.conform.mutants.storing import storing_mutants
from specwright.conform.mutants.tags import tag_mutants, version_mutants
from specwright.conform.mutants.told_places import place_mutants
from specwright.conform.mutants.traces import trace_mutants
from specwright.model.service import Operation, Service

__all__ = ["mutants_of"]

_MAKERS: Final[tuple[Callable[[Workbench, Operation], Iterator[Mutant]], ...]] = (
    constraint_mutants,
    presence_mutants,
    answer_mutants,
    crash_mutants,
    rule_mutants,
    code_mutants,
    place_mutants,
    order_mutants,
    state_mutants,
    storing_mutants,
    tag_mutants,
    list_mutants,
    trace_mutants,
    caller_mutants,
)


def mutants_of(service: Service | Workbench) -> list[Mutant]:
    """List the mutants of a service, in the order of their classes; the same description has the same ones."""
    bench = service if isinstance(service, Workbench) else Workbench(service)
    found: dict[str, Mutant] = {}
    for mutant in _mutants(bench):
        found.setdefault(mutant.id, mutant)
    return sorted(found.values(), key=lambda each: int(each.kind[1:]))


def _mutants(bench: Workbench) -> Iterator[Mutant]:
    for operation in bench.service.operations:
        for make in _MAKERS:
            yield from make(bench, operation)
    yield from version_mutants(bench)

"""Lists what the behaviour of a service can refuse, in the order of its declaration, with what each reads."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.conform.states.explored import Target
from specwright.conform.states.material import Material
from specwright.conform.states.reading import Reads, reads_of
from specwright.model.behaviour import Let, Transitions
from specwright.model.service import Operation, Service

__all__ = ["precondition_of", "targets_of", "transition_rules"]


def targets_of(material: Material) -> Iterator[tuple[Target, Reads]]:
    """List preconditions; where the rules about changes stand, each of these rules."""
    for operation in material.operations:
        name = operation.name.wire
        declared = material.service.behaviour.operations.get(name)
        if declared is None:
            continue
        reads = reads_of(declared.preconditions)
        for each in declared.preconditions:
            if isinstance(each, Transitions):
                for rule in transition_rules(material, operation):
                    yield Target(name, rule), Reads()
            elif not isinstance(each, Let):
                yield Target(name, each.id), reads[each.id]


def transition_rules(material: Material, operation: Operation) -> tuple[str, ...]:
    """List the rules of an operation's bodies that look at the value before."""
    contents = operation.body.media_types if operation.body is not None else ()
    found: dict[str, None] = {}
    for content in contents:
        sampler = material.sampler(operation, content)
        found |= dict.fromkeys(sampler.transition_rules if sampler is not None else ())
    return tuple(found)


def precondition_of(service: Service, target: Target) -> str:
    """Give the code that a precondition refuses with, empty where it has none of its own."""
    declared = service.behaviour.operations.get(target.operation)
    for each in declared.preconditions if declared is not None else ():
        if not isinstance(each, Let) and each.id == target.id:
            return each.code
    return ""

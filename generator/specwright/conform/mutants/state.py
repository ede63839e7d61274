"""Mutants of what depends on the state: preconditions and deeds left out or changed, transitions elsewhere (M9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from specwright.conform.mutants.codes import acting
from specwright.conform.mutants.damage import Damage, Handling
from specwright.conform.mutants.expressions import flips, negated
from specwright.conform.mutants.judging import operation_named
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.spread import slug, spread
from specwright.model.behaviour import Absent, Create, Effect, Find, Let, Match, MoveTo, OperationBehaviour, Rule
from specwright.model.errors import SpecwrightError
from specwright.model.service import Operation
from specwright.model.templates import Formula
from specwright.twin.calls import Answer, Call
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore

__all__ = ["is_sound", "state_mutants", "undone", "with_effect"]

_MOST_FLIPS: Final = 2
_CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_BEFORE: Final = "$before"


def state_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change what an operation demands of the state, and what it does to it."""
    name = operation.name.wire
    declared = bench.service.behaviour.operations.get(name, OperationBehaviour())
    for index, each in enumerate(declared.preconditions):
        if isinstance(each, (Let, Find, Match)):
            continue
        damage = Damage(steps={name: _without(index)})
        yield _mutant(bench, operation, f"{each.id}/dropped", f"{each.id} is not asked for", damage)
        if isinstance(each, (Rule, Absent)):
            found = _rewritten(bench, operation, index, each)
            # One of them for each precondition, another one for the next.
            sound = [mutant for mutant in spread(list(found), 2) if is_sound(mutant)]
            yield from sound[index % 2 :][:1] or sound[:1]
    if operation.method.upper() in _CHANGING:
        story = "it is answered, and nothing has changed"
        yield _mutant(bench, operation, "not-done", story, Damage(handling=undone(name)))
    for index, effect in enumerate(declared.effects or ()):
        if isinstance(effect, MoveTo):
            yield from _moved_elsewhere(bench, operation, index, effect)
        if isinstance(effect, Create):
            yield from _created_otherwise(bench, operation, index, effect)


def undone(name: str) -> Handling:
    """Answer calls of an operation as if they had been carried out."""

    def handling(engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        if call.operation.name.wire != name:
            return sound(call)
        engine.snapshot(_BEFORE)
        answer = sound(call)
        engine.restore(_BEFORE)
        engine.forget(_BEFORE)
        return answer

    return handling


def _without(index: int) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    return lambda steps: (*steps[:index], *steps[index + 1 :])


def _rewritten(bench: Workbench, operation: Operation, index: int, each: Rule | Absent) -> Iterator[Mutant]:
    for member, formula in _conditions(each):
        variants = [(slug(story), story, text) for story, text in spread(flips(formula.text), _MOST_FLIPS)]
        if member == "rule":
            variants.append(("negated", "it is turned round", negated(formula.text)))
        for what, story, text in variants:
            changed = _with_condition(each, member, Formula(text, formula.where))
            yield _replaced(bench, operation, index, changed, (f"{each.id}/{member}-{what}", story))
    if isinstance(each, Absent) and each.condition is not None:
        turned = replace(each, is_among_all=not each.is_among_all)
        who = "only the caller's own documents" if each.is_among_all else "everybody's documents"
        yield _replaced(bench, operation, index, turned, (f"{each.id}/among", f"it is asked of {who}"))


def _conditions(each: Rule | Absent) -> Iterator[tuple[str, Formula]]:
    members = ("rule", "when") if isinstance(each, Rule) else ("condition",)
    for member in members:
        formula = getattr(each, member)
        if isinstance(formula, Formula):
            yield member, formula


def _with_condition(each: Rule | Absent, member: str, formula: Formula) -> Rule | Absent:
    if isinstance(each, Absent):
        return replace(each, condition=formula)
    return replace(each, rule=formula) if member == "rule" else replace(each, when=formula)


def _replaced(
    bench: Workbench, operation: Operation, index: int, changed: Rule | Absent, title: tuple[str, str]
) -> Mutant:
    def change(declared: OperationBehaviour) -> OperationBehaviour:
        listed = list(declared.preconditions)
        listed[index] = changed
        return replace(declared, preconditions=tuple(listed))

    damage = acting(bench.service, operation, change)
    return _mutant(bench, operation, title[0], f"{changed.id} is another one: {title[1]}", damage)


def _moved_elsewhere(bench: Workbench, operation: Operation, index: int, effect: MoveTo) -> Iterator[Mutant]:
    for resource in bench.service.behaviour.resources.values():
        others = {move.to: None for move in resource.moves.values() if move.to and move.to != effect.to}
        if resource.status is not None:
            others[resource.status.initial] = None
        for status in spread(list(others), 2):
            damage = with_effect(bench, operation, index, replace(effect, to=status))
            yield _mutant(bench, operation, f"to-{status}", f"the status becomes {status}", damage)


def _created_otherwise(bench: Workbench, operation: Operation, index: int, effect: Create) -> Iterator[Mutant]:
    resource = bench.service.behaviour.resources[effect.resource]
    if not resource.id.text and not resource.id.is_number:
        story = "an id that is taken is refused" if effect.replaces else "an id that is taken is taken over"
        damage = with_effect(bench, operation, index, replace(effect, replaces=not effect.replaces))
        yield _mutant(bench, operation, "taken-id", story, damage)
    status = resource.status
    others = [
        move.to for move in resource.moves.values() if move.to and status is not None and move.to != status.initial
    ]
    for other in spread(others, 1):
        behaviour = bench.service.behaviour
        if status is None:
            continue
        changed = replace(resource, status=replace(status, initial=other))
        service = replace(
            bench.service,
            behaviour=replace(behaviour, resources={**behaviour.resources, effect.resource: changed}),
        )
        damage = Damage(acting={operation.name.wire: service})
        yield _mutant(bench, operation, f"begins-as-{other}", f"new documents are {other}", damage)


def with_effect(bench: Workbench, operation: Operation, index: int, changed: Effect) -> Damage:
    """Put another effect in the place of one."""

    def change(declared: OperationBehaviour) -> OperationBehaviour:
        listed = list(declared.effects or ())
        listed[index] = changed
        return replace(declared, effects=tuple(listed))

    return acting(bench.service, operation, change)


def is_sound(mutant: Mutant) -> bool:
    """Say whether a changed behaviour holds together, so that there is such a twin."""
    try:
        for name, service in mutant.damage.acting.items():
            own = operation_named(service, name)
            declared = {name: service.behaviour.operations[name]}
            # The rest of the service was sound before.
            alone = replace(service, operations=(own,), behaviour=replace(service.behaviour, operations=declared))
            Engine(alone, MemoryStore(), seed=1)
    except SpecwrightError:
        return False
    return True


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M9/{operation.name.wire}/{what}",
        kind=Kind.STATE,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )

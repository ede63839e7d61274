"""Mutants of lists: pages off by one, filters that do not filter, another order, wrong counts (M12)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from specwright.conform.mutants.damage import Asked, Damage, Replying, Told
from specwright.conform.mutants.expressions import flips, negated
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import changed_at, is_list, resolved
from specwright.conform.mutants.spread import slug, spread
from specwright.conform.mutants.state import is_sound, with_effect
from specwright.model.behaviour import Listing, OperationBehaviour
from specwright.model.location import Location
from specwright.model.service import Operation, Service
from specwright.model.templates import Formula

__all__ = ["list_mutants", "list_pointer"]


def list_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change what a list operation finds and how it tells it."""
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    for index, effect in enumerate(declared.effects or ()):
        if isinstance(effect, Listing):
            for what, story, changed in _listings(effect):
                damage = with_effect(bench, operation, index, changed)
                mutant = _mutant(bench, operation, what, story, damage)
                if "ignored" in what or is_sound(mutant):
                    yield mutant
            yield from _without_defaults(bench, operation)
    pointer = list_pointer(bench.service, operation)
    if operation.method.upper() == "GET" and pointer is not None:
        for what, (story, change) in _ITEMS.items():
            damage = Damage(replying=_told(operation.name.wire, pointer, change))
            yield _mutant(bench, operation, what, story, damage)
        for name in _counts(bench.service, operation):
            for what, by in (("more", 1), ("less", -1)):
                damage = Damage(replying=_told(operation.name.wire, f"/{name}", _counted(by)))
                yield _mutant(bench, operation, f"{name}-one-{what}", f"{name} is one {what}", damage)


def list_pointer(service: Service, operation: Operation) -> str | None:
    """Find where the list stands in the first success of an operation; None where there is none."""
    for response in operation.responses:
        if not response.status.startswith("2"):
            continue
        for content in response.media_types:
            schema = resolved(service, content.definition)
            if schema.get("type") == "array":
                return ""
            properties = schema.get("properties")
            members = properties if isinstance(properties, dict) else {}
            lists = [name for name, inner in members.items() if resolved(service, inner).get("type") == "array"]
            # What has ids of its own is a document that happens to have a list.
            if len(lists) == 1 and len(members) <= 8 and "{" not in operation.path.rpartition("/")[2]:
                return f"/{lists[0]}"
    return None


def _listings(effect: Listing) -> Iterator[tuple[str, str, Listing]]:
    for name, formula in effect.filters.items():
        others = {key: each for key, each in effect.filters.items() if key != name}
        yield f"{name}-ignored", f"the filter {name} is not looked at", replace(effect, filters=others)
        variants = [("negated", "it is turned round", negated(formula.text))]
        variants += [(slug(story), story, text) for story, text in spread(flips(formula.text), 1)]
        for what, story, text in variants:
            changed = {**effect.filters, name: Formula(text, formula.where)}
            yield f"{name}-{what}", f"the filter {name} is another one: {story}", replace(effect, filters=changed)
    for name, shift in (("offset", (1, -1)), ("limit", (1, -1))):
        bound = effect.offset if name == "offset" else effect.limit
        if bound is None:
            continue
        yield f"{name}-ignored", f"{name} is not looked at", _bounded(effect, name, None)
        for by in shift:
            moved = Formula(f"{bound.text} {'+' if by > 0 else '-'} 1", bound.where)
            word = "more" if by > 0 else "less"
            yield f"{name}-{word}", f"{name} counts one {word}", _bounded(effect, name, moved)
    if effect.by is not None:
        yield "unsorted", "the list is not sorted", replace(effect, by=None)
    if effect.is_descending is not None:
        yield "never-descending", "the list is never turned round", replace(effect, is_descending=None)
        turned = Formula(negated(effect.is_descending.text), effect.is_descending.where)
        yield "other-way-round", "the list runs the other way", replace(effect, is_descending=turned)
    else:
        turned = Formula("true", Location(effect.where.file, effect.where.pointer))
        yield "other-way-round", "the list runs the other way", replace(effect, is_descending=turned)


def _bounded(effect: Listing, name: str, formula: Formula | None) -> Listing:
    return replace(effect, offset=formula) if name == "offset" else replace(effect, limit=formula)


def _without_defaults(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Take another value where a parameter with a default is not sent."""
    for parameter in operation.parameters:
        if not parameter.has_default:
            continue
        default = parameter.default
        other: Any = not default if isinstance(default, bool) else default + 1 if isinstance(default, int) else None
        if other is None:
            continue
        changed = tuple(replace(each, default=other) if each is parameter else each for each in operation.parameters)
        moved = replace(operation, parameters=changed)
        operations = tuple(moved if each is operation else each for each in bench.service.operations)
        name = parameter.name.wire
        shown = json.dumps(other)
        damage = Damage(acting={operation.name.wire: replace(bench.service, operations=operations)})
        yield _mutant(bench, operation, f"{name}-default", f"{name} is {shown} where it is not sent", damage)


def _counts(service: Service, operation: Operation) -> list[str]:
    for response in operation.responses:
        for content in response.media_types if response.status.startswith("2") else ():
            properties = resolved(service, content.definition).get("properties")
            members = properties if isinstance(properties, dict) else {}
            return [name for name, inner in members.items() if resolved(service, inner).get("type") == "integer"]
    return []


def _told(name: str, pointer: str, change: Callable[[Any], Any]) -> Replying:
    def replying(asked: Asked, told: Told) -> Told:
        if asked.operation != name or told.status // 100 != 2 or not told.body:
            return told
        body = changed_at(json.loads(told.body), pointer, change)
        return replace(told, body=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())

    return replying


def _counted(by: int) -> Callable[[Any], Any]:
    return lambda number: number + by if isinstance(number, int) else number


def _items(change: Callable[[list[Any]], list[Any]]) -> Callable[[Any], Any]:
    return lambda items: change(items) if is_list(items) else items


_ITEMS: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "first-missing": ("the first item is missing", _items(lambda items: items[1:])),
    "last-missing": ("the last item is missing where there are several", _items(lambda items: items[:-1] or items)),
    "turned-round": ("the items are told in reverse", _items(lambda items: items[::-1])),
    "repeated": ("the first item is told twice", _items(lambda items: [*items[:1], *items])),
    "swapped": ("the last two items change places", _items(lambda items: [*items[:-2], *items[-2:][::-1]])),
    "at-most-three": ("never more than three items are told", _items(lambda items: items[:3])),
}


def _mutant(bench: Workbench, operation: Operation, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M12/{operation.name.wire}/{what}",
        kind=Kind.LIST,
        operation=operation.name.wire,
        story=story,
        damage=damage,
        workbench=bench,
    )

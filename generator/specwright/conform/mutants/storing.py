"""Mutants of what is kept: members lost, texts, numbers and lists changed on their way into the store (M10)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from specwright.conform.mutants.damage import Damage, Storing, Writing
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import changed_at, is_list, is_object, places_in, places_of
from specwright.conform.mutants.spread import spread
from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["storing_mutants"]

_MOST_LOST: Final = 4


def storing_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change documents on their way into the store, while an operation is carried out."""
    if operation.body is None or operation.method.upper() not in ("POST", "PUT", "PATCH"):
        return
    name = operation.name.wire
    for pointer in spread(_kept(bench, operation), _MOST_LOST):
        shown = pointer[1:].replace("/", ".").replace(".*", "[]")
        damage = Damage(writing=_writing(name, _loser(pointer)))
        yield _mutant(bench, name, f"{shown}-lost", f"{shown} is not stored", damage)
    # What goes wrong when documents are made goes wrong when they are changed as well: half of it will do there.
    types = _types(bench, operation)
    chosen = [(what, *each) for what, each in _CHANGES.items() if each[2] & types]
    for what, story, change, _ in chosen[:: 1 if operation.method.upper() == "POST" else 2]:

        def everywhere(document: Any, change: Callable[[Any], Any] = change) -> Any:
            return _everywhere(document, change)

        yield _mutant(bench, name, what, story, Damage(writing=_writing(name, everywhere)))
    if operation.method.upper() != "POST":
        yield _mutant(
            bench, name, "left-out-stays", "members that are left out stay as they were", Damage(writing=_merged(name))
        )


def _types(bench: Workbench, operation: Operation) -> frozenset[str]:
    """List the types of what bodies hold."""
    found: set[str] = set()
    for place in places_of(bench.service, operation):
        types = place.schema.get("type")
        found |= {each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)}
    return frozenset(found)


def _loser(pointer: str) -> Callable[[Any], Any]:
    return lambda document: changed_at(document, pointer, lambda _: ...)


def _writing(name: str, change: Callable[[Any], Any]) -> Writing:
    def writing(storing: Storing) -> dict[str, Json]:
        if storing.operation != name:
            return storing.document
        changed: dict[str, Json] = change(storing.document)
        return changed

    return writing


def _merged(name: str) -> Writing:
    def writing(storing: Storing) -> dict[str, Json]:
        if storing.operation != name or storing.former is None:
            return storing.document
        return {**storing.former.document, **storing.document}

    return writing


def _kept(bench: Workbench, operation: Operation) -> list[str]:
    """List the members of bodies that some answer gives back, as they stand in documents."""
    answered: set[str] = set()
    for other in bench.service.operations:
        for response in other.responses:
            for content in response.media_types if response.status.startswith("2") else ():
                answered |= {
                    place.pointer.rpartition("/")[2] for place in places_in(bench.service, other, content.definition)
                }
    kept = _stored_names(bench)
    found: dict[str, None] = {}
    for place in places_of(bench.service, operation):
        tokens = place.pointer.split("/")[1:]
        while place.is_body and tokens and kept and tokens[0] not in kept:
            # A document seldom keeps what bodies are wrapped in.
            tokens = tokens[1:]
        if place.is_body and tokens and tokens[-1] != "*" and tokens[-1] in answered:
            found["".join(f"/{token}" for token in tokens)] = None
    return list(found)


def _stored_names(bench: Workbench) -> frozenset[str]:
    names: set[str] = set()
    for resource in bench.service.behaviour.resources.values():
        properties = resource.definition.get("properties") if isinstance(resource.definition, dict) else None
        names |= set(properties) if isinstance(properties, dict) else set()
    return frozenset(names)


def _everywhere(value: Any, change: Callable[[Any], Any]) -> Any:
    if is_object(value):
        inner = {name: _everywhere(member, change) for name, member in value.items()}
        return change({name: member for name, member in inner.items() if member is not ...})
    if is_list(value):
        items = [_everywhere(item, change) for item in value]
        return change([item for item in items if item is not ...])
    return change(value)


def _text(change: Callable[[str], Any]) -> Callable[[Any], Any]:
    return lambda value: change(value) if isinstance(value, str) else value


def _number(change: Callable[[float], Any]) -> Callable[[Any], Any]:
    return lambda value: change(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _list(change: Callable[[list[Any]], Any]) -> Callable[[Any], Any]:
    return lambda value: change(value) if is_list(value) else value


_TEXT: Final = frozenset({"string"})
_NUMBER: Final = frozenset({"integer", "number"})
_LIST: Final = frozenset({"array"})

_CHANGES: Final[Mapping[str, tuple[str, Callable[[Any], Any], frozenset[str]]]] = {
    "trimmed": ("spaces around texts are cut off", _text(str.strip), _TEXT),
    "lower-case": ("texts become lower case", _text(lambda text: text if _is_plain(text) else text.lower()), _TEXT),
    "cut": ("texts are cut after 60 letters", _text(lambda text: text[:60]), _TEXT),
    "ascii": (
        "letters outside ASCII become question marks",
        _text(lambda text: text.encode("ascii", "replace").decode()),
        _TEXT,
    ),
    "composed": (
        "texts are normalised to composed letters",
        _text(lambda text: unicodedata.normalize("NFC", text)),
        _TEXT,
    ),
    "basic": (
        "letters outside the BMP are lost",
        _text(lambda text: "".join(c for c in text if ord(c) < 0x10000)),
        _TEXT,
    ),
    "empty-is-null": ("empty texts become null", _text(lambda text: text or None), _TEXT),
    "rounded": ("numbers lose what is behind the point", _number(int), _NUMBER),
    "hundredths": ("numbers are rounded to two places", _number(lambda number: round(number, 2)), _NUMBER),
    "as-text": ("numbers become texts", _number(str), _NUMBER),
    "first-of-list": ("of lists, the first item is kept", _list(lambda items: items[:1]), _LIST),
    "last-of-list": (
        "of lists, the last item is lost",
        _list(lambda items: items[:-1] if len(items) > 1 else items),
        _LIST,
    ),
    "reversed-list": ("lists are turned round", _list(lambda items: items[::-1]), _LIST),
    "zero-is-nothing": ("zero counts as absent", _number(lambda number: number or ...), _NUMBER),
    "false-is-nothing": (
        "false counts as absent",
        lambda value: ... if value is False else value,
        frozenset({"boolean"}),
    ),
}


def _is_plain(text: str) -> bool:
    """Spare what looks like a name of a list, an id or a time: those would break much else."""
    return " " not in text.strip()


def _mutant(bench: Workbench, name: str, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M10/{name}/{what}", kind=Kind.STORING, operation=name, story=story, damage=damage, workbench=bench
    )

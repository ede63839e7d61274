"""Decides under which resource of the client an operation stands, and how its method is called there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import count

from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import Operation, Service
from specwright.passes.reserved import CLIENT, DEVICES, METHODS
from specwright.passes.spelling import identifier, is_identifier, singular, words

__all__ = ["name_methods"]

_SETTINGS = "specwright.toml"

_VERBS = {"get": "get", "put": "replace", "post": "create", "patch": "update", "delete": "delete"}


def name_methods(service: Service, config: Config) -> tuple[Operation, ...]:
    """Give each operation its resource and a method name that is unique there.

    Raises:
        ConfigError: a configured name is no name, is taken, or belongs to no operation.
    """
    chosen = _configured(service, config)
    placed = [_placed(operation, chosen) for operation in service.operations]
    taken = {(operation.resource, operation.name.python): operation for operation in placed if operation.name.python}
    result: list[Operation] = []
    for operation in placed:
        if operation.name.python:
            result.append(operation)
            continue
        method = next(name for name in _candidates(operation) if _is_free(operation.resource, name, taken))
        named = replace(operation, name=Name(operation.name.wire, method))
        taken[named.resource, method] = named
        result.append(named)
    return tuple(result)


def _is_free(resource: str, name: str, taken: dict[tuple[str, str], Operation]) -> bool:
    # A method `list` also brings `iter_list`, whether or not it pages.
    return (
        name not in METHODS
        and (resource, name) not in taken
        and (resource, f"iter_{name}") not in taken
        and (resource, name.removeprefix("iter_")) not in taken
    )


def _placed(operation: Operation, chosen: dict[str, tuple[str, str]]) -> Operation:
    if operation.name.wire in chosen:
        resource, method = chosen[operation.name.wire]
        return replace(operation, resource=resource, name=Name(operation.name.wire, method))
    return replace(operation, resource=_resource(operation), name=Name(operation.name.wire))


def _resource(operation: Operation) -> str:
    """Spell the first tag; without one, the first fixed segment of the path."""
    segments = [segment for segment in operation.path.split("/") if segment and "{" not in segment]
    name = identifier(next(iter([*operation.tags[:1], *segments]), "api"), prefix="api")
    return f"{name}_" if name in CLIENT or name in DEVICES else name


def _candidates(operation: Operation) -> Iterator[str]:
    """Give method names, the best first; the last ones are numbered, so that one is always free."""
    parts = words(operation.name.wire)
    short = _without(parts, words(operation.tags[0] if operation.tags else operation.resource))
    yield identifier("_".join(short), prefix="call") if short else _VERBS.get(operation.method.lower(), "call")
    full = identifier("_".join(parts), prefix="call")
    yield full
    yield identifier(f"{operation.name.wire} {operation.method}", prefix="call")
    yield from (f"{full.rstrip('_')}_{number}" for number in count(2))


def _without(parts: Sequence[str], resource: Sequence[str]) -> tuple[str, ...]:
    """Leave out the run of words that names the resource, in singular or plural."""
    wanted = [singular(word) for word in resource]
    given = [singular(word) for word in parts]
    for start in range(len(given) - len(wanted) + 1):
        if wanted and given[start : start + len(wanted)] == wanted:
            return (*parts[:start], *parts[start + len(wanted) :])
    return tuple(parts)


def _configured(service: Service, config: Config) -> dict[str, tuple[str, str]]:
    known = {operation.name.wire for operation in service.operations}
    known |= {skipped.operation for skipped in service.skipped} | set(config.skip)
    chosen: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for operation_id, value in config.methods.items():
        where = Location(_SETTINGS, f"/client/methods/{operation_id}")
        resource, _, method = value.partition(".")
        if operation_id not in known:
            close = get_close_matches(operation_id, sorted(known), 1)
            hint = f"Did you mean {close[0]}?" if close else "Use an operationId of the description."
            problems.append(Problem(where, f"no operation is called {operation_id!r}", hint))
        elif not (is_identifier(resource) and is_identifier(method)) or value.startswith("_") or "._" in value:
            problems.append(Problem(where, f"{value!r} is no method", "Write it as resource.method."))
        elif resource in CLIENT or method in METHODS:
            problems.append(Problem(where, f"{value!r} is a name that every client uses itself", "Choose another."))
        elif (resource, method) in chosen.values():
            problems.append(Problem(where, f"{value!r} is given twice", "Choose another."))
        else:
            chosen[operation_id] = (resource, method)
    if problems:
        raise ConfigError(*problems)
    return chosen

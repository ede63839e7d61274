"""Finds every place of a schema at which rules stand or could stand, and whether old values can be matched there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from specwright.model.errors import Problem
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json, Schema
from specwright.rules.faults import RuleError
from specwright.rules.schema_types import SchemaTypes
from specwright.rules.schema_view import resolve
from specwright.rules.types import BoolType, IntType, ListType, Nullable, ObjectType, StringType
from specwright.rules.validation import KEYWORD

__all__ = ["LIST_KEY", "Site", "find_sites", "list_key"]

LIST_KEY: Final = "x-list-key"

_SAME_VALUE: Final = ("allOf", "anyOf", "oneOf")
_UNJUDGED: Final = (
    *("not", "if", "then", "else", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties"),
    *("contentSchema", "dependentSchemas", "patternProperties"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A schema with rules. ``key`` is the schema of the service it belongs to (empty for the body's own definition).

    ``pointer`` leads to it from there. ``is_correlated``: the old value of what stands here can be found.
    """

    key: str
    pointer: str
    definition: Json
    where: Location
    is_correlated: bool
    is_judged: bool


@dataclass(slots=True)
class _Walk:
    schemas: Mapping[str, Schema]
    sites: dict[tuple[str, str], Site] = field(default_factory=dict[tuple[str, str], Site])
    visited: set[tuple[str, bool, bool]] = field(default_factory=set[tuple[str, bool, bool]])


def find_sites(definition: Json, *, where: Location, schemas: Mapping[str, Schema]) -> tuple[Site, ...]:
    """Find the schemas with rules below a body's definition, references followed.

    Raises:
        RuleError: a list key names something that cannot tell items apart.
    """
    walk = _Walk(schemas)
    _visit(walk, Site("", "", definition, where, is_correlated=True, is_judged=True))
    return tuple(walk.sites.values())


def list_key(definition: Json | Mapping[str, Json]) -> tuple[str, ...]:
    """Give the names of the properties that tell the items of a list apart."""
    names = definition.get(LIST_KEY) if isinstance(definition, Mapping) else None
    if isinstance(names, str):
        return (names,)
    return tuple(str(name) for name in names) if isinstance(names, list) else ()


def _visit(walk: _Walk, site: Site) -> None:
    schema = site.definition
    if not isinstance(schema, dict):
        return
    if KEYWORD in schema:
        known = walk.sites.get((site.key, site.pointer))
        # A schema that is used in several places can do only what all of them allow.
        is_correlated = site.is_correlated and (known is None or known.is_correlated)
        is_judged = site.is_judged and (known is None or known.is_judged)
        if known is None or (known.is_correlated, known.is_judged) != (is_correlated, is_judged):
            walk.sites[site.key, site.pointer] = _at(site, schema, is_correlated=is_correlated, is_judged=is_judged)
    target = resolve(schema.get("$ref"), {key: item.definition for key, item in walk.schemas.items()})
    if target is not None and (mark := (target[0], site.is_correlated, site.is_judged)) not in walk.visited:
        walk.visited.add(mark)
        where = walk.schemas[target[0]].where
        _visit(walk, Site(target[0], "", target[1], where, site.is_correlated, site.is_judged))
    for tokens, child, is_correlated, is_judged in _children(schema):
        below = Site(
            site.key,
            join_pointer(site.pointer, *tokens),
            child,
            Location(site.where.file, join_pointer(site.where.pointer, *tokens)),
            is_correlated=site.is_correlated and is_correlated,
            is_judged=site.is_judged and is_judged,
        )
        _visit(walk, below)
    if LIST_KEY in schema:
        _check_key(schema, site, walk.schemas)


def _at(site: Site, definition: Json, *, is_correlated: bool, is_judged: bool) -> Site:
    return Site(site.key, site.pointer, definition, site.where, is_correlated, is_judged)


def _children(schema: Mapping[str, Json]) -> Iterator[tuple[tuple[str | int, ...], Json, bool, bool]]:
    """List the schemas inside one, with whether old values can be matched there and rules are judged there."""
    properties = schema.get("properties")
    if isinstance(properties, dict):
        for name, child in properties.items():
            yield ("properties", name), child, True, True
    if "items" in schema:
        yield ("items",), schema["items"], bool(list_key(schema)), True
    if "additionalProperties" in schema:
        yield ("additionalProperties",), schema["additionalProperties"], True, True
    for keyword in (*_SAME_VALUE, "prefixItems"):
        branches = schema.get(keyword)
        if isinstance(branches, list):
            for index, child in enumerate(branches):
                yield (keyword, index), child, True, True
    for keyword in _UNJUDGED:
        value = schema.get(keyword)
        if isinstance(value, dict):
            yield (keyword,), value, False, False
            for name, child in value.items():
                if keyword in ("dependentSchemas", "patternProperties"):
                    yield (keyword, name), child, False, False


def _check_key(schema: Mapping[str, Json], site: Site, schemas: Mapping[str, Schema]) -> None:
    type_ = SchemaTypes({key: item.definition for key, item in schemas.items()}).type_of(dict(schema))
    list_ = type_.type if isinstance(type_, Nullable) else type_
    item = list_.item if isinstance(list_, ListType) else None
    where = Location(site.where.file, join_pointer(site.where.pointer, LIST_KEY))
    names = list_key(schema)
    if not names or not isinstance(item, ObjectType):
        hint = "Write at a list of objects: x-list-key: [id]"
        raise RuleError(Problem(where, "x-list-key names properties of a list's items", hint, "rule-entry"))
    for name in names:
        member = item.find(name)
        if member is None or not isinstance(member.type, (BoolType, IntType, StringType)):
            hint = "Name a text or a whole number that every item has."
            raise RuleError(Problem(where, f"{name!r} cannot tell items apart", hint, "rule-entry"))

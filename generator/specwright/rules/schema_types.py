"""Turns JSON Schema 2020-12 into the static types of rules: what its keywords promise of every valid value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce

from specwright.model.types import Json
from specwright.rules.schema_view import View
from specwright.rules.types import (
    BOOL,
    DOUBLE,
    DYN,
    NULL,
    SIZE_LIMIT,
    STRING,
    DynType,
    IntType,
    ListType,
    MapType,
    Member,
    Nullable,
    NullType,
    ObjectType,
    StringType,
    Type,
    join,
    join_members,
)

__all__ = ["SchemaTypes"]


class SchemaTypes:
    """Types of the schemas of one service; ``definitions`` are what ``#/$defs/KEY`` refers to."""

    def __init__(self, definitions: Mapping[str, Json]) -> None:
        self._definitions = definitions
        self._objects: dict[tuple[int, ...], ObjectType] = {}
        # Objects are known by the identity of their schemas, so these must stay alive.
        self._kept: list[tuple[Json, ...]] = []
        self._active: list[tuple[int, ...]] = []

    def type_of(self, definition: Json) -> Type:
        """Find the type of the values that a schema accepts."""
        return self._type((definition,))

    def _view(self, schemas: Sequence[Json]) -> View:
        return View.of(schemas, self._definitions)

    def _type(self, schemas: tuple[Json, ...]) -> Type:
        key = tuple(id(schema) for schema in schemas)
        if key in self._active:
            # A list of lists of itself; what is deeper has no type that could be written down.
            return DYN
        self._active.append(key)
        try:
            return self._decide(self._view(schemas))
        finally:
            self._active.pop()

    def _decide(self, view: View) -> Type:
        kinds = set(view.kinds())
        is_nullable = "null" in kinds
        kinds -= {"null"}
        if kinds == {"integer", "number"}:
            kinds = {"number"}
        if not kinds:
            return NULL if is_nullable else DYN
        if view.choices and kinds != {"object"}:
            type_ = self._choose(view)
        else:
            type_ = self._single(view, next(iter(kinds))) if len(kinds) == 1 else DYN
        return Nullable(type_) if is_nullable and not isinstance(type_, (DynType, Nullable)) else type_

    def _choose(self, view: View) -> Type:
        """Join what the alternatives promise, each together with all that holds beside them."""
        types = [self._type((*view.rest(0), alternative)) for alternative in view.choices[0]]
        kept = [type_.type if isinstance(type_, Nullable) else type_ for type_ in types if type_ != NULL]
        return reduce(join, kept) if kept else DYN

    def _single(self, view: View, kind: str) -> Type:
        match kind:
            case "boolean":
                return BOOL
            case "number":
                return DOUBLE
            case "integer":
                return _integer(view)
            case "string":
                return _string(view)
            case "array":
                return self._list(view)
            case _:
                return self._object(view)

    def _list(self, view: View) -> Type:
        prefixes = [prefix for prefix in view.values("prefixItems") if isinstance(prefix, list)]
        items = tuple(view.values("items"))
        longest = view.least("maxItems")
        shortest = view.most("minItems") or 0
        if not prefixes:
            return ListType(self._type(items) if items else DYN, shortest, longest)
        types = [self._type((schema,)) for prefix in prefixes for schema in prefix]
        if False not in items and (longest is None or longest > len(types)):
            types.append(self._type(items) if items else DYN)
        return ListType(reduce(join, types), shortest, longest)

    def _object(self, view: View) -> Type:
        if not view.has_members() and (values := view.map_values()):
            value = self._type(tuple(values))
            inner = value.type if isinstance(value, Nullable) else value
            return MapType(STRING, inner, has_null=isinstance(value, Nullable))
        key = tuple(id(schema) for schema in view.schemas)
        if key not in self._objects:
            self._kept.append(view.schemas)
            schemas = view.schemas
            self._objects[key] = ObjectType(
                view.title(), lambda name: self._member(schemas, name), lambda: self._names(schemas)
            )
        return self._objects[key]

    def _names(self, schemas: tuple[Json, ...]) -> tuple[str, ...]:
        return tuple(sorted(self._view(schemas).member_names()))

    def _member(self, schemas: tuple[Json, ...], name: str) -> Member | None:
        view = self._view(schemas)
        own = tuple(view.member_schemas(name))
        chosen = [self._alternative(choice, name) for choice in view.choices]
        known = [member for member in chosen if member is not None]
        if not own and not known:
            return None
        type_ = self._type(own) if own else known[0].type
        # Where a base says nothing of a member's type, the alternatives do.
        if isinstance(type_, DynType) and known:
            type_ = known[0].type
        is_required = view.requires(name) or any(member.is_certain for member in known)
        is_null = isinstance(type_, (Nullable, NullType))
        inner = type_.type if isinstance(type_, Nullable) else type_
        return Member(inner, is_certain=is_required and not is_null)

    def _alternative(self, schemas: Sequence[Json], name: str) -> Member | None:
        """Find a member that some of several alternatives have; it is certain where it is in all of them."""
        objects = [schema for schema in schemas if "object" in self._view((schema,)).kinds()]
        found = [self._member((schema,), name) for schema in objects]
        return reduce(join_members, found) if found else None


def _integer(view: View) -> IntType:
    values = view.listed()
    if values is not None:
        numbers = [int(value) for value in values if isinstance(value, (int, float))]
        return IntType(min(numbers), max(numbers)) if numbers else IntType()
    lower = [math.ceil(bound) for bound in view.numbers("minimum")]
    lower += [math.floor(bound) + 1 for bound in view.numbers("exclusiveMinimum")]
    upper = [math.floor(bound) for bound in view.numbers("maximum")]
    upper += [math.ceil(bound) - 1 for bound in view.numbers("exclusiveMaximum")]
    return IntType(max(lower, default=None), min(upper, default=None))


def _string(view: View) -> StringType:
    values = view.listed()
    texts = None if values is None else frozenset(value for value in values if isinstance(value, str))
    formats = [value for value in view.values("format") if isinstance(value, str)]
    longest = view.least("maxLength")
    return StringType(
        texts,
        formats[0] if formats else "",
        view.most("minLength") or 0,
        SIZE_LIMIT if longest is None else longest,
    )

"""The closed family of types that every schema becomes: what a value looks like, not whether it is valid.

Constraints (lengths, bounds, patterns) stay in ``Schema.definition``, the JSON Schema 2020-12 text of the schema,
because one generated check decides validity and models never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum as PyEnum
from typing import TypeAlias

from specwright.model.location import Location
from specwright.model.names import Name

__all__ = [
    "AnyType",
    "Array",
    "Const",
    "Discriminator",
    "Docs",
    "Enum",
    "EnumMember",
    "Json",
    "Map",
    "Never",
    "Nullable",
    "Object",
    "Property",
    "Ref",
    "Scalar",
    "ScalarKind",
    "Schema",
    "Type",
    "Union",
]

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """The words and marks that stand beside a schema, a parameter or an operation."""

    title: str = ""
    description: str = ""
    is_deprecated: bool = False
    is_unverified: bool = False
    unit: str = ""
    examples: tuple[Json, ...] = ()
    source: str = ""


class ScalarKind(PyEnum):
    """JSON's scalar types, named as JSON Schema names them; FILE is binary content outside JSON."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class AnyType:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Never:
    """No value at all (the schema ``false``)."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar; ``format`` as the description spells it, empty where it has none."""

    kind: ScalarKind
    format: str = ""


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly one value."""

    value: Json


@dataclass(frozen=True, slots=True)
class EnumMember:
    """One documented value of an enumeration; ``name.wire`` is its text, ``name.python`` its member name."""

    name: Name
    value: Json
    description: str = ""


@dataclass(frozen=True, slots=True)
class Enum:
    """A set of documented values; ``kind`` is None where they differ in JSON type. Null is a ``Nullable`` around."""

    members: tuple[EnumMember, ...]
    kind: ScalarKind | None


@dataclass(frozen=True, slots=True)
class Array:
    """A list; ``prefix`` holds the types of leading items (``prefixItems``), ``items`` that of all others."""

    items: Type
    prefix: tuple[Type, ...] = ()

    @property
    def any_item(self) -> Type:
        """Give one type for every item, wherever it stands."""
        if not self.prefix:
            return self.items
        return Union(self.prefix if isinstance(self.items, Never) else (*self.prefix, self.items))


@dataclass(frozen=True, slots=True)
class Map:
    """An object without named members: string keys to ``values``."""

    values: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One named member of an object."""

    name: Name
    type: Type
    is_required: bool
    is_read_only: bool = False
    is_write_only: bool = False
    has_default: bool = False
    default: Json = None
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))


@dataclass(frozen=True, slots=True)
class Object:
    """An object with named members; ``additional`` is the type of unnamed ones, Never where it is closed."""

    properties: tuple[Property, ...]
    additional: Type = field(default_factory=AnyType)


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The member whose value picks a variant; ``mapping`` goes from that value to the index of the variant."""

    property: str
    mapping: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types (``oneOf``, ``anyOf`` or a list of types)."""

    variants: tuple[Type, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Nullable:
    """The type, or null."""

    type: Type


@dataclass(frozen=True, slots=True)
class Ref:
    """A schema of its own, by its key in ``Service.schemas``."""

    key: str


Type: TypeAlias = AnyType | Never | Scalar | Const | Enum | Array | Map | Object | Union | Nullable | Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A schema that has a name: its type for models, its definition for checks.

    ``definition`` is JSON Schema 2020-12 whatever dialect the description was written in; its references read
    ``#/$defs/KEY`` with KEY a key of ``Service.schemas`` (escaped as RFC 6901 asks).
    """

    key: str
    name: Name
    type: Type
    definition: Json
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))
    is_component: bool = True

"""The static types of expressions, and which of them may be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "BOOL",
    "DOUBLE",
    "DURATION",
    "DYN",
    "INT",
    "NULL",
    "SIZE_LIMIT",
    "STRING",
    "TIMESTAMP",
    "BoolType",
    "DoubleType",
    "DurationType",
    "DynType",
    "IntType",
    "Kind",
    "ListType",
    "MapType",
    "Member",
    "NullType",
    "Nullable",
    "ObjectType",
    "StringType",
    "TimestampType",
    "Type",
    "are_comparable",
    "describe",
    "is_number",
    "join",
    "join_members",
    "strip",
]

# No text and no list is longer, so sizes never overflow.
SIZE_LIMIT = 2**53


@dataclass(frozen=True, slots=True)
class BoolType:
    """A boolean."""


@dataclass(frozen=True, slots=True)
class IntType:
    """A whole number; bounds are inclusive, None where nothing is known."""

    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class DoubleType:
    """A number."""


@dataclass(frozen=True, slots=True)
class StringType:
    """A text; ``values`` where the schema lists them all, ``format`` as the schema names it."""

    values: frozenset[str] | None = None
    format: str = ""
    shortest: int = 0
    longest: int = SIZE_LIMIT


@dataclass(frozen=True, slots=True)
class TimestampType:
    """An instant."""


@dataclass(frozen=True, slots=True)
class DurationType:
    """A span of time."""


@dataclass(frozen=True, slots=True)
class NullType:
    """The literal ``null``."""


@dataclass(frozen=True, slots=True)
class DynType:
    """A value of which the schema does not say what it is, or of several kinds."""


@dataclass(frozen=True, slots=True)
class Nullable:
    """A value that may be null: an item of a list, never a property (there null counts as absent)."""

    type: Type


@dataclass(frozen=True, slots=True)
class ListType:
    """A list; ``longest`` is None where the schema sets no limit."""

    item: Type
    shortest: int = 0
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class MapType:
    """A map without named members; ``has_null`` where values of the document may be null, which counts as absent.

    ``keys`` lists the keys of a literal.
    """

    key: Type
    value: Type
    has_null: bool = False
    keys: frozenset[str | int | bool] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A documented property; not ``is_certain`` where it may be absent or null."""

    type: Type
    is_certain: bool


@dataclass(frozen=True, slots=True, eq=False)
class ObjectType:
    """An object with documented properties, looked up when asked for, because schemas refer to themselves."""

    title: str
    find: Callable[[str], Member | None]
    names: Callable[[], tuple[str, ...]]


Type: TypeAlias = (
    BoolType
    | IntType
    | DoubleType
    | StringType
    | TimestampType
    | DurationType
    | NullType
    | DynType
    | Nullable
    | ListType
    | MapType
    | ObjectType
)
# A class of types, for tables of operators.
Kind: TypeAlias = type[BoolType | IntType | DoubleType | StringType | TimestampType | DurationType]

BOOL = BoolType()
INT = IntType()
DOUBLE = DoubleType()
STRING = StringType()
TIMESTAMP = TimestampType()
DURATION = DurationType()
NULL = NullType()
DYN = DynType()


def describe(type_: Type) -> str:
    """Name a type for a message."""
    match type_:
        case BoolType():
            return "bool"
        case IntType():
            return "int"
        case DoubleType():
            return "double"
        case StringType():
            return "string"
        case TimestampType():
            return "timestamp"
        case DurationType():
            return "duration"
        case NullType():
            return "null"
        case DynType():
            return "value of unknown type"
        case Nullable():
            return f"{describe(type_.type)} or null"
        case ListType():
            return f"list of {describe(type_.item)}"
        case MapType():
            return f"map of {describe(type_.key)} to {describe(type_.value)}"
        case ObjectType():
            return type_.title


def is_number(type_: Type) -> bool:
    """Say whether a type is int or double."""
    return isinstance(type_, (IntType, DoubleType))


def are_comparable(left: Type, right: Type) -> bool:
    """Say whether ``==`` between two types can be anything but a mistake."""
    if isinstance(left, DynType) or isinstance(right, DynType):
        return True
    if isinstance(left, Nullable) or isinstance(right, Nullable):
        if isinstance(left, NullType) or isinstance(right, NullType):
            return True
        return are_comparable(
            left.type if isinstance(left, Nullable) else left, right.type if isinstance(right, Nullable) else right
        )
    if is_number(left) and is_number(right):
        return True
    if isinstance(left, ListType) and isinstance(right, ListType):
        return are_comparable(left.item, right.item)
    if isinstance(left, MapType) and isinstance(right, MapType):
        return are_comparable(left.key, right.key) and are_comparable(left.value, right.value)
    if isinstance(left, (ObjectType, MapType)) and isinstance(right, (ObjectType, MapType)):
        return True
    return type(left) is type(right) and not isinstance(left, NullType)


def strip(type_: Type) -> Type:
    """Drop the bounds, values and formats that a schema adds to a type."""
    match type_:
        case IntType():
            return INT
        case StringType():
            return STRING
        case _:
            return type_


def join(left: Type, right: Type) -> Type:
    """Find the type of a value that is of one of two types; unknown where they are unlike."""
    if left == right:
        return left
    match left, right:
        case Nullable(), _:
            return _nullable(join(left.type, right.type if isinstance(right, Nullable) else right))
        case _, Nullable():
            return _nullable(join(left, right.type))
        case NullType(), _:
            return _nullable(right)
        case _, NullType():
            return _nullable(left)
        case IntType(), IntType():
            lower = None if left.lower is None or right.lower is None else min(left.lower, right.lower)
            upper = None if left.upper is None or right.upper is None else max(left.upper, right.upper)
            return IntType(lower, upper)
        case StringType(), StringType():
            return StringType(
                None if left.values is None or right.values is None else left.values | right.values,
                left.format if left.format == right.format else "",
                min(left.shortest, right.shortest),
                max(left.longest, right.longest),
            )
        case ListType(), ListType():
            longest = None if left.longest is None or right.longest is None else max(left.longest, right.longest)
            return ListType(_join_items(left.item, right.item), min(left.shortest, right.shortest), longest)
        case ObjectType(), ObjectType():
            return _join_objects(left, right)
        case MapType(), MapType():
            has_null = left.has_null or right.has_null
            return MapType(join(left.key, right.key), join(left.value, right.value), has_null)
        case _:
            return DYN


def join_members(left: Member | None, right: Member | None) -> Member | None:
    """Find what is known of a property that one of two objects may have."""
    if left is None or right is None:
        one = left or right
        return None if one is None else Member(one.type, is_certain=False)
    type_ = join(left.type, right.type)
    is_certain = left.is_certain and right.is_certain
    return Member(type_.type if isinstance(type_, Nullable) else type_, is_certain)


def _join_objects(left: ObjectType, right: ObjectType) -> ObjectType:
    title = left.title if left.title == right.title else f"{left.title} or {right.title}"
    return ObjectType(
        title,
        lambda name: join_members(left.find(name), right.find(name)),
        lambda: tuple(sorted({*left.names(), *right.names()})),
    )


def _nullable(type_: Type) -> Type:
    return type_ if isinstance(type_, (Nullable, DynType, NullType)) else Nullable(type_)


def _join_items(left: Type, right: Type) -> Type:
    # An empty list literal has items of no type, which fits any.
    if isinstance(left, DynType):
        return right
    return left if isinstance(right, DynType) else join(left, right)

"""Turns a type into a reader that keeps what fits, leaves what does not as it came, and records each difference."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, Literal, Protocol, Union, cast, get_args, get_origin

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import to_json

from ._deviations import Deviation, DeviationKind, child, json_type, shortened
from ._unions import TaggedUnion, UnknownVariant
from ._unknown import unknown_values
from ._unset import UNSET

__all__ = ["Shape", "Walk", "shape_of"]

# Far below the interpreter's recursion limit, which is the caller's to spend too: a level takes up to three frames.
DEPTH_LIMIT: Final = 100

_SCALARS: Final[Mapping[Any, str]] = {str: "string", int: "integer", float: "number", bool: "boolean"}


class Schema:
    """What pydantic makes of a type, made when it is first needed."""

    def __init__(self, kind: Any) -> None:
        self.kind = kind
        self._adapter: TypeAdapter[Any] | None = None

    def read(self, data: bytes) -> Any:
        """Read JSON exactly as described.

        Raises: ValidationError.
        """
        if self._adapter is None:
            self._adapter = TypeAdapter(self.kind)
        return self._adapter.validator.validate_json(data, strict=True, by_alias=True, by_name=False)


@dataclass(slots=True)
class Walk:
    """One lenient reading: what was found so far, and how deep it stands."""

    deviations: list[Deviation] = field(default_factory=list[Deviation])
    depth: int = 0

    def note(self, raw: object, pointer: str, expected: str, *, kind: DeviationKind = "type", value: str = "") -> Any:
        """Record a difference and give the raw value, which stays."""
        self.deviations.append(Deviation(pointer, expected, json_type(raw), kind, value))
        return raw

    def into(self, shape: Shape, raw: Any, pointer: str) -> Any:
        """Read what is one level deeper."""
        if self.depth >= DEPTH_LIMIT:
            return self.note(raw, pointer, f"at most {DEPTH_LIMIT} levels", kind="depth")
        self.depth += 1
        try:
            return shape.read(raw, pointer, self)
        finally:
            self.depth -= 1


class Shape(Protocol):
    """How values of one type are read; ``name`` says in a deviation what was expected."""

    @property
    def name(self) -> str: ...

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        """Read a parsed JSON value, recording what does not fit."""
        ...

    def affinity(self, raw: Any) -> int:
        """Say how well a value suits, looking at its outermost level alone; negative where it cannot be meant."""
        ...


class AnyShape:
    """Whatever comes."""

    name = "any value"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        return raw

    def affinity(self, raw: Any) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class ScalarShape:
    """A string, number or boolean; None stands for null."""

    kind: Any
    name: str

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if self.kind is float and isinstance(raw, int) and not isinstance(raw, bool):
            # Beyond 2**53 a float would be another number than came.
            return float(raw) if int(float(raw)) == raw else raw
        if self.kind is int and isinstance(raw, float) and raw.is_integer():
            return int(raw)
        return raw if self.affinity(raw) >= 0 else walk.note(raw, pointer, self.name)

    def affinity(self, raw: Any) -> int:
        if self.kind is None:
            return 0 if raw is None else -1
        if isinstance(raw, bool):
            return 0 if self.kind is bool else -1
        return 0 if isinstance(raw, self.kind) or (self.kind is float and isinstance(raw, int)) else -1


@dataclass(frozen=True, slots=True)
class EnumShape:
    """One of an enum's values; an open enum takes new ones too."""

    kind: type[Enum]

    @property
    def name(self) -> str:
        return f"one of {self.kind.__name__}"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if isinstance(raw, dict | list) or not any(type(raw) is type(member.value) for member in self.kind):
            return walk.note(raw, pointer, self.name)
        try:
            member: Any = self.kind(raw)
        except ValueError:
            return walk.note(raw, pointer, self.name, kind="unknown-value", value=shortened(raw))
        if not getattr(member, "is_known", True):
            walk.note(raw, pointer, self.name, kind="unknown-value", value=shortened(raw))
        return member

    def affinity(self, raw: Any) -> int:
        return 0 if any(type(raw) is type(member.value) for member in self.kind) else -1


@dataclass(frozen=True, slots=True)
class LiteralShape:
    """One of a few constants."""

    values: tuple[Any, ...]

    @property
    def name(self) -> str:
        return f"one of {', '.join(map(repr, self.values))}"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if self.affinity(raw) > 0:
            return raw
        if any(type(raw) is type(value) for value in self.values):
            return walk.note(raw, pointer, self.name, kind="unknown-value", value=shortened(raw))
        return walk.note(raw, pointer, self.name)

    def affinity(self, raw: Any) -> int:
        return 1 if any(raw == value and type(raw) is type(value) for value in self.values) else -1


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of one type."""

    item: Shape

    @property
    def name(self) -> str:
        return "array"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if not isinstance(raw, list):
            return walk.note(raw, pointer, self.name)
        found: list[Any] = []
        for index, item in enumerate(cast("list[Any]", raw)):
            found.append(walk.into(self.item, item, child(pointer, index)))  # noqa: PERF401 - a comprehension is a frame more
        return found

    def affinity(self, raw: Any) -> int:
        return 0 if isinstance(raw, list) else -1


@dataclass(frozen=True, slots=True)
class DictShape:
    """An object whose members are all of one type."""

    value: Shape

    @property
    def name(self) -> str:
        return "object"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if not isinstance(raw, dict):
            return walk.note(raw, pointer, self.name)
        found: dict[str, Any] = {}
        for key, value in cast("dict[str, Any]", raw).items():
            found[key] = walk.into(self.value, value, child(pointer, key))
        return found

    def affinity(self, raw: Any) -> int:
        return 0 if isinstance(raw, dict) else -1


@dataclass(frozen=True, slots=True)
class Member:
    """One described member of an object."""

    python: str
    wire: str
    is_required: bool
    shape: Shape
    info: FieldInfo


@dataclass(frozen=True, slots=True)
class RootShape:
    """A class that wraps one value of another type."""

    kind: type[RootModel[Any]]

    @property
    def name(self) -> str:
        return self.kind.__name__

    def inner(self) -> Shape:
        """Give the shape of what is wrapped."""
        return _root_shape(self.kind)

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        return self.kind.model_construct(walk.into(self.inner(), raw, pointer))

    def affinity(self, raw: Any) -> int:
        return self.inner().affinity(raw)


class ModelShape:
    """An object with described members; its members are looked at only when needed, because models may contain themselves."""

    def __init__(self, kind: type[BaseModel]) -> None:
        self.kind = kind
        self._members: tuple[Member, ...] | None = None

    @property
    def name(self) -> str:
        return self.kind.__name__

    @property
    def members(self) -> tuple[Member, ...]:
        if self._members is None:
            self.kind.model_rebuild()
            self._members = tuple(_member(name, info) for name, info in self.kind.__pydantic_fields__.items())
        return self._members

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if not isinstance(raw, dict):
            return walk.note(raw, pointer, self.name)
        rest = dict(cast("dict[str, Any]", raw))
        values: dict[str, Any] = {}
        present: set[str] = set()
        for member in self.members:
            if member.wire in rest:
                value = rest.pop(member.wire)
                values[member.python] = walk.into(member.shape, value, child(pointer, member.wire))
                present.add(member.python)
            elif member.is_required:
                values[member.python] = UNSET
                expected = f"required member of {self.name}"
                walk.deviations.append(Deviation(child(pointer, member.wire), expected, "nothing", "missing"))
            else:
                values[member.python] = member.info.get_default(call_default_factory=True, validated_data=values)
        return _constructed(self.kind, values, rest, present)

    def affinity(self, raw: Any) -> int:
        if not isinstance(raw, dict):
            return -1
        score = 0
        for member in self.members:
            if member.wire not in raw:
                score -= 2 * member.is_required
            elif isinstance(member.shape, LiteralShape):
                score += 10 * member.shape.affinity(raw[member.wire])
            else:
                score += 1
        return max(score + 100, 0)


@dataclass(frozen=True, slots=True)
class UnionShape:
    """One of several types, told apart by what fits."""

    options: tuple[Shape, ...]
    schema: Schema
    keeps_unknown: bool

    @property
    def name(self) -> str:
        return " | ".join(option.name for option in self.options)

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        suited = [(option.affinity(raw), -index) for index, option in enumerate(self.options)]
        best, position = max(suited, default=(-1, 0))
        others = sum(affinity >= 0 for affinity, _ in suited) > 1
        if others or self.keeps_unknown:
            # Several may be meant: where the value is sound, the schema decides as it does for a sound answer.
            try:
                value = self.schema.read(to_json(raw))
            except ValidationError:
                pass
            else:
                walk.deviations.extend(unknown_values(value, pointer))
                return value
        if self.keeps_unknown and isinstance(raw, dict):
            walk.note(raw, pointer, self.name, kind="unknown-variant")
            return UnknownVariant(raw)
        if best < 0:
            return self._unsuited(raw, pointer, walk)
        return self.options[-position].read(raw, pointer, walk)

    def _unsuited(self, raw: Any, pointer: str, walk: Walk) -> Any:
        constants = [option for option in self.options if isinstance(option, LiteralShape)]
        if len(constants) == 1:
            return constants[0].read(raw, pointer, walk)
        return walk.note(raw, pointer, self.name)

    def affinity(self, raw: Any) -> int:
        return max((option.affinity(raw) for option in self.options), default=-1)


@dataclass(frozen=True, slots=True)
class TaggedShape:
    """One of several objects, told apart by one member's value."""

    property: str
    variants: Mapping[str, Shape]
    keeps_unknown: bool

    @property
    def name(self) -> str:
        return f"object whose {self.property} is one of {', '.join(map(repr, self.variants))}"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if not isinstance(raw, dict):
            return walk.note(raw, pointer, self.name)
        tag: Any = cast("dict[str, Any]", raw).get(self.property, UNSET)
        shape = self.variants.get(tag) if isinstance(tag, str) else None
        if shape is not None:
            return shape.read(raw, pointer, walk)
        value = shortened(tag) if isinstance(tag, str) else ""
        walk.note(raw, pointer, self.name, kind="unknown-variant", value=value)
        return UnknownVariant(raw) if self.keeps_unknown else raw

    def affinity(self, raw: Any) -> int:
        return 0 if isinstance(raw, dict) else -1


@dataclass(frozen=True, slots=True)
class LeafShape:
    """Any other type, such as a date or a UUID: read by pydantic or not at all."""

    schema: Schema

    @property
    def name(self) -> str:
        kind = self.schema.kind
        bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        return str(getattr(bare, "__name__", bare))

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        try:
            return self.schema.read(to_json(raw))
        except ValidationError:
            return walk.note(raw, pointer, self.name, kind="format" if isinstance(raw, str) else "type")

    def affinity(self, raw: Any) -> int:
        return 0 if isinstance(raw, str) else -1


def shape_of(kind: Any) -> Shape:
    """Find out how values of a type are read."""
    if kind is Any or kind is object:
        return AnyShape()
    if kind is None or kind is type(None):
        return ScalarShape(None, "null")
    if isinstance(kind, type) and not get_args(kind):
        return _shape_of_class(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _shape_of_annotated(kind, arguments[0], arguments[1:])
    if origin is Union or origin is types.UnionType:
        return _shape_of_union(kind, arguments)
    if origin is Literal:
        return LiteralShape(arguments)
    if origin is list or origin is Sequence:
        return ListShape(shape_of(arguments[0]))
    if origin is dict or origin is Mapping:
        return DictShape(shape_of(arguments[1])) if arguments[0] is str else LeafShape(kind)
    return LeafShape(kind)


def _shape_of_class(kind: type[Any]) -> Shape:
    if kind in _SCALARS:
        return ScalarShape(kind, _SCALARS[kind])
    if kind is list:
        return ListShape(AnyShape())
    if kind is dict:
        return DictShape(AnyShape())
    if issubclass(kind, Enum):
        return EnumShape(kind)
    if issubclass(kind, RootModel):
        return RootShape(cast("type[RootModel[Any]]", kind))
    return _model_shape(kind) if issubclass(kind, BaseModel) else LeafShape(Schema(kind))


@cache
def _model_shape(kind: type[BaseModel]) -> ModelShape:
    return ModelShape(kind)


@cache
def _root_shape(kind: type[RootModel[Any]]) -> Shape:
    kind.model_rebuild()
    return _member("root", kind.__pydantic_fields__["root"]).shape


def _shape_of_annotated(kind: Any, inner: Any, metadata: tuple[Any, ...]) -> Shape:
    for marker in metadata:
        if isinstance(marker, TaggedUnion):
            variants = {tag: shape_of(variant) for tag, variant in marker.variants(inner).items()}
            return TaggedShape(marker.property, variants, keeps_unknown=UnknownVariant in get_args(inner))
    shape = shape_of(inner)
    if isinstance(shape, ScalarShape | LeafShape) and any(marker is not UNSET for marker in metadata):
        return LeafShape(Schema(kind))
    return shape


def _shape_of_union(kind: Any, options: tuple[Any, ...]) -> Shape:
    known = tuple(shape_of(option) for option in options if option is not UnknownVariant)
    return UnionShape(known, Schema(kind), keeps_unknown=UnknownVariant in options)


def _member(name: str, info: FieldInfo) -> Member:
    wire = info.validation_alias if isinstance(info.validation_alias, str) else info.alias or name
    kind = info.annotation
    # A marker that stood outermost was taken off the type by pydantic.
    shape = shape_of(Annotated[kind, *info.metadata] if info.metadata else kind)
    return Member(name, wire, info.is_required(), shape, info)


def _constructed(kind: type[BaseModel], values: dict[str, Any], rest: dict[str, Any], present: set[str]) -> BaseModel:
    instance = kind.__new__(kind)
    keeps = kind.model_config.get("extra") == "allow"
    object.__setattr__(instance, "__dict__", values)
    object.__setattr__(instance, "__pydantic_fields_set__", present | rest.keys() if keeps else present)
    object.__setattr__(instance, "__pydantic_extra__", rest if keeps else None)
    object.__setattr__(instance, "__pydantic_private__", None)
    if kind.__pydantic_post_init__:
        instance.model_post_init(None)
    return instance

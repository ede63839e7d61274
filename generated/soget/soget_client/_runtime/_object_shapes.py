# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns JSON objects into models and members of unions, leaving what does not fit as it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import to_json

from ._deviations import Deviation, child, shortened
from ._shapes import LiteralShape
from ._unions import UnknownVariant
from ._unknown import unknown_values
from ._unset import UNSET
from ._walk import Schema, Shape, Walk

__all__ = ["AliasShape", "Member", "ModelShape", "RootShape", "TaggedShape", "UnionShape"]


@dataclass(frozen=True, slots=True)
class Member:
    """One described member of an object."""

    python: str
    wire: str
    is_required: bool
    shape: Shape
    info: FieldInfo


@dataclass(frozen=True, slots=True)
class AliasShape:
    """A type by its own name, which may contain itself and so is looked at only when needed."""

    name: str
    inner: Callable[[], Shape]

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        return self.inner().read(raw, pointer, walk)

    def affinity(self, raw: Any) -> int:
        return self.inner().affinity(raw)


@dataclass(frozen=True, slots=True)
class RootShape:
    """A class that wraps one value of another type."""

    kind: type[RootModel[Any]]
    inner: Callable[[], Shape]

    @property
    def name(self) -> str:
        return self.kind.__name__

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        return self.kind.model_construct(walk.into(self.inner(), raw, pointer))

    def affinity(self, raw: Any) -> int:
        return self.inner().affinity(raw)


class ModelShape:
    """An object with described members, which are looked at only when needed: models may contain themselves."""

    def __init__(
        self,
        kind: type[BaseModel],
        member: Callable[[str, FieldInfo], Member],
        unnamed: Callable[[type[BaseModel]], Shape],
    ) -> None:
        self.kind = kind
        self._member = member
        self._unnamed = unnamed

    @property
    def name(self) -> str:
        return self.kind.__name__

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The described members."""
        self.kind.model_rebuild()
        return tuple(self._member(name, info) for name, info in self.kind.__pydantic_fields__.items())

    @cached_property
    def unnamed(self) -> Shape:
        """How members are read that the description knows by no name."""
        return self._unnamed(self.kind)

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
        for wire, value in rest.items():
            rest[wire] = walk.into(self.unnamed, value, child(pointer, wire))
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
            return UnknownVariant(walk.note(raw, pointer, self.name, kind="unknown-variant"))
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

    tag: str
    variants: Mapping[str, Shape]
    keeps_unknown: bool

    @property
    def name(self) -> str:
        return f"object whose {self.tag} is one of {', '.join(map(repr, self.variants))}"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if not isinstance(raw, dict):
            return walk.note(raw, pointer, self.name)
        tag: Any = cast("dict[str, Any]", raw).get(self.tag, UNSET)
        shape = self.variants.get(tag) if isinstance(tag, str) else None
        if shape is not None:
            return shape.read(raw, pointer, walk)
        value = shortened(tag) if isinstance(tag, str) else ""
        kept = walk.note(raw, pointer, self.name, kind="unknown-variant", value=value)
        return UnknownVariant(kept) if self.keeps_unknown else kept

    def affinity(self, raw: Any) -> int:
        return 0 if isinstance(raw, dict) else -1


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

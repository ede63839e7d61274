# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns plain JSON values into what a type makes of them, leaving what does not fit as it came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import to_json

from ._deviations import child, shortened
from ._walk import Schema, Shape, Walk

__all__ = ["AnyShape", "DictShape", "EnumShape", "LeafShape", "ListShape", "LiteralShape", "ScalarShape"]


class AnyShape:
    """Whatever comes."""

    name = "any value"

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:  # noqa: ARG002 - the shape of a Shape
        return raw

    def affinity(self, raw: Any) -> int:  # noqa: ARG002 - the same
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
        # A loop, because a comprehension is one frame more.
        found: list[Any] = []
        for index, item in enumerate(cast("list[object]", raw)):
            found.append(walk.into(self.item, item, child(pointer, index)))
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
class LeafShape:
    """Any other type, such as a date or a UUID: read by pydantic or not at all."""

    schema: Schema
    # What the values are apart from their constraints, where that is known.
    inner: Shape | None = None

    @property
    def name(self) -> str:
        if self.inner is not None:
            return self.inner.name
        kind = self.schema.kind
        bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        return str(getattr(bare, "__name__", bare))

    def read(self, raw: Any, pointer: str, walk: Walk) -> Any:
        if self.inner is not None and self.inner.affinity(raw) < 0:
            return self.inner.read(raw, pointer, walk)
        try:
            return self.schema.read(to_json(raw))
        except ValidationError:
            is_format = isinstance(raw, str) or self.inner is not None
            return walk.note(raw, pointer, self.name, kind="format" if is_format else "type")

    def affinity(self, raw: Any) -> int:
        if self.inner is not None:
            return self.inner.affinity(raw)
        return 0 if isinstance(raw, str) else -1

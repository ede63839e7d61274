# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns one lenient reading into its record: what differs, where, and how deep the reading stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from pydantic import TypeAdapter

from ._deviations import Deviation, DeviationKind, json_type

__all__ = ["Schema", "Shape", "Walk"]

# Far below the interpreter's recursion limit, which is the caller's to spend too: a level takes up to three frames.
DEPTH_LIMIT: Final = 100


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

    def note(self, raw: Any, pointer: str, expected: str, *, kind: DeviationKind = "type", value: str = "") -> Any:
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

# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the bytes of a JSON answer into a value of its described type, and tells where the answer differs from it.

What reads leniently, a third of the runtime, is imported when the first answer differs: most programs never meet one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast, overload

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from ._deviations import Deviation, DeviationKind, json_type, unknown_values_noted
from ._errors import ResponseDecodeError, ResponseValidationError
from ._writing import to_json

if TYPE_CHECKING:
    from ._walk import Shape

__all__ = ["Reader", "to_json"]

T = TypeVar("T")

_BOM: Final = b"\xef\xbb\xbf"
# 1.0 is an integer for JSON Schema, and is taken without a word.
_JUDGED_BY_WALK: Final = frozenset({"int_type", "json_invalid"})
_NAMED_IN_ERROR: Final = 3


class Reader(Generic[T]):
    """Reads values of one type; made once a type, because pydantic compiles what it reads."""

    @overload
    def __init__(self, type: type[T]) -> None: ...
    @overload
    def __init__(self, type: Any) -> None: ...
    def __init__(self, type: Any) -> None:
        self.type: Any = type
        self._validate: Callable[..., T] = self._prepare

    def read(self, data: bytes, *, strict: bool = False) -> tuple[T, tuple[Deviation, ...]]:
        """Read an answer; what does not fit stays as it came, and is recorded.

        Raises: ResponseDecodeError for what is no JSON; with ``strict``, ResponseValidationError for what does not fit.
        """
        before = unknown_values_noted()
        try:
            # Strict means as in JSON: a date may be a string, a number may not. By alias alone, because a member
            # that has a field's Python name by chance is another one.
            value = self._validate(data, strict=True, by_alias=True, by_name=False)
        except ValidationError as error:
            value, deviations = self._read_leniently(data, error)
        else:
            if unknown_values_noted() == before:
                return value, ()
            deviations = _unknown_values_of(value)
        if strict and deviations:
            raise _refused(deviations)
        return value, deviations

    def _prepare(self, data: bytes, **options: Any) -> T:
        adapter: TypeAdapter[T] = TypeAdapter(self.type)
        adapter.rebuild(force=False)
        self._validate = adapter.validator.validate_json
        return self._validate(data, **options)

    @cached_property
    def _shape(self) -> Shape:
        from ._shaping import shape_of

        return shape_of(self.type)

    def _read_leniently(self, data: bytes, error: ValidationError) -> tuple[T, tuple[Deviation, ...]]:
        from ._walk import Walk

        document = _parsed(data)
        walk = Walk()
        value = cast("T", self._shape.read(document, "", walk))
        if not walk.deviations:
            walk.deviations.extend(_unexplained(error))
        return value, tuple(walk.deviations)


def _unknown_values_of(value: object) -> tuple[Deviation, ...]:
    from ._unknown import unknown_values

    return tuple(unknown_values(value))


def _parsed(data: bytes) -> Any:
    try:
        return from_json(data.removeprefix(_BOM))
    except ValueError as error:
        raise ResponseDecodeError(f"the answer is no JSON: {error}", content=data) from None


def _unexplained(error: ValidationError) -> list[Deviation]:
    """Record what only pydantic objects to, such as a length: the walk looks at types alone."""
    kind: DeviationKind = "format"
    return [
        Deviation("".join(f"/{token}" for token in problem["loc"]), problem["type"], json_type(problem["input"]), kind)
        for problem in error.errors(include_url=False, include_context=False)
        if problem["type"] not in _JUDGED_BY_WALK
    ]


def _refused(deviations: tuple[Deviation, ...]) -> ResponseValidationError:
    named = "; ".join(map(str, deviations[:_NAMED_IN_ERROR]))
    more = f"; and {len(deviations) - _NAMED_IN_ERROR} more" if len(deviations) > _NAMED_IN_ERROR else ""
    return ResponseValidationError(f"the answer is not as described: {named}{more}", deviations=deviations)

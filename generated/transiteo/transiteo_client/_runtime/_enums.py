# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns documented values into enums that stay open: a value they do not know is read, compared and sent back."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any

from ._deviations import note_unknown_value
from ._override import override

__all__ = ["OpenIntEnum", "OpenStrEnum"]


class OpenStrEnum(StrEnum):
    """An enum of strings; ``is_known`` is false for a value that was not documented when the client was made."""

    @classmethod
    @override
    def _missing_(cls, value: object) -> Any:
        return _unknown_string(cls, value)

    @property
    def is_known(self) -> bool:
        """Whether the value is one of the documented ones."""
        return self._value_ in type(self)._value2member_map_

    @override
    def __repr__(self) -> str:
        return _representation(self, self.is_known)

    @override
    def __reduce_ex__(self, proto: object) -> tuple[Any, ...]:
        # Python 3.11.2 would look the member up by its name, which an undocumented one is not known by.
        return type(self), (self._value_,)


class OpenIntEnum(IntEnum):
    """An enum of whole numbers; ``is_known`` is false for a value that was not documented when the client was made."""

    @classmethod
    @override
    def _missing_(cls, value: object) -> Any:
        return _unknown_integer(cls, value)

    @property
    def is_known(self) -> bool:
        """Whether the value is one of the documented ones."""
        return self._value_ in type(self)._value2member_map_

    @override
    def __repr__(self) -> str:
        return _representation(self, self.is_known)

    @override
    def __reduce_ex__(self, proto: object) -> tuple[Any, ...]:
        # Python 3.11.2 would look the member up by its name, which an undocumented one is not known by.
        return type(self), (self._value_,)


def _representation(member: OpenStrEnum | OpenIntEnum, is_known: bool) -> str:  # noqa: FBT001
    label = f"{type(member).__name__}.{member.name}" if is_known else f"{type(member).__name__}(unknown)"
    return f"<{label}: {member.value!r}>"


# A pseudo-member is made anew each time: a cache would grow with whatever a service sends. Equality and hash come
# from the value, so two of them are interchangeable.
def _unknown_string(cls: type[OpenStrEnum], value: object) -> OpenStrEnum | None:
    if not isinstance(value, str):
        return None
    note_unknown_value()
    member = str.__new__(cls, value)
    member._name_ = member._value_ = str(value)
    return member


def _unknown_integer(cls: type[OpenIntEnum], value: object) -> OpenIntEnum | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    note_unknown_value()
    member = int.__new__(cls, value)
    member._name_ = str(int(value))
    member._value_ = int(value)
    return member

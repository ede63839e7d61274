# Copied verbatim from the runtime of Specwright; do not edit.
"""The third state of an optional member, beside null and a value: absent."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

__all__ = ["UNSET", "Unset"]


class Unset(Enum):
    """The type of ``UNSET``; false, so that ``if order.voyage:`` narrows to a value."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET

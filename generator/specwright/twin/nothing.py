"""The one value that is no value: what a template gives where something is to be left out."""

from __future__ import annotations

from typing import Final

__all__ = ["NOTHING", "Nothing"]


class Nothing:
    """The type of ``NOTHING``."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


NOTHING: Final = Nothing()

"""A place in a description, turned into the one line that every message starts with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Location", "escape_pointer_token", "join_pointer"]


# What a line of a message can bear of a pointer; nobody writes such, but bombs have them.
_LONGEST = 300


def escape_pointer_token(token: str) -> str:
    """Escape one reference token as RFC 6901 asks."""
    return token.replace("~", "~0").replace("/", "~1")


def join_pointer(pointer: str, *tokens: str | int) -> str:
    """Append reference tokens to a JSON pointer."""
    return pointer + "".join("/" + escape_pointer_token(str(token)) for token in tokens)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """File, JSON pointer and, where known, 1-based line and column (0 stands for unknown)."""

    file: str
    pointer: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        pointer = self.pointer
        if len(pointer) > _LONGEST:
            pointer = f"{pointer[: _LONGEST // 2]}…{pointer[-_LONGEST // 2 :]}"
        return f"{place} (#{pointer})" if pointer else place

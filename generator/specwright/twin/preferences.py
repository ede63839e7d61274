"""Turns ``Prefer`` headers (RFC 7240) into what a caller wants this server to answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Preferences", "parse_preferences"]

_WORD: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PREFERENCE: Final = re.compile(
    rf"\s*(?P<name>{_WORD})\s*(?:=\s*(?:(?P<token>[^\s,;\"]+)|\"(?P<quoted>(?:[^\"\\]|\\.)*)\"))?"
    rf"\s*(?:;(?:[^,\"]|\"(?:[^\"\\]|\\.)*\")*)?"
)
_ESCAPE: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """A status, the name of an example, an error code; empty where nothing was asked.

    ``is_dynamic`` asks for a body made from the schema in place of a documented example.
    """

    code: str = ""
    example: str = ""
    error: str = ""
    is_dynamic: bool = False

    def __bool__(self) -> bool:
        return bool(self.code or self.example or self.error or self.is_dynamic)

    def __str__(self) -> str:
        dynamic = "true" if self.is_dynamic else ""
        told = (("code", self.code), ("example", self.example), ("error", self.error), ("dynamic", dynamic))
        return ", ".join(f"{name}={_spelled(value)}" for name, value in told if value)


def parse_preferences(headers: Sequence[str]) -> Preferences:
    """Read all ``Prefer`` headers; of a name given twice the first counts, and what cannot be read is passed over."""
    found: dict[str, str] = {}
    for header in headers:
        at = 0
        while at < len(header):
            match = _PREFERENCE.match(header, at)
            if match is not None and match["name"].lower() not in found:
                quoted = match["quoted"]
                value = _ESCAPE.sub(r"\1", quoted) if quoted is not None else match["token"]
                found[match["name"].lower()] = value or ""
            comma = header.find(",", match.end() if match is not None else at)
            at = comma + 1 if comma >= 0 else len(header)
    return Preferences(
        code=found.get("code", ""),
        example=found.get("example", ""),
        error=found.get("error", ""),
        is_dynamic=found.get("dynamic", "false").lower() in {"", "1", "true"},
    )


def _spelled(value: str) -> str:
    return value if re.fullmatch(_WORD, value) else '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'

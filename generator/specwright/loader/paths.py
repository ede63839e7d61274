"""Reads path templates, and finds the names that OpenAPI leaves out."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["operation_id_for", "placeholders"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_WORD: Final = re.compile(r"[A-Za-z0-9]+")


def placeholders(path: str) -> list[str]:
    """List the names in braces, each once, in path order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(path)))


def operation_id_for(method: str, path: str) -> str:
    """Make an operationId of method and path: ``GET /pets/{petId}`` becomes ``getPetsByPetId``."""
    words = [method.lower()]
    for segment in path.split("/"):
        names = _PLACEHOLDER.findall(segment)
        plain = _PLACEHOLDER.sub(" ", segment)
        words += [_capitalize(word) for word in _WORD.findall(plain)]
        words += ["By" + "".join(_capitalize(word) for word in _WORD.findall(name)) for name in names]
    return "".join(words) if len(words) > 1 else f"{words[0]}Root"


def _capitalize(word: str) -> str:
    return word[:1].upper() + word[1:]

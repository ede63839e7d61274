"""Turns texts and JSON values of a description into Python source that can only ever be a literal or a docstring."""

from __future__ import annotations

import math
import re
import sys
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence

from specwright.model.types import Json
from specwright.passes.spelling import Style, identifier, is_identifier

__all__ = ["WIDTH", "Imports", "Style", "docstring", "identifier", "is_identifier", "literal"]

WIDTH = 110

_TAB = 4

# Quotes that could end a docstring: a run of them, and one that stands next to a delimiter.
_QUOTES = re.compile(r'"{2,}|^"|"$')


def literal(value: Json | tuple[Json, ...]) -> str:
    """Write a JSON value as a Python literal in ASCII; tuples are kept.

    Raises:
        ValueError: a number is not finite.
        TypeError: it is no JSON value.
    """
    match value:
        case None | bool() | int():
            return repr(value)
        case float():
            if not math.isfinite(value):
                raise ValueError(f"{value!r} has no JSON spelling")
            return repr(value)
        case str():
            # str() first: an enumeration that is a string would be written by its own repr.
            return ascii(str(value))
        case tuple():
            inner = ", ".join(literal(item) for item in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case Mapping():
            return "{" + ", ".join(f"{literal(key)}: {literal(item)}" for key, item in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            raise TypeError(f"{type(value).__name__} is no JSON value")


def docstring(text: str, indent: int = 0) -> str:
    """Write a text as a docstring that stands at an indentation of ``indent`` spaces; no text can end it early."""
    margin = " " * indent
    lines = _wrap(text, width=WIDTH - indent)
    if not lines:
        return ""
    last = len(lines) - 1
    escaped = [_escape(line) for line in lines]
    body = "\n".join([escaped[0], *(margin + line if line else "" for line in escaped[1:])])
    return f'"""{body}\n{margin}"""' if last else f'"""{body}"""'


def _wrap(text: str, *, width: int) -> list[str]:
    lines: list[str] = []
    for raw in text.strip().splitlines():
        line = raw.expandtabs(_TAB).rstrip()
        if len(line) <= width:
            lines.append(line)
            continue
        lead = " " * min(len(line) - len(line.lstrip()), width // 2)
        lines.extend(
            textwrap.wrap(
                line.strip(),
                width=width,
                initial_indent=lead,
                subsequent_indent=lead,
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return [line.rstrip() for line in lines]


def _escape(line: str) -> str:
    """Escape backslashes, quotes that could end a docstring, and characters that a reader cannot see."""
    escaped = "".join(_escape_character(character) for character in line.replace("\\", "\\\\"))
    return _QUOTES.sub(lambda run: '\\"' * len(run[0]), escaped)


def _escape_character(character: str) -> str:
    if character == " " or (character.isprintable() and unicodedata.category(character) != "Cf"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class Imports:
    """The names that a generated module needs from elsewhere, gathered while its text is written."""

    def __init__(self) -> None:
        self._modules: set[str] = set()
        self._names: dict[str, set[str]] = {}

    def add(self, module: str, name: str = "") -> str:
        """Ask for a module, or for a name from it; returns the text that refers to it."""
        if not name:
            self._modules.add(module)
            return module
        self._names.setdefault(module, set()).add(name)
        return name.rpartition(" as ")[2]

    def lines(self) -> tuple[str, ...]:
        """Write the import statements as isort orders them, groups apart by an empty line."""
        groups: dict[int, list[str]] = {}
        for module in sorted(self._modules):
            groups.setdefault(_group(module), []).append(f"import {module}")
        for module in sorted(self._names):
            names = ", ".join(sorted(self._names[module], key=_import_order))
            groups.setdefault(_group(module), []).append(f"from {module} import {names}")
        lines: list[str] = []
        for number in sorted(groups):
            lines += ["", *groups[number]] if lines else groups[number]
        return tuple(lines)


def _group(module: str) -> int:
    if module == "__future__":
        return 0
    if module.startswith("."):
        return 3
    return 1 if module.partition(".")[0] in sys.stdlib_module_names else 2


def _import_order(name: str) -> tuple[int, str]:
    plain = name.partition(" ")[0]
    return (0 if plain.isupper() and len(plain) > 1 else 1 if plain[:1].isupper() else 2, plain)

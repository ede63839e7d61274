"""Turns any text of a description into a Python identifier: ASCII, deterministic, never a keyword, never empty."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from enum import Enum

__all__ = ["Style", "allot", "identifier", "is_identifier", "singular", "words"]


class Style(Enum):
    """The three spellings that Python code uses for names."""

    SNAKE = "snake"
    PASCAL = "pascal"
    CONSTANT = "constant"


# Stands before a name that would begin with a digit, or alone where nothing nameable is left.
_PREFIX = {Style.SNAKE: "field", Style.PASCAL: "Schema", Style.CONSTANT: "VALUE"}

# `OAuth2` and `IPv4` are one word to a reader although their capitals say otherwise; so is the number of a letter.
_WORD = re.compile(
    r"u[0-9a-f]{4,6}(?![a-z0-9])"
    r"|(?:OAuth|IPv)[0-9]*(?![a-z])"
    r"|[A-Z]{2,}s(?![a-z0-9])"
    r"|[A-Z]+(?=[A-Z][a-z])"
    r"|(?:[A-Z]?[a-z]+|[A-Z]+)[0-9]*"
    r"|[0-9]+[a-z]*"
)

# Letters that Unicode does not decompose into an ASCII letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)

_SYMBOLS = {
    "+": "plus",
    "-": "minus",
    "<": "less",
    ">": "greater",
    "=": "equal",
    "*": "star",
    "/": "slash",
    "\\": "backslash",
    "!": "not",
    "%": "percent",
    "&": "and",
    "|": "or",
    "~": "tilde",
    "^": "caret",
    "$": "dollar",
    "#": "hash",
    "@": "at",
    "?": "question",
    ".": "dot",
    ",": "comma",
    ":": "colon",
    ";": "semicolon",
    "_": "underscore",
    " ": "space",
}

# Resources name files, and no file system takes more than 255 bytes; what is added behind a name needs room, too.
_LONGEST = 100

_SIGN = re.compile(r"^[+-](?=[0-9])")


def words(text: str) -> tuple[str, ...]:
    """Split a text into words of ASCII letters and digits, keeping their capitals."""
    ascii_text = _transliterate(text)
    found = tuple(_WORD.findall(ascii_text))
    if not found:
        return tuple(_SYMBOLS[character] for character in ascii_text if character in _SYMBOLS)
    sign = _SIGN.match(ascii_text)
    return (_SYMBOLS[sign[0]], *found) if sign else found


def _transliterate(text: str) -> str:
    if text.isascii():
        return text
    pieces: list[str] = []
    for character in unicodedata.normalize("NFKD", text.translate(_LETTERS)):
        if character.isascii():
            pieces.append(character)
        elif not unicodedata.combining(character):
            pieces.append(f" u{ord(character):x} ")
    return "".join(pieces)


def identifier(text: str, style: Style | str = Style.SNAKE, *, prefix: str = "") -> str:
    """Spell a text as an identifier of limited length; keywords get a trailing underscore."""
    style = Style(style)
    parts = words(text)
    name = _join(parts, style)[:_LONGEST].rstrip("_")
    lead = prefix or _PREFIX[style]
    if not name:
        name = lead
    elif name[0].isdigit():
        name = f"{lead}{name}" if style is Style.PASCAL else f"{lead}_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def _join(parts: Sequence[str], style: Style) -> str:
    match style:
        case Style.SNAKE:
            return "_".join(part.lower() for part in parts)
        case Style.CONSTANT:
            return "_".join(part.upper() for part in parts)
        case Style.PASCAL:
            # `HTTPServer` keeps its acronym, `ORDER_NOT_FOUND` shouts no longer.
            shouts = not any(character.islower() for part in parts for character in part)
            return "".join(part.capitalize() if shouts else part[:1].upper() + part[1:] for part in parts)


def is_identifier(text: str) -> bool:
    """Say whether a text is an ASCII identifier and no keyword."""
    return text.isascii() and text.isidentifier() and not keyword.iskeyword(text)


def singular(word: str) -> str:
    """Give one spelling to a word and its regular English plural, so that both can be compared."""
    lowered = word.lower()
    if len(lowered) > 3 and lowered.endswith("ies"):
        return lowered[:-3] + "y"
    if lowered.endswith(("sses", "shes", "ches", "xes")):
        return lowered[:-2]
    if len(lowered) > 2 and lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return lowered[:-1]
    return lowered


def allot(
    wires: Sequence[str], style: Style, *, reserved: Collection[str] = (), wanted: Iterable[str] | None = None
) -> tuple[str, ...]:
    """Give each wire name an identifier of its own, whatever else is reserved.

    A name that is already spelled as Python would spell it keeps its spelling; of others, the first comes first.
    """
    candidates = tuple(wanted) if wanted is not None else tuple(identifier(wire, style) for wire in wires)
    separator = "" if style is Style.PASCAL else "_"
    taken: set[str] = set()
    names: dict[int, str] = {}
    order = sorted(range(len(candidates)), key=lambda index: candidates[index] != wires[index])
    for index in order:
        name = candidates[index]
        if name in reserved:
            name = f"{name}_"
        stem, count = name, 1
        while name in taken or name in reserved:
            count += 1
            name = f"{stem.rstrip('_')}{separator}{count}"
        taken.add(name)
        names[index] = name
    return tuple(names[index] for index in range(len(candidates)))

"""Turns text of a description into Markdown that says the same words and cannot change the page's structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["code_block", "code_span", "inline_text", "table", "visible"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~$&])")
_LEADING = re.compile(r"^([0-9]*)([.)](?=\s|$)|[-+](?=\s|$)|=|-{2,})")
_SPACE = re.compile(r"\s+")
# Characters that reorder or hide what a reader sees: controls, and the marks of bidirectional text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def inline_text(text: str) -> str:
    """Put text on one line, every character of Markdown's own escaped; what stands between backticks stays code."""
    pieces = _one_line(text).split("`")
    if len(pieces) % 2 == 0:
        # A backtick without a partner is a letter like any other.
        pieces = ["`".join(pieces)]
    written = [code_span(piece) if index % 2 else _SPECIAL.sub(r"\\\1", piece) for index, piece in enumerate(pieces)]
    # What would start a list or a rule does so at the beginning of a line only.
    return _LEADING.sub(r"\1\\\2", "".join(written))


def code_span(text: str) -> str:
    """Quote text as code on one line, also where it holds backticks."""
    flat = _one_line(text)
    if not flat:
        return ""
    fence = "`" * (_longest_run(flat) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    # A pipe ends a table's cell even inside code.
    return f"{fence}{pad}{flat}{pad}{fence}".replace("|", "\\|")


def code_block(code: str, *, language: str = "python") -> str:
    """Fence code with more backticks than it has itself."""
    fence = "`" * max(3, _longest_run(code) + 1)
    return f"{fence}{language}\n{code.strip(chr(10))}\n{fence}"


def visible(code: str) -> str:
    """Spell the characters that hide in code as escapes of JSON and CEL."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", code)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out cells, each already Markdown on one line; no rows give no table."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(headings)} |", f"|{'|'.join(' --- ' for _ in headings)}|", *lines])


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", _INVISIBLE.sub(" ", text)).strip()


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)

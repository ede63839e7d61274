"""Turns the text of an expression into tokens with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from specwright.rules.faults import Snippet
from specwright.rules.literals import read_string
from specwright.rules.nodes import Scalar

__all__ = ["RESERVED", "Kind", "Token", "read_tokens"]

MAX_LENGTH: Final = 10_000

RESERVED: Final = frozenset(
    {
        *("as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop"),
        *("package", "namespace", "return", "var", "void", "while"),
    }
)

_SPACE: Final = re.compile(r"(?:[ \t\n\f\r]|//[^\n]*)*")
_STRING: Final = re.compile(r"[rR]?['\"]")
_BYTES: Final = re.compile(r"(?:[bB][rR]?|[rR][bB])['\"]")
_NUMBER: Final = re.compile(
    r"(?P<hex>0[xX][0-9a-fA-F]+)|(?P<double>[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)|(?P<int>[0-9]+)"
)
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED: Final = re.compile(r"`([A-Za-z0-9_.\-/ ]+)`")
_OPERATOR: Final = re.compile(r"&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}]")


class Kind(Enum):
    """What a token is."""

    NUMBER = "number"
    STRING = "string"
    NAME = "name"
    QUOTED = "quoted name"
    OPERATOR = "operator"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` as written (a quoted name without its quotes); ``value`` for numbers and strings."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Scalar = None


def read_tokens(snippet: Snippet) -> list[Token]:
    """Split an expression into tokens; the last one marks the end.

    Raises:
        RuleError: a letter begins no token of the profile.
    """
    text = snippet.text
    if len(text) > MAX_LENGTH:
        hint = "Split it into several rules."
        raise snippet.fault(0, 1, f"an expression has at most {MAX_LENGTH} characters", hint=hint, rule="rule-syntax")
    tokens: list[Token] = []
    at = _end_of_space(text, 0)
    while at < len(text):
        token = _read_token(snippet, at)
        tokens.append(token)
        at = _end_of_space(text, token.end)
    return [*tokens, Token(Kind.END, "", len(text), len(text))]


def _end_of_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _read_token(snippet: Snippet, at: int) -> Token:
    text = snippet.text
    if _STRING.match(text, at):
        value, end = read_string(snippet, at)
        return Token(Kind.STRING, text[at:end], at, end, value)
    if _BYTES.match(text, at):
        hint = "JSON has no bytes; compare texts."
        raise snippet.fault(at, at + 1, "bytes are outside the profile", hint=hint, rule="rule-profile")
    number = _NUMBER.match(text, at)
    if number:
        return _number(snippet, number)
    word = _WORD.match(text, at)
    if word:
        return Token(Kind.NAME, word[0], at, word.end())
    quoted = _QUOTED.match(text, at)
    if quoted:
        return Token(Kind.QUOTED, quoted[1], at, quoted.end())
    operator = _OPERATOR.match(text, at)
    if operator:
        return Token(Kind.OPERATOR, operator[0], at, operator.end())
    hints = {"&": "Write && for 'and'.", "|": "Write || for 'or'.", "=": "Write == to compare."}
    hint = hints.get(text[at], "Remove it, or put it into a string.")
    raise snippet.fault(at, at + 1, f"{text[at]!r} begins nothing that CEL knows", hint=hint, rule="rule-syntax")


def _number(snippet: Snippet, found: re.Match[str]) -> Token:
    at, end = found.span()
    after = snippet.text[end : end + 1]
    if after in ("u", "U"):
        hint = "Write it without u: whole numbers of JSON are signed here."
        raise snippet.fault(at, end + 1, "unsigned numbers are outside the profile", hint=hint, rule="rule-profile")
    if after and (after.isalnum() or after == "_"):
        hint = "Put a space or an operator between."
        raise snippet.fault(end, end + 1, "a number runs into a name", hint=hint, rule="rule-syntax")
    if found["double"]:
        value: Scalar = float(found["double"])
        if value == float("inf"):
            hint = "Write a smaller one."
            raise snippet.fault(at, end, "no double is as large as this number", hint=hint, rule="rule-syntax")
    else:
        value = int(found["hex"], 16) if found["hex"] else int(found["int"])
    return Token(Kind.NUMBER, found[0], at, end, value)

"""Turns bytes into JSON, and refuses what JSON readers disagree about: repeated keys, NaN, huge numbers, depth."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from jiter import from_json

from specwright.model.types import Json

__all__ = ["JsonError", "read_json"]

_TOKEN: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
# Where this is not found, no escape stands for half of a pair.
_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_OPENING: Final = frozenset({b"[", b"{"})
# Spelled alike, all digits and both exponents are found without looking at each letter.
_ALIKE: Final = bytes.maketrans(b"123456789E", b"000000000e")
_EXPONENT: Final = b"0e"
_ENDLESS: Final = b"0" * 300
_INFINITE: Final = frozenset({float("inf"), float("-inf")})


class JsonError(ValueError):
    """The bytes are no JSON that everybody reads alike."""


def read_json(content: bytes, *, max_depth: int) -> Json:
    """Read one JSON value.

    Raises:
        JsonError: it is none, or one that readers would understand differently.
    """
    # Counting is quick and nearly always enough; only what has many brackets is looked at closely.
    has_many_brackets = content.count(b"[") + content.count(b"{") > max_depth
    if not has_many_brackets and not _may_be_infinite(content):
        try:
            # The quick reader gives what the careful one gives, and refuses whatever that refuses, in its own words.
            value: Json = from_json(content, allow_inf_nan=False, catch_duplicate_keys=True, cache_mode="keys")
        except ValueError:
            pass
        else:
            return value
    return _read_carefully(content, max_depth=max_depth if has_many_brackets else None)


def _may_be_infinite(content: bytes) -> bool:
    """Say whether a number may be too large for a float: it has an exponent, or hundreds of digits."""
    alike = content.translate(_ALIKE)
    return _EXPONENT in alike or _ENDLESS in alike


def _read_carefully(content: bytes, *, max_depth: int | None) -> Json:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError(f"byte {error.start} is no UTF-8") from None
    if max_depth is not None and _is_deeper(content, max_depth):
        raise JsonError(f"it is nested deeper than {max_depth} levels")
    try:
        value: Json = _decode(text)
    except JsonError:
        raise
    except json.JSONDecodeError as error:
        raise JsonError(f"{error.msg} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise JsonError("it is nested too deeply") from None
    except ValueError:
        # Python reads no whole number of thousands of digits.
        raise JsonError("a number is too large") from None
    if _HALF.search(content) is not None and _has_half_pairs(value):
        raise JsonError("an escape is half of a surrogate pair")
    return value


def _is_deeper(content: bytes, max_depth: int) -> bool:
    depth = 0
    for match in _TOKEN.finditer(content):
        token = match[0]
        if token in _OPENING:
            depth += 1
            if depth > max_depth:
                return True
        elif token[0] != 0x22:
            depth -= 1
    return False


def _has_half_pairs(value: Json) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise JsonError(f"the key {name[:100]!r} is repeated")
            seen.add(name)
    return members


def _constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is no JSON number")


def _number(text: str) -> float:
    number = float(text)
    if number in _INFINITE:
        raise JsonError("a number is too large")
    return number


_decode: Final = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_constant, parse_float=_number).decode

"""Spells values of parameters as OpenAPI's styles say: as a segment of a path, pairs of a query, a header, a cookie."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote

from specwright.model.service import Parameter, ParameterLocation, ParameterStyle
from specwright.model.types import Json

__all__ = ["SpellingError", "json_text", "pairs_of", "primitive", "text_of"]

_DELIMITERS: Final = {
    ParameterStyle.SPACE_DELIMITED: "%20",
    ParameterStyle.PIPE_DELIMITED: "%7C",
}
# What may stand in a cookie as it is.
_COOKIE_SAFE: Final = "!#$&'()*+-./:<=>?@[]^_`{|}~"


class SpellingError(Exception):
    """A value that has no spelling there."""


def json_text(value: Json) -> str:
    """Spell a value as JSON, short.

    Raises:
        SpellingError: it has no JSON form.
    """
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, TypeError, RecursionError) as error:
        raise SpellingError(f"it has no JSON form: {error}") from None


def primitive(value: Json) -> str:
    """Spell a value that is no list and no object.

    Raises:
        SpellingError: it is one.
    """
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case list() | dict():
            raise SpellingError("lists and objects inside others have no spelling in a parameter")
        case _:
            return json_text(value)


def text_of(parameter: Parameter, value: Json) -> str:
    """Spell a value for a path segment or a header; a path's is percent-encoded.

    Raises:
        SpellingError: it has no spelling there.
    """
    is_path = parameter.location is ParameterLocation.PATH
    if parameter.content:
        text = json_text(value) if "json" in parameter.content else primitive(value)
        return _escaped(text) if is_path else _header(text)
    name = _escaped(parameter.name.wire)
    parts = _parts(value)
    match parameter.style:
        case ParameterStyle.MATRIX if is_path:
            text = _matrix(name, value, parts, explode=parameter.explode)
        case ParameterStyle.LABEL if is_path:
            text = "." + _joined(value, parts, "." if parameter.explode else ",", parameter, is_path=True)
        case _:
            text = _joined(value, parts, ",", parameter, is_path=is_path)
    if is_path and text in {"", ".", ".."}:
        raise SpellingError("an empty segment, or one of dots, is another path")
    return text if is_path else _header(text)


def pairs_of(parameter: Parameter, value: Json) -> list[tuple[str, str]]:
    """Spell a value as pairs of a query or of cookies, percent-encoded.

    Raises:
        SpellingError: it has no spelling there.
    """
    is_cookie = parameter.location is ParameterLocation.COOKIE
    name = parameter.name.wire if is_cookie else _escaped(parameter.name.wire)
    if parameter.content:
        text = json_text(value) if "json" in parameter.content else primitive(value)
        return [(name, _piece(text, is_cookie=is_cookie))]
    if parameter.style is ParameterStyle.DEEP_OBJECT:
        return list(_deep(name, value))
    parts = _parts(value)
    if parts is None:
        return [(name, _piece(primitive(value), is_cookie=is_cookie))]
    if not parts:
        raise SpellingError("what is empty cannot be told from what is not there")
    if parameter.explode:
        return [(name if key is None else _escaped(key), _piece(text, is_cookie=is_cookie)) for key, text in parts]
    delimiter = _DELIMITERS.get(parameter.style, ",")
    return [(name, delimiter.join(piece for key, text in parts for piece in _both(key, text)))]


def _parts(value: Json) -> list[tuple[str | None, str]] | None:
    if isinstance(value, list):
        return [(None, primitive(item)) for item in value]
    if isinstance(value, dict):
        return [(key, primitive(item)) for key, item in value.items()]
    return None


def _both(key: str | None, text: str) -> list[str]:
    return [_escaped(text)] if key is None else [_escaped(key), _escaped(text)]


def _joined(
    value: Json, parts: list[tuple[str | None, str]] | None, delimiter: str, parameter: Parameter, *, is_path: bool
) -> str:
    escape = _escaped if is_path else str
    if parts is None:
        return escape(primitive(value))
    equals = "=" if parameter.explode else delimiter
    return delimiter.join(
        escape(text) if key is None else f"{escape(key)}{equals}{escape(text)}" for key, text in parts
    )


def _matrix(name: str, value: Json, parts: list[tuple[str | None, str]] | None, *, explode: bool) -> str:
    if parts is None:
        return f";{name}={_escaped(primitive(value))}"
    if explode:
        return "".join(f";{name if key is None else _escaped(key)}={_escaped(text)}" for key, text in parts)
    return f";{name}={','.join(piece for key, text in parts for piece in _both(key, text))}"


def _deep(name: str, value: Json) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in _deep(f"{name}%5B{_escaped(key)}%5D", item)]
    if isinstance(value, list):
        return [pair for item in value for pair in _deep(name, item)]
    return [(name, _escaped(primitive(value)))]


def _escaped(text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise SpellingError("half a surrogate pair has no spelling in UTF-8") from None


def _piece(text: str, *, is_cookie: bool) -> str:
    return quote(text, safe=_COOKIE_SAFE) if is_cookie else _escaped(text)


def _header(text: str) -> str:
    if not text.isascii() or any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
        raise SpellingError("only printable ASCII has one spelling in a header")
    if text != text.strip(" "):
        raise SpellingError("blanks around a header's value are not part of it")
    return text

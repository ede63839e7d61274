# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the arguments of an operation's parameters into the text that stands in a path, query, header or cookie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias
from urllib.parse import quote

from ._errors import InvalidArgument
from ._operation import Parameter
from ._primitives import json_text, members_of, primitive
from ._unset import UNSET

__all__ = ["Encode", "check_path", "cookie_pair", "encoder", "header_value", "query_pairs"]

Encode: TypeAlias = Callable[[Any], str]
Pairs: TypeAlias = list[tuple[str, str]]

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]*")
_FORBIDDEN_IN_HEADER = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_TRIPLE = re.compile(r"(%[0-9A-Fa-f]{2})")
_DOTS = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?=/|$)", re.IGNORECASE)
# RFC 3986 reserved characters without those that would end the query, split it, or read as a space in a form.
_RESERVED_IN_QUERY = "!$'()*,/:;=?@"
_RESERVED_IN_PATH = "!$&'()*+,/:;=@"
# RFC 6265 cookie-octet without "%", which would be decoded again.
_COOKIE_SAFE = "!#$&'()*+-./:<=>?@[]^_`{|}~"
_DELIMITERS = {"form": ",", "simple": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C", "deepObject": ","}


def encoder(parameter: Parameter) -> Encode:
    """Compile one parameter to the function that spells its values; for queries and cookies with its name."""
    escape = _escape_for(parameter)
    if parameter.content:
        spell: Encode = _content(parameter, escape)
    elif parameter.location == "path":
        spell = _path(parameter, escape)
    elif parameter.location == "header":
        spell = _simple(parameter, escape)
    else:
        spell = _named(parameter, escape)
    if parameter.location == "header":
        return lambda value: header_value(parameter.wire, spell(value))
    return spell


def check_path(path: str) -> None:
    """Refuse a path in which a caller's value has made a segment that climbs.

    Raises:
        InvalidArgument: a segment is ``.`` or ``..``; servers and proxies would resolve it to another resource.
    """
    if _DOTS.search(path):
        raise InvalidArgument("a path value makes the segment '.' or '..', which would address another resource")


def header_value(name: str, value: str) -> str:
    """Give a header's value without outer blanks.

    Raises:
        InvalidArgument: it has a control character, with which it could begin another header.
    """
    if _FORBIDDEN_IN_HEADER.search(value):
        raise InvalidArgument(f"the value of header {name!r} has a control character")
    return value.strip(" \t")


def query_pairs(values: Mapping[str, object]) -> list[str]:
    """Spell values that no parameter describes, as style ``form`` with ``explode``."""
    spelled: list[str] = []
    for name, value in values.items():
        if value is UNSET or value is None:
            continue
        text = encoder(Parameter(python=name, wire=name, location="query"))(value)
        if text:
            spelled.append(text)
    return spelled


def cookie_pair(name: str, value: str) -> str:
    """Spell one cookie."""
    return f"{quote(name, safe='')}={quote(value, safe=_COOKIE_SAFE)}"


def _escape_for(parameter: Parameter) -> Callable[[str], str]:
    if parameter.location == "header":
        return str
    if parameter.location == "cookie":
        return lambda text: quote(text, safe=_COOKIE_SAFE)
    if parameter.allow_reserved:
        safe = _RESERVED_IN_QUERY if parameter.location == "query" else _RESERVED_IN_PATH
        return lambda text: _quote_around_triples(text, safe)
    return _percent_encoded


def _percent_encoded(text: str) -> str:
    return text if _UNRESERVED.fullmatch(text) else quote(text, safe="")


def _quote_around_triples(text: str, safe: str) -> str:
    # RFC 6570 section 3.2.3: what is percent-encoded already passes through.
    pieces = _TRIPLE.split(text)
    return "".join(piece if index % 2 else quote(piece, safe=safe) for index, piece in enumerate(pieces))


def _content(parameter: Parameter, escape: Callable[[str], str]) -> Encode:
    is_json = "json" in parameter.content

    def spell(value: Any) -> str:
        text = escape(json_text(value) if is_json else primitive(value))
        return text if parameter.location in {"path", "header"} else f"{_percent_encoded(parameter.wire)}={text}"

    return spell


def _path(parameter: Parameter, escape: Callable[[str], str]) -> Encode:
    name = _percent_encoded(parameter.wire)
    if parameter.style == "label":
        inner = _delimited("." if parameter.explode else ",", escape, explode=parameter.explode)
        return lambda value: _filled(parameter, "." + inner(value), 1)
    if parameter.style == "matrix":
        return _matrix(parameter, name, escape)
    inner = _simple(parameter, escape)
    return lambda value: _filled(parameter, inner(value), 0)


def _filled(parameter: Parameter, text: str, prefix: int) -> str:
    if len(text) <= prefix:
        raise InvalidArgument(f"{parameter.python} must not be empty: the path would address another resource")
    return text


def _matrix(parameter: Parameter, name: str, escape: Callable[[str], str]) -> Encode:
    def spell(value: Any) -> str:
        members = members_of(value)
        if not parameter.explode or members is None:
            inner = _delimited(",", escape, explode=False)(value)
            return f";{name}={inner}"
        named = [(name if key is None else escape(key), escape(text)) for key, text in members]
        return "".join(f";{key}={text}" for key, text in named)

    return spell


def _simple(parameter: Parameter, escape: Callable[[str], str]) -> Encode:
    return _delimited(",", escape, explode=parameter.explode)


def _delimited(delimiter: str, escape: Callable[[str], str], *, explode: bool) -> Encode:
    equals = "=" if explode else delimiter

    def spell(value: Any) -> str:
        if type(value) is str:
            return escape(value)
        members = members_of(value)
        if members is None:
            return escape(primitive(value))
        return delimiter.join(
            escape(text) if key is None else f"{escape(key)}{equals}{escape(text)}" for key, text in members
        )

    return spell


def _named(parameter: Parameter, escape: Callable[[str], str]) -> Encode:
    name = _percent_encoded(parameter.wire)
    joint = "; " if parameter.location == "cookie" else "&"
    if parameter.style == "deepObject":
        return lambda value: joint.join(_deep(name, value, escape))
    inner = _delimited(_DELIMITERS[parameter.style], escape, explode=False)

    def spell(value: Any) -> str:
        if type(value) is str:
            return f"{name}={escape(value)}"
        members = members_of(value)
        if members is None:
            return f"{name}={escape(primitive(value))}"
        if parameter.explode:
            # Whatever a value may hold unescaped, a name ends at the first "=".
            return joint.join(
                f"{name if key is None else _percent_encoded(key)}={escape(text)}" for key, text in members
            )
        return f"{name}={inner(value)}" if members else ""

    return spell


def _deep(name: str, value: Any, escape: Callable[[str], str]) -> Iterable[str]:
    members = members_of(value, nested=True)
    if members is None:
        yield f"{name}={escape(primitive(value))}"
        return
    for key, item in members:
        # Lists inside deepObject are not defined; the repeated name is what most servers read.
        yield from _deep(name if key is None else f"{name}%5B{_percent_encoded(key)}%5D", item, escape)

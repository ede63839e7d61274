"""Turns the path, query, headers and cookies of a request into the values of an operation's parameters."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from specwright.model.service import Operation, Parameter, ParameterLocation, ParameterStyle
from specwright.model.types import Json, Schema
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.edge.styles import ReadPairs, pairs_reader, percent_decoded, plus_decoded, simple_reader
from specwright.twin.edge.texts import ReadText
from specwright.twin.refusals import RefusalError

__all__ = ["ParameterReader", "Values"]

Values: TypeAlias = dict[str, dict[str, Json]]

_MOST_PAIRS: Final = 1_000
_LONGEST_KEY: Final = 500
_MOST_PATHS: Final = 1_000
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*=*")


class ParameterReader:
    """The parameters of one operation, compiled."""

    def __init__(self, operation: Operation, schemas: Mapping[str, Schema], *, max_depth: int) -> None:
        self._schemas = schemas
        self._max_depth = max_depth

        def at(location: ParameterLocation) -> list[Parameter]:
            return [parameter for parameter in operation.parameters if parameter.location is location]

        self._path = {p.name.wire: self._text(p, percent_decoded) for p in at(ParameterLocation.PATH)}
        self._headers = [
            (p.name.wire, p.name.wire.lower().encode("utf-8", "replace"), self._text(p, str))
            for p in at(ParameterLocation.HEADER)
        ]
        # Of paths that were read; values are never changed in place.
        self._paths: dict[str, tuple[dict[str, Json], dict[str, str]]] = {}
        self._query = self._named(at(ParameterLocation.QUERY))
        self._cookies = self._named(at(ParameterLocation.COOKIE))

    def key(self, exchange: Exchange) -> tuple[object, ...] | None:
        """Give all that the values of a request are read from, where that is short."""
        if self._cookies or len(exchange.raw_path) + len(exchange.query) > _LONGEST_KEY:
            return None
        fields = exchange.fields
        if len(fields) != len(exchange.headers):
            return None
        query = exchange.query if self._query else b""
        if not self._headers:
            return exchange.raw_path, query
        given = tuple([fields.get(name) for _, name, _ in self._headers])
        return None if any(len(value) > _LONGEST_KEY for value in given if value) else (exchange.raw_path, query, given)

    def read(self, exchange: Exchange, segments: Mapping[str, str]) -> tuple[Values, dict[str, str]]:
        """Give the values by location and wire name, and the path's as they were sent.

        Raises:
            RefusalError: something cannot be decoded.
        """
        path, sent = self._of_path(exchange.raw_path, segments)
        values: Values = {"path": path, "query": {}, "header": {}, "cookie": {}}
        if self._query and exchange.query:
            _read_named(self._query, _query_pairs(exchange.query), values["query"])
        for wire, field, read in self._headers:
            if field in exchange.fields:
                values["header"][wire] = read(exchange.header(field) or "")
        if self._cookies and b"cookie" in exchange.fields:
            _read_named(self._cookies, _cookie_pairs(exchange.lines(b"cookie")), values["cookie"])
        return values, sent

    def _of_path(self, raw_path: str, segments: Mapping[str, str]) -> tuple[dict[str, Json], dict[str, str]]:
        known = self._paths.get(raw_path)
        if known is not None:
            return known
        path: dict[str, Json] = {}
        sent: dict[str, str] = {}
        for name, raw in segments.items():
            sent[name] = percent_decoded(raw)
            read = self._path.get(name)
            if read is not None:
                path[name] = read(raw)
        if len(self._paths) >= _MOST_PATHS:
            self._paths.clear()
        if len(raw_path) <= _LONGEST_KEY:
            self._paths[raw_path] = path, sent
        return path, sent

    def _text(self, parameter: Parameter, decode: Callable[[str], str]) -> ReadText:
        if parameter.content:
            return self._content(parameter, decode)
        read = simple_reader(
            parameter.type,
            self._schemas,
            style=parameter.style,
            explode=parameter.explode,
            name=parameter.name.wire,
            decode=decode,
        )
        if parameter.encoding == "base64url":
            # The decoded text is spelled once more, so that the reader undoes what it knows of.
            return lambda raw: _base64url_decoded(decode(raw))
        return read

    def _content(self, parameter: Parameter, decode: Callable[[str], str]) -> ReadText:
        if "json" not in parameter.content:
            return decode

        def reading(raw: str) -> Json:
            try:
                return read_json(decode(raw).encode("utf-8", "surrogatepass"), max_depth=self._max_depth)
            except JsonError as error:
                raise RefusalError(400, f"the parameter {parameter.name.wire!r} is no JSON: {error}") from None

        return reading

    def _named(self, parameters: list[Parameter]) -> list[tuple[str, ReadPairs]]:
        taken = frozenset(parameter.name.wire for parameter in parameters)
        return [(p.name.wire, self._pairs(p, taken - {p.name.wire})) for p in parameters]

    def _pairs(self, parameter: Parameter, taken: frozenset[str]) -> ReadPairs:
        name = parameter.name.wire
        if parameter.content or parameter.encoding:
            read = self._text(parameter, plus_decoded)
            return lambda pairs: (read(pairs[name][0]), True) if name in pairs else (None, False)
        is_cookie = parameter.location is ParameterLocation.COOKIE
        style = ParameterStyle.FORM if is_cookie else parameter.style
        return pairs_reader(
            parameter.type, self._schemas, name=name, style=style, explode=parameter.explode, taken=taken
        )


def _read_named(readers: list[tuple[str, ReadPairs]], pairs: dict[str, list[str]], into: dict[str, Json]) -> None:
    for name, read in readers:
        value, is_there = read(pairs)
        if is_there:
            into[name] = value


def _query_pairs(query: bytes) -> dict[str, list[str]]:
    pieces = query.decode("latin-1").split("&")
    if len(pieces) > _MOST_PAIRS:
        raise RefusalError(400, f"the query has more than {_MOST_PAIRS} parts")
    if not query.isascii():
        raise RefusalError(400, "the query has letters that are not percent-encoded")
    pairs: dict[str, list[str]] = {}
    for piece in pieces:
        if piece:
            name, _, text = piece.partition("=")
            pairs.setdefault(plus_decoded(name), []).append(text)
    return pairs


def _cookie_pairs(lines: list[str]) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for piece in ";".join(lines).split(";")[:_MOST_PAIRS]:
        name, equals, text = piece.strip(" \t").partition("=")
        if equals:
            # In a cookie a plus sign is a plus sign.
            text = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
            pairs.setdefault(name, []).append(text.replace("+", "%2B"))
    return pairs


def _base64url_decoded(text: str) -> str:
    if not _BASE64URL.fullmatch(text):
        return text
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        # Whoever sent the plain text is told apart by what it names, not by how it is spelled.
        return text

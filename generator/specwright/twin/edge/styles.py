"""Turns the spellings of lists and objects in parameters (OpenAPI's styles) back into values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import unquote

from specwright.model.service import ParameterStyle
from specwright.model.types import Array, Json, Map, Object, Schema, Type
from specwright.twin.edge.texts import ReadText, resolved, text_reader
from specwright.twin.refusals import RefusalError

__all__ = ["Pairs", "ReadPairs", "Shape", "pairs_reader", "percent_decoded", "plus_decoded", "simple_reader"]

# Names, decoded, with the texts that they were given, not decoded.
Pairs: TypeAlias = Mapping[str, Sequence[str]]
# Gives the value and whether there is one.
ReadPairs: TypeAlias = Callable[[Pairs], tuple[Json, bool]]
Decode: TypeAlias = Callable[[str], str]

_DELIMITERS: Final = {
    ParameterStyle.SPACE_DELIMITED: re.compile(r"%20|\+| "),
    ParameterStyle.PIPE_DELIMITED: re.compile(r"%7[Cc]|\|"),
}
_COMMA: Final = re.compile(",")
_INNER: Final = re.compile(r"\[([^\[\]]*)\]")
_MOST_LEVELS: Final = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """How the parts of a value are read: its items, or its members by name with those that nobody named."""

    kind: str
    item: ReadText = str
    members: Mapping[str, ReadText] | None = None
    others: ReadText = str
    lists: frozenset[str] = frozenset()


def percent_decoded(text: str) -> str:
    """Decode percent-encoding.

    Raises:
        RefusalError: what comes out is no UTF-8.
    """
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise RefusalError(400, "percent-encoded bytes are no UTF-8") from None


def plus_decoded(text: str) -> str:
    """Decode percent-encoding, and plus signs as blanks.

    Raises:
        RefusalError: what comes out is no UTF-8.
    """
    return percent_decoded(text.replace("+", " ") if "+" in text else text)


def shape_of(type_: Type, schemas: Mapping[str, Schema]) -> Shape:
    """Tell how the parts of a type are read."""
    match resolved(type_, schemas):
        case Array() as array:
            return Shape("array", text_reader(array.any_item, schemas))
        case Object(properties, additional):
            members = {member.name.wire: text_reader(member.type, schemas) for member in properties}
            lists = {m.name.wire: resolved(m.type, schemas) for m in properties}
            for name, inner in lists.items():
                if isinstance(inner, Array):
                    members[name] = text_reader(inner.any_item, schemas)
            are_lists = frozenset(name for name, inner in lists.items() if isinstance(inner, Array))
            return Shape("object", str, members, text_reader(additional, schemas), are_lists)
        case Map(values):
            return Shape("object", str, {}, text_reader(values, schemas))
        case _:
            return Shape("scalar", text_reader(type_, schemas))


def simple_reader(
    type_: Type, schemas: Mapping[str, Schema], *, style: ParameterStyle, explode: bool, name: str, decode: Decode
) -> ReadText:
    """Compile what reads one text: of a path segment, a header or a cookie."""
    shape = shape_of(type_, schemas)
    separator = "," if style is not ParameterStyle.LABEL or not explode else "."
    if style is ParameterStyle.MATRIX:
        return _matrix(shape, name, decode, explode=explode)
    prefix = "." if style is ParameterStyle.LABEL else ""

    def reading(raw: str) -> Json:
        text = raw.removeprefix(prefix) if prefix else raw
        if shape.kind == "scalar":
            return shape.item(decode(text))
        pieces = [piece.strip(" ") for piece in text.split(separator)] if text else []
        return _built(shape, pieces, decode, explode=explode)

    return reading


def _matrix(shape: Shape, name: str, decode: Decode, *, explode: bool) -> ReadText:
    def reading(raw: str) -> Json:
        pairs = [piece.partition("=") for piece in raw.removeprefix(";").split(";")]
        if shape.kind == "scalar":
            return shape.item(decode(pairs[0][2]))
        if explode and shape.kind == "array":
            return [shape.item(decode(text)) for _, _, text in pairs]
        if explode:
            return _members(shape, [(decode(key), decode(text)) for key, _, text in pairs])
        inner = next((text for key, _, text in pairs if decode(key) == name), "")
        return _built(shape, inner.split(",") if inner else [], decode, explode=False)

    return reading


def _built(shape: Shape, pieces: list[str], decode: Decode, *, explode: bool) -> Json:
    if shape.kind == "array":
        return [shape.item(decode(piece)) for piece in pieces]
    if explode:
        split = (piece.partition("=") for piece in pieces)
        return _members(shape, [(decode(key), decode(text)) for key, _, text in split])
    return _members(shape, [(decode(k), decode(v)) for k, v in zip(pieces[::2], pieces[1::2], strict=False)])


def _members(shape: Shape, pairs: Sequence[tuple[str, str]]) -> Json:
    members = shape.members or {}
    made: dict[str, Json] = {}
    for key, text in pairs:
        value = members.get(key, shape.others)(text)
        former = made.get(key)
        if key in shape.lists:
            made[key] = [*former, value] if isinstance(former, list) else [value]
        else:
            made[key] = value if key not in made else [former, value]
    return made


def pairs_reader(
    type_: Type,
    schemas: Mapping[str, Schema],
    *,
    name: str,
    style: ParameterStyle,
    explode: bool,
    taken: frozenset[str] = frozenset(),
) -> ReadPairs:
    """Compile what reads a value from named texts: of a query, a form or cookies; ``taken`` are others' names."""
    shape = shape_of(type_, schemas)
    if style is ParameterStyle.DEEP_OBJECT:
        return lambda pairs: _deep(shape, name, pairs)
    if shape.kind == "object" and explode:
        return lambda pairs: _spread(shape, name, pairs, taken)
    delimiter = _DELIMITERS.get(style, _COMMA)

    def reading(pairs: Pairs) -> tuple[Json, bool]:
        texts = pairs.get(name)
        if texts is None:
            return None, False
        if shape.kind == "array" and (explode or len(texts) > 1):
            return [shape.item(plus_decoded(text)) for text in texts], True
        if len(texts) > 1:
            # A value given twice is no single value: the check says so.
            return [shape.item(plus_decoded(text)) for text in texts], True
        if shape.kind == "scalar":
            return shape.item(plus_decoded(texts[0])), True
        pieces = delimiter.split(texts[0]) if texts[0] else []
        return _built(shape, pieces, plus_decoded, explode=False), True

    return reading


def _spread(shape: Shape, name: str, pairs: Pairs, taken: frozenset[str]) -> tuple[Json, bool]:
    """Collect the members of an exploded object, whose own name is never said."""
    members = shape.members or {}
    names = [key for key in pairs if key in members or (not members and key not in taken)]
    found = _members(shape, [(key, plus_decoded(text)) for key in names for text in pairs[key]])
    if not names and name in pairs:
        return plus_decoded(pairs[name][0]), True
    return found, bool(names)


def _deep(shape: Shape, name: str, pairs: Pairs) -> tuple[Json, bool]:
    root: dict[str, Json] = {}
    for key, texts in pairs.items():
        if not key.startswith(f"{name}["):
            continue
        path = _INNER.findall(key, len(name))
        if len(path) > _MOST_LEVELS or "".join(f"[{step}]" for step in path) != key[len(name) :]:
            raise RefusalError(400, f"the name {key[:100]!r} cannot be read")
        read = (shape.members or {}).get(path[0], shape.others)
        values: list[Json] = [read(plus_decoded(text)) for text in texts]
        is_list = path[0] in shape.lists or len(values) > 1 or path[-1] == ""
        _put(root, [step for step in path if step], values if is_list else values[0])
    if root or name not in pairs:
        return root, bool(root)
    return plus_decoded(pairs[name][0]), True


def _put(here: dict[str, Json], path: list[str], value: Json) -> None:
    for step in path[:-1]:
        inner = here.setdefault(step, {})
        if not isinstance(inner, dict):
            raise RefusalError(400, f"{step[:100]!r} is both a value and an object")
        here = inner
    if path:
        here[path[-1]] = value

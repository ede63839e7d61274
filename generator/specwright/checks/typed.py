"""Writes what a schema asks of values of one type, and which types and values it allows at all."""

from __future__ import annotations

from typing import Final

from specwright.checks.arrays import array_lines
from specwright.checks.judging import Condition, Judging, block
from specwright.checks.literals import literal, set_literal
from specwright.checks.messages import type_message, values_message
from specwright.checks.objects import object_lines
from specwright.checks.scalars import number_lines, string_lines
from specwright.model.types import Json

__all__ = ["typed_lines", "value_lines"]

_IS_NOT: Final = {
    "array": "not isinstance({0}, ARRAY)",
    "boolean": "not isinstance({0}, bool)",
    "content": "not is_content({0})",
    "integer": "{0}.__class__ is not int and not is_integer({0})",
    "null": "{0} is not None",
    "number": "{0}.__class__ is not float and not is_number({0})",
    "object": "not isinstance({0}, OBJECT)",
    "string": "not isinstance({0}, str)",
}
_GUARDS: Final = {
    "array": "isinstance({}, ARRAY)",
    "number": "is_number({})",
    "object": "isinstance({}, OBJECT)",
    "string": "isinstance({}, str)",
}
_FAMILIES: Final = {"integer": "number"}


def typed_lines(judging: Judging) -> list[str]:
    """Write the keyword ``type``, and all those that speak of one type only."""
    keywords, value = judging.keywords, judging.value
    types = keywords.types()
    families = {
        "string": string_lines(judging),
        "number": number_lines(judging),
        "array": array_lines(judging),
        "object": object_lines(judging),
    }
    guarded = {name: block(f"if {_GUARDS[name].format(value)}:", lines) for name, lines in families.items()}
    if types is None:
        return [line for lines in guarded.values() for line in lines]
    if not judging.is_verdict:
        # Last, because a comparison with None would tell a type checker less than nothing about what follows.
        return [*(line for lines in guarded.values() for line in lines), *_type_lines(judging, types)]
    wanted = sorted(types - {"null"})
    if len(wanted) == 1:
        inner = [*_type_lines(judging, frozenset(wanted)), *_only(judging, wanted[0], families, guarded)]
        return block(f"if {value} is not None:", inner) if "null" in types else inner
    present = {_FAMILIES.get(name, name) for name in wanted}
    return [*_type_lines(judging, types), *(line for name in guarded if name in present for line in guarded[name])]


def _only(judging: Judging, name: str, families: dict[str, list[str]], guarded: dict[str, list[str]]) -> list[str]:
    # Content of a file may be something that has no length.
    if name == "string" and judging.keywords.text("format") == "binary":
        return guarded["string"]
    return families.get(_FAMILIES.get(name, name), [])


def _type_lines(judging: Judging, types: frozenset[str]) -> list[str]:
    names = sorted(types)
    is_content = judging.keywords.text("format") == "binary"
    texts = [_IS_NOT["content" if is_content and name == "string" else name].format(judging.value) for name in names]
    return judging.refuse(Condition("type", " and ".join(texts), type_message(names)))


def value_lines(judging: Judging) -> list[str]:
    """Write the keywords that list values."""
    keywords, lines = judging.keywords, list[str]()
    if "enum" in keywords:
        values = keywords.list("enum")
        lines += judging.refuse(Condition("enum", _is_none_of(judging, values), values_message(values)))
    if "const" in keywords:
        value = keywords.schema["const"]
        lines += judging.refuse(Condition("const", _is_not(judging, value), values_message([value])))
    return lines


def _is_none_of(judging: Judging, values: list[Json]) -> str:
    value, types = judging.value, judging.keywords.types()
    if not values:
        return "True"
    if len(values) == 1:
        return _is_not(judging, values[0])
    if all(item is None or isinstance(item, str) for item in values):
        constant = judging.shop.functions.constant("VALUES", set_literal(values))
        if judging.is_verdict and types is not None and types <= {"string", "null"}:
            return f"{value} not in {constant}"
        null = f"{value} is not None and " if None in values else ""
        return f"{null}not (isinstance({value}, str) and {value} in {constant})"
    text = f"tuple(comparable(item) for item in {literal(values)})"
    return f"not is_any_of({value}, {judging.shop.functions.constant('VALUES', text)})"


def _is_not(judging: Judging, constant: Json) -> str:
    value = judging.value
    if constant is None or isinstance(constant, bool):
        return f"{value} is not {constant}"
    if isinstance(constant, str):
        return f"{value} != {literal(constant)}"
    if isinstance(constant, (int, float)):
        return f"not is_number({value}) or {value} != {literal(constant)}"
    name = judging.shop.functions.constant("VALUES", f"comparable({literal(constant)})")
    return f"comparable({value}) != {name}"

# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Tells why a keyword can never refuse a value by itself."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from .judging import equal_json

__all__ = ["kind_of", "reason_against"]

_AT_LEAST_NOTHING: Final = {"minLength": "text", "minItems": "list", "minProperties": "object"}
_JUDGED: Final = {
    **dict.fromkeys(("minLength", "maxLength", "pattern", "format"), "string"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), "array"),
    **dict.fromkeys(("minProperties", "maxProperties", "required", "additionalProperties"), "object"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
}

# The other bound on the same side, and how to tell that it is never the looser one.
_RIVALS: Final[Mapping[str, tuple[str, Callable[[Any, Any], bool]]]] = {
    "minimum": ("exclusiveMinimum", operator.ge),
    "maximum": ("exclusiveMaximum", operator.le),
    "exclusiveMinimum": ("minimum", operator.gt),
    "exclusiveMaximum": ("maximum", operator.lt),
}


def reason_against(keyword: str, member: str, place: Mapping[str, Any]) -> str:
    """Prove that a keyword cannot be broken alone at a place; empty where there is no such proof."""
    if place.get("isNever"):
        return "no value is allowed here at all"
    kind = _JUDGED.get(keyword)
    if kind is not None and not _allows(place, kind):
        return f"no value of the kind that {keyword} judges is allowed here"
    if keyword in _AT_LEAST_NOTHING and place[keyword] <= 0:
        return f"no {_AT_LEAST_NOTHING[keyword]} is shorter than 0"
    if keyword == "type" and "branchTypes" in place and not set(place["branchTypes"]) - set(place["type"]):
        return "every alternative asks for one of these types as well"
    return _listed(keyword, member, place) or _bounded(keyword, place) or _formed(keyword, place)


def kind_of(value: Any) -> str:
    """Name the JSON type of a value; whole numbers are integers however they are spelled."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _allows(place: Mapping[str, Any], kind: str) -> bool:
    names = place.get("type")
    return names is None or kind in names or (kind == "number" and "integer" in names)


def _listed(keyword: str, member: str, place: Mapping[str, Any]) -> str:
    """Where values are listed, only listed ones that a keyword refuses could break it alone."""
    lists = {name: place[name] for name in ("enum", "const") if name in place and name != keyword}
    for name, values in lists.items():
        if keyword in ("enum", "const"):
            others = place[keyword]
            if all(any(equal_json(value, other) for other in others) for value in values):
                return f"every value that {keyword} refuses is refused by {name} as well"
        elif not any(_refuses(keyword, member, value, place) for value in values):
            return f"every value that {name} lists meets {keyword}"
    if keyword in ("enum", "const") and place.get("type") in (["null"], ["boolean"], ["boolean", "null"]):
        possible = [value for value in (None, False, True) if kind_of(value) in place["type"]]
        if all(any(equal_json(value, other) for other in place[keyword]) for value in possible):
            return f"{keyword} lists every value of the types that are allowed"
    return ""


def _refuses(keyword: str, member: str, value: Any, place: Mapping[str, Any]) -> bool:
    """Say whether a keyword refuses a value; where that takes more than a look, that it may."""
    kind = kind_of(value)
    if keyword == "type":
        return kind not in place["type"]
    if kind != _JUDGED.get(keyword) and not (kind == "integer" and _JUDGED.get(keyword) == "number"):
        return False
    bound: Any = place.get(keyword)
    match keyword:
        case "minLength" | "minItems" | "minProperties":
            return bool(len(value) < bound)
        case "maxLength" | "maxItems" | "maxProperties":
            return bool(len(value) > bound)
        case "minimum" | "exclusiveMinimum":
            return bool(value < bound or (value == bound and keyword != "minimum"))
        case "maximum" | "exclusiveMaximum":
            return bool(value > bound or (value == bound and keyword != "maximum"))
        case "required":
            return member not in value
        case _:
            return True


def _bounded(keyword: str, place: Mapping[str, Any]) -> str:
    """Of two bounds on one side, the looser one is never broken alone."""
    if keyword not in _RIVALS:
        return ""
    rival, is_tighter = _RIVALS[keyword]
    if rival in place and is_tighter(place[rival], place[keyword]):
        return f"{rival} refuses whatever {keyword} refuses"
    return ""


def _formed(keyword: str, place: Mapping[str, Any]) -> str:
    """Compare a length with those that the form of a text allows."""
    named = " and ".join(name for name in ("format", "pattern") if name in place)
    if keyword == "maxLength" and place.get("longest") is not None and place["longest"] <= place[keyword]:
        return f"texts of its {named} have at most {place['longest']} letters"
    if keyword == "minLength" and place.get("shortest", 0) >= place[keyword]:
        return f"texts of its {named} have at least {place['shortest']} letters"
    return ""

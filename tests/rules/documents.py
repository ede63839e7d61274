"""Draws valid documents of a schema that has a bit of everything, with values at the edges first."""

from __future__ import annotations

import random
from typing import Any, Final

from specwright.model.types import Json

__all__ = ["DOUBLES", "FLOWS", "INTS", "SCHEMA", "TEXTS", "TIMES", "draw_document"]

_TIME: Final[Json] = {"type": "string", "format": "date-time"}
_MAYBE_TIME: Final[Json] = {"type": ["string", "null"], "format": "date-time"}
SCHEMA: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["flag", "n", "small", "amount", "name", "flow", "at", "tags", "codes", "numbers", "weights", "items"],
    "properties": {
        "flag": {"type": "boolean"},
        "maybe": {"type": ["boolean", "null"]},
        "n": {"type": "integer"},
        "small": {"type": "integer", "minimum": 0, "maximum": 10},
        "m": {"type": ["integer", "null"]},
        "amount": {"type": "number"},
        "price": {"type": ["number", "null"]},
        "name": {"type": "string"},
        "note": {"type": ["string", "null"]},
        "flow": {"enum": ["A", "B", "C"]},
        "at": _TIME,
        "until": _MAYBE_TIME,
        "tags": {"type": "array", "items": {"type": "string"}},
        "codes": {"type": "array", "items": {"type": ["string", "null"]}},
        "numbers": {"type": "array", "items": {"type": "integer"}},
        "weights": {"type": "array", "items": {"type": "number"}},
        "owner": {
            "type": ["object", "null"],
            "required": ["code"],
            "properties": {"code": {"type": "string"}, "mail": {"type": ["string", "null"]}},
        },
        "rates": {"type": "object", "additionalProperties": {"type": "integer"}},
        "prices": {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["sku", "qty", "kind", "parts"],
                "properties": {
                    "sku": {"type": "string"},
                    "qty": {"type": "integer"},
                    "price": {"type": ["number", "null"]},
                    "kind": {"enum": ["A", "B", "C"]},
                    "when": _MAYBE_TIME,
                    "parts": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["k"],
                            "properties": {"k": {"type": "string"}, "v": {"type": "integer"}},
                        },
                    },
                },
            },
        },
    },
}

TEXTS: Final = (
    "",
    "A",
    "B",
    "C",
    "a",
    "ab",
    "a1",
    "CSQU3054383",
    "CSQU3054384",
    "é",
    "😀x",
    "a\nb",
    "7",
    "-12",
    "1.5",
    "x y",
    "\x0b",
    "١",
)
TIMES: Final = (
    *("2026-01-31T08:00:00Z", "2026-01-31T09:00:00+01:00", "2026-01-31T08:00:00.5Z", "2026-01-31T08:00:00.500001Z"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.25Z", "2024-02-29T23:59:59-23:59"),
    *("2016-12-31T23:59:60Z", "2017-01-01T00:00:00z", "2000-02-29t12:00:00Z"),
)
INTS: Final = (0, 1, -1, 2, 3, 5, 7, 10, -10, 100, 2**31, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), -(2**63) + 1)
DOUBLES: Final = (0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 1e10, 1e300, -1e300, 9007199254740992.0, 9.2e18, 9.3e18, 5e-324)
FLOWS: Final = ("A", "B", "C")


def draw_document(rng: random.Random) -> dict[str, Any]:
    """Draw a valid document; numbers come in all the spellings that JSON has for them."""
    document: dict[str, Any] = {
        "flag": rng.random() < 0.5,
        "n": _int(rng),
        "small": rng.choice((0, 1, 5, 10, 7.0)),
        "amount": _double(rng),
        "name": rng.choice(TEXTS),
        "flow": rng.choice(FLOWS),
        "at": rng.choice(TIMES),
        "tags": _some(rng, lambda: rng.choice(TEXTS)),
        "codes": _some(rng, lambda: rng.choice((None, *TEXTS[:5]))),
        "numbers": _some(rng, lambda: _int(rng)),
        "weights": _some(rng, lambda: _double(rng)),
        "items": _some(rng, lambda: _item(rng)) or [_item(rng)],
    }
    optional = {
        "maybe": rng.random() < 0.5,
        "m": _int(rng),
        "price": _double(rng),
        "note": rng.choice(TEXTS),
        "until": rng.choice(TIMES),
        "owner": _with(rng, {"code": rng.choice(TEXTS)}, mail=rng.choice(TEXTS)),
    }
    document = _with(rng, document, **optional)
    if rng.random() < 0.7:
        document["rates"] = {key: _int(rng) for key in ("A", "x", "a b") if rng.random() < 0.6}
    if rng.random() < 0.7:
        document["prices"] = {key: rng.choice((None, _double(rng))) for key in ("A", "B", "x") if rng.random() < 0.6}
    return document


def _item(rng: random.Random) -> dict[str, Any]:
    item = {
        "sku": rng.choice(TEXTS),
        "qty": _int(rng),
        "kind": rng.choice(FLOWS),
        "parts": _some(rng, lambda: {"k": rng.choice(TEXTS), **({"v": _int(rng)} if rng.random() < 0.6 else {})}),
    }
    return _with(rng, item, price=_double(rng), when=rng.choice(TIMES))


def _with(rng: random.Random, members: dict[str, Any], **optional: Any) -> dict[str, Any]:
    for name, value in optional.items():
        chance = rng.random()
        if chance < 0.6:
            members[name] = value
        elif chance < 0.8:
            members[name] = None
    return members


def _some(rng: random.Random, draw: Any) -> list[Any]:
    return [draw() for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]


def _int(rng: random.Random) -> int | float:
    value = rng.choice(INTS) if rng.random() < 0.4 else rng.randint(-12, 12)
    return float(value) if abs(value) < 2**53 and rng.random() < 0.15 else value


def _double(rng: random.Random) -> int | float:
    if rng.random() < 0.4:
        return rng.choice(DOUBLES)
    value = rng.randint(-40, 40) / rng.choice((1, 2, 4))
    return int(value) if value.is_integer() and rng.random() < 0.5 else value

"""Draws conditions of the profile that are sound for a schema, and documents of that schema, edges first."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from specwright.model.types import Json

__all__ = ["SCHEMA", "Drawer", "draw_document"]

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

_TEXTS: Final = (
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
_TIMES: Final = (
    *("2026-01-31T08:00:00Z", "2026-01-31T09:00:00+01:00", "2026-01-31T08:00:00.5Z", "2026-01-31T08:00:00.500001Z"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.25Z", "2024-02-29T23:59:59-23:59"),
    *("2016-12-31T23:59:60Z", "2017-01-01T00:00:00z", "2000-02-29t12:00:00Z"),
)
_INTS: Final = (0, 1, -1, 2, 3, 5, 7, 10, -10, 100, 2**31, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), -(2**63) + 1)
_DOUBLES: Final = (0.0, -0.0, 1.0, -1.5, 0.1, 2.5, 1e10, 1e300, -1e300, 9007199254740992.0, 9.2e18, 9.3e18, 5e-324)
_PATTERNS: Final = (
    "^[A-Z]+$",
    "a",
    "^$",
    r"\\d+",
    "^[^a]*$",
    r"\\w{2,3}",
    r"(A|B)",
    r"\\s",
    r"[\\S]$",
    r"^.$",
    r"a\\b",
    "[à-ü]",
    r"\\D\\W?",
)
_SPANS: Final = ("0", "1s", "-1.5h", "90m", "1h30m", "24h", "2000000h", "1ms", "1us")
_FLOWS: Final = ("A", "B", "C")
_NONE: Final = 0.12


def draw_document(rng: random.Random) -> dict[str, Any]:
    """Draw a valid document; numbers come in all the spellings that JSON has for them."""
    document: dict[str, Any] = {
        "flag": rng.random() < 0.5,
        "n": _int(rng),
        "small": rng.choice((0, 1, 5, 10, 7.0)),
        "amount": _double(rng),
        "name": rng.choice(_TEXTS),
        "flow": rng.choice(_FLOWS),
        "at": rng.choice(_TIMES),
        "tags": _some(rng, lambda: rng.choice(_TEXTS)),
        "codes": _some(rng, lambda: rng.choice((None, *_TEXTS[:5]))),
        "numbers": _some(rng, lambda: _int(rng)),
        "weights": _some(rng, lambda: _double(rng)),
        "items": _some(rng, lambda: _item(rng)) or [_item(rng)],
    }
    optional = {
        "maybe": rng.random() < 0.5,
        "m": _int(rng),
        "price": _double(rng),
        "note": rng.choice(_TEXTS),
        "until": rng.choice(_TIMES),
        "owner": _with(rng, {"code": rng.choice(_TEXTS)}, mail=rng.choice(_TEXTS)),
    }
    document = _with(rng, document, **optional)
    if rng.random() < 0.7:
        document["rates"] = {key: _int(rng) for key in ("A", "x", "a b") if rng.random() < 0.6}
    if rng.random() < 0.7:
        document["prices"] = {key: rng.choice((None, _double(rng))) for key in ("A", "B", "x") if rng.random() < 0.6}
    return document


def _item(rng: random.Random) -> dict[str, Any]:
    item = {
        "sku": rng.choice(_TEXTS),
        "qty": _int(rng),
        "kind": rng.choice(_FLOWS),
        "parts": _some(rng, lambda: {"k": rng.choice(_TEXTS), **({"v": _int(rng)} if rng.random() < 0.6 else {})}),
    }
    return _with(rng, item, price=_double(rng), when=rng.choice(_TIMES))


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
    value = rng.choice(_INTS) if rng.random() < 0.4 else rng.randint(-12, 12)
    return float(value) if abs(value) < 2**53 and rng.random() < 0.15 else value


def _double(rng: random.Random) -> int | float:
    if rng.random() < 0.4:
        return rng.choice(_DOUBLES)
    value = rng.randint(-40, 40) / rng.choice((1, 2, 4))
    return int(value) if value.is_integer() and rng.random() < 0.5 else value


@dataclass(frozen=True)
class Source:
    """A value that an expression may read: its text, its type's name, and what must be there first."""

    text: str
    type: str
    guards: tuple[str, ...] = ()


def _object(text: str, guards: tuple[str, ...] = ()) -> list[Source]:
    certain = (
        *(("flag", "bool"), ("n", "int"), ("small", "int"), ("amount", "double"), ("name", "string"), ("flow", "flow")),
        *(("at", "time"), ("tags", "strings"), ("numbers", "ints"), ("weights", "doubles"), ("items", "items")),
        ("codes", "codes"),
    )
    optional = (
        *(("maybe", "bool"), ("m", "int"), ("price", "double"), ("note", "string"), ("until", "time")),
        *(("owner", "owner"), ("rates", "rates"), ("prices", "prices")),
    )
    found = [Source(f"{text}.{name}", type_, guards) for name, type_ in certain]
    found += [Source(f"{text}.{name}", type_, (*guards, f"has({text}.{name})")) for name, type_ in optional]
    owner = (*guards, f"has({text}.owner)")
    found.append(Source(f"{text}.owner.code", "string", owner))
    found.append(Source(f"{text}.owner.mail", "string", (*owner, f"has({text}.owner.mail)")))
    return found


_MEMBERS: Final = {
    "item": (
        *(("sku", "string", False), ("qty", "int", False), ("kind", "flow", False), ("parts", "parts", False)),
        *(("price", "double", True), ("when", "time", True)),
    ),
    "part": (("k", "string", False), ("v", "int", True)),
}
_ITEMS: Final = {
    "strings": "string",
    "codes": "code",
    "ints": "int",
    "doubles": "double",
    "items": "item",
    "parts": "part",
    "rates": "string",
    "prices": "string",
}


class Drawer:
    """Draws conditions over the sources in sight; each read of an optional value stands behind its guards."""

    def __init__(self, rng: random.Random, *, has_old: bool = True) -> None:
        self._rng = rng
        self._sources = _object("self") + (_object("oldSelf") if has_old else [])
        self._variables = 0
        self._loops = 0
        self._needed: list[str] = []

    def condition(self, depth: int = 3) -> str:
        """Draw a condition, guarded as far as it needs."""
        outer, self._needed = self._needed, []
        text = self._bare(depth)
        guards = list(dict.fromkeys(self._needed))
        self._needed = outer
        for guard in reversed(guards):
            text = self._guarded(guard, text, depth)
        return text

    def _guarded(self, guard: str, text: str, depth: int) -> str:
        form = self._rng.random()
        if form < 0.45:
            return f"({guard} && {text})"
        if form < 0.85:
            return f"(!{guard} || {text})" if guard.startswith("has") else f"(!({guard}) || {text})"
        return f"({guard} ? {text} : {self._literal_bool()})"

    def _bare(self, depth: int) -> str:
        if depth <= 0:
            return self._comparison(0)
        form = self._rng.choice(
            ("and", "or", "not", "cond", "macro", "macro", "cmp", "cmp", "cmp", "in", "text", "equal", "list")
        )
        match form:
            case "and":
                return f"({self.condition(depth - 1)} && {self.condition(depth - 1)})"
            case "or":
                return f"({self.condition(depth - 1)} || {self.condition(depth - 1)})"
            case "not":
                return f"!({self.condition(depth - 1)})"
            case "cond":
                return f"({self.condition(depth - 1)} ? {self.condition(depth - 1)} : {self.condition(depth - 1)})"
            case "macro":
                return self._macro(depth)
            case "in":
                return self._membership(depth)
            case "text":
                return self._text_test(depth)
            case "equal":
                return self._equality(depth)
            case "list":
                return self._list_test(depth)
            case _:
                return self._comparison(depth)

    def _read(self, *types: str) -> str | None:
        found = [source for source in self._sources if source.type in types]
        if not found:
            return None
        # What was bound last is what a rule is mostly about.
        source = (
            found[-1 - min(int(self._rng.expovariate(0.5)), len(found) - 1)]
            if self._rng.random() < 0.5
            else self._rng.choice(found)
        )
        self._needed += source.guards
        return source.text

    def _literal_bool(self) -> str:
        return self._rng.choice(("true", "false"))

    def _int(self, depth: int) -> str:
        rng = self._rng
        if depth <= 0 or rng.random() < 0.4:
            return (self._read("int") if rng.random() < 0.75 else None) or str(
                rng.choice(_INTS if rng.random() < 0.4 else range(-5, 6))
            )
        match rng.choice(("op", "op", "op", "size", "neg", "conv", "get", "index", "sum", "cond", "map")):
            case "op":
                return f"({self._int(depth - 1)} {rng.choice('+-*/%')} {self._int(depth - 1)})"
            case "size":
                return f"size({self._read('strings', 'string', 'codes', 'ints', 'items', 'rates', 'prices', 'flow')})"
            case "neg":
                return f"(-{self._int(depth - 1)})"
            case "conv":
                source = rng.choice((self._double, self._string, self._time))
                return f"int({source(depth - 1)})"
            case "get":
                part = rng.choice(("FullYear", "Month", "Date", "DayOfWeek", "Hours", "Minutes", "Seconds"))
                return f"{self._time(depth - 1)}.get{part}()"
            case "index":
                return f"{self._read('ints')}[{rng.choice(('0', '1', self._int(0)))}]"
            case "sum":
                return f"{self._read('ints')}.{rng.choice(('sum', 'min', 'max'))}()"
            case "map":
                return f"{{'A': {rng.randint(0, 9)}, 'B': {rng.randint(0, 9)}, 'x': 2}}[{self._string(0)}]"
            case _:
                return f"({self.condition(depth - 1)} ? {self._int(depth - 1)} : {self._int(depth - 1)})"

    def _double(self, depth: int) -> str:
        rng = self._rng
        if depth <= 0 or rng.random() < 0.5:
            literal = repr(rng.choice(_DOUBLES) if rng.random() < 0.4 else rng.randint(-9, 9) / 2)
            return (self._read("double") if rng.random() < 0.75 else None) or literal
        match rng.choice(("op", "op", "neg", "conv", "sum")):
            case "op":
                return f"({self._double(depth - 1)} {rng.choice('+-*/')} {self._double(depth - 1)})"
            case "neg":
                return f"(-{self._double(depth - 1)})"
            case "conv":
                return f"double({rng.choice((self._int, self._string))(depth - 1)})"
            case _:
                # Beside Google's implementation stands a sum of our own, which cannot tell an empty list's type.
                return f"({self._read('doubles')} + [0.0]).sum()"

    def _string(self, depth: int) -> str:
        rng = self._rng
        if depth <= 0 or rng.random() < 0.6:
            return (self._read("string") if rng.random() < 0.8 else None) or _quote(rng.choice(_TEXTS))
        match rng.choice(("add", "conv", "index")):
            case "add":
                return f"({self._string(depth - 1)} + {rng.choice((self._string(depth - 1), self._read('flow')))})"
            case "index":
                return f"{self._read('strings')}[{rng.choice(('0', '1'))}]"
            case _:
                return f"string({rng.choice((self._int(depth - 1), self._literal_bool()))})"

    def _time(self, depth: int) -> str:
        rng = self._rng
        if depth <= 0 or rng.random() < 0.6:
            literal = f"timestamp('{rng.choice(_TIMES)}')"
            read = self._read("time") if rng.random() < 0.8 else None
            return f"timestamp({read})" if read else literal
        match rng.choice(("add", "int", "sub")):
            case "int":
                return f"timestamp({self._int(depth - 1)} + 0)"
            case _:
                return f"({self._time(depth - 1)} {rng.choice('+-')} {self._span(depth - 1)})"

    def _span(self, depth: int) -> str:
        if depth <= 0 or self._rng.random() < 0.6:
            return f"duration('{self._rng.choice(_SPANS)}')"
        return f"({self._time(depth - 1)} - {self._time(depth - 1)})"

    def _comparison(self, depth: int) -> str:
        rng = self._rng
        sign = rng.choice(("==", "!=", "<", "<=", ">", ">="))
        match rng.choice(("int", "int", "double", "mixed", "string", "time", "span", "bool", "flow", "has")):
            case "int":
                return f"{self._int(depth)} {sign} {self._int(depth)}"
            case "double":
                return f"{self._double(depth)} {sign} {self._double(depth)}"
            case "mixed":
                return f"{self._int(depth)} {sign} {self._double(depth)}"
            case "string":
                return f"{self._string(depth)} {sign} {self._string(depth)}"
            case "time":
                return f"{self._time(depth)} {sign} {self._time(depth)}"
            case "span":
                return f"{self._span(depth)} {sign} {self._span(depth)}"
            case "flow":
                return f"{self._read('flow')} {rng.choice(('==', '!='))} '{rng.choice(_FLOWS)}'"
            case "has":
                guards = [guard for source in self._sources for guard in source.guards if guard.startswith("has")]
                guard = rng.choice(guards)
                owners = [source.guards for source in self._sources if guard in source.guards]
                self._needed += owners[0][: owners[0].index(guard)]
                return guard
            case _:
                return self._read("bool") or "true"

    def _membership(self, depth: int) -> str:
        rng = self._rng
        match rng.choice(("ints", "strings", "flow", "list", "double", "map", "codes", "doubles")):
            case "ints":
                return f"{self._int(depth - 1)} in {self._read('ints')}"
            case "strings":
                return f"{self._string(depth - 1)} in {self._read('strings')}"
            case "flow":
                return f"{self._read('flow')} in ['A', '{rng.choice(_FLOWS)}']"
            case "double":
                return f"{self._double(depth - 1)} in [{self._double(0)}, {self._double(0)}]"
            case "doubles":
                return f"{self._double(depth - 1)} in {self._read('doubles')}"
            case "map":
                return f"{self._string(0)} in {self._read('rates', 'prices')}"
            case "codes":
                return f"{self._string(0)} in {self._read('codes')}"
            case _:
                return f"{self._string(depth - 1)} in [{', '.join(self._string(0) for _ in range(rng.randint(1, 5)))}]"

    def _text_test(self, depth: int) -> str:
        rng = self._rng
        text = self._string(depth - 1)
        match rng.choice(("startsWith", "endsWith", "contains", "matches", "isIso6346")):
            case "matches":
                return f"{text}.matches('{rng.choice(_PATTERNS)}')"
            case "isIso6346":
                return f"isIso6346({text})"
            case name:
                return f"{text}.{name}({self._string(0)})"

    def _equality(self, depth: int) -> str:
        rng = self._rng
        sign = rng.choice(("==", "!="))
        match rng.choice(("strings", "ints", "doubles", "items", "owner", "prices", "codes", "literal", "mixed")):
            case "literal":
                return f"{self._read('strings')} {sign} [{self._string(0)}, {self._string(depth - 1)}]"
            case "mixed":
                return f"{self._read('doubles')} {sign} [{self._double(0)}]"
            case type_:
                return f"{self._read(type_)} {sign} {self._read(type_)}"

    def _list_test(self, depth: int) -> str:
        rng = self._rng
        if self._loops >= 2:
            return self._comparison(depth)
        match rng.choice(("sorted", "times", "index", "filter", "map", "concat", "code")):
            case "sorted":
                return f"{self._read('ints', 'doubles', 'strings')}.isSorted()"
            case "times":
                return f"{self._read('items')}.filter(z, has(z.when)).map(z, timestamp(z.when)).isSorted()"
            case "index":
                return f"{self._read('strings')}.indexOf({self._string(0)}) > {self._int(0)}"
            case "filter":
                return f"size({self._read('items')}.filter(z, z.kind == 'A')) > {rng.randint(0, 2)}"
            case "map":
                return f"{self._read('items')}.map(z, z.qty {rng.choice('+-*/%')} {self._int(0)}).exists(y, y > 1)"
            case "code":
                return f"{self._read('codes')}.all(z, z == null || z != {self._string(0)})"
            case _:
                return f"size({self._read('ints')} + {self._read('ints')}) {rng.choice(('<', '>='))} {self._int(depth - 1)}"

    def _macro(self, depth: int) -> str:
        if self._loops >= 2:
            return self._comparison(depth)
        rng = self._rng
        type_ = rng.choice(
            ("items", "items", "items", "strings", "ints", "doubles", "codes", "parts", "rates", "prices")
        )
        range_ = self._read(type_) or "self.items"
        type_ = type_ if any(source.type == type_ for source in self._sources) else "items"
        self._variables += 1
        name = f"v{self._variables}"
        # The guards of the range are asked for outside; those of the variable inside.
        bound = self._bind(name, _ITEMS[type_])
        outer = self._sources
        self._sources = [*outer, *bound]
        self._loops += 1
        body = self.condition(depth - 1)
        self._loops -= 1
        self._sources = outer
        return f"{range_}.{rng.choice(('all', 'exists', 'all', 'exists', 'exists_one'))}({name}, {body})"

    def _bind(self, name: str, type_: str) -> Sequence[Source]:
        if type_ == "code":
            return [Source(name, "string", (f"{name} != null",))]
        if type_ not in _MEMBERS:
            return [Source(name, type_)]
        return [
            Source(f"{name}.{member}", kind, (f"has({name}.{member})",) if is_optional else ())
            for member, kind, is_optional in _MEMBERS[type_]
        ]


def _quote(text: str) -> str:
    escaped = "".join(
        letter if letter.isprintable() and letter not in "'\\" else f"\\u{ord(letter):04x}" for letter in text
    )
    return f"'{escaped}'"

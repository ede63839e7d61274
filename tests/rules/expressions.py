"""Draws conditions of the profile that are sound for the schema of drawn documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rules.documents import DOUBLES, FLOWS, INTS, TEXTS, TIMES

__all__ = ["Drawer"]

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
                rng.choice(INTS if rng.random() < 0.4 else range(-5, 6))
            )
        match rng.choice(("op", "op", "op", "size", "neg", "conv", "get", "index", "sum", "cond", "map")):
            case "op":
                return f"({self._int(depth - 1)} {rng.choice('+-*/%')} {self._int(depth - 1)})"
            case "size":
                return f"size({self._read('strings', 'string', 'codes', 'ints', 'items', 'rates', 'prices', 'flow')})"
            case "neg":
                return f"(-({self._int(depth - 1)}))"
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
            literal = repr(rng.choice(DOUBLES) if rng.random() < 0.4 else rng.randint(-9, 9) / 2)
            return (self._read("double") if rng.random() < 0.75 else None) or literal
        match rng.choice(("op", "op", "neg", "conv", "sum")):
            case "op":
                return f"({self._double(depth - 1)} {rng.choice('+-*/')} {self._double(depth - 1)})"
            case "neg":
                return f"(-({self._double(depth - 1)}))"
            case "conv":
                return f"double({rng.choice((self._int, self._string))(depth - 1)})"
            case _:
                # Beside Google's implementation stands a sum of our own, which cannot tell an empty list's type.
                return f"({self._read('doubles')} + [0.0]).sum()"

    def _string(self, depth: int) -> str:
        rng = self._rng
        if depth <= 0 or rng.random() < 0.6:
            return (self._read("string") if rng.random() < 0.8 else None) or _quote(rng.choice(TEXTS))
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
            literal = f"timestamp('{rng.choice(TIMES)}')"
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
                return f"{self._read('flow')} {rng.choice(('==', '!='))} '{rng.choice(FLOWS)}'"
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
                return f"{self._read('flow')} in ['A', '{rng.choice(FLOWS)}']"
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

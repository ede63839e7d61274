"""Writes the statements that judge one value by one schema: for a verdict, or for all violations with their places."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, TypeAlias

from specwright.checks.codes import read_codes
from specwright.checks.functions import Functions
from specwright.checks.keywords import Keywords
from specwright.checks.literals import literal
from specwright.checks.spots import Navigator, Spot
from specwright.model.errors import SpecwrightError

__all__ = ["Condition", "Judging", "Shop", "block", "is_trivial", "over_members"]

Mode: TypeAlias = Literal["is", "find"]

_APPLICATORS: Final = frozenset(
    {
        *("$dynamicRef", "$ref", "additionalProperties", "allOf", "anyOf", "contains", "dependentSchemas", "if"),
        *("items", "not", "oneOf", "patternProperties", "prefixItems", "properties", "propertyNames"),
        *("unevaluatedItems", "unevaluatedProperties"),
    }
)
# Those that judge null as well.
_ON_NULL: Final = frozenset({"$dynamicRef", "$ref", "allOf", "anyOf", "if", "not", "oneOf"})
_TESTS: Final = {
    "array": "isinstance({}, ARRAY)",
    "boolean": "isinstance({}, bool)",
    "null": "{} is None",
    "object": "isinstance({}, OBJECT)",
    "string": "isinstance({}, str)",
}


class Condition(NamedTuple):
    """An expression that is true where a keyword is violated, and what to say then."""

    keyword: str
    text: str
    message: str


def block(head: str, body: Iterable[str]) -> list[str]:
    """Write a compound statement, nothing where its body is empty."""
    lines = [f"    {line}" for line in body]
    return [head, *lines] if lines else []


def over_members(value: str, body: Sequence[str]) -> list[str]:
    """Write a loop over the members of an object that names of each what its body reads: ``name``, ``member``, both."""
    read = {node.id for node in ast.walk(ast.parse("\n".join(body))) if isinstance(node, ast.Name)}
    if "member" not in read:
        return block(f"for name in {value}:", body)
    return block(
        f"for name, member in {value}.items():" if "name" in read else f"for member in {value}.values():", body
    )


@dataclass(slots=True, eq=False)
class Shop:
    """What all functions of a module are written with; ``judged`` collects each keyword with its code, by schema.

    ``statements`` writes all statements of a schema.
    """

    navigator: Navigator
    functions: Functions
    statements: Callable[[Judging], list[str]]
    codes: Collection[str] | None = None
    formats: Collection[str] = ()
    judged: dict[tuple[Spot, str], str] = field(default_factory=dict[tuple[Spot, str], str])
    _keywords: dict[Spot, Keywords] = field(default_factory=dict[Spot, Keywords])

    def keywords(self, spot: Spot) -> Keywords:
        """Read the keywords of a schema."""
        known = self._keywords.get(spot)
        if known is None:
            known = self._keywords[spot] = Keywords(self.navigator, spot)
        return known

    def expression(self, spot: Spot, value: str) -> str:
        """Write the verdict on a value as an expression."""
        try:
            return self._expression(spot, value)
        except SpecwrightError as error:
            # The next schema may be wrong as well, and all are told at once.
            self.functions.note(error)
            return "False"

    def _expression(self, spot: Spot, value: str) -> str:
        spot = self.navigator.settle(spot)
        if is_trivial(spot) or spot.schema is False:
            return "False" if spot.schema is False else "True"
        keywords = self.keywords(spot)
        types = keywords.types() or frozenset()
        if keywords.asserting() == ["type"] and len(types) == 1 and types <= _TESTS.keys():
            return _TESTS[next(iter(types))].format(value)
        return f"{self.functions.call('is', spot)}({value})"

    def accepts_null(self, spot: Spot) -> bool | None:
        """Say whether a schema accepts null, None where that is not plain."""
        spot = self.navigator.settle(spot)
        if isinstance(spot.schema, bool):
            return spot.schema
        keywords = self.keywords(spot)
        types = keywords.types()
        if types is not None and "null" not in types:
            return False
        if "enum" in keywords and None not in keywords.list("enum"):
            return False
        if "const" in keywords and keywords.schema["const"] is not None:
            return False
        return None if _ON_NULL & keywords.schema.keys() else True


def is_trivial(spot: Spot) -> bool:
    """Say whether a schema is one that accepts everything."""
    return spot.schema is True or spot.schema == {}


@dataclass(frozen=True, slots=True)
class Judging:
    """One value under one schema: ``value`` and ``at`` are expressions of the value and of its pointer."""

    shop: Shop
    mode: Mode
    spot: Spot
    value: str = "value"
    at: str = "at"
    # Read once: every function that writes statements asks for them several times.
    keywords: Keywords = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keywords", self.shop.keywords(self.spot))

    @property
    def is_verdict(self) -> bool:
        """Say whether only a verdict is asked for."""
        return self.mode == "is"

    def fail(self, keyword: str, message: str, *, at: str = "") -> list[str]:
        """Write what is done where a keyword is violated."""
        code = read_codes(self.keywords, self.shop.codes).get(keyword, "")
        self.shop.judged[self.spot, keyword] = code
        if self.is_verdict:
            return ["return False"]
        texts = (literal(code), literal(keyword), at or self.at, literal(message))
        return [f"found.append(Violation('schema', {', '.join(texts)}))"]

    def refuse(self, *conditions: Condition) -> list[str]:
        """Write one statement a condition."""
        return [
            line for keyword, text, message in conditions for line in block(f"if {text}:", self.fail(keyword, message))
        ]

    def apply(self, keyword: str, spot: Spot, *, value: str = "", at: str = "") -> list[str]:
        """Judge a value by a schema inside this one, which stands under a keyword."""
        try:
            return self._apply(keyword, spot, value or self.value, at or self.at)
        except SpecwrightError as error:
            self.shop.functions.note(error)
            return []

    def _apply(self, keyword: str, spot: Spot, value: str, at: str) -> list[str]:
        spot = self.shop.navigator.settle(spot)
        if spot.schema is False:
            return self.fail(keyword, "No value is allowed here.", at=at)
        if is_trivial(spot):
            return []
        if not _APPLICATORS & self.shop.keywords(spot).schema.keys():
            return self.shop.statements(replace(self, spot=spot, value=value, at=at))
        name = self.shop.functions.call(self.mode, spot)
        return (
            block(f"if not {name}({value}):", ["return False"])
            if self.is_verdict
            else [f"{name}({value}, {at}, found)"]
        )

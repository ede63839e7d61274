"""Turns templates into functions that make JSON values of the names that a call brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.templates import (
    Choice,
    Constant,
    Each,
    Formula,
    Items,
    Members,
    Projected,
    Template,
    Text,
    Value,
)
from specwright.model.types import Json
from specwright.rules import Snippet
from specwright.rules.types import BoolType, DynType, IntType, ListType, Nullable, ObjectType, StringType, Type
from specwright.twin.formulas import FAILURES, Env, Formulas, Function, Names
from specwright.twin.nothing import NOTHING

__all__ = ["Project", "Templates"]

# No list of a document is longer.
_INDEX: Final = IntType(0, 2**31)

Project = Callable[[str, Type, Location], Function]


class Templates:
    """Compiles templates; ``project`` finds the function that puts a document of some type into a shape."""

    def __init__(self, formulas: Formulas, project: Project) -> None:
        self._formulas = formulas
        self._project = project

    def compile(self, template: Template, names: Names, *, expected: Type | None = None) -> Function:
        """Compile a template; members that ``expected`` does not know are refused.

        Raises:
            DescriptionError: an expression is wrong, or a member unknown.
        """
        match template:
            case Constant(value):
                return lambda _env: value
            case Value(formula, is_optional):
                return self._value(formula, names, is_optional=is_optional)
            case Text(parts):
                return self._text(parts, names)
            case Members():
                return self._members(template, names, expected)
            case Items(items):
                inner = _bare(expected)
                item_type = inner.item if isinstance(inner, ListType) else None
                return _items([self.compile(item, names, expected=item_type) for item in items])
            case Each():
                return self._each(template, names, expected)
            case Choice():
                return self._choice(template, names, expected)
            case Projected():
                return self._projected(template, names)

    def _value(self, formula: Formula, names: Names, *, is_optional: bool) -> Function:
        function = self._formulas.value(formula, names, is_optional=is_optional).function
        if not is_optional:
            return function

        def value(env: Env) -> Any:
            try:
                found = function(env)
            except FAILURES:
                return NOTHING
            return NOTHING if found is None else found

        return value

    def _text(self, parts: tuple[str | Formula, ...], names: Names) -> Function:
        pieces: list[str | Function] = []
        for part in parts:
            if isinstance(part, str):
                pieces.append(part)
                continue
            typed = self._formulas.value(part, names)
            if not isinstance(typed.type, (StringType, IntType, BoolType)):
                hint = "Only texts, ints and booleans can stand inside a text."
                what = "this value cannot stand inside a text"
                raise Snippet(part.text, part.where).fault(0, len(part.text), what, hint=hint, rule="rule-type")
            pieces.append(typed.function)
        return lambda env: "".join(piece if isinstance(piece, str) else _spelled(piece(env)) for piece in pieces)

    def _members(self, template: Members, names: Names, expected: Type | None) -> Function:
        inner = _bare(expected)
        known = inner if isinstance(inner, ObjectType) else None
        members: list[tuple[str, Function]] = []
        for name, member in template.members.items():
            found = known.find(name) if known is not None else None
            if known is not None and known.names() and found is None:
                hint = f"It has: {', '.join(known.names())}"
                what = f"{known.title} has no member {name!r}"
                raise DescriptionError(Problem(template.where, what, hint, "behaviour"))
            members.append((name, self.compile(member, names, expected=found.type if found is not None else None)))
        spreads = [self.compile(spread, names) for spread in template.spreads]

        def value(env: Env) -> dict[str, Any]:
            made: dict[str, Any] = {}
            for spread in spreads:
                whole: Json = spread(env)
                if isinstance(whole, dict):
                    made.update(whole)
            for name, function in members:
                found = function(env)
                if found is NOTHING:
                    made.pop(name, None)
                else:
                    made[name] = found
            return made

        return value

    def _each(self, template: Each, names: Names, expected: Type | None) -> Function:
        over, item_type = self._formulas.items(template.over, names)
        inner_names = names.having(**{template.index: _INDEX} if template.index else {}, **{template.name: item_type})
        condition = None
        if template.condition is not None:
            condition = self._formulas.condition(template.condition, inner_names, may_be_fixed=True)
            inner_names = self._formulas.assume(template.condition, inner_names)
        key = self._key(template.key, inner_names) if template.key is not None else None
        inner = _bare(expected)
        do = self.compile(template.do, inner_names, expected=inner.item if isinstance(inner, ListType) else None)
        name, index = template.name, template.index

        def pairs(env: Env) -> Iterator[tuple[Any, Any]]:
            own = dict(env)
            for number, item in enumerate(over(env)):
                if index:
                    own[index] = number
                own[name] = item
                if condition is None or condition(own):
                    found = do(own)
                    if found is not NOTHING:
                        yield key(own) if key is not None else None, found

        if key is not None:
            return lambda env: dict(pairs(env))
        return lambda env: [found for _, found in pairs(env)]

    def _key(self, formula: Formula, names: Names) -> Function:
        typed = self._formulas.value(formula, names)
        if not isinstance(typed.type, StringType):
            raise Snippet(formula.text, formula.where).fault(
                0, len(formula.text), "a key must be a text", hint="Only texts name members.", rule="rule-type"
            )
        return typed.function

    def _choice(self, template: Choice, names: Names, expected: Type | None) -> Function:
        condition = self._formulas.condition(template.condition, names, may_be_fixed=True)
        holding = self._formulas.assume(template.condition, names)
        then = self.compile(template.then, holding, expected=expected)
        if template.otherwise is None:
            return lambda env: then(env) if condition(env) else NOTHING
        failing = self._formulas.assume(template.condition, names, outcome=False)
        otherwise = self.compile(template.otherwise, failing, expected=expected)
        return lambda env: then(env) if condition(env) else otherwise(env)

    def _projected(self, template: Projected, names: Names) -> Function:
        if template.is_each:
            over, type_ = self._formulas.items(template.of, names)
            project = self._project(template.projection, type_, template.of.where)
            return lambda env: [project({**env, "item": item}) for item in over(env)]
        typed = self._formulas.value(template.of, names)
        project, of = self._project(template.projection, typed.type, template.of.where), typed.function
        return lambda env: project({**env, "item": of(env)})


def _items(functions: list[Function]) -> Function:
    def items(env: Env) -> list[Any]:
        return [found for function in functions if (found := function(env)) is not NOTHING]

    return items


def _bare(type_: Type | None) -> Type | None:
    if isinstance(type_, Nullable):
        return type_.type
    return None if isinstance(type_, DynType) else type_


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) else str(value)

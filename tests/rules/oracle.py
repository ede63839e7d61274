"""Evaluates expressions with Google's CEL implementation, over the values that a JSON document stands for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pycountry
from stdnum import iso6346

from specwright.model.types import Json
from specwright.rules.types import DoubleType, IntType, ListType, MapType, Nullable, ObjectType, Type

__all__ = ["ERROR", "Oracle", "as_cel"]

# The package says nothing of its types to a type checker.
cel: Any = importlib.import_module("cel_expr_python.cel")


@dataclass(frozen=True)
class _Error:
    """What an evaluation gives that ends in an error."""


ERROR: Final = _Error()


def _sorted(items: Sequence[Any]) -> bool:
    return list(items) == sorted(items)


def _index(items: Sequence[Any], value: Any) -> int:
    return list(items).index(value) if value in items else -1


def _sum(items: Sequence[Any]) -> Any:
    total: Any = 0.0 if items and isinstance(items[0], float) else 0
    for item in items:
        total += item
        if isinstance(total, int) and not -(2**63) <= total < 2**63:
            raise OverflowError
    return total


def _is_container(text: str) -> bool:
    # The other implementation also takes lower case, spaces and the category R.
    return text.isupper() and len(text) == 11 and text[3] in "UJZ" and text.isalnum() and iso6346.is_valid(text)


def _method(name: str, implementation: Any, *, result: Any = cel.Type.DYN, extra: Sequence[Any] = ()) -> Any:
    parameters = [cel.Type.LIST, *extra]
    return cel.FunctionDecl(name, [cel.Overload(f"list_{name}", result, parameters, True, implementation)])


def _predicate(name: str, implementation: Any) -> Any:
    return cel.FunctionDecl(
        name, [cel.Overload(f"{name}_string", cel.Type.BOOL, [cel.Type.STRING], False, implementation)]
    )


def _codes(database: Any, field: str) -> frozenset[str]:
    return frozenset(str(getattr(entry, field)) for entry in database)


_FUNCTIONS: Final = [
    _predicate("isIso6346", _is_container),
    _predicate("isCountry2", _codes(pycountry.countries, "alpha_2").__contains__),
    _predicate("isCountry3", _codes(pycountry.countries, "alpha_3").__contains__),
    _predicate("isCurrency", _codes(pycountry.currencies, "alpha_3").__contains__),
    _method("isSorted", _sorted, result=cel.Type.BOOL),
    _method("sum", _sum),
    _method("min", min),
    _method("max", max),
    cel.FunctionDecl(
        "indexOf",
        [
            cel.Overload(f"index_{type_}", cel.Type.INT, [cel.Type.LIST, type_], True, _index)
            for type_ in (cel.Type.STRING, cel.Type.INT, cel.Type.DOUBLE)
        ],
    ),
]


class Oracle:
    """An environment in which ``self`` and ``oldSelf`` are of any type, so that values decide as they do at run time."""

    def __init__(self) -> None:
        variables = {"self": cel.Type.DYN, "oldSelf": cel.Type.DYN}
        self._environment = cel.NewEnv(variables=variables, functions=_FUNCTIONS)

    def compile(self, text: str) -> Any:
        """Compile an expression; its types are judged by its values."""
        return self._environment.compile(text, disable_check=True)

    def evaluate(self, expression: Any, values: Mapping[str, Any]) -> object:
        """Evaluate a compiled expression; the answer is a Python value, or ERROR."""
        result = expression.eval(data=dict(values))
        return ERROR if result.type() == cel.Type.ERROR else result.plain_value()


def as_cel(value: Json, type_: Type) -> Any:
    """Give a document's value as CEL sees it: null members absent, whole numbers int, other numbers double."""
    if isinstance(type_, Nullable):
        return None if value is None else as_cel(value, type_.type)
    if isinstance(value, dict):
        members = {name: member for name, member in value.items() if member is not None}
        if isinstance(type_, MapType):
            return {name: as_cel(member, type_.value) for name, member in members.items()}
        if not isinstance(type_, ObjectType):
            raise TypeError(value)
        found = {name: type_.find(name) for name in members}
        return {name: as_cel(members[name], member.type) for name, member in found.items() if member is not None}
    if isinstance(value, list):
        if not isinstance(type_, ListType):
            raise TypeError(value)
        return [as_cel(item, type_.item) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if isinstance(type_, IntType) else float(value) if isinstance(type_, DoubleType) else value
    return value

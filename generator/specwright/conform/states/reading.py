"""Turns the expressions of a precondition into the places of a request that they read, and the values they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from specwright.model.behaviour import Absent, Find, Let, Match, Precondition, Rule, Transitions
from specwright.model.templates import Formula
from specwright.rules import Snippet
from specwright.rules.nodes import Expression, Has, Index, Literal, Macro, Name, Select, children, walk
from specwright.rules.parser import parse

__all__ = ["Path", "Reads", "reads_of", "reads_of_formula"]

# ``("body", "Order", "containers", "[]", "reference")``: a name, then members; ``[]`` stands for any item.
Path: TypeAlias = tuple[str, ...]
_Bound: TypeAlias = Mapping[str, frozenset[Path]]

ITEM: Final = "[]"
_BINDING: Final = frozenset({"all", "exists", "exists_one", "filter", "map"})
_REQUEST: Final = frozenset(
    {"body", "path", "query", "header", "cookie", "sent", "caller", "stored", "fixtures", "other", "item"}
)


@dataclass(frozen=True, slots=True)
class Reads:
    """What an expression reads: paths, in a lasting order, the constants it names, and the tables it looks into."""

    paths: tuple[Path, ...] = ()
    constants: tuple[str | int | float, ...] = ()
    tables: tuple[str, ...] = ()

    def of(self, root: str) -> tuple[Path, ...]:
        """List the paths that begin with a name, without it."""
        return tuple(path[1:] for path in self.paths if path[0] == root and len(path) > 1)


@dataclass(slots=True)
class _Reader:
    """Reads expressions; ``bound`` are names of ``let`` with what they stand for."""

    bound: dict[str, frozenset[Path]] = field(default_factory=dict[str, frozenset[Path]])

    def read(self, formulas: Iterable[Formula]) -> Reads:
        """Say what some expressions read together."""
        paths: set[Path] = set()
        constants: dict[str | int | float, None] = {}
        for formula in formulas:
            node = parse(Snippet(formula.text, formula.where))
            paths |= self.visit(node, self.bound)[1]
            for each in walk(node):
                value = each.value if isinstance(each, Literal) else None
                if isinstance(value, (str, int, float)) and not isinstance(value, bool):
                    constants[value] = None
        tables = sorted({path[1] for path in paths if path[0] == "fixtures" and len(path) > 1})
        return Reads(tuple(sorted(paths, key=_by_length)), tuple(constants), tuple(tables))

    def let(self, declared: Let) -> None:
        """Take in names for values; what such a name stands for is all that its expression reads."""
        for name, formula in declared.values.items():
            node = parse(Snippet(formula.text, formula.where))
            value, read = self.visit(node, self.bound)
            self.bound[name] = read | value

    def visit(self, node: Expression, bound: _Bound) -> tuple[frozenset[Path], frozenset[Path]]:
        """Give the places that a node stands for, and all that is read below it."""
        match node:
            case Name(name=name):
                places = bound.get(name, frozenset({(name,)} if name in _REQUEST else set[Path]()))
                return places, places
            case Select(operand=operand, field=member) | Has(operand=operand, field=member):
                places, read = self.visit(operand, bound)
                found = frozenset((*place, member) for place in places)
                return found, (read - places) | found
            case Index(operand=operand, index=index):
                places, read = self.visit(operand, bound)
                _, inner = self.visit(index, bound)
                found = frozenset((*place, ITEM) for place in places)
                return found, (read - places) | found | inner
            case Macro(kind=kind):
                return self._macro(node, bound) if kind in _BINDING else (frozenset(), frozenset())
            case _:
                read = frozenset[Path]()
                for child in children(node):
                    read |= self.visit(child, bound)[1]
                return frozenset(), read

    def _macro(self, node: Macro, bound: _Bound) -> tuple[frozenset[Path], frozenset[Path]]:
        places, read = self.visit(node.range, bound)
        items = frozenset((*place, ITEM) for place in places)
        inner = {**bound, node.variable: items}
        result = places
        for part in (node.predicate, node.transform):
            if part is not None:
                values, more = self.visit(part, inner)
                read |= more
                if part is node.transform:
                    result = values
        return result, read


def reads_of(declared: Iterable[Precondition]) -> dict[str, Reads]:
    """Say of each precondition, by its id, what it reads; names of ``let`` count as what they stand for."""
    reader = _Reader()
    found: dict[str, Reads] = {}
    for each in declared:
        match each:
            case Let():
                reader.let(each)
            case Rule():
                found[each.id] = reader.read([each.rule, *([each.when] if each.when is not None else [])])
            case Find():
                found[each.id] = reader.read(each.by)
            case Absent():
                formulas = [each.by, each.condition, *each.on.values()]
                read = reader.read(formula for formula in formulas if formula is not None)
                members = {("other", *member.split(".")) for member in each.on}
                found[each.id] = replace(read, paths=tuple(sorted(members | set(read.paths), key=_by_length)))
            case Match():
                found[each.id] = Reads((("header", each.header),))
            case Transitions():
                found[each.id] = Reads()
    return found


def reads_of_formula(formula: Formula) -> Reads:
    """Say what one expression reads."""
    return _Reader().read([formula])


def _by_length(path: Path) -> tuple[int, Path]:
    """Put the innermost places first: to change one of them changes least."""
    return -len(path), path

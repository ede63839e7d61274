"""Turns an expression, some of whose names have known values, into what is left of it to ask of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import Final, TypeAlias

from specwright.model.types import Json
from specwright.rules.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    Has,
    Index,
    ListLiteral,
    Literal,
    Macro,
    MapLiteral,
    Name,
    Select,
    Unary,
)
from specwright.rules.render import render
from specwright.samples.known import (
    Folded,
    Known,
    Lookup,
    Split,
    UntoldError,
    choose,
    each_of,
    expression,
    negated,
)

__all__ = ["Names", "fold"]

# A list of more known items stays a loop.
_UNROLLED: Final = 64


@dataclass(frozen=True, slots=True)
class Names:
    """What names stand for: values that are known, parts of the document, and expressions over names before them."""

    values: Mapping[str, Folded] = field(default_factory=dict[str, Folded])
    let: Mapping[str, tuple[Expression, Names]] = field(default_factory=dict[str, "tuple[Expression, Names]"])
    variables: frozenset[str] = frozenset()

    def having(self, name: str, definition: Expression) -> Names:
        """Let a name stand for an expression over the names so far."""
        return Names(self.values, {**self.let, name: (definition, self)}, self.variables)

    def binding(self, name: str, value: Folded) -> Names:
        """Let the variable of a loop stand for a value."""
        let = {key: known for key, known in self.let.items() if key != name}
        taken = {value.name} if isinstance(value, Name) else set[str]()
        return Names({**self.values, name: value}, let, self.variables | taken)


_Fold: TypeAlias = Callable[[Expression], Folded]


def fold(node: Expression, names: Names) -> Folded:
    """Work out what can be worked out.

    Raises:
        UntoldError: the value depends on something that is not known.
    """

    def below(inner: Expression) -> Folded:
        return fold(inner, names)

    match node:
        case Literal():
            return Known(node.value)
        case Name():
            return _name(node, names)
        case Select():
            return each_of(below(node.operand), lambda value: _member(value, node.field))
        case Has():
            return each_of(below(node.operand), lambda value: _has(value, node.field))
        case Index():
            return _index(below(node.operand), below(node.index))
        case Unary():
            operand = below(node.operand)
            return negated(operand) if node.operator == "!" else _minus(operand)
        case Binary():
            return _binary(node, below)
        case Conditional():
            return _conditional(node, below)
        case Call():
            return _call(node, below)
        case ListLiteral():
            return _list([below(item) for item in node.items])
        case MapLiteral():
            return _map([(below(key), below(value)) for key, value in node.entries])
        case Macro():
            return _macro(node, names)


def _name(node: Name, names: Names) -> Folded:
    if node.name in names.let:
        definition, before = names.let[node.name]
        # Its loops must not take the names of those around it.
        return fold(definition, Names(before.values, before.let, names.variables))
    if node.name not in names.values:
        raise UntoldError(f"it asks for `{node.name}`")
    return names.values[node.name]


def _member(value: Folded, name: str) -> Folded:
    match value:
        case Known(dict(members)):
            found = members.get(name)
            if found is None:
                raise UntoldError(f"there is no `{name}` where it is read")
            return Known(found)
        case Known():
            raise UntoldError(f"there is no `{name}` where it is read")
        case Lookup():
            return value.mapped(lambda row: row.get(name) if isinstance(row, dict) else None)
        case _:
            return Select(start=0, end=0, operand=expression(value), field=name)


def _has(value: Folded, name: str) -> Folded:
    match value:
        case Known(held):
            return Known(isinstance(held, dict) and held.get(name) is not None)
        case Lookup():
            return value.mapped(lambda row: isinstance(row, dict) and row.get(name) is not None)
        case _:
            return Has(start=0, end=0, operand=expression(value), field=name)


def _index(operand: Folded, index: Folded) -> Folded:
    def pick(key: Folded) -> Folded:
        match operand, key:
            case Known(dict(rows)), Known(str(name)):
                if rows.get(name) is None:
                    raise UntoldError(f"there is no {name!r} where it is read")
                return Known(rows[name])
            case Known(list(items)), Known(int(place)) if not isinstance(place, bool):
                if not 0 <= place < len(items):
                    raise UntoldError(f"there is no item {place} where it is read")
                return Known(items[place])
            case Known(dict(rows)), _:
                return Lookup({name: row for name, row in rows.items() if row is not None}, expression(key))
            case _:
                return Index(start=0, end=0, operand=expression(operand), index=expression(key))

    return each_of(index, pick)


def _minus(operand: Folded) -> Folded:
    if isinstance(operand, Known) and isinstance(operand.value, (int, float)):
        return Known(-operand.value)
    return Unary(start=0, end=0, operator="-", operand=expression(operand))


def _binary(node: Binary, below: _Fold) -> Folded:
    match node.operator:
        case "&&" | "||":
            sides = [partial(below, part) for part in _parts(node, node.operator)]
            return _logical(node.operator, sides)
        case "==" | "!=":
            return _equality(below(node.left), below(node.right), is_same=node.operator == "==")
        case "in":
            return _membership(below(node.left), below(node.right))
        case sign:
            left, right = expression(below(node.left)), expression(below(node.right))
            return _written(sign, left, right)


def _written(sign: str, left: Expression, right: Expression) -> Expression:
    return Binary(start=0, end=0, operator=sign, left=left, right=right, at=0)


def _parts(node: Expression, sign: str) -> Iterator[Expression]:
    if isinstance(node, Binary) and node.operator == sign:
        yield from _parts(node.left, sign)
        yield from _parts(node.right, sign)
    else:
        yield node


def _logical(sign: str, sides: Iterable[Callable[[], Folded]]) -> Folded:
    """Join conditions; one that decides makes up for others that cannot be told."""
    is_and = sign == "&&"
    asked: list[Folded] = []
    failure: UntoldError | None = None
    for side in sides:
        try:
            folded = side()
        except UntoldError as error:
            failure = failure or error
            continue
        if not isinstance(folded, Known):
            _add(asked, folded, sign)
        elif folded.value is not is_and:
            return Known(not is_and)
    if failure is not None:
        raise failure
    if len(asked) == 1:
        return asked[0]
    written = [expression(part) for part in asked]
    return reduce(lambda left, right: _written(sign, left, right), written) if written else Known(is_and)


def _add(parts: list[Folded], part: Folded, sign: str) -> None:
    """Add a condition to others, as one with another one where both are about the same value."""
    for index, other in enumerate(parts):
        if (both := _both(other, part, sign)) is not None:
            parts[index] = both
            return
    parts.append(part)


def _both(one: Folded, other: Folded, sign: str) -> Folded | None:
    if isinstance(one, Split) and isinstance(other, Split):
        if render(one.condition) != render(other.condition):
            return None
        then = _logical(sign, (lambda: one.then, lambda: other.then))
        otherwise = _logical(sign, (lambda: one.otherwise, lambda: other.otherwise))
        return choose(one.condition, then, otherwise)
    known, asked = _among(one), _among(other)
    if known is None or asked is None or render(known[0]) != render(asked[0]):
        return None
    if isinstance(other, Lookup):
        # What is not among the keys fails; here it is among them.
        if sign == "||" or not set(known[1]) <= other.rows.keys():
            return None
    elif isinstance(one, Lookup):
        return None
    kept = [value for value in known[1] if value in asked[1]]
    listed = kept if sign == "&&" else [*known[1], *(value for value in asked[1] if value not in known[1])]
    return _membership(known[0], Known(list(listed)))


def _among(part: Folded) -> tuple[Expression, list[str]] | None:
    """Read which texts a condition lets a value be."""
    match part:
        case Lookup() if all(isinstance(row, bool) for row in part.rows.values()):
            return part.key, [name for name, row in part.rows.items() if row]
        case Binary(operator="in", right=ListLiteral(items=items)):
            texts = [item.value for item in items if isinstance(item, Literal) and isinstance(item.value, str)]
            return (part.left, texts) if len(texts) == len(items) else None
        case _:
            return None


def _equality(left: Folded, right: Folded, *, is_same: bool) -> Folded:
    if isinstance(left, Known) and not isinstance(right, Known):
        left, right = right, left

    def compare(value: Folded) -> Folded:
        if isinstance(value, Known) and isinstance(right, Known):
            return Known((value.value == right.value) is is_same)
        return _written("==" if is_same else "!=", expression(value), expression(right))

    return each_of(left, compare) if isinstance(right, Known) else compare(left)


def _membership(left: Folded, right: Folded) -> Folded:
    if not isinstance(right, Known):
        return _written("in", expression(left), expression(right))
    listed = _listed(right.value)
    if not listed:
        return Known(value=False)

    def look(value: Folded) -> Folded:
        if isinstance(value, Known):
            return Known(value.value in listed)
        return _written("in", expression(value), expression(Known(listed)))

    return each_of(left, look)


def _listed(value: Json) -> list[Json]:
    """List what a loop goes over, or ``in`` looks through: items, or keys of what is there."""
    if isinstance(value, dict):
        return [name for name, member in value.items() if member is not None]
    return list(value) if isinstance(value, list) else []


def _conditional(node: Conditional, below: _Fold) -> Folded:
    condition = below(node.condition)
    if isinstance(condition, Known):
        return below(node.then if condition.value else node.otherwise)
    return choose(expression(condition), below(node.then), below(node.otherwise))


def _call(node: Call, below: _Fold) -> Folded:
    target = None if node.target is None else below(node.target)
    arguments = [below(argument) for argument in node.arguments]
    given = [*([] if target is None else [target]), *arguments]
    if node.function == "size" and len(given) == 1 and isinstance(given[0], Known):
        value = given[0].value
        return Known(len(value) if isinstance(value, str) else len(_listed(value)))
    return Call(
        start=0,
        end=0,
        function=node.function,
        target=None if target is None else expression(target),
        arguments=tuple(expression(argument) for argument in arguments),
    )


def _list(items: list[Folded]) -> Folded:
    known = [item.value for item in items if isinstance(item, Known)]
    if len(known) == len(items):
        return Known(known)
    return ListLiteral(start=0, end=0, items=tuple(expression(item) for item in items))


def _map(entries: list[tuple[Folded, Folded]]) -> Folded:
    known: dict[str, Json] = {}
    for key, value in entries:
        match key, value:
            case Known(str(name)), Known(held):
                known[name] = held
            case _:
                written = tuple((expression(name), expression(held)) for name, held in entries)
                return MapLiteral(start=0, end=0, entries=written)
    return Known(known)


def _macro(node: Macro, names: Names) -> Folded:
    range_ = fold(node.range, names)
    items = None if not isinstance(range_, Known) else _listed(range_.value)
    if items is not None and (found := _unrolled(node, items, names)) is not None:
        return found
    number, name = 1, node.variable
    while name in names.variables:
        number += 1
        name = f"{node.variable}{number}"
    inner = names.binding(node.variable, Name(start=0, end=0, name=name))
    return Macro(
        start=0,
        end=0,
        kind=node.kind,
        range=expression(range_ if items is None else Known(items)),
        variable=name,
        variable_at=0,
        predicate=None if node.predicate is None else expression(fold(node.predicate, inner)),
        transform=None if node.transform is None else expression(fold(node.transform, inner)),
    )


def _unrolled(node: Macro, items: list[Json], names: Names) -> Folded | None:
    """Say what a loop over known items comes to, without a loop."""
    if not items and node.kind not in ("all", "exists"):
        return Known(value=False) if node.kind == "exists_one" else Known([])
    predicate = node.predicate
    if node.kind not in ("all", "exists") or predicate is None or len(items) > _UNROLLED:
        return None
    sides = (partial(fold, predicate, names.binding(node.variable, Known(item))) for item in items)
    return _logical("&&" if node.kind == "all" else "||", sides)

"""Turns the expressions of a declared behaviour into functions over the names that a call brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from specwright.model.templates import Formula
from specwright.model.types import Json
from specwright.rules import Expressions, Parts, Snippet, Variable
from specwright.rules import code_lists as code_lists_module
from specwright.rules import formats as formats_module
from specwright.rules import instants as instants_module
from specwright.rules import prelude as prelude_module
from specwright.rules.check_types import Checker
from specwright.rules.cost import check_cost
from specwright.rules.guards import facts_if
from specwright.rules.nodes import Expression, Name, Select, walk
from specwright.rules.notes import Facts, Note, Notes, Scope
from specwright.rules.parser import parse
from specwright.rules.pytext import local_name
from specwright.rules.types import DynType, ListType, Nullable, Type
from specwright.twin.execution import execute

__all__ = ["FAILURES", "Env", "Formulas", "Function", "Names", "Typed"]

Env: TypeAlias = dict[str, Any]
Function: TypeAlias = Callable[[Env], Any]

# What an evaluation may end in besides a value; the last two where something optional is missing on the way.
FAILURES: Final = (ArithmeticError, LookupError, ValueError, TypeError, AttributeError)

_LIBRARY: Final[Mapping[str, Any]] = {
    **vars(code_lists_module),
    **vars(formats_module),
    **vars(instants_module),
    **vars(prelude_module),
}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an expression may use, by their types, and what is known to be there."""

    types: Mapping[str, Type] = field(default_factory=dict[str, Type])
    facts: Facts = frozenset()

    def having(self, **types: Type) -> Names:
        """Add names; a name that was known stands for something new."""
        kept = frozenset(fact for fact in self.facts if fact[0] not in types)
        return Names({**self.types, **types}, kept)

    def assuming(self, *path: str) -> Names:
        """Add that the members on a path are there."""
        facts = {tuple(path[: end + 1]) for end in range(1, len(path))}
        return Names(self.types, self.facts | facts)

    def scope(self) -> Scope:
        """Spell the names as rules do."""
        return Scope({name: Variable(type_, (name,)) for name, type_ in self.types.items()}, self.facts)


@dataclass(frozen=True, slots=True)
class Typed:
    """A compiled expression with the type of its values."""

    function: Function
    type: Type
    is_fixed: bool


class _Tolerant(Checker):
    """Checks an expression of which any part may be missing: where one is, there is no value at all."""

    def value(self, node: Expression, scope: Scope) -> Note:
        note = self.check(node, scope)
        if isinstance(note.type, Nullable):
            note = Note(note.type.type, note.path, note.can_fail)
            self.notes.of[node] = note
        if isinstance(note.type, DynType):
            return super().value(node, scope)
        return note

    def _select(self, node: Select, scope: Scope) -> Note:
        operand = self.check(node.operand, scope)
        return super()._select(node, scope.assume(frozenset({operand.path, (*operand.path, f".{node.field}")})))


_Checked: TypeAlias = tuple[Snippet, Expression, Notes, Note, Scope]


class Formulas:
    """Compiles expressions; each is checked against the types of its names first."""

    def __init__(self) -> None:
        self._latest: tuple[Formula, Names, _Checked] | None = None

    def value(self, formula: Formula, names: Names, *, is_optional: bool = False) -> Typed:
        """Compile an expression that gives a value.

        Raises:
            RuleError: it is outside the profile, or unsound.
        """
        snippet = Snippet(formula.text, formula.where)
        notes, scope = Notes(), names.scope()
        node = parse(snippet)
        note = (_Tolerant if is_optional else Checker)(snippet, notes).check(node, scope)
        if isinstance(note.type, Nullable):
            note = Note(note.type, note.path, note.can_fail)
        return self._typed(snippet, node, notes, scope, note.type)

    def condition(
        self, formula: Formula, names: Names, *, may_be_fixed: bool = False, on_error: bool = False
    ) -> Function:
        """Compile a condition; an error in it counts as not met, unless ``on_error`` says otherwise.

        Raises:
            RuleError: it is outside the profile, unsound, or always true.
        """
        snippet, node, notes, note, scope = self._checked(formula, names)
        if note.constant is not None and note.constant.value is True and not may_be_fixed:
            hint = "The schema says so already: remove it, or ask for more."
            raise snippet.fault(0, len(formula.text), "this condition is always true", hint=hint, rule="rule-dead")
        function = self._typed(snippet, node, notes, scope, note.type).function
        return _safe(function, on_error=on_error) if note.can_fail else function

    def _checked(self, formula: Formula, names: Names) -> _Checked:
        """Parse and check a condition; what it proves is asked for right after it was compiled."""
        known = self._latest
        if known is not None and known[0] is formula and known[1] is names:
            return known[2]
        snippet = Snippet(formula.text, formula.where)
        notes, scope = Notes(), names.scope()
        node = parse(snippet)
        checked = snippet, node, notes, Checker(snippet, notes).condition(node, scope), scope
        self._latest = formula, names, checked
        return checked

    def assume(self, formula: Formula, names: Names, *, outcome: bool = True) -> Names:
        """Add what is there wherever a condition that was compiled before has an outcome."""
        _, node, notes, _, scope = self._checked(formula, names)
        found = facts_if(node, notes, scope, outcome=outcome)
        # What is known of a macro's variable says nothing outside.
        return Names(names.types, names.facts | {fact for fact in found if fact[0] in names.types})

    def items(self, formula: Formula, names: Names) -> tuple[Function, Type]:
        """Compile an expression that gives a list, and tell the type of its items.

        Raises:
            RuleError: it gives no list.
        """
        snippet = Snippet(formula.text, formula.where)
        notes, scope = Notes(), names.scope()
        node = parse(snippet)
        # Where the list is missing there is nothing to go over.
        type_ = _Tolerant(snippet, notes).value(node, scope).type
        if not isinstance(type_, ListType):
            hint = "Give something with items."
            raise snippet.fault(0, len(formula.text), "a list is needed here", hint=hint, rule="rule-type")
        function = self._typed(snippet, node, notes, scope, type_).function
        return _listing(function), type_.item

    def _typed(self, snippet: Snippet, node: Expression, notes: Notes, scope: Scope, type_: Type) -> Typed:
        check_cost(snippet, node, notes, dict(scope.variables))
        used = {inner.name for inner in walk(node) if isinstance(inner, Name)} & scope.variables.keys()
        parts = Parts()
        text = Expressions(notes, parts, dict(scope.variables), {}).text(node)
        lines = [f"{name} = {value}" for name, value in parts.constants.items()]
        lines += ["def formula(env):"]
        lines += [f"    {local_name(name)} = env[{name!a}]" for name in sorted(used)]
        lines += [f"    return {text}"]
        names = execute("\n".join(lines), f"expression at {snippet.where}", _LIBRARY)
        return Typed(names["formula"], type_, is_fixed=not used)


def _safe(function: Function, *, on_error: bool) -> Function:
    def condition(env: Env) -> bool:
        try:
            return bool(function(env))
        except FAILURES:
            return on_error

    return condition


def _listing(function: Function) -> Function:
    def items(env: Env) -> list[Json]:
        try:
            found: Json = function(env)
        except FAILURES:
            return []
        return found if isinstance(found, list) else []

    return items

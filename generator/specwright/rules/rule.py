"""Turns an entry into a checked rule: parsed, typed by the schema it stands at, never constant, never endless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specwright.rules.check_types import Checker
from specwright.rules.cost import check_cost
from specwright.rules.faults import RuleError, Snippet
from specwright.rules.field_path import parse_field_path
from specwright.rules.guards import facts_if
from specwright.rules.nodes import Binary, Expression, Name, Unary, walk
from specwright.rules.notes import Facts, Note, Notes, Path, Scope, Variable
from specwright.rules.parser import parse
from specwright.rules.render import render
from specwright.rules.types import BOOL, ListType, Nullable, ObjectType, Type, describe
from specwright.rules.validation import Entry

__all__ = ["CheckedRule", "check_expression", "check_rule"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CheckedRule:
    """A rule that can be compiled. ``condition`` is the whole: ``!(when) || (rule)``.

    ``proves`` is what is there wherever the rule holds and its ``when`` does; ``when_parts`` are the parts of ``when``.
    """

    entry: Entry
    type: Type
    when: Expression | None
    let: Mapping[str, Expression]
    rule: Expression
    condition: Expression
    notes: Notes
    variables: dict[str, Variable]
    field_path: Path | None
    is_transition: bool
    proves: Facts
    when_parts: frozenset[str]

    @property
    def can_fail(self) -> bool:
        """Say whether evaluating the rule may end in an error, which counts as violated."""
        return self.notes.of[self.condition].can_fail


def check_expression(
    snippet: Snippet, variables: Mapping[str, Variable], *, facts: Facts = frozenset()
) -> tuple[Expression, Notes]:
    """Parse and check one condition that stands by itself, over variables of any types.

    Raises:
        RuleError: it is outside the profile, or unsound.
    """
    node, notes = parse(snippet), Notes()
    Checker(snippet, notes).condition(node, Scope(variables, facts))
    check_cost(snippet, node, notes, dict(variables))
    return node, notes


def check_rule(
    entry: Entry, type_: Type, *, facts: Facts = frozenset(), holding: tuple[CheckedRule, ...] = ()
) -> CheckedRule:
    """Check an entry against the type of the values at its node; ``holding`` are the rules of its ``after``.

    Raises:
        RuleError: the rule is outside the profile, or unsound.
    """
    return _Check(entry, type_, facts, holding).run()


class _Check:
    """The check of one entry; its expressions share their notes."""

    def __init__(self, entry: Entry, type_: Type, facts: Facts, holding: tuple[CheckedRule, ...]) -> None:
        self._entry = entry
        self._type = type_
        self._notes = Notes()
        self._holding = holding
        roots = {"self": Variable(type_, ("self",)), "oldSelf": Variable(type_, ("oldSelf",))}
        self._scope = Scope(roots, facts)

    def run(self) -> CheckedRule:
        entry, notes = self._entry, self._notes
        when = None
        if entry.when is not None:
            self._assume_after(frozenset())
            when = self._condition(entry.when)
            self._scope = self._scope.assume(facts_if(when, notes, self._scope, outcome=True))
            self._refuse_constant(entry.when, when, "this condition")
        parts = frozenset[str]() if when is None else _parts(when)
        self._assume_after(parts)
        let = {name: self._let(name, snippet) for name, snippet in entry.let.items()}
        rule = self._condition(entry.rule)
        self._refuse_constant(entry.rule, rule, "this rule")
        self._refuse_unused(let)
        variables = dict(self._scope.variables)
        for snippet, node in ((entry.when, when), (entry.rule, rule)):
            if snippet is not None and node is not None:
                check_cost(snippet, node, notes, variables)
        proved = facts_if(rule, notes, self._scope, outcome=True)
        expressions = [node for node in (when, rule, *let.values()) if node is not None]
        return CheckedRule(
            entry=entry,
            type=self._type,
            when=when,
            let=let,
            rule=rule,
            condition=self._whole(when, rule),
            notes=notes,
            variables=variables,
            field_path=self._field_path(),
            is_transition=any(
                isinstance(node, Name) and node.name == "oldSelf" for whole in expressions for node in walk(whole)
            ),
            proves=frozenset(fact for fact in proved if fact[0] in ("self", "oldSelf") and "#" not in "".join(fact)),
            when_parts=parts,
        )

    def _condition(self, snippet: Snippet) -> Expression:
        node = parse(snippet)
        Checker(snippet, self._notes).condition(node, self._scope)
        return node

    def _let(self, name: str, snippet: Snippet) -> Expression:
        node = parse(snippet)
        checker = Checker(snippet, self._notes)
        note = checker.check(node, self._scope)
        self._scope = self._scope.bind(name, Variable(note.type, note.path, node, note.can_fail))
        return node

    def _assume_after(self, parts: frozenset[str]) -> None:
        """Take over what the rules of ``after`` prove, where our ``when`` says as much as theirs."""
        for other in self._holding:
            if other.when_parts <= parts:
                self._scope = self._scope.assume(other.proves)

    def _refuse_constant(self, snippet: Snippet, node: Expression, name: str) -> None:
        constant = self._notes.of[node].constant
        if constant is None:
            return
        what = f"{name} is {'always' if constant.value else 'never'} true for a valid document"
        hint = "The schema says so already: remove the rule, or ask for more."
        raise snippet.fault(node.start, node.end, what, hint=hint, rule="rule-dead")

    def _refuse_unused(self, let: Mapping[str, Expression]) -> None:
        for name in let:
            if name not in self._notes.used:
                problem = self._entry.problem(f"{name!r} is never used", "Remove it.", "rule-entry", key="let")
                raise RuleError(problem)

    def _whole(self, when: Expression | None, rule: Expression) -> Expression:
        if when is None:
            return rule
        notes = self._notes.of
        unless = Unary(start=when.start, end=when.end, operator="!", operand=when)
        notes[unless] = Note(BOOL, ("=when",), notes[when].can_fail)
        whole = Binary(start=rule.start, end=rule.end, operator="||", left=unless, right=rule, at=rule.start)
        notes[whole] = Note(BOOL, ("=rule",), notes[when].can_fail or notes[rule].can_fail)
        return whole

    def _field_path(self) -> Path | None:
        text = self._entry.field_path
        if not text:
            return None
        path = parse_field_path(text)
        if path is None:
            hint = "Write: .items[].name"
            raise RuleError(self._entry.problem(f"{text!r} is no path", hint, "rule-entry", key="fieldPath"))
        type_: Type = self._type
        for step in path:
            type_ = type_.type if isinstance(type_, Nullable) else type_
            if step == "[]" and isinstance(type_, ListType):
                type_ = type_.item
                continue
            member = type_.find(step[1:]) if isinstance(type_, ObjectType) and step != "[]" else None
            if member is None:
                what = f"{text!r} leads nowhere: a {describe(type_)} has no {step}"
                raise RuleError(self._entry.problem(what, "Follow the schema.", "rule-entry", key="fieldPath"))
            type_ = member.type
        return ("self", *path)


def _parts(node: Expression) -> frozenset[str]:
    if isinstance(node, Binary) and node.operator == "&&":
        return _parts(node.left) | _parts(node.right)
    return frozenset({render(node)})

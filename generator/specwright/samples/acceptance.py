"""Turns the preconditions of an operation that speak of its body alone into rules beside the schema's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from specwright.model.behaviour import Absent, Create, Find, Let, Match, Precondition, Rule, Transitions
from specwright.model.errors import ConfigError, DescriptionError, Problem
from specwright.model.service import MediaType, Operation, Service
from specwright.model.templates import Formula, Members, Template, Text, Value
from specwright.model.types import Json
from specwright.rules import Snippet, build_rules
from specwright.rules.faults import RuleError
from specwright.rules.nodes import Binary, Call, Expression, Literal, Name, Select, walk
from specwright.rules.parser import parse
from specwright.rules.render import render
from specwright.rules.validation import KEYWORD
from specwright.samples.callers import Caller, callers_of, tables_of
from specwright.samples.folding import Names, fold
from specwright.samples.known import Folded, Known, UntoldError, expression, negated, plain

__all__ = ["Acceptance", "LeftOut", "accept"]

_BODY: Final = Name(start=0, end=0, name="self")
# Of a stored document, samples know what the schema of the body can say of it.
_STORED: Final = Name(start=0, end=0, name="oldSelf")
_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_STATE: Final = {
    Find: "it needs a document that is stored",
    Match: "it is about the version of a stored document",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A precondition that no rule stands for, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One body with its preconditions as rules.

    ``service`` holds the operation alone; ``rules`` are the preconditions that can be broken, by the ids of their
    rules; ``avoided`` those about what is stored, from which bodies keep away; ``unique`` are paths of members that
    tell documents apart.
    """

    service: Service
    operation: Operation
    media_type: str
    caller: Caller
    rules: Mapping[str, str]
    avoided: Mapping[str, str]
    unique: tuple[tuple[str, ...], ...]
    left_out: tuple[LeftOut, ...]


def accept(
    service: Service,
    operation: Operation,
    *,
    caller: Mapping[str, str] | str | None = None,
    media_type: str | None = None,
    has_avoided: bool = True,
) -> Acceptance:
    """Add the preconditions of an operation to the rules of its body, as they are for one caller.

    Without ``caller``, the first one counts whom no precondition refuses whatever the body is. Without ``has_avoided``,
    bodies need not keep away from what is stored.

    Raises:
        ConfigError: there is no such caller or body.
        DescriptionError: a precondition is wrong, or refuses every body of the caller.
    """
    content = _content(operation, media_type)
    declared = service.behaviour.operations.get(operation.name.wire)
    steps = declared.preconditions if declared is not None else ()
    tables = tables_of(service.behaviour)
    refused: tuple[Caller, Rule] | None = None
    for known in callers_of(service.behaviour, operation, caller):
        names = Names({"body": _BODY, "caller": Known(dict(known.rows)), "fixtures": Known(dict(tables))})
        reading = _Reading(service, content, names, has_avoided=has_avoided)
        if all(reading.read(step) for step in steps):
            reading.read_effects(operation)
            return reading.finish(operation, known)
        if refused is None and reading.refusing is not None:
            refused = known, reading.refusing
    if refused is None:
        raise AssertionError("whoever is not refused is accepted")
    known, rule = refused
    what = f"the precondition {rule.id!r} refuses every body of {known}"
    raise DescriptionError(Problem(rule.where, what, "Choose another caller.", "behaviour"))


def _content(operation: Operation, media_type: str | None) -> MediaType:
    known = operation.body.media_types if operation.body is not None else ()
    if media_type is None:
        found = next((each for each in known if "json" in each.media_type), next(iter(known), None))
    else:
        found = next((each for each in known if each.media_type == media_type), None)
    if found is None:
        hint = f"Its media types: {', '.join(each.media_type for each in known)}." if known else "It takes none."
        raise ConfigError(Problem(operation.where, f"{operation.name.wire} has no such body", hint))
    return found


@dataclass(slots=True)
class _Reading:
    """Preconditions read so far, for one caller."""

    service: Service
    content: MediaType
    names: Names
    has_avoided: bool
    entries: list[Json] = field(default_factory=list[Json])
    rules: dict[str, str] = field(default_factory=dict[str, str])
    avoided: dict[str, str] = field(default_factory=dict[str, str])
    unique: dict[tuple[str, ...], None] = field(default_factory=dict[tuple[str, ...], None])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    own: list[str] = field(default_factory=list[str])
    about_changes: list[str] = field(default_factory=list[str])
    refusing: Rule | None = None

    def __post_init__(self) -> None:
        found = build_rules(self.content.definition, where=self.content.where, schemas=self.service.schemas)
        self.own = [rule.entry.id for rule in found.rules if not rule.is_transition]
        self.about_changes = [rule.entry.id for rule in found.rules if rule.is_transition]

    def read(self, step: Precondition) -> bool:
        """Read one precondition; it says whether some body can meet it."""
        match step:
            case Let():
                for name, formula in step.values.items():
                    self.names = self.names.having(name, _parsed(formula))
            case Rule():
                return self._rule(step)
            case Absent():
                self._absent(step)
            case Find():
                self.names = self.names.binding(step.name, _STORED)
                self.left_out.append(LeftOut(step.id, _STATE[Find]))
            case Transitions():
                # They are judged by the schema's own rules wherever an old value is known.
                self.own = [*self.own, *self.about_changes]
            case Match():
                self.left_out.append(LeftOut(step.id, _STATE[Match]))
        return True

    def _rule(self, step: Rule) -> bool:
        try:
            when = Known(value=True) if step.when is None else fold(_parsed(step.when), self.names)
            if when == Known(value=False):
                return True
            rule = fold(_parsed(step.rule), self.names)
            if rule == Known(value=True):
                return True
            if rule == Known(value=False):
                if isinstance(when, Known):
                    self.refusing = step
                    return False
                when, rule = Known(value=True), negated(when)
            self.rules[self._add(step.id, step.code, when, rule)] = step.id
        except UntoldError as error:
            self.left_out.append(LeftOut(step.id, str(error)))
        return True

    def _absent(self, step: Absent) -> None:
        """Keep away from documents that are stored: by a number of one's own, or by having none of what is asked."""
        values = [_parsed(formula) for formula in ([step.by] if step.by is not None else step.on.values())]
        reason = "it is about what is stored"
        for value in values:
            path = self._path(value)
            if path:
                self.unique[path] = None
                return
        for value in values if step.by is None else []:
            size = Call(start=0, end=0, function="size", target=None, arguments=(value,))
            none = Binary(start=0, end=0, operator="==", left=size, right=Literal(start=0, end=0, value=0), at=0)
            try:
                rule = fold(none, self.names)
                if rule != Known(value=True) and self.has_avoided:
                    self.avoided[self._add(step.id, step.code, Known(value=True), rule)] = step.id
            except UntoldError as error:
                reason = str(error)
            else:
                return
        self.left_out.append(LeftOut(step.id, reason))

    def _path(self, value: Expression) -> tuple[str, ...]:
        """Give the members that lead to what an expression reads of the body, nothing where it is something else."""
        path: tuple[str, ...] = ()
        try:
            node = fold(value, self.names)
        except UntoldError:
            return path
        while isinstance(node, Select):
            path, node = (node.field, *path), node.operand
        return path if node is _BODY else ()

    def _add(self, id_: str, code: str, when: Folded, rule: Folded) -> str:
        """Add a rule, and give its id.

        Raises:
            UntoldError: it cannot be one.
        """
        name = id_ if _ID.fullmatch(id_) and id_ not in self.own else f"precondition-{len(self.entries) + 1}"
        entry: dict[str, Json] = {
            "id": name,
            "rule": render(plain(expression(rule))),
            "message": id_,
            "after": [*self.own, *self.rules],
        }
        if code:
            entry["code"] = code
        if when != Known(value=True):
            entry["when"] = render(expression(when))
        definition = _with(self.content.definition, [*self.entries, entry])
        try:
            build_rules(definition, where=self.content.where, schemas=self.service.schemas)
        except RuleError as error:
            what = error.problems[0].what
            raise UntoldError(f"of what is stored, {what}" if _asks_for_stored(rule) else what) from None
        self.entries.append(entry)
        return name

    def read_effects(self, operation: Operation) -> None:
        """Find the members of the body that ids of new documents are made from."""
        declared = self.service.behaviour.operations.get(operation.name.wire)
        for effect in (declared.effects or ()) if declared is not None else ():
            if isinstance(effect, Create) and isinstance(effect.to, Members):
                member = self.service.behaviour.resources[effect.resource].id.member
                for formula in _formulas(effect.to.members.get(member)):
                    path = self._path(_parsed(formula))
                    if path:
                        self.unique[path] = None

    def finish(self, operation: Operation, caller: Caller) -> Acceptance:
        """Give the service of the operation alone, with the rules at its body."""
        body = operation.body
        if body is None:
            raise AssertionError(operation.name.wire)
        content = replace(self.content, definition=_with(self.content.definition, self.entries))
        alone = replace(operation, body=replace(body, media_types=(content,)))
        return Acceptance(
            service=replace(self.service, operations=(alone,)),
            operation=alone,
            media_type=content.media_type,
            caller=caller,
            rules=self.rules,
            avoided=self.avoided,
            unique=tuple(self.unique),
            left_out=tuple(self.left_out),
        )


def _asks_for_stored(rule: Folded) -> bool:
    return any(isinstance(node, Name) and node.name == _STORED.name for node in walk(expression(rule)))


def _with(definition: Json, entries: list[Json]) -> Json:
    if not entries:
        return definition
    known: Any = definition if isinstance(definition, dict) else {}
    return {**known, KEYWORD: [*known.get(KEYWORD, []), *entries]}


def _parsed(formula: Formula) -> Expression:
    return parse(Snippet(formula.text, formula.where))


def _formulas(template: Template | None) -> Iterator[Formula]:
    match template:
        case Value():
            yield template.formula
        case Text():
            yield from (part for part in template.parts if isinstance(part, Formula))
        case _:
            return

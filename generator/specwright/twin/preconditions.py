"""Turns declared preconditions into steps: each passes, or refuses the call with its status and code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from specwright.model.behaviour import Absent, Find, Let, Match, Precondition, Rule, Transitions
from specwright.model.errors import DescriptionError, Problem
from specwright.model.service import Operation
from specwright.model.templates import Constant
from specwright.model.types import Json
from specwright.twin.calls import Refusal, Violation
from specwright.twin.documented import is_documented, status_of_code
from specwright.twin.formulas import FAILURES, Function, Names
from specwright.twin.resources import Keeper, key_texts
from specwright.twin.run import RefusedError, Run, Step
from specwright.twin.store import Record
from specwright.twin.tags import is_match
from specwright.twin.workshop import Workshop

__all__ = [
    "Preconditions",
    "compile_let",
    "document_names",
]

_Present: TypeAlias = Callable[[Run], Iterable[tuple[Keeper, Record]]]

_DEFAULTS: Final = {
    Rule: "The request cannot be carried out.",
    Find: "There is no such document.",
    Absent: "There is such a document already.",
    Match: "The document was changed since it was read.",
    Transitions: "The document cannot be changed in this way.",
}


class Preconditions:
    """Compiles the preconditions of one operation, or of a move where there is none."""

    def __init__(self, workshop: Workshop, operation: Operation | None) -> None:
        self._workshop = workshop
        self._operation = operation

    def compile(self, declared: Iterable[Precondition], names: Names) -> tuple[list[Step], Names]:
        """Compile them in their order; names that they bind are known from then on.

        Raises:
            DescriptionError: one of them is wrong.
        """
        steps: list[Step] = []
        for each in declared:
            match each:
                case Let():
                    step, names = compile_let(self._workshop, each, names)
                    steps.append(step)
                case Find():
                    steps.append(self._find(each, names))
                    names = names.having(**{each.name: self._workshop.types.resource(each.resource, each.where)})
                case Rule():
                    steps.append(self._rule(each, names))
                    if each.when is None:
                        # Whatever comes later is asked only where this held.
                        names = self._workshop.formulas.assume(each.rule, names)
                case Absent():
                    steps.append(self._absent(each, names))
                case Match():
                    steps.append(self._match(each, names))
                case Transitions():
                    steps.append(self._transitions(each, names))
        return steps, names

    def _refuser(self, declared: Rule | Find | Absent | Match | Transitions, names: Names) -> Step:
        status = self._status(declared)
        text = declared.message
        if isinstance(text, Constant) and text.value == "":
            text = Constant(_DEFAULTS[type(declared)])
        message = self._workshop.templates.compile(text, names)

        def refuse(run: Run) -> None:
            try:
                said = str(message(run.env))
            except FAILURES:
                said = _DEFAULTS[type(declared)]
            raise RefusedError(Refusal(status=status, message=said, code=declared.code, id=declared.id))

        return refuse

    def _rule(self, declared: Rule, names: Names) -> Step:
        formulas = self._workshop.formulas
        refuse = self._refuser(declared, names)
        when = None
        if declared.when is not None:
            # Where nobody can tell whether the rule is asked for, it has to hold.
            when = formulas.condition(declared.when, names, on_error=True)
            names = formulas.assume(declared.when, names)
        rule = formulas.condition(declared.rule, names)

        def check(run: Run) -> None:
            if (when is None or when(run.env)) and not rule(run.env):
                refuse(run)

        return check

    def _find(self, declared: Find, names: Names) -> Step:
        keeper = self._workshop.keeper(declared.resource, declared.where)
        refuse = self._refuser(declared, names)
        by = [self._workshop.formulas.value(formula, names).function for formula in declared.by]

        def find(run: Run) -> None:
            for function in by:
                id_ = _text(function, run)
                record = None if id_ is None else run.transaction.get(keeper.name, id_)
                if record is not None and keeper.is_visible(record, run.env):
                    run.bind(declared.name, keeper, record)
                    return
            refuse(run)

        return find

    def _absent(self, declared: Absent, names: Names) -> Step:
        refuse = self._refuser(declared, names)
        present = self._by_id(declared, names) if declared.by is not None else self._by_members(declared, names)

        def check(run: Run) -> None:
            for keeper, record in present(run):
                if not run.is_known(keeper.name, record.id) and (
                    declared.is_among_all or keeper.is_visible(record, run.env)
                ):
                    refuse(run)

        return check

    def _by_id(self, declared: Absent, names: Names) -> _Present:
        if declared.by is None:
            raise AssertionError(declared.id)
        by = self._workshop.formulas.value(declared.by, names).function
        own = [self._workshop.keepers[name] for name in declared.resources if name in self._workshop.keepers]
        holders = [
            (name, keeper)
            for name in declared.resources
            if name not in self._workshop.keepers
            for keeper in self._workshop.child_keepers(name, declared.where)
        ]
        for child, keeper in holders:
            keeper.index_child(child)

        def present(run: Run) -> Iterable[tuple[Keeper, Record]]:
            id_ = _text(by, run)
            if id_ is None:
                return
            for keeper in own:
                record = run.transaction.get(keeper.name, id_)
                if record is not None:
                    yield keeper, record
            for child, keeper in holders:
                for record in keeper.find_child(run.transaction, child, id_):
                    yield keeper, record

        return present

    def _by_members(self, declared: Absent, names: Names) -> _Present:
        if len(declared.resources) != 1:
            problem = Problem(declared.where, "`on` and `where` look at one resource", "Name one.", "behaviour")
            raise DescriptionError(problem)
        keeper = self._workshop.keeper(declared.resources[0], declared.where)
        formulas = self._workshop.formulas
        condition = None
        if declared.condition is not None:
            inner = names.having(other=keeper.type)
            condition = formulas.condition(declared.condition, inner, may_be_fixed=True)
        index = keeper.index(list(declared.on)) if declared.on else ""
        values = [
            formulas.value(declared.on[member], names, is_optional=True).function for member in sorted(declared.on)
        ]

        def present(run: Run) -> Iterable[tuple[Keeper, Record]]:
            if index:
                texts = key_texts([_listed(function, run) for function in values])
                records: Iterable[Record] = [
                    record for text in texts for record in run.transaction.find(keeper.name, index, text)
                ]
            else:
                records = run.transaction.scan(keeper.name)
            own = dict(run.env)
            for record in records:
                own["other"] = record.document
                if condition is None or condition(own):
                    yield keeper, record

        return present

    def _match(self, declared: Match, names: Names) -> Step:
        refuse = self._refuser(declared, names)
        self._document(declared, names)
        header = declared.header.lower()

        def check(run: Run) -> None:
            given = run.call.parameters.get("header", {})
            value = next((value for name, value in given.items() if name.lower() == header), None)
            found = run.found[declared.name]
            if value is not None and not is_match(str(value), found.keeper.tag(found.record)):
                refuse(run)

        return check

    def _transitions(self, declared: Transitions, names: Names) -> Step:
        self._document(declared, names)
        operation = self._operation
        status = self._status(declared)

        def check(run: Run) -> None:
            judge = self._workshop.judges.transitions(run.call.operation, run.call.media_type)
            if judge is None:
                return
            broken = [
                Violation(path=each.path, id=each.id, message=each.message, code=each.code)
                for each in judge(run.call.body, run.found[declared.name].record.document)
                if each.layer == "rule"
            ]
            if broken:
                first = broken[0]
                code = first.code or declared.code
                found = status_of_code(operation, code) if operation is not None and code else 0
                refusal = Refusal(
                    status=found or status, message=first.message, code=code, id=first.id, violations=tuple(broken)
                )
                raise RefusedError(refusal)

        return check

    def _document(self, declared: Match | Transitions, names: Names) -> None:
        if declared.name not in document_names(names, self._workshop):
            what = f"{declared.name!r} is no document that was found"
            raise DescriptionError(Problem(declared.where, what, "Put a `find` before it.", "behaviour"))

    def _status(self, declared: Rule | Find | Absent | Match | Transitions) -> int:
        operation = self._operation
        if operation is None:
            return declared.status or 409
        if declared.code:
            found = status_of_code(operation, declared.code)
            if not found and not declared.status:
                what = f"no response of {operation.name.wire} documents the code {declared.code!r}"
                hint = "Correct it, add it to x-error-codes of a response, or give a status."
                raise DescriptionError(Problem(declared.where, what, hint, "behaviour"))
        else:
            found = _usual(declared, operation)
        status = declared.status or found
        if not is_documented(operation, status):
            what = f"{operation.name.wire} documents no response {status}"
            hint = "Give a status that it documents, or document this one."
            raise DescriptionError(Problem(declared.where, what, hint, "behaviour"))
        return status


def document_names(names: Names, workshop: Workshop) -> frozenset[str]:
    """List the names that stand for documents."""
    return frozenset(name for name, type_ in names.types.items() if workshop.types.resource_of(type_))


def compile_let(workshop: Workshop, declared: Let, names: Names) -> tuple[Step, Names]:
    """Compile names for values; each may use those before it, and whatever comes later all of them.

    Raises:
        RuleError: an expression is wrong.
    """
    values: list[tuple[str, Function]] = []
    for name, formula in declared.values.items():
        typed = workshop.formulas.value(formula, names)
        names = names.having(**{name: typed.type})
        values.append((name, typed.function))

    def bind(run: Run) -> None:
        for name, function in values:
            run.env[name] = function(run.env)

    return bind, names


def _usual(declared: Rule | Find | Absent | Match | Transitions, operation: Operation) -> int:
    if isinstance(declared, Match):
        return 412
    wanted = 404 if isinstance(declared, Find) else 409 if isinstance(declared, Absent) else 400
    return wanted if any(response.status == str(wanted) for response in operation.responses) else 400


def _text(function: Function, run: Run) -> str | None:
    try:
        value = function(run.env)
    except FAILURES:
        return None
    return None if value is None else str(value)


def _listed(function: Function, run: Run) -> Sequence[Json]:
    try:
        value: Json = function(run.env)
    except FAILURES:
        return ()
    if isinstance(value, list):
        return [item for item in value if item is not None]
    return () if value is None else (value,)

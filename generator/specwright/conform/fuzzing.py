"""Turns requests that Schemathesis draws into cases: refused exactly as the check says, accepted where it is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, TypeAlias

from specwright.conform.answers import content_of_requests
from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.drawing import Drawn, drawn_requests, schema_of
from specwright.conform.minimizing import Minimizer
from specwright.conform.payloads import spellable
from specwright.conform.phases import Ground
from specwright.conform.plans import Plan
from specwright.conform.prepared import Memo, Prepared, Smaller, carry_out
from specwright.conform.reading_back import Reader
from specwright.conform.results import Aim, Case, Kind, Result, Side
from specwright.conform.simplifying import mended
from specwright.conform.stateful import SequencePhase
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.model.service import Operation, ParameterLocation
from specwright.model.types import Json
from specwright.twin.judges import CheckViolation

__all__ = ["FuzzingPhase"]

_MODES: Final = ("positive", "negative")
# So many of them a campaign sends.
_MOST: Final = 1_000
_DRAWN: Final = "fuzzing/drawn"
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_ABSENT: Final = "Schemathesis is not installed: pip install 'specwright[schemathesis]'"
_Find: TypeAlias = Callable[[Draft], tuple[CheckViolation, ...]]


class FuzzingPhase:
    """Random sequences of calls, then single requests as Schemathesis draws them."""

    name = "fuzzing"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the result of each.

        Raises:
            StoppedError: a guard ends it.
        """
        is_drawn = ground.only.startswith(_DRAWN)
        if not is_drawn:
            yield from SequencePhase().run(ground)
        if ground.only and not is_drawn:
            return
        names = tuple(each.name.wire for each in _operations(ground))
        key = ("drawn", ground.seed, names, ground.is_twin, id(ground.world.plans))
        sent = 0
        minimizer = Minimizer(ground)
        for prepared in ground.kit.once(key, lambda: Memo(_prepared(ground))):
            if sent >= _MOST:
                return
            if not ground.is_wanted(prepared.case.id):
                continue
            if prepared.plan is not None:
                # What is drawn is proved on a twin with nothing else in it, and much of it looks alike.
                ground.world.reset()
            result = ground.whole(carry_out(ground, prepared))
            sent += len(result.exchanges)
            yield minimizer.minimal(prepared, result)


def _operations(ground: Ground) -> list[Operation]:
    """List the operations that are drawn for: where one case is wanted, those whose name its id begins with."""
    found = [each for each in ground.service.operations if each.name.wire in ground.operations]
    if ground.is_read_only:
        found = [each for each in found if each.method.upper() in _READING]
    if not ground.only.startswith(f"{_DRAWN}/"):
        return found
    return [each for each in found if ground.only.startswith(f"{_DRAWN}/{each.name.wire}/")]


def _prepared(ground: Ground) -> Iterator[Prepared]:
    plans, operations = ground.world.plans, _operations(ground)
    try:
        schema = schema_of(ground.service)
    except ImportError:
        case = Case(
            id=_DRAWN,
            phase="fuzzing",
            aim=Aim(operation="", kind=Kind.FUZZ, name="drawn"),
            side=Side.NEITHER,
            story="requests as Schemathesis draws them",
        )
        if operations:
            yield Prepared(case=case, operation=operations[0], reason=_ABSENT)
        return
    for operation in operations:
        subject = Subject(
            kit=ground.kit,
            operation=operation,
            plans=plans,
            reader=Reader(ground.kit),
            seed=ground.seed,
            is_twin=ground.is_twin,
        )
        yield from _Judge(subject).prepared(schema)


class _Judge:
    """Turns what is drawn for one operation into cases."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._operation = subject.operation
        self._content = content_of_requests(subject.operation)

    def prepared(self, schema: Any) -> Iterator[Prepared]:
        """Prepare the cases."""
        try:
            base = self._subject.plans.plan(self._operation)
        except UndrawableError as error:
            yield self._never("", str(error))
            return
        for mode in _MODES:
            try:
                drawn = list(drawn_requests(schema, self._operation, mode, self._subject.seed))
            except Exception as error:  # noqa: BLE001  a description of which it draws nothing fails in its own ways
                yield self._never(mode, f"Schemathesis draws nothing: {type(error).__name__}")
                continue
            for each in drawn:
                yield from self._cases(base, each)

    def _cases(self, base: Plan, drawn: Drawn) -> Iterator[Prepared]:
        """Judge the parameters and the body apart: of two mistakes, only one would be told."""
        parameters = {**base.last.parameters, **_known(drawn, base)}
        if parameters != base.last.parameters:
            draft = replace(base.last, parameters=parameters)
            yield from self._case(drawn, "parameters", draft, self._subject.reader.parameter_violations)
        if drawn.has_body and self._content is not None and base.last.content is not None:
            draft = replace(base.last, body=spellable(self._content, drawn.body))
            yield from self._case(drawn, "body", draft, self._subject.reader.body_violations)

    def _case(self, drawn: Drawn, part: str, draft: Draft, find: _Find) -> Iterator[Prepared]:
        label = f"{drawn.mode}/{drawn.number}/{part}"
        try:
            told = find(draft)
        except (SpellingError, RecursionError) as error:
            yield self._never(label, str(error))
            return
        if told:
            yield self._refused(label, part, draft, find)
            if drawn.mode == "negative" or any(each.layer != "rule" for each in told):
                return
        yield self._accepted(label, drawn, draft, is_right=not told)

    def _refused(self, label: str, part: str, draft: Draft, find: _Find) -> Prepared:
        """Prepare what has to be refused; with less in it, it has to be so for the same reason."""
        subject = self._subject
        told = find(draft)
        codes = sorted({each.code for each in told})
        refusals = {subject.refusal(code).status: subject.refusal(code) for code in codes}
        if len(refusals) > 1:
            return self._never(label, f"its mistakes have several statuses: {', '.join(sorted(refusals))}")
        refusal = next(iter(refusals.values()))
        if len(codes) > 1:
            # Which of several mistakes is told first is looked at where mistakes are made two by two.
            refusal = replace(refusal, is_any_code=True)
        what = f"what {_named(told[0])} refuses in the {part}"
        parameters, body = draft.parameters, draft.body

        def change(base: Draft) -> Draft:
            given = {**parameters, "path": {**base.given(ParameterLocation.PATH), **_own_path(draft, part)}}
            return replace(base, body=body) if part == "body" else replace(base, parameters=given)

        def remade(simpler: Draft) -> Prepared | None:
            found = find(simpler)
            is_new = not {_named(each) for each in found} <= {_named(each) for each in told}
            is_same = bool(found) and _named(found[0]) == _named(told[0]) and not is_new
            return self._refused(label, part, simpler, find) if is_same else None

        def mend(simpler: Draft) -> Iterator[Draft]:
            model = subject.plans.plan(self._operation).last.body
            others = [each.path for each in find(simpler) if _named(each) != _named(told[0])]
            for path in others if part == "body" else ():
                with suppress(LookupError):
                    yield replace(simpler, body=mended(simpler.body, model, path))

        case = self._case_of(f"{label}/refused", Side.OUTSIDE, f"drawn by Schemathesis: {told[0].id} is broken")
        has_parameters = part != "body"
        smaller = Smaller(
            draft=draft,
            remade=remade,
            has_body=not has_parameters,
            has_parameters=has_parameters,
            has_path=has_parameters,
            mended=mend,
        )
        return Prepared(
            case=case, operation=self._operation, change=change, refusal=refusal, what=what, smaller=smaller
        )

    def _accepted(self, label: str, drawn: Drawn, draft: Draft, *, is_right: bool) -> Prepared:
        """Let what only rules or preconditions refuse be replaced by what they do not."""
        subject, plans = self._subject, self._subject.plans
        seed = f"fuzzing/{label}/{subject.seed}"
        plan: Plan | None = None
        if is_right:
            try:
                plan = self._plan(draft, seed)
            except UndrawableError:
                plan = None
        try:
            plan = plan or plans.plan(self._operation, 100 + drawn.number)
        except UndrawableError as error:
            return self._never(label, str(error))
        return self._right(f"{label}/accepted", plan)

    def _right(self, label: str, plan: Plan) -> Prepared:
        """Prepare what has to be accepted; with less in it, that has to be proved again."""

        def remade(simpler: Draft) -> Prepared | None:
            reader = self._subject.reader
            if reader.parameter_violations(simpler) or reader.body_violations(simpler):
                return None
            return self._right(label, self._subject.plans.proved(plan.ending(simpler)))

        case = self._case_of(label, Side.INSIDE, "drawn by Schemathesis, and acceptable")
        has_body = plan.last.content is not None
        smaller = Smaller(
            draft=plan.last, remade=remade, has_body=has_body, has_parameters=True, kept=frozenset(plan.own)
        )
        return Prepared(case=case, operation=self._operation, plan=plan, smaller=smaller)

    def _plan(self, draft: Draft, seed: str) -> Plan:
        plans, content = self._subject.plans, draft.content
        if content is None:
            return plans.composed(self._operation, None, None, draft.parameters, seed=seed)
        return plans.fitted(self._operation, content, draft.body, draft.parameters, seed=seed)

    def _never(self, label: str, reason: str) -> Prepared:
        case = self._case_of(label or "any", Side.NEITHER, "drawn by Schemathesis")
        return Prepared(case=case, operation=self._operation, reason=reason)

    def _case_of(self, label: str, side: Side, story: str) -> Case:
        name = self._operation.name.wire
        aim = Aim(operation=name, kind=Kind.FUZZ, name="drawn", place=label)
        return Case(id=f"{_DRAWN}/{name}/{label}", phase="fuzzing", aim=aim, side=side, story=story)


def _named(violation: CheckViolation) -> str:
    """Name a mistake by what finds it, the same for all items of a list."""
    place = "/".join("*" if token.isdigit() else token for token in violation.path.split("/"))
    return f"{violation.id} at {place or 'the whole'}"


def _known(drawn: Drawn, base: Plan) -> dict[str, Mapping[str, Json]]:
    """Give the drawn parameters that are documented, beside those without which a call is not acceptable."""
    found: dict[str, Mapping[str, Json]] = {}
    for place in ("path", "query"):
        names = {one.name.wire for one in base.last.operation.parameters if one.location.value == place}
        given = {name: value for name, value in drawn.parameters.get(place, {}).items() if name in names}
        if given and (place == "query" or drawn.mode == "negative"):
            found[place] = {**base.last.parameters.get(place, {}), **given}
    return found


def _own_path(draft: Draft, part: str) -> Mapping[str, Json]:
    return draft.given(ParameterLocation.PATH) if part == "parameters" else {}

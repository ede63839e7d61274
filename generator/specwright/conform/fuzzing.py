"""Turns requests that Schemathesis draws into cases: refused exactly as the check says, accepted where it is silent."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from specwright.conform.answers import content_of_requests
from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.payloads import spellable
from specwright.conform.phases import Ground
from specwright.conform.plans import Plan
from specwright.conform.prepared import Memo, Prepared, carry_out
from specwright.conform.reading_back import Reader
from specwright.conform.results import Aim, Case, Kind, Result, Side
from specwright.conform.stateful import SequencePhase
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.model.service import MediaType, MediaTypeKind, Operation, ParameterLocation
from specwright.model.types import Json
from specwright.twin.judges import CheckViolation

__all__ = ["FuzzingPhase"]

_MODES: Final = ("positive", "negative")
# Of each operation and mode; a campaign sends 1,000 of them at most.
_EXAMPLES: Final = 20
_MOST: Final = 1_000
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_ABSENT: Final = "Schemathesis is not installed: pip install 'specwright[schemathesis]'"


class FuzzingPhase:
    """Random sequences of calls, then single requests as Schemathesis draws them."""

    name = "fuzzing"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the result of each.

        Raises:
            StoppedError: a guard ends it.
        """
        yield from SequencePhase().run(ground)
        key = ("drawn", ground.seed, ground.operations, ground.is_twin, ground.is_read_only, id(ground.world.plans))
        sent = 0
        for prepared in ground.kit.once(key, lambda: Memo(_prepared(ground))):
            if sent >= _MOST:
                return
            result = carry_out(ground, prepared)
            sent += len(result.exchanges)
            yield result


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One request as Schemathesis draws it: the body where it draws JSON, and its parameters by location."""

    mode: str
    number: int
    body: Any
    has_body: bool
    parameters: Mapping[str, Mapping[str, Json]]


def _prepared(ground: Ground) -> Iterator[Prepared]:
    plans = ground.world.plans
    operations = [each for each in ground.service.operations if each.name.wire in ground.operations]
    if ground.is_read_only:
        operations = [each for each in operations if each.method.upper() in _READING]
    try:
        schema = _schema(ground)
    except ImportError:
        case = Case(
            id="fuzzing/drawn",
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


def _schema(ground: Ground) -> Any:
    """Give the description to Schemathesis, without how a twin behaves.

    Raises:
        ImportError: it is not installed.
    """
    with warnings.catch_warnings():
        # What it imports warns of itself, which is nothing to whoever tests a service.
        warnings.simplefilter("ignore")
        import schemathesis  # noqa: PLC0415  an extra

    loaded: Any = schemathesis.openapi
    return loaded.from_dict(ground.service.document)


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
                drawn = list(_drawn(schema, self._operation, mode, self._subject.seed))
            except Exception as error:  # noqa: BLE001  a description of which it draws nothing fails in its own ways
                yield self._never(mode, f"Schemathesis draws nothing: {type(error).__name__}")
                continue
            for each in drawn:
                yield from self._cases(base, each)

    def _cases(self, base: Plan, drawn: _Drawn) -> Iterator[Prepared]:
        """Judge the parameters and the body apart: of two mistakes, only one would be told."""
        parameters = {**base.last.parameters, **_known(drawn, base)}
        if parameters != base.last.parameters:
            draft = replace(base.last, parameters=parameters)
            yield from self._case(drawn, "parameters", draft, self._subject.reader.parameter_violations)
        if drawn.has_body and self._content is not None and base.last.content is not None:
            try:
                draft = replace(base.last, body=spellable(self._content, drawn.body))
            except SpellingError:
                return
            yield from self._case(drawn, "body", draft, self._subject.reader.body_violations)

    def _case(self, drawn: _Drawn, part: str, draft: Draft, find: Any) -> Iterator[Prepared]:
        label = f"{drawn.mode}/{drawn.number}/{part}"
        try:
            told: tuple[CheckViolation, ...] = find(draft)
        except (SpellingError, RecursionError) as error:
            yield self._never(label, str(error))
            return
        if told:
            yield self._refused(label, part, draft, told)
            if drawn.mode == "negative" or any(each.layer != "rule" for each in told):
                return
        yield self._accepted(label, drawn, draft, is_right=not told)

    def _refused(self, label: str, part: str, draft: Draft, told: tuple[CheckViolation, ...]) -> Prepared:
        subject = self._subject
        codes = sorted({each.code for each in told})
        refusals = {subject.refusal(code).status: subject.refusal(code) for code in codes}
        if len(refusals) > 1:
            return self._never(label, f"its mistakes have several statuses: {', '.join(sorted(refusals))}")
        refusal = next(iter(refusals.values()))
        if len(codes) > 1:
            # Which of several mistakes is told first is looked at where mistakes are made two by two.
            refusal = replace(refusal, is_any_code=True)
        what = f"what {told[0].id} at {part} {told[0].path} refuses"
        parameters, body = draft.parameters, draft.body

        def change(base: Draft) -> Draft:
            given = {**parameters, "path": {**base.given(ParameterLocation.PATH), **_own_path(draft, part)}}
            return replace(base, body=body) if part == "body" else replace(base, parameters=given)

        case = self._case_of(f"{label}/refused", Side.OUTSIDE, f"drawn by Schemathesis: {told[0].id} is broken")
        return Prepared(case=case, operation=self._operation, change=change, refusal=refusal, what=what)

    def _accepted(self, label: str, drawn: _Drawn, draft: Draft, *, is_right: bool) -> Prepared:
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
        case = self._case_of(f"{label}/accepted", Side.INSIDE, "drawn by Schemathesis, and acceptable")
        return Prepared(case=case, operation=self._operation, plan=plan)

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
        return Case(id=f"fuzzing/drawn/{name}/{label}", phase="fuzzing", aim=aim, side=side, story=story)


def _known(drawn: _Drawn, base: Plan) -> dict[str, Mapping[str, Json]]:
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


def _drawn(schema: Any, operation: Operation, mode: str, seed: int) -> Iterator[_Drawn]:
    """Let Schemathesis draw; the same seed draws the same."""
    import hypothesis  # noqa: PLC0415  comes with the extra
    from schemathesis.generation import GenerationMode  # noqa: PLC0415  an extra

    strategy = schema[operation.path][operation.method.upper()].as_strategy(generation_mode=GenerationMode(mode))
    drawn: list[Any] = []
    seeded: Any = hypothesis.seed

    def keep(case: Any) -> None:
        drawn.append(case)

    checks: Any = hypothesis.HealthCheck
    settings: Any = hypothesis.settings(
        max_examples=_EXAMPLES,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(checks),
    )
    given: Any = hypothesis.given(strategy)
    run: Any = seeded(f"{seed}/{operation.name.wire}/{mode}")(settings(given(keep)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run()
    content = content_of_requests(operation)
    for number, case in enumerate(drawn):
        parameters = {"path": _texts(case.path_parameters), "query": _texts(case.query)}
        has_body = _is_json(content) and _is_json_case(case)
        yield _Drawn(mode, number, case.body if has_body else None, has_body, parameters)


def _is_json(content: MediaType | None) -> bool:
    return content is not None and content.kind is MediaTypeKind.JSON


def _is_json_case(case: Any) -> bool:
    # Its mark for no body is a type of its own.
    plain = (dict, list, str, int, float, bool, type(None))
    return isinstance(case.body, plain) and "json" in (case.media_type or "")


def _texts(values: object) -> dict[str, Json]:
    """Keep what has one spelling: texts, numbers and the like."""
    if not isinstance(values, dict):
        return {}
    given = cast("dict[str, Any]", dict(cast("Any", values)))
    return {name: value for name, value in given.items() if isinstance(value, (str, int, float, bool))}

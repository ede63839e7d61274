"""Proves plans on an unchanged twin before anybody sends them, and finds who may make their calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from specwright.conform.answers import code_of, is_success
from specwright.conform.callers import Caller, callers
from specwright.conform.drafts import Draft, SpellingError, write
from specwright.conform.exchanges import Exchange
from specwright.conform.exchanges import Response as Answer
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.plans import Brought, Plan, fill
from specwright.conform.rehearsal import Rehearsal
from specwright.conform.supplies import UndrawableError

__all__ = ["Prover", "Told"]

_MOST_CALLERS: Final = 12
# Whatever is known of a live service, the twin only knows its own callers.
_TWIN: Final = Fixtures()


@dataclass(frozen=True, slots=True)
class Told:
    """How a twin refuses a call, and what it says of why."""

    status: int
    code: str
    reason: str


class Prover:
    """Tries plans; ``is_twin`` says that the service under test is a twin as well."""

    def __init__(self, kit: Kit, fixtures: Fixtures, *, is_twin: bool) -> None:
        self._kit = kit
        self._is_twin = is_twin
        self._fixtures = fixtures
        self._callers: dict[str, Caller | None] = {}

    @property
    def _rehearsal(self) -> Rehearsal:
        """The twin on which plans are tried."""
        return self._kit.once("rehearsal", lambda: Rehearsal(self._kit.service))

    def proved(self, plan: Plan) -> Plan:
        """Give a plan back once it is known to be acceptable, with another caller where that takes one.

        Raises:
            UndrawableError: it is not, and why.
        """
        if not self._rehearsal.is_possible:
            return self._called_live(replace(plan, is_proved=False))
        operation = plan.last.operation.name.wire
        reason = ""
        everybody = callers(self._kit.service, plan.steps[0].draft.operation, _TWIN)
        is_settled = operation in self._callers
        # Who was let in once is let in again, and what is refused then is refused for another reason.
        tried = [self._callers[operation]] if is_settled else [None, *islice(everybody, _MOST_CALLERS)]
        for caller in tried:
            candidate = plan if caller is None else self._called_by(plan, caller)
            because = self.refused_because(candidate)
            reason = reason or because
            if not because:
                self._callers[operation] = caller
                return self._called_live(candidate)
        declared = self._kit.service.behaviour.operations
        if not self._is_twin and all(step.draft.operation.name.wire not in declared for step in plan.steps):
            # What a twin makes up about a service decides nothing for that service.
            return self._called_live(replace(plan, is_proved=False))
        raise UndrawableError(reason)

    def refused_because(self, plan: Plan) -> str:
        """Try a plan: why it is not acceptable, empty where it is."""
        answers = list(self.rehearse(plan))
        if len(answers) == len(plan.steps) and is_success(answers[-1]):
            return ""
        operation = plan.steps[len(answers) - 1].draft.operation.name.wire
        answer = answers[-1]
        if answer is None:
            return f"{operation} gives no answer"
        code = code_of(answer, self._kit.service.error_code_pointer)
        said = answer.fields.get("specwright-reason", "")
        return f"{operation} answers {answer.status}{' ' + code if code else ''}{': ' + said if said else ''}"

    def refusal(self, plan: Plan) -> Told | None:
        """Say how the last call of a plan is refused; None where it is not, or where nobody can say.

        Raises:
            UndrawableError: a call has no spelling.
        """
        operation = plan.last.operation
        if not self._rehearsal.is_possible or operation.name.wire not in self._kit.service.behaviour.operations:
            return None
        answers = list(self.rehearse(plan))
        answer = answers[-1]
        if len(answers) < len(plan.steps) or answer is None or not 400 <= answer.status < 500:
            return None
        reason = answer.fields.get("specwright-reason", "")
        return Told(answer.status, code_of(answer, self._kit.service.error_code_pointer), reason)

    def rehearse(self, plan: Plan) -> Iterator[Answer | None]:
        """Make the calls of a plan on the unchanged twin, up to the first that is refused."""
        self._rehearsal.begin()
        brought = Brought()
        for step in plan.steps:
            try:
                request = write(fill(step.draft, brought), self._kit.service.security_schemes)
            except SpellingError as error:
                raise UndrawableError(f"{step.draft.operation.name.wire}: {error}") from None
            answer = self._rehearsal(request)
            yield answer
            if not is_success(answer):
                return
            brought = brought.after(Exchange(number=0, request=request, response=answer), step)

    def called(self, plan: Plan, keys: Mapping[str, str]) -> Plan:
        """Let a plan's calls be made by the caller of some rows, or by the usual one."""
        operation = plan.steps[0].draft.operation
        return self._called_by(plan, next(callers(self._kit.service, operation, _TWIN, keys), Caller()))

    def _called_by(self, plan: Plan, caller: Caller) -> Plan:
        def of(draft: Draft) -> Draft:
            mine = next(callers(self._kit.service, draft.operation, _TWIN, caller.keys), caller)
            return replace(draft, credentials=mine.credentials)

        return replace(plan, steps=tuple(replace(step, draft=of(step.draft)) for step in plan.steps))

    def _called_live(self, plan: Plan) -> Plan:
        if not self._fixtures.credentials:
            return plan

        def of(draft: Draft) -> Draft:
            mine = next(callers(self._kit.service, draft.operation, self._fixtures), Caller())
            return replace(draft, credentials=mine.credentials)

        return replace(plan, steps=tuple(replace(step, draft=of(step.draft)) for step in plan.steps))

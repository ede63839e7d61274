"""Carries out one case: sends what it is about and turns what comes back into its result."""

from __future__ import annotations

from collections.abc import Callable

from specwright.conform.drafts import Draft, SpellingError
from specwright.conform.exchanges import Exchange
from specwright.conform.expectations import Refusal, judge_accepted, judge_refused
from specwright.conform.phases import Ground
from specwright.conform.plans import Plan
from specwright.conform.reading_again import Again
from specwright.conform.results import Aim, Case, Failure, RefusedError, Result, Side, Verdict
from specwright.conform.supplies import UndrawableError
from specwright.conform.world import Made, RefusedSetupError

__all__ = ["accepted", "attempt", "case_of", "refused", "result_of", "unreachable"]

PHASE = "constraints"


def case_of(name: str, aim: Aim, side: Side, story: str, *, phase: str = PHASE) -> Case:
    """Make a case; ``name`` is what makes its id different from those of the others of its operation."""
    return Case(id=f"{phase}/{aim.operation}/{name}", phase=phase, aim=aim, side=side, story=story)


def unreachable(case: Case, reason: str) -> Result:
    """Say why something cannot be tried."""
    return Result(case=case, verdict=Verdict.UNREACHABLE, reason=reason)


def attempt(ground: Ground, case: Case, work: Callable[[], Result], *, is_proved: bool = True) -> Result:
    """Carry out a case; what keeps it from being carried out is its reason."""
    try:
        return work()
    except (UndrawableError, SpellingError) as error:
        return unreachable(case, str(error))
    except RefusedError as error:
        return unreachable(case, str(error))
    except RefusedSetupError as error:
        last = error.exchanges[-1]
        operation = ground.kit.operations[last.request.operation]
        failures = tuple(judge_accepted(operation, last, ground.service.error_code_pointer))
        if failures and not is_proved:
            return unreachable(case, f"{failures[0].message}; nothing proves that it is acceptable")
        return result_of(case, failures, error.exchanges)


def accepted(ground: Ground, case: Case, plan: Plan, *, again: Again | None = None) -> Result:
    """Carry out a plan that has to be accepted, and read again what it stored."""

    def work() -> Result:
        made = ground.world.prepare(plan)
        exchange = ground.world.send(made.draft)
        pointer = ground.service.error_code_pointer
        failures = tuple(judge_accepted(made.draft.operation, exchange, pointer, what=case.story))
        if failures and not plan.is_proved:
            return unreachable(case, f"{failures[0].message}; nothing proves that it is acceptable")
        if again is None or failures or again.draft.operation.name.wire not in ground.operations:
            return result_of(case, failures, (*made.exchanges, exchange))
        read = ground.world.send(again.after(made.draft, exchange))
        what = f"reading what was stored: {case.story}"
        failures = tuple(judge_accepted(again.draft.operation, read, pointer, what=what))
        return result_of(case, failures, (*made.exchanges, exchange, read))

    return attempt(ground, case, work, is_proved=plan.is_proved)


def refused(ground: Ground, case: Case, make: Callable[[], tuple[Made, Draft, Refusal]], *, what: str) -> Result:
    """Send a draft that has to be refused; ``make`` gives it with its setup, which is shown with a failure."""

    def work() -> Result:
        made, draft, expected = make()
        exchange = ground.world.send(draft, is_assigned=bool(expected.status))
        pointer = ground.service.error_code_pointer
        failures = tuple(judge_refused(draft.operation, exchange, expected, pointer, what=what))
        if exchange.response is not None and exchange.response.status < 400:
            # What should have been refused may have changed what the next case stands on.
            ground.world.forget()
        return result_of(case, failures, (*made.exchanges, exchange))

    return attempt(ground, case, work)


def result_of(case: Case, failures: tuple[Failure, ...], exchanges: tuple[Exchange, ...]) -> Result:
    """Give the verdict on a case that was carried out."""
    verdict = Verdict.FAIL if failures else Verdict.PASS
    return Result(case=case, verdict=verdict, failures=failures, exchanges=exchanges)

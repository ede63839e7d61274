"""Plays a sequence on the service under test, and judges each answer by what the model does there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from specwright.conform.answers import code_of, documented, json_of
from specwright.conform.drafts import SpellingError
from specwright.conform.exchanges import Exchange, Response
from specwright.conform.expectations import are_told_apart
from specwright.conform.phases import Ground
from specwright.conform.results import Case, Failure, RefusedError, Result, Verdict
from specwright.conform.states.comparing import Likeness
from specwright.conform.states.given import Documents, Given
from specwright.conform.states.live import Live
from specwright.conform.states.rehearsing import (
    Expected,
    Rehearsal,
    UntoldError,
    admin_request,
    request_of,
    sent_texts,
    told,
)
from specwright.conform.states.stage import Stage
from specwright.conform.states.steps import Call, Step, resolved_step
from specwright.model.service import Operation

__all__ = ["Player"]

_MOST_SHOWN: Final = 3


@dataclass(slots=True, eq=False)
class _Play:
    """One sequence on its way; ``tags`` are the entity tags that each document had, the model's and the service's."""

    rehearsal: Rehearsal
    likeness: Likeness
    given: Given
    answers: list[Response] = field(default_factory=list[Response])
    exchanges: list[Exchange] = field(default_factory=list[Exchange])
    tags: dict[str, list[tuple[str, str]]] = field(default_factory=dict[str, "list[tuple[str, str]]"])


class Player:
    """Plays sequences for one campaign."""

    def __init__(self, ground: Ground, stage: Stage) -> None:
        self._ground = ground
        self._stage = stage
        self._live = None if ground.is_twin else Live(ground, stage)
        self._documents = Documents(stage)
        self._schemes = ground.service.security_schemes
        self._pointer = ground.service.error_code_pointer

    def play(self, case: Case, rehearsal: Rehearsal) -> Result:
        """Play it up to the first answer that is not the model's, and tell all that the answers show."""
        return self._ground.whole(self._play(case, rehearsal))

    def _play(self, case: Case, rehearsal: Rehearsal) -> Result:
        ground = self._ground
        reason = self._live.why_not(case.aim.name, rehearsal) if self._live is not None else ""
        if reason:
            return Result(case=case, verdict=Verdict.UNREACHABLE, reason=reason)
        rehearsal = self._live.own(rehearsal) if self._live is not None else rehearsal
        likeness = Likeness(minted=rehearsal.minted, began=rehearsal.began, is_exact=self._is_exact())
        play = _Play(rehearsal, likeness, Given(self._documents))
        failures: tuple[Failure, ...] = ()
        try:
            if ground.is_twin:
                ground.send(admin_request("POST", "reset", {}))
            for step, expected in zip(rehearsal.steps, rehearsal.expected, strict=True):
                failures = tuple(self._step(play, step, expected))
                if failures:
                    break
            reason = self._obstacle(play, failures)
        except UntoldError as error:
            failures = (Failure(cause=f"an answer lacks what calls need: {error}", message=str(error)),)
        except (SpellingError, RefusedError) as error:
            return Result(case=case, verdict=Verdict.UNREACHABLE, reason=str(error), exchanges=tuple(play.exchanges))
        if reason:
            return Result(case=case, verdict=Verdict.UNREACHABLE, reason=reason, exchanges=tuple(play.exchanges))
        verdict = Verdict.FAIL if failures else Verdict.PASS
        return Result(case=case, verdict=verdict, failures=failures, exchanges=tuple(play.exchanges))

    def _is_exact(self) -> bool:
        declared = self._ground.service.behaviour.operations.values()
        return self._ground.is_twin or any(each.effects is not None for each in declared)

    def _obstacle(self, play: _Play, failures: tuple[Failure, ...]) -> str:
        """Say what keeps a live service, of whose documents nobody knows, from being brought to where a case begins."""
        answer = play.exchanges[-1].response if play.exchanges else None
        if self._live is None or not failures or answer is None or not 400 <= answer.status < 500:
            return ""
        index = len(play.exchanges) - 1
        step, is_accepted = play.rehearsal.steps[index], play.rehearsal.expected[index].said.is_accepted
        if isinstance(step, Call) and self._live.is_in_the_way(step.operation, code_of(answer, self._pointer)):
            return f"another document of the service may be in the way: {failures[0].message}"
        if is_accepted and index < len(play.rehearsal.steps) - 1:
            return f"the service does not let it be prepared: {failures[0].message}"
        return ""

    def _step(self, play: _Play, step: Step, expected: Expected) -> Iterator[Failure]:
        plain = resolved_step(step, lambda value: told(value, play.answers))
        if self._live is not None:
            play.likeness.alike.update(self._live.alike(plain))
            plain = self._live.fitted(plain)
        play.likeness.sent |= sent_texts(plain)
        if not play.likeness.is_exact and isinstance(plain, Call):
            play.given.take(plain, expected)
            play.likeness.given = play.given.of(expected)
            play.likeness.documented = self._documents.told(plain.operation)
        exchange = self._ground.send(request_of(plain, self._schemes))
        play.exchanges.append(exchange)
        answer = exchange.response
        play.answers.append(answer or Response(status=0))
        if not isinstance(step, Call):
            if answer is None or answer.status != expected.said.response.status:
                actual = "nothing" if answer is None else str(answer.status)
                wanted = str(expected.said.response.status)
                what = exchange.request.target.rpartition("/")[2]
                yield _failure(exchange, f"{what} is answered with {actual} instead of {wanted}", wanted, actual)
            return
        name = step.operation.name.wire
        if answer is None:
            yield _failure(exchange, f"{name} gives no answer", "an answer", exchange.broken)
            return
        found = list(self._judge_status(name, exchange, answer, expected))
        is_shared = self._live is not None and self._stage.is_listing(step.operation)
        if not found and expected.said.is_accepted and not is_shared:
            found = [*self._judge_body(play, name, exchange, answer, expected), *_tags(play, name, exchange, expected)]
        yield from found

    def _judge_status(self, name: str, exchange: Exchange, answer: Response, expected: Expected) -> Iterator[Failure]:
        wanted = expected.said.response
        code, wanted_code = code_of(answer, self._pointer), code_of(wanted, self._pointer)
        if answer.status == wanted.status and code == wanted_code:
            return
        operation = self._stage.kit.operations[name]
        if not self._is_exact() and not are_told_apart(operation, *_spelled(operation, answer.status, wanted.status)):
            return
        actual, should = _shown(answer.status, code), _shown(wanted.status, wanted_code)
        if wanted.status < 400 <= answer.status:
            cause = f"{name} refuses what is acceptable with {actual}"
        elif answer.status < 400 <= wanted.status:
            cause = f"{name} accepts what {expected.said.refused or 'its description'} refuses with {should}"
        else:
            cause = f"{name} answers {actual} instead of {should}"
        yield _failure(exchange, cause, should, actual)

    def _judge_body(
        self, play: _Play, name: str, exchange: Exchange, answer: Response, expected: Expected
    ) -> Iterator[Failure]:
        wanted, is_wanted = json_of(expected.said.response)
        body, is_there = json_of(answer)
        if is_wanted != is_there:
            if play.likeness.is_exact:
                told_ = ("a JSON body", "none") if is_wanted else ("no JSON body", "one")
                yield _failure(exchange, f"{name} answers with {told_[1]} instead of {told_[0]}", *told_)
            return
        differences = play.likeness.differences(wanted, body, expected.now) if is_wanted else []
        for each in differences[:_MOST_SHOWN]:
            place = "/".join("*" if token.isdecimal() else token for token in each.pointer.split("/"))
            cause = f"{name} tells something else than what should be there at {place or 'its answer'}"
            yield Failure(
                cause=cause,
                message=f"{name} tells {each.actual} instead of {each.expected} at {each.pointer or '/'}",
                expected=each.expected,
                actual=each.actual,
                exchange=exchange.number,
            )


def _tags(play: _Play, name: str, exchange: Exchange, expected: Expected) -> Iterator[Failure]:
    """Let entity tags change when the model's change, and only then."""
    wanted = expected.said.response.fields.get("etag")
    answer = exchange.response
    actual = answer.fields.get("etag") if answer is not None else None
    if wanted is None or not expected.tag_about:
        return
    if actual is None:
        if play.likeness.is_exact:
            yield _failure(exchange, f"{name} gives no ETag", "an ETag", "none")
        return
    known = play.tags.setdefault(expected.tag_about, [])
    for one, other in known:
        if (one == wanted) != (other == actual):
            what = "the same ETag for something else" if other == actual else "another ETag for the same"
            yield _failure(exchange, f"{name} gives {what}", f"not {other}" if other == actual else other, actual)
            return
    known.append((wanted, actual))


def _failure(exchange: Exchange, cause: str, expected: str, actual: str) -> Failure:
    return Failure(cause=cause, message=cause, expected=expected, actual=actual, exchange=exchange.number)


def _spelled(operation: Operation, *statuses: int) -> tuple[str, ...]:
    """Spell statuses as an operation documents them."""
    found = [(status, documented(operation, status)) for status in statuses]
    return tuple(str(status) if response is None else response.status for status, response in found)


def _shown(status: int, code: str) -> str:
    return f"{status} {code}" if code else str(status)

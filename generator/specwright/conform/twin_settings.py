"""Prepares cases that change how a twin is set, to see what no request alone provokes: limits, and expired tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from specwright.conform.answers import json_of
from specwright.conform.cases import attempt, case_of, result_of
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.expectations import Refusal, judge_refused
from specwright.conform.phases import Ground
from specwright.conform.prepared import Prepared
from specwright.conform.results import Aim, Case, Kind, Result, Side
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.conform.wrong_requests import unauthorised
from specwright.model.behaviour import CallerTable, TokenFlow
from specwright.model.types import Json

__all__ = ["setting_aims"]

_SMALL: Final = 512
_MOST: Final = 4


def setting_aims(subject: Subject) -> Iterator[Iterator[Prepared]]:
    """Give the cases; there are none for live services."""
    if subject.is_twin:
        yield iter(_cases(subject))


def _cases(subject: Subject) -> Iterator[Prepared]:
    if subject.operation.body is not None and subject.documented_status(413):
        yield _prepared(subject, "413", "body-too-large", "a body that is longer than what is taken", _too_large)
    if subject.documented_status(429):
        yield _prepared(subject, "429", "too-many-calls", "more calls than are allowed", _too_many)
    for key in subject.operation.security[0] if subject.operation.security else ():
        table = subject.kit.service.behaviour.callers.get(key)
        if table is not None and table.flow is not None and subject.documented_status(401):
            label = f"credentials/{key}/expired"
            yield _prepared(subject, "401", label, f"an expired credential for {key}", _expired(subject, table))


def _prepared(
    subject: Subject, status: str, label: str, story: str, work: Callable[[Ground, Subject, Case], Result]
) -> Prepared:
    aim = Aim(operation=subject.name, kind=Kind.STATUS, name=status, place="request")
    case = case_of(f"request/{label}", aim, Side.OUTSIDE, story)

    def run(ground: Ground) -> Result:
        return attempt(ground, case, lambda: work(ground, subject, case))

    return Prepared(case=case, operation=subject.operation, run=run)


def _too_large(ground: Ground, subject: Subject, case: Case) -> Result:
    made = ground.world.resting(subject.operation)
    # The twin's own limits hold for what restores them as well, so the small one leaves room for that.
    draft = replace(made.draft, raw=b" " * (2 * _SMALL))
    before, _ = json_of(ground.world.tell_twin("GET", "limits", None).response or Response(status=0))
    most = before.get("maxBody") if isinstance(before, dict) else None
    ground.world.tell_twin("PUT", "limits", {"maxBody": _SMALL})
    try:
        exchange = ground.world.send(draft)
    finally:
        ground.world.tell_twin("PUT", "limits", {"maxBody": most})
    return _judged(subject, case, exchange, Refusal(status="413", is_any_code=True))


def _too_many(ground: Ground, subject: Subject, case: Case) -> Result:
    made = ground.world.resting(subject.operation)
    ground.world.tell_twin("PUT", "limits", {"rate": {"requests": 1, "seconds": 3600, "by": "all"}})
    exchange: Exchange | None = None
    try:
        for _ in range(_MOST):
            exchange = ground.world.send(made.draft)
            if exchange.response is None or exchange.response.status == 429:
                break
    finally:
        ground.world.tell_twin("PUT", "limits", {"rate": None})
        # One of the calls was let through.
        ground.world.forget()
    if exchange is None:
        raise UndrawableError("nothing was sent")
    return _judged(subject, case, exchange, Refusal(status="429", is_any_code=True))


def _expired(subject: Subject, table: CallerTable) -> Callable[[Ground, Subject, Case], Result]:
    flow = table.flow
    refusal = unauthorised(subject, subject.documented_status(401), table.scheme, "expired")

    def work(ground: Ground, subject: Subject, case: Case) -> Result:
        if flow is None:
            raise UndrawableError("no token is issued")
        made = ground.world.resting(subject.operation)
        token = _issued(ground, table, flow)
        # Once a clock went on it does not go back, so all that was stored is left behind.
        ground.world.tell_twin("PUT", "clock", {"advance": int(flow.lifetime) + 1})
        draft = replace(made.draft, credentials={**made.draft.credentials, table.scheme: token})
        try:
            exchange = ground.world.send(draft)
        finally:
            ground.world.reset()
        return _judged(subject, case, exchange, refusal)

    return work


def _issued(ground: Ground, table: CallerTable, flow: TokenFlow) -> str:
    """Get a token as a client would."""
    rows = ground.service.behaviour.fixtures[table.table].rows
    row = next((row for row in rows if all(isinstance(row.get(column), str) for column in flow.match.values())), None)
    if row is None:
        raise UndrawableError(f"nobody is known to get a token for {table.scheme}")
    form = {field: str(row.get(column, "")) for field, column in flow.match.items()}
    form |= {field: values[0] for field, values in {**flow.require, **flow.allow}.items() if values}
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    request = Request(
        operation="",
        method="POST",
        target=flow.path,
        headers=headers,
        body=urlencode(form).encode("ascii"),
    )
    answer = ground.send(request).response
    value: Json = None if answer is None else json_of(answer)[0]
    source = getattr(ground.service.security_schemes.get(table.scheme), "token_source", None)
    name = source.token.removeprefix("/") if source is not None else "access_token"
    token = value.get(name) if isinstance(value, dict) else None
    if not isinstance(token, str):
        raise UndrawableError(f"no token was issued for {table.scheme}")
    return token


def _judged(subject: Subject, case: Case, exchange: Exchange, refusal: Refusal) -> Result:
    pointer = subject.kit.service.error_code_pointer
    failures = tuple(judge_refused(subject.operation, exchange, refusal, pointer, what=case.story))
    return result_of(case, failures, (exchange,))

"""What a campaign found out: which case looked at what, from which side, and what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from specwright.conform.exchanges import Exchange

__all__ = ["Aim", "Case", "Failure", "Kind", "RefusedError", "Result", "Side", "StoppedError", "Verdict", "joined"]


class Kind(StrEnum):
    """What a case is about."""

    EXAMPLE = "example"
    KEYWORD = "keyword"
    RULE = "rule"
    PRECONDITION = "precondition"
    STATUS = "status"
    CODE = "code"
    LAW = "law"
    FUZZ = "fuzz"


class Side(StrEnum):
    """From which side a case looks at its aim: what just holds must be accepted, what just does not, refused."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    NEITHER = "neither"


class Verdict(StrEnum):
    """The three ways in which a case ends; there is no fourth, such as being skipped."""

    PASS = "pass"  # noqa: S105 - the word of a report, no password
    FAIL = "fail"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a case looks at: the keyword, rule or law ``name`` at ``place`` of an operation.

    ``place`` is where and a pointer, such as ``body /Order/containers`` or ``query limit``; empty for what stands
    nowhere. ``code`` is the documented code that the outside is refused with.
    """

    operation: str
    kind: Kind
    name: str
    place: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing to find out; ``id`` is the same in every campaign over the same description.

    ``story`` is one line for people.
    """

    id: str
    phase: str
    aim: Aim
    side: Side
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One thing that is wrong; failures of one ``cause`` have one reason, and are shown as one.

    ``exchange`` is the number of the exchange that shows it.
    """

    cause: str
    message: str
    expected: str = ""
    actual: str = ""
    exchange: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a case ended; ``reason`` says why something is unreachable.

    ``exchanges`` are those that belong to the case, in their order; of a failure, the fewest that show it.
    """

    case: Case
    verdict: Verdict
    failures: tuple[Failure, ...] = ()
    reason: str = ""
    exchanges: tuple[Exchange, ...] = ()


def joined(result: Result, found: Sequence[tuple[Exchange, tuple[Failure, ...]]]) -> Result:
    """Add to a result what the exchanges on the way to it showed."""
    if not found:
        return result
    known = {(failure.cause, failure.exchange) for failure in result.failures}
    new = [each for _, failures in found for each in failures if (each.cause, each.exchange) not in known]
    numbers = {exchange.number for exchange in result.exchanges}
    shown = [exchange for exchange, _ in found if exchange.number not in numbers]
    exchanges = tuple(sorted((*result.exchanges, *shown), key=lambda exchange: exchange.number))
    return replace(result, verdict=Verdict.FAIL, failures=(*result.failures, *new), exchanges=exchanges)


class StoppedError(Exception):
    """A guard, a budget or the clock ends the campaign: no failure of the service."""


class RefusedError(StoppedError):
    """A guard does not let one request through: its case is unreachable for this reason, and the others go on."""

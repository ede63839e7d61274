"""What a campaign comes to: its results, what was seen of the description, what was not and why, and causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specwright.conform.results import Failure, Result, Verdict

__all__ = ["Call", "Group", "Outcome", "PhaseTime", "Seen", "Unprovoked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One exchange in short; ``status`` is 0 where nothing came back. ``started`` is seconds since the start."""

    number: int
    operation: str
    status: int
    started: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often each answer of an operation came: statuses as they were, codes as the description spells them."""

    statuses: Mapping[int, int] = field(default_factory=dict[int, int])
    codes: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprovoked:
    """A documented status, or in ``code`` one of its codes, that no call brought about, and why."""

    operation: str
    status: str
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Failures with one cause; ``shortest`` is the result that shows it with the fewest exchanges."""

    cause: str
    failures: tuple[Failure, ...]
    cases: tuple[str, ...]
    shortest: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseTime:
    """What one phase took; ``is_complete`` says that it came to its end."""

    phase: str
    seconds: float
    exchanges: int
    results: int
    is_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The whole; exchanges are kept of results that failed only. ``stopped`` says what ended it early, if anything."""

    title: str
    version: str
    seed: int
    results: tuple[Result, ...]
    exchanges: int
    seconds: float
    seen: Mapping[str, Seen]
    unprovoked: tuple[Unprovoked, ...]
    groups: tuple[Group, ...]
    phases: tuple[PhaseTime, ...]
    calls: tuple[Call, ...]
    stopped: str = ""

    @property
    def is_success(self) -> bool:
        """Say whether nothing failed."""
        return not self.groups

    def count(self, verdict: Verdict) -> int:
        """Count the cases that ended so."""
        return sum(result.verdict is verdict for result in self.results)

"""What can be changed in a twin, and only that: its model, its checks, its store, its callers, its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.calls import Answer, Call, Refusal
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.pipeline import Pipeline
from specwright.twin.engine import Engine
from specwright.twin.judges import CheckViolation
from specwright.twin.run import Step
from specwright.twin.store import Record

__all__ = [
    "Asked",
    "Authenticating",
    "Damage",
    "Findings",
    "Handling",
    "Judged",
    "Judging",
    "Replying",
    "Responding",
    "Stepping",
    "Storing",
    "Told",
    "Writing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came.

    ``operation`` is empty where it is none's; ``route`` is then the first operation of its path, of another method.
    """

    operation: str
    route: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer as it goes; names of headers in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Storing:
    """A document on its way into the store, and the one that was there."""

    operation: str
    resource: str
    document: dict[str, Json]
    former: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A value that was judged: the body, or all parameters."""

    operation: Operation
    is_body: bool
    value: Any
    has_old: bool


Findings: TypeAlias = Sequence[CheckViolation]
Judging: TypeAlias = Callable[[Judged, Findings], Findings]
Handling: TypeAlias = Callable[[Engine, Callable[[Call], Answer], Call], Answer]
Authenticating: TypeAlias = Callable[
    [Callable[[Mapping[str, str]], "Mapping[str, Json] | Refusal"], Operation, Mapping[str, str]],
    "Mapping[str, Json] | Refusal",
]
Writing: TypeAlias = Callable[[Storing], dict[str, Json]]
Replying: TypeAlias = Callable[[Asked, Told], Told]
Stepping: TypeAlias = "Callable[[tuple[Step, ...]], tuple[Step, ...]]"
Responding: TypeAlias = Callable[[Pipeline, Engine, Callable[[Exchange], Reply], Exchange], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One change, said in one of these ways; what is not said stays as it is.

    ``acting`` and ``judged`` lead from operationIds to services: as those say, the operation acts, or its requests are
    judged. ``steps`` changes the steps of an operation's program, ``version`` the version that a record shows.
    Operations of ``acts_on_refused`` act although they refuse a body.
    """

    acting: Mapping[str, Service] = field(default_factory=dict[str, Service])
    judged: Mapping[str, Service] = field(default_factory=dict[str, Service])
    judging: Judging | None = None
    handling: Handling | None = None
    refusing: Callable[[Refusal], Refusal] | None = None
    authenticating: Authenticating | None = None
    writing: Writing | None = None
    version: Callable[[int], int] | None = None
    replying: Replying | None = None
    responding: Responding | None = None
    steps: Mapping[str, Stepping] = field(default_factory=dict[str, Stepping])
    checks_parameters_last: frozenset[str] = frozenset()
    acts_on_refused: frozenset[str] = frozenset()

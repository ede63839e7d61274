"""How a service behaves beyond what OpenAPI can say: what it keeps, who calls, what operations demand and change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from specwright.model.location import Location
from specwright.model.templates import Formula, IdText, Place, PlaceStep, Template
from specwright.model.types import Json

__all__ = [
    "Absent",
    "Answer",
    "Behaviour",
    "CallerTable",
    "Change",
    "Child",
    "Create",
    "Effect",
    "Find",
    "FixtureTable",
    "IdRule",
    "Let",
    "Listing",
    "Match",
    "Move",
    "MoveTo",
    "OperationBehaviour",
    "Precondition",
    "Remove",
    "Resource",
    "Rule",
    "StatusRule",
    "TokenFlow",
    "Transitions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdRule:
    """Which member is the id, and how one is made; without ``text`` and ``is_number`` whoever creates gives it."""

    member: str
    text: IdText = ()
    is_number: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """Items of lists inside a document that have ids; ``places`` are the members on the way, all of them lists."""

    name: str
    places: tuple[tuple[PlaceStep, ...], ...]
    id: IdRule
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """Which member is the status, and what is appended to the history whenever it changes."""

    member: str
    initial: str
    history: str = ""
    entry: Template | None = None
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A condition that must hold."""

    id: str
    rule: Formula
    when: Formula | None
    message: Template
    code: str
    status: int
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A document that must exist; of several ids the first that leads somewhere counts."""

    id: str
    resource: str
    by: tuple[Formula, ...]
    name: str
    message: Template
    code: str
    status: int
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Documents or children that must not exist: by id, or by members and a condition."""

    id: str
    resources: tuple[str, ...]
    by: Formula | None
    on: Mapping[str, Formula]
    condition: Formula | None
    is_among_all: bool
    message: Template
    code: str
    status: int
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A header that must name the version of a document."""

    id: str
    name: str
    header: str
    message: Template
    code: str
    status: int
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Transitions:
    """The rules of the body about the value before must hold, with a document as that value."""

    id: str
    name: str
    message: Template
    code: str
    status: int
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Let:
    """Names for values."""

    values: Mapping[str, Formula]


Precondition: TypeAlias = Rule | Find | Absent | Match | Transitions | Let


@dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """A new document; ``replaces`` where one of the same id makes room."""

    resource: str
    name: str
    to: Template
    replaces: bool
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A document stored anew: as a whole (``to``) or in places."""

    name: str
    to: Template | None
    places: tuple[tuple[Place, Template], ...]
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """A document deleted."""

    name: str
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTo:
    """A document given another status."""

    name: str
    to: str
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Documents found: filters by query parameter, each counting only where that was sent."""

    resource: str
    name: str
    filters: Mapping[str, Formula]
    by: Formula | None
    is_descending: Formula | None
    offset: Formula | None
    limit: Formula | None
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is answered; status 0 stands for the first documented success."""

    status: int
    body: Template | None
    headers: Mapping[str, Template]
    tag_of: str
    where: Location


Effect: TypeAlias = Create | Change | Remove | MoveTo | Listing | Let | Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition that no operation makes; ``sources`` empty means any status, ``to`` empty means none."""

    name: str
    summary: str
    sources: tuple[str, ...]
    to: str
    arguments: Json
    preconditions: tuple[Precondition, ...]
    places: tuple[tuple[Place, Template], ...]
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of document; ``definition`` is the schema of what is kept, its references keys of the service."""

    name: str
    definition: Json
    id: IdRule
    version: str
    visible: Formula | None
    files: str
    status: StatusRule | None
    children: tuple[Child, ...]
    projections: Mapping[str, Template]
    moves: Mapping[str, Move]
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class FixtureTable:
    """Rows that exist before the first request: found by ``key``, or documents of a resource."""

    name: str
    key: str
    resource: str
    rows: tuple[Mapping[str, Json], ...]
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFlow:
    """How a token is issued: form fields that pick a row, those that must have a value, and those that may."""

    path: str
    match: Mapping[str, str]
    require: Mapping[str, tuple[str, ...]]
    allow: Mapping[str, tuple[str, ...]]
    lifetime: float
    answer: Template
    refusal_status: int
    refusal_body: Template
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerTable:
    """Who holds which credential of a security scheme; ``refusals`` leads from what is wrong to examples of the 401."""

    scheme: str
    name: str
    table: str
    column: str
    prefixes: tuple[str, ...]
    refusals: Mapping[str, str]
    flow: TokenFlow | None
    where: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationBehaviour:
    """What one operation demands and does; ``effects`` None where its path is to decide."""

    preconditions: tuple[Precondition, ...] = ()
    effects: tuple[Effect, ...] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    has_loose_parts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """The behaviour of a service; operations by operationId, error bodies by status (``400``, ``4XX``, ``default``)."""

    resources: Mapping[str, Resource] = field(default_factory=dict[str, Resource])
    fixtures: Mapping[str, FixtureTable] = field(default_factory=dict[str, FixtureTable])
    callers: Mapping[str, CallerTable] = field(default_factory=dict[str, CallerTable])
    errors: Mapping[str, Template] = field(default_factory=dict[str, "Template"])
    operations: Mapping[str, OperationBehaviour] = field(default_factory=dict[str, OperationBehaviour])

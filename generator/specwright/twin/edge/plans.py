"""Turns each operation into all that answering it needs, once, when it is first called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from specwright.model.behaviour import OperationBehaviour
from specwright.model.service import MediaType, MediaTypeKind, Operation, Response
from specwright.twin.answers import OperationAnswers
from specwright.twin.edge.bodies import BodyReader
from specwright.twin.edge.credentials import CredentialReader
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.parameters import ParameterReader, Values
from specwright.twin.engine import Engine
from specwright.twin.judges import Check, CheckViolation
from specwright.twin.negotiation import choose, concrete, essence
from specwright.twin.synthesis import Synthesiser

__all__ = ["Documented", "Offer", "Plan", "Plans"]

_MOST_READ: Final = 1_000
_ANYTHING: Final = frozenset({"", "*/*"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One media type of an answer: as it is sent, as it is described, and its check."""

    header: bytes
    media_type: MediaType
    check: Check | None


class Documented:
    """One documented response of an operation."""

    def __init__(self, response: Response, operation: Operation, engine: Engine) -> None:
        self.required_headers = frozenset(
            header.name.wire.lower().encode("latin-1", "replace") for header in response.headers if header.is_required
        )
        self.offers = tuple(
            Offer(
                concrete(media_type.media_type).encode("latin-1", "replace"),
                media_type,
                engine.judges.response(operation, response.status, media_type.media_type),
            )
            for media_type in response.media_types
        )
        self._named = [(essence(concrete(offer.media_type.media_type)), offer) for offer in self.offers]

    def choose(self, accept: str | None) -> Offer | None:
        """Choose what an Accept header likes best."""
        if accept is None or accept in _ANYTHING or accept == self._named[0][0]:
            return self.offers[0] if self.offers else None
        return choose(accept, self._named)

    @cached_property
    def json(self) -> Offer | None:
        """The media type that errors are told in."""
        return next((offer for offer in self.offers if offer.media_type.kind is MediaTypeKind.JSON), None)

    @cached_property
    def text(self) -> Offer | None:
        """The media type of errors that are told as text or as a page."""
        return next((offer for offer in self.offers if offer.media_type.kind is MediaTypeKind.TEXT), None)


class Plan:
    """One operation, compiled."""

    def __init__(self, operation: Operation, engine: Engine, synthesiser: Synthesiser, max_depth: int) -> None:
        service = engine.service
        behaviour = engine.behaviour.operations.get(operation.name.wire, OperationBehaviour())
        self.operation = operation
        self.id = operation.name.wire
        self.is_inferred = behaviour.effects is None
        self.credentials = CredentialReader(operation, service.security_schemes)
        self.parameters = ParameterReader(operation, service.schemas, max_depth=max_depth)
        self.body = BodyReader(
            operation, service.schemas, aliases=behaviour.aliases, has_loose_parts=behaviour.has_loose_parts
        )
        self.answers = OperationAnswers(operation, service, synthesiser)
        self._engine = engine
        self._documented: dict[int, Documented | None] = {}
        # What was read of a request's head, by all that it was read from; values are never changed in place.
        self._read: dict[tuple[object, ...], tuple[Values, dict[str, str], tuple[CheckViolation, ...]]] = {}
        self._statuses = {response.status.upper(): response for response in operation.responses}
        self._statuses_of_codes = {
            code: int(response.status)
            for response in reversed(operation.responses)
            if response.status.isdecimal()
            for code in response.error_codes
        }

    @cached_property
    def parameter_check(self) -> Check | None:
        """The check of all parameters together."""
        return self._engine.judges.parameters(self.operation)

    @cached_property
    def success(self) -> Documented | None:
        """The first documented success; None where it has no content."""
        for status in self._statuses:
            if status[:1] == "2":
                documented = self.documented(int(status) if status.isdecimal() else 200)
                return documented if documented is not None and documented.offers else None
        return None

    def read_parameters(
        self, exchange: Exchange, segments: Mapping[str, str]
    ) -> tuple[Values, dict[str, str], tuple[CheckViolation, ...]]:
        """Read and check the parameters of a request.

        Raises:
            RefusalError: something cannot be decoded.
        """
        key = self.parameters.key(exchange)
        known = self._read.get(key) if key is not None else None
        if known is None:
            values, sent = self.parameters.read(exchange, segments)
            check = self.parameter_check
            known = (values, sent, check(values) if check is not None else ())
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            if key is not None:
                self._read[key] = known
        return known

    def body_check(self, media_type: str) -> Check | None:
        """Give the check of a body."""
        return self._engine.judges.body(self.operation, media_type)

    def documented(self, status: int) -> Documented | None:
        """Find what is documented for a status: by number, by its range, by ``default``."""
        if status not in self._documented:
            keys = (str(status), f"{status // 100}XX", "DEFAULT")
            found = next((self._statuses[key] for key in keys if key in self._statuses), None)
            self._documented[status] = None if found is None else Documented(found, self.operation, self._engine)
        return self._documented[status]

    def status_of(self, code: str) -> int:
        """Tell the status of a wrong request: the one that documents the code, else the one that is documented."""
        if code in self._statuses_of_codes:
            return self._statuses_of_codes[code]
        return 422 if "400" not in self._statuses and "422" in self._statuses else 400

    def nearest(self, status: int, otherwise: int) -> int:
        """Give a status where it is documented, else another."""
        return status if self.documented(status) is not None else otherwise


class Plans:
    """The plans of a service's operations."""

    def __init__(self, engine: Engine, *, max_depth: int) -> None:
        self._engine = engine
        self._max_depth = max_depth
        self._synthesiser = Synthesiser(engine.service.schemas)
        self._plans: dict[int, Plan] = {}

    def of(self, operation: Operation) -> Plan:
        """Give the plan of an operation."""
        # The service outlives its plans, so an operation's identity is a lasting key.
        plan = self._plans.get(id(operation))
        if plan is None:
            plan = Plan(operation, self._engine, self._synthesiser, self._max_depth)
            self._plans[id(operation)] = plan
        return plan

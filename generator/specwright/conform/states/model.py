"""Turns a description into the model of a service: an unchanged twin in process that tells why it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specwright.conform.exchanges import Request, Response
from specwright.model.behaviour import Let
from specwright.model.errors import DescriptionError
from specwright.model.service import Service
from specwright.model.types import Json
from specwright.twin.calls import Refusal
from specwright.twin.creation import create_twin
from specwright.twin.edge import Options, Twin, create_edge
from specwright.twin.edge.exchange import Exchange
from specwright.twin.engine import Engine
from specwright.twin.store import Record

__all__ = ["Model", "Said"]

# What a campaign stores is little; the seed only has to be one.
_SEED: Final = 20_260_101
_START: Final = "conform-start"
_OPTIONS: Final = Options(has_journal=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the model answers; ``refused`` names the precondition, rule or keyword that refused, empty where none did.

    ``about`` are the documents that the call led to, by resource and id.
    """

    response: Response
    code: str = ""
    refused: str = ""
    about: tuple[tuple[str, str], ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Say whether the call was carried out."""
        return 200 <= self.response.status < 400


class Model:
    """The twin; states are kept under names and gone back to, which costs next to nothing."""

    def __init__(self, service: Service, twin: Twin | None = None) -> None:
        self.service = service
        self.calls = 0
        self._twin = twin or create_twin(service, seed=_SEED, options=_OPTIONS)
        self._engine = self._twin.engine
        if twin is None:
            self._engine.snapshot(_START)
        self.fixed = frozenset(key for key, _ in self.records())

    def without(self, operation: str, precondition: str) -> Model | None:
        """Give a model of the same documents that does not ask one precondition; None where others need it."""
        behaviour = self.service.behaviour
        declared = behaviour.operations[operation]
        rest = tuple(each for each in declared.preconditions if isinstance(each, Let) or each.id != precondition)
        # Of the others there is nothing to compile.
        operations = {operation: replace(declared, preconditions=rest)}
        service = replace(self.service, behaviour=replace(behaviour, operations=operations))
        try:
            engine = Engine(service, self._engine.store, seed=_SEED, judges=self._engine.judges)
        except DescriptionError:
            return None
        return Model(service, create_edge(engine, _OPTIONS))

    def begin(self) -> None:
        """Go back to the state before the first call."""
        self._engine.restore(_START)

    def keep(self, name: str) -> None:
        """Keep the present state."""
        self._engine.snapshot(name)

    def back(self, name: str) -> None:
        """Go back to a kept state."""
        self._engine.restore(name)

    def send(self, request: Request) -> Said:
        """Answer a request."""
        self.calls += 1
        path, _, query = request.target.partition("?")
        exchange = Exchange(
            {
                "type": "http",
                "method": request.method,
                "path": path,
                "raw_path": path.encode("latin-1", "replace"),
                "query_string": query.encode("latin-1", "replace"),
                "headers": [(name.lower().encode("latin-1"), value.encode("utf-8")) for name, value in request.headers],
            }
        )
        engine, pipeline = self._engine, self._twin.pipeline
        pipeline.find(exchange)
        exchange.body = request.body
        exchange.started_ns = engine.store.transact(engine.clock.read, is_read=True).nanoseconds
        engine.covered.clear()
        reply = pipeline.respond(exchange)
        headers = tuple((name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in reply.headers)
        response = Response(status=reply.status, headers=headers, body=reply.body)
        refused = next((id_ for (_, status, _, id_) in engine.covered if status == reply.status), "")
        return Said(response=response, code=reply.code, refused=refused, about=tuple(reply.about))

    def move(self, resource: str, id_: str, name: str, arguments: Json) -> Refusal | Record:
        """Make a move that no operation makes."""
        self.calls += 1
        return self._engine.control.move(resource, id_, name, arguments)

    def advance(self, seconds: float) -> None:
        """Move the time on."""
        self._engine.set_clock(advance=seconds)

    def millis(self) -> int:
        """Tell the time in milliseconds since 1970."""
        found = self._engine.clock_state().get("millis")
        return found if isinstance(found, int) else 0

    def records(self) -> Iterator[tuple[tuple[str, str], Record]]:
        """List all documents by resource and id, in the order of storing."""
        for resource in self._engine.control.resources():
            if resource.count:
                for record in self._engine.control.documents(resource.name, limit=1_000):
                    yield (resource.name, record.id), record

    def tag_of(self, record: Record, resource: str) -> str:
        """Spell the entity tag of a record."""
        declared = self.service.behaviour.resources.get(resource)
        version = declared.version if declared is not None else '"{version}"'
        return version.replace("{version}", str(record.version))

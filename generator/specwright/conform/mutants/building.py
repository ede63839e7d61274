"""Turns a service and one damage into the twin that has it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

from starlette.types import Message, Receive, Scope, Send

from specwright.conform.mutants.damage import Asked, Damage, Told
from specwright.conform.mutants.judging import ChangedJudges, operation_named
from specwright.conform.mutants.keeping import ChangedStore, Current
from specwright.conform.mutants.stages import ChangedPipeline
from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.calls import Answer, Call, Refusal
from specwright.twin.edge import Options, Twin
from specwright.twin.engine import Engine
from specwright.twin.judges import Judges
from specwright.twin.routing import Found, MethodMissing

__all__ = ["QUIET", "ChangedEngine", "ChangedTwin", "build_twin"]

# Nobody reads what so many twins were asked.
QUIET: Final = Options(has_journal=False)

# What a twin says about itself would give away what is wrong with it.
_OWN: Final = b"specwright-"
_ADMIN: Final = "/__twin"


class ChangedEngine(Engine):
    """An engine of which one thing is changed."""

    def __init__(self, service: Service, judges: Judges, damage: Damage, *, seed: int) -> None:
        self._damage = damage
        self._current = Current()
        store = ChangedStore(damage, self._current)
        changed = ChangedJudges(service, judges, damage) if damage.judged or damage.judging else judges
        super().__init__(service, store, seed=seed, judges=changed)
        # Operations that act otherwise do so on the same store.
        self._others: dict[str, tuple[Engine, Operation]] = {
            name: (Engine(other, store, seed=seed, judges=changed), operation_named(other, name))
            for name, other in damage.acting.items()
        }

        for name, change in damage.steps.items():
            operation = operation_named(service, name)
            program = self._program(operation)
            self._programs[id(operation)] = replace(program, steps=change(program.steps))

    def act(self, call: Call, *, without: Collection[int]) -> None:
        """Take a call that was refused all the same, but for some of its steps."""
        sound = self._program(call.operation)
        steps = tuple(step for index, step in enumerate(sound.steps) if index not in without)
        self._programs[id(call.operation)] = replace(sound, steps=steps)
        try:
            super().handle(call)
        finally:
            self._programs[id(call.operation)] = sound

    def handle(self, call: Call) -> Answer:
        """Take the preconditions and effects of a call."""
        self._current.operation = call.operation.name.wire
        if self._damage.handling is not None:
            return self._damage.handling(self, self._handled, call)
        return self._handled(call)

    def authenticate(self, operation: Operation, credentials: Mapping[str, str]) -> Mapping[str, Json] | Refusal:
        """Find who calls."""
        change = self._damage.authenticating
        if change is None:
            return super().authenticate(operation, credentials)
        sound = super().authenticate
        return change(lambda given: sound(operation, given), operation, credentials)

    def refusal_body(self, refusal: Refusal) -> Json:
        """Make the body of a refusal."""
        change = self._damage.refusing
        return super().refusal_body(refusal if change is None else change(refusal))

    def _handled(self, call: Call) -> Answer:
        other = self._others.get(call.operation.name.wire)
        if other is None:
            return super().handle(call)
        engine, operation = other
        return engine.handle(replace(call, operation=operation))


class ChangedTwin(Twin):
    """A twin that says nothing about itself, and whose answers may be changed."""

    def __init__(self, engine: Engine, damage: Damage, options: Options) -> None:
        super().__init__(engine, options)
        self._damage = damage
        if damage.responding is not None or damage.checks_parameters_last or damage.acts_on_refused:
            self.pipeline = ChangedPipeline(engine, self.options, self.settings, damage)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI scope."""
        if scope["type"] != "http" or scope["path"].startswith(_ADMIN):
            await super().__call__(scope, receive, send)
            return
        sent: list[bytes] = []
        start: Message = {}
        pieces: list[bytes] = []

        async def listen() -> Message:
            message = await receive()
            sent.append(message.get("body", b""))
            return message

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                pieces.append(message.get("body", b""))

        await super().__call__(scope, listen, hold)
        headers = [(name, value) for name, value in start["headers"] if not name.lower().startswith(_OWN)]
        told = Told(
            status=start["status"],
            headers=tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in headers),
            body=b"".join(pieces),
        )
        if self._damage.replying is not None:
            told = self._damage.replying(self._asked(scope, b"".join(sent)), told)
        await _tell(told, send)

    def _asked(self, scope: Scope, body: bytes) -> Asked:
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        found = self.pipeline.router.find(scope["method"], raw.decode("latin-1"))
        return Asked(
            operation=found.operation.name.wire if isinstance(found, Found) else "",
            route=found.route.first.name.wire if isinstance(found, MethodMissing) else "",
            method=scope["method"],
            path=raw.decode("latin-1"),
            headers={name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]},
            body=body,
        )


async def _tell(told: Told, send: Send) -> None:
    length = str(len(told.body))
    headers: list[tuple[bytes, bytes]] = [
        (name.encode("latin-1"), (length if name == "content-length" else value).encode("latin-1"))
        for name, value in told.headers
    ]
    start: dict[str, Any] = {"type": "http.response.start", "status": told.status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": told.body})


def build_twin(service: Service, judges: Judges, damage: Damage, *, seed: int, options: Options = QUIET) -> ChangedTwin:
    """Build a twin of a service that has one damage.

    Raises:
        DescriptionError: the damaged behaviour does not hold together.
    """
    engine = ChangedEngine(service, judges, damage, seed=seed)
    engine.start()
    return ChangedTwin(engine, damage, options)

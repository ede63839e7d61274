"""The twin without HTTP: takes calls that passed their checks, and answers them from what it remembers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from specwright.model.behaviour import OperationBehaviour
from specwright.model.errors import DescriptionError, Problem
from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.twin.callers import Callers
from specwright.twin.calls import Answer, Call, Refusal, Success, Upload, Violation
from specwright.twin.capacity import Capacity
from specwright.twin.clock import Clock
from specwright.twin.control import Control
from specwright.twin.crud import Crud
from specwright.twin.documented import is_documented
from specwright.twin.formulas import FAILURES, Env, Function
from specwright.twin.inference import Inference
from specwright.twin.judges import Judges
from specwright.twin.nothing import Nothing
from specwright.twin.programs import Program, compile_program
from specwright.twin.resources import TakenIdError
from specwright.twin.retries import retried
from specwright.twin.run import RefusedError, Run
from specwright.twin.store import ConflictError, Store, Transaction
from specwright.twin.workshop import Workshop

__all__ = ["Engine"]

START: Final = "$start"
_META: Final = "$meta"
_SAFE: Final = frozenset({"GET", "HEAD"})
# The first that an operation documents; a client may try again after each of them.
_BUSY: Final = (503, 429)
_NOTHING_SENT: Final[Mapping[str, Json]] = {}


class Engine:
    """A service's behaviour over a store.

    Raises:
        DescriptionError: a declaration is wrong; all is compiled at once, except what is inferred.
    """

    def __init__(
        self,
        service: Service,
        store: Store,
        *,
        seed: int | None = None,
        strict: bool = True,
        capacity: Capacity | None = None,
        judges: Judges | None = None,
    ) -> None:
        self.service = service
        self.behaviour = service.behaviour
        self.store = store
        self.seed = seed
        self.strict = strict
        # Several engines of one service may share what was compiled of its checks.
        self.judges = judges or Judges(service)
        self.clock = Clock(seed)
        self.covered: Counter[tuple[str, int, str, str]] = Counter()
        self._workshop = Workshop(service, self.judges, seed, capacity or Capacity())
        self._callers = Callers(self._workshop, store, self.clock, seed)
        self._inference = Inference(service)
        self._programs: dict[int, Program] = {}
        self._lock = threading.Lock()
        self._compile_declared()
        self.control = Control(self._workshop, store, self.clock)
        names = self._workshop.types.refusal()
        self._errors = {
            status.upper(): self._workshop.templates.compile(template, names)
            for status, template in service.behaviour.errors.items()
        }

    def _compile_declared(self) -> None:
        problems: list[Problem] = []
        for operation in self.service.operations:
            declared = self.behaviour.operations.get(operation.name.wire)
            if declared is None:
                continue
            try:
                compile_ = self._inferred if declared.effects is None else partial(compile_program, self._workshop)
                self._programs[id(operation)] = compile_(operation, declared)
            except DescriptionError as error:
                problems += error.problems
        if problems:
            raise DescriptionError(*problems)

    def start(self) -> None:
        """Store the fixtures, unless this or another process has."""
        is_new = self.store.transact(self._store_fixtures)
        if is_new or START not in self.store.snapshots():
            self.store.snapshot(START)

    @property
    def token_paths(self) -> Mapping[str, str]:
        """Give the paths of token endpoints with their security schemes."""
        return self._callers.paths

    def authenticate(self, operation: Operation, credentials: Mapping[str, str]) -> Mapping[str, Json] | Refusal:
        """Find who calls, by what was presented for each security scheme."""
        return self._callers.authenticate(operation, credentials)

    def issue(self, scheme: str, form: Mapping[str, str]) -> Success:
        """Answer a form posted to a token endpoint, also where it is refused.

        Raises:
            KeyError: the scheme has no token endpoint.
        """
        return self._callers.issue(scheme, form)

    def sample_credentials(self) -> Mapping[str, str]:
        """Give one credential of each security scheme that will do."""
        return self._callers.samples()

    def handle(self, call: Call) -> Answer:
        """Take the preconditions and effects of a call: all of them count, or none."""
        program = self._program(call.operation)

        def work(transaction: Transaction) -> Answer:
            if not program.is_read:
                self.clock.tick(transaction)
            run = Run(call, transaction, self._env(transaction, call, program))
            try:
                answer = program.run(run)
            finally:
                call.about[:] = run.about
            if isinstance(answer, Refusal):
                raise RefusedError(answer)
            return answer

        try:
            answer = retried(self.store, work, is_read=program.is_read)
        except RefusedError as refused:
            answer = refused.refusal
        except ConflictError:
            status = next((each for each in _BUSY if is_documented(call.operation, each, by_name=True)), _BUSY[0])
            answer = Refusal(status=status, message="Too many callers change the same document.", id="busy")
        name = call.operation.name.wire
        if isinstance(answer, Refusal):
            self.covered[name, answer.status, answer.code, answer.id] += 1
        else:
            self.covered[name, answer.status, "", ""] += 1
        return answer

    def refusal_body(self, refusal: Refusal) -> Json:
        """Make the body of a refusal from ``x-errors``; None where nothing is declared for its status."""
        make = self._error(refusal.status)
        if make is None:
            return None

        def work(transaction: Transaction) -> Json:
            env: Env = {
                "clock": self.clock.read(transaction).document,
                "status": refusal.status,
                "code": refusal.code or None,
                "message": refusal.message,
                "violations": [_spelled(each) for each in refusal.violations],
            }
            try:
                found: Json | Nothing = make(env)
            except FAILURES:
                return {"message": refusal.message}
            return None if isinstance(found, Nothing) else found

        return self.store.transact(work, is_read=True)

    def reset(self) -> None:
        """Go back to the state before the first request."""
        self.store.restore(START)

    def snapshot(self, name: str) -> None:
        """Keep the present state."""
        self.store.snapshot(name)

    def restore(self, name: str) -> None:
        """Go back to a kept state.

        Raises:
            KeyError: there is none of that name.
        """
        self.store.restore(name)

    def forget(self, name: str) -> None:
        """Drop a kept state."""
        self.store.forget(name)

    def snapshots(self) -> list[str]:
        """List the kept states that were asked for."""
        return [name for name in self.store.snapshots() if not name.startswith("$")]

    def clock_state(self) -> dict[str, Json]:
        """Describe the clock."""
        return self.store.transact(self.clock.state, is_read=True)

    def set_clock(
        self, *, now: int | None = None, advance: float | None = None, frozen: bool | None = None
    ) -> dict[str, Json]:
        """Set, move or stop the clock, and describe it."""

        def work(transaction: Transaction) -> dict[str, Json]:
            self.clock.set(transaction, now=now, advance=advance, frozen=frozen)
            return self.clock.state(transaction)

        return self.store.transact(work)

    def _program(self, operation: Operation) -> Program:
        program = self._programs.get(id(operation))
        if program is None:
            with self._lock:
                declared = self.behaviour.operations.get(operation.name.wire) or OperationBehaviour()
                program = self._programs.get(id(operation)) or self._inferred(operation, declared)
                self._programs[id(operation)] = program
        return program

    def _inferred(self, operation: Operation, declared: OperationBehaviour) -> Program:
        program = compile_program(self._workshop, operation, declared)
        found = self._inference.collection(operation)
        if found is None:
            return program
        collection, is_item = found
        answer = self._inference.answer(operation)
        sent = self._inference.sent_members(operation)
        step = Crud(
            operation,
            collection,
            answer,
            sent,
            is_item=is_item,
            seed=self.seed,
            capacity=self._workshop.capacity,
            judges=self.judges,
        ).step()
        if step is None:
            return program
        return replace(program, steps=(*program.steps, step), is_read=operation.method.upper() in _SAFE)

    def _env(self, transaction: Transaction, call: Call, program: Program) -> Env:
        env: Env = {
            "caller": call.caller,
            "fixtures": self._workshop.fixtures,
            "clock": self.clock.read(transaction).document,
            "sent": call.sent,
            "body": call.body,
            "files": [_described(upload) for upload in call.files],
        }
        for place in ("path", "query", "header", "cookie"):
            given = call.parameters.get(place, _NOTHING_SENT)
            defaults = program.defaults.get(place)
            env[place] = {**defaults, **given} if defaults else given
        return env

    def _error(self, status: int) -> Function | None:
        for key in (str(status), f"{status // 100}XX", "DEFAULT"):
            if key in self._errors:
                return self._errors[key]
        return None

    def _store_fixtures(self, transaction: Transaction) -> bool:
        if transaction.get(_META, _META) is not None:
            return False
        transaction.put(_META, _META, {"seed": self.seed})
        env: Env = {
            "caller": {},
            "fixtures": self._workshop.fixtures,
            "clock": self.clock.read(transaction).document,
        }
        for table in self.behaviour.fixtures.values():
            if table.resource:
                keeper = self._workshop.keeper(table.resource, table.where)
                for row in table.rows:
                    try:
                        keeper.create(transaction, env, dict(row), replaces=False)
                    except (TakenIdError, LookupError) as error:
                        problem = Problem(table.where, f"a document cannot be stored: {error}", "", "behaviour")
                        raise DescriptionError(problem) from None
        return True


def _described(upload: Upload) -> dict[str, Json]:
    return {
        "part": upload.part,
        "name": upload.name,
        "mediaType": upload.media_type,
        "size": len(upload.content),
        "digest": upload.digest,
    }


def _spelled(violation: Violation) -> dict[str, Json]:
    return {
        "path": violation.path,
        "member": violation.member or violation.path,
        "id": violation.id,
        "message": violation.message,
        "code": violation.code,
    }

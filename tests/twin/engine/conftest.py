"""Gives the library, whose description uses everything that a behaviour can declare, and a way to call it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from specwright.loader import load
from specwright.model.service import Operation, Service
from specwright.twin.calls import Answer, Call, Refusal, Success, Upload
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore

LIBRARY = Path(__file__).parents[1] / "library" / "openapi.yaml"


@dataclass
class Desk:
    """Calls operations of an engine as one caller."""

    engine: Engine
    caller: Mapping[str, Any]

    def operation(self, name: str) -> Operation:
        """Find an operation."""
        return next(each for each in self.engine.service.operations if each.name.wire == name)

    def ask(self, name: str, body: Any = None, *, files: tuple[Upload, ...] = (), **arguments: Any) -> Answer:
        """Call an operation; arguments are parameters by location, `id` and `tag` short for two of them."""
        id_, tag = arguments.pop("id", None), arguments.pop("tag", None)
        parameters: dict[str, dict[str, Any]] = {
            place: dict(arguments.get(place, {})) for place in ("path", "query", "header", "cookie")
        }
        if id_ is not None:
            parameters["path"]["id"] = id_
        if tag is not None:
            parameters["header"]["If-Match"] = tag
        call = Call(
            operation=self.operation(name),
            caller=self.caller,
            parameters=parameters,
            sent={} if id_ is None else {"id": id_, **arguments.get("sent", {})},
            body=body,
            has_body=body is not None,
            media_type="application/json",
            files=files,
        )
        return self.engine.handle(call)

    def does(self, name: str, body: Any = None, **arguments: Any) -> Success:
        """Call an operation that must succeed."""
        answer = self.ask(name, body, **arguments)
        assert isinstance(answer, Success), answer
        return answer

    def is_refused(self, name: str, body: Any = None, **arguments: Any) -> Refusal:
        """Call an operation that must be refused."""
        answer = self.ask(name, body, **arguments)
        assert isinstance(answer, Refusal), answer
        return answer


@pytest.fixture(scope="session")
def library() -> Service:
    """Give the description."""
    return load(LIBRARY)


@pytest.fixture
def engine(library: Service) -> Engine:
    """Give an engine with nothing but its fixtures."""
    made = Engine(library, MemoryStore(), seed=1)
    made.start()
    return made


@pytest.fixture
def desk_of(engine: Engine) -> Callable[[str], Desk]:
    """Give callers by their tokens."""

    def make(token: str) -> Desk:
        operation = next(each for each in engine.service.operations if each.name.wire == "createLoan")
        caller = engine.authenticate(operation, {"card": token, "desk": "desk-1"})
        assert not isinstance(caller, Refusal)
        return Desk(engine, caller)

    return make


@pytest.fixture
def desk(desk_of: Callable[[str], Desk]) -> Desk:
    """Give the first reader."""
    return desk_of("token-r1")

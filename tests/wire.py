"""A transport without a network that answers from a script, and the small service that the runtime's tests call over it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

import httpx2

from specwright.runtime._client import AsyncClient, SyncClient
from specwright.runtime._models import Model
from specwright.runtime._operation import (
    Body,
    Credential,
    ErrorTable,
    Operation,
    Parameter,
    Part,
    Response,
    ResponseContent,
    SecurityScheme,
    ServiceInfo,
)

SECRET = "secret-token-4711"
BASE_URL = "https://api.example.test/v1"


class Thing(Model):
    """What most operations of the service answer with."""

    id: str
    size: int


def json_content(kind: Any, media_type: str = "application/json") -> ResponseContent:
    """Describe a JSON answer of a type."""
    return ResponseContent(media_type=media_type, kind="json", type=lambda: kind)


THING = Response(status="200", contents=(json_content(Thing),))
ID = Parameter(python="thing_id", wire="thingId", location="path", style="simple", explode=False, is_required=True)
JSON_BODY = Body(media_type="application/json", kind="json", is_required=True)


def operation(method: str, **changes: Any) -> Operation[Any]:
    """Describe an operation on one thing."""
    described: dict[str, Any] = {
        "id": f"{method.lower()}Thing",
        "method": method,
        "path": ("/things/", ID),
        "responses": (THING, Response(status="204")),
        "security": (("token",),),
        **changes,
    }
    return Operation(**described)


GET = operation("GET")
PUT = operation("PUT", bodies=(JSON_BODY,))
DELETE = operation("DELETE", responses=(Response(status="204"),))
POST = operation("POST", path=("/things",), bodies=(JSON_BODY,))
UPLOAD = operation(
    "POST",
    id="uploadThing",
    path=("/uploads",),
    bodies=(
        Body(
            media_type="multipart/form-data",
            kind="multipart",
            parts=(
                Part(python="thing", wire="thing", content_type="application/json", is_required=True),
                Part(python="files", wire="files", is_file=True, is_repeated=True),
            ),
        ),
    ),
)
AT = {"thing_id": "a1"}
THING_JSON = b'{"id": "a1", "size": 3}'


def service(**changes: Any) -> ServiceInfo:
    """Describe the service."""
    described: dict[str, Any] = {
        "title": "Things",
        "package": "things_client",
        "version": "1.2.3",
        "env_prefix": "THINGS",
        "servers": (BASE_URL,),
        "credentials": (Credential(python="token", env="THINGS_TOKEN"),),
        "schemes": {"token": SecurityScheme(key="token", kind="bearer", credentials=("token",))},
        "errors": ErrorTable(code="/code"),
        **changes,
    }
    return ServiceInfo(**described)


class Body_(httpx2.SyncByteStream, httpx2.AsyncByteStream):  # noqa: N801 - `Body` is the descriptor
    """A body in pieces that knows whether it was released; a piece that is an exception breaks it off."""

    def __init__(self, pieces: list[bytes | Exception]) -> None:
        self.pieces = pieces
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        """Note that it was released."""
        self.is_closed = True

    async def aclose(self) -> None:
        """Note that it was released."""
        self.is_closed = True


def answer(
    status: int = 200, content: bytes | list[bytes | Exception] = THING_JSON, **headers: str
) -> Callable[[], httpx2.Response]:
    """Script one answer; header names are written with underscores."""

    def make() -> httpx2.Response:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        pieces: list[bytes | Exception] = [content] if isinstance(content, bytes) else content
        return httpx2.Response(status, headers={"content-type": "application/json", **names}, stream=Body_(pieces))

    return make


class Wire(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers from a script, the last entry again and again, and keeps what it was sent."""

    def __init__(self, *script: Callable[[], httpx2.Response] | Exception) -> None:
        self.script = list(script) or [answer()]
        self.requests: list[httpx2.Request] = []
        self.bodies: list[bytes] = []
        self.answers: list[httpx2.Response] = []
        self.is_closed = False

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Read the body and give the next answer."""
        assert isinstance(request.stream, httpx2.SyncByteStream)
        step = self._next(request)
        if not isinstance(step, httpx2.ConnectError):
            self.bodies.append(b"".join(request.stream))
        return self._answer(step)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Read the body and give the next answer."""
        assert isinstance(request.stream, httpx2.AsyncByteStream)
        step = self._next(request)
        if not isinstance(step, httpx2.ConnectError):
            self.bodies.append(b"".join([chunk async for chunk in request.stream]))
        return self._answer(step)

    def close(self) -> None:
        """Note that it was released."""
        self.is_closed = True

    async def aclose(self) -> None:
        """Note that it was released."""
        self.is_closed = True

    def _next(self, request: httpx2.Request) -> Callable[[], httpx2.Response] | Exception:
        self.requests.append(request)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def _answer(self, step: Callable[[], httpx2.Response] | Exception) -> httpx2.Response:
        if isinstance(step, Exception):
            raise step
        made = step()
        self.answers.append(made)
        return made

    @property
    def all_released(self) -> bool:
        """Whether no connection is held."""
        return all(made.is_closed for made in self.answers)


# Taken before a test puts a clock in its place.
_sleep = asyncio.sleep


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pauses: list[float] = []
        self._thread = threading.get_ident()

    def monotonic(self) -> float:
        """Tell the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.pauses.append(seconds)
        self.now += seconds

    async def asleep(self, seconds: float) -> None:
        """Let time pass at once, for this thread: a server of another test may still live in its own."""
        if threading.get_ident() == self._thread:
            self.sleep(seconds)
        else:
            await _sleep(seconds)


def sync_client(wire: Any, **options: Any) -> SyncClient:
    """Make a client over a wire."""
    given: dict[str, Any] = {"credentials": {"token": SECRET}, "transport": wire, **options}
    return SyncClient(given.pop("service", service()), **given)


def async_client(wire: Any, **options: Any) -> AsyncClient:
    """Make an asynchronous client over a wire."""
    given: dict[str, Any] = {"credentials": {"token": SECRET}, "transport": wire, **options}
    return AsyncClient(given.pop("service", service()), **given)


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Write JSON with the standard library."""
    return json.dumps(value).encode()

# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns queued answers and documented examples into a service that exists in a test alone."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Self, TypeAlias, TypeVar

import httpx2

from ._events import ServerSentEvent
from ._fake_calls import RecordedCall, RecordedPart, Routes
from ._operation import Operation
from ._override import override
from ._unset import UNSET, Unset
from ._writing import to_json

__all__ = ["FakeMethod", "FakeTransport", "RecordedCall", "RecordedPart", "UnexpectedCall"]

T = TypeVar("T")
Examples: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]

_JSON: Final = "application/json"


class UnexpectedCall(AssertionError):
    """The code under test called what the test has prepared no answer for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One prepared answer: what comes back, or the exception of a connection that fails; pieces may end in one too."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content: bytes = b""
    pieces: tuple[bytes | Exception, ...] | None = None
    error: Exception | None = None

    def response(self, request: httpx2.Request) -> httpx2.Response:
        """Make the answer to a request.

        Raises: the prepared exception.
        """
        if self.error is not None:
            raise self.error
        if self.pieces is not None:
            stream = _Pieces(self.pieces)
            return httpx2.Response(self.status, headers=self.headers, stream=stream, request=request)
        return httpx2.Response(self.status, headers=self.headers, content=self.content, request=request)


Handler: TypeAlias = Callable[[RecordedCall], Answer]


class _Pieces(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    def __init__(self, pieces: tuple[bytes | Exception, ...]) -> None:
        self._pieces = pieces

    @override
    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


class FakeTransport:
    """Stands below a client, blocking or not, and answers in place of the service.

    What was queued for an operation comes first, in order; then its documented example of a success. A call for which
    there is neither raises ``UnexpectedCall``. ``calls`` holds what was asked.
    """

    def __init__(
        self, operations: Iterable[Operation[Any]] = (), examples: Examples | None = None, *, use_examples: bool = True
    ) -> None:
        self._operations = {operation.id: operation for operation in operations}
        self._routes = Routes(self._operations.values())
        self._examples: Examples = examples or {}
        self._use_examples = use_examples
        self._queues: dict[str, deque[Answer | Handler]] = {}
        self._lock = threading.Lock()
        self.calls: list[RecordedCall] = []
        self.is_closed = False

    def answer(
        self,
        operation: str | Operation[Any],
        *,
        status: int | None = None,
        json: object = UNSET,
        text: str | None = None,
        content: bytes | None = None,
        pieces: Sequence[bytes | Exception] | None = None,
        headers: Mapping[str, str] | None = None,
        error: Exception | None = None,
        times: int = 1,
    ) -> Self:
        """Queue an answer for an operation, or for ``"POST https://host/path"`` where no operation is meant.

        ``json`` takes models, too. ``error`` is raised by the connection instead. ``pieces`` come one by one, and an
        exception among them breaks the stream there.

        Raises: ValueError for an operation that the service does not have.
        """
        kind, body = _body(json, text, content)
        all_headers = {**({"content-type": kind} if kind else {}), **(headers or {})}
        key = self._key(operation)
        chosen = self._success(key) if status is None else status
        prepared = Answer(chosen, all_headers, body, None if pieces is None else tuple(pieces), error)
        return self._queue(key, [prepared] * times)

    def answer_example(self, operation: str | Operation[Any], name: str = "", *, status: int | None = None) -> Self:
        """Queue a documented example: by its name, its status or both; else the first success.

        Raises: ValueError where there is no such example.
        """
        key = self._key(operation)
        found = self._example(key, name, status)
        if found is None:
            known = ", ".join(f"{each['name']!r} ({each['status']})" for each in self._examples.get(key, ())) or "none"
            raise ValueError(f"{key} has no such example; there are: {known}")
        return self._queue(key, [found])

    def answer_with(self, operation: str | Operation[Any], handler: Handler) -> Self:
        """Queue a function that makes the answer from the recorded call."""
        return self._queue(self._key(operation), [handler])

    def calls_of(self, operation: str | Operation[Any]) -> list[RecordedCall]:
        """Give the calls of one operation."""
        key = self._key(operation)
        return [call for call in self.calls if call.operation == key]

    @property
    def last_call(self) -> RecordedCall:
        """The last call.

        Raises: AssertionError where there was none.
        """
        if not self.calls:
            raise AssertionError("nothing was called")
        return self.calls[-1]

    def assert_all_answered(self) -> None:
        """Make sure that all queued answers were asked for.

        Raises: AssertionError.
        """
        left = {key: len(queue) for key, queue in self._queues.items() if queue}
        if left:
            raise AssertionError(
                f"prepared, but never asked for: {', '.join(f'{n} x {key}' for key, n in left.items())}"
            )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a blocking client."""
        return self._answered(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer an asynchronous client."""
        return self._answered(request, await request.aread())

    def close(self) -> None:
        """Note that the client was closed."""
        self.is_closed = True

    async def aclose(self) -> None:
        """Note that the client was closed."""
        self.is_closed = True

    def _answered(self, request: httpx2.Request, content: bytes) -> httpx2.Response:
        call = self._routes.record(request, content)
        address = f"{call.method} {str(request.url).partition('?')[0]}"
        with self._lock:
            self.calls.append(call)
            queue = self._queues.get(call.operation) or self._queues.get(address)
            prepared = queue.popleft() if queue else None
        if prepared is None and self._use_examples and call.operation:
            prepared = self._example(call.operation, "", None)
        if prepared is None:
            raise self._unexpected(call, address)
        return (prepared if isinstance(prepared, Answer) else prepared(call)).response(request)

    def _unexpected(self, call: RecordedCall, address: str) -> UnexpectedCall:
        if not call.operation:
            return UnexpectedCall(f'{address} is no described operation; prepare it with answer("{address}", ...)')
        return UnexpectedCall(
            f"{call.operation} ({call.method} {call.path}) was called, but no answer is left for it; "
            f'prepare one with answer("{call.operation}", ...)'
        )

    def _queue(self, key: str, prepared: Sequence[Answer | Handler]) -> Self:
        with self._lock:
            self._queues.setdefault(key, deque()).extend(prepared)
        return self

    def _key(self, operation: str | Operation[Any]) -> str:
        key = operation if isinstance(operation, str) else operation.id
        if key not in self._operations and " " not in key:
            known = ", ".join(self._operations) or "none"
            raise ValueError(f"{key!r} is no operation of this service; there are: {known}")
        return key

    def _success(self, key: str) -> int:
        responses = self._operations[key].responses if key in self._operations else ()
        return next((int(each.status) for each in responses if each.status.isdecimal() and each.status[0] == "2"), 200)

    def _example(self, key: str, name: str, status: int | None) -> Answer | None:
        for example in self._examples.get(key, ()):
            is_success = 200 <= example["status"] < 300
            if name:
                is_meant = example["name"] == name and status in {None, example["status"]}
            else:
                is_meant = is_success if status is None else example["status"] == status
            if is_meant:
                return _documented(example)
        return None


class FakeMethod(Generic[T]):
    """What one method of a client answers in a test, and how it was called."""

    def __init__(self, transport: FakeTransport, operation: Operation[Any]) -> None:
        self._transport = transport
        self._operation = operation

    def returns(
        self, value: T | Mapping[str, Any], *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> Self:
        """Queue a success; a model may be given as the dict of its JSON."""
        if isinstance(value, bytes):
            self._transport.answer(self._operation, status=status, content=value, headers=headers)
        else:
            json: object = UNSET if value is None else value
            self._transport.answer(self._operation, status=status, json=json, headers=headers)
        return self

    def returns_example(self, name: str = "", *, status: int | None = None) -> Self:
        """Queue a documented example: by its name, its status or both; else the first success."""
        self._transport.answer_example(self._operation, name, status=status)
        return self

    def streams(self, *items: object, headers: Mapping[str, str] | None = None) -> Self:
        """Queue the items of a stream, in the form that the operation describes; an exception breaks it there."""
        kind, media_type = _stream_kind(self._operation)
        pieces = [item if isinstance(item, Exception) else _streamed(item, kind) for item in items]
        self._transport.answer(self._operation, pieces=pieces, headers={"content-type": media_type, **(headers or {})})
        return self

    def fails(self, status: int, *, json: object = UNSET, headers: Mapping[str, str] | None = None) -> Self:
        """Queue a refusal by the service."""
        self._transport.answer(self._operation, status=status, json=json, headers=headers)
        return self

    def raises(self, error: Exception) -> Self:
        """Queue a failure of the connection, such as ``httpx2.ConnectError("refused")``."""
        self._transport.answer(self._operation, error=error)
        return self

    @property
    def calls(self) -> list[RecordedCall]:
        """How it was called."""
        return self._transport.calls_of(self._operation)

    @override
    def __repr__(self) -> str:
        return f"<fake {self._operation.id}, called {len(self.calls)} x>"


def _body(json: object, text: str | None, content: bytes | None) -> tuple[str, bytes]:
    if sum(given is not None and given is not UNSET for given in (json, text, content)) > 1:
        raise ValueError("give one of json, text and content")
    if not isinstance(json, Unset):
        return _JSON, to_json(json)
    if text is not None:
        return "text/plain; charset=utf-8", text.encode("utf-8")
    return "", content or b""


def _documented(example: Mapping[str, Any]) -> Answer:
    media_type, value = str(example["media_type"]), example["value"]
    if not media_type:
        return Answer(example["status"])
    bare = media_type.partition(";")[0]
    is_json = bare.endswith(("/json", "+json")) or not isinstance(value, str)
    return Answer(example["status"], {"content-type": media_type}, to_json(value) if is_json else value.encode("utf-8"))


def _stream_kind(operation: Operation[Any]) -> tuple[str, str]:
    for response in operation.responses:
        for content in response.contents:
            if content.kind in {"json-lines", "event-stream"}:
                return content.kind, content.media_type
    raise ValueError(f"{operation.id} does not answer with a stream")


def _streamed(item: object, kind: str) -> bytes:
    if kind != "event-stream":
        return to_json(item) + b"\n"
    event = item if isinstance(item, ServerSentEvent) else None
    # Text is data as it is; only what has a type is JSON.
    data = event.data if event else item if isinstance(item, str) else to_json(item).decode("utf-8")
    head = f"event: {event.event}\nid: {event.id}\n" if event else ""
    return (head + "".join(f"data: {line}\n" for line in data.split("\n")) + "\n").encode("utf-8")

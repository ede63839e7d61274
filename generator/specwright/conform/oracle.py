"""Judges an exchange by the description alone, whatever was sent: status, media type, headers, body, code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from specwright.conform.answers import code_of, content_of, documented, is_stream
from specwright.conform.exchanges import Exchange
from specwright.conform.exchanges import Response as Answer
from specwright.conform.kit import Kit
from specwright.conform.results import Failure
from specwright.model.service import Header, MediaType, MediaTypeKind, Operation, Response
from specwright.model.types import Json

__all__ = ["ADMIN", "UniversalOracle"]

_MOST_TOLD: Final = 5
_WITHOUT_BODY: Final = frozenset({204, 304})
# Below it, a twin is told what its API has no words for.
ADMIN: Final = "/__twin/"
_SCALARS: Final[dict[str, Callable[[str], bool]]] = {
    "integer": lambda text: text.lstrip("+-").isdigit(),
    "boolean": lambda text: text in {"true", "false"},
}


class UniversalOracle:
    """Judges exchanges of one service; what documents nothing about an answer allows nothing in it."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._pointer = kit.service.error_code_pointer
        self._known: dict[tuple[str, int, bytes, str], tuple[str, ...]] = {}

    def __call__(self, exchange: Exchange, /) -> tuple[Failure, ...]:
        """List what the description does not allow."""
        request = exchange.request
        if request.target.startswith(ADMIN):
            return ()
        name = request.operation or f"{request.method} {request.target.partition('?')[0]}"
        if exchange.response is None:
            cause = f"{name}: no answer"
            return (Failure(cause=cause, message=f"no answer came: {exchange.broken}", exchange=exchange.number),)
        operation = self._kit.operations.get(request.operation)
        if operation is None:
            return tuple(self._server_errors(name, exchange, exchange.response))
        return tuple(self._judge(operation, exchange, exchange.response))

    def _judge(self, operation: Operation, exchange: Exchange, answer: Answer) -> Iterator[Failure]:
        name = operation.name.wire
        response = documented(operation, answer.status)
        yield from self._server_errors(name, exchange, answer)
        if response is None:
            # Of an operation for which no success is documented, nobody knows which one it has.
            is_open = answer.status < 400 and not any(each.status[:1] in "23" for each in operation.responses)
            if answer.status < 500 and not is_open:
                known = ", ".join(each.status for each in operation.responses)
                yield Failure(
                    cause=f"{name}: status {answer.status} is not documented",
                    message=f"{name} answers {answer.status}, which is not documented",
                    expected=f"one of {known}",
                    actual=str(answer.status),
                    exchange=exchange.number,
                )
            return
        is_headless = exchange.request.method == "HEAD"
        for what, message, expected, actual in self._differences(operation, response, answer, is_headless=is_headless):
            yield Failure(
                cause=f"{name} {answer.status}: {what}",
                message=f"{name} {answer.status}: {message}",
                expected=expected,
                actual=actual,
                exchange=exchange.number,
            )

    def _server_errors(self, name: str, exchange: Exchange, answer: Answer) -> Iterator[Failure]:
        if answer.status >= 500:
            yield Failure(
                cause=f"{name}: status {answer.status}",
                message=f"{name} fails with {answer.status}",
                expected="an answer below 500",
                actual=str(answer.status),
                exchange=exchange.number,
            )

    def _differences(
        self, operation: Operation, response: Response, answer: Answer, *, is_headless: bool
    ) -> Iterator[tuple[str, str, str, str]]:
        for header in response.headers:
            yield from _header_differences(header, answer)
        if is_headless or answer.status in _WITHOUT_BODY:
            if answer.body:
                yield "there is a body", "there is a body where none may be", "no body", _shown(answer.body)
            return
        if not response.media_types:
            if answer.body:
                yield "there is a body", "there is a body, and none is documented", "no body", _shown(answer.body)
            return
        content = content_of(response, answer)
        if content is None:
            given = answer.fields.get("content-type", "none")
            known = ", ".join(each.media_type for each in response.media_types)
            yield f"the media type is {given}", f"the media type {given} is not documented", known, given
            return
        yield from self._content_differences(operation, response, answer, content)
        code = code_of(answer, self._pointer)
        if code and response.error_codes and code not in response.error_codes:
            known = ", ".join(response.error_codes)
            yield f"the code {code} is not documented", f"the code {code} is not documented there", known, code

    def _content_differences(
        self, operation: Operation, response: Response, answer: Answer, content: MediaType
    ) -> Iterator[tuple[str, str, str, str]]:
        check = self._kit.judges.response(operation, response.status, content.media_type)
        try:
            values = list(_values(content, answer.body))
        except (ValueError, RecursionError) as error:
            yield f"the body is no {content.kind.value}", f"the body cannot be read: {error}", content.media_type, ""
            return
        if check is None:
            return
        seen: set[tuple[str, str]] = set()
        for value in values:
            told = check(value)
            if content.kind is MediaTypeKind.TEXT and any(not each.path and each.id == "type" for each in told):
                # How a text spells what is none, such as an object in CSV, the description does not say.
                continue
            for violation in told:
                place = _general(violation.path)
                if (place, violation.id) in seen or len(seen) >= _MOST_TOLD:
                    continue
                seen.add((place, violation.id))
                what = f"the body breaks {violation.id} at {place or '/'}"
                yield what, f"{what}: {violation.message}", violation.message, violation.path


def _values(content: MediaType, body: bytes) -> Iterable[Json]:
    match content.kind:
        case MediaTypeKind.JSON:
            return [_json(body)]
        case MediaTypeKind.JSON_LINES:
            return [_json(line) for line in body.split(b"\n") if line.strip()]
        case MediaTypeKind.EVENT_STREAM if is_stream(content):
            return []
        case MediaTypeKind.TEXT:
            return [body.decode("utf-8")]
        case _:
            return []


def _json(content: bytes) -> Json:
    value: Json = json.loads(content, parse_constant=_refuse)
    return value


def _refuse(text: str) -> Json:
    raise ValueError(f"{text} is no JSON")


def _header_differences(header: Header, answer: Answer) -> Iterator[tuple[str, str, str, str]]:
    text = answer.fields.get(header.name.wire.lower())
    if text is None:
        if header.is_required:
            what = f"the header {header.name.wire} is missing"
            yield what, what, header.name.wire, ""
        return
    kind = getattr(getattr(header.type, "kind", None), "value", "")
    is_right = _SCALARS.get(kind)
    if is_right is not None and not is_right(text):
        what = f"the header {header.name.wire} is no {kind}"
        yield what, what, kind, text[:80]


def _general(path: str) -> str:
    return "/".join("*" if token.isdigit() else token for token in path.split("/"))


def _shown(body: bytes) -> str:
    return body[:80].decode("utf-8", "replace")

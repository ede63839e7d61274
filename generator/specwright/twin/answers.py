"""Turns the documented responses of an operation into answers that are ready to be sent."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from specwright.model.service import Header, MediaType, MediaTypeKind, Operation, Response, Service
from specwright.model.types import Const, Enum, Json, Nullable, Ref, Scalar, ScalarKind, Type
from specwright.twin.negotiation import concrete
from specwright.twin.pointers import at_pointer, with_pointer
from specwright.twin.synthesis import Synthesiser

__all__ = ["TELLING", "WITHOUT_BODY", "Answer", "Example", "OperationAnswers", "Representation"]

# Members that tell people what is wrong, in the error bodies of most services.
TELLING: Final = ("message", "detail", "error_description", "reason")
WITHOUT_BODY: Final = frozenset({204, 205, 304})
# What describes the message itself is said by whoever sends it.
_FRAMING: Final = frozenset(
    {"connection", "content-encoding", "content-length", "content-type", "date", "transfer-encoding"}
)


@dataclass(frozen=True, slots=True)
class Example:
    """One body: its name in the description (empty where it is synthesised) and its value."""

    name: str
    value: Json


@dataclass(frozen=True, slots=True)
class Representation:
    """One media type of a response with its bodies, at least one."""

    media_type: str
    kind: MediaTypeKind
    examples: tuple[Example, ...]

    def encode(self, example: Example) -> bytes:
        """Write a body as its media type asks."""
        value = example.value
        if self.kind is MediaTypeKind.JSON:
            return _json_bytes(value)
        if self.kind in {MediaTypeKind.JSON_LINES, MediaTypeKind.EVENT_STREAM}:
            items = value if isinstance(value, list) else [value]
            before, after = (b"", b"\n") if self.kind is MediaTypeKind.JSON_LINES else (b"data: ", b"\n\n")
            return b"".join(before + _json_bytes(item) + after for item in items)
        return value.encode("utf-8", "replace") if isinstance(value, str) else _json_bytes(value)


@dataclass(frozen=True, slots=True)
class Answer:
    """One documented response with the number that it is sent with."""

    status: int
    error_codes: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    representations: tuple[Representation, ...]

    @property
    def is_error(self) -> bool:
        """Tell whether this is a refusal."""
        return self.status >= 400


class OperationAnswers:
    """All that one operation can answer."""

    def __init__(self, operation: Operation, service: Service, synthesiser: Synthesiser) -> None:
        self._operation = operation
        self._service = service
        self._synthesiser = synthesiser

    @cached_property
    def all(self) -> tuple[tuple[str, Answer], ...]:
        """List the answers with their statuses as documented, ``4XX`` and ``default`` among them."""
        return tuple((response.status, self._answer(response)) for response in self._operation.responses)

    @cached_property
    def success(self) -> Answer | None:
        """The first documented success, else a redirect, else ``default``; None where only errors are documented."""
        for low, high in ((200, 300), (300, 400)):
            for status, answer in self.all:
                if status.lower() != "default" and low <= answer.status < high:
                    return answer
        default = next((answer for status, answer in self.all if status.lower() == "default"), None)
        return None if default is None else Answer(200, (), default.headers, default.representations)

    def of_status(self, status: int) -> Answer | None:
        """Find what is documented for a status: by number, by its range, by ``default``."""
        for wanted in (str(status), f"{status // 100}XX", "DEFAULT"):
            for documented, answer in self.all:
                if documented.upper() == wanted:
                    return Answer(status, answer.error_codes, answer.headers, answer.representations)
        return None

    def of_error(self, code: str) -> Answer | None:
        """Find the error that bears a code; its first example then does.

        A code that is documented, but not for this operation, is put into the first error that has a place for it.
        """
        errors = [answer for _, answer in self.all if answer.is_error]
        listing = [answer for answer in errors if code in answer.error_codes]
        showing = [answer for answer in errors if self._bears(answer, code)]
        known = any(known.name.wire == code for known in self._service.error_codes)
        placing = [answer for answer in errors if known and self._has_place(answer)]
        for answer in (*listing, *showing, *placing):
            return Answer(answer.status, answer.error_codes, answer.headers, tuple(self._coded(answer, code)))
        return None

    def synthesised(self, status: int) -> tuple[Representation, ...]:
        """Give the bodies of a status as their schemas make them, whatever examples are documented."""
        for wanted in (str(status), f"{status // 100}XX", "DEFAULT"):
            for response in self._operation.responses:
                if response.status.upper() == wanted:
                    return tuple(
                        Representation(concrete(made.media_type), made.kind, (self._synthesised(made),))
                        for made in response.media_types
                    )
        return ()

    def code_of(self, example: Example) -> Json:
        """Read the error code of a body."""
        pointer = self._service.error_code_pointer
        return at_pointer(example.value, pointer) if pointer else None

    def _bears(self, answer: Answer, code: str) -> bool:
        return any(self.code_of(example) == code for made in answer.representations for example in made.examples)

    def _has_place(self, answer: Answer) -> bool:
        return any(self.code_of(example) is not None for made in answer.representations for example in made.examples)

    def _coded(self, answer: Answer, code: str) -> Iterator[Representation]:
        for made in answer.representations:
            bearing = tuple(example for example in made.examples if self.code_of(example) == code)
            if not bearing and made.kind is MediaTypeKind.JSON and self._service.error_code_pointer:
                first = next((e for e in made.examples if self.code_of(e) is not None), made.examples[0])
                value = with_pointer(copy.deepcopy(first.value), self._service.error_code_pointer, code)
                bearing = (Example("", self._told(value, code)),)
            yield Representation(made.media_type, made.kind, bearing or made.examples)

    def _told(self, value: Json, code: str) -> Json:
        """Tell what the code means: the words of an example are about another one."""
        said = next((known.description for known in self._service.error_codes if known.name.wire == code), "")
        if isinstance(value, dict):
            for name in TELLING:
                if isinstance(value.get(name), str):
                    value[name] = said or code
        return value

    def _answer(self, response: Response) -> Answer:
        status = _number(response.status)
        made = () if status in WITHOUT_BODY else tuple(map(self._representation, response.media_types))
        headers = tuple(
            (header.name.wire, _header_text(self._header_value(header, made)))
            for header in response.headers
            if header.name.wire.lower() not in _FRAMING
        )
        return Answer(status, response.error_codes, headers, made)

    def _representation(self, media_type: MediaType) -> Representation:
        named = tuple(Example(name, value) for name, value in media_type.examples.items())
        return Representation(
            concrete(media_type.media_type), media_type.kind, named or (self._synthesised(media_type),)
        )

    def _synthesised(self, media_type: MediaType) -> Example:
        if media_type.kind is MediaTypeKind.BINARY:
            return Example("", "example")
        value = self._synthesiser.value(media_type.definition)
        if media_type.kind is MediaTypeKind.TEXT and not isinstance(value, str):
            value = "text"
        return Example("", value)

    def _header_value(self, header: Header, made: tuple[Representation, ...]) -> Json:
        if header.docs.examples:
            return header.docs.examples[0]
        if header.name.wire.lower() == "etag":
            content = made[0].encode(made[0].examples[0]) if made else self._operation.path.encode()
            return f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        return _plain_value(header.type, self._service, 0)


def _number(status: str) -> int:
    """Give the number that a documented status is sent with; ``default`` describes errors nearly everywhere."""
    if status.isdecimal():
        return int(status)
    return int(status[0]) * 100 if status[:1].isdecimal() else 500


def _plain_value(type_: Type, service: Service, depth: int) -> Json:
    match type_:
        case Ref(key) if key in service.schemas and depth < 10:
            examples = service.schemas[key].docs.examples
            return examples[0] if examples else _plain_value(service.schemas[key].type, service, depth + 1)
        case Nullable(inner) if depth < 10:
            return _plain_value(inner, service, depth + 1)
        case Const(value):
            return value
        case Enum(members):
            return members[0].value if members else "text"
        case Scalar(ScalarKind.INTEGER | ScalarKind.NUMBER):
            return 1
        case Scalar(ScalarKind.BOOLEAN):
            return True
        case Scalar(format="date-time"):
            return "2026-01-31T12:00:00Z"
        case Scalar(format="uuid"):
            return "00000000-0000-4000-8000-000000000001"
        case Scalar(format="uri" | "uri-reference"):
            return "https://example.com/"
        case _:
            return "text"


def _header_text(value: Json) -> str:
    if isinstance(value, list):
        return ",".join(map(_header_text, value))
    if isinstance(value, dict):
        return ",".join(f"{key},{_header_text(inner)}" for key, inner in value.items())
    return value if isinstance(value, str) else json.dumps(value)


def _json_bytes(value: Json | Mapping[str, Json]) -> bytes:
    # What UTF-8 cannot carry stays as JSON's own escape.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")

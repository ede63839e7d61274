# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns an answer's status, media type and bytes into the value that the operation describes for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ._bodies import is_json
from ._deviations import Deviation
from ._errors import ResponseDecodeError, ResponseValidationError
from ._headers import charset_text
from ._operation import ContentKind, Operation, Response, ResponseContent
from ._reading import Reader

__all__ = ["ResponseTable", "Selected"]

_KNOWN_LIMIT = 64


class Selected(NamedTuple):
    """How one kind of answer is read; ``is_documented`` is false where the service sent another media type."""

    kind: ContentKind | None
    reader: Reader[Any] | None
    is_documented: bool


class ResponseTable:
    """The answers that one operation describes; what was looked up once is remembered."""

    __slots__ = ("_has_content", "_known", "_responses")

    def __init__(self, operation: Operation[Any]) -> None:
        self._responses = operation.responses
        self._has_content = operation.method != "HEAD"
        self._known: dict[tuple[int, str], Selected] = {}

    def select(self, status: int, content_type: str) -> Selected:
        """Find how a success of this status and media type is read."""
        key = status, content_type
        selected = self._known.get(key)
        if selected is None:
            selected = self._selected(status, content_type)
            # A service could make up media types without end.
            if len(self._known) < _KNOWN_LIMIT:
                self._known[key] = selected
        return selected

    def error_type(self, status: int, content_type: str) -> Callable[[], Any] | None:
        """Find the type of a documented error body."""
        response = _matching(self._responses, status)
        content = None if response is None else _content_for(response.contents, _bare(content_type))
        return content.type if content is not None and content.kind == "json" else None

    def value(
        self, status: int, content_type: str, content: bytes, *, strict: bool
    ) -> tuple[Any, tuple[Deviation, ...]]:
        """Read a success.

        Raises:
            ResponseDecodeError: it is not in the described format.
            ResponseValidationError: it differs from its description, with ``strict``.
        """
        selected = self._known.get((status, content_type)) or self.select(status, content_type)
        kind = selected.kind
        if kind is None:
            return None, ()
        if kind == "json":
            if not content:
                return None, _nothing(status, strict=strict)
            return _json(selected, status, content_type, content, strict=strict)
        if kind == "binary":
            return content, ()
        return charset_text(content, content_type), ()

    def _selected(self, status: int, content_type: str) -> Selected:
        response = _matching(self._responses, status) or _any_success(self._responses)
        if response is None or not response.contents or not self._has_content:
            return Selected(None, None, is_documented=True)
        bare = _bare(content_type)
        found = _content_for(response.contents, bare)
        content = found or next((each for each in response.contents if each.kind == "json"), response.contents[0])
        reader = Reader[Any](content.type()) if content.kind in {"json", "json-lines", "event-stream"} else None
        return Selected(content.kind, reader, is_documented=found is not None)


def _json(
    selected: Selected, status: int, content_type: str, content: bytes, *, strict: bool
) -> tuple[Any, tuple[Deviation, ...]]:
    if selected.reader is None or (strict and not selected.is_documented):
        raise _no_json(status, content_type, content, "its media type is not described")
    try:
        return selected.reader.read(content, strict=strict)
    except ResponseDecodeError as error:
        raise _no_json(status, content_type, content, str(error)) from error
    except ResponseValidationError as error:
        error.status_code = status
        raise


def _no_json(status: int, content_type: str, content: bytes, reason: str) -> ResponseDecodeError:
    return ResponseDecodeError(
        f"JSON was described, but {status} came with {content_type or 'no media type'}: {reason}",
        status_code=status,
        content_type=content_type,
        content=content,
    )


def _nothing(status: int, *, strict: bool) -> tuple[Deviation, ...]:
    if status in {204, 205, 304}:
        return ()
    deviations = (Deviation("", "content", "nothing", "missing"),)
    if strict:
        raise ResponseValidationError(
            "content was described, but the answer is empty", deviations=deviations, status_code=status
        )
    return deviations


def _matching(responses: Iterable[Response], status: int) -> Response | None:
    by_status = {response.status.upper(): response for response in responses}
    for key in (str(status), f"{status // 100}XX", "DEFAULT"):
        if key in by_status:
            return by_status[key]
    return None


def _any_success(responses: Iterable[Response]) -> Response | None:
    successes = [response for response in responses if response.status.startswith("2")]
    return next((response for response in successes if response.contents), None)


def _content_for(contents: tuple[ResponseContent, ...], bare: str) -> ResponseContent | None:
    if not bare:
        return contents[0] if contents else None
    family = f"{bare.partition('/')[0]}/*"
    for wanted in (bare, family, "*/*"):
        for content in contents:
            if _bare(content.media_type) == wanted:
                return content
    if is_json(bare):
        return next((content for content in contents if content.kind == "json"), None)
    return None


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()

"""Finds what a description documents about an answer: its response by status, its content by media type, its code."""

from __future__ import annotations

import json
from typing import Any

from specwright.conform.exchanges import Response as Answer
from specwright.model.service import MediaType, MediaTypeKind, Operation, Response
from specwright.model.types import Json
from specwright.twin.negotiation import essence, find_media_type
from specwright.twin.pointers import at_pointer

__all__ = [
    "code_of",
    "content_of",
    "content_of_requests",
    "documented",
    "is_stream",
    "is_success",
    "json_of",
    "status_of_code",
]


def documented(operation: Operation, status: int) -> Response | None:
    """Find the response of a status: by number, by its range, by ``default``."""
    known = {response.status.upper(): response for response in operation.responses}
    keys = (str(status), f"{status // 100}XX", "DEFAULT")
    return next((known[key] for key in keys if key in known), None)


def content_of(response: Response, answer: Answer) -> MediaType | None:
    """Find the documented content of an answer by its media type."""
    return find_media_type(response.media_types, answer.fields.get("content-type", ""))


def json_of(answer: Answer) -> tuple[Json, bool]:
    """Read the body where it says that it is JSON; False where it is none."""
    media_type = essence(answer.fields.get("content-type", ""))
    if not answer.body or not (media_type == "application/json" or media_type.endswith(("+json", "/json"))):
        return None, False
    try:
        value: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None, False
    return value, True


def code_of(answer: Answer, pointer: str) -> str:
    """Read the error code of an answer, empty where it bears none."""
    if not pointer or answer.status < 400:
        return ""
    value, is_json = json_of(answer)
    found = at_pointer(value, pointer) if is_json else None
    return found if isinstance(found, str) else ""


def status_of_code(operation: Operation, code: str) -> str:
    """Tell which status a refusal has: the one that documents its code, else that of plain wrong requests."""
    if code:
        for response in operation.responses:
            if code in response.error_codes:
                return response.status
    statuses = [response.status for response in operation.responses]
    for status in ("400", "422", "4XX", "4xx", "default"):
        if status in statuses:
            return status
    return ""


def is_stream(content: MediaType) -> bool:
    """Say whether content is a sequence of items."""
    return content.kind in {MediaTypeKind.JSON_LINES, MediaTypeKind.EVENT_STREAM}


def is_success(answer: Answer | None) -> bool:
    """Say whether a call was accepted."""
    return answer is not None and 200 <= answer.status < 400


def content_of_requests(operation: Operation) -> MediaType | None:
    """Give the media type that bodies are sent in: JSON where there is a choice."""
    known = operation.body.media_types if operation.body is not None else ()
    plain = (each for each in known if each.kind is MediaTypeKind.JSON and "*" not in each.media_type)
    return next(plain, next(iter(known), None))

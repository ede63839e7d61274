"""Turns the bytes of a request into the verdict that its body can be read; nothing of it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from specwright.model.service import Body, MediaType, MediaTypeKind
from specwright.twin.negotiation import essence, find_media_type
from specwright.twin.refusals import RefusalError

__all__ = ["check_body", "read_body"]

_MOST_PARTS: Final = 1_000


async def read_body(request: Request, limit: int) -> bytes:
    """Read the whole body.

    Raises:
        RefusalError: it is longer than ``limit`` bytes, or the sender went away.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > limit:
        raise RefusalError(413, f"the body announces {announced} bytes, more than the {limit} that are taken")
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > limit:
                raise RefusalError(413, f"the body has more than the {limit} bytes that are taken")
    except ClientDisconnect:
        raise RefusalError(400, "the body is not complete") from None
    return bytes(content)


async def check_body(body: Body, content: bytes, request: Request) -> None:
    """Check that a body has a documented media type and can be read as it.

    Raises:
        RefusalError: it cannot.
    """
    content_type = request.headers.get("content-type", "")
    if not content:
        if body.is_required:
            raise RefusalError(400, "the body is missing")
        return
    media_type = find_media_type(body.media_types, content_type)
    if media_type is None:
        known = ", ".join(known.media_type for known in body.media_types)
        raise RefusalError(415, f"the body is {essence(content_type) or 'of no media type'}; documented: {known}")
    match media_type.kind:
        case MediaTypeKind.JSON:
            _parse_json(content, "the body")
        case MediaTypeKind.JSON_LINES:
            for number, line in enumerate(content.splitlines(), 1):
                if line.strip():
                    _parse_json(line, f"line {number} of the body")
        case MediaTypeKind.MULTIPART | MediaTypeKind.FORM:
            await _check_form(media_type, content, request)
        case MediaTypeKind.TEXT | MediaTypeKind.BINARY | MediaTypeKind.EVENT_STREAM:
            pass


async def _check_form(media_type: MediaType, content: bytes, request: Request) -> None:
    form = await _parse_form(content, request)
    try:
        for part in media_type.parts:
            values = form.getlist(part.name.wire)
            if not values and part.is_required:
                raise RefusalError(400, f"the part {part.name.wire!r} is missing")
            if essence(part.content_type).endswith("json") and not part.is_file:
                for value in values:
                    text = await value.read() if isinstance(value, UploadFile) else value
                    _parse_json(text, f"the part {part.name.wire!r}")
    finally:
        await form.close()


async def _parse_form(content: bytes, request: Request) -> FormData:
    async def replay() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    # Starlette answers itself where an application stands in the scope; here it is to raise.
    scope: Mapping[str, Any] = {key: value for key, value in request.scope.items() if key != "app"}
    again = Request(dict(scope), replay)
    try:
        # Files go to unnamed temporary storage, whatever names their senders gave them.
        return await again.form(max_files=_MOST_PARTS, max_fields=_MOST_PARTS, max_part_size=len(content))
    except (MultiPartException, HTTPException, FormParserError, ValueError) as error:
        reason = getattr(error, "message", None) or getattr(error, "detail", None) or str(error)
        raise RefusalError(400, f"the body is no readable form: {reason}") from None


def _parse_json(text: bytes | str, what: str) -> None:
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, f"{what} is no JSON: {error}") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")

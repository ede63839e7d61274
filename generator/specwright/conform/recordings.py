"""Turns files of recorded traffic into exchanges, one after the other: HTTP archives, and NDJSON of their entries."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import urlsplit

from specwright.conform.archives import ArchiveError, entries_of
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location

__all__ = ["Recorded", "read_recording"]

_GZIP: Final = b"\x1f\x8b"
_BOUNDARY: Final = "specwright-recorded-form"
_CUT: Final = "[redacted]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One exchange of a recording; bodies that were not recorded, or not as a whole, are no use to judges."""

    exchange: Exchange
    host: str
    has_request_body: bool
    has_response_body: bool


def read_recording(path: Path) -> Iterator[Recorded]:
    """Read a recording piece by piece; only its largest entry has to fit into memory.

    Raises:
        SourceError: the file cannot be read, or is no recording; told with the number of the entry.
    """
    number = 0
    try:
        with _open(path) as stream:
            for number, entry in enumerate(_entries(path, stream), start=1):
                yield _recorded(number, entry)
    except (OSError, EOFError) as error:
        what = getattr(error, "strerror", None) or str(error)
        raise SourceError(Problem(Location(str(path)), f"cannot be read: {what}", "Check the file.")) from None
    except (ArchiveError, KeyError, TypeError, AttributeError, ValueError) as error:
        what = f"entry {number + 1 if isinstance(error, ArchiveError) else number} is none of a recording: {error}"
        hint = "HTTP archives (HAR 1.2) are read, and NDJSON with an entry of one on each line."
        raise SourceError(Problem(Location(str(path)), what, hint)) from None


def _open(path: Path) -> IO[str]:
    with path.open("rb") as stream:
        is_packed = stream.read(2) == _GZIP
    if is_packed:
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig")


def _entries(path: Path, stream: IO[str]) -> Iterator[Any]:
    name = path.name.lower().removesuffix(".gz")
    if name.endswith((".ndjson", ".jsonl")):
        for line in stream:
            if line.strip():
                yield json.loads(line)
        return
    yield from entries_of(stream)


def _recorded(number: int, entry: Any) -> Recorded:
    request: dict[str, Any] = entry["request"]
    response: dict[str, Any] = entry["response"]
    parts = urlsplit(str(request["url"]))
    body, has_body, media_type = _sent(request)
    headers = _headers(request)
    if media_type:
        headers = (*(pair for pair in headers if pair[0].lower() != "content-type"), ("content-type", media_type))
    content, has_content = _content(response)
    status = int(response["status"])
    answer = Response(
        status=status,
        headers=tuple((name.lower(), value) for name, value in _headers(response)),
        body=content,
    )
    sent = Request(
        operation="",
        method=str(request["method"]),
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        headers=headers,
        body=body,
    )
    seconds = float(entry.get("time") or 0) / 1_000
    exchange = Exchange(
        number=number,
        request=sent,
        response=answer if status else None,
        broken="" if status else "no answer",
        seconds=seconds,
    )
    return Recorded(exchange=exchange, host=parts.netloc, has_request_body=has_body, has_response_body=has_content)


def _headers(message: Any) -> tuple[tuple[str, str], ...]:
    # Names that begin with a colon are HTTP/2's own, and no headers.
    named = ((str(each["name"]), str(each["value"])) for each in message.get("headers", ()))
    return tuple((name, value) for name, value in named if not name.startswith(":"))


def _sent(request: Any) -> tuple[bytes, bool, str]:
    """Give the body, whether it is there as it was sent, and its media type where that is made anew."""
    post: dict[str, Any] | None = request.get("postData")
    if not post:
        return b"", int(request.get("bodySize") or 0) <= 0, ""
    text: str = post.get("text") or ""
    if text:
        is_whole = text != _CUT and not post.get("_isCut")
        return (base64.b64decode(text) if post.get("_encoding") == "base64" else text.encode("utf-8")), is_whole, ""
    if post.get("params"):
        return _form(post["params"]), True, f"multipart/form-data; boundary={_BOUNDARY}"
    return b"", int(request.get("bodySize") or 0) <= 0, ""


def _form(params: Any) -> bytes:
    """Make a form of its parts; of files nobody knows more than their names."""
    pieces: list[str] = []
    for param in params:
        head = f'Content-Disposition: form-data; name="{_quoted(param["name"])}"'
        if param.get("fileName") is not None:
            head += f'; filename="{_quoted(param["fileName"])}"'
        if param.get("contentType"):
            head += f"\r\nContent-Type: {_quoted(param['contentType'])}"
        pieces.append(f"--{_BOUNDARY}\r\n{head}\r\n\r\n{param.get('value', '')}\r\n")
    return "".join([*pieces, f"--{_BOUNDARY}--\r\n"]).encode("utf-8")


def _quoted(text: str) -> str:
    return str(text).replace('"', "%22").replace("\r", " ").replace("\n", " ")


def _content(response: Any) -> tuple[bytes, bool]:
    content: dict[str, Any] = response.get("content") or {}
    text: str = content.get("text") or ""
    if not text:
        return b"", int(content.get("size") or 0) <= 0
    is_whole = text != _CUT and not content.get("_isCut")
    return (base64.b64decode(text) if content.get("encoding") == "base64" else text.encode("utf-8")), is_whole

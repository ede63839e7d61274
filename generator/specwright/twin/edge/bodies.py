"""Turns the bytes of a request body into the value that is judged and the one that the engine is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from specwright.model.service import Body, MediaType, MediaTypeKind, Operation
from specwright.model.types import Json, Schema
from specwright.twin.calls import Upload
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.form_reading import FormError, read_multipart, read_urlencoded
from specwright.twin.edge.form_values import FormReader, described
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.negotiation import essence, find_media_type
from specwright.twin.refusals import RefusalError

__all__ = ["BodyReader", "Content"]

_MOST_HEADERS: Final = 200
_LONGEST_HEADER: Final = 200
_CHARSETS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A body: ``judged`` is what checks look at, where files are their bytes; ``value`` describes them instead."""

    media_type: str = ""
    kind: MediaTypeKind | None = None
    judged: Any = None
    value: Json = None
    is_there: bool = False
    files: tuple[Upload, ...] = field(default=())


_NOTHING: Final = Content()


class BodyReader:
    """The request body of one operation, compiled."""

    def __init__(
        self,
        operation: Operation,
        schemas: Mapping[str, Schema],
        *,
        aliases: Mapping[str, str],
        has_loose_parts: bool,
    ) -> None:
        self._body: Body | None = operation.body
        self._aliases = aliases
        self._by_header: dict[str, MediaType | None] = {}
        media_types = () if operation.body is None else operation.body.media_types
        self._forms = {
            known.media_type: FormReader(known, schemas, is_loose=has_loose_parts)
            for known in media_types
            if known.parts
        }
        self._any_form = FormReader.without_parts()

    def choose(self, exchange: Exchange) -> MediaType | None:
        """Find the documented media type of the body; None where there is no body, or none is described.

        Raises:
            RefusalError: another media type was sent, or in an encoding that is not undone.
        """
        if self._body is None or not exchange.body:
            return None
        header = exchange.header(b"content-type") or ""
        if header in self._by_header:
            media_type = self._by_header[header]
        else:
            media_type = self._documented(header)
            if len(self._by_header) < _MOST_HEADERS and len(header) <= _LONGEST_HEADER:
                self._by_header[header] = media_type
        if media_type is None:
            known = ", ".join(known.media_type for known in self._body.media_types)
            raise RefusalError(415, f"the body is {essence(header) or 'of no media type'}; documented: {known}")
        coding = exchange.fields.get(b"content-encoding", b"identity").strip().lower()
        if coding not in {b"", b"identity"}:
            raise RefusalError(415, "the body has a Content-Encoding, which is not undone")
        return media_type

    def read(self, media_type: MediaType | None, exchange: Exchange, *, max_parts: int, max_depth: int) -> Content:
        """Read a body of its media type.

        Raises:
            RefusalError: the body is missing, or is not what its media type says.
        """
        if media_type is None:
            if self._body is not None and self._body.is_required:
                raise RefusalError(400, "the body is missing")
            return _NOTHING
        try:
            return self._read(media_type, exchange, max_parts, max_depth)
        except (JsonError, FormError) as error:
            what = "form" if isinstance(error, FormError) else "JSON"
            raise RefusalError(400, f"the body is no readable {what}: {error}") from None

    def _documented(self, header: str) -> MediaType | None:
        if self._body is None:
            return None
        media_type = find_media_type(self._body.media_types, header)
        parameters = (piece.partition("=") for piece in header.lower().split(";")[1:])
        charset = next((text.strip(' "') for name, _, text in parameters if name.strip() == "charset"), "utf-8")
        is_binary = media_type is not None and media_type.kind is MediaTypeKind.BINARY
        return media_type if is_binary or charset in _CHARSETS else None

    def _read(self, media_type: MediaType, exchange: Exchange, max_parts: int, max_depth: int) -> Content:
        content, name, kind = exchange.body, media_type.media_type, media_type.kind
        match kind:
            case MediaTypeKind.JSON:
                value = self._renamed(read_json(content, max_depth=max_depth))
                return Content(media_type=name, kind=kind, judged=value, value=value, is_there=True)
            case MediaTypeKind.JSON_LINES:
                lines = [line for line in content.split(b"\n") if line.strip()]
                if len(lines) > 100_000:
                    raise JsonError("it has more than 100000 lines")
                items = [read_json(line, max_depth=max_depth) for line in lines]
                return Content(media_type=name, kind=kind, judged=items, value=items, is_there=True)
            case MediaTypeKind.FORM | MediaTypeKind.MULTIPART:
                header = exchange.header(b"content-type") or ""
                exchange.form = (
                    read_multipart(content, header, max_parts=max_parts)
                    if kind is MediaTypeKind.MULTIPART
                    else read_urlencoded(content, max_parts=max_parts)
                )
                form = self._forms.get(name, self._any_form).read(exchange.form, max_depth=max_depth)
                judged, value = self._renamed(form.judged), self._renamed(form.value)
                return Content(media_type=name, kind=kind, judged=judged, value=value, is_there=True, files=form.files)
            case MediaTypeKind.TEXT | MediaTypeKind.EVENT_STREAM:
                try:
                    text = content.decode("utf-8")
                except UnicodeDecodeError:
                    raise RefusalError(400, "the body is no UTF-8") from None
                return Content(media_type=name, kind=kind, judged=text, value=text, is_there=True)
            case MediaTypeKind.BINARY:
                sent = essence(exchange.header(b"content-type") or "")
                upload = Upload(part="", name="", media_type=sent, content=content)
                return Content(
                    media_type=name, kind=kind, judged=content, value=described(upload), is_there=True, files=(upload,)
                )

    def _renamed(self, value: Json) -> Json:
        if not self._aliases or not isinstance(value, dict) or self._aliases.keys().isdisjoint(value):
            return value
        # A member that is there under its own name wins.
        return {
            self._aliases.get(name, name): member
            for name, member in value.items()
            if name not in self._aliases or self._aliases[name] not in value
        }

"""Turns the fields of a form into the object that its parts describe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specwright.model.service import MediaType, MediaTypeKind, ParameterStyle, Part
from specwright.model.types import Array, Json, Map, Object, Schema
from specwright.twin.calls import Upload
from specwright.twin.edge.form_reading import Field, FormError
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.edge.styles import pairs_reader
from specwright.twin.edge.texts import resolved, text_reader
from specwright.twin.negotiation import essence

__all__ = ["Form", "FormReader", "described"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is judged, with files as bytes; as the engine gets it, with files described; and the files."""

    judged: Any
    value: Json
    files: tuple[Upload, ...]


class FormReader:
    """The parts of one media type, compiled; a loose one finds them whatever their case, and with ``[]`` behind."""

    def __init__(self, media_type: MediaType | None, schemas: Mapping[str, Schema], *, is_loose: bool) -> None:
        self._schemas = schemas
        self._is_loose = is_loose
        parts = () if media_type is None else media_type.parts
        self._is_urlencoded = media_type is not None and media_type.kind is MediaTypeKind.FORM
        self._parts = {part.name.wire: _PartReader(part, schemas) for part in parts}
        self._by_folded = {name.lower(): name for name in reversed(self._parts)}
        self._spread = [p for p in parts if self._is_urlencoded and self._is_spread(p)]

    @classmethod
    def without_parts(cls) -> FormReader:
        """Make one for a form of which nothing is described."""
        return cls(None, {}, is_loose=False)

    def read(self, fields: Sequence[Field], *, max_depth: int) -> Form:
        """Put fields together.

        Raises:
            FormError: a field is no UTF-8 or cannot be read.
            JsonError: a part that is JSON by its description is none.
        """
        judged: dict[str, Any] = {}
        value: dict[str, Json] = {}
        files: list[Upload] = []
        by_name: dict[str, list[Field]] = {}
        for field in fields:
            by_name.setdefault(self._name(field.name), []).append(field)
        for part in self._spread:
            self._read_spread(part, by_name, judged, value)
        for name, given in by_name.items():
            reader = self._parts.get(name, _UNDESCRIBED)
            items = [reader.read(field, name, max_depth=max_depth) for field in given]
            files += [upload for _, _, upload in items if upload is not None]
            is_list = reader.is_repeated or len(items) > 1
            judged[name] = [item for item, _, _ in items] if is_list else items[0][0]
            value[name] = [item for _, item, _ in items] if is_list else items[0][1]
        return Form(judged, value, tuple(files))

    def _name(self, sent: str) -> str:
        if not self._is_loose or sent in self._parts:
            return sent
        return self._by_folded.get(sent.removesuffix("[]").lower(), sent)

    def _is_spread(self, part: Part) -> bool:
        """Tell whether a part of an urlencoded form is spelled by a style instead of as one field."""
        if essence(part.content_type).endswith("json"):
            return False
        is_list = isinstance(resolved(part.type, self._schemas), Array)
        is_object = isinstance(resolved(part.type, self._schemas), Object | Map)
        return is_object or (is_list and not part.explode) or part.style is ParameterStyle.DEEP_OBJECT

    def _read_spread(
        self, part: Part, by_name: dict[str, list[Field]], judged: dict[str, Any], value: dict[str, Json]
    ) -> None:
        name = part.name.wire
        taken = frozenset(self._parts) - {name}
        read = pairs_reader(part.type, self._schemas, name=name, style=part.style, explode=part.explode, taken=taken)
        pairs = {key: [field.raw for field in fields] for key, fields in by_name.items()}
        found, is_there = read(pairs)
        if is_there:
            judged[name] = value[name] = found
            members: Mapping[str, Json] = found if isinstance(found, dict) else {}
            for key in [key for key in by_name if key == name or key.startswith(f"{name}[") or key in members]:
                if key not in taken:
                    del by_name[key]


class _PartReader:
    """One described part; without a description whatever is no file is a text."""

    def __init__(self, part: Part | None, schemas: Mapping[str, Schema]) -> None:
        type_ = None if part is None else resolved(part.type, schemas)
        self.is_repeated = part is not None and (part.is_repeated or isinstance(type_, Array))
        self._is_file = part is not None and part.is_file
        item = type_.any_item if isinstance(type_, Array) and self.is_repeated else None if part is None else part.type
        self._read = str if item is None else text_reader(item, schemas)
        inner = None if item is None else resolved(item, schemas)
        is_structure = isinstance(inner, Object | Map | Array)
        documented = "" if part is None else essence(part.content_type)
        self._is_json = documented.endswith("json") or (not documented and is_structure)

    def read(self, field: Field, name: str, *, max_depth: int) -> tuple[Any, Json, Upload | None]:
        if self._is_file or (field.file_name is not None and not self._is_json):
            media_type = essence(field.media_type) or "application/octet-stream"
            upload = Upload(part=name, name=field.file_name or "", media_type=media_type, content=field.content)
            return field.content, described(upload), upload
        if self._is_json:
            try:
                value = read_json(field.content, max_depth=max_depth)
            except JsonError as error:
                raise JsonError(f"of the part {name[:100]!r}, {error}") from None
            return value, value, None
        try:
            text = field.content.decode("utf-8")
        except UnicodeDecodeError:
            raise FormError(f"the part {name[:100]!r} is no UTF-8") from None
        value = self._read(text)
        return value, value, None


_UNDESCRIBED = _PartReader(None, {})


def described(upload: Upload) -> Json:
    """Describe a file as it stands in a body."""
    size = len(upload.content)
    return {"name": upload.name, "mediaType": upload.media_type, "size": size, "digest": upload.digest}

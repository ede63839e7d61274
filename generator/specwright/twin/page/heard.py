"""Turns entries of the journal into rows and details of calls, newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from specwright.model.types import Json
from specwright.twin.edge.times import nanoseconds_of
from specwright.twin.page.json_view import Piece, text_pieces
from specwright.twin.page.wording import bytes_text, moment_text
from specwright.twin.store import Store

__all__ = ["CallDetail", "CallRow", "Message", "about", "detail_of", "newest", "row_of", "tone_of"]

_CHUNK: Final = 250

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call in a line; ``tone`` is a class of the style sheet."""

    number: int
    at: int
    time: str
    method: str
    target: str
    operation: str
    status: int
    tone: str
    code: str
    reason: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A request or an answer: headers, what its body is, and the body itself or the parts of a form."""

    headers: tuple[tuple[str, str], ...]
    media_type: str
    size: str
    body: list[Piece]
    parts: tuple[tuple[str, str, list[Piece]], ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDetail:
    """One call with all that was kept of it."""

    row: CallRow
    request: Message
    response: Message
    violations: tuple[Mapping[str, str], ...]
    deviations: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    millis: float


def newest(
    store: Store, *, wanted: int, before: int = 0, match: Callable[[Entry], bool] | None = None
) -> list[tuple[int, dict[str, Json]]]:
    """List the newest entries that match, from before a number on where one is given."""
    last = store.last_entry()
    upper = min(last, before - 1) if before else last
    oldest = next((number for number, _ in store.journal(limit=1)), last + 1)
    found: list[tuple[int, dict[str, Json]]] = []
    while upper >= oldest and len(found) < wanted:
        lower = max(upper - _CHUNK, oldest - 1)
        chunk = store.journal(after=lower, limit=upper - lower)
        found += [(number, entry) for number, entry in reversed(chunk) if match is None or match(entry)]
        upper = lower
    return found[:wanted]


def about(resource: str, id_: str) -> Callable[[Entry], bool]:
    """Make the condition that a call was about a document."""
    wanted = {"resource": resource, "id": id_}
    return lambda entry: wanted in entry.get("documents", ())


def tone_of(status: int) -> str:
    """Choose how a status looks."""
    if 200 <= status < 300:
        return "good"
    return "plain" if 300 <= status < 400 else "warn" if 400 <= status < 500 else "bad"


def row_of(number: int, entry: Entry) -> CallRow:
    """Make a line of an entry."""
    path, query = unquote(str(entry["path"]), errors="replace"), str(entry["query"])
    marks = [f"forced: {entry['forced']}"] if entry.get("forced") else []
    fault = entry.get("fault")
    if fault:
        marks.append(f"fault: {fault['fault']}" if fault.get("fault") else "fault: late or another answer")
    if entry.get("deviations"):
        marks.append("differs from the description")
    return CallRow(
        number=number,
        at=nanoseconds_of(str(entry["started"])) or 0,
        time=moment_text(str(entry["started"])),
        method=str(entry["method"]),
        target=f"{path}?{query}" if query else path,
        operation=str(entry["operation"]),
        status=int(entry["status"]),
        tone=tone_of(int(entry["status"])),
        code=str(entry.get("code", "")),
        reason=str(entry.get("reason", "")),
        marks=tuple(marks),
    )


def detail_of(number: int, entry: Entry) -> CallDetail:
    """Give all of an entry."""
    return CallDetail(
        row=row_of(number, entry),
        request=_message(entry, "request"),
        response=_message(entry, "response"),
        violations=tuple(entry.get("violations", ())),
        deviations=tuple(entry.get("deviations", ())),
        documents=tuple((each["resource"], each["id"]) for each in entry.get("documents", ())),
        millis=float(entry["millis"]),
    )


def _message(entry: Entry, side: str) -> Message:
    body: str | Mapping[str, Any] = entry.get(side) or {}
    size = int(entry.get(f"{side}Size", 0))
    shown: list[Piece] = []
    parts: list[tuple[str, str, list[Piece]]] = []
    media_type, note = "", ""
    if isinstance(body, str):
        note = "The body is a secret and was not kept."
    elif "parts" in body:
        media_type = "multipart/form-data"
        parts = [_part(part) for part in body["parts"]]
    else:
        media_type = body.get("mediaType", "")
        text = body.get("text", "")
        note = "Only the beginning was kept." if body.get("isCut") else ""
        shown = [("plain", text)] if body.get("isCut") else text_pieces(text) if text else []
        if "base64" in body:
            note, shown = "Bytes, in Base64.", [("plain", body["base64"])]
    return Message(
        headers=tuple((str(name), str(value)) for name, value in entry[f"{side}Headers"]),
        media_type=media_type,
        size=bytes_text(size) if size else "",
        body=shown,
        parts=tuple(parts),
        note=note,
    )


def _part(part: Mapping[str, Any]) -> tuple[str, str, list[Piece]]:
    facts = [each for each in (part.get("mediaType", ""), bytes_text(int(part["size"]))) if each]
    if "fileName" in part:
        return f"{part['name']} · file {part['fileName']!r}", " · ".join(facts), []
    return str(part["name"]), " · ".join(facts), text_pieces(part.get("value", ""))

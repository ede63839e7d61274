# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the lines of an event stream into events, as the WHATWG specification of server-sent events has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ._lines import Lines

__all__ = ["EventDecoder", "ServerSentEvent"]

_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event: its kind, its data, and the id after which the stream can be taken up again."""

    data: str
    event: str = "message"
    id: str = ""


class EventDecoder:
    """Decodes one stream; ``last_event_id`` and ``retry`` (milliseconds) are what the service said last."""

    def __init__(self) -> None:
        self.last_event_id = ""
        self.retry: int | None = None
        self._lines = Lines()
        self._is_first = True
        self._event = ""
        self._data: list[str] = []
        self._id = ""

    def feed(self, chunk: bytes) -> list[ServerSentEvent]:
        """Give the events that a further piece completes."""
        return self._events(self._lines.feed(chunk))

    def rest(self) -> list[ServerSentEvent]:
        """Give nothing: an event that no empty line ended is none."""
        return []

    def _events(self, lines: list[bytes]) -> list[ServerSentEvent]:
        events: list[ServerSentEvent] = []
        for line in lines:
            # A line is decoded whole, so no letter can be cut in two.
            text = (line.removeprefix(_BOM) if self._is_first else line).decode("utf-8", "replace")
            self._is_first = False
            if text:
                self._take(text)
            elif (event := self._dispatched()) is not None:
                events.append(event)
        return events

    def _take(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "event":
                self._event = value
            case "data":
                self._data.append(value)
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdecimal():
                self.retry = int(value)
            case _:
                # Unknown names are passed over, and so is the empty one: it makes a comment.
                pass

    def _dispatched(self) -> ServerSentEvent | None:
        self.last_event_id = self._id
        event, data = self._event, self._data
        self._event, self._data = "", []
        return ServerSentEvent("\n".join(data), event or "message", self._id) if data else None

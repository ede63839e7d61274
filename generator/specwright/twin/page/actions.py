"""Does what the forms of the page ask for, each by the same means as the admin API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from specwright.twin.calls import Refusal
from specwright.twin.edge.settings import Settings
from specwright.twin.edge.times import nanoseconds_of
from specwright.twin.engine import Engine
from specwright.twin.page.move_forms import WrongFieldError, arguments_of, fields_of
from specwright.twin.page.rendering import page_url

__all__ = ["ACTIONS", "Actions", "UndoneError"]

_SNAPSHOT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MOST_SECONDS: Final = 1e12


class UndoneError(Exception):
    """What a form asked for was not done; ``reasons`` say why."""

    def __init__(self, status: int, *reasons: str) -> None:
        super().__init__(reasons[0])
        self.status = status
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done to one twin; each method takes the fields of a form and gives the address to go on to.

    Raises:
        UndoneError: nothing was done.
    """

    engine: Engine
    settings: Settings

    def move(self, given: Mapping[str, str]) -> str:
        """Make a move."""
        resource, id_, name = given.get("of", ""), given.get("id", ""), given.get("move", "")
        record = self.engine.control.document(resource, id_) if not resource.startswith("$") else None
        moves = self.engine.control.moves(resource, id_) if record is not None else []
        info = next((move for move in moves if move.name == name), None)
        if info is None:
            raise UndoneError(404, "There is no such document, or no such move.")
        try:
            arguments = arguments_of(fields_of(info.schema, self.engine.service.schemas, {}), given)
        except WrongFieldError as error:
            raise UndoneError(400, str(error)) from None
        made = self.engine.control.move(resource, id_, name, arguments)
        if isinstance(made, Refusal):
            told = [f"{each.path.removeprefix('/')}: {each.message}" for each in made.violations]
            raise UndoneError(made.status if 400 <= made.status < 500 else 409, *(told or [made.message]))
        return page_url("document", of=resource, id=id_, done="moved")

    def reset(self, _given: Mapping[str, str]) -> str:
        """Go back to the beginning."""
        self.engine.reset()
        self.settings.reload()
        return page_url("", done="reset")

    def snapshot(self, given: Mapping[str, str]) -> str:
        """Keep the state."""
        name = given.get("name", "").strip()
        if not _SNAPSHOT.fullmatch(name):
            raise UndoneError(400, "A name has up to 64 letters, digits, dots, dashes and underscores.")
        self.engine.snapshot(name)
        return page_url("", done="kept")

    def restore(self, given: Mapping[str, str]) -> str:
        """Go back to a kept state."""
        self.engine.restore(self._known(given))
        self.settings.reload()
        return page_url("", done="restored")

    def forget(self, given: Mapping[str, str]) -> str:
        """Drop a kept state."""
        self.engine.forget(self._known(given))
        return page_url("", done="forgotten")

    def clock(self, given: Mapping[str, str]) -> str:
        """Set, move, stop or start the clock: what the button says, else what was typed."""
        state = given.get("state", "")
        if state in {"frozen", "running"}:
            self.engine.set_clock(frozen=state == "frozen")
        elif given.get("advance", "").strip():
            self.engine.set_clock(advance=_seconds(given["advance"]))
        else:
            text = given.get("now", "").strip()
            # A browser's field for times knows no offset; all of the page is in UTC.
            moment = nanoseconds_of(text) or nanoseconds_of(f"{text}Z")
            if moment is None:
                raise UndoneError(400, "A time looks like 2026-01-31T12:00:00Z.")
            self.engine.set_clock(now=moment)
        return page_url("", done="clock")

    def clear(self, _given: Mapping[str, str]) -> str:
        """Forget the calls so far."""
        self.engine.store.clear_journal()
        return page_url("journal", done="cleared")

    def _known(self, given: Mapping[str, str]) -> str:
        name = given.get("name", "")
        if name not in self.engine.snapshots():
            raise UndoneError(404, "There is no such snapshot.")
        return name


Action: TypeAlias = Callable[[Actions, Mapping[str, str]], str]

ACTIONS: Final[Mapping[str, Action]] = {
    "move": Actions.move,
    "reset": Actions.reset,
    "snapshot": Actions.snapshot,
    "restore": Actions.restore,
    "forget": Actions.forget,
    "clock": Actions.clock,
    "clear": Actions.clear,
}


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise UndoneError(400, "Seconds are a number.") from None
    if not abs(seconds) < _MOST_SECONDS:
        raise UndoneError(400, "Seconds are a number below a million millions.")
    return seconds

"""Keeps account of what a campaign makes in a live service, and removes it, at its end or after it was killed."""

from __future__ import annotations

import os
import shlex
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from specwright.cli.campaign_setup import Request, Setup, Way, prepare
from specwright.cli.console import Console, count
from specwright.conform.cleanup import Cleaned
from specwright.conform.ledger import Ledger, is_in_use, read_ledger
from specwright.conform.live import clean, keeping_account
from specwright.model.errors import SourceError
from specwright.model.types import Json

if TYPE_CHECKING:
    from specwright.conform.exchanges import Send

__all__ = ["accounts", "clean_up"]

# Below the folder where the command runs, so that whoever runs it again finds what was left.
_FOLDER: Final = Path(".specwright")
_PREFIX: Final = "ledger-"


@contextmanager
def accounts(setup: Setup, way: Way, console: Console) -> Generator[Callable[[Send], Send]]:
    """Give what keeps account of a way to send; at the end, however it comes, all that was made is removed."""
    if not setup.request.url or setup.request.is_read_only:
        yield lambda send: send
        return
    _tell_earlier(setup, console)
    path = _path()

    def cleaning(ledger: Ledger) -> Cleaned:
        console.say(f"Removing {count(len(ledger.entries), 'thing')} that the campaign made.")
        return _clean(setup, way, ledger)

    with (
        _ended_by_signals(),
        keeping_account(
            setup.service,
            url=setup.url,
            path=path,
            most=setup.max_created,
            cleaning=cleaning,
            told=lambda cleaned: _tell(cleaned, setup, path, console),
        ) as around,
    ):
        yield around


def clean_up(request: Request, path: Path, console: Console) -> int:
    """Remove what a ledger names and give the exit code: 1 where something stays."""
    text = read_ledger(path)
    setup = prepare(replace(request, url=request.url or text.url, is_twin=False))
    with setup.reach() as way, Ledger.reopen(path) as ledger:
        cleaned = _clean(setup, way, ledger)
    left: list[Json] = [{"what": each.what, "reason": each.reason} for each in cleaned.left]
    lines = [f"Removed {count(cleaned.removed, 'thing')}."]
    lines += [f"  stays: {each.what}: {each.reason}" for each in cleaned.left]
    console.result("\n".join(lines), {"removed": cleaned.removed, "left": left})
    return 1 if cleaned.left else 0


def _clean(setup: Setup, way: Way, ledger: Ledger) -> Cleaned:
    return clean(setup.service, way.unlimited(), ledger, setup.options().fixtures)


def _tell(cleaned: Cleaned, setup: Setup, path: Path, console: Console) -> None:
    if not cleaned.left:
        return
    console.say(f"{count(len(cleaned.left), 'thing')} could not be removed:", style="yellow")
    for each in cleaned.left[:20]:
        console.say(f"  {each.what}: {each.reason}", style="yellow")
    console.say(f"Try again: {_command(setup.request, path)}", style="yellow")


def _tell_earlier(setup: Setup, console: Console) -> None:
    for path in sorted(_FOLDER.glob(f"{_PREFIX}*.ndjson")):
        try:
            text = read_ledger(path)
        except SourceError:
            continue
        if text.url == setup.url and text.entries and not is_in_use(path):
            left = count(len(text.entries), "thing")
            console.say(f"An earlier run left {left} behind: {_command(setup.request, path)}", style="yellow")


def _command(request: Request, path: Path) -> str:
    hosts = [word for host in request.allowed_hosts for word in ("--allow-host", host)]
    return shlex.join(["specwright", "test", request.spec, "--url", request.url, *hosts, "--clean", str(path)])


def _path() -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return _FOLDER / f"{_PREFIX}{moment}-{os.getpid()}.ndjson"


@contextmanager
def _ended_by_signals() -> Generator[None]:
    """Take a request to end as Ctrl-C, so that there is time to clean up."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

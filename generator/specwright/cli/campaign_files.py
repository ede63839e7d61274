"""Writes the reports of a campaign into a folder, and the archive of its exchanges while it runs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from specwright.conform.oracle import ADMIN
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.har import HarWriter
from specwright.conform.reports.junit import junit
from specwright.conform.reports.page import page
from specwright.conform.reports.sarif import sarif
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location

if TYPE_CHECKING:
    from specwright.conform.exchanges import Exchange, Request, Send

__all__ = ["Recording", "check_folder", "write_reports"]

_HAR = "traffic.har"


def check_folder(folder: Path) -> None:
    """Make sure that reports can be written before anything is sent.

    Raises:
        ConfigError: they cannot.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _HAR).touch()
    except OSError as error:
        what = f"reports cannot be written there: {error.strerror or error}"
        raise ConfigError(Problem(Location(str(folder)), what, "Name another folder with --report.")) from None


def write_reports(document: dict[str, Any], folder: Path) -> list[Path]:
    """Write all reports; give their paths, the page for people first."""
    contents = {
        "index.html": page(document).encode("utf-8"),
        "report.json": _json(document),
        "junit.xml": junit(document),
        "report.sarif": _json(sarif(document)),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [*(folder / name for name in contents), folder / _HAR]


class Recording:
    """An archive that grows while a campaign runs."""

    def __init__(self, folder: Path, curtain: Curtain, *, url: str) -> None:
        self._path = folder / _HAR
        self._curtain = curtain
        self._url = url
        self._stream: TextIO | None = None
        self._writer: HarWriter | None = None
        self._started = datetime.now(UTC)
        self._count = 0

    def __enter__(self) -> Self:
        self._stream = self._path.open("w", encoding="utf-8")
        self._writer = HarWriter(self._stream.write, self._curtain, url=self._url, started=self._started)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._writer is not None and self._stream is not None:
            self._writer.end()
            self._stream.close()

    def around(self, send: Send) -> Send:
        """Write down all that goes through ``send``."""

        def recorded(request: Request, /) -> Exchange:
            began = (datetime.now(UTC) - self._started).total_seconds()
            exchange = send(request)
            self._count += 1
            # What is asked of a twin beside its API is no traffic of the service.
            if self._writer is not None and not request.target.startswith(ADMIN):
                self._writer.add(replace(exchange, number=self._count, started=began))
            return exchange

        return recorded


def _json(document: object) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=True) + "\n").encode("ascii")

"""Turns how far a long run has come into a bar on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Bar", "progress"]


class Bar:
    """A bar that is drawn from ``start`` on, where somebody watches."""

    def __init__(self, total: int | None, *, is_shown: bool) -> None:
        self._total = total
        self._is_shown = is_shown
        self._progress: Progress | None = None

    def start(self) -> None:
        """Begin to draw."""
        if not self._is_shown or self._progress is not None:
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        # Results that go to the same terminal are printed above the bar.
        self._progress = Progress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
        )
        self._progress.start()
        self._progress.add_task("", total=self._total)

    def show(self, done: int, text: str) -> None:
        """Say how far the run has come."""
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, description=text)

    def stop(self) -> None:
        """Wipe the bar away."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None


@contextmanager
def progress(total: int | None, *, is_shown: bool) -> Generator[Bar]:
    """Give a bar for a run of some bytes (None where their number is not known)."""
    bar = Bar(total, is_shown=is_shown)
    try:
        yield bar
    finally:
        bar.stop()

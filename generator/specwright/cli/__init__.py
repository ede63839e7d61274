"""The command line: arguments in, exit codes and words out."""

from __future__ import annotations

from specwright.cli.entry import main

__all__ = ["main"]

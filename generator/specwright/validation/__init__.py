"""Turns files of JSON documents into verdicts, in order, on as many cores as there are."""

from __future__ import annotations

from specwright.validation.judge import Describe, Judge, Outcome, Plan
from specwright.validation.old import OldValues
from specwright.validation.pool import judge_blocks
from specwright.validation.reading import Reading, Violation, read_document
from specwright.validation.sources import Block, Shape, Source

__all__ = [
    "Block",
    "Describe",
    "Judge",
    "OldValues",
    "Outcome",
    "Plan",
    "Reading",
    "Shape",
    "Source",
    "Violation",
    "judge_blocks",
    "read_document",
]

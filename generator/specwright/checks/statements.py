"""Writes all statements that judge a value by a schema, in the order in which they are made."""

from __future__ import annotations

from specwright.checks.codes import read_codes
from specwright.checks.combinations import combination_lines, late_lines
from specwright.checks.judging import Judging
from specwright.checks.typed import typed_lines, value_lines

__all__ = ["statements"]


def statements(judging: Judging) -> list[str]:
    """Write the statements of a schema that is no boolean.

    Raises:
        SpecwrightError: a keyword is wrong, or not supported.
    """
    # A code that can never be told is an error, even where no keyword asks for it.
    read_codes(judging.keywords, judging.shop.codes)
    return [*typed_lines(judging), *value_lines(judging), *combination_lines(judging), *late_lines(judging)]

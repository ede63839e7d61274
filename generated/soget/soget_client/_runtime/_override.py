# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns ``typing.override``, which Python 3.11 lacks, into a decorator for type checkers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import override
else:
    F = TypeVar("F")

    def override(method: F) -> F:
        return method


__all__ = ["override"]

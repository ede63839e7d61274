"""How a store fails: where it cannot be opened, and where it stops answering."""

from __future__ import annotations

from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location

__all__ = ["StoreError", "refuse"]


class StoreError(Exception):
    """A store that was open does not answer; what was asked for has not happened, or is not known to have."""


def refuse(what: str, hint: str) -> ConfigError:
    """Say why a store cannot be opened."""
    return ConfigError(Problem(Location("store"), what, hint, "store"))

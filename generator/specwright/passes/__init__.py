"""Turns a service as it was read into a service that is ready to be written out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from specwright.model.config import Config
from specwright.model.service import Service
from specwright.passes.assign_names import assign_names
from specwright.passes.hoist_inline import hoist_inline

__all__ = ["PASSES"]

Pass = Callable[[Service, Config], Service]

PASSES: Final[tuple[Pass, ...]] = (
    # First, so that all further passes meet objects at one place only: as schemas.
    hoist_inline,
    # Last, because every schema that becomes a class has to exist before names are shared out.
    assign_names,
)

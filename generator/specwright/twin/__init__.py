"""A service, turned into something that answers over HTTP: so far from the examples of its description alone."""

from __future__ import annotations

from specwright.twin.application import create_example_server
from specwright.twin.serving import serve

__all__ = ["create_example_server", "serve"]

"""Ways to send a request: into an application in this process, over HTTP, and guards around either."""

from __future__ import annotations

from specwright.conform.transports.asgi import AsgiTransport
from specwright.conform.transports.guards import Limits, guarded
from specwright.conform.transports.hosts import host_of, may_be_written_to
from specwright.conform.transports.rate import Rate

__all__ = ["AsgiTransport", "Limits", "Rate", "guarded", "host_of", "may_be_written_to"]

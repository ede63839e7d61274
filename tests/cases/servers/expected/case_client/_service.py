# Made by specwright 0.1.0 from 'Servers' '1'. Change the description and generate again: edits here are lost.

"""What all operations share: where the service is, how a caller proves who it is, what its error codes raise."""

from __future__ import annotations

from typing import Final

import case_client as _client
from case_client._runtime._operation import ErrorTable, ServiceInfo

SERVICE: Final = ServiceInfo(
    title="Servers",
    package="case_client",
    version="0.1.0",
    env_prefix="CASE",
    servers=(
        "https://eu.example.com:443/v1",
        "/relative",
    ),
    errors=ErrorTable(code="", classes=lambda: _client.errors.CODES),
    checks=lambda: _client.checks,
)

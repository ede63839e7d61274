# Made by specwright 0.1.0 from 'Servers' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Operation, Response

PING: Final[Operation[None]] = Operation(
    id="ping", method="GET", path=("/ping",), responses=(Response(status="204"),), is_idempotent=True
)

PING_STATUS: Final[Operation[None]] = Operation(
    id="pingStatus",
    method="GET",
    path=("/status",),
    responses=(Response(status="204"),),
    servers=("https://status.example.com",),
    is_idempotent=True,
)

PING_MIRROR: Final[Operation[None]] = Operation(
    id="pingMirror",
    method="HEAD",
    path=("/status",),
    responses=(Response(status="204"),),
    servers=("https://mirror.example.com",),
    is_idempotent=True,
)

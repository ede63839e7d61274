# Made by specwright 0.1.0 from 'Streams' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Any, Final

import case_client as _client
from case_client._runtime._operation import Operation, Response, ResponseContent

WATCH_EVENTS: Final[Operation[Any]] = Operation(
    id="watchEvents",
    method="GET",
    path=("/events",),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="text/event-stream", kind="event-stream", type=lambda: _client.models.Event),
            ),
        ),
    ),
    is_idempotent=True,
)

EXPORT_EVENTS: Final[Operation[Any]] = Operation(
    id="exportEvents",
    method="GET",
    path=("/events/export",),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(
                    media_type="application/x-ndjson", kind="json-lines", type=lambda: _client.models.Event
                ),
            ),
        ),
    ),
    is_idempotent=True,
)

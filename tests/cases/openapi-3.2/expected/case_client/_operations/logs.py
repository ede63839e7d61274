# Made by specwright 0.1.0 from 'Logs' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Any, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Response, ResponseContent

SEARCH_LOGS: Final[Operation[Any]] = Operation(
    id="searchLogs",
    method="QUERY",
    path=("/logs",),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True),),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/jsonl", kind="json-lines", type=lambda: _client.models.Line),
            ),
        ),
    ),
    is_idempotent=True,
)

PURGE_LOGS: Final[Operation[None]] = Operation(
    id="purgeLogs", method="PURGE", path=("/logs",), responses=(Response(status="204"),)
)

# Made by specwright 0.1.0 from 'Names' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Body, Operation, Parameter, Response

IMPORT: Final[Operation[None]] = Operation(
    id="import",
    method="POST",
    path=(
        "/classes/",
        Parameter(python="self_", wire="self", location="path", is_required=True, style="simple", explode=False),
    ),
    parameters=(
        Parameter(python="timeout_", wire="timeout", location="query"),
        Parameter(python="body_", wire="body", location="query"),
        Parameter(python="from_", wire="from", location="query"),
        Parameter(python="id", wire="id", location="query"),
        Parameter(python="header_id", wire="id", location="header", style="simple", explode=False),
        Parameter(python="some_name", wire="some-name", location="query"),
        Parameter(python="some_name_2", wire="someName", location="query"),
    ),
    bodies=(Body(media_type="application/json", kind="json"),),
    responses=(Response(status="204"),),
)

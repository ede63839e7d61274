# Made by specwright 0.1.0 from 'Content parameters' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Operation, Parameter, Response

SEARCH: Final[Operation[None]] = Operation(
    id="search",
    method="GET",
    path=("/search",),
    parameters=(
        Parameter(python="filter", wire="filter", location="query", is_required=True, content="application/json"),
        Parameter(
            python="x_trace", wire="X-Trace", location="header", style="simple", explode=False, content="text/plain"
        ),
    ),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)

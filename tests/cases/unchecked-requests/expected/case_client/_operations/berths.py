# Made by specwright 0.1.0 from 'Berths' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Body, Operation, Parameter, Response

CREATE_BERTH: Final[Operation[None]] = Operation(
    id="createBerth",
    method="POST",
    path=("/berths",),
    parameters=(Parameter(python="page", wire="page", location="query", type="integer"),),
    bodies=(Body(media_type="application/json", kind="json", is_required=True),),
    responses=(Response(status="204"),),
    has_parameter_check=True,
)

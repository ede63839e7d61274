# Made by specwright 0.1.0 from 'Files' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Parameter, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

GET_RACK: Final[Operation[models.Rack]] = Operation(
    id="getRack",
    method="GET",
    path=(
        "/racks/",
        Parameter(
            python="rack_id",
            wire="rackId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Rack),),
        ),
    ),
    is_idempotent=True,
    has_parameter_check=True,
)

REPLACE_RACK: Final[Operation[None]] = Operation(
    id="replaceRack",
    method="PUT",
    path=(
        "/racks/",
        Parameter(
            python="rack_id",
            wire="rackId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True),),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)

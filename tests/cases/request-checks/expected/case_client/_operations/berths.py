# Made by specwright 0.1.0 from 'Berths' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Parameter, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

GET_BERTH: Final[Operation[models.Berth]] = Operation(
    id="getBerth",
    method="GET",
    path=(
        "/berths/",
        Parameter(
            python="berth_id",
            wire="berthId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    parameters=(
        Parameter(
            python="trace",
            wire="trace",
            location="header",
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Berth),),
        ),
    ),
    is_idempotent=True,
    has_parameter_check=True,
)

UPDATE_BERTH: Final[Operation[None]] = Operation(
    id="updateBerth",
    method="PUT",
    path=(
        "/berths/",
        Parameter(
            python="berth_id",
            wire="berthId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    parameters=(
        Parameter(
            python="trace",
            wire="trace",
            location="header",
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True, has_transitions=True),),
    responses=(
        Response(status="204"),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Problem),
            ),
        ),
    ),
    is_idempotent=True,
    has_parameter_check=True,
)

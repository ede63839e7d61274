# Made by specwright 0.1.0 from 'Path parameters' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Operation, Parameter, Response

GET_SEAT: Final[Operation[None]] = Operation(
    id="getSeat",
    method="GET",
    path=(
        "/rooms/",
        Parameter(
            python="room",
            wire="room",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
        "/seats/",
        Parameter(
            python="seat",
            wire="seat",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="integer",
            has_type_only=True,
        ),
    ),
    parameters=(
        Parameter(python="lang", wire="lang", location="query", type="string", has_type_only=True),
        Parameter(
            python="header_lang",
            wire="lang",
            location="header",
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)

TAKE_SEAT: Final[Operation[None]] = Operation(
    id="takeSeat",
    method="PUT",
    path=(
        "/rooms/",
        Parameter(
            python="room",
            wire="room",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
        "/seats/",
        Parameter(
            python="seat",
            wire="seat",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    parameters=(
        Parameter(python="lang", wire="lang", location="query", is_required=True, type="string"),
        Parameter(
            python="header_lang",
            wire="lang",
            location="header",
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)

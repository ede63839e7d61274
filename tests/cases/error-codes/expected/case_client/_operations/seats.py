# Made by specwright 0.1.0 from 'Codes' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

import case_client as _client
from case_client._runtime._operation import Operation, Response, ResponseContent

BOOK_SEAT: Final[Operation[None]] = Operation(
    id="bookSeat",
    method="POST",
    path=("/seats",),
    responses=(
        Response(status="204"),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="409",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
)

# Made by specwright 0.1.0 from 'Alternatives' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

CREATE_PAYMENT: Final[Operation[models.Receipt | int]] = Operation(
    id="createPayment",
    method="POST",
    path=("/payments",),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True),),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Receipt | int),
            ),
        ),
    ),
)

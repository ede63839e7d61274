# Made by specwright 0.1.0 from 'Forms' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Part, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

CREATE_TOKEN: Final[Operation[models.CreateTokenResponse]] = Operation(
    id="createToken",
    method="POST",
    path=("/tokens",),
    bodies=(
        Body(
            media_type="application/x-www-form-urlencoded",
            kind="form",
            is_required=True,
            parts=(
                Part(python="grant_type", wire="grant_type", is_required=True, type="string"),
                Part(
                    python="scope",
                    wire="scope",
                    is_repeated=True,
                    style="spaceDelimited",
                    explode=False,
                    type="[string]",
                ),
                Part(python="claims", wire="claims", content_type="application/json"),
                Part(python="client_id", wire="client-id", type="string"),
            ),
            has_check=True,
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.CreateTokenResponse
                ),
            ),
        ),
    ),
)

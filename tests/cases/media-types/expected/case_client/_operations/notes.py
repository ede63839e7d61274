# Made by specwright 0.1.0 from 'Media types' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Body, Operation, Part, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

CREATE_NOTE: Final[Operation[models.Note | str | bytes]] = Operation(
    id="createNote",
    method="POST",
    path=("/notes",),
    bodies=(
        Body(media_type="application/vnd.example.note+json", kind="json", has_check=True),
        Body(
            media_type="application/x-www-form-urlencoded",
            kind="form",
            parts=(Part(python="text", wire="text", is_required=True, type="string"),),
            has_check=True,
        ),
        Body(media_type="text/plain", kind="text", has_check=True),
        Body(media_type="application/octet-stream", kind="binary"),
    ),
    responses=(
        Response(
            status="201",
            contents=(
                ResponseContent(
                    media_type="application/json; charset=utf-8", kind="json", type=lambda: _client.models.Note
                ),
                ResponseContent(media_type="text/markdown", kind="text", type=lambda: str),
                ResponseContent(media_type="application/*", kind="binary", type=lambda: bytes),
            ),
        ),
    ),
)

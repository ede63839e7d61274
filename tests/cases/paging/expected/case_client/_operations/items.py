# Made by specwright 0.1.0 from 'Paging' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Operation, Paging, Parameter, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

LIST_BY_OFFSET: Final[Operation[models.Page]] = Operation(
    id="listByOffset",
    method="GET",
    path=("/by-offset",),
    parameters=(
        Parameter(python="offset", wire="offset", location="query", type="integer", has_type_only=True),
        Parameter(python="limit", wire="limit", location="query", type="integer", has_type_only=True),
    ),
    responses=(
        Response(
            status="200",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Page),),
        ),
    ),
    is_idempotent=True,
    paging=Paging(style="offset", items="/items", request="offset", limit="limit"),
    has_parameter_check=True,
)

LIST_BY_PAGE: Final[Operation[list[models.Item]]] = Operation(
    id="listByPage",
    method="GET",
    path=("/by-page",),
    parameters=(
        Parameter(python="page", wire="page", location="query", type="integer", has_type_only=True),
        Parameter(python="per_page", wire="per_page", location="query", type="integer", has_type_only=True),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: list[_client.models.Item]),
            ),
        ),
    ),
    is_idempotent=True,
    paging=Paging(style="page", items="", request="page", limit="per_page"),
    has_parameter_check=True,
)

LIST_BY_CURSOR: Final[Operation[models.CursorPage]] = Operation(
    id="listByCursor",
    method="GET",
    path=("/by-cursor",),
    parameters=(Parameter(python="cursor", wire="cursor", location="query", type="string", has_type_only=True),),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.CursorPage),
            ),
        ),
    ),
    is_idempotent=True,
    paging=Paging(style="cursor", items="/data", request="cursor", next="/next_cursor"),
    has_parameter_check=True,
)

LIST_BY_LINK: Final[Operation[list[models.Item]]] = Operation(
    id="listByLink",
    method="GET",
    path=("/by-link",),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: list[_client.models.Item]),
            ),
        ),
    ),
    is_idempotent=True,
    paging=Paging(style="link", items=""),
)

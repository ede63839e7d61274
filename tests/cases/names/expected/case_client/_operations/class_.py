# Made by specwright 0.1.0 from 'Names' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Body, Operation, Parameter, Response

IMPORT: Final[Operation[None]] = Operation(
    id="import",
    method="POST",
    path=(
        "/classes/",
        Parameter(
            python="self_",
            wire="self",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    parameters=(
        Parameter(python="timeout_", wire="timeout", location="query", type="integer", has_type_only=True),
        Parameter(python="body_", wire="body", location="query", type="string", has_type_only=True),
        Parameter(python="from_", wire="from", location="query", type="string", has_type_only=True),
        Parameter(python="id", wire="id", location="query", type="string", has_type_only=True),
        Parameter(
            python="header_id",
            wire="id",
            location="header",
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
        Parameter(python="some_name", wire="some-name", location="query", type="string", has_type_only=True),
        Parameter(python="some_name_2", wire="someName", location="query", type="string", has_type_only=True),
    ),
    bodies=(Body(media_type="application/json", kind="json", has_check=True),),
    responses=(Response(status="204"),),
    has_parameter_check=True,
)

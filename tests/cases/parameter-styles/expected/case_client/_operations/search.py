# Made by specwright 0.1.0 from 'Styles' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import Final

from case_client._runtime._operation import Operation, Parameter, Response

SEARCH: Final[Operation[None]] = Operation(
    id="search",
    method="GET",
    path=(
        "/search/",
        Parameter(
            python="simple",
            wire="simple",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="[string]",
        ),
        "/",
        Parameter(python="label", wire="label", location="path", is_required=True, style="label", type="[string]"),
        "/",
        Parameter(python="matrix", wire="matrix", location="path", is_required=True, style="matrix", explode=False),
        "/",
        Parameter(
            python="encoded",
            wire="encoded",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            encoding="base64url",
        ),
    ),
    parameters=(
        Parameter(python="form", wire="form", location="query", type="[string]"),
        Parameter(python="flat", wire="flat", location="query", explode=False, type="[string]"),
        Parameter(
            python="spaced", wire="spaced", location="query", style="spaceDelimited", explode=False, type="[string]"
        ),
        Parameter(
            python="piped", wire="piped", location="query", style="pipeDelimited", explode=False, type="[string]"
        ),
        Parameter(python="deep", wire="deep", location="query", style="deepObject"),
        Parameter(python="point", wire="point", location="query"),
        Parameter(python="filter_name", wire="filter[name]", location="query", type="string", has_type_only=True),
        Parameter(python="raw", wire="raw", location="query", allow_reserved=True, type="string", has_type_only=True),
        Parameter(python="since", wire="since", location="query", type="string"),
        Parameter(python="x_ids", wire="X-Ids", location="header", style="simple", explode=False, type="[integer]"),
        Parameter(python="session", wire="session", location="cookie", type="string", has_type_only=True),
    ),
    responses=(Response(status="204"),),
    is_idempotent=True,
    has_parameter_check=True,
)

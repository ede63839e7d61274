# Made by specwright 0.1.0 from 'Statuses' '1'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import case_client as _client
from case_client._runtime._operation import Operation, Parameter, Response, ResponseContent

if TYPE_CHECKING:
    from case_client import models

GET_JOB: Final[Operation[models.Job | str | None]] = Operation(
    id="getJob",
    method="GET",
    path=(
        "/jobs/",
        Parameter(
            python="job_id",
            wire="jobId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Job),),
        ),
        Response(status="202"),
        Response(
            status="2XX", contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: str),)
        ),
        Response(
            status="404",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Problem),
            ),
        ),
        Response(status="4XX"),
        Response(
            status="default",
            contents=(
                ResponseContent(
                    media_type="application/problem+json", kind="json", type=lambda: _client.models.Problem
                ),
            ),
        ),
    ),
    is_idempotent=True,
    has_parameter_check=True,
)

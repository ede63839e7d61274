# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import transiteo_client as _client
from transiteo_client._runtime._operation import Body, Operation, Parameter, Response, ResponseContent

if TYPE_CHECKING:
    from transiteo_client import models

LIST_ORDERS: Final[Operation[list[models.StoredOrder]]] = Operation(
    id="listOrders",
    method="GET",
    path=("/v1/customer/orders",),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: list[_client.models.StoredOrder]
                ),
            ),
        ),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="403",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="405",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="500",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.ServerErrorBody
                ),
            ),
        ),
    ),
    security=(("idToken",),),
    is_idempotent=True,
)

CREATE_ORDER: Final[Operation[None]] = Operation(
    id="createOrder",
    method="POST",
    path=("/v1/customer/orders",),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True),),
    responses=(
        Response(status="200"),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="403",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="405",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="413",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="415",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="500",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.ServerErrorBody
                ),
            ),
        ),
    ),
    security=(("idToken",),),
)

GET_ORDER: Final[Operation[models.StoredOrder]] = Operation(
    id="getOrder",
    method="GET",
    path=(
        "/v1/customer/orders/",
        Parameter(
            python="order_id",
            wire="order_id",
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
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.StoredOrder),
            ),
        ),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="403",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="404",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="405",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="500",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.ServerErrorBody
                ),
            ),
        ),
    ),
    security=(("idToken",),),
    is_idempotent=True,
    has_parameter_check=True,
)

UPDATE_ORDER: Final[Operation[None]] = Operation(
    id="updateOrder",
    method="PUT",
    path=(
        "/v1/customer/orders/",
        Parameter(
            python="order_id",
            wire="order_id",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            encoding="base64url",
        ),
    ),
    bodies=(Body(media_type="application/json", kind="json", is_required=True, has_check=True, has_transitions=True),),
    responses=(
        Response(status="200"),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="403",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="404",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="405",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="413",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="415",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="500",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.ServerErrorBody
                ),
            ),
        ),
    ),
    security=(("idToken",),),
    is_idempotent=True,
    has_parameter_check=True,
)

DELETE_ORDER: Final[Operation[None]] = Operation(
    id="deleteOrder",
    method="DELETE",
    path=(
        "/v1/customer/orders/",
        Parameter(
            python="order_id",
            wire="order_id",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    responses=(
        Response(status="200"),
        Response(
            status="400",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="403",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.ErrorBody),
            ),
        ),
        Response(
            status="404",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="405",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.MessageBody),
            ),
        ),
        Response(
            status="500",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.ServerErrorBody
                ),
            ),
        ),
    ),
    security=(("idToken",),),
    is_idempotent=True,
    has_parameter_check=True,
)

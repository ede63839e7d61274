# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""How each operation of this resource travels: read by the client, its views and its fake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import soget_client as _client
from soget_client._runtime._operation import Body, Operation, Paging, Parameter, Part, Response, ResponseContent

if TYPE_CHECKING:
    from soget_client import models

LIST_CUSTOMER_ORDERS: Final[Operation[models.CustomerOrderPage]] = Operation(
    id="listCustomerOrders",
    method="GET",
    path=("/customer-orders",),
    parameters=(
        Parameter(
            python="transport_order_number",
            wire="transportOrderNumber",
            location="query",
            type="string",
            has_type_only=True,
        ),
        Parameter(
            python="container_number", wire="containerNumber", location="query", type="string", has_type_only=True
        ),
        Parameter(python="carrier_code", wire="carrierCode", location="query", type="string", has_type_only=True),
        Parameter(python="processing_indicator", wire="processingIndicator", location="query", type="string"),
        Parameter(python="start_date", wire="startDate", location="query", type="string"),
        Parameter(python="end_date", wire="endDate", location="query", type="string"),
        Parameter(python="status", wire="status", location="query", type="string"),
        Parameter(python="offset", wire="offset", location="query", type="integer"),
        Parameter(python="limit", wire="limit", location="query", type="integer"),
        Parameter(python="desc", wire="desc", location="query", type="boolean", has_type_only=True),
        Parameter(python="is_projection", wire="isProjection", location="query", type="boolean", has_type_only=True),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(
                    media_type="application/json", kind="json", type=lambda: _client.models.CustomerOrderPage
                ),
            ),
        ),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="405",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="500",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
    security=(("bearerAuth", "subscriptionKey"),),
    is_idempotent=True,
    paging=Paging(style="offset", items="/items", request="offset", limit="limit"),
    has_parameter_check=True,
)

CREATE_CUSTOMER_ORDER: Final[Operation[models.CreatedOrder]] = Operation(
    id="createCustomerOrder",
    method="POST",
    path=("/customer-orders",),
    bodies=(
        Body(
            media_type="multipart/form-data",
            kind="multipart",
            is_required=True,
            parts=(
                Part(python="order", wire="Order", is_required=True, content_type="application/json"),
                Part(python="files", wire="Files", is_file=True, is_repeated=True),
            ),
            has_check=True,
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.CreatedOrder),
            ),
        ),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="405",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="413",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="415",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="500",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
    security=(("bearerAuth", "subscriptionKey"),),
)

GET_CUSTOMER_ORDER: Final[Operation[models.CustomerOrder]] = Operation(
    id="getCustomerOrder",
    method="GET",
    path=(
        "/customer-orders/",
        Parameter(
            python="order_id",
            wire="orderId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    responses=(
        Response(
            status="200",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.CustomerOrder),
            ),
        ),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="405",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="500",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
    security=(("bearerAuth", "subscriptionKey"),),
    is_idempotent=True,
    has_parameter_check=True,
)

UPDATE_CUSTOMER_ORDER: Final[Operation[None]] = Operation(
    id="updateCustomerOrder",
    method="PUT",
    path=(
        "/customer-orders/",
        Parameter(
            python="order_id",
            wire="orderId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    parameters=(
        Parameter(
            python="if_match",
            wire="If-Match",
            location="header",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
            has_type_only=True,
        ),
    ),
    bodies=(
        Body(media_type="application/json", kind="json", is_required=True, has_check=True, has_transitions=True),
        Body(
            media_type="application/json-patch+json",
            kind="json",
            is_required=True,
            has_check=True,
            has_transitions=True,
        ),
        Body(media_type="text/json", kind="json", is_required=True, has_check=True, has_transitions=True),
        Body(media_type="application/*+json", kind="json", is_required=True, has_check=True, has_transitions=True),
    ),
    responses=(
        Response(status="200"),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="405",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="412",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="413",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="415",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="500",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
    security=(("bearerAuth", "subscriptionKey"),),
    is_idempotent=True,
    has_parameter_check=True,
)

CANCEL_CUSTOMER_ORDER: Final[Operation[None]] = Operation(
    id="cancelCustomerOrder",
    method="DELETE",
    path=(
        "/customer-orders/",
        Parameter(
            python="order_id",
            wire="orderId",
            location="path",
            is_required=True,
            style="simple",
            explode=False,
            type="string",
        ),
    ),
    responses=(
        Response(status="200"),
        Response(
            status="400",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="401",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="405",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
        Response(
            status="429",
            contents=(
                ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.GatewayError),
            ),
        ),
        Response(
            status="500",
            contents=(ResponseContent(media_type="application/json", kind="json", type=lambda: _client.models.Error),),
        ),
    ),
    security=(("bearerAuth", "subscriptionKey"),),
    is_idempotent=True,
    has_parameter_check=True,
)

# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""A fake of SOGET customer orders for the tests of what uses the client."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from soget_client._operations import customer_orders as _customer_orders
from soget_client._runtime._testing import FakeMethod, FakeTransport, RecordedCall, UnexpectedCall
from soget_client.client import AsyncSogetClient, SogetClient

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self, Unpack

    from soget_client import models
    from soget_client._runtime._calls import ClientChanges
    from soget_client._runtime._operation import Operation

__all__ = ["FakeSoget", "FakeTransport", "RecordedCall", "UnexpectedCall"]

T = TypeVar("T")

# The documented error codes.
Code: TypeAlias = Literal[
    "ACTOR_NOT_FOUND",
    "ALREADY_JOINED_GROUP",
    "CANNOT_CANCEL_NOT_MASTER_ORDER",
    "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER",
    "CANNOT_CHANGE_NUMBER_OF_CONTAINERS",
    "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT",
    "CARRIER_EMAIL_REQUIRED",
    "CONFLICT",
    "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV",
    "CUSTOMER_ORDER_NOT_FOUND",
    "CUSTOMS_FLAG_NOT_BE_MODIFIED",
    "EVENT_LOCATION_FIELDS_REQUIRED",
    "EVENT_START_DATE_REQUIRED",
    "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI",
    "HANDLING_UNIT_REFERENCE_INVALID",
    "LIMIT_NONPOSITIVE",
    "NOT_SUPPORTED_ORDER_TYPE",
    "OFFSET_NEGATIVE",
    "ORDER_ALREADY_CANCELED",
    "ORDER_DUPLICATED",
    "ORGANIZATION_ACTOR_CODE_INVALID",
    "ORGANIZATION_NOT_FOUND",
    "R0005",
    "R0006",
    "R0007",
    "R0008",
    "R0009",
    "SEARCH_DATE_ERROR",
    "UNKNOWN_LOCATION",
    "USER_ID_INVALID",
    "WRONG_EVENT_DATE_ORDER",
    "WRONG_FORMAT",
]

# What each documented code comes with: status and body.
_REFUSALS: Final[Mapping[str, tuple[int, Any]]] = {
    "ACTOR_NOT_FOUND": (400, {"code": "ACTOR_NOT_FOUND"}),
    "ALREADY_JOINED_GROUP": (400, {"code": "ALREADY_JOINED_GROUP"}),
    "CANNOT_CANCEL_NOT_MASTER_ORDER": (400, {"code": "CANNOT_CANCEL_NOT_MASTER_ORDER"}),
    "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER": (400, {"code": "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER"}),
    "CANNOT_CHANGE_NUMBER_OF_CONTAINERS": (400, {"code": "CANNOT_CHANGE_NUMBER_OF_CONTAINERS"}),
    "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT": (400, {"code": "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT"}),
    "CARRIER_EMAIL_REQUIRED": (400, {"code": "CARRIER_EMAIL_REQUIRED"}),
    "CONFLICT": (412, {"code": "CONFLICT"}),
    "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV": (400, {"code": "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV"}),
    "CUSTOMER_ORDER_NOT_FOUND": (400, {"code": "CUSTOMER_ORDER_NOT_FOUND"}),
    "CUSTOMS_FLAG_NOT_BE_MODIFIED": (400, {"code": "CUSTOMS_FLAG_NOT_BE_MODIFIED"}),
    "EVENT_LOCATION_FIELDS_REQUIRED": (400, {"code": "EVENT_LOCATION_FIELDS_REQUIRED"}),
    "EVENT_START_DATE_REQUIRED": (400, {"code": "EVENT_START_DATE_REQUIRED"}),
    "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI": (400, {"code": "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"}),
    "HANDLING_UNIT_REFERENCE_INVALID": (400, {"code": "HANDLING_UNIT_REFERENCE_INVALID"}),
    "LIMIT_NONPOSITIVE": (400, {"code": "LIMIT_NONPOSITIVE"}),
    "NOT_SUPPORTED_ORDER_TYPE": (400, {"code": "NOT_SUPPORTED_ORDER_TYPE"}),
    "OFFSET_NEGATIVE": (400, {"code": "OFFSET_NEGATIVE"}),
    "ORDER_ALREADY_CANCELED": (400, {"code": "ORDER_ALREADY_CANCELED"}),
    "ORDER_DUPLICATED": (400, {"code": "ORDER_DUPLICATED"}),
    "ORGANIZATION_ACTOR_CODE_INVALID": (400, {"code": "ORGANIZATION_ACTOR_CODE_INVALID"}),
    "ORGANIZATION_NOT_FOUND": (400, {"code": "ORGANIZATION_NOT_FOUND"}),
    "R0005": (400, {"code": "R0005"}),
    "R0006": (400, {"code": "R0006"}),
    "R0007": (400, {"code": "R0007"}),
    "R0008": (400, {"code": "R0008"}),
    "R0009": (400, {"code": "R0009"}),
    "SEARCH_DATE_ERROR": (400, {"code": "SEARCH_DATE_ERROR"}),
    "UNKNOWN_LOCATION": (400, {"code": "UNKNOWN_LOCATION"}),
    "USER_ID_INVALID": (400, {"code": "USER_ID_INVALID"}),
    "WRONG_EVENT_DATE_ORDER": (400, {"code": "WRONG_EVENT_DATE_ORDER"}),
    "WRONG_FORMAT": (400, {"code": "WRONG_FORMAT"}),
}


class OperationFake(FakeMethod[T]):
    """What one method answers, and how it was called."""

    def fails_with(self, code: Code) -> Self:
        """Queue a refusal with a documented code, in its documented status."""
        status, body = _REFUSALS[code]
        return self.fails(status, json=body)


class CustomerOrdersFake:
    """What the methods of `customer_orders` answer, and how they were called."""

    def __init__(self, transport: FakeTransport) -> None:
        self.list: OperationFake[models.CustomerOrderPage] = OperationFake(
            transport, _customer_orders.LIST_CUSTOMER_ORDERS
        )
        self.create: OperationFake[models.CreatedOrder] = OperationFake(
            transport, _customer_orders.CREATE_CUSTOMER_ORDER
        )
        self.get: OperationFake[models.CustomerOrder] = OperationFake(transport, _customer_orders.GET_CUSTOMER_ORDER)
        self.update: OperationFake[None] = OperationFake(transport, _customer_orders.UPDATE_CUSTOMER_ORDER)
        self.cancel: OperationFake[None] = OperationFake(transport, _customer_orders.CANCEL_CUSTOMER_ORDER)


class FakeSoget:
    """Stands in place of the service: give its clients to the code under test.

    A call gets what was queued for its method, in order, else the documented example; with ``use_examples=False`` a call
    that nothing was queued for raises ``UnexpectedCall``. The clients do not repeat failed calls unless they are told to.
    """

    def __init__(self, *, use_examples: bool = True) -> None:
        examples = json.loads(files("soget_client").joinpath("_examples.json").read_text("utf-8"))
        operations: list[Operation[Any]] = [
            _customer_orders.LIST_CUSTOMER_ORDERS,
            _customer_orders.CREATE_CUSTOMER_ORDER,
            _customer_orders.GET_CUSTOMER_ORDER,
            _customer_orders.UPDATE_CUSTOMER_ORDER,
            _customer_orders.CANCEL_CUSTOMER_ORDER,
        ]
        self.transport = FakeTransport(operations, examples, use_examples=use_examples)
        self.customer_orders = CustomerOrdersFake(self.transport)

    @property
    def calls(self) -> list[RecordedCall]:
        """All calls, in order."""
        return self.transport.calls

    def client(self, **options: Unpack[ClientChanges]) -> SogetClient:
        """Make a client that talks to this fake."""
        client = SogetClient(
            access_token="fake",
            client_id="fake",
            client_secret="fake",
            subscription_key="fake",
            base_url=None,
            max_retries=0,
            transport=self.transport,
        )
        return client.with_options(**options) if options else client

    def async_client(self, **options: Unpack[ClientChanges]) -> AsyncSogetClient:
        """Make an asynchronous client that talks to this fake."""
        client = AsyncSogetClient(
            access_token="fake",
            client_id="fake",
            client_secret="fake",
            subscription_key="fake",
            base_url=None,
            max_retries=0,
            transport=self.transport,
        )
        return client.with_options(**options) if options else client

# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""A fake of Transiteo orders for the tests of what uses the client."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from transiteo_client._operations import orders as _orders
from transiteo_client._runtime._testing import FakeMethod, FakeTransport, RecordedCall, UnexpectedCall
from transiteo_client.client import AsyncTransiteoClient, TransiteoClient

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self, Unpack

    from transiteo_client import models
    from transiteo_client._runtime._calls import ClientChanges
    from transiteo_client._runtime._operation import Operation

__all__ = ["FakeTransiteo", "FakeTransport", "RecordedCall", "UnexpectedCall"]

T = TypeVar("T")

# The documented error codes.
Code: TypeAlias = Literal["INCORRECT_JSON", "MAX_REQUESTS_EXCEED", "TRIAL_LIMIT_EXCEED", "UNEXPECTED_ERROR"]

# What each documented code comes with: status and body.
_REFUSALS: Final[Mapping[str, tuple[int, Any]]] = {
    "INCORRECT_JSON": (400, {"code": "INCORRECT_JSON"}),
    "MAX_REQUESTS_EXCEED": (403, {"code": "MAX_REQUESTS_EXCEED"}),
    "TRIAL_LIMIT_EXCEED": (403, {"code": "TRIAL_LIMIT_EXCEED"}),
    "UNEXPECTED_ERROR": (500, {"code": "UNEXPECTED_ERROR"}),
}


class OperationFake(FakeMethod[T]):
    """What one method answers, and how it was called."""

    def fails_with(self, code: Code) -> Self:
        """Queue a refusal with a documented code, in its documented status."""
        status, body = _REFUSALS[code]
        return self.fails(status, json=body)


class OrdersFake:
    """What the methods of `orders` answer, and how they were called."""

    def __init__(self, transport: FakeTransport) -> None:
        self.list: OperationFake[list[models.StoredOrder]] = OperationFake(transport, _orders.LIST_ORDERS)
        self.create: OperationFake[None] = OperationFake(transport, _orders.CREATE_ORDER)
        self.get: OperationFake[models.StoredOrder] = OperationFake(transport, _orders.GET_ORDER)
        self.update: OperationFake[None] = OperationFake(transport, _orders.UPDATE_ORDER)
        self.delete: OperationFake[None] = OperationFake(transport, _orders.DELETE_ORDER)


class FakeTransiteo:
    """Stands in place of the service: give its clients to the code under test.

    A call gets what was queued for its method, in order, else the documented example; with ``use_examples=False`` a call
    that nothing was queued for raises ``UnexpectedCall``. The clients do not repeat failed calls unless they are told to.
    """

    def __init__(self, *, use_examples: bool = True) -> None:
        examples = json.loads(files("transiteo_client").joinpath("_examples.json").read_text("utf-8"))
        operations: list[Operation[Any]] = [
            _orders.LIST_ORDERS,
            _orders.CREATE_ORDER,
            _orders.GET_ORDER,
            _orders.UPDATE_ORDER,
            _orders.DELETE_ORDER,
        ]
        self.transport = FakeTransport(operations, examples, use_examples=use_examples)
        self.orders = OrdersFake(self.transport)

    @property
    def calls(self) -> list[RecordedCall]:
        """All calls, in order."""
        return self.transport.calls

    def client(self, **options: Unpack[ClientChanges]) -> TransiteoClient:
        """Make a client that talks to this fake."""
        client = TransiteoClient(
            id_token="fake",
            client_id="fake",
            refresh_token="fake",
            base_url=None,
            max_retries=0,
            transport=self.transport,
        )
        return client.with_options(**options) if options else client

    def async_client(self, **options: Unpack[ClientChanges]) -> AsyncTransiteoClient:
        """Make an asynchronous client that talks to this fake."""
        client = AsyncTransiteoClient(
            id_token="fake",
            client_id="fake",
            refresh_token="fake",
            base_url=None,
            max_retries=0,
            transport=self.transport,
        )
        return client.with_options(**options) if options else client

# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""The methods of `customer_orders`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from soget_client._operations import customer_orders as _operations
from soget_client._runtime._resource import (
    AsyncResource,
    Resource,
    async_built,
    async_raw,
    async_streamed,
    built,
    raw,
    streamed,
)
from soget_client._runtime._unset import UNSET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Literal, Unpack

    from soget_client import dicts, models
    from soget_client._runtime._multipart import FileInput
    from soget_client._runtime._options import RequestOptions
    from soget_client._runtime._paging import AsyncPages, Pages
    from soget_client._runtime._unset import Unset


class CustomerOrders(Resource):
    """Orders as a customer places, reads, changes and calls them off."""

    @cached_property
    def with_raw_response(self) -> CustomerOrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return CustomerOrdersWithRawResponse(CustomerOrders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> CustomerOrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return CustomerOrdersWithStreamingResponse(CustomerOrders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> CustomerOrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return CustomerOrdersRequests(CustomerOrders(self._client, self._client.build))

    def list(
        self,
        *,
        transport_order_number: str | Unset = UNSET,
        container_number: str | Unset = UNSET,
        carrier_code: str | Unset = UNSET,
        processing_indicator: dicts.CustomsFlag | Unset = UNSET,
        start_date: datetime | str | Unset = UNSET,
        end_date: datetime | str | Unset = UNSET,
        status: dicts.OrderStatus | Unset = UNSET,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        desc: bool | Unset = UNSET,
        is_projection: bool | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CustomerOrderPage:
        """Search orders

        Returns one page of the orders that satisfy every criterion given, sorted by transport order id.
        Without a criterion, all orders that the caller may see.

        Args:
            transport_order_number: The caller's own number of the transport. Whether a part of it matches is
                not documented.
            container_number: Number of a container of the order. Whether a part of it matches is not
                documented.
            carrier_code: Code of the carrier in the actor referential.
            processing_indicator: Flow of the order, the value that bodies call `customsFlag`.
            start_date: Earliest creation of the order, itself included, an RFC 3339 date-time with its UTC
                offset.
            end_date: Latest creation of the order, itself included, an RFC 3339 date-time with its UTC
                offset.
            status: Where the order stands; one value.
            offset: Index of the first order to return, counted from 0. A negative one is refused with
                OFFSET_NEGATIVE. Documented default: `0`.
            limit: How many orders to return at most, 1 to 50. Zero and less are refused with
                LIMIT_NONPOSITIVE, more than 50 without a code (assumed). Documented default: `10`.
            desc: Whether to sort downwards by transport order id. Documented default: `False`.
            is_projection: Whether short entries will do; otherwise complete ones are returned. Documented
                default: `False`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            One page of orders, possibly empty.

        Raises:
            errors.LimitNonpositive: 400: `LIMIT_NONPOSITIVE`. The page size is zero or less. Not documented
                by the vendor.
            errors.OffsetNegative: 400: `OFFSET_NEGATIVE`. The index of the first result is below zero. Not
                documented by the vendor.
            errors.SearchDateError: 400: `SEARCH_DATE_ERROR`. The dates of the search make no range, or are no
                dates. Not documented by the vendor.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user. Not documented by
                the vendor.
            errors.BadRequest: 400: The search was refused. Its status is not documented; 400 is taken from
                the other operations. Not documented by the vendor.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:list
        """
        return self._send(
            _operations.LIST_CUSTOMER_ORDERS,
            {
                "transport_order_number": transport_order_number,
                "container_number": container_number,
                "carrier_code": carrier_code,
                "processing_indicator": processing_indicator,
                "start_date": start_date,
                "end_date": end_date,
                "status": status,
                "offset": offset,
                "limit": limit,
                "desc": desc,
                "is_projection": is_projection,
            },
            options,
        )

    def iter_list(
        self,
        *,
        transport_order_number: str | Unset = UNSET,
        container_number: str | Unset = UNSET,
        carrier_code: str | Unset = UNSET,
        processing_indicator: dicts.CustomsFlag | Unset = UNSET,
        start_date: datetime | str | Unset = UNSET,
        end_date: datetime | str | Unset = UNSET,
        status: dicts.OrderStatus | Unset = UNSET,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        desc: bool | Unset = UNSET,
        is_projection: bool | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> Pages[models.CustomerOrderPage, models.CustomerOrder | models.CustomerOrderProjection]:
        """Iterate over the items of all pages of `list`, which are fetched as `for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(
            _operations.LIST_CUSTOMER_ORDERS,
            {
                "transport_order_number": transport_order_number,
                "container_number": container_number,
                "carrier_code": carrier_code,
                "processing_indicator": processing_indicator,
                "start_date": start_date,
                "end_date": end_date,
                "status": status,
                "offset": offset,
                "limit": limit,
                "desc": desc,
                "is_projection": is_projection,
            },
            options,
        )

    def create(
        self,
        *,
        order: models.Order | dicts.Order,
        files: Sequence[FileInput] | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CreatedOrder:
        """Place an order

        Places an order for one or more containers of one flow, with any documents that go with it. Each
        container must carry exactly the events of its flow. The new order is a Master, whose haulage legs are
        derived by the service.

        Args:
            order: The order itself, sent as a JSON part.
            files: Documents that go with the order, one part each, any number of them.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was placed; its identifiers.

        Raises:
            errors.ActorNotFound: 400: `ACTOR_NOT_FOUND`. The contractor's or the carrier's code is not in the
                actor referential.
            errors.CarrierEmailRequired: 400: `CARRIER_EMAIL_REQUIRED`. The haulier platform does not know the
                carrier, so the carrier's contact needs an e-mail.
            errors.ContractorUnauthorizedByGedmouv: 400: `CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV`. The haulier
                platform does not know the contractor, who may place no order.
            errors.EventLocationFieldsRequired: 400: `EVENT_LOCATION_FIELDS_REQUIRED`. The place of an event
                says too little.
            errors.EventStartDateRequired: 400: `EVENT_START_DATE_REQUIRED`. The event that needs a start date
                on this flow has none.
            errors.ExistsOrderWithHandlingUnitSpi: 400: `EXISTS_ORDER_WITH_HANDLING_UNIT_SPI`. Another order
                covers the same unit of the port community system.
            errors.HandlingUnitReferenceInvalid: 400: `HANDLING_UNIT_REFERENCE_INVALID`. A container number is
                missing where the flow needs it, or breaks ISO 6346.
            errors.OrderDuplicated: 400: `ORDER_DUPLICATED`. An equal order exists. Which members are compared
                is not documented.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.UnknownLocation: 400: `UNKNOWN_LOCATION`. The code of an event's place is not in the
                location referential.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongEventDateOrder: 400: `WRONG_EVENT_DATE_ORDER`. The events of a container do not follow
                each other in time as the flow demands.
            errors.BadRequest: 400: The order was not placed.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request has more bytes than the service takes. The limit is not
                documented. Not documented by the vendor.
            errors.UnsupportedMediaType: 415: The body's media type is not one of those described. Not
                documented by the vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:create
        """
        return self._send(_operations.CREATE_CUSTOMER_ORDER, {"order": order, "files": files}, options)

    def get(self, order_id: str, /, **options: Unpack[RequestOptions]) -> models.CustomerOrder:
        """Read an order

        Returns one whole order. Ids of a container's share or of a leg are refused.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order.

        Raises:
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.NotSupportedOrderType: 400: `NOT_SUPPORTED_ORDER_TYPE`. The id names a kind of order that
                this operation does not take.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.BadRequest: 400: The order was not returned. An unknown id is answered with this status
                too, not with 404.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:get
        """
        return self._send(_operations.GET_CUSTOMER_ORDER, {"order_id": order_id}, options)

    def update(
        self,
        order_id: str,
        /,
        *,
        if_match: str,
        body: models.OrderUpdate | dicts.OrderUpdate,
        content_type: Literal["application/json", "application/json-patch+json", "text/json", "application/*+json"]
        | Unset = UNSET,
        old: models.CustomerOrder | dicts.CustomerOrder | models.OrderUpdate | dicts.OrderUpdate | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Change an order

        Replaces the changeable part of an order, provided that nobody else changed it since the version named
        in If-Match. Parties, transport order number, flow and number of containers are fixed. All four media
        types announce the same JSON object; `application/json-patch+json` is no patch document here.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            if_match: Entity tag of the version that the change starts from, as the ETag header of an answer
                gave it.
            body: The new state of the order.
            content_type: Media type of the body.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was changed. There is no body. There is no content.

        Raises:
            errors.CannotChangeNumberOfContainers: 400: `CANNOT_CHANGE_NUMBER_OF_CONTAINERS`. The update has
                more or fewer containers than the order.
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.CustomsFlagNotBeModified: 400: `CUSTOMS_FLAG_NOT_BE_MODIFIED`. The update names another
                flow than the order has.
            errors.EventLocationFieldsRequired: 400: `EVENT_LOCATION_FIELDS_REQUIRED`. The place of an event
                says too little.
            errors.EventStartDateRequired: 400: `EVENT_START_DATE_REQUIRED`. The event that needs a start date
                on this flow has none.
            errors.ExistsOrderWithHandlingUnitSpi: 400: `EXISTS_ORDER_WITH_HANDLING_UNIT_SPI`. Another order
                covers the same unit of the port community system.
            errors.HandlingUnitReferenceInvalid: 400: `HANDLING_UNIT_REFERENCE_INVALID`. A container number is
                missing where the flow needs it, or breaks ISO 6346.
            errors.NotSupportedOrderType: 400: `NOT_SUPPORTED_ORDER_TYPE`. The id names a kind of order that
                this operation does not take.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.R0005: 400: `R0005`. Containers and events are locked and cannot be changed.
            errors.R0006: 400: `R0006`. The order's status allows no change.
            errors.R0007: 400: `R0007`. Container numbers are locked and cannot be changed.
            errors.UnknownLocation: 400: `UNKNOWN_LOCATION`. The code of an event's place is not in the
                location referential.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongEventDateOrder: 400: `WRONG_EVENT_DATE_ORDER`. The events of a container do not follow
                each other in time as the flow demands.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.ConflictError: 412: `CONFLICT`. Somebody else changed the order since it was read. Read it
                again, then repeat the change.
            errors.BadRequest: 400: The order was not changed.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.PreconditionFailed: 412: The order is no longer at the version named in If-Match.
            errors.PayloadTooLarge: 413: The request has more bytes than the service takes. The limit is not
                documented. Not documented by the vendor.
            errors.UnsupportedMediaType: 415: The body's media type is not one of those described. Not
                documented by the vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:update
        """
        return self._send(
            _operations.UPDATE_CUSTOMER_ORDER,
            {"order_id": order_id, "if_match": if_match, "body": body, "content_type": content_type, "old": old},
            options,
        )

    def cancel(self, order_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call an order off

        Cancels a whole order. It stays readable, with status Cancelled. Refused once the haulier platform has
        the order in hand, a container is tied to a booking, or a leg was delivered.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was called off. There is no body. There is no content.

        Raises:
            errors.CannotCancelNotMasterOrder: 400: `CANNOT_CANCEL_NOT_MASTER_ORDER`. The id names one
                container's share or one leg; only a whole order can be called off.
            errors.CannotCancelOrderWithAssociatedContainer: 400:
                `CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER`. A container of the order is already tied to a
                booking.
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.OrderAlreadyCanceled: 400: `ORDER_ALREADY_CANCELED`. The order was called off before.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.R0008: 400: `R0008`. The order is Submitted or InProcess and cannot be called off.
            errors.R0009: 400: `R0009`. A leg of the order has been delivered, so it cannot be called off.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.BadRequest: 400: The order was not called off.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:cancel
        """
        return self._send(_operations.CANCEL_CUSTOMER_ORDER, {"order_id": order_id}, options)


class CustomerOrdersWithRawResponse:
    """The methods of `CustomerOrders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: CustomerOrders) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.cancel = raw(resource.cancel)


class CustomerOrdersWithStreamingResponse:
    """The methods of `CustomerOrders`, each giving the answer before its content is read."""

    def __init__(self, resource: CustomerOrders) -> None:
        self.list = streamed(resource.list)
        self.create = streamed(resource.create)
        self.get = streamed(resource.get)
        self.update = streamed(resource.update)
        self.cancel = streamed(resource.cancel)


class CustomerOrdersRequests:
    """The methods of `CustomerOrders`, each giving the request instead of sending it."""

    def __init__(self, resource: CustomerOrders) -> None:
        self.list = built(resource.list)
        self.create = built(resource.create)
        self.get = built(resource.get)
        self.update = built(resource.update)
        self.cancel = built(resource.cancel)


class AsyncCustomerOrders(AsyncResource):
    """Orders as a customer places, reads, changes and calls them off."""

    @cached_property
    def with_raw_response(self) -> AsyncCustomerOrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncCustomerOrdersWithRawResponse(AsyncCustomerOrders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncCustomerOrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncCustomerOrdersWithStreamingResponse(AsyncCustomerOrders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncCustomerOrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncCustomerOrdersRequests(AsyncCustomerOrders(self._client, self._client.build))

    async def list(
        self,
        *,
        transport_order_number: str | Unset = UNSET,
        container_number: str | Unset = UNSET,
        carrier_code: str | Unset = UNSET,
        processing_indicator: dicts.CustomsFlag | Unset = UNSET,
        start_date: datetime | str | Unset = UNSET,
        end_date: datetime | str | Unset = UNSET,
        status: dicts.OrderStatus | Unset = UNSET,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        desc: bool | Unset = UNSET,
        is_projection: bool | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CustomerOrderPage:
        """Search orders

        Returns one page of the orders that satisfy every criterion given, sorted by transport order id.
        Without a criterion, all orders that the caller may see.

        Args:
            transport_order_number: The caller's own number of the transport. Whether a part of it matches is
                not documented.
            container_number: Number of a container of the order. Whether a part of it matches is not
                documented.
            carrier_code: Code of the carrier in the actor referential.
            processing_indicator: Flow of the order, the value that bodies call `customsFlag`.
            start_date: Earliest creation of the order, itself included, an RFC 3339 date-time with its UTC
                offset.
            end_date: Latest creation of the order, itself included, an RFC 3339 date-time with its UTC
                offset.
            status: Where the order stands; one value.
            offset: Index of the first order to return, counted from 0. A negative one is refused with
                OFFSET_NEGATIVE. Documented default: `0`.
            limit: How many orders to return at most, 1 to 50. Zero and less are refused with
                LIMIT_NONPOSITIVE, more than 50 without a code (assumed). Documented default: `10`.
            desc: Whether to sort downwards by transport order id. Documented default: `False`.
            is_projection: Whether short entries will do; otherwise complete ones are returned. Documented
                default: `False`.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            One page of orders, possibly empty.

        Raises:
            errors.LimitNonpositive: 400: `LIMIT_NONPOSITIVE`. The page size is zero or less. Not documented
                by the vendor.
            errors.OffsetNegative: 400: `OFFSET_NEGATIVE`. The index of the first result is below zero. Not
                documented by the vendor.
            errors.SearchDateError: 400: `SEARCH_DATE_ERROR`. The dates of the search make no range, or are no
                dates. Not documented by the vendor.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user. Not documented by
                the vendor.
            errors.BadRequest: 400: The search was refused. Its status is not documented; 400 is taken from
                the other operations. Not documented by the vendor.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:list
        """
        return await self._send(
            _operations.LIST_CUSTOMER_ORDERS,
            {
                "transport_order_number": transport_order_number,
                "container_number": container_number,
                "carrier_code": carrier_code,
                "processing_indicator": processing_indicator,
                "start_date": start_date,
                "end_date": end_date,
                "status": status,
                "offset": offset,
                "limit": limit,
                "desc": desc,
                "is_projection": is_projection,
            },
            options,
        )

    def iter_list(
        self,
        *,
        transport_order_number: str | Unset = UNSET,
        container_number: str | Unset = UNSET,
        carrier_code: str | Unset = UNSET,
        processing_indicator: dicts.CustomsFlag | Unset = UNSET,
        start_date: datetime | str | Unset = UNSET,
        end_date: datetime | str | Unset = UNSET,
        status: dicts.OrderStatus | Unset = UNSET,
        offset: int | Unset = UNSET,
        limit: int | Unset = UNSET,
        desc: bool | Unset = UNSET,
        is_projection: bool | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> AsyncPages[models.CustomerOrderPage, models.CustomerOrder | models.CustomerOrderProjection]:
        """Iterate over the items of all pages of `list`, which are fetched as `async for` asks for them.

        Its arguments are the same; `.pages()` of what it gives iterates over whole pages.
        """
        return self._client.pages(
            _operations.LIST_CUSTOMER_ORDERS,
            {
                "transport_order_number": transport_order_number,
                "container_number": container_number,
                "carrier_code": carrier_code,
                "processing_indicator": processing_indicator,
                "start_date": start_date,
                "end_date": end_date,
                "status": status,
                "offset": offset,
                "limit": limit,
                "desc": desc,
                "is_projection": is_projection,
            },
            options,
        )

    async def create(
        self,
        *,
        order: models.Order | dicts.Order,
        files: Sequence[FileInput] | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> models.CreatedOrder:
        """Place an order

        Places an order for one or more containers of one flow, with any documents that go with it. Each
        container must carry exactly the events of its flow. The new order is a Master, whose haulage legs are
        derived by the service.

        Args:
            order: The order itself, sent as a JSON part.
            files: Documents that go with the order, one part each, any number of them.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was placed; its identifiers.

        Raises:
            errors.ActorNotFound: 400: `ACTOR_NOT_FOUND`. The contractor's or the carrier's code is not in the
                actor referential.
            errors.CarrierEmailRequired: 400: `CARRIER_EMAIL_REQUIRED`. The haulier platform does not know the
                carrier, so the carrier's contact needs an e-mail.
            errors.ContractorUnauthorizedByGedmouv: 400: `CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV`. The haulier
                platform does not know the contractor, who may place no order.
            errors.EventLocationFieldsRequired: 400: `EVENT_LOCATION_FIELDS_REQUIRED`. The place of an event
                says too little.
            errors.EventStartDateRequired: 400: `EVENT_START_DATE_REQUIRED`. The event that needs a start date
                on this flow has none.
            errors.ExistsOrderWithHandlingUnitSpi: 400: `EXISTS_ORDER_WITH_HANDLING_UNIT_SPI`. Another order
                covers the same unit of the port community system.
            errors.HandlingUnitReferenceInvalid: 400: `HANDLING_UNIT_REFERENCE_INVALID`. A container number is
                missing where the flow needs it, or breaks ISO 6346.
            errors.OrderDuplicated: 400: `ORDER_DUPLICATED`. An equal order exists. Which members are compared
                is not documented.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.UnknownLocation: 400: `UNKNOWN_LOCATION`. The code of an event's place is not in the
                location referential.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongEventDateOrder: 400: `WRONG_EVENT_DATE_ORDER`. The events of a container do not follow
                each other in time as the flow demands.
            errors.BadRequest: 400: The order was not placed.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request has more bytes than the service takes. The limit is not
                documented. Not documented by the vendor.
            errors.UnsupportedMediaType: 415: The body's media type is not one of those described. Not
                documented by the vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:create
        """
        return await self._send(_operations.CREATE_CUSTOMER_ORDER, {"order": order, "files": files}, options)

    async def get(self, order_id: str, /, **options: Unpack[RequestOptions]) -> models.CustomerOrder:
        """Read an order

        Returns one whole order. Ids of a container's share or of a leg are refused.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order.

        Raises:
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.NotSupportedOrderType: 400: `NOT_SUPPORTED_ORDER_TYPE`. The id names a kind of order that
                this operation does not take.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.BadRequest: 400: The order was not returned. An unknown id is answered with this status
                too, not with 404.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:get
        """
        return await self._send(_operations.GET_CUSTOMER_ORDER, {"order_id": order_id}, options)

    async def update(
        self,
        order_id: str,
        /,
        *,
        if_match: str,
        body: models.OrderUpdate | dicts.OrderUpdate,
        content_type: Literal["application/json", "application/json-patch+json", "text/json", "application/*+json"]
        | Unset = UNSET,
        old: models.CustomerOrder | dicts.CustomerOrder | models.OrderUpdate | dicts.OrderUpdate | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Change an order

        Replaces the changeable part of an order, provided that nobody else changed it since the version named
        in If-Match. Parties, transport order number, flow and number of containers are fixed. All four media
        types announce the same JSON object; `application/json-patch+json` is no patch document here.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            if_match: Entity tag of the version that the change starts from, as the ETag header of an answer
                gave it.
            body: The new state of the order.
            content_type: Media type of the body.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was changed. There is no body. There is no content.

        Raises:
            errors.CannotChangeNumberOfContainers: 400: `CANNOT_CHANGE_NUMBER_OF_CONTAINERS`. The update has
                more or fewer containers than the order.
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.CustomsFlagNotBeModified: 400: `CUSTOMS_FLAG_NOT_BE_MODIFIED`. The update names another
                flow than the order has.
            errors.EventLocationFieldsRequired: 400: `EVENT_LOCATION_FIELDS_REQUIRED`. The place of an event
                says too little.
            errors.EventStartDateRequired: 400: `EVENT_START_DATE_REQUIRED`. The event that needs a start date
                on this flow has none.
            errors.ExistsOrderWithHandlingUnitSpi: 400: `EXISTS_ORDER_WITH_HANDLING_UNIT_SPI`. Another order
                covers the same unit of the port community system.
            errors.HandlingUnitReferenceInvalid: 400: `HANDLING_UNIT_REFERENCE_INVALID`. A container number is
                missing where the flow needs it, or breaks ISO 6346.
            errors.NotSupportedOrderType: 400: `NOT_SUPPORTED_ORDER_TYPE`. The id names a kind of order that
                this operation does not take.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.R0005: 400: `R0005`. Containers and events are locked and cannot be changed.
            errors.R0006: 400: `R0006`. The order's status allows no change.
            errors.R0007: 400: `R0007`. Container numbers are locked and cannot be changed.
            errors.UnknownLocation: 400: `UNKNOWN_LOCATION`. The code of an event's place is not in the
                location referential.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongEventDateOrder: 400: `WRONG_EVENT_DATE_ORDER`. The events of a container do not follow
                each other in time as the flow demands.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.ConflictError: 412: `CONFLICT`. Somebody else changed the order since it was read. Read it
                again, then repeat the change.
            errors.BadRequest: 400: The order was not changed.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.PreconditionFailed: 412: The order is no longer at the version named in If-Match.
            errors.PayloadTooLarge: 413: The request has more bytes than the service takes. The limit is not
                documented. Not documented by the vendor.
            errors.UnsupportedMediaType: 415: The body's media type is not one of those described. Not
                documented by the vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:update
        """
        return await self._send(
            _operations.UPDATE_CUSTOMER_ORDER,
            {"order_id": order_id, "if_match": if_match, "body": body, "content_type": content_type, "old": old},
            options,
        )

    async def cancel(self, order_id: str, /, **options: Unpack[RequestOptions]) -> None:
        """Call an order off

        Cancels a whole order. It stays readable, with status Cancelled. Refused once the haulier platform has
        the order in hand, a container is tied to a booking, or a leg was delivered.

        Args:
            order_id: Identifier of an order, three letters (CDE, ELM or SEG) and ten digits. Only CDE ids,
                whole orders, are acted upon.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order was called off. There is no body. There is no content.

        Raises:
            errors.CannotCancelNotMasterOrder: 400: `CANNOT_CANCEL_NOT_MASTER_ORDER`. The id names one
                container's share or one leg; only a whole order can be called off.
            errors.CannotCancelOrderWithAssociatedContainer: 400:
                `CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER`. A container of the order is already tied to a
                booking.
            errors.CustomerOrderNotFound: 400: `CUSTOMER_ORDER_NOT_FOUND`. No order has this id, or none that
                the caller may see.
            errors.OrderAlreadyCanceled: 400: `ORDER_ALREADY_CANCELED`. The order was called off before.
            errors.OrganizationActorCodeInvalid: 400: `ORGANIZATION_ACTOR_CODE_INVALID`. SOGET has yet to
                approve the caller's organisation.
            errors.OrganizationNotFound: 400: `ORGANIZATION_NOT_FOUND`. The caller belongs to no organisation.
            errors.R0008: 400: `R0008`. The order is Submitted or InProcess and cannot be called off.
            errors.R0009: 400: `R0009`. A leg of the order has been delivered, so it cannot be called off.
            errors.UserIdInvalid: 400: `USER_ID_INVALID`. The credentials lead to no user.
            errors.WrongFormat: 400: `WRONG_FORMAT`. The order id is not three letters and ten digits.
            errors.BadRequest: 400: The order was not called off.
            errors.Unauthorized: 401: The access token or the subscription key is missing or not accepted. Not
                documented by the vendor.
            errors.MethodNotAllowed: 405: The path exists, but not with this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: The caller exceeded its rate. The limits are not documented. Not
                documented by the vendor.
            errors.ServerError: 500: Something went wrong on the vendor's side. Not documented by the vendor.

        Source: vendor:cancel
        """
        return await self._send(_operations.CANCEL_CUSTOMER_ORDER, {"order_id": order_id}, options)


class AsyncCustomerOrdersWithRawResponse:
    """The methods of `AsyncCustomerOrders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncCustomerOrders) -> None:
        self.list = async_raw(resource.list)
        self.create = async_raw(resource.create)
        self.get = async_raw(resource.get)
        self.update = async_raw(resource.update)
        self.cancel = async_raw(resource.cancel)


class AsyncCustomerOrdersWithStreamingResponse:
    """The methods of `AsyncCustomerOrders`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncCustomerOrders) -> None:
        self.list = async_streamed(resource.list)
        self.create = async_streamed(resource.create)
        self.get = async_streamed(resource.get)
        self.update = async_streamed(resource.update)
        self.cancel = async_streamed(resource.cancel)


class AsyncCustomerOrdersRequests:
    """The methods of `AsyncCustomerOrders`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncCustomerOrders) -> None:
        self.list = async_built(resource.list)
        self.create = async_built(resource.create)
        self.get = async_built(resource.get)
        self.update = async_built(resource.update)
        self.cancel = async_built(resource.cancel)

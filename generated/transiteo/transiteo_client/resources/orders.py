# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""The methods of `orders`, synchronous and asynchronous, and the views on them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from transiteo_client._operations import orders as _operations
from transiteo_client._runtime._resource import (
    AsyncResource,
    Resource,
    async_built,
    async_raw,
    async_streamed,
    built,
    raw,
    streamed,
)
from transiteo_client._runtime._unset import UNSET

if TYPE_CHECKING:
    import builtins
    from typing import Unpack

    from transiteo_client import dicts, models
    from transiteo_client._runtime._options import RequestOptions
    from transiteo_client._runtime._unset import Unset


class Orders(Resource):
    """Place, change, read, list and delete the orders of an account."""

    @cached_property
    def with_raw_response(self) -> OrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return OrdersWithRawResponse(Orders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> OrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return OrdersWithStreamingResponse(Orders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> OrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return OrdersRequests(Orders(self._client, self._client.build))

    def list(self, **options: Unpack[RequestOptions]) -> builtins.list[models.StoredOrder]:
        """List all orders

        Gives every order of the account that the token belongs to. No filter and no paging is documented.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            All orders. The form of the answer is not documented; we take it to be a plain array, newest
                first.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return self._send(_operations.LIST_ORDERS, {}, options)

    def create(self, *, body: models.Order | dicts.Order, **options: Unpack[RequestOptions]) -> None:
        """Place an order

        Stores an order under its `order_id`. Success has no body.

        What happens when an order of that number exists already is not documented. We take it that the new
        one replaces it.

        Args:
            body: The order.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is stored. Neither this status nor the absence of a body is documented for this call.
                Not documented by the vendor. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request body is larger than the service takes. Not documented by
                the vendor.
            errors.UnsupportedMediaType: 415: The request body is not announced as JSON. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return self._send(_operations.CREATE_ORDER, {"body": body}, options)

    def get(self, order_id: dicts.OrderId, /, **options: Unpack[RequestOptions]) -> models.StoredOrder:
        """Read an order

        Gives one stored order, with the duties, taxes and invoices that the service added to it.

        Args:
            order_id: The shop's own number for the order, as it was sent on creation, percent-encoded like
                any path segment.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The stored order.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return self._send(_operations.GET_ORDER, {"order_id": order_id}, options)

    def update(
        self,
        order_id: str,
        /,
        *,
        body: models.Order | dicts.Order,
        old: models.StoredOrder | dicts.StoredOrder | models.Order | dicts.Order | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Change an order

        Replaces a stored order by the one sent. Alone among the calls on one order, this one does not take
        the number of the
        order in its path but the Base64 text of it: the UTF-8 bytes of `order_id`, encoded with the URL-safe
        alphabet
        (`-` and `_`) and without `=` at the end. The order `2026-000417` is thus changed at
        `/v1/customer/orders/MjAyNi0wMDA0MTc`.

        The vendor documents neither a body nor what the Base64 text holds. We take it that the body is the
        whole order, as on
        creation, and that its `order_id` must be the one of the path. An unknown order is an error; this call
        never creates one.

        Args:
            order_id: The number of the order in Base64: the UTF-8 bytes of `order_id`, URL-safe alphabet, no
                `=` at the end.
                The vendor names this place `Base64` and says no more; what it holds is inferred. Not
                documented by the vendor. Pass the plain text: the client encodes it as URL-safe Base64
                without padding.
            body: The whole order, not only what changes. Inferred; the vendor documents no body. Not
                documented by the vendor.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is changed. The vendor shows an empty answer. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request body is larger than the service takes. Not documented by
                the vendor.
            errors.UnsupportedMediaType: 415: The request body is not announced as JSON. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders (assumed)
        """
        return self._send(_operations.UPDATE_ORDER, {"order_id": order_id, "body": body, "old": old}, options)

    def delete(self, order_id: dicts.OrderId, /, **options: Unpack[RequestOptions]) -> None:
        """Delete an order

        Removes a stored order for good. To cancel an order and keep it, change its `order_statut` to
        `CANCELLED` instead.

        Args:
            order_id: The shop's own number for the order, as it was sent on creation, percent-encoded like
                any path segment.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is gone. The vendor shows an empty answer. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return self._send(_operations.DELETE_ORDER, {"order_id": order_id}, options)


class OrdersWithRawResponse:
    """The methods of `Orders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: Orders) -> None:
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.get = raw(resource.get)
        self.update = raw(resource.update)
        self.delete = raw(resource.delete)


class OrdersWithStreamingResponse:
    """The methods of `Orders`, each giving the answer before its content is read."""

    def __init__(self, resource: Orders) -> None:
        self.list = streamed(resource.list)
        self.create = streamed(resource.create)
        self.get = streamed(resource.get)
        self.update = streamed(resource.update)
        self.delete = streamed(resource.delete)


class OrdersRequests:
    """The methods of `Orders`, each giving the request instead of sending it."""

    def __init__(self, resource: Orders) -> None:
        self.list = built(resource.list)
        self.create = built(resource.create)
        self.get = built(resource.get)
        self.update = built(resource.update)
        self.delete = built(resource.delete)


class AsyncOrders(AsyncResource):
    """Place, change, read, list and delete the orders of an account."""

    @cached_property
    def with_raw_response(self) -> AsyncOrdersWithRawResponse:
        """The same methods, each giving the value with its status, headers and deviations."""
        return AsyncOrdersWithRawResponse(AsyncOrders(self._client, self._client.send_raw))

    @cached_property
    def with_streaming_response(self) -> AsyncOrdersWithStreamingResponse:
        """The same methods, each giving the answer before its content is read."""
        return AsyncOrdersWithStreamingResponse(AsyncOrders(self._client, self._client.send_streamed))

    @cached_property
    def build_request(self) -> AsyncOrdersRequests:
        """The same methods, each giving the request instead of sending it."""
        return AsyncOrdersRequests(AsyncOrders(self._client, self._client.build))

    async def list(self, **options: Unpack[RequestOptions]) -> builtins.list[models.StoredOrder]:
        """List all orders

        Gives every order of the account that the token belongs to. No filter and no paging is documented.

        Args:
            options: What a single call may change: see `RequestOptions`.

        Returns:
            All orders. The form of the answer is not documented; we take it to be a plain array, newest
                first.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return await self._send(_operations.LIST_ORDERS, {}, options)

    async def create(self, *, body: models.Order | dicts.Order, **options: Unpack[RequestOptions]) -> None:
        """Place an order

        Stores an order under its `order_id`. Success has no body.

        What happens when an order of that number exists already is not documented. We take it that the new
        one replaces it.

        Args:
            body: The order.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is stored. Neither this status nor the absence of a body is documented for this call.
                Not documented by the vendor. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request body is larger than the service takes. Not documented by
                the vendor.
            errors.UnsupportedMediaType: 415: The request body is not announced as JSON. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return await self._send(_operations.CREATE_ORDER, {"body": body}, options)

    async def get(self, order_id: dicts.OrderId, /, **options: Unpack[RequestOptions]) -> models.StoredOrder:
        """Read an order

        Gives one stored order, with the duties, taxes and invoices that the service added to it.

        Args:
            order_id: The shop's own number for the order, as it was sent on creation, percent-encoded like
                any path segment.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The stored order.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return await self._send(_operations.GET_ORDER, {"order_id": order_id}, options)

    async def update(
        self,
        order_id: str,
        /,
        *,
        body: models.Order | dicts.Order,
        old: models.StoredOrder | dicts.StoredOrder | models.Order | dicts.Order | Unset = UNSET,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Change an order

        Replaces a stored order by the one sent. Alone among the calls on one order, this one does not take
        the number of the
        order in its path but the Base64 text of it: the UTF-8 bytes of `order_id`, encoded with the URL-safe
        alphabet
        (`-` and `_`) and without `=` at the end. The order `2026-000417` is thus changed at
        `/v1/customer/orders/MjAyNi0wMDA0MTc`.

        The vendor documents neither a body nor what the Base64 text holds. We take it that the body is the
        whole order, as on
        creation, and that its `order_id` must be the one of the path. An unknown order is an error; this call
        never creates one.

        Args:
            order_id: The number of the order in Base64: the UTF-8 bytes of `order_id`, URL-safe alphabet, no
                `=` at the end.
                The vendor names this place `Base64` and says no more; what it holds is inferred. Not
                documented by the vendor. Pass the plain text: the client encodes it as URL-safe Base64
                without padding.
            body: The whole order, not only what changes. Inferred; the vendor documents no body. Not
                documented by the vendor.
            old: The value before the change, as the service gave it: with it, the rules about changes are
                checked as well.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is changed. The vendor shows an empty answer. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.PayloadTooLarge: 413: The request body is larger than the service takes. Not documented by
                the vendor.
            errors.UnsupportedMediaType: 415: The request body is not announced as JSON. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders (assumed)
        """
        return await self._send(_operations.UPDATE_ORDER, {"order_id": order_id, "body": body, "old": old}, options)

    async def delete(self, order_id: dicts.OrderId, /, **options: Unpack[RequestOptions]) -> None:
        """Delete an order

        Removes a stored order for good. To cancel an order and keep it, change its `order_statut` to
        `CANCELLED` instead.

        Args:
            order_id: The shop's own number for the order, as it was sent on creation, percent-encoded like
                any path segment.
            options: What a single call may change: see `RequestOptions`.

        Returns:
            The order is gone. The vendor shows an empty answer. There is no content.

        Raises:
            errors.IncorrectJson: 400: `INCORRECT_JSON`. The body cannot be read as JSON, or a member is
                missing or of the wrong type. Not documented by the vendor.
            errors.MaxRequestsExceed: 403: `MAX_REQUESTS_EXCEED`. The account has used up the number of calls
                of its plan. Not documented by the vendor.
            errors.TrialLimitExceed: 403: `TRIAL_LIMIT_EXCEED`. The account is on trial and the trial's
                allowance is used up. Not documented by the vendor.
            errors.UnexpectedError: 500: `UNEXPECTED_ERROR`. The service failed for a reason of its own. Not
                documented by the vendor.
            errors.BadRequest: 400: The request cannot be read, or a member of it is missing or wrong. Not
                documented by the vendor.
            errors.Unauthorized: 401: The id token is missing, wrong or expired. A fresh token helps in the
                last case. Not documented by the vendor.
            errors.PermissionDenied: 403: The account may not make this call now. Not documented by the
                vendor.
            errors.NotFound: 404: The account has no order of this number. Not documented by the vendor.
            errors.MethodNotAllowed: 405: The address exists, but not for this method. Not documented by the
                vendor.
            errors.TooManyRequests: 429: Too many calls in a short time. Try again later. Not documented by
                the vendor.
            errors.ServerError: 500: The service failed. The call may or may not have taken effect. Not
                documented by the vendor.

        Source: vendor:orders
        """
        return await self._send(_operations.DELETE_ORDER, {"order_id": order_id}, options)


class AsyncOrdersWithRawResponse:
    """The methods of `AsyncOrders`, each giving the value with its status, headers and deviations."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_raw(resource.list)
        self.create = async_raw(resource.create)
        self.get = async_raw(resource.get)
        self.update = async_raw(resource.update)
        self.delete = async_raw(resource.delete)


class AsyncOrdersWithStreamingResponse:
    """The methods of `AsyncOrders`, each giving the answer before its content is read."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_streamed(resource.list)
        self.create = async_streamed(resource.create)
        self.get = async_streamed(resource.get)
        self.update = async_streamed(resource.update)
        self.delete = async_streamed(resource.delete)


class AsyncOrdersRequests:
    """The methods of `AsyncOrders`, each giving the request instead of sending it."""

    def __init__(self, resource: AsyncOrders) -> None:
        self.list = async_built(resource.list)
        self.create = async_built(resource.create)
        self.get = async_built(resource.get)
        self.update = async_built(resource.update)
        self.delete = async_built(resource.delete)

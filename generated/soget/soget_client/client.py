# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""The clients of SOGET customer orders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from soget_client._runtime._client import AsyncClient, SyncClient
from soget_client._service import SERVICE

if TYPE_CHECKING:
    from soget_client._runtime._checking import CheckMode
    from soget_client._runtime._deviations import Deviation
    from soget_client._runtime._middleware import AsyncMiddleware, Middleware
    from soget_client._runtime._options import TimeoutInput
    from soget_client._runtime._retries import RetryPolicy
    from soget_client._runtime._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
    from soget_client.resources.customer_orders import AsyncCustomerOrders, CustomerOrders

__all__ = ["AsyncSogetClient", "SogetClient"]


class SogetClient(SyncClient):
    """Client of SOGET customer orders.

    Usable until closed: leave its `with` block or call `close()`. A credential is a text, or a function that
    gives the text of today; left out, it is taken from its environment variable.

    Args:
        access_token: Sent as bearer token. Environment variable: `SOGET_ACCESS_TOKEN`.
        client_id: Sent to
            https://soget-api-integration.azure-api.net/soget-connect/v1/openid-connect/token to obtain
            the token of `bearerAuth`. Environment variable: `SOGET_CLIENT_ID`.
        client_secret: Sent to
            https://soget-api-integration.azure-api.net/soget-connect/v1/openid-connect/token to obtain
            the token of `bearerAuth`. Environment variable: `SOGET_CLIENT_SECRET`.
        subscription_key: Sent as header `Ocp-Apim-Subscription-Key`. Environment variable:
            `SOGET_SUBSCRIPTION_KEY`.
        base_url: Where the service is (default
            'https://soget-api-integration.azure-api.net/customer-orders/v1').
        timeout: Seconds for each step of a call (connecting, writing, reading), or an `httpx2.Timeout`.
        deadline: Seconds for a whole call with its retries.
        max_retries: How often a call that may be repeated is tried again.
        retry: When and after which pause a call is tried again.
        transport: What sends requests: any object with the two methods of `Transport`.
        http_client: Your own `httpx2.Client` (or one of that shape), with its hooks, authentication and
            proxies.
        strict: Raise `errors.ResponseValidationError` where an answer differs from the description.
        on_deviation: Called with each such difference, strict or not.
        middleware: Functions around each attempt, the first outermost.
        default_headers: Sent with every request.
        check_requests: Refuse requests that break the description before they are sent; `"warn"` sends
            them with a warning.
    """

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str] | None = None,
        client_id: str | Callable[[], str] | None = None,
        client_secret: str | Callable[[], str] | None = None,
        subscription_key: str | Callable[[], str] | None = None,
        base_url: str | None = None,
        timeout: TimeoutInput = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        retry: RetryPolicy | None = None,
        transport: Transport | None = None,
        http_client: HttpClient | None = None,
        strict: bool = False,
        on_deviation: Callable[[Deviation], None] | None = None,
        middleware: Sequence[Middleware] = (),
        default_headers: Mapping[str, str] | None = None,
        check_requests: CheckMode = True,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={
                "access_token": access_token,
                "client_id": client_id,
                "client_secret": client_secret,
                "subscription_key": subscription_key,
            },
            base_url=base_url,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            retry=retry,
            transport=transport,
            http_client=http_client,
            strict=strict,
            on_deviation=on_deviation,
            middleware=middleware,
            default_headers=default_headers,
            check_requests=check_requests,
        )

    @cached_property
    def customer_orders(self) -> CustomerOrders:
        """Orders as a customer places, reads, changes and calls them off."""
        from soget_client.resources.customer_orders import CustomerOrders

        return CustomerOrders(self)


class AsyncSogetClient(AsyncClient):
    """Asynchronous client of SOGET customer orders.

    Usable until closed: leave its `async with` block or call `aclose()`. A credential is a text, or a
    function that gives the text of today; left out, it is taken from its environment variable.

    Args:
        access_token: Sent as bearer token. Environment variable: `SOGET_ACCESS_TOKEN`.
        client_id: Sent to
            https://soget-api-integration.azure-api.net/soget-connect/v1/openid-connect/token to obtain
            the token of `bearerAuth`. Environment variable: `SOGET_CLIENT_ID`.
        client_secret: Sent to
            https://soget-api-integration.azure-api.net/soget-connect/v1/openid-connect/token to obtain
            the token of `bearerAuth`. Environment variable: `SOGET_CLIENT_SECRET`.
        subscription_key: Sent as header `Ocp-Apim-Subscription-Key`. Environment variable:
            `SOGET_SUBSCRIPTION_KEY`.
        base_url: Where the service is (default
            'https://soget-api-integration.azure-api.net/customer-orders/v1').
        timeout: Seconds for each step of a call (connecting, writing, reading), or an `httpx2.Timeout`.
        deadline: Seconds for a whole call with its retries.
        max_retries: How often a call that may be repeated is tried again.
        retry: When and after which pause a call is tried again.
        transport: What sends requests: any object with the two methods of `AsyncTransport`.
        http_client: Your own `httpx2.AsyncClient` (or one of that shape), with its hooks, authentication
            and proxies.
        strict: Raise `errors.ResponseValidationError` where an answer differs from the description.
        on_deviation: Called with each such difference, strict or not.
        middleware: Functions around each attempt, the first outermost.
        default_headers: Sent with every request.
        check_requests: Refuse requests that break the description before they are sent; `"warn"` sends
            them with a warning.
    """

    def __init__(
        self,
        *,
        access_token: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        client_id: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        client_secret: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        subscription_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        base_url: str | None = None,
        timeout: TimeoutInput = 60.0,
        deadline: float | None = None,
        max_retries: int = 2,
        retry: RetryPolicy | None = None,
        transport: AsyncTransport | None = None,
        http_client: AsyncHttpClient | None = None,
        strict: bool = False,
        on_deviation: Callable[[Deviation], None] | None = None,
        middleware: Sequence[AsyncMiddleware] = (),
        default_headers: Mapping[str, str] | None = None,
        check_requests: CheckMode = True,
    ) -> None:
        super().__init__(
            SERVICE,
            credentials={
                "access_token": access_token,
                "client_id": client_id,
                "client_secret": client_secret,
                "subscription_key": subscription_key,
            },
            base_url=base_url,
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            retry=retry,
            transport=transport,
            http_client=http_client,
            strict=strict,
            on_deviation=on_deviation,
            middleware=middleware,
            default_headers=default_headers,
            check_requests=check_requests,
        )

    @cached_property
    def customer_orders(self) -> AsyncCustomerOrders:
        """Orders as a customer places, reads, changes and calls them off."""
        from soget_client.resources.customer_orders import AsyncCustomerOrders

        return AsyncCustomerOrders(self)

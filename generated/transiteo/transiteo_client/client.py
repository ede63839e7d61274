# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""The clients of Transiteo orders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from transiteo_client._runtime._client import AsyncClient, SyncClient
from transiteo_client._service import SERVICE

if TYPE_CHECKING:
    from transiteo_client._runtime._checking import CheckMode
    from transiteo_client._runtime._deviations import Deviation
    from transiteo_client._runtime._middleware import AsyncMiddleware, Middleware
    from transiteo_client._runtime._options import TimeoutInput
    from transiteo_client._runtime._retries import RetryPolicy
    from transiteo_client._runtime._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
    from transiteo_client.resources.orders import AsyncOrders, Orders

__all__ = ["AsyncTransiteoClient", "TransiteoClient"]


class TransiteoClient(SyncClient):
    """Client of Transiteo orders.

    Usable until closed: leave its `with` block or call `close()`. A credential is a text, or a function that
    gives the text of today; left out, it is taken from its environment variable.

    Args:
        id_token: Sent as header `Authorization`. Environment variable: `TRANSITEO_ID_TOKEN`.
        client_id: Sent to https://auth.transiteo.io/oauth2/token to obtain the token of `idToken`.
            Environment variable: `TRANSITEO_CLIENT_ID`.
        refresh_token: Sent to https://auth.transiteo.io/oauth2/token to obtain the token of `idToken`.
            Environment variable: `TRANSITEO_REFRESH_TOKEN`.
        base_url: Where the service is (default 'https://api.transiteo.io').
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
        id_token: str | Callable[[], str] | None = None,
        client_id: str | Callable[[], str] | None = None,
        refresh_token: str | Callable[[], str] | None = None,
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
                "id_token": id_token,
                "client_id": client_id,
                "refresh_token": refresh_token,
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
    def orders(self) -> Orders:
        """Place, change, read, list and delete the orders of an account."""
        from transiteo_client.resources.orders import Orders

        return Orders(self)


class AsyncTransiteoClient(AsyncClient):
    """Asynchronous client of Transiteo orders.

    Usable until closed: leave its `async with` block or call `aclose()`. A credential is a text, or a
    function that gives the text of today; left out, it is taken from its environment variable.

    Args:
        id_token: Sent as header `Authorization`. Environment variable: `TRANSITEO_ID_TOKEN`.
        client_id: Sent to https://auth.transiteo.io/oauth2/token to obtain the token of `idToken`.
            Environment variable: `TRANSITEO_CLIENT_ID`.
        refresh_token: Sent to https://auth.transiteo.io/oauth2/token to obtain the token of `idToken`.
            Environment variable: `TRANSITEO_REFRESH_TOKEN`.
        base_url: Where the service is (default 'https://api.transiteo.io').
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
        id_token: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        client_id: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        refresh_token: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
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
                "id_token": id_token,
                "client_id": client_id,
                "refresh_token": refresh_token,
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
    def orders(self) -> AsyncOrders:
        """Place, change, read, list and delete the orders of an account."""
        from transiteo_client.resources.orders import AsyncOrders

        return AsyncOrders(self)

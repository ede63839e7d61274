# Made by specwright 0.1.0 from 'Security' '1'. Change the description and generate again: edits here are lost.

"""The clients of Security."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from case_client._runtime._client import AsyncClient, SyncClient
from case_client._service import SERVICE

if TYPE_CHECKING:
    from case_client._runtime._checking import CheckMode
    from case_client._runtime._deviations import Deviation
    from case_client._runtime._middleware import AsyncMiddleware, Middleware
    from case_client._runtime._options import TimeoutInput
    from case_client._runtime._retries import RetryPolicy
    from case_client._runtime._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
    from case_client.resources.vault import AsyncVault, Vault

__all__ = ["AsyncCaseClient", "CaseClient"]


class CaseClient(SyncClient):
    """Client of Security.

    Usable until closed: leave its `with` block or call `close()`. A credential is a text, or a function that
    gives the text of today; left out, it is taken from its environment variable.

    Args:
        access_token: Sent as bearer token. Environment variable: `CASE_ACCESS_TOKEN`.
        username: The username of HTTP basic authentication. Environment variable: `CASE_USERNAME`.
        password: The password of HTTP basic authentication. Environment variable: `CASE_PASSWORD`.
        subscription: Sent as header `X-Key`. Environment variable: `CASE_SUBSCRIPTION`.
        query_key: Sent as query `key`. Environment variable: `CASE_QUERY_KEY`.
        cookie_key: Sent as cookie `sid`. Environment variable: `CASE_COOKIE_KEY`.
        oauth: Sent as bearer token. Environment variable: `CASE_OAUTH`.
        client_id: Sent to https://api.example.com/token to obtain the token of `oauth`. Environment
            variable: `CASE_CLIENT_ID`.
        client_secret: Sent to https://api.example.com/token to obtain the token of `oauth`. Environment
            variable: `CASE_CLIENT_SECRET`.
        base_url: Where the service is (default 'https://api.example.com').
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
        username: str | Callable[[], str] | None = None,
        password: str | Callable[[], str] | None = None,
        subscription: str | Callable[[], str] | None = None,
        query_key: str | Callable[[], str] | None = None,
        cookie_key: str | Callable[[], str] | None = None,
        oauth: str | Callable[[], str] | None = None,
        client_id: str | Callable[[], str] | None = None,
        client_secret: str | Callable[[], str] | None = None,
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
                "username": username,
                "password": password,
                "subscription": subscription,
                "query_key": query_key,
                "cookie_key": cookie_key,
                "oauth": oauth,
                "client_id": client_id,
                "client_secret": client_secret,
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
    def vault(self) -> Vault:
        """The operations of `vault`."""
        from case_client.resources.vault import Vault

        return Vault(self)


class AsyncCaseClient(AsyncClient):
    """Asynchronous client of Security.

    Usable until closed: leave its `async with` block or call `aclose()`. A credential is a text, or a
    function that gives the text of today; left out, it is taken from its environment variable.

    Args:
        access_token: Sent as bearer token. Environment variable: `CASE_ACCESS_TOKEN`.
        username: The username of HTTP basic authentication. Environment variable: `CASE_USERNAME`.
        password: The password of HTTP basic authentication. Environment variable: `CASE_PASSWORD`.
        subscription: Sent as header `X-Key`. Environment variable: `CASE_SUBSCRIPTION`.
        query_key: Sent as query `key`. Environment variable: `CASE_QUERY_KEY`.
        cookie_key: Sent as cookie `sid`. Environment variable: `CASE_COOKIE_KEY`.
        oauth: Sent as bearer token. Environment variable: `CASE_OAUTH`.
        client_id: Sent to https://api.example.com/token to obtain the token of `oauth`. Environment
            variable: `CASE_CLIENT_ID`.
        client_secret: Sent to https://api.example.com/token to obtain the token of `oauth`. Environment
            variable: `CASE_CLIENT_SECRET`.
        base_url: Where the service is (default 'https://api.example.com').
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
        username: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        password: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        subscription: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        query_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        cookie_key: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        oauth: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        client_id: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
        client_secret: str | Callable[[], str] | Callable[[], Awaitable[str]] | None = None,
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
                "username": username,
                "password": password,
                "subscription": subscription,
                "query_key": query_key,
                "cookie_key": cookie_key,
                "oauth": oauth,
                "client_id": client_id,
                "client_secret": client_secret,
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
    def vault(self) -> AsyncVault:
        """The operations of `vault`."""
        from case_client.resources.vault import AsyncVault

        return AsyncVault(self)

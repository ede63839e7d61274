"""Sends requests over HTTP, byte for byte: kept-alive connections, no redirects, no cookies, no headers of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2

from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.results import RefusedError, StoppedError

__all__ = ["NEVER_LEFT", "HttpTransport"]

# Noted where there was no connection, so that nothing can have come of a request.
NEVER_LEFT: Final[Mapping[str, str]] = {"sent": "no"}

_MOST_BYTES: Final = 64 * 1024 * 1024
# Shorter than servers wait: a connection that is closed while a request is on its way would look like a failure.
_KEEP_ALIVE_SECONDS: Final = 3.0
# A request may crash a service that somebody starts again; one that stays away has nothing to say.
_MOST_UNREACHED: Final = 5
_OWN: Final = frozenset({"content-length", "transfer-encoding"})


class HttpTransport:
    """Reaches a service at a base URL; a target is what stands behind that."""

    def __init__(self, base_url: str, *, seconds: float = 30.0, uses_proxies: bool = False) -> None:
        parts = urlsplit(base_url)
        self._base = httpx2.URL(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/")
        self._prefix = parts.path.rstrip("/")
        self._seconds = seconds
        self._timeout = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
        proxy = _proxy(parts.scheme, parts.hostname or "") if uses_proxies else None
        limits = httpx2.Limits(max_connections=4, max_keepalive_connections=4, keepalive_expiry=_KEEP_ALIVE_SECONDS)
        # The transport alone: a client would follow, keep and add things.
        self._transport = httpx2.HTTPTransport(limits=limits, proxy=proxy)
        self._unreached = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()

    def __call__(self, request: Request, /) -> Exchange:
        """Send a request.

        Raises:
            RefusedError: HTTP cannot carry it.
            StoppedError: the service cannot be reached any more.
        """
        began = time.perf_counter()
        unreached = self._unreached
        response, broken = self._try(request)
        return Exchange(
            number=0,
            request=request,
            response=response,
            broken=broken,
            seconds=time.perf_counter() - began,
            notes=NEVER_LEFT if self._unreached > unreached else {},
        )

    def _try(self, request: Request) -> tuple[Response | None, str]:
        prepared = self._prepare(request)
        try:
            answer = self._transport.handle_request(prepared)
            try:
                body = _read(answer)
            finally:
                answer.close()
        except httpx2.LocalProtocolError as error:
            raise RefusedError(f"HTTP cannot carry this request: {error}") from None
        except httpx2.TimeoutException:
            return None, f"no answer within {self._seconds:g} s"
        except (httpx2.ConnectError, httpx2.ProxyError) as error:
            self._unreached += 1
            if self._unreached >= _MOST_UNREACHED:
                raise StoppedError(f"{self._base.netloc.decode()} cannot be reached: {error}") from None
            return None, f"the service cannot be reached: {error}"
        except (httpx2.HTTPError, ValueError) as error:
            return None, f"{type(error).__name__}: {error}"
        self._unreached = 0
        headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers.raw)
        return Response(status=answer.status_code, headers=headers, body=body), ""

    def _prepare(self, request: Request) -> httpx2.Request:
        headers = [(name.encode("latin-1"), _bytes(value)) for name, value in request.headers]
        names = {name.lower() for name, _ in request.headers}
        if request.body and not names & _OWN:
            headers.append((b"Content-Length", b"%d" % len(request.body)))
        target = (self._prefix + request.target).encode("ascii", "replace")
        # What a client would spell anew, such as percent signs, goes as it stands.
        extensions = {"timeout": self._timeout, "target": target or b"/"}
        prepared = httpx2.Request(
            request.method, self._base, headers=headers, content=request.body or None, extensions=extensions
        )
        # Methods are told apart by their letters, which a request of the library would make large.
        prepared.method = request.method
        return prepared


def _read(answer: httpx2.Response) -> bytes:
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > _MOST_BYTES:
            raise ValueError(f"the answer has more than {_MOST_BYTES} bytes")
    return bytes(content)


def _bytes(value: str) -> bytes:
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")


def _proxy(scheme: str, host: str) -> str | None:
    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"

# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns what a transport raises into this package's errors, and tells whether the request can have arrived."""

from __future__ import annotations

import httpx2

from ._calls import Call
from ._errors import ApiTimeout, ConnectError, DeadlineExceeded, TransportError

__all__ = ["failure_of", "transport_failure"]

# By name, because a caller's own client may come from httpx, from httpx2 or from a package of the same shape.
_CONNECTING = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"})
_LIBRARIES = frozenset({"httpx2", "httpx", "httpcore2", "httpcore"})


def transport_failure(
    error: Exception, request: httpx2.Request, *, deadline_passed: bool
) -> tuple[TransportError, bool] | None:
    """Give the error to raise and whether the request was surely not sent; None where it is no network's failure."""
    if isinstance(error, TransportError):
        return error, isinstance(error, ConnectError)
    names = {kind.__name__ for kind in type(error).__mro__ if kind.__module__.partition(".")[0] in _LIBRARIES}
    is_system = isinstance(error, OSError) and not isinstance(error, FileNotFoundError | PermissionError)
    if not is_system and not names & {"TransportError", "DecodingError", "TimeoutException", "StreamError"}:
        return None
    not_sent = bool(names & _CONNECTING) or isinstance(error, ConnectionRefusedError)
    place = f"{request.method} {request.url.raw_path.partition(b'?')[0].decode('ascii', 'replace')}"
    is_timeout = "TimeoutException" in names or isinstance(error, TimeoutError)
    failure: TransportError
    if is_timeout and deadline_passed:
        failure = DeadlineExceeded(f"{place}: the deadline passed")
    elif is_timeout:
        failure = ApiTimeout(f"{place}: {type(error).__name__}")
    elif not_sent:
        failure = ConnectError(f"{place}: no connection to {request.url.host}: {error}")
    else:
        failure = TransportError(f"{place}: {type(error).__name__}: {error}")
    failure.request = request
    failure.__cause__ = error
    return failure, not_sent


def failure_of(error: Exception, request: httpx2.Request, call: Call) -> Exception:
    """Give the error to raise for what a transport raised: this package's own where the network failed."""
    found = transport_failure(error, request, deadline_passed=call.is_late)
    return error if found is None else found[0]

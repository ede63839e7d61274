# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a redirect into the next request, leaving credentials behind where it leads to another origin."""

from __future__ import annotations

import httpx2

__all__ = ["MAX_REDIRECTS", "redirected"]

MAX_REDIRECTS = 5
_STATUSES = frozenset({301, 302, 303, 307, 308})
# Of all headers only these go to another origin: any other may be a credential.
_FOR_STRANGERS = frozenset({"accept", "accept-encoding", "user-agent"})


def redirected(request: httpx2.Request, response: httpx2.Response) -> httpx2.Request | None:
    """Give the request that a redirect asks for; None where it is none, or none to follow.

    Only reading is sent elsewhere: what a write meant is not the redirecting service's to decide. A redirect from HTTPS
    to HTTP is not followed, because the answer could be anybody's.
    """
    location = response.headers.get("location")
    if response.status_code not in _STATUSES or request.method not in {"GET", "HEAD"} or not location:
        return None
    old = httpx2.URL(str(request.url))
    try:
        new = old.join(location)
    except (httpx2.InvalidURL, ValueError):
        return None
    if (
        new.scheme not in {"http", "https"}
        or not new.host
        or new.userinfo
        or (old.scheme, new.scheme) == ("https", "http")
    ):
        return None
    headers = [
        (name, value)
        for name, value in request.headers.multi_items()
        if name.lower() != "host" and (_is_same_place(old, new) or name.lower() in _FOR_STRANGERS)
    ]
    return httpx2.Request(
        request.method,
        new.copy_with(fragment=None),
        headers=[("Host", new.netloc.decode("ascii")), *headers],
        extensions=dict(request.extensions),
    )


def _is_same_place(old: httpx2.URL, new: httpx2.URL) -> bool:
    if old.origin == new.origin:
        return True
    is_upgrade = (old.scheme, new.scheme) == ("http", "https") and old.port is None and new.port is None
    return is_upgrade and old.host == new.host

"""Fetches a file over HTTP; called only where the user allowed it."""

from __future__ import annotations

import urllib.parse
from typing import Final

__all__ = ["fetch", "without_secrets"]

_TIMEOUT: Final = 30.0


def without_secrets(url: str, *, has_query: bool = False) -> str:
    """Spell an address for messages and files: without its user, and by default without its query, where keys stand."""
    parts = urllib.parse.urlsplit(url)
    return parts._replace(
        netloc=parts.netloc.rpartition("@")[2], query=parts.query if has_query else "", fragment=""
    ).geturl()


def fetch(url: str, limit: int) -> bytes:
    """Read at most ``limit`` bytes of what an address gives.

    Raises:
        OSError: the address gives nothing, or more than allowed.
    """
    import httpx2  # noqa: PLC0415  # costs more than reading a description, and few descriptions need it

    content = bytearray()
    try:
        with httpx2.stream("GET", url, timeout=_TIMEOUT, follow_redirects=True) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > limit:
                    raise OSError(f"more than {limit} bytes")
    except httpx2.HTTPStatusError as error:
        # The error's own text repeats the whole address.
        status = error.response.status_code
        raise OSError(f"the server answered {status} {error.response.reason_phrase}".rstrip()) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise OSError(str(error) or type(error).__name__) from None
    return bytes(content)

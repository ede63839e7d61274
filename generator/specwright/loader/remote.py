"""Fetches a file over HTTP; called only where the user allowed it."""

from __future__ import annotations

from typing import Final

__all__ = ["fetch"]

_TIMEOUT: Final = 30.0


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
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise OSError(str(error) or type(error).__name__) from None
    return bytes(content)

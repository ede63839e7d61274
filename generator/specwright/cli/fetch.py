"""A description's URL, turned into a file, where the user allows it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location

__all__ = ["fetch_description", "is_url"]

_MOST_BYTES = 64 * 1024 * 1024


def is_url(text: str) -> bool:
    """Whether a text names a document on a web server."""
    return urlsplit(text).scheme in {"http", "https"}


def fetch_description(url: str, folder: Path, *, allow_remote: bool) -> Path:
    """Fetch a description into ``folder``.

    Raises:
        SourceError: remote documents are not allowed, or this one cannot be had.
    """
    if not allow_remote:
        raise _refused(url, "a description on a web server is read only when asked for", "Add --allow-remote.")
    import httpx2

    content = bytearray()
    try:
        with httpx2.stream("GET", url, follow_redirects=True, timeout=30.0) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > _MOST_BYTES:
                    raise _refused(url, f"the document is larger than {_MOST_BYTES} bytes", "Download and trim it.")
    except httpx2.HTTPError as error:
        raise _refused(
            url, f"cannot be fetched: {error}", "Check the address, or download it and give the file."
        ) from error
    path = folder / (PurePosixPath(urlsplit(url).path).name or "openapi.yaml")
    path.write_bytes(bytes(content))
    return path


def _refused(url: str, what: str, hint: str) -> SourceError:
    # The address without its query: that is where people put keys.
    return SourceError(Problem(Location(url.partition("?")[0]), what, hint))

"""Why a request is refused, on its way from a check to the answer."""

from __future__ import annotations

__all__ = ["RefusalError"]


class RefusalError(Exception):
    """A request that is answered with ``status`` because of ``reason``.

    ``is_described`` is False where the mistake is about this server and not about the API: no documented body fits.
    """

    def __init__(
        self, status: int, reason: str, *, headers: tuple[tuple[str, str], ...] = (), is_described: bool = True
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = headers
        self.is_described = is_described

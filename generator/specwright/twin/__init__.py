"""A service, turned into something that answers over HTTP from what it remembers: as declared, or as its paths say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specwright.twin.creation import create_twin
    from specwright.twin.serving import serve

__all__ = ["create_twin", "serve"]


def __getattr__(name: str) -> Any:
    # Each part is imported when it is first asked for: who calls a twin in process needs no HTTP server.
    if name == "create_twin":
        from specwright.twin.creation import create_twin  # noqa: PLC0415

        return create_twin
    if name == "serve":
        from specwright.twin.serving import serve  # noqa: PLC0415

        return serve
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

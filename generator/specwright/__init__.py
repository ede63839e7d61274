"""Typed clients, checks, twins and campaigns from hand-written OpenAPI descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specwright.twin import create_twin

__all__ = ["__version__", "create_twin"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Each floor is imported when it is first asked for.
    if name == "create_twin":
        from specwright.twin import create_twin

        return create_twin
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

"""Typed clients, checks, twins and campaigns from hand-written OpenAPI descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specwright.conform.campaign import run_campaign
    from specwright.conform.pytest_suite import conformance_tests
    from specwright.twin import create_twin

__all__ = ["__version__", "conformance_tests", "create_twin", "run_campaign"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Each floor is imported when it is first asked for.
    if name == "create_twin":
        from specwright.twin import create_twin

        return create_twin
    if name == "conformance_tests":
        from specwright.conform.pytest_suite import conformance_tests

        return conformance_tests
    if name == "run_campaign":
        from specwright.conform.campaign import run_campaign

        return run_campaign
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

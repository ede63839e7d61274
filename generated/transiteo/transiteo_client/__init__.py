# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Client of Transiteo orders: start with `TransiteoClient`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transiteo_client import checks, dicts, errors, models, testing
    from transiteo_client._runtime._deviations import Deviation
    from transiteo_client._runtime._multipart import FileInput
    from transiteo_client._runtime._options import RequestOptions, Timeout
    from transiteo_client._runtime._response import Response
    from transiteo_client._runtime._retries import RetryPolicy
    from transiteo_client._runtime._streamed import AsyncStreamedResponse, StreamedResponse
    from transiteo_client._runtime._unset import UNSET, Unset
    from transiteo_client.client import AsyncTransiteoClient, TransiteoClient

__all__ = [
    "AsyncStreamedResponse",
    "AsyncTransiteoClient",
    "Deviation",
    "FileInput",
    "RequestOptions",
    "Response",
    "RetryPolicy",
    "StreamedResponse",
    "Timeout",
    "TransiteoClient",
    "UNSET",
    "Unset",
    "__version__",
    "checks",
    "dicts",
    "errors",
    "models",
    "testing",
]

__version__ = "0.1.0"

# Everything is imported on first use, so that importing this package costs next to nothing.
_EXPORTS = {
    "AsyncStreamedResponse": "_runtime._streamed",
    "AsyncTransiteoClient": "client",
    "Deviation": "_runtime._deviations",
    "FileInput": "_runtime._multipart",
    "RequestOptions": "_runtime._options",
    "Response": "_runtime._response",
    "RetryPolicy": "_runtime._retries",
    "StreamedResponse": "_runtime._streamed",
    "Timeout": "_runtime._options",
    "TransiteoClient": "client",
    "UNSET": "_runtime._unset",
    "Unset": "_runtime._unset",
}
_MODULES = {"checks", "dicts", "errors", "models", "testing"}

if not TYPE_CHECKING:

    def __getattr__(name):
        from importlib import import_module

        if name in _MODULES:
            return import_module(f"{__name__}.{name}")
        if name in _EXPORTS:
            value = getattr(import_module(f"{__name__}.{_EXPORTS[name]}"), name)
            globals()[name] = value
            return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__():
        return sorted({*globals(), *__all__})

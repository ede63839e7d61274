# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns attempts into OpenTelemetry client spans, where the application itself has loaded OpenTelemetry."""

from __future__ import annotations

import sys
from typing import Any

import httpx2

from ._logs import redacted_target

__all__ = ["Span", "start_span"]


class Span:
    """One attempt as a span, current while the attempt runs, so that spans made inside become its children."""

    __slots__ = ("_api", "_otel", "_token")

    def __init__(self, api: Any, otel: Any, token: Any) -> None:
        self._api = api
        self._otel = otel
        self._token = token

    def answered(self, response: httpx2.Response) -> None:
        """End the span with the status that came back."""
        status = response.status_code
        self._otel.set_attribute("http.response.status_code", status)
        if status >= 400 or status < 100:
            self._otel.set_attribute("error.type", str(status))
            self._otel.set_status(self._api.trace.StatusCode.ERROR)
        self._end()

    def failed(self, error: BaseException) -> None:
        """End the span with the kind of the failure; its text may quote the request, so it stays out."""
        kind = type(error)
        self._otel.set_attribute("error.type", f"{kind.__module__}.{kind.__qualname__}")
        self._otel.set_status(self._api.trace.StatusCode.ERROR)
        self._end()

    def _end(self) -> None:
        self._api.context.detach(self._token)
        self._otel.end()


def start_span(
    request: httpx2.Request, *, package: str, version: str, operation: str, template: str, number: int
) -> Span | None:
    """Open the span of one attempt and hand its context on in the request's headers; None without OpenTelemetry.

    Names follow the semantic conventions for HTTP clients. An application that traces has imported OpenTelemetry, so it
    is looked for among the loaded modules: nobody else pays for importing it.
    """
    if "opentelemetry.trace" not in sys.modules:
        return None
    from opentelemetry import context, propagate, trace

    url = request.url
    attributes: dict[str, Any] = {
        "http.request.method": request.method,
        "url.full": f"{url.scheme}://{url.netloc.decode('ascii')}{redacted_target(url)}",
        "url.template": template,
        "server.address": url.host,
        "server.port": url.port or (443 if url.scheme == "https" else 80),
        "rpc.method": operation,
    }
    if number > 1:
        attributes["http.request.resend_count"] = number - 1
    tracer = trace.get_tracer(package, version)
    otel = tracer.start_span(f"{request.method} {template}", kind=trace.SpanKind.CLIENT, attributes=attributes)
    token = context.attach(trace.set_span_in_context(otel))
    if otel.get_span_context().is_valid:
        carrier: dict[str, str] = {}
        propagate.inject(carrier)
        request.headers.update(carrier)
    return Span(_Api(context, trace), otel, token)


class _Api:
    __slots__ = ("context", "trace")

    def __init__(self, context: Any, trace: Any) -> None:
        self.context = context
        self.trace = trace

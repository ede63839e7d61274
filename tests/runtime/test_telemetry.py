"""Holds the spans of calls, for applications that trace, and that the others pay nothing for it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from specwright.runtime._errors import TransportError
from wire import AT, GET, SECRET, Clock, Wire, answer, sync_client


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Trace into memory."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def attributes(span: ReadableSpan) -> dict[str, object]:
    """Give a span's attributes."""
    return dict(span.attributes or {})


def test_each_attempt_is_a_client_span(spans: InMemorySpanExporter, clock: Clock) -> None:
    """Names and attributes follow the semantic conventions for HTTP clients."""
    wire = Wire(answer(503, b""), answer())
    sync_client(wire).send(GET, AT, {"extra_query": {"key": SECRET}})
    first, second = spans.get_finished_spans()

    assert first.name == second.name == "GET /things/{thingId}"
    assert first.kind is trace.SpanKind.CLIENT
    assert attributes(first)["http.request.method"] == "GET"
    assert attributes(first)["url.full"] == "https://api.example.test/v1/things/a1?key=[redacted]"
    assert attributes(first)["server.address"] == "api.example.test"
    assert attributes(first)["server.port"] == 443
    assert attributes(first)["http.response.status_code"] == 503
    assert attributes(first)["error.type"] == "503"
    assert first.status.status_code is trace.StatusCode.ERROR
    assert "http.request.resend_count" not in attributes(first)
    assert attributes(second)["http.request.resend_count"] == 1
    assert second.status.status_code is trace.StatusCode.UNSET
    assert SECRET not in first.to_json() + second.to_json()


def test_the_context_travels_with_the_request(spans: InMemorySpanExporter) -> None:
    """The service can continue the trace."""
    wire = Wire()
    sync_client(wire).send(GET, AT, {})
    context = spans.get_finished_spans()[0].context
    assert context is not None

    sent = wire.requests[0].headers["traceparent"]
    assert sent.startswith(f"00-{context.trace_id:032x}-{context.span_id:016x}-")


def test_a_failure_ends_its_span(spans: InMemorySpanExporter, clock: Clock) -> None:
    """The kind of the failure is recorded, its text is not; the context is left behind."""
    with pytest.raises(TransportError):
        sync_client(Wire(httpx2.ReadError(SECRET)), max_retries=0).send(GET, AT, {})
    (span,) = spans.get_finished_spans()

    assert str(attributes(span)["error.type"]).endswith("ReadError")
    assert SECRET not in span.to_json()
    assert not trace.get_current_span().get_span_context().is_valid


def test_without_tracing_nothing_is_added() -> None:
    """An installed OpenTelemetry that nobody set up sends no header."""
    wire = Wire()
    sync_client(wire).send(GET, AT, {})

    assert "traceparent" not in wire.requests[0].headers


def test_a_client_does_not_load_opentelemetry(root: Path) -> None:
    """Who does not trace does not import it."""
    program = (
        "import sys; from wire import *; sync_client(Wire()).send(GET, AT, {});"
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    paths = f"{root / 'generator'}:{root / 'tests'}"
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": paths}, check=False)

    assert done.returncode == 0

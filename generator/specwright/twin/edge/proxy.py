"""Forwards requests to a live service, and judges both sides by the same checks that the twin uses."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

import httpx2

from specwright.model.service import MediaTypeKind
from specwright.twin.calls import Refusal, Violation
from specwright.twin.edge.encoding import header, json_bytes
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.edge.options import Options
from specwright.twin.edge.pipeline import Pipeline
from specwright.twin.edge.plans import Plan
from specwright.twin.negotiation import covers, essence
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found

__all__ = ["VIOLATIONS_HEADER", "Proxy"]

VIOLATIONS_HEADER: Final = "Specwright-Violations"
_MOST_BYTES: Final = 64 * 1024 * 1024
_HOP_BY_HOP: Final = frozenset(
    {b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"te", b"trailer"}
    | {b"transfer-encoding", b"upgrade", b"host", b"content-length", b"proxy-connection", b"expect"}
)
_CODINGS: Final = frozenset({"identity", "gzip", "deflate"})


class Proxy:
    """Stands between callers and a service; nothing is refused, everything is told."""

    def __init__(self, pipeline: Pipeline, options: Options) -> None:
        self._pipeline = pipeline
        self._base = options.proxy.rstrip("/")
        self._max_depth = options.max_depth
        seconds = options.proxy_seconds
        self._timeout = {"connect": seconds, "read": seconds, "write": seconds, "pool": seconds}
        # The transport alone: no cookie jar, no redirects, no headers of its own. What is sent is what came.
        self._transport = httpx2.AsyncHTTPTransport()

    async def close(self) -> None:
        """Let go of connections."""
        await self._transport.aclose()

    async def forward(self, exchange: Exchange) -> Reply:
        """Send a request on and give its answer, with what is wrong with either."""
        plan = self._plan(exchange)
        wrong = await asyncio.to_thread(self._judge_request, plan, exchange)
        if exchange.trouble is not None:
            return self._failed(exchange.trouble.value, "the request's body could not be read", wrong)
        try:
            reply = await self._exchange(exchange)
        except httpx2.TimeoutException:
            return self._failed(504, "the service did not answer in time", wrong)
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            return self._failed(502, f"the service cannot be reached: {type(error).__name__}", wrong)
        reply.operation = "" if plan is None else plan.id
        reply.violations = wrong
        reply.deviations = await asyncio.to_thread(self._judge_response, plan, reply)
        if wrong or reply.deviations:
            reply.headers.append(_count(wrong, reply.deviations))
        return reply

    async def _exchange(self, exchange: Exchange) -> Reply:
        address = self._base + exchange.raw_path
        if exchange.query:
            address = f"{address}?{exchange.query.decode('latin-1')}"
        dropped = _HOP_BY_HOP | {b"accept-encoding"} | _named_by_connection(exchange.fields)
        headers = [(name, value) for name, value in exchange.headers if name not in dropped]
        request = httpx2.Request(
            exchange.method,
            address,
            headers=[*headers, (b"accept-encoding", b"gzip, deflate")],
            content=exchange.body or None,
            extensions={"timeout": self._timeout},
        )
        response = await self._transport.handle_async_request(request)
        try:
            content = bytearray()
            async for piece in response.aiter_bytes():
                content += piece
                if len(content) > _MOST_BYTES:
                    raise ValueError("the answer is too long")
        finally:
            await response.aclose()
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        # What cannot be undone stays as it is said to be.
        dropped = _HOP_BY_HOP | {b"content-encoding"} if coding in _CODINGS else _HOP_BY_HOP
        headers = [(name.lower(), value) for name, value in response.headers.raw if name.lower() not in dropped]
        length = response.headers.get("content-length", "")
        size = length.encode() if exchange.is_head and length else b"%d" % len(content)
        if response.status_code not in {204, 304}:
            headers.append((b"content-length", size))
        return Reply(response.status_code, headers, bytes(content))

    def _plan(self, exchange: Exchange) -> Plan | None:
        found = exchange.found
        return self._pipeline.plans.of(found.operation) if isinstance(found, Found) else None

    def _judge_request(self, plan: Plan | None, exchange: Exchange) -> tuple[Violation, ...]:
        if plan is None or not isinstance(exchange.found, Found):
            return (Violation(path="", id="route", message="no operation has this path and method"),)
        try:
            call = self._pipeline.judge(plan, exchange, exchange.found.values, {})
        except RefusalError as error:
            return (Violation(path="", id="request", message=error.reason),)
        return call.violations if isinstance(call, Refusal) else ()

    def _judge_response(self, plan: Plan | None, reply: Reply) -> tuple[str, ...]:
        if plan is None:
            return ()
        documented = plan.documented(reply.status)
        if documented is None:
            return (f"the status {reply.status} is not documented for {plan.id}",)
        if not documented.offers or not reply.body:
            return ()
        sent = essence(dict(reply.headers).get(b"content-type", b"").decode("latin-1"))
        offer = next((o for o in documented.offers if covers(essence(o.media_type.media_type), sent)), None)
        if offer is None:
            return (f"the media type {sent or 'of nothing'} is not documented for status {reply.status}",)
        if b"content-encoding" in dict(reply.headers):
            return ("the answer has a Content-Encoding that was not asked for",)
        if offer.check is None or offer.media_type.kind is not MediaTypeKind.JSON:
            return ()
        try:
            value: Any = read_json(reply.body, max_depth=self._max_depth)
        except JsonError as error:
            return (f"the answer is no readable JSON: {error}",)
        return tuple(f"{found.path or '/'}: {found.message}" for found in offer.check(value))

    def _failed(self, status: int, reason: str, wrong: tuple[Violation, ...]) -> Reply:
        body = json_bytes({"type": "about:blank", "status": status, "detail": reason})
        headers = [(b"content-type", b"application/problem+json"), (b"content-length", b"%d" % len(body))]
        if wrong:
            headers.append(_count(wrong, ()))
        return Reply(status, headers, body, reason=reason, violations=wrong)


def _count(wrong: tuple[Violation, ...], deviations: tuple[str, ...]) -> tuple[bytes, bytes]:
    first = wrong[0].message if wrong else deviations[0]
    return header(VIOLATIONS_HEADER, f"request={len(wrong)}, response={len(deviations)}; {first}")


def _named_by_connection(fields: Mapping[bytes, bytes]) -> frozenset[bytes]:
    return frozenset(name.strip().lower() for name in fields.get(b"connection", b"").split(b","))

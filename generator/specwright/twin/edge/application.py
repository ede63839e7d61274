"""Turns an engine into an ASGI application: reads requests, sends replies, keeps the journal, breaks connections."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Final

from starlette.types import Receive, Scope, Send

from specwright.twin.edge.admin import PREFIX, Admin, admin_reply
from specwright.twin.edge.connections import break_connection
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.fault_plan import Fault
from specwright.twin.edge.guard import refused_because
from specwright.twin.edge.journal import Scribe
from specwright.twin.edge.options import Options
from specwright.twin.edge.pipeline import Pipeline
from specwright.twin.edge.reading import read_body
from specwright.twin.edge.settings import Settings
from specwright.twin.engine import Engine
from specwright.twin.preferences import Preferences
from specwright.twin.stores import StoreError

if TYPE_CHECKING:
    from specwright.twin.edge.proxy import Proxy
    from specwright.twin.page import Page

__all__ = ["Twin", "create_edge"]

_LOG: Final = logging.getLogger("specwright.twin")
# A body that takes long to read as JSON or as a form is worked on beside the event loop.
_LARGE_BODY: Final = 256 * 1024
_BEFORE_WORK: Final = frozenset({"reset", "close", "garbage"})
_ADMIN_PATH: Final = PREFIX.rstrip("/")


def create_edge(engine: Engine, options: Options | None = None) -> Twin:
    """Make the ASGI application of an engine that was started."""
    return Twin(engine, options or Options())


class Twin:
    """The application; ``engine`` is what it serves."""

    def __init__(self, engine: Engine, options: Options) -> None:
        self.engine = engine
        self.options = options
        self.settings = Settings(engine, options)
        self.settings.reload()
        self.pipeline = Pipeline(engine, options, self.settings)
        self._admin = Admin(engine, self.settings, self.pipeline.forced, max_depth=options.max_depth)
        self._scribe = Scribe(engine.service, max_logged=options.max_logged)
        self._is_shared = engine.store.is_shared
        self._is_seeded = engine.seed is not None
        self._page: Page | None = None
        self._proxy = _proxy(self.pipeline, options) if options.proxy else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI scope."""
        kind = scope["type"]
        if kind == "http":
            path: str = scope["path"]
            if path.startswith(PREFIX) or path == _ADMIN_PATH:
                await self._serve_admin(scope, receive, send)
            else:
                await self._serve(scope, receive, send)
        elif kind == "lifespan":
            await self._live(receive, send)
        elif kind == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if self._proxy is not None:
                    await self._proxy.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        exchange = Exchange(scope)
        self.pipeline.find(exchange)
        await read_body(exchange, receive, self.settings.limits)
        if self._proxy is not None:
            reply, fault = await self._forward(self._proxy, exchange, began)
        elif self._is_shared or len(exchange.body) > _LARGE_BODY:
            reply, fault = await asyncio.to_thread(self._work, exchange, began)
        else:
            reply, fault = self._work(exchange, began)
        if fault is not None:
            if fault.latency:
                await asyncio.sleep(fault.latency)
            if fault.fault:
                await break_connection(fault.fault, reply, scope, send)
                return
        await _send(exchange, reply, send)

    def _work(self, exchange: Exchange, began: float) -> tuple[Reply, Fault | None]:
        """Do everything that needs no waiting."""
        fault: Fault | None = None
        try:
            self._begin(exchange)
            fault = self.settings.decide(exchange) if self.settings.faults is not None else None
            reply = self._reply(exchange, fault)
        except StoreError as error:
            _LOG.warning("a call was not answered: %s", error)
            reply = self.pipeline.failed(exchange, error)
        except Exception as error:  # noqa: BLE001  a bug is no reason to leave a caller without an answer
            # The last line of defence: the caller gets the documented body, whoever serves the trace.
            _LOG.exception("a call could not be answered")
            reply = self.pipeline.failed(exchange, error)
        self._record(exchange, reply, fault, began)
        return reply, fault

    def _begin(self, exchange: Exchange) -> None:
        self.settings.refresh()
        engine = self.engine
        exchange.started_ns = engine.store.transact(engine.clock.read, is_read=True).nanoseconds

    def _reply(self, exchange: Exchange, fault: Fault | None) -> Reply:
        if fault is None:
            return self.pipeline.respond(exchange)
        if fault.fault in _BEFORE_WORK:
            return Reply(0, reason=f"fault: {fault.fault}")
        if fault.forces_answer:
            code = str(fault.status) if fault.status else ""
            wanted = Preferences(code=code, error=fault.error, example=fault.example)
            return self.pipeline.respond(exchange, wanted)
        return self.pipeline.respond(exchange)

    async def _forward(self, proxy: Proxy, exchange: Exchange, began: float) -> tuple[Reply, Fault | None]:
        await asyncio.to_thread(self._begin, exchange)
        fault = self.settings.decide(exchange) if self.settings.faults is not None else None
        if fault is not None and (fault.fault in _BEFORE_WORK or fault.forces_answer):
            reply = await asyncio.to_thread(self._reply, exchange, fault)
        else:
            reply = await proxy.forward(exchange)
        await asyncio.to_thread(self._record, exchange, reply, fault, began)
        return reply, fault

    def _record(self, exchange: Exchange, reply: Reply, fault: Fault | None, began: float) -> None:
        if not self.options.has_journal:
            return
        latency = fault.latency * 1_000 if fault is not None else 0.0
        # A seeded twin tells the same of the same calls, so how long they took here is no part of it.
        millis = latency if self._is_seeded else latency + (time.perf_counter() - began) * 1_000
        entry = self._scribe.entry(exchange, reply, millis=round(millis, 3), fault=fault)
        try:
            self.engine.store.append(entry)
        except StoreError as error:
            # What was done is done, and whoever asked for it is told so, noted or not.
            _LOG.warning("a call was not noted: %s", error)

    async def _serve_admin(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope)
        exchange.is_head = exchange.method == "HEAD"
        options = self.options
        reason = refused_because(exchange, token=options.admin_token, allowed_hosts=options.allowed_hosts)
        if reason:
            await _send(exchange, _problem(403, reason), send)
            return
        await read_body(exchange, receive, self.settings.limits)
        if exchange.trouble is not None:
            await _send(exchange, _problem(exchange.trouble.value, "the body could not be read"), send)
            return
        # Beside the event loop: what a person asks for may be long, and callers of the service should not wait for it.
        try:
            reply = await asyncio.to_thread(self._administer, exchange)
        except StoreError as error:
            reply = _problem(503, str(error))
        await _send(exchange, reply or _problem(404, "there is nothing here"), send)

    def _administer(self, exchange: Exchange) -> Reply | None:
        reply = self._admin.respond(exchange)
        if reply is not None:
            return reply
        if self._page is None:
            # Its templates take long to import, and many twins are never looked at.
            from specwright.twin.page import Page  # noqa: PLC0415

            token, forced = self.options.form_token, self.pipeline.forced
            self._page = Page(self.engine, self.settings, token=token, forced=forced)
        return self._page.respond(exchange)


def _proxy(pipeline: Pipeline, options: Options) -> Proxy:
    # Its HTTP client takes long to import, and few twins are proxies.
    from specwright.twin.edge.proxy import Proxy  # noqa: PLC0415

    return Proxy(pipeline, options)


def _problem(status: int, reason: str) -> Reply:
    return admin_reply(status, {"type": "about:blank", "status": status, "detail": reason})


async def _send(exchange: Exchange, reply: Reply, send: Send) -> None:
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": b"" if exchange.is_head else reply.body})

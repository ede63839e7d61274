"""An HTTP server on this machine that answers from a script, and can fall silent in the middle of an answer."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Received", "Reply", "ScriptedServer", "serving"]


@dataclass(frozen=True)
class Reply:
    """One answer; one that falls silent says that more will come, and sends nothing further."""

    status: int = 200
    body: bytes = b'{"id": "a1"}'
    media_type: str = "application/json"
    falls_silent: bool = False


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class ScriptedServer:
    """What the server answers, in turn and the last again and again, and what it was asked."""

    url: str
    script: list[Reply]
    received: list[Received] = field(default_factory=list[Received])
    has_ended: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Reply:
        """Give the next answer."""
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def serving(*script: Reply) -> Generator[ScriptedServer]:
    """Run a server for as long as a block takes."""
    scripted = ScriptedServer("", list(script) or [Reply()])

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            scripted.received.append(Received(self.command, self.path, headers, self.rfile.read(length)))
            reply = scripted.next()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body) + (1 if reply.falls_silent else 0)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()
            if reply.falls_silent:
                scripted.has_ended.wait()
                self.close_connection = True

        do_GET = do_POST = do_PUT = answer  # noqa: N815 - names that the base class looks for

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    scripted.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield scripted
    finally:
        scripted.has_ended.set()
        server.shutdown()
        server.server_close()
        thread.join()

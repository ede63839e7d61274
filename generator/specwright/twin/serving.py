"""Serves an ASGI application over real HTTP: inside a ``with`` block, or until the process is told to end."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from specwright.twin.edge.protocol import TwinProtocol

__all__ = ["listen", "serve", "serve_forever", "url_of"]

_STOP_SECONDS: Final = 5
_BACKLOG: Final = 2048


@contextmanager
def serve(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serve on ``host`` in a thread and give the base URL; port 0 lets the system choose.

    Raises:
        OSError: the address cannot be had.
    """
    listening = listen(host, port)
    server = uvicorn.Server(_config(app, lifespan="off"))
    # A thread of its own: whoever tests or shows a client keeps the main one, and its event loop, for the client.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="specwright-serve", daemon=True)
    with listening:
        # The socket listens before the thread starts, so that no caller has to wait or to ask again.
        thread.start()
        try:
            yield url_of(listening, host)
        finally:
            server.should_exit = True
            thread.join(_STOP_SECONDS * 2)


def listen(host: str, port: int) -> socket.socket:
    """Open a socket that listens; port 0 lets the system choose.

    Raises:
        OSError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=_BACKLOG)


def url_of(listening: socket.socket, host: str) -> str:
    """Give the base URL of a listening socket."""
    number: int = listening.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{number}"


def serve_forever(
    listening: socket.socket, *, app: ASGIApp | None, make: Callable[[], ASGIApp], workers: int = 1
) -> None:
    """Serve until SIGINT or SIGTERM; several workers each ``make`` the application in a process of their own."""
    if workers == 1:
        _Server(_config(app or make(), lifespan="on")).run(sockets=[listening])
        return
    config = _config(make, lifespan="on", factory=True, workers=workers)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        Multiprocess(config, sockets=[listening]).run()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Server(uvicorn.Server):
    """A server whose orderly end is an end: the signal that asked for it is not raised once more."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Take signals as requests to stop."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _config(app: Any, **options: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=TwinProtocol,
        ws="none",
        log_config=None,
        log_level="critical",
        access_log=False,
        # Whoever calls through a proxy of this machine is not this machine: the admin API has to see that.
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_STOP_SECONDS,
        **options,
    )

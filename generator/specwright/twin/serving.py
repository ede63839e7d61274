"""Serves an ASGI application over real HTTP for as long as a ``with`` block lasts."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp

__all__ = ["serve"]

_STOP_SECONDS: Final = 5


@contextmanager
def serve(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> Generator[str]:
    """Serve on ``host`` in a thread and give the base URL; port 0 lets the system choose.

    Raises:
        OSError: the address cannot be had.
    """
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    config = uvicorn.Config(app, lifespan="off", log_config=None, log_level="critical", access_log=False, ws="none")
    config.timeout_graceful_shutdown = _STOP_SECONDS
    server = uvicorn.Server(config)
    # A thread of its own: whoever tests or shows a client keeps the main one, and its event loop, for the client.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="specwright-serve", daemon=True)
    with listening:
        number: int = listening.getsockname()[1]
        # The socket listens before the thread starts, so that no caller has to wait or to ask again.
        thread.start()
        try:
            yield f"http://{f'[{host}]' if ':' in host else host}:{number}"
        finally:
            server.should_exit = True
            thread.join(_STOP_SECONDS * 2)

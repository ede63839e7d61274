"""Turns prepared requests into load on a local server: one thread over many keep-alive connections, as light as can be."""

import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["Load", "Next", "closed_loop", "open_loop"]

# Gives the next request of a connection; told the answer before, nothing at first.
Next = Callable[[bytes], bytes]


@dataclass
class Load:
    """What a run measured: how long each answer took, in seconds, and how long all took together."""

    seconds: float
    latencies: list[float] = field(default_factory=list[float])

    @property
    def rate(self) -> float:
        """Give answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Give the latency that so many percent stay below, in seconds."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]


class _Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, url: str, make: Next) -> None:
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port or 80))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._make = make
        self._answer = b""
        self.sent_at = 0.0
        self.is_busy = False

    def send(self) -> None:
        request = self._make(self._answer)
        self._answer = b""
        self.sent_at = time.perf_counter()
        self.is_busy = True
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read; tell whether the answer is whole."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self._answer = self._answer + piece if self._answer else piece
        if not _is_whole(self._answer):
            return False
        if self._answer[9:10] != b"2":
            raise ValueError(f"the server answered {self._answer[:300]!r}")
        self.is_busy = False
        return True


def closed_loop(url: str, makers: Sequence[Next], seconds: float) -> Load:
    """Send the next request of each connection as soon as its answer is there."""
    connections = [_Connection(url, make) for make in makers]
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        load = Load(0.0)
        began = time.perf_counter()
        until = began + seconds
        while (now := time.perf_counter()) < until:
            for key, _ in selector.select(until - now):
                connection = key.data
                if connection.receive():
                    load.latencies.append(time.perf_counter() - connection.sent_at)
                    connection.send()
        load.seconds = time.perf_counter() - began
    for connection in connections:
        connection.socket.close()
    return load


def open_loop(url: str, makers: Sequence[Next], seconds: float, *, rate: float) -> Load:
    """Send so many requests a second, whether answers are there or not; waiting for a free connection counts."""
    connections = [_Connection(url, make) for make in makers]
    load = Load(seconds)
    due: list[float] = [index / rate for index in range(int(seconds * rate))]
    due.reverse()
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        began = time.perf_counter()
        while due or any(connection.is_busy for connection in connections):
            now = time.perf_counter() - began
            free = next((connection for connection in connections if not connection.is_busy), None)
            if due and due[-1] <= now and free is not None:
                free.send()
                free.sent_at = began + due.pop()
                continue
            for key, _ in selector.select(max(0.0, due[-1] - now) if due and free is not None else 1.0):
                if key.data.receive():
                    load.latencies.append(time.perf_counter() - key.data.sent_at)
    for connection in connections:
        connection.socket.close()
    return load


def _is_whole(answer: bytes) -> bool:
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return False
    lower = answer[:head].lower()
    at = lower.find(b"content-length:")
    if at >= 0:
        return len(answer) >= head + 4 + int(lower[at + 15 : at + 30].split(b"\r", 1)[0])
    return b"transfer-encoding: chunked" not in lower or answer.endswith(b"0\r\n\r\n")

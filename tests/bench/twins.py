"""Turns a twin, a bare Starlette handler and, where it is installed, Prism into rows: what a request to each costs."""

import asyncio
import copy
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.load import Load, Next, closed_loop, open_loop
from bench.timing import Row

__all__ = ["twin_rows"]

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "specs" / "soget"
TWIN, BARE, PRISM = "specwright twin", "bare Starlette", "Prism"
CONNECTIONS = 16
FORM = "multipart/form-data; boundary=b"
# Rates against the bar, as times: at least half of Starlette's, three times and one and a half times Prism's.
AGAINST_BARE = {"GET": 2.0}
AGAINST_PRISM = {"GET": 1 / 3, "update": 1 / 1.5}
IN_PROCESS_MICROS, P99_MICROS, START_MICROS = 300.0, 5_000.0, 1_000_000.0
_ID = re.compile(rb"CDE\d{10}")
_TAG = re.compile(rb'\r\netag: ("[^"]*")', re.IGNORECASE)


def twin_rows(*, rounds: int, seconds: float, prism: str = "") -> Iterator[Row]:
    """Measure all servers in turns, so that what else the machine does falls on all of them alike."""
    payloads = _Payloads()
    with ExitStack() as stack:
        started = time.perf_counter()
        twin, credentials = stack.enter_context(_twin())
        start = (time.perf_counter() - started) * 1e6
        yield Row("start-up of the twin", TWIN, start, start / START_MICROS, 1.0)
        orders = [payloads.create(twin.url, credentials) for _ in range(CONNECTIONS)]
        answer = payloads.read(twin.url, credentials, orders[0])
        servers = {BARE: stack.enter_context(_bare(answer)), TWIN: twin}
        if prism:
            servers[PRISM] = stack.enter_context(_prism(prism, payloads.document))
        makers: dict[str, Callable[[str], Next]] = {
            "GET": lambda order: payloads.getter(order, credentials),
            "update": lambda order: payloads.updater(order, credentials),
        }
        for name, make in makers.items():
            loads = _measured(servers, partial(_made, make, orders), rounds, seconds)
            yield from _rates(name, loads)
        paced = open_loop(twin.url, [makers["update"](order) for order in orders], seconds * rounds, rate=500)
        for share in (50, 99):
            micros = paced.percentile(share) * 1e6
            target = 1.0 if share == 99 else None
            yield Row(f"update at 500/s, p{share}", TWIN, micros, micros / P99_MICROS, target)
    yield from _in_process_rows(payloads)


def _made(make: Callable[[str], Next], orders: list[str]) -> list[Next]:
    return [make(order) for order in orders]


@dataclass(frozen=True)
class _Server:
    """A server in a process of its own."""

    url: str
    process: int

    def worked(self) -> float:
        """Give the seconds that its process has worked; nothing where the system does not tell."""
        path = Path(f"/proc/{self.process}/stat")
        if not path.exists():
            return 0.0
        user, system = path.read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _measured(
    servers: Mapping[str, _Server], makers: Callable[[], list[Next]], rounds: int, seconds: float
) -> dict[str, list[tuple[Load, float]]]:
    """Load all servers in turns; give each run with the seconds that the server worked for it."""
    runs: dict[str, list[tuple[Load, float]]] = {name: [] for name in servers}
    for server in servers.values():
        closed_loop(server.url, makers(), seconds / 4)
    for _ in range(rounds):
        for name, server in servers.items():
            before = server.worked()
            load = closed_loop(server.url, makers(), seconds)
            runs[name].append((load, server.worked() - before))
    return runs


def _rates(name: str, measured: Mapping[str, list[tuple[Load, float]]]) -> Iterator[Row]:
    loads = {server: [load for load, _ in runs] for server, runs in measured.items()}
    cost = {server: statistics.median(1e6 / load.rate for load in runs) for server, runs in loads.items()}
    # On a machine with other work, what a server worked for a request says more than how long that took.
    work = {
        server: statistics.median(1e6 * worked / len(load.latencies) for load, worked in runs)
        for server, runs in measured.items()
    }
    for bar, targets in ((BARE, AGAINST_BARE), (PRISM, AGAINST_PRISM)):
        if bar in cost:
            for what, spent in (("a request", cost), ("work for one", work)):
                ratio = spent[TWIN] / spent[bar] if spent[bar] else 0.0
                yield Row(f"{name}, {what}", bar, spent[bar], 1.0, None)
                yield Row(f"{name}, {what}", f"{TWIN}, beside {bar}", spent[TWIN], ratio, targets.get(name))
    for server, runs in loads.items():
        for share in (50, 99):
            micros = statistics.median(load.percentile(share) for load in runs) * 1e6
            yield Row(f"{name}, p{share} of {CONNECTIONS} callers", server, micros, micros / cost[server], None)


class _Payloads:
    """Requests as bytes, made of the documented examples."""

    def __init__(self) -> None:
        from specwright.twin.creation import load_with_behaviour

        self.service = load_with_behaviour(SPEC)
        self.document = self.service.document
        bodies = {
            operation.name.wire: operation.body.media_types[0].examples
            for operation in self.service.operations
            if operation.body is not None
        }
        order: Any = bodies["createCustomerOrder"]["import"]
        self._order: dict[str, Any] = order["Order"]
        update: Any = copy.deepcopy(bodies["updateCustomerOrder"]["import"])
        for container in update["containers"]:
            for goods in container.get("goods", []):
                # The example's ids are those of another order's goods.
                goods.pop("goodsId", None)
        self.update = json.dumps(update).encode()
        self._number = 0

    def form(self) -> bytes:
        """Write an order as a form; no two of them name the same container."""
        head = b'--b\r\nContent-Disposition: form-data; name="Order"\r\nContent-Type: application/json\r\n\r\n'
        self._number += 1
        order = copy.deepcopy(self._order)
        for container in order["containers"]:
            container["reference"] = _container_number(self._number)
        return head + json.dumps(order).encode() + b"\r\n--b--\r\n"

    def create(self, url: str, credentials: Mapping[str, str]) -> str:
        """Place an order, and give its id."""
        answer = _once(url, _request("POST", "/customer-orders", credentials, self.form(), FORM))
        return _id_in(answer)

    def read(self, url: str, credentials: Mapping[str, str], order: str) -> bytes:
        """Read an order."""
        return _once(url, self.getter(order, credentials)(b"")).partition(b"\r\n\r\n")[2]

    def getter(self, order: str, credentials: Mapping[str, str]) -> Next:
        """Prepare reads of one order."""
        request = _request("GET", f"/customer-orders/{order}", credentials)
        return lambda _answer: request

    def updater(self, order: str, credentials: Mapping[str, str]) -> Next:
        """Prepare updates of one order, each from the version that the one before left."""
        body = self.update

        def make(answer: bytes) -> bytes:
            found = _TAG.search(answer)
            tag = found[1].decode() if found else "*"
            return _request("PUT", f"/customer-orders/{order}", credentials, body, "application/json", tag)

        return make


def _container_number(number: int) -> str:
    """Spell a container number with the check digit that ISO 6346 asks for."""
    text = f"AAAU{number:06d}"
    values = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (value for value in range(10, 39) if value % 11), strict=True))
    total = sum((values[letter] if letter in values else int(letter)) * 2**at for at, letter in enumerate(text))
    return f"{text}{total % 11 % 10}"


def _id_in(answer: bytes) -> str:
    found = _ID.search(answer)
    if found is None:
        raise ValueError(f"no order was placed: {answer[:500]!r}")
    return found[0].decode()


def _request(
    method: str, path: str, credentials: Mapping[str, str], body: bytes = b"", media_type: str = "", tag: str = ""
) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", "accept: application/json"]
    lines += [f"{name}: {value}" for name, value in credentials.items()]
    lines += [f"content-type: {media_type}", f"content-length: {len(body)}"] if body else []
    lines += [f"if-match: {tag}"] if tag else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def _once(url: str, request: bytes) -> bytes:
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(request.replace(b"\r\nhost", b"\r\nconnection: close\r\nhost", 1))
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@contextmanager
def _twin() -> Generator[tuple[_Server, dict[str, str]]]:
    words = [sys.executable, "-m", "specwright", "twin", str(SPEC), "--port", "0", "--format", "json"]
    with _process(words) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        known = ready["credentials"]
        yield (
            _Server(ready["url"], process.pid),
            {
                "authorization": f"Bearer {known['bearerAuth']}",
                "ocp-apim-subscription-key": known["subscriptionKey"],
            },
        )


@contextmanager
def _bare(answer: bytes) -> Generator[_Server]:
    with _process([sys.executable, __file__], content=answer) as process:
        assert process.stdout is not None
        yield _Server(process.stdout.readline().decode().strip(), process.pid)


@contextmanager
def _prism(command: str, document: Any) -> Generator[_Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(document))
        words = [*command.split(), "mock", str(path), "-p", str(port), "--verboseLevel", "silent"]
        with _process(words) as process:
            for _ in range(300):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield _Server(f"http://127.0.0.1:{port}", process.pid)


@contextmanager
def _process(words: list[str], *, content: bytes = b"") -> Generator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(content)
        process.stdin.close()
        yield process
    finally:
        process.terminate()
        process.wait()


def _in_process_rows(payloads: _Payloads) -> Iterator[Row]:
    """Measure calls of the application itself, without HTTP."""
    from specwright.twin.creation import create_twin

    app = create_twin(payloads.service)
    known = app.engine.sample_credentials()
    headers = [
        (b"authorization", f"Bearer {known['bearerAuth']}".encode()),
        (b"ocp-apim-subscription-key", known["subscriptionKey"].encode()),
    ]

    async def measure() -> dict[str, float]:
        media_type = (b"content-type", FORM.encode())
        _, made = await _direct(app, "POST", "/customer-orders", [*headers, media_type], payloads.form())
        path = f"/customer-orders/{_id_in(made[1]['body'])}"
        taken: dict[str, list[float]] = {"GET": [], "PUT": []}
        tag = b"*"
        for method, times in taken.items():
            body = payloads.update if method == "PUT" else b""
            for _ in range(1_000):
                asked = [*headers, (b"content-type", b"application/json"), (b"if-match", tag)]
                seconds, messages = await _direct(app, method, path, asked, body)
                times.append(seconds)
                tag = dict(messages[0]["headers"])[b"etag"]
        return {method: statistics.median(times) * 1e6 for method, times in taken.items()}

    for method, micros in asyncio.run(measure()).items():
        yield Row(f"{method} in process", TWIN, micros, micros / IN_PROCESS_MICROS, 1.0)


async def _direct(
    app: Any, method: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes
) -> tuple[float, list[dict[str, Any]]]:
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [*headers, (b"content-length", b"%d" % len(body))] if body else headers,
        "client": ("127.0.0.1", 1),
    }
    started = time.perf_counter()
    await app(scope, receive, send)
    taken = time.perf_counter() - started
    if messages[0]["status"] >= 300:
        raise ValueError(f"the twin answered {messages!r}")
    return taken, messages


def _serve_bare() -> None:
    """Serve the same JSON from the shortest handler that Starlette knows."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    value = json.loads(sys.stdin.buffer.read())

    async def answer(request: Request) -> JSONResponse:
        if request.method == "PUT":
            await request.json()
        return JSONResponse(value, headers={"etag": '"1"'})

    app = Starlette(routes=[Route("/customer-orders/{order}", answer, methods=["GET", "PUT"])])
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    sys.stdout.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    _serve_bare()

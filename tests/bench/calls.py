"""Turns one fake transport and one loopback server into rows: what a call costs, ours, by hand, and by a peer's client."""

import asyncio
import importlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from urllib.parse import quote

import httpx
import httpx2

from bench.timing import Row, compare
from bench.workbench import Workbench

__all__ = ["fake_rows", "loopback_rows"]

ORDER_ID = "CDE0000000001"
BASE_URL = "http://127.0.0.1"
HAND, OURS, PEER = "by hand: httpx2 + pydantic", "specwright", "openapi-python-client"
HEADERS = {"authorization": "Bearer token", "ocp-apim-subscription-key": "key"}
JSON = {"content-type": "application/json"}
# The list of a union has no target: its items may be of two classes, both are tried, and pydantic decides what that costs.
TARGETS = {"small GET": 0.6, "JSON update from a dict": 0.8, "100 KB answer": 1.05}


class Payloads:
    """What travels: the documented examples, the list repeated up to 100 KB."""

    def __init__(self, bench: Workbench) -> None:
        order = bench.example("CustomerOrder")
        self.small = json.dumps(
            {key: order[key] for key in ("customerOrderId", "type", "status", "customsFlag") if key in order}
        ).encode()
        self.order = json.dumps(order).encode()
        self.update = bench.example("OrderUpdate")
        goods = {"description": "Machine parts", "type": "CT", "quantity": 12, "weight": 180.5, "volume": 1.2}
        container = {**order["container"], "goods": [goods] * (100_000 // len(json.dumps(goods)) + 1)}
        self.long = json.dumps({**order, "container": container}).encode()
        count = 100_000 // len(self.order) + 1
        page = {"total": count, "returned": count, "first": 0, "items": [order] * count}
        self.page = json.dumps(page).encode()
        self.created = json.dumps(bench.example("CreatedOrder")).encode()
        self.placed = bench.example("Order")


class FakeTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers from memory, whichever of the two kinds of client asks."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer at once."""
        return httpx2.Response(200, headers=JSON, content=self._content)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer at once."""
        return httpx2.Response(200, headers=JSON, content=self._content)


class PeerTransport(httpx.BaseTransport):
    """The same for the peer, which stands on httpx."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer at once."""
        return httpx.Response(200, headers=JSON, content=self._content)


class Hand:
    """What a careful person writes for these three calls, and nothing more."""

    def __init__(self, base_url: str, content: bytes | None) -> None:
        # Generated into the workbench, so that no checker finds it.
        self.models: Any = importlib.import_module("plain_models")
        transport = FakeTransport(content) if content is not None else None
        self.sync = httpx2.Client(base_url=base_url, headers=HEADERS, transport=transport)
        self.asynchronous = httpx2.AsyncClient(base_url=base_url, headers=HEADERS, transport=transport)

    def get(self) -> Any:
        """Read an order."""
        response = self.sync.get(f"/customer-orders/{quote(ORDER_ID, safe='')}")
        response.raise_for_status()
        return self.models.CustomerOrder.model_validate_json(response.content)

    def update(self, payload: dict[str, Any]) -> Any:
        """Validate, send and read an order."""
        body = self.models.OrderUpdate.model_validate(payload)
        response = self.sync.put(
            f"/customer-orders/{quote(ORDER_ID, safe='')}",
            content=body.model_dump_json(by_alias=True, exclude_unset=True),
            headers={"content-type": "application/json", "if-match": '"1"'},
        )
        response.raise_for_status()
        return self.models.CustomerOrder.model_validate_json(response.content)

    def page(self) -> Any:
        """Read a long list."""
        response = self.sync.get("/customer-orders", params={"limit": 50})
        response.raise_for_status()
        return self.models.CustomerOrderPage.model_validate_json(response.content)

    def create(self, payload: dict[str, Any]) -> Any:
        """Send an order and one document as multipart."""
        body = self.models.Order.model_validate(payload).model_dump_json(by_alias=True, exclude_unset=True)
        files = [("Order", (None, body, "application/json")), ("Files", ("a.pdf", b"%PDF" * 256, "application/pdf"))]
        response = self.sync.post("/customer-orders", files=files)
        response.raise_for_status()
        return self.models.CreatedOrder.model_validate_json(response.content)

    async def aget(self) -> Any:
        """Read an order."""
        response = await self.asynchronous.get(f"/customer-orders/{quote(ORDER_ID, safe='')}")
        response.raise_for_status()
        return self.models.CustomerOrder.model_validate_json(response.content)

    async def aupdate(self, payload: dict[str, Any]) -> Any:
        """Validate, send and read an order."""
        body = self.models.OrderUpdate.model_validate(payload)
        response = await self.asynchronous.put(
            f"/customer-orders/{quote(ORDER_ID, safe='')}",
            content=body.model_dump_json(by_alias=True, exclude_unset=True),
            headers={"content-type": "application/json", "if-match": '"1"'},
        )
        response.raise_for_status()
        return self.models.CustomerOrder.model_validate_json(response.content)

    async def apage(self) -> Any:
        """Read a long list."""
        response = await self.asynchronous.get("/customer-orders", params={"limit": 50})
        response.raise_for_status()
        return self.models.CustomerOrderPage.model_validate_json(response.content)


def fake_rows(payloads: Payloads, *, rounds: int, calls: int) -> Iterator[Row]:
    """Measure sync and async calls on a transport that answers at once."""
    yield from _sync_rows(payloads, rounds=rounds, calls=calls)
    yield from _async_rows(payloads, rounds=rounds, calls=calls)


def _sync_rows(payloads: Payloads, *, rounds: int, calls: int) -> Iterator[Row]:
    import soget_client

    def ours(content: bytes) -> Any:
        return soget_client.SogetClient(
            access_token="token", subscription_key="key", base_url=BASE_URL, transport=FakeTransport(content)
        ).customer_orders

    peer = _Peer
    small, order = ours(payloads.small), ours(payloads.order)
    long, page = ours(payloads.long), ours(payloads.page)
    hands = {
        c: Hand(BASE_URL, c) for c in (payloads.small, payloads.order, payloads.long, payloads.page, payloads.created)
    }
    peers = {c: peer(BASE_URL, c) for c in hands}
    yield from _row(
        "small GET", hands[payloads.small].get, lambda: small.get(ORDER_ID), peers[payloads.small].get, rounds, calls
    )
    yield from _row(
        "JSON update from a dict",
        lambda: hands[payloads.order].update(payloads.update),
        lambda: order.update(ORDER_ID, body=payloads.update, if_match='"1"'),
        lambda: peers[payloads.order].update(payloads.update),
        rounds,
        calls // 2,
    )
    yield from _row(
        "100 KB answer",
        hands[payloads.long].get,
        lambda: long.get(ORDER_ID),
        peers[payloads.long].get,
        rounds,
        calls // 20,
    )
    yield from _row(
        "100 KB list of a union",
        hands[payloads.page].page,
        lambda: page.list(limit=50),
        peers[payloads.page].page,
        rounds,
        calls // 50,
    )
    yield from _multipart_rows(payloads, hands[payloads.created], ours(payloads.created), rounds=rounds, calls=calls)


def _multipart_rows(payloads: Payloads, hand: Hand, ours: Any, *, rounds: int, calls: int) -> list[Row]:
    files = [("a.pdf", b"%PDF" * 256, "application/pdf")]
    return _row(
        "multipart create",
        lambda: hand.create(payloads.placed),
        lambda: ours.create(order=payloads.placed, files=files),
        None,
        rounds,
        calls // 2,
    )


def _async_rows(payloads: Payloads, *, rounds: int, calls: int) -> Iterator[Row]:
    import soget_client

    def ours(content: bytes) -> Any:
        return soget_client.AsyncSogetClient(
            access_token="token", subscription_key="key", base_url=BASE_URL, transport=FakeTransport(content)
        ).customer_orders

    small, order = ours(payloads.small), ours(payloads.order)
    long, page = ours(payloads.long), ours(payloads.page)
    hands = {c: Hand(BASE_URL, c) for c in (payloads.small, payloads.order, payloads.long, payloads.page)}

    def repeated(call: Callable[[], Any]) -> Callable[[int], None]:
        async def run(count: int) -> None:
            for _ in range(count):
                await call()

        return lambda count: asyncio.run(run(count))

    rows: list[tuple[str, Callable[[], Any], Callable[[], Any], int]] = [
        ("small GET", hands[payloads.small].aget, lambda: small.get(ORDER_ID), calls),
        (
            "JSON update from a dict",
            lambda: hands[payloads.order].aupdate(payloads.update),
            lambda: order.update(ORDER_ID, body=payloads.update, if_match='"1"'),
            calls // 2,
        ),
        ("100 KB answer", hands[payloads.long].aget, lambda: long.get(ORDER_ID), calls // 20),
        ("100 KB list of a union", hands[payloads.page].apage, lambda: page.list(limit=50), calls // 50),
    ]
    for name, by_hand, by_us, count in rows:
        subjects = {HAND: repeated(by_hand), OURS: repeated(by_us)}
        bars = {OURS: TARGETS[name]} if name in TARGETS else {}
        yield from compare(f"{name}, async", subjects, bars, rounds=rounds, calls=count)


def _row(
    name: str, hand: Callable[[], Any], ours: Callable[[], Any], peer: Callable[[], Any] | None, rounds: int, calls: int
) -> list[Row]:
    subjects = {HAND: _repeated(hand), OURS: _repeated(ours)} | ({PEER: _repeated(peer)} if peer else {})
    bar = next((target for key, target in TARGETS.items() if name.startswith(key)), None)
    if "loopback" in name and bar is not None:
        bar = 1.0
    return compare(name, subjects, {} if bar is None else {OURS: bar}, rounds=rounds, calls=calls)


def _repeated(call: Callable[[], Any]) -> Callable[[int], None]:
    def run(count: int) -> None:
        for _ in range(count):
            call()

    return run


class _Peer:
    """The same calls through the peer's generated functions."""

    def __init__(self, base_url: str, content: bytes | None) -> None:
        # Generated into the workbench, so that no checker finds it.
        client_class: Any = importlib.import_module("peer_client").AuthenticatedClient
        arguments = {} if content is None else {"transport": PeerTransport(content)}
        operations = "peer_client.api.customer_orders"
        self._get: Any = importlib.import_module(f"{operations}.get_customer_order")
        self._update: Any = importlib.import_module(f"{operations}.update_customer_order")
        self._list: Any = importlib.import_module(f"{operations}.list_customer_orders")
        self._body: Any = importlib.import_module("peer_client.models").OrderUpdate
        self._client: Any = client_class(base_url=base_url, token="token", headers=HEADERS, httpx_args=arguments)

    def get(self) -> Any:
        """Read an order."""
        return self._get.sync(ORDER_ID, client=self._client)

    def update(self, payload: dict[str, Any]) -> Any:
        """Send and read an order."""
        body = self._body.from_dict(payload)
        return self._update.sync(ORDER_ID, client=self._client, body=body, if_match='"1"')

    def page(self) -> Any:
        """Read a long list."""
        return self._list.sync(client=self._client, limit=50)


def loopback_rows(payloads: Payloads, *, rounds: int, calls: int) -> Iterator[Row]:
    """Measure the same calls over loopback HTTP with keep-alive, in wall-clock time."""
    import soget_client

    for name, content in (
        ("small GET", payloads.small),
        ("JSON update from a dict", payloads.order),
        ("100 KB answer", payloads.long),
        ("100 KB list of a union", payloads.page),
    ):
        with _server(content) as url:
            hand, peer = Hand(url, None), _Peer(url, None)
            with soget_client.SogetClient(access_token="token", subscription_key="key", base_url=url) as client:
                orders = client.customer_orders
                trio: dict[str, tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]] = {
                    "small GET": (hand.get, partial(orders.get, ORDER_ID), peer.get),
                    "JSON update from a dict": (
                        partial(hand.update, payloads.update),
                        partial(orders.update, ORDER_ID, body=payloads.update, if_match='"1"'),
                        partial(peer.update, payloads.update),
                    ),
                    "100 KB answer": (hand.get, partial(orders.get, ORDER_ID), peer.get),
                    "100 KB list of a union": (hand.page, partial(orders.list, limit=50), peer.page),
                }
                count = calls if not name.startswith("100 KB") else calls // 10
                yield from _row(f"{name}, loopback", *trio[name], rounds, count)


@contextmanager
def _server(content: bytes) -> Generator[str]:
    """Serve one body to every request, from a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, __file__, str(port)], stdin=subprocess.PIPE)
    try:
        assert process.stdin is not None
        process.stdin.write(content)
        process.stdin.close()
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _serve(port: int, content: bytes) -> None:
    import uvicorn

    async def application(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        length = str(len(content)).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    uvicorn.run(application, host="127.0.0.1", port=port, log_level="critical", access_log=False, lifespan="off")


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.stdin.buffer.read())

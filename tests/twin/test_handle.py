"""A test holds a twin in its hands: in process and over a port, with a view behind it and a way back to its start."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest

from specwright.twin import create_twin
from specwright.twin.handle import IN_PROCESS, AdminRefusalError, TwinHandle
from specwright.twin.in_process import InProcessTransport

KIOSK: Final = Path(__file__).parent / "edge" / "kiosk.yaml"
HEADERS: Final = {"Authorization": "Bearer ada-secret-token", "X-Kiosk-Key": "kiosk-secret-key"}
PAPER: Final = {"title": "Courant", "price": 1.5}


@pytest.fixture
def kiosk() -> Iterator[TwinHandle]:
    """Give the twin of a small API with behaviour of its own."""
    with TwinHandle(create_twin(KIOSK, seed=1)) as handle:
        yield handle


def client_of(kiosk: TwinHandle, **options: Any) -> httpx2.Client:
    """Make an HTTP client that calls the twin in process."""
    return httpx2.Client(base_url=IN_PROCESS, headers=HEADERS, transport=kiosk.transport, **options)


def test_what_is_stored_in_process_is_read_over_the_port(kiosk: TwinHandle) -> None:
    """Synchronous and asynchronous clients in process, and any client over the port, see one state."""
    with client_of(kiosk) as client:
        made = client.post("/papers", json=PAPER)
        inside = client.get("/papers/P001")

    async def read() -> httpx2.Response:
        transport = kiosk.async_transport
        async with httpx2.AsyncClient(base_url=IN_PROCESS, headers=HEADERS, transport=transport) as client:
            return await client.get("/papers/P001")

    outside = httpx2.get(f"{kiosk.url}/papers/P001", headers=HEADERS, trust_env=False)

    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    assert inside.json() == asyncio.run(read()).json() == outside.json() == {"id": "P001", **PAPER, "status": "New"}
    assert kiosk.url.startswith("http://127.0.0.1:")


def test_nobody_listens_before_and_after(kiosk: TwinHandle) -> None:
    """A port is opened on first use, stays the same, and is closed with the handle."""
    url = kiosk.url
    assert kiosk.url == url
    kiosk.close()

    with pytest.raises(httpx2.ConnectError):
        httpx2.get(f"{url}/papers", trust_env=False)


def test_a_reset_leads_back_to_the_start(kiosk: TwinHandle) -> None:
    """Documents, counters, clock, faults and journal are as they were; the same calls give the same answers."""
    seen: list[Any] = []
    for _ in range(2):
        with client_of(kiosk) as client:
            seen.append([client.post("/papers", json=PAPER).json(), kiosk.clock.now, len(kiosk.journal)])
        kiosk.clock.advance(timedelta(days=1))
        kiosk.put_faults({"operation": "addPaper", "fault": "close"})
        kiosk.reset()

    assert seen[0] == seen[1]
    assert seen[0][2] == 1
    assert kiosk.documents("paper") == []
    assert kiosk.journal == []


def test_moves_are_made_and_refused(kiosk: TwinHandle) -> None:
    """A move gives the document as it is then; one that is not possible, and one that does not exist, raise with the reason."""
    with client_of(kiosk) as client:
        client.post("/papers", json=PAPER)

        assert kiosk.move("paper", "P001", "sell")["status"] == "Sold"
        assert client.get("/papers/P001").json()["status"] == "Sold"
    assert [document["status"] for document in kiosk.documents("paper")] == ["Sold"]
    for arguments, status in (
        (("paper", "P001", "sell"), 409),
        (("paper", "P/2", "sell"), 404),
        (("x", "y", "z"), 404),
    ):
        with pytest.raises(AdminRefusalError) as caught:
            kiosk.move(*arguments)
        assert caught.value.status == status
        assert caught.value.reason


def test_the_clock_is_the_twins(kiosk: TwinHandle) -> None:
    """With a seed time begins at a fixed moment; it can be moved, set and stopped, and tokens end by it."""
    assert kiosk.clock.now == datetime(2026, 1, 1, tzinfo=UTC)
    kiosk.clock.advance(90)
    assert kiosk.clock.now == datetime(2026, 1, 1, 0, 1, 30, tzinfo=UTC)
    kiosk.clock.set(datetime(2027, 5, 6, tzinfo=UTC))
    kiosk.clock.freeze()
    with client_of(kiosk) as client:
        client.post("/papers", json=PAPER)
    assert kiosk.clock.now == datetime(2027, 5, 6, tzinfo=UTC)
    with pytest.raises(AdminRefusalError, match="date-time"):
        kiosk.clock.set(datetime(2027, 5, 6))  # noqa: DTZ001 - what is refused


def test_journal_and_coverage_tell_what_happened(kiosk: TwinHandle) -> None:
    """The journal has the calls in order, without secrets; the coverage what was provoked, by operation and status."""
    with client_of(kiosk) as client:
        client.post("/papers", json=PAPER)
        client.get("/papers/P404")

    assert [(call["operation"], call["status"]) for call in kiosk.journal] == [("addPaper", 201), ("getPaper", 404)]
    assert "secret" not in str(kiosk.journal)
    provoked = [(outcome["operation"], outcome["status"]) for outcome in kiosk.coverage["provoked"]]
    assert provoked == [("addPaper", 201), ("getPaper", 404)]


@pytest.mark.parametrize("has_async_client", [False, True])
@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ({"fault": "reset"}, httpx2.ReadError),
        ({"fault": "truncate"}, httpx2.ReadError),
        ({"latency": 30}, httpx2.ReadTimeout),
    ],
)
def test_broken_connections_and_latencies_are_those_of_a_network(
    kiosk: TwinHandle, rule: dict[str, Any], kind: type[Exception], *, has_async_client: bool
) -> None:
    """In process a client meets the same exceptions as over a port, and waits no longer than it was told to."""
    kiosk.put_faults({"operation": "listPapers", **rule})

    def read() -> None:
        with client_of(kiosk, timeout=0.05) as client:
            client.get("/papers")

    async def read_async() -> None:
        transport = kiosk.async_transport
        async with httpx2.AsyncClient(
            base_url=IN_PROCESS, headers=HEADERS, transport=transport, timeout=0.05
        ) as client:
            await client.get("/papers")

    with pytest.raises(kind):
        asyncio.run(read_async()) if has_async_client else read()
    kiosk.put_faults()
    with client_of(kiosk) as client:
        assert client.get("/papers").status_code == 200


def test_a_wrong_fault_is_told(kiosk: TwinHandle) -> None:
    """A plan that is none raises with the reason."""
    with pytest.raises(AdminRefusalError, match="latency"):
        kiosk.put_faults({"latency": "long"})


def test_a_synchronous_client_works_where_an_event_loop_runs(kiosk: TwinHandle) -> None:
    """A coroutine that calls a synchronous program gets its answer: the twin has a loop of its own."""

    async def call() -> int:
        with client_of(kiosk) as client:
            return client.get("/papers").status_code

    assert asyncio.run(call()) == 200


def test_an_upload_in_pieces_arrives_whole(kiosk: TwinHandle) -> None:
    """A body without a length, as a stream has none, is read to its end."""

    def pieces() -> Iterator[bytes]:
        yield b'{"title": '
        yield b'"Courant"}'

    with client_of(kiosk) as client:
        made = client.post("/papers", content=pieces(), headers={"Content-Type": "application/json"})

    assert made.json()["title"] == "Courant"


def test_an_application_that_says_nothing_is_a_protocol_error() -> None:
    """Without an answer a client gets an exception of its transport, never an empty success."""

    async def silent(_scope: Any, _receive: Any, _send: Any) -> None:
        await asyncio.sleep(0)

    transport = InProcessTransport(silent)
    with httpx2.Client(transport=transport) as client, pytest.raises(httpx2.RemoteProtocolError):
        client.get(IN_PROCESS)
    transport.stop()


def test_sample_credentials_become_arguments(kiosk: TwinHandle) -> None:
    """Each scheme's sample is what the twin takes; a scheme that the client does not know is left out."""
    assert dict(kiosk.sample_credentials) == {"bearer": "ada-secret-token", "key": "kiosk-secret-key"}
    assert kiosk.arguments({"key": ["api_key"], "other": ["x"]}) == {"api_key": "kiosk-secret-key"}
    # No base64 of a name and a password, so any pair will do.
    assert kiosk.arguments({"key": ["user", "password"]}) == {"user": "sample", "password": "kiosk-secret-key"}

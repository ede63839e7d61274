"""Holds that the example on the first page runs, word for word, against a server on this machine."""

import contextlib
import io
import json
import re
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[1]
README: Final = ROOT / "README.md"


class Service(ThreadingHTTPServer):
    """A server that gives prepared answers in order and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, *answers: tuple[int, object]) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers = list(answers)
        self.asked: list[tuple[str, str, bytes]] = []

    @property
    def url(self) -> str:
        """Say where the server listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    """Answer a request with the next prepared answer."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        """Keep the request, then send what is prepared."""
        assert isinstance(self.server, Service)
        body = self._body()
        self.server.asked.append((self.command, self.path, body))
        status, content = self.server.answers.pop(0)
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = answer  # noqa: N815 - the names that the standard library looks for

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks: list[bytes] = []
        while size := int(self.rfile.readline(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)


@contextlib.contextmanager
def serving(*answers: tuple[int, object]) -> Generator[Service]:
    """Run a server for the length of a block."""
    with Service(*answers) as service:
        thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            service.shutdown()
            thread.join()


def run_example(url: str) -> str:
    """Run the README's example against another address, and give what it printed."""
    (example,) = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    pointed = example.replace("SogetClient(access", f"SogetClient(base_url={url!r}, access")
    pointed = pointed.replace("…", "secret")
    assert url in pointed
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(pointed, "README.md", "exec"), {})  # noqa: S102 - our own page
    return printed.getvalue()


@pytest.fixture(autouse=True)
def _documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the files that the example reads where it looks for them."""
    examples = yaml.safe_load((ROOT / "specs" / "soget" / "examples" / "orders.yaml").read_text("utf-8"))
    (tmp_path / "order.json").write_text(json.dumps(examples["createImport"]["value"]["Order"], default=str), "utf-8")
    (tmp_path / "bill-of-lading.pdf").write_bytes(b"%PDF-1.7 bill of lading")
    monkeypatch.chdir(tmp_path)


def test_the_readmes_example_places_and_reads_an_order() -> None:
    """The example sends the order with its document, and prints the status of what it placed."""
    with serving((200, {"id": "CDE0000000001"}), (200, {"id": "CDE0000000001", "status": "Submitted"})) as service:
        printed = run_example(service.url)

    methods = [(method, path.rpartition("/customer-orders")[2]) for method, path, _ in service.asked]
    assert methods == [("POST", ""), ("GET", "/CDE0000000001")]
    assert b'"customsFlag"' in service.asked[0][2]
    assert b"%PDF-1.7 bill of lading" in service.asked[0][2]
    assert "Submitted" in printed


def test_the_readmes_example_catches_a_documented_code() -> None:
    """The class that the example names is what the vendor's code raises."""
    with serving((400, {"code": "WRONG_EVENT_DATE_ORDER", "message": "out of order"})) as service:
        printed = run_example(service.url)

    assert printed.split(maxsplit=1)[0] == "400"
    assert "out of order" in printed

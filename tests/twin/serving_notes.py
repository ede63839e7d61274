"""Serves a small description from a store with `specwright twin`, and calls it without any client of ours."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

NOTES: Final = Path(__file__).parent / "stores" / "notes.yaml"


class Served:
    """A running twin: its address, and its processes."""

    def __init__(self, store: str, *, workers: int, port: int = 0) -> None:
        command = [sys.executable, "-m", "specwright", "twin", str(NOTES), "--port", str(port), "--format", "json"]
        self._process = subprocess.Popen(
            [*command, "--store", store, "--workers", str(workers)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            text=True,
            # A group of its own can be killed as a whole.
            start_new_session=True,
        )
        with_output = self._process.stdout
        line = with_output.readline() if with_output is not None else ""
        if not line:
            raise RuntimeError("the twin did not start")
        self.url = str(json.loads(line)["url"])

    @property
    def workers(self) -> list[int]:
        """List the processes that answer, where there are several."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
        return [int(child) for child in children if b"spawn_main" in _command_line(int(child))]

    def stop(self) -> None:
        """End it in order."""
        self._end(self._process.terminate)

    def kill(self) -> None:
        """End all its processes with no time for last words."""
        self._end(lambda: os.killpg(self._process.pid, signal.SIGKILL))

    def _end(self, end: Any) -> None:
        with self._process:
            end()


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def twin(store: str, *, workers: int) -> Generator[str]:
    """Serve the notes from a store, and give the address."""
    served = Served(store, workers=workers)
    try:
        yield served.url
    finally:
        served.stop()


def ask(url: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], Any]:
    """Make one call on a connection of its own, so that any worker may take it."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        sent = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        connection.request(method, path, json.dumps(body) if body is not None else None, sent)
        response = connection.getresponse()
        content = response.read()
        told = {name.lower(): value for name, value in response.getheaders()}
        return response.status, told, json.loads(content) if content else None
    finally:
        connection.close()

"""Drives Debian's Chromium without a window, through the pipe of its debugging protocol."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

__all__ = ["MISSING", "Browser", "find_chromium", "running_browser"]

MISSING: Final = "Chromium is not installed here (Debian: apt-get install chromium)"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_SECONDS: Final = 60.0


def find_chromium() -> str | None:
    """Find the program, if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class Browser:
    """One tab; whatever pages log or throw is kept in ``told``."""

    def __init__(self, process: "subprocess.Popen[bytes]", orders: int, answers: int) -> None:
        self._process = process
        self._orders = orders
        self._answers = answers
        self._number = 0
        self._rest = b""
        self._session = ""
        self.told: list[str] = []
        self._loaded: set[str] = set()
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._do(f"{domain}.enable")
        self._do("Page.setLifecycleEventsEnabled", enabled=True)

    def size(self, width: int, height: int, *, is_dark: bool = False) -> None:
        """Choose how large the window is, and whether the reader's system is dark."""
        phone = width < 600
        self._do(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self._do("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, url: str) -> None:
        """Open an address and wait until it is there."""
        frame = self._do("Page.navigate", url=url)
        assert not frame.get("errorText"), frame
        self._await_load(frame["loaderId"])

    def click(self, selector: str) -> None:
        """Click an element that leads to another page, and wait until that is there."""
        before = self._loader()
        self.ask(f"document.querySelector({json.dumps(selector)}).click()")
        deadline = time.monotonic() + _SECONDS
        while self._loader() == before:
            assert time.monotonic() < deadline, f"nothing came of {selector}"
            time.sleep(0.02)
        self._await_load(self._loader())

    def ask(self, expression: str) -> Any:
        """Work out an expression in the page, as its own developer could."""
        found = self._do("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def screenshot(self, path: Path) -> None:
        """Take a picture of the whole page."""
        picture = self._do("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(picture["data"]))

    def _loader(self) -> str:
        loader: str = self._do("Page.getFrameTree")["frameTree"]["frame"]["loaderId"]
        return loader

    def _await_load(self, loader: str) -> None:
        while loader not in self._loaded:
            self._hear()

    def _do(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        order: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        content = json.dumps(order).encode() + b"\0"
        while content:
            content = content[os.write(self._orders, content) :]
        while True:
            message = self._hear()
            if message.get("id") == self._number:
                assert "error" not in message, (method, message["error"])
                return message["result"]

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._answers, 1 << 16)
            assert piece, "the browser has gone"
            self._rest += piece
        content, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(content)
        inner = message.get("params", {})
        match message.get("method"):
            case "Page.lifecycleEvent" if inner["name"] == "load":
                self._loaded.add(inner["loaderId"])
            case "Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Page.javascriptDialogOpening":
                self.told.append(json.dumps(inner)[:500])
            case "Log.entryAdded":
                self.told.append(inner["entry"]["text"][:500])
            case _:
                pass
        return message


@contextmanager
def running_browser() -> Generator[Browser]:
    """Run Chromium for as long as it is needed."""
    program = find_chromium()
    if program is None:
        raise RuntimeError(MISSING)
    # It reads orders from 3 and answers on 4.
    orders, answers = os.pipe(), os.pipe()
    folder = tempfile.mkdtemp(prefix="chromium-")
    script = 'exec "$0" "$@" 3<&"$IN" 4>&"$OUT"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", script, program, *_FLAGS, f"--user-data-dir={folder}", "about:blank"],
        pass_fds=(orders[0], answers[1]),
        env={**os.environ, "IN": str(orders[0]), "OUT": str(answers[1]), "HOME": folder},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(orders[0])
    os.close(answers[1])
    try:
        yield Browser(process, orders[1], answers[0])
    finally:
        os.close(orders[1])
        os.close(answers[0])
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)

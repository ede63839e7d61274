"""A server for ferry.yaml that reads its requests from a socket by itself, with faults that can be switched on."""

import asyncio
import datetime as dt
import json
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qs

__all__ = ["FAULTS", "KEY", "serve_ferry"]

KEY: Final = "ferry-key"
# So that a type checker does not take what is inside for unknown.
OBJECT: Final[Any] = dict
ARRAY: Final[Any] = list
# Each fault, and all causes of failure that it has.
FAULTS: Final[dict[str, set[str]]] = {
    "any-day": {"findCrossings accepts what format at query /day refuses"},
    "ten-cars": {"findCrossings accepts what maximum at query /cars refuses"},
    "not-counted": {"findCrossings 200: the header X-Count is missing"},
    "no-children": {"quote refuses what is acceptable with 400"},
    "dogs-twice": {"quote accepts what uniqueItems at body /dogs refuses"},
    "hangs-up": {"quote: no answer"},
    "price-of-none": {"quote 200: the body breaks minimum at /cents"},
}
_KNOWN: Final = {"/crossings": "GET", "/quotes": "POST"}
_MEMBERS: Final = {"adults", "children", "returns", "dogs"}


class _Ferry:
    def __init__(self, fault: str) -> None:
        self._fault = fault

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of a connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").rstrip().split("\r\n")
                method, target, _ = first.split(" ")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                content = await reader.readexactly(int(headers.get("content-length", "0")))
                answer = self._answer(method, target, headers, content)
                if answer is None:
                    break
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    def _answer(self, method: str, target: str, headers: dict[str, str], content: bytes) -> bytes | None:
        path, _, text = target.partition("?")
        query = parse_qs(text, keep_blank_values=True)
        if path not in _KNOWN:
            return _told(404)
        if method != _KNOWN[path]:
            return _told(405, f"Allow: {_KNOWN[path]}")
        if query.get("key") != [KEY]:
            return _told(403)
        return self._find(query) if path == "/crossings" else self._quote(headers, content)

    def _find(self, query: dict[str, list[str]]) -> bytes:
        day, cars = query.get("day", [""])[-1], query.get("cars", ["0"])[-1]
        is_day = bool(day) if self._fault == "any-day" else _is_day(day)
        if not is_day or not re.fullmatch("[0-9]|10" if self._fault == "ten-cars" else "[0-9]", cars, re.ASCII):
            return _told(400)
        # A fault that is to be seen alone must not show in the answer as well.
        found = [] if self._fault in {"any-day", "ten-cars"} else [{"day": day, "free": 9 - int(cars)}]
        counted = () if self._fault == "not-counted" else (f"X-Count: {len(found)}",)
        return _told(200, *counted, value=found)

    def _quote(self, headers: dict[str, str], content: bytes) -> bytes | None:
        kind = headers.get("content-type", "").replace(" ", "").lower()
        if kind.split(";")[0] != "application/json" or ("charset" in kind and "utf-8" not in kind):
            return _told(415)
        try:
            party: Any = json.loads(content.decode())
        except ValueError:
            return _told(400)
        if not isinstance(party, OBJECT) or "adults" not in party or party.keys() - _MEMBERS:
            return _told(400)
        least = 1 if self._fault == "no-children" else 0
        if not _is_count(party["adults"], 1) or not _is_count(party.get("children", 1), least):
            return _told(400)
        if not _is_day(party.get("returns", "2026-01-01")) or not self._are_dogs(party.get("dogs", [])):
            return _told(400)
        if self._fault == "hangs-up" and party["adults"] == 12:
            return None
        cents = 900 * int(party["adults"]) + 400 * int(party.get("children", 0))
        return _told(200, value={"cents": 0 if self._fault == "price-of-none" and "dogs" in party else cents})

    def _are_dogs(self, dogs: Any) -> bool:
        if not isinstance(dogs, ARRAY) or len(dogs) > 2 or not all(isinstance(dog, str) and dog for dog in dogs):
            return False
        return len(set(dogs)) == len(dogs) or self._fault == "dogs-twice"


def _is_count(value: Any, least: int) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and value == int(value) and least <= value <= 12


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _told(status: int, *headers: str, value: Any = None) -> bytes:
    body = b"" if value is None else json.dumps(value).encode()
    kind = () if value is None else ("Content-Type: application/json",)
    lines = (f"HTTP/1.1 {status} told", *headers, *kind, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode("latin-1") + body


@contextmanager
def serve_ferry(fault: str = "") -> Generator[str]:
    """Serve it on a port of this machine."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(_Ferry(fault).serve, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
            loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

"""A server for kiosk.yaml on the standard library's HTTP server, with faults that can be switched on one by one."""

import json
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

__all__ = ["FAULTS", "TOKEN", "serve_kiosk"]

TOKEN: Final = "kiosk-token"
# So that a type checker does not take what is inside for unknown.
OBJECT: Final[Any] = dict
# Each fault, and all causes of failure that it has.
FAULTS: Final = {
    "one-step-too-long": {"buyTicket accepts what maximum at body /minutes refuses"},
    "any-minutes": {"buyTicket accepts what multipleOf at body /minutes refuses"},
    "small-letters": {"buyTicket accepts what pattern at body /plate refuses"},
    "truthy": {
        "buyTicket accepts what type at body /isElectric refuses",
        "buyTicket 201: the body breaks type at /isElectric",
        "listTickets 200: the body breaks type at /*/isElectric",
    },
    "zone-unread": {"listTickets accepts what enum at query /zone refuses"},
    "number-as-text": {
        "buyTicket 201: the body breaks type at /number",
        "getTicket 200: the body breaks type at /number",
        "listTickets 200: the body breaks type at /*/number",
    },
    "fails-over-none": {"getTicket: status 500", "getTicket answers 500 instead of 404"},
    "numbers-again": {"getTicket tells something else than what should be there at /isElectric"},
    "any-token": {
        f"{name} accepts an unknown credential for token"
        for name in ("listTickets", "buyTicket", "getTicket", "returnTicket")
    },
}
_PLATE: Final = r"[A-Z]{2}-[0-9]{3,5}"
_ZONES: Final = {"A", "B", "C"}


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Kiosk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave together; else the second waits for the first to be acknowledged.
    wbufsize = -1
    fault: str
    sold: dict[int, dict[str, Any]]
    ever: list[int]

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def do_DELETE(self) -> None:
        self._answer(self._delete)

    def do_PUT(self) -> None:
        self._answer(self._delete)

    do_PATCH = do_OPTIONS = do_TRACE = do_PUT  # noqa: N815 - names that the base class looks for

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _answer(self, act: Any) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        try:
            self._let_in()
            status, value = act(content)
        except _RefusedError as error:
            status, value = error.status, {"error": {"text": "no"}}
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if value is not None:
            self.send_header("Content-Type", "application/json")
        if status == 405:
            self.send_header("Allow", ", ".join(self._allowed()))
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _allowed(self) -> tuple[str, ...]:
        return ("GET", "POST") if self.path.partition("?")[0] == "/tickets" else ("DELETE", "GET")

    def _let_in(self) -> None:
        if self.command not in self._allowed():
            raise _RefusedError(405)
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token or (token != TOKEN and self.fault != "any-token"):
            raise _RefusedError(401)

    def _get(self, _content: bytes) -> tuple[int, Any]:
        parts = urlsplit(self.path)
        if parts.path == "/tickets":
            return 200, self._listed(parse_qs(parts.query, keep_blank_values=True))
        number = self._number(parts.path)
        if number not in self.sold:
            raise _RefusedError(500 if self.fault == "fails-over-none" else 404)
        return 200, self.sold[number]

    def _post(self, content: bytes) -> tuple[int, Any]:
        kind = self.headers.get("Content-Type", "").replace(" ", "").lower()
        if kind.split(";")[0] != "application/json" or ("charset" in kind and "utf-8" not in kind):
            raise _RefusedError(415)
        try:
            ticket = json.loads(content.decode())
        except ValueError:
            raise _RefusedError(400) from None
        if not self._is_ticket(ticket):
            raise _RefusedError(400)
        numbers = self.sold if self.fault == "numbers-again" else self.ever
        number = len(numbers) + 1
        self.ever.append(number)
        shown: Any = str(number) if self.fault == "number-as-text" else number
        self.sold[number] = {"number": shown, **ticket}
        return 201, self.sold[number]

    def _delete(self, _content: bytes) -> tuple[int, Any]:
        number = self._number(self.path)
        if number not in self.sold or not self.sold[number]:
            raise _RefusedError(404)
        del self.sold[number]
        return 204, None

    def _number(self, path: str) -> int:
        text = path.rpartition("/")[2]
        if not re.fullmatch(r"[1-9][0-9]*", text):
            raise _RefusedError(400)
        return int(text)

    def _is_ticket(self, ticket: Any) -> bool:
        known = {"plate", "minutes", "zone", "isElectric"}
        if not isinstance(ticket, OBJECT) or not {"plate", "minutes", "zone"} <= ticket.keys() <= known:
            return False
        plate, minutes, zone = ticket["plate"], ticket["minutes"], ticket["zone"]
        flags = re.IGNORECASE if self.fault == "small-letters" else 0
        if not isinstance(plate, str) or not re.fullmatch(_PLATE, plate, flags | re.ASCII):
            return False
        if isinstance(minutes, bool) or not isinstance(minutes, (int, float)) or minutes != int(minutes):
            return False
        most = 245 if self.fault == "one-step-too-long" else 240
        if not 5 <= minutes <= most or (minutes % 5 and self.fault != "any-minutes"):
            return False
        if not isinstance(zone, str) or zone not in _ZONES:
            return False
        electric = ticket.get("isElectric", False)
        return isinstance(electric, bool) or (self.fault == "truthy" and electric is not None)

    def _listed(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        zone = query.get("zone", [""])[-1]
        if "zone" in query and zone not in _ZONES and self.fault != "zone-unread":
            raise _RefusedError(400)
        first = query.get("first", ["0"])[-1]
        if not re.fullmatch(r"0|[1-9][0-9]?", first, re.ASCII):
            raise _RefusedError(400)
        return [ticket for ticket in self.sold.values() if ticket["zone"] == zone or not zone][int(first) :]


@contextmanager
def serve_kiosk(fault: str = "") -> Generator[str]:
    """Serve it on a port of this machine."""
    handler = type("Kiosk", (_Kiosk,), {"fault": fault, "sold": {}, "ever": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()

"""Turns requests below ``/__twin/`` into looks at the twin's state and changes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn, TypeAlias
from urllib.parse import parse_qs, unquote

from specwright.model.types import Json
from specwright.twin.calls import Refusal
from specwright.twin.edge.admin_views import Views
from specwright.twin.edge.encoding import json_bytes
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.fault_plan import PlanError
from specwright.twin.edge.json_reading import JsonError, read_json
from specwright.twin.edge.limits import LimitError
from specwright.twin.edge.settings import Settings
from specwright.twin.edge.times import nanoseconds_of
from specwright.twin.engine import Engine
from specwright.twin.negotiation import essence

__all__ = ["Admin", "AdminError", "admin_reply"]

PREFIX: Final = "/__twin/"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MOST_LISTED: Final = 1_000

Handler: TypeAlias = "Callable[[Admin, Exchange, Mapping[str, str]], Json]"


class AdminError(Exception):
    """A request of the admin API that cannot be done."""

    def __init__(self, status: int, reason: str, *, more: Mapping[str, Json] | None = None, allow: str = "") -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.more = more or {}
        self.allow = allow


def admin_reply(status: int, value: Json, *, allow: str = "") -> Reply:
    """Write an answer of the admin API."""
    body = json_bytes(value)
    headers = [
        (b"content-type", b"application/json" if status < 400 else b"application/problem+json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if allow:
        headers.append((b"allow", allow.encode("ascii")))
    return Reply(status, headers, body)


class Admin:
    """The admin API over one engine; it never waits, so it may run in any thread."""

    def __init__(
        self, engine: Engine, settings: Settings, forced: Mapping[tuple[str, str], int], *, max_depth: int
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._max_depth = max_depth
        self._views = Views(engine, forced)

    def respond(self, exchange: Exchange) -> Reply | None:
        """Answer a request; None where no resource of the admin API has its path."""
        found = _find(exchange.raw_path)
        if found is None:
            return None
        methods, values = found
        handler = methods.get("GET" if exchange.method == "HEAD" else exchange.method)
        try:
            if handler is None:
                _refuse_method(methods)
            self._settings.refresh()
            return admin_reply(200, handler(self, exchange, values))
        except AdminError as error:
            problem: dict[str, Json] = {"type": "about:blank", "status": error.status, "detail": error.reason}
            return admin_reply(error.status, problem | dict(error.more), allow=error.allow)

    def state(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Tell what there is."""
        return self._views.state()

    def reset(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Go back to the beginning."""
        self._engine.reset()
        self._settings.reload()
        return self._views.state()

    def list_snapshots(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """List kept states."""
        return {"snapshots": list(self._engine.snapshots())}

    def take_snapshot(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Keep the state."""
        name = self._members(exchange, "name").get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise AdminError(400, "/name: up to 64 letters, digits, dots, dashes and underscores are wanted")
        self._engine.snapshot(name)
        return {"snapshots": list(self._engine.snapshots())}

    def restore_snapshot(self, _exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Go back to a kept state."""
        self._known_snapshot(values["name"])
        self._engine.restore(values["name"])
        self._settings.reload()
        return self._views.state()

    def forget_snapshot(self, _exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Drop a kept state."""
        self._known_snapshot(values["name"])
        self._engine.forget(values["name"])
        return {"snapshots": list(self._engine.snapshots())}

    def show_clock(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Tell the time."""
        return self._engine.clock_state()

    def set_clock(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Set, move, stop or start the clock."""
        given = self._members(exchange, "now", "advance", "frozen")
        now, advance, frozen = given.get("now"), given.get("advance"), given.get("frozen")
        moment = nanoseconds_of(now) if isinstance(now, str) else None
        if now is not None and moment is None:
            raise AdminError(400, "/now: a date-time with its offset is wanted, such as 2026-01-31T12:00:00Z")
        is_number = isinstance(advance, int | float) and not isinstance(advance, bool) and abs(advance) < 1e12
        if advance is not None and not is_number:
            raise AdminError(400, "/advance: seconds are wanted")
        if frozen is not None and not isinstance(frozen, bool):
            raise AdminError(400, "/frozen: true or false is wanted")
        seconds = float(advance) if isinstance(advance, int | float) else None
        return self._engine.set_clock(now=moment, advance=seconds, frozen=frozen)

    def list_resources(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """List the kinds of documents."""
        return self._views.resources()

    def list_documents(self, exchange: Exchange, values: Mapping[str, str]) -> Json:
        """List documents of a kind."""
        self._known_resource(values["resource"])
        query = parse_qs(exchange.query.decode("latin-1"), max_num_fields=100)
        offset = _whole(query, "offset", 0, least=0, most=1_000_000_000)
        limit = _whole(query, "limit", 100, least=1, most=_MOST_LISTED)
        return self._views.documents(values["resource"], offset=offset, limit=limit)

    def show_document(self, _exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Show a document with its version."""
        return self._views.record(self._known_document(values))

    def put_document(self, exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Store any document."""
        self._known_resource(values["resource"])
        document = self._json(exchange)
        if not isinstance(document, dict):
            raise AdminError(400, "a document is an object")
        return self._views.record(self._engine.control.put_document(values["resource"], values["id"], document))

    def remove_document(self, _exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Remove a document."""
        self._known_document(values)
        self._engine.control.remove_document(values["resource"], values["id"])
        return {"removed": values["id"]}

    def list_moves(self, _exchange: Exchange, values: Mapping[str, str]) -> Json:
        """List the moves of a document."""
        self._known_document(values)
        return self._views.moves(values["resource"], values["id"])

    def make_move(self, exchange: Exchange, values: Mapping[str, str]) -> Json:
        """Make a move."""
        self._known_document(values)
        arguments = self._json(exchange) if exchange.body else {}
        try:
            made = self._engine.control.move(values["resource"], values["id"], values["move"], arguments)
        except KeyError:
            raise AdminError(404, f"there is no move {values['move']!r}") from None
        if isinstance(made, Refusal):
            violations: list[Json] = [{"path": v.path, "id": v.id, "message": v.message} for v in made.violations]
            more: dict[str, Json] = {"id": made.id, "code": made.code, "violations": violations}
            raise AdminError(made.status if 400 <= made.status < 500 else 409, made.message, more=more)
        return self._views.record(made)

    def show_fixtures(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Show the tables without secrets."""
        return self._views.fixtures()

    def show_journal(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Show the calls so far."""
        query = parse_qs(exchange.query.decode("latin-1"), max_num_fields=100)
        after = _whole(query, "after", 0, least=0, most=1 << 60)
        limit = _whole(query, "limit", _MOST_LISTED, least=1, most=100_000)
        return self._views.journal(after=after, limit=limit)

    def clear_journal(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Forget the calls so far."""
        self._engine.store.clear_journal()
        return {"entries": []}

    def show_archive(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Show the calls so far as an HTTP archive."""
        return self._views.archive()

    def show_faults(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Show the plan of faults."""
        plan = self._settings.faults
        return {"rules": []} if plan is None else plan.document

    def put_faults(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Put another plan of faults."""
        try:
            self._settings.put_faults(self._json(exchange))
        except PlanError as error:
            raise AdminError(400, str(error)) from None
        return self.show_faults(exchange, {})

    def remove_faults(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Take the plan of faults away."""
        self._settings.put_faults(None)
        return self.show_faults(exchange, {})

    def show_limits(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Show the limits."""
        return self._settings.limits.document

    def put_limits(self, exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Change limits."""
        try:
            return self._settings.put_limits(self._json(exchange)).document
        except LimitError as error:
            raise AdminError(400, str(error)) from None

    def show_coverage(self, _exchange: Exchange, _values: Mapping[str, str]) -> Json:
        """Tell what was provoked so far, and what was not."""
        return self._views.coverage()

    def _json(self, exchange: Exchange) -> Json:
        # A form that a page of the web may post without asking is no JSON.
        if not essence(exchange.header(b"content-type") or "").endswith("json"):
            raise AdminError(415, "the body is to be application/json")
        try:
            return read_json(exchange.body, max_depth=self._max_depth)
        except JsonError as error:
            raise AdminError(400, f"the body is no readable JSON: {error}") from None

    def _members(self, exchange: Exchange, *known: str) -> dict[str, Any]:
        value = self._json(exchange)
        if not isinstance(value, dict) or set(value) - set(known):
            raise AdminError(400, f"an object with {', '.join(known)} is wanted")
        return value

    def _known_resource(self, name: str) -> None:
        if all(resource.name != name for resource in self._engine.control.resources()):
            raise AdminError(404, f"there is no resource {name[:100]!r}")

    def _known_document(self, values: Mapping[str, str]) -> Any:
        self._known_resource(values["resource"])
        record = self._engine.control.document(values["resource"], values["id"])
        if record is None:
            raise AdminError(404, f"there is no {values['resource']} {values['id'][:100]!r}")
        return record

    def _known_snapshot(self, name: str) -> None:
        if name not in self._engine.snapshots():
            raise AdminError(404, f"there is no snapshot {name[:100]!r}")


_ROUTES: Final[Mapping[str, Mapping[str, Handler]]] = {
    "state": {"GET": Admin.state},
    "reset": {"POST": Admin.reset},
    "snapshots": {"GET": Admin.list_snapshots, "POST": Admin.take_snapshot},
    "snapshots/{name}": {"DELETE": Admin.forget_snapshot},
    "snapshots/{name}/restore": {"POST": Admin.restore_snapshot},
    "clock": {"GET": Admin.show_clock, "PUT": Admin.set_clock},
    "resources": {"GET": Admin.list_resources},
    "resources/{resource}": {"GET": Admin.list_documents},
    "resources/{resource}/{id}": {
        "GET": Admin.show_document,
        "PUT": Admin.put_document,
        "DELETE": Admin.remove_document,
    },
    "resources/{resource}/{id}/moves": {"GET": Admin.list_moves},
    "resources/{resource}/{id}/moves/{move}": {"POST": Admin.make_move},
    "fixtures": {"GET": Admin.show_fixtures},
    "journal": {"GET": Admin.show_journal, "DELETE": Admin.clear_journal},
    "journal.har": {"GET": Admin.show_archive},
    "faults": {"GET": Admin.show_faults, "PUT": Admin.put_faults, "DELETE": Admin.remove_faults},
    "limits": {"GET": Admin.show_limits, "PUT": Admin.put_limits},
    "coverage": {"GET": Admin.show_coverage},
}


def _find(raw_path: str) -> tuple[Mapping[str, Handler], dict[str, str]] | None:
    segments = raw_path.removeprefix(PREFIX).split("/")
    for template, methods in _ROUTES.items():
        wanted = template.split("/")
        if len(wanted) == len(segments) and all(w[0] == "{" or w == s for w, s in zip(wanted, segments, strict=True)):
            named = zip(wanted, segments, strict=True)
            return methods, {w[1:-1]: unquote(s, errors="replace") for w, s in named if w[0] == "{"}
    return None


def _whole(query: Mapping[str, list[str]], name: str, otherwise: int, *, least: int, most: int) -> int:
    text = query.get(name, [""])[-1]
    if not text:
        return otherwise
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
    if not least <= number <= most:
        _refuse(f"{name}: a number from {least} to {most} is wanted")
    return number


def _refuse_method(methods: Mapping[str, Handler]) -> NoReturn:
    allow = ", ".join(sorted(methods))
    raise AdminError(405, f"this path takes {allow}", allow=allow)


def _refuse(reason: str) -> NoReturn:
    raise AdminError(400, reason)

"""Turns requests for the page into views of the twin, and its forms into changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs

from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.settings import Settings
from specwright.twin.engine import Engine
from specwright.twin.page.actions import ACTIONS, Actions, UndoneError
from specwright.twin.page.coverage_view import coverage_of
from specwright.twin.page.forms import FormRefusedError, fields_of_form
from specwright.twin.page.heard import Entry, detail_of, newest, row_of
from specwright.twin.page.lives import life_of
from specwright.twin.page.rendering import asset, html, redirect
from specwright.twin.page.rule_list import RuleList
from specwright.twin.page.shelves import shelf_of, statuses_of
from specwright.twin.page.wording import moment_text

__all__ = ["Page"]

_HOME: Final = "/__twin/"
_BELOW: Final = "/__twin/page/"
_PER_PAGE: Final = 50
_LATELY: Final = 12
# Of paths with parameters there may be as many collections as documents above them.
_MOST_SHELVES: Final = 12
_DONE: Final = {
    "moved": "Done.",
    "reset": "The twin is as it was at the start.",
    "kept": "The state is kept.",
    "restored": "The kept state is back.",
    "forgotten": "The snapshot is gone.",
    "clock": "The clock is set.",
    "cleared": "The journal is empty.",
}


class _NothingError(Exception):
    """There is nothing at this address."""


class Page:
    """The page of one twin; ``token`` is what its forms bear, ``forced`` the answers that were asked for by name."""

    def __init__(
        self, engine: Engine, settings: Settings, *, token: str, forced: Mapping[tuple[str, str], int]
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._token = token
        self._forced = forced
        self._rules = RuleList(engine.service)
        self._actions = Actions(engine, settings)

    def respond(self, exchange: Exchange) -> Reply | None:
        """Answer a request; None where it is for something else than the page."""
        path = exchange.raw_path
        if path == _HOME.rstrip("/"):
            return redirect(_HOME)
        if path != _HOME and not path.startswith(_BELOW):
            return None
        name = path.removeprefix(_BELOW) if path != _HOME else ""
        file = asset(name)
        is_reading = exchange.method in {"GET", "HEAD"}
        if file is not None and is_reading:
            return file
        try:
            if is_reading and name in _VIEWS:
                return _VIEWS[name](self, _query(exchange))
            if exchange.method == "POST" and name in ACTIONS:
                return self._act(exchange, name)
        except _NothingError:
            return self._problem(404, "There is nothing here, or not any more.")
        if name in _VIEWS or name in ACTIONS or file is not None:
            reply = self._problem(405, "This address is not asked in this way.")
            reply.headers.append((b"allow", b"POST" if name in ACTIONS else b"GET, HEAD"))
            return reply
        return self._problem(404, "There is nothing at this address.")

    def overview(self, query: Mapping[str, str], *, status: int = 200, wrong: tuple[str, ...] = ()) -> Reply:
        """Show everything at a glance."""
        lately = newest(self._engine.store, wanted=_LATELY)
        resources = self._engine.control.resources()
        return self._html(
            "overview.html.jinja",
            "",
            query,
            status=status,
            wrong=wrong,
            shelves=[(info, shelf_of(self._engine, info.name).statuses) for info in resources[:_MOST_SHELVES]],
            others=len(resources[_MOST_SHELVES:]),
            lately=[row_of(number, entry) for number, entry in lately],
            snapshots=self._engine.snapshots(),
            coverage=coverage_of(self._engine, self._rules, self._forced),
            seed=self._engine.seed,
            store=type(self._engine.store).__name__.removesuffix("Store"),
        )

    def documents(self, query: Mapping[str, str]) -> Reply:
        """List documents."""
        resources = self._engine.control.resources()
        names = [info.name for info in resources]
        chosen = query.get("of") or (names[0] if names else "")
        if chosen and chosen not in names:
            raise _NothingError
        status, text = query.get("status", ""), query.get("text", "").strip()[:200]
        offset = _whole(query, "offset")
        shelf = shelf_of(self._engine, chosen, offset=offset, status=status, text=text) if chosen else None
        return self._html(
            "documents.html.jinja",
            "documents",
            query,
            resources=resources,
            shelf=shelf,
            chosen=status,
            text=text,
            most_tabs=_MOST_SHELVES,
        )

    def document(self, query: Mapping[str, str], *, status: int = 200, wrong: tuple[str, ...] = ()) -> Reply:
        """Show one document's life."""
        resource, id_ = query.get("of", ""), query.get("id", "")
        life = life_of(self._engine, resource, id_, query if wrong else {}) if not resource.startswith("$") else None
        if life is None:
            raise _NothingError
        return self._html(
            "life.html.jinja", "documents", query, status=status, wrong=wrong, life=life, tried=query.get("move", "")
        )

    def journal(self, query: Mapping[str, str]) -> Reply:
        """List calls."""
        before = _whole(query, "before")
        operation, is_refused = query.get("operation", ""), query.get("only") == "refused"

        def match(entry: Entry) -> bool:
            return (not operation or entry["operation"] == operation) and (not is_refused or entry["status"] >= 400)

        found = newest(self._engine.store, wanted=_PER_PAGE + 1, before=before, match=match)
        return self._html(
            "journal.html.jinja",
            "journal",
            query,
            calls=[row_of(number, entry) for number, entry in found[:_PER_PAGE]],
            older=found[_PER_PAGE - 1][0] if len(found) > _PER_PAGE else None,
            is_newest=not before,
            operation=operation,
            is_refused=is_refused,
            operations=[each.name.wire for each in self._engine.service.operations],
        )

    def call(self, query: Mapping[str, str]) -> Reply:
        """Show one call."""
        number = _whole(query, "number")
        found = self._engine.store.journal(after=number - 1, limit=1)
        if not number or not found or found[0][0] != number:
            raise _NothingError
        detail = detail_of(*found[0])
        following = self._engine.store.journal(after=number, limit=1)
        preceding = newest(self._engine.store, wanted=1, before=number)
        return self._html(
            "call.html.jinja",
            "journal",
            query,
            call=detail,
            following=following[0][0] if following else None,
            preceding=preceding[0][0] if preceding else None,
        )

    def coverage(self, query: Mapping[str, str]) -> Reply:
        """Show what was provoked, and what was not."""
        return self._html(
            "coverage.html.jinja",
            "coverage",
            query,
            coverage=coverage_of(self._engine, self._rules, self._forced),
            is_shared=self._engine.store.is_shared,
            hues={name: statuses_of(self._engine, name) for name in self._engine.behaviour.resources},
        )

    def _act(self, exchange: Exchange, name: str) -> Reply:
        given: Mapping[str, str] = {}
        try:
            given = fields_of_form(exchange, token=self._token)
            return redirect(ACTIONS[name](self._actions, given))
        except FormRefusedError as error:
            return self._problem(error.status, error.reason)
        except UndoneError as error:
            if name == "move" and error.status != 404:
                return self.document(given, status=error.status, wrong=error.reasons)
            if name == "move":
                return self._problem(error.status, error.reasons[0])
            return self.overview({}, status=error.status, wrong=error.reasons)

    def _problem(self, status: int, reason: str) -> Reply:
        return self._html("problem.html.jinja", "none", {}, status=status, reason=reason)

    def _html(self, template: str, view: str, query: Mapping[str, str], *, status: int = 200, **values: Any) -> Reply:
        service = self._engine.service
        clock = self._engine.clock_state()
        return html(
            template,
            status=status,
            view=view,
            service_title=service.title,
            service_version=service.version,
            now=moment_text(str(clock["now"])),
            now_value=str(clock["now"]).removesuffix("Z").partition(".")[0],
            clock_mode=clock["mode"],
            token=self._token,
            done=_DONE.get(query.get("done", ""), ""),
            **values,
        )


View: TypeAlias = Callable[[Page, Mapping[str, str]], Reply]

_VIEWS: Final[Mapping[str, View]] = {
    "": Page.overview,
    "documents": Page.documents,
    "document": Page.document,
    "journal": Page.journal,
    "call": Page.call,
    "coverage": Page.coverage,
}


def _query(exchange: Exchange) -> dict[str, str]:
    try:
        found = parse_qs(exchange.query.decode("latin-1"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in found.items()}


def _whole(query: Mapping[str, str], name: str) -> int:
    text = query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

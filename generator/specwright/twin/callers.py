"""Turns credentials into callers, and forms of token endpoints into tokens that end on the twin's clock."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from specwright.model.behaviour import CallerTable, TokenFlow
from specwright.model.errors import DescriptionError, Problem
from specwright.model.service import Oauth2Scheme, Operation, OtherScheme
from specwright.model.types import Json
from specwright.twin.calls import Refusal, Success
from specwright.twin.clock import Clock
from specwright.twin.formulas import Function
from specwright.twin.soundness import check_callers
from specwright.twin.store import Store, Transaction
from specwright.twin.workshop import Workshop

__all__ = ["Callers"]

TOKEN: Final = "$token"  # noqa: S105 - the name of a resource
_MOST_TOKENS: Final = 10_000
_SAID: Final = {
    "missing": "Credentials are missing: {}.",
    "unknown": "Credentials are not accepted: {}.",
    "expired": "Credentials have expired: {}.",
}


class Callers:
    """Who may call; a scheme without a table takes any credential."""

    def __init__(self, workshop: Workshop, store: Store, clock: Clock, seed: int | None) -> None:
        self._schemes = workshop.service.security_schemes
        self._store = store
        self._clock = clock
        self._seed = seed
        self._tables = workshop.service.behaviour.callers
        self._rows = {scheme: self._read(workshop, table) for scheme, table in self._tables.items()}
        self._by_key = {scheme: _by_column(rows, self._tables[scheme].column) for scheme, rows in self._rows.items()}
        names = workshop.types.token()
        self._answers: dict[str, tuple[Function, Function]] = {}
        self.paths: dict[str, str] = {}
        for scheme, table in self._tables.items():
            if table.flow is not None:
                compile_ = workshop.templates.compile
                self._answers[scheme] = (compile_(table.flow.answer, names), compile_(table.flow.refusal_body, names))
                self.paths[table.flow.path] = scheme

    def authenticate(self, operation: Operation, credentials: Mapping[str, str]) -> Mapping[str, Json] | Refusal:
        """Find who calls: the first alternative that is met as a whole counts."""
        refusals: list[tuple[int, Refusal]] = []
        for alternative in operation.security:
            caller: dict[str, Json] = {}
            wrong: list[Refusal] = []
            for scheme in alternative:
                row = self._row(scheme, credentials.get(scheme, ""))
                if isinstance(row, Refusal):
                    wrong.append(row)
                elif scheme in self._tables:
                    caller[self._tables[scheme].name] = row
            if not wrong:
                return caller
            refusals.append((len(wrong), wrong[0]))
        # Of several alternatives, the nearest is what the caller meant.
        return min(refusals, key=lambda each: each[0])[1] if refusals else {}

    def issue(self, scheme: str, form: Mapping[str, str]) -> Success:
        """Answer a form posted to a scheme's token endpoint.

        Raises:
            KeyError: the scheme has none.
        """
        table = self._tables[scheme]
        flow = table.flow
        if flow is None:
            raise KeyError(scheme)
        row = self._holder(scheme, flow, form)
        answer, refuse = self._answers[scheme]

        def work(transaction: Transaction) -> Success:
            self._clock.tick(transaction)
            moment = self._clock.read(transaction)
            env: dict[str, Any] = {"clock": moment.document, "token": "", "lifetime": int(flow.lifetime)}
            if row is None:
                return Success(status=flow.refusal_status, body=refuse(env), has_body=True)
            token = self._new_token(transaction, scheme)
            self._forget_old(transaction, moment.nanoseconds)
            expires = moment.nanoseconds + int(flow.lifetime * 1_000_000_000)
            document: dict[str, Json] = {"scheme": scheme, "row": dict(row), "expires": expires}
            transaction.put(TOKEN, _digest(token), document)
            return Success(status=200, body=answer({**env, "token": token}), has_body=True)

        return self._store.transact(work)

    def samples(self) -> dict[str, str]:
        """Give one credential of each scheme: that of the first row that has any."""
        found: dict[str, str] = {}
        for scheme, table in self._tables.items():
            held = [row[table.column] for row in self._rows[scheme] if isinstance(row.get(table.column), str)]
            if held:
                found[scheme] = str(held[0])
        for scheme, declared in self._schemes.items():
            if not isinstance(declared, OtherScheme):
                found.setdefault(scheme, "any" if isinstance(declared, Oauth2Scheme) else "any-credential")
        return found

    def _read(self, workshop: Workshop, table: CallerTable) -> tuple[Mapping[str, Json], ...]:
        rows = workshop.service.behaviour.fixtures.get(table.table)
        if table.scheme not in self._schemes:
            known = ", ".join(self._schemes)
            what = f"there is no security scheme {table.scheme!r}"
            raise DescriptionError(Problem(table.where, what, f"Known: {known}.", "behaviour"))
        if rows is None:
            what = f"there is no fixture table {table.table!r}"
            raise DescriptionError(Problem(table.where, what, "Add it to x-fixtures.", "behaviour"))
        check_callers(table, rows)
        return rows.rows

    def _row(self, scheme: str, presented: str) -> dict[str, Json] | Refusal:
        table = self._tables.get(scheme)
        if isinstance(self._schemes.get(scheme), OtherScheme):
            # Mutual TLS is settled before a request exists.
            return {}
        if not presented.strip():
            return self._refusal(scheme, "missing")
        if table is None:
            return {}
        for prefix in table.prefixes:
            if presented[: len(prefix)].lower() == prefix.lower():
                presented = presented[len(prefix) :]
                break
        row = self._by_key[scheme].get(_digest(presented))
        if row is not None:
            return dict(row)
        return self._issued(scheme, presented)

    def _issued(self, scheme: str, presented: str) -> dict[str, Json] | Refusal:
        def work(transaction: Transaction) -> tuple[dict[str, Json] | None, int]:
            record = transaction.get(TOKEN, _digest(presented))
            return None if record is None else record.document, self._clock.read(transaction).nanoseconds

        document, now = self._store.transact(work, is_read=True)
        if document is None or document.get("scheme") != scheme:
            return self._refusal(scheme, "unknown")
        expires, row = document.get("expires"), document.get("row")
        if not isinstance(expires, int) or now >= expires or not isinstance(row, dict):
            return self._refusal(scheme, "expired")
        return row

    def _refusal(self, scheme: str, reason: str) -> Refusal:
        table = self._tables.get(scheme)
        example = table.refusals.get(reason, "") if table is not None else ""
        return Refusal(status=401, message=_SAID[reason].format(scheme), id=f"credentials-{reason}", example=example)

    def _holder(self, scheme: str, flow: TokenFlow, form: Mapping[str, str]) -> Mapping[str, Json] | None:
        for field, values in flow.require.items():
            if form.get(field) not in values:
                return None
        for field, values in flow.allow.items():
            if field in form and form[field] not in values:
                return None
        for row in self._rows[scheme]:
            if all(_is_same(form.get(field), row.get(column)) for field, column in flow.match.items()):
                return row
        return None

    def _forget_old(self, transaction: Transaction, now: int) -> None:
        """Drop tokens that ended long ago, so that a long run does not fill the store with them."""
        if transaction.count(TOKEN) < _MOST_TOKENS:
            return
        for record in transaction.scan(TOKEN):
            expires = record.document.get("expires")
            if isinstance(expires, int) and expires <= now:
                transaction.delete(TOKEN, record.id)
        if transaction.count(TOKEN) >= _MOST_TOKENS:
            oldest = next(iter(transaction.scan(TOKEN)))
            transaction.delete(TOKEN, oldest.id)

    def _new_token(self, transaction: Transaction, scheme: str) -> str:
        number = transaction.next(f"{TOKEN} {scheme}")
        if self._seed is None:
            return secrets.token_urlsafe(24)
        return hashlib.sha256(f"{self._seed}/{scheme}/{number}".encode()).hexdigest()[:32]


def _is_same(given: str | None, wanted: Json) -> bool:
    return given is not None and isinstance(wanted, str) and hmac.compare_digest(given.encode(), wanted.encode())


def _by_column(rows: tuple[Mapping[str, Json], ...], column: str) -> dict[str, Mapping[str, Json]]:
    return {_digest(value): row for row in rows if isinstance(value := row.get(column), str)}


@lru_cache(maxsize=1024)
def _digest(credential: str) -> str:
    # Looked up and kept as a digest: neither the time a look-up takes nor a store's file tells a credential.
    return hashlib.sha256(credential.encode("utf-8", "surrogatepass")).hexdigest()

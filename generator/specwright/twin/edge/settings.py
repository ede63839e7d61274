"""What the admin API may change while a twin runs, kept in its store so that all workers have the same."""

from __future__ import annotations

import hashlib
import threading
import time
from typing import Final

from specwright.model.types import Json
from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.fault_plan import Fault, FaultPlan, PlanError, read_fault_plan
from specwright.twin.edge.limits import LimitError, Limits, RateLimiter, read_limits
from specwright.twin.edge.options import Options
from specwright.twin.engine import Engine
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found
from specwright.twin.store import Transaction

__all__ = ["Settings"]

_RESOURCE: Final = "$edge"
# How long another worker may not yet know of a change.
_STALE_SECONDS: Final = 0.5


class Settings:
    """Limits and faults as they are now; a reset or a restored state brings back those of that time."""

    def __init__(self, engine: Engine, options: Options) -> None:
        self._engine = engine
        self._first = Limits(
            max_body=options.max_body, max_parts=options.max_parts, upload_seconds=options.upload_seconds
        )
        self.limits = self._first
        self.faults: FaultPlan | None = None
        self._limiter: RateLimiter | None = None
        self._read_at = 0.0
        self._lock = threading.Lock()

    def refresh(self) -> None:
        """Read what another worker may have changed."""
        if self._engine.store.is_shared and time.monotonic() - self._read_at > _STALE_SECONDS:
            self.reload()

    def reload(self) -> None:
        """Read everything from the store."""

        def work(transaction: Transaction) -> tuple[Json, Json]:
            limits, faults = transaction.get(_RESOURCE, "limits"), transaction.get(_RESOURCE, "faults")
            return None if limits is None else limits.document, None if faults is None else faults.document

        limits, faults = self._engine.store.transact(work, is_read=True)
        with self._lock:
            self._read_at = time.monotonic()
            try:
                self._use(self._first if limits is None else read_limits(limits, self._first))
                self.faults = None if faults is None else read_fault_plan(faults, seed=self._engine.seed or 0)
            except (LimitError, PlanError):
                # Written by another version of this program; what is not understood does not hold.
                self._use(self._first)
                self.faults = None

    def put_limits(self, document: Json) -> Limits:
        """Change limits.

        Raises:
            LimitError: they are none.
        """
        limits = read_limits(document, self.limits)
        self._engine.store.transact(lambda transaction: transaction.put(_RESOURCE, "limits", limits.document))
        self.reload()
        return limits

    def put_faults(self, document: Json) -> None:
        """Put a plan in place of the one before; its counting begins anew. None takes it away.

        Raises:
            PlanError: it is none.
        """
        plan = None if document is None else read_fault_plan(document, seed=self._engine.seed or 0)

        def work(transaction: Transaction) -> None:
            if plan is None or not isinstance(plan.document, dict):
                transaction.delete(_RESOURCE, "faults")
                return
            # The plan's own number keeps its counters apart from those of the plans before.
            number = transaction.next(f"{_RESOURCE}#plan")
            transaction.put(_RESOURCE, "plan", {"number": number})
            transaction.put(_RESOURCE, "faults", plan.document)

        self._engine.store.transact(work)
        self.reload()

    def decide(self, exchange: Exchange) -> Fault | None:
        """Tell what the plan has in store for a request."""
        plan = self.faults
        if plan is None:
            return None
        found = exchange.found
        operation = found.operation.name.wire if isinstance(found, Found) else ""

        def work(transaction: Transaction) -> Fault | None:
            record = transaction.get(_RESOURCE, "plan")
            number = "" if record is None else f"{record.document.get('number')}"
            return plan.decide(
                operation, exchange.method, exchange.raw_path, lambda name: transaction.next(f"{name}/{number}")
            )

        return self._engine.store.transact(work)

    def admit(self, exchange: Exchange, now_ns: int) -> None:
        """Count a request against the rate.

        Raises:
            RefusalError: there were too many.
        """
        limiter, rate = self._limiter, self.limits.rate
        if limiter is None or rate is None:
            return
        wait = limiter.admit(_key(exchange, rate.by), now_ns)
        if wait:
            what = f"more than {rate.requests} requests in {rate.seconds:g} seconds"
            raise RefusalError(429, what, headers=(("Retry-After", str(wait)),))

    def _use(self, limits: Limits) -> None:
        if limits.rate != self.limits.rate:
            self._limiter = None if limits.rate is None else RateLimiter(limits.rate)
        self.limits = limits


def _key(exchange: Exchange, by: str) -> str:
    client = exchange.scope.get("client")
    address = str(client[0]) if client else ""
    if by == "all":
        return ""
    if by == "address":
        return address
    # Whatever may be a credential tells callers apart; only a digest of it is kept.
    said = b"\0".join(value for name, value in exchange.headers if name == b"authorization" or b"key" in name)
    return hashlib.sha256(said).hexdigest() if said else address

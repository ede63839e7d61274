# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a client's settings, an operation and a caller's arguments into one call: what to send, how long, how often."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypedDict, TypeVar

from ._checking import CheckMode, Judge, require_mode
from ._errors import DeadlineExceeded, InvalidArgument
from ._middleware import require_kind
from ._operation import Operation, ServiceInfo
from ._options import OnDeviation, RequestOptions, TimeoutInput, timeouts
from ._override import override
from ._record import Record
from ._request import Draft, Plan, site_of
from ._response_table import ResponseTable
from ._retries import RetryPolicy, is_repeatable

__all__ = ["Call", "Calls", "ClientChanges", "Settings"]

T = TypeVar("T")

# More operations than any service has; operations made on the way, as for the next page, must not pile up.
_KEPT_LIMIT = 4096

# Of all clients together: compiling the readers of an answer takes longer than making a client.
_tables: dict[Operation[Any], ResponseTable] = {}


class ClientChanges(TypedDict, total=False):
    """What ``with_options`` may change."""

    base_url: str | None
    timeout: TimeoutInput
    deadline: float | None
    max_retries: int
    retry: RetryPolicy
    strict: bool
    on_deviation: OnDeviation | None
    middleware: Sequence[Callable[..., Any]]
    default_headers: Mapping[str, str]
    check_requests: CheckMode


class Settings(Record):
    """What a client was made with."""

    service: ServiceInfo
    base_url: str | None = None
    timeout: TimeoutInput = 60.0
    deadline: float | None = None
    max_retries: int = 2
    retry: RetryPolicy = RetryPolicy()
    strict: bool = False
    on_deviation: OnDeviation | None = None
    middleware: Sequence[Callable[..., Any]] = ()
    default_headers: Mapping[str, str] = MappingProxyType({})
    check_requests: CheckMode = True
    asynchronous: bool = False

    @override
    def __post_init__(self) -> None:
        if self.max_retries < 0:
            raise ValueError("max_retries must not be negative")
        require_mode(self.check_requests)
        require_kind(self.middleware, asynchronous=self.asynchronous)

    def base_url_for(self, operation: Operation[Any]) -> str:
        """Choose the base URL: the caller's, the environment's, the operation's own, the service's.

        Raises:
            InvalidArgument: none of them is complete.
        """
        variable = f"{self.service.env_prefix}_BASE_URL"
        servers = operation.servers or self.service.servers
        chosen = self.base_url or os.environ.get(variable) or (servers[0] if servers else "")
        if "://" not in chosen:
            raise InvalidArgument(f"no server is known: pass base_url=, or set {variable}")
        return chosen


class Call:
    """One call: it keeps the time, and knows what may be repeated."""

    __slots__ = (
        "clock",
        "deadline_at",
        "draft",
        "is_streamed",
        "max_retries",
        "operation",
        "security",
        "strict",
        "table",
        "timeout",
    )

    def __init__(
        self, draft: Draft, table: ResponseTable, settings: Settings, options: RequestOptions, *, is_streamed: bool
    ) -> None:
        self.draft = draft
        self.table = table
        self.operation = draft.plan.operation
        self.is_streamed = is_streamed
        self.clock = time.monotonic
        deadline = settings.deadline
        self.security = self.operation.security
        if options:
            deadline = options.get("deadline", deadline)
            self.max_retries = options.get("max_retries", settings.max_retries)
            self.strict = options.get("strict", settings.strict)
            self.timeout = timeouts(options.get("timeout", settings.timeout))
            if "security" in options:
                self.security = (options["security"],)
        else:
            self.max_retries = settings.max_retries
            self.strict = settings.strict
            self.timeout = timeouts(settings.timeout)
        self.deadline_at = None if deadline is None else self.clock() + deadline

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return self.deadline_at is not None and self.clock() >= self.deadline_at

    @property
    def is_repeatable(self) -> bool:
        """Whether sending the request twice does what sending it once does."""
        return is_repeatable(
            self.operation.method, declared=self.operation.is_idempotent, has_key=self.draft.has_idempotency_key
        )

    @property
    def can_resend(self) -> bool:
        """Whether the body can be sent again."""
        return self.draft.payload is None or self.draft.payload.can_repeat

    def has_time_for(self, pause: float) -> bool:
        """Judge whether another attempt could begin after a pause."""
        return self.deadline_at is None or self.clock() + pause < self.deadline_at

    def step_timeout(self) -> dict[str, Any]:
        """Give the timeouts of an attempt that begins now.

        Raises:
            DeadlineExceeded: there is no time left.
        """
        if self.deadline_at is None:
            return self.timeout
        if self.is_late:
            raise DeadlineExceeded(f"{self.operation.id}: the deadline passed")
        return RemainingTime(self.timeout, self.deadline_at, self.clock)


class RemainingTime(dict[str, Any]):
    """Timeouts that shrink with the time left: a transport asks anew when it connects, writes, waits and reads."""

    def __init__(self, timeout: Mapping[str, Any], deadline_at: float, clock: Callable[[], float]) -> None:
        super().__init__(timeout)
        self._deadline_at = deadline_at
        self._clock = clock

    @override
    def get(self, key: str, default: Any = None) -> Any:
        return self._shortened(super().get(key, default))

    @override
    def __getitem__(self, key: str) -> Any:
        return self._shortened(super().__getitem__(key))

    def _shortened(self, step: float | None) -> float:
        # Not zero, which sockets take for "do not block" instead of "no time left".
        left = max(self._deadline_at - self._clock(), 0.001)
        return left if step is None else min(step, left)


class Calls:
    """Prepares calls; an operation is compiled at its first call."""

    __slots__ = ("_fixed", "_plans", "settings")

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._plans: dict[Operation[Any], Plan] = {}
        service = settings.service
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        self._fixed = {
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": f"{service.package}/{service.version} python/{python}",
            **settings.default_headers,
        }

    def prepare(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        options: RequestOptions,
        *,
        is_streamed: bool = False,
        is_kept: bool = True,
    ) -> Call:
        """Prepare one call; operations made for a single call are not kept.

        Raises:
            InvalidArgument: an argument cannot be sent.
            RuleViolation: a check refuses the request.
        """
        plan = self._plans.get(operation)
        if plan is None or "base_url" in options:
            plan = self._plan(operation, options.get("base_url"), is_kept=is_kept)
        table = _tables.get(operation)
        if table is None:
            table = ResponseTable(operation)
            if is_kept:
                _keep(_tables, operation, table)
        draft = Draft(plan, arguments, options, self._judge(plan, arguments, options) if plan.is_checked else None)
        upload = draft.payload.upload if draft.payload is not None else None
        if upload is not None and not upload.is_sync and not self.settings.asynchronous:
            raise InvalidArgument("an asynchronous iterator can only be sent by the asynchronous client")
        return Call(draft, table, self.settings, options, is_streamed=is_streamed or plan.is_stream)

    def _judge(self, plan: Plan, arguments: Mapping[str, object], options: RequestOptions) -> Judge | None:
        mode = options.get("check_requests", self.settings.check_requests)
        return None if mode is False else Judge(self.settings.service, plan.operation, arguments, mode)

    def _plan(self, operation: Operation[Any], base_url: str | None, *, is_kept: bool) -> Plan:
        plan = Plan(operation, site_of(base_url or self.settings.base_url_for(operation)), self._fixed)
        if is_kept and base_url is None:
            _keep(self._plans, operation, plan)
        return plan


def _keep(kept: dict[Operation[Any], T], operation: Operation[Any], value: T) -> None:
    if len(kept) >= _KEPT_LIMIT:
        kept.clear()
    kept[operation] = value

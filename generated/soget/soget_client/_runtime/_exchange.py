# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns a prepared call into steps: what to send, to read and to wait for is decided here, and done by a driver."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx2

from ._calls import Call, Settings
from ._errors import StatusError, Unauthorized
from ._failures import transport_failure
from ._logs import CallLog
from ._middleware import Attempt
from ._raising import status_error
from ._redirects import MAX_REDIRECTS, redirected
from ._retries import RetryBudget, retry_after
from ._telemetry import Span, start_span

if TYPE_CHECKING:
    from ._auth import Applied, Auth

__all__ = ["Effect", "Exchange", "Obtain", "Outcome", "Read", "Send", "Sleep", "authorize"]


class Send:
    """Send one attempt; gives the answer with its body unread."""

    __slots__ = ("attempt",)

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt


class Read:
    """Read the body of an answer to its end and release the connection; gives the bytes, decompressed."""

    __slots__ = ("call", "response")

    def __init__(self, response: httpx2.Response, call: Call) -> None:
        self.response = response
        self.call = call


class Sleep:
    """Wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class Obtain:
    """Get credentials that are not at hand; gives what puts them on a request."""

    __slots__ = ("call",)

    def __init__(self, call: Call) -> None:
        self.call = call


Effect: TypeAlias = Send | Read | Sleep | Obtain


class Outcome:
    """A success; ``content`` is None where the body is left to the caller as a stream."""

    __slots__ = ("content", "elapsed", "request", "response", "retries")

    def __init__(
        self,
        request: httpx2.Request,
        response: httpx2.Response,
        content: bytes | None,
        *,
        elapsed: float,
        retries: int,
    ) -> None:
        self.request = request
        self.response = response
        self.content = content
        self.elapsed = elapsed
        self.retries = retries


class Exchange:
    """What the calls of one client share while they run."""

    __slots__ = ("auth", "budget", "log", "settings")

    def __init__(self, settings: Settings, auth: Auth, budget: RetryBudget) -> None:
        self.settings = settings
        self.auth = auth
        self.budget = budget
        self.log = CallLog(settings.service.package)

    def with_settings(self, settings: Settings) -> Exchange:
        """Share credentials and budget under other settings."""
        return Exchange(settings, self.auth, self.budget)

    def run(self, call: Call) -> Generator[Effect, Any, Outcome]:
        """Go through attempts until one succeeds or no more may follow.

        Raises:
            ApiError: the call failed for good.
        """
        applied = None
        if call.security:
            applied = self.auth.ready(call.security) or (yield Obtain(call))
        number = retries = hops = 0
        has_replayed = False
        onward: httpx2.Request | None = None
        while True:
            number += 1
            timeout = call.step_timeout()
            attempt = Attempt(call.operation.id, number, onward or call.draft.request(applied, timeout))
            started = time.perf_counter()
            try:
                response = yield from self._sent(call, attempt)
                content = None
                is_success = 200 <= response.status_code < 300
                if not (is_success and call.is_streamed):
                    content = yield from _read(call, response, is_success=is_success)
            except Exception as error:  # noqa: BLE001 - what is not the network's is raised again
                pause = self._after_failure(call, error, attempt.request, retries)
                self.log.retrying(call.operation.id, number, type(error).__name__, pause)
                retries += 1
                yield Sleep(pause)
                continue
            # Middleware may have sent another one.
            request = attempt.request
            if is_success:
                self.budget.give_back()
                return Outcome(request, response, content, elapsed=time.perf_counter() - started, retries=retries)
            if hops < MAX_REDIRECTS and (onward := redirected(request, response)) is not None:
                hops += 1
                continue
            onward = None
            refusal = self._refusal(call, request, response, content or b"", retries)
            if isinstance(refusal, Unauthorized) and not has_replayed and self._can_renew(call, applied):
                has_replayed = True
                applied = self.auth.ready(call.security) or (yield Obtain(call))
                continue
            pause = self._after_refusal(call, refusal, retries)
            self.log.retrying(call.operation.id, number, str(response.status_code), pause)
            retries += 1
            yield Sleep(pause)

    def _sent(self, call: Call, attempt: Attempt) -> Generator[Effect, Any, httpx2.Response]:
        operation = call.operation
        request, number = attempt.request, attempt.number
        service = self.settings.service
        self.log.sending(operation.id, number, request)
        span: Span | None = start_span(
            request,
            package=service.package,
            version=service.version,
            operation=operation.id,
            template=call.draft.plan.template,
            number=number,
        )
        started = time.perf_counter()
        try:
            response: httpx2.Response = yield Send(attempt)
        except BaseException as error:
            self.log.failed(operation.id, number, error, time.perf_counter() - started)
            if span is not None:
                span.failed(error)
            raise
        if span is not None:
            span.answered(response)
        self.log.answered(operation.id, number, response, time.perf_counter() - started)
        return response

    def _after_failure(self, call: Call, error: Exception, request: httpx2.Request, retries: int) -> float:
        """Decide after an attempt without an answer: give the pause before the next one, or raise."""
        found = transport_failure(error, request, deadline_passed=call.is_late)
        if found is None:
            raise error
        failure, not_sent = found
        pause = self.settings.retry.pause(retries, None)
        if (not_sent or call.is_repeatable) and pause is not None and self._may_retry(call, retries, pause):
            return pause
        if failure is error:
            raise error
        raise failure from error

    def _after_refusal(self, call: Call, refusal: StatusError, retries: int) -> float:
        """Decide after an answer that is no success: give the pause before the next attempt, or raise."""
        pause = self.settings.retry.pause(retries, retry_after(refusal.headers))
        if refusal.is_retryable and pause is not None and self._may_retry(call, retries, pause):
            return pause
        raise refusal

    def _may_retry(self, call: Call, retries: int, pause: float) -> bool:
        # The budget comes last: what is refused for another reason must not use it up.
        return retries < call.max_retries and call.can_resend and call.has_time_for(pause) and self.budget.take()

    def _refusal(
        self, call: Call, request: httpx2.Request, response: httpx2.Response, content: bytes, retries: int
    ) -> StatusError:
        errors = self.settings.service.errors
        status = response.status_code
        return status_error(
            errors.classes,
            status_code=status,
            headers=response.headers,
            content=content,
            request=request,
            code_pointer=errors.code,
            error_type=call.table.error_type(status, response.headers.get("content-type", "")),
            is_retryable=self.settings.retry.repeats_status(status, repeatable=call.is_repeatable),
            retries=retries,
        )

    def _can_renew(self, call: Call, applied: Applied | None) -> bool:
        return applied is not None and call.can_resend and self.auth.invalidate(applied)


def authorize(auth: Auth, call: Call) -> Generator[Effect, Any, httpx2.Request]:
    """Build the first request of a call without sending it, as any HTTP client of that shape can send it."""
    applied = None
    if call.security:
        applied = auth.ready(call.security) or (yield Obtain(call))
    request = call.draft.request(applied, call.timeout)
    payload = call.draft.payload
    if payload is not None and payload.upload is not None:
        return httpx2.Request(
            request.method,
            str(request.url),
            headers=request.headers,
            stream=payload.upload,
            extensions=request.extensions,
        )
    return httpx2.Request(
        request.method,
        str(request.url),
        headers=request.headers,
        content=request.content,
        extensions=request.extensions,
    )


def _read(call: Call, response: httpx2.Response, *, is_success: bool) -> Generator[Effect, Any, bytes]:
    try:
        content: bytes = yield Read(response, call)
    except Exception as error:
        # The status of an error is worth more than the body that broke off.
        if is_success or transport_failure(error, response.request, deadline_passed=False) is None:
            raise
        return b""
    return content

"""Everything that a call can raise, as one tree under ``ApiError``; what cannot be parsed never hides its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from ._error_bodies import at_pointer, bounded, excerpt, message_of
from ._headers import charset_text, request_id

if TYPE_CHECKING:
    import httpx2

    from ._deviations import Deviation
    from ._response import Response
    from ._violations import Violation

__all__ = [
    "ApiError",
    "ApiTimeout",
    "BadRequest",
    "ClientClosed",
    "ClientError",
    "Conflict",
    "ConnectError",
    "DeadlineExceeded",
    "DocumentedError",
    "Gone",
    "InvalidArgument",
    "MethodNotAllowed",
    "MissingCredentials",
    "NotAcceptable",
    "NotFound",
    "PayloadTooLarge",
    "PermissionDenied",
    "PreconditionFailed",
    "PreconditionRequired",
    "ResponseDecodeError",
    "ResponseValidationError",
    "RuleViolation",
    "ServerError",
    "StatusError",
    "StreamError",
    "TokenRequestFailed",
    "TooManyRequests",
    "TransportError",
    "Unauthorized",
    "UnexpectedStatus",
    "UnprocessableContent",
    "UnsupportedMediaType",
]


class ApiError(Exception):
    """The root: whatever a client of this kind raises on purpose is one."""

    request: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        from ._raising import rebuilt

        kinds = getattr(type(self), "_kinds", (type(self),))
        # Thunks of types cannot cross a process; what they would give is left out rather than failing the whole error.
        state = {name: value for name, value in self.__dict__.items() if not callable(value)}
        return rebuilt, (kinds, self.args, state)


class InvalidArgument(ApiError, ValueError):
    """An argument cannot be sent as it is: nothing went over the network."""


class MissingCredentials(ApiError):
    """An operation needs a credential that neither the constructor nor the environment gave."""


class ClientClosed(ApiError, RuntimeError):
    """The client was used after ``close()``."""


class TransportError(ApiError):
    """No complete answer came: the connection failed, broke or spoke no HTTP."""


class ConnectError(TransportError):
    """No connection could be made, so the request was never sent."""


class ApiTimeout(TransportError, TimeoutError):
    """One step (connecting, writing, reading, waiting for a connection) took longer than ``timeout`` allows."""


class DeadlineExceeded(ApiTimeout):
    """The call as a whole, with its retries and pauses, took longer than ``deadline`` allows."""


class StreamError(TransportError):
    """A stream broke, or brought what its media type does not allow."""


class TokenRequestFailed(ApiError):
    """The credential's own service refused to give a token."""


class ResponseDecodeError(ApiError):
    """An answer is not in the format that it should have; ``excerpt`` shows how it begins."""

    def __init__(
        self, message: str, *, status_code: int = 0, content_type: str = "", content: bytes = b"", response: Any = None
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.content_type = content_type
        self.excerpt = excerpt(content)
        self.response: Response[Any] | None = response


class ResponseValidationError(ApiError):
    """An answer differs from its description, and the caller asked for ``strict``."""

    def __init__(
        self, message: str, *, deviations: tuple[Deviation, ...] = (), status_code: int = 0, response: Any = None
    ) -> None:
        super().__init__(message)
        self.deviations = deviations
        self.status_code = status_code
        self.response: Response[Any] | None = response


class RuleViolation(ApiError, ValueError):
    """A request was not sent, because it breaks its schema or a documented rule; ``violations`` tells all of that.

    The first violation decides: where it has a documented code, the error is of that code's class as well. ``part`` is
    what was judged, ``body`` or ``parameters``.
    """

    is_local = True

    def __init__(self, operation: str, part: str, violations: tuple[Violation, ...]) -> None:
        first = violations[0]
        self.operation = operation
        self.part = part
        self.violations = violations
        self.code: str | None = first.code or None
        self.message = first.message
        where = bounded(first.path) or f"the {part}"
        code = f" ({first.code})" if first.code else ""
        more = f"; {len(violations) - 1} more in violations" if len(violations) > 1 else ""
        super().__init__(f"{operation} was not sent: {where}: {first.message}{code}{more}")


class DocumentedError(ApiError):
    """A refusal with a documented code, by the service or by a check before anything was sent (``is_local``).

    Of the service it is a ``StatusError`` as well, of a check a ``RuleViolation``. What only an answer has is None or
    empty where there was none, and so are ``violations`` where there was one.
    """

    CODE: ClassVar[str] = ""

    # Read-only to a type checker, so that what an answer has may narrow it; a real property would hide that.
    if TYPE_CHECKING:

        @property
        def is_local(self) -> bool: ...
        @property
        def violations(self) -> tuple[Violation, ...]: ...
        @property
        def code(self) -> str | None: ...
        @property
        def message(self) -> str: ...
        @property
        def status_code(self) -> int | None: ...
        @property
        def headers(self) -> httpx2.Headers | None: ...
        @property
        def content(self) -> bytes: ...
        @property
        def text(self) -> str: ...
        @property
        def body(self) -> Any: ...
        @property
        def error(self) -> Any: ...
        @property
        def response(self) -> Response[Any] | None: ...
        @property
        def request_id(self) -> str | None: ...
        @property
        def retry_after(self) -> float | None: ...
        @property
        def is_retryable(self) -> bool: ...
        @property
        def retries(self) -> int: ...
    else:
        is_local = False
        violations = ()
        code = None
        message = ""
        status_code = None
        headers = None
        content = b""
        text = ""
        body = None
        error = None
        response = None
        request_id = None
        retry_after = None
        is_retryable = False
        retries = 0


class StatusError(ApiError):
    """The service answered, and the answer is not a success."""

    def __init__(
        self,
        *,
        status_code: int,
        headers: httpx2.Headers,
        content: bytes,
        request: httpx2.Request,
        code_pointer: str = "",
        error_type: Callable[[], Any] | None = None,
        is_retryable: bool = False,
        retries: int = 0,
    ) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self.request: httpx2.Request = request
        self.is_retryable = is_retryable
        self.retries = retries
        self._code_pointer = code_pointer
        self._error_type = error_type
        super().__init__(_summary(self))

    @cached_property
    def text(self) -> str:
        """The body as text, in the charset that it declares or else UTF-8; what does not decode is replaced."""
        return charset_text(self.content, self.headers.get("content-type", ""))

    @cached_property
    def body(self) -> Any:
        """The body as plain JSON values, or as text where it is no JSON; None where it is empty."""
        if not self.content:
            return None
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return self.text

    @cached_property
    def error(self) -> Any:
        """The body as its documented type, or None where none is documented or the body does not fit at all."""
        if self._error_type is None or not self.content:
            return None
        from ._reading import Reader

        try:
            return Reader(self._error_type()).read(self.content, strict=False)[0]
        except ApiError:
            return None

    @cached_property
    def code(self) -> str | None:
        """The error code, where the service documents a place for one and the body has it."""
        value = at_pointer(self.body, self._code_pointer) if self._code_pointer else None
        return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None

    @cached_property
    def message(self) -> str:
        """What the body says to people, bounded and without control characters; empty where it says nothing."""
        return bounded(message_of(self.body))

    @cached_property
    def response(self) -> Response[Any]:
        """The whole answer, as ``with_raw_response`` would have given it; ``parsed`` is ``body``."""
        from ._response import Response

        return Response(
            parsed=self.body,
            status_code=self.status_code,
            headers=self.headers,
            content=self.content,
            request=self.request,
            retries=self.retries,
        )

    @property
    def request_id(self) -> str | None:
        """The service's own name for this exchange, for its support team."""
        return request_id(self.headers)

    @property
    def retry_after(self) -> float | None:
        """Seconds that the service asks to wait, in whichever of its three forms it said so."""
        from ._retries import retry_after

        return retry_after(self.headers)


class UnexpectedStatus(StatusError):
    """A status that is neither success nor error: 1xx, a redirect not followed, or a number outside of HTTP."""


class ClientError(StatusError):
    """A 4xx: the service blames the request."""


class BadRequest(ClientError):
    """400."""


class Unauthorized(ClientError):
    """401."""


class PermissionDenied(ClientError):
    """403."""


class NotFound(ClientError):
    """404."""


class MethodNotAllowed(ClientError):
    """405."""


class NotAcceptable(ClientError):
    """406."""


class Conflict(ClientError):
    """409."""


class Gone(ClientError):
    """410."""


class PreconditionFailed(ClientError):
    """412: what ``if_match`` named is no longer the current state."""


class PayloadTooLarge(ClientError):
    """413."""


class UnsupportedMediaType(ClientError):
    """415."""


class UnprocessableContent(ClientError):
    """422."""


class PreconditionRequired(ClientError):
    """428: the service wants ``if_match``."""


class TooManyRequests(ClientError):
    """429."""


class ServerError(StatusError):
    """A 5xx: the service blames itself."""


def _summary(error: StatusError) -> str:
    path = error.request.url.raw_path.partition(b"?")[0].decode("ascii", "replace")
    code = f" {bounded(error.code)}" if error.code else ""
    message = f": {error.message}" if error.message else ""
    return f"{error.request.method} {path} answered {error.status_code}{code}{message}"

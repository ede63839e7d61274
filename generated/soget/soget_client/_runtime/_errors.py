# Copied verbatim from the runtime of Specwright; do not edit.
"""Everything that a call can raise, as one tree under ``ApiError``; what cannot be parsed never hides its status."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from ._error_bodies import at_pointer, bounded, excerpt, message_of
from ._headers import charset_text, request_id

if TYPE_CHECKING:
    import httpx2

    from ._deviations import Deviation
    from ._response import Response

__all__ = [
    "ApiError",
    "ApiTimeout",
    "BadRequest",
    "ClientClosed",
    "ClientError",
    "Conflict",
    "ConnectError",
    "DeadlineExceeded",
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
    "status_error",
]


class ApiError(Exception):
    """The root: whatever a client of this kind raises on purpose is one."""

    request: Any = None

    def __reduce__(self) -> tuple[Any, ...]:
        kinds = getattr(type(self), "_kinds", (type(self),))
        # Thunks of types cannot cross a process; what they would give is left out rather than failing the whole error.
        state = {name: value for name, value in self.__dict__.items() if not callable(value)}
        return _rebuild, (kinds, self.args, state)


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


_BY_STATUS: Mapping[int, type[StatusError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: PermissionDenied,
    404: NotFound,
    405: MethodNotAllowed,
    406: NotAcceptable,
    409: Conflict,
    410: Gone,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableContent,
    428: PreconditionRequired,
    429: TooManyRequests,
}


def status_error(
    classes: Callable[[], Mapping[str, type[Exception]]],
    *,
    status_code: int,
    headers: httpx2.Headers,
    content: bytes,
    request: httpx2.Request,
    code_pointer: str = "",
    error_type: Callable[[], Any] | None = None,
    is_retryable: bool = False,
    retries: int = 0,
) -> StatusError:
    """Make the error of a status; where its body has a documented code, the error is of that code's class as well."""
    kind = _status_class(status_code)
    error = kind(
        status_code=status_code,
        headers=headers,
        content=content,
        request=request,
        code_pointer=code_pointer,
        error_type=error_type,
        is_retryable=is_retryable,
        retries=retries,
    )
    documented = classes().get(error.code) if error.code is not None else None
    if documented is not None:
        error.__class__ = _combined((documented, kind))
    return error


def _status_class(status_code: int) -> type[StatusError]:
    special = _BY_STATUS.get(status_code)
    if special is not None:
        return special
    return {4: ClientError, 5: ServerError}.get(status_code // 100, UnexpectedStatus)


@lru_cache(maxsize=1024)
def _combined(kinds: tuple[type[Exception], ...]) -> type[Any]:
    # `except WrongDate` and `except BadRequest` both catch it, although a code is not bound to one status.
    documented, kind = kinds
    if issubclass(documented, kind):
        return documented
    bases = (documented, kind) if issubclass(documented, StatusError) else (documented, kind, StatusError)
    members = {"__module__": documented.__module__, "__doc__": documented.__doc__, "_kinds": kinds}
    return type(documented.__name__, bases, members)


def _rebuild(kinds: tuple[type[Any], ...], arguments: tuple[Any, ...], state: dict[str, Any]) -> BaseException:
    kind = kinds[0] if len(kinds) == 1 else _combined(kinds)
    error = cast("BaseException", kind.__new__(kind, *arguments))
    error.args = arguments
    error.__dict__.update({"_error_type": None, **state})
    return error


def _summary(error: StatusError) -> str:
    path = error.request.url.raw_path.partition(b"?")[0].decode("ascii", "replace")
    code = f" {bounded(error.code)}" if error.code else ""
    message = f": {error.message}" if error.message else ""
    return f"{error.request.method} {path} answered {error.status_code}{code}{message}"

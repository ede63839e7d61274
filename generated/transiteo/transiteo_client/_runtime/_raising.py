# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns what an answer or a check says into an error of the right class: of its status, and of its documented code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from ._errors import (
    BadRequest,
    ClientError,
    Conflict,
    DocumentedError,
    Gone,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    PayloadTooLarge,
    PermissionDenied,
    PreconditionFailed,
    PreconditionRequired,
    RuleViolation,
    ServerError,
    StatusError,
    TooManyRequests,
    Unauthorized,
    UnexpectedStatus,
    UnprocessableContent,
    UnsupportedMediaType,
)

if TYPE_CHECKING:
    import httpx2

    from ._violations import Violation

__all__ = ["rebuilt", "refusal", "status_error"]

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


def refusal(
    classes: Callable[[], Mapping[str, type[Exception]]],
    *,
    operation: str,
    part: str,
    violations: tuple[Violation, ...],
) -> RuleViolation:
    """Make the error of a request that a check refuses: of the class that the service's own refusal would have."""
    error = RuleViolation(operation, part, violations)
    documented = classes().get(error.code) if error.code is not None else None
    if documented is not None and issubclass(documented, DocumentedError):
        error.__class__ = _combined((documented, RuleViolation))
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
    # What an answer has stands before what a documented error has without one.
    bases = (documented, kind) if issubclass(documented, StatusError) else (kind, documented)
    members = {"__module__": documented.__module__, "__doc__": documented.__doc__, "_kinds": kinds}
    return type(documented.__name__, bases, members)


def rebuilt(kinds: tuple[type[Any], ...], arguments: tuple[Any, ...], state: dict[str, Any]) -> BaseException:
    """Give an error that crossed a process its class and its state again."""
    kind = kinds[0] if len(kinds) == 1 else _combined(kinds)
    error = cast("BaseException", kind.__new__(kind, *arguments))
    error.args = arguments
    error.__dict__.update({"_error_type": None, **state})
    return error

# Made by specwright 0.1.0 from 'Codes' '1'. Change the description and generate again: edits here are lost.

"""All that a call can raise: the tree below ``ApiError``, with one class for each documented error code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from case_client._runtime._deviations import Deviation
from case_client._runtime._errors import (
    ApiError,
    ApiTimeout,
    BadRequest,
    ClientClosed,
    ClientError,
    Conflict,
    ConnectError,
    DeadlineExceeded,
    DocumentedError,
    Gone,
    InvalidArgument,
    MethodNotAllowed,
    MissingCredentials,
    NotAcceptable,
    NotFound,
    PayloadTooLarge,
    PermissionDenied,
    PreconditionFailed,
    PreconditionRequired,
    ResponseDecodeError,
    ResponseValidationError,
    RuleViolation,
    ServerError,
    StatusError,
    StreamError,
    TokenRequestFailed,
    TooManyRequests,
    TransportError,
    Unauthorized,
    UnexpectedStatus,
    UnprocessableContent,
    UnsupportedMediaType,
)
from case_client._runtime._violations import AssumedRuleWarning, RuleViolationWarning, Violation

__all__ = [
    "ApiError",
    "ApiTimeout",
    "AssumedRuleWarning",
    "BadRequest",
    "CODES",
    "ClientClosed",
    "ClientError",
    "Code404",
    "Conflict",
    "ConnectError",
    "DateInPast",
    "DeadlineExceeded",
    "Deviation",
    "DocumentedError",
    "Gone",
    "InvalidArgument",
    "MethodNotAllowed",
    "MissingCredentials",
    "NotAcceptable",
    "NotFound",
    "NotFoundError",
    "PayloadTooLarge",
    "PermissionDenied",
    "PreconditionFailed",
    "PreconditionRequired",
    "ResponseDecodeError",
    "ResponseValidationError",
    "RuleViolation",
    "RuleViolationWarning",
    "SeatTaken",
    "SeatUnknown",
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
    "Violation",
]


class SeatUnknown(DocumentedError):
    """The service answered with the code SEAT_UNKNOWN.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "SEAT_UNKNOWN"


class SeatTaken(DocumentedError):
    """Somebody was faster.

    Documented with status 409: an answer with it is a `Conflict` as well.
    """

    CODE: ClassVar[str] = "SEAT_TAKEN"


class DateInPast(DocumentedError):
    """The service answered with the code date-in-past.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "date-in-past"


class Code404(DocumentedError):
    """The service answered with the code 404."""

    CODE: ClassVar[str] = "404"


class NotFoundError(DocumentedError):
    """The service answered with the code NOT_FOUND."""

    CODE: ClassVar[str] = "NOT_FOUND"


CODES: Final[Mapping[str, type[DocumentedError]]] = MappingProxyType(
    {
        "SEAT_UNKNOWN": SeatUnknown,
        "SEAT_TAKEN": SeatTaken,
        "date-in-past": DateInPast,
        "404": Code404,
        "NOT_FOUND": NotFoundError,
    }
)
"""The class that each documented code raises."""

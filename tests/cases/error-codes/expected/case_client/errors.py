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

__all__ = [
    "ApiError",
    "ApiTimeout",
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
]


class SeatUnknown(BadRequest):
    """The service answered with the code SEAT_UNKNOWN.

    Documented with status 400.
    """

    CODE: ClassVar[str] = "SEAT_UNKNOWN"


class SeatTaken(Conflict):
    """Somebody was faster.

    Documented with status 409.
    """

    CODE: ClassVar[str] = "SEAT_TAKEN"


class DateInPast(BadRequest):
    """The service answered with the code date-in-past.

    Documented with status 400.
    """

    CODE: ClassVar[str] = "date-in-past"


class Code404(StatusError):
    """The service answered with the code 404."""

    CODE: ClassVar[str] = "404"


class NotFoundError(StatusError):
    """The service answered with the code NOT_FOUND."""

    CODE: ClassVar[str] = "NOT_FOUND"


CODES: Final[Mapping[str, type[StatusError]]] = MappingProxyType(
    {
        "SEAT_UNKNOWN": SeatUnknown,
        "SEAT_TAKEN": SeatTaken,
        "date-in-past": DateInPast,
        "404": Code404,
        "NOT_FOUND": NotFoundError,
    }
)
"""The class that each documented code raises."""

# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""All that a call can raise: the tree below ``ApiError``, with one class for each documented error code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from transiteo_client._runtime._deviations import Deviation
from transiteo_client._runtime._errors import (
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
from transiteo_client._runtime._violations import AssumedRuleWarning, RuleViolationWarning, Violation

__all__ = [
    "ApiError",
    "ApiTimeout",
    "AssumedRuleWarning",
    "BadRequest",
    "CODES",
    "ClientClosed",
    "ClientError",
    "Conflict",
    "ConnectError",
    "DeadlineExceeded",
    "Deviation",
    "DocumentedError",
    "Gone",
    "IncorrectJson",
    "InvalidArgument",
    "MaxRequestsExceed",
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
    "RuleViolationWarning",
    "ServerError",
    "StatusError",
    "StreamError",
    "TokenRequestFailed",
    "TooManyRequests",
    "TransportError",
    "TrialLimitExceed",
    "Unauthorized",
    "UnexpectedError",
    "UnexpectedStatus",
    "UnprocessableContent",
    "UnsupportedMediaType",
    "Violation",
]


class IncorrectJson(DocumentedError):
    """The body cannot be read as JSON, or a member is missing or of the wrong type.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "INCORRECT_JSON"


class MaxRequestsExceed(DocumentedError):
    """The account has used up the number of calls of its plan.

    Documented with status 403: an answer with it is a `PermissionDenied` as well.
    """

    CODE: ClassVar[str] = "MAX_REQUESTS_EXCEED"


class TrialLimitExceed(DocumentedError):
    """The account is on trial and the trial's allowance is used up.

    Documented with status 403: an answer with it is a `PermissionDenied` as well.
    """

    CODE: ClassVar[str] = "TRIAL_LIMIT_EXCEED"


class UnexpectedError(DocumentedError):
    """The service failed for a reason of its own.

    Documented with status 500: an answer with it is a `ServerError` as well.
    """

    CODE: ClassVar[str] = "UNEXPECTED_ERROR"


CODES: Final[Mapping[str, type[DocumentedError]]] = MappingProxyType(
    {
        "INCORRECT_JSON": IncorrectJson,
        "MAX_REQUESTS_EXCEED": MaxRequestsExceed,
        "TRIAL_LIMIT_EXCEED": TrialLimitExceed,
        "UNEXPECTED_ERROR": UnexpectedError,
    }
)
"""The class that each documented code raises."""

"""Turns a documented status into the class of the runtime's error tree that it raises."""

from __future__ import annotations

__all__ = ["STATUS_CLASSES", "is_success", "status_class"]

# The same table as runtime/_errors.py has; tests/emitters/test_errors.py holds the two together.
STATUS_CLASSES = {
    "400": "BadRequest",
    "401": "Unauthorized",
    "403": "PermissionDenied",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "406": "NotAcceptable",
    "409": "Conflict",
    "410": "Gone",
    "412": "PreconditionFailed",
    "413": "PayloadTooLarge",
    "415": "UnsupportedMediaType",
    "422": "UnprocessableContent",
    "428": "PreconditionRequired",
    "429": "TooManyRequests",
}


def status_class(status: str) -> str:
    """Name the class that an answer of this status (``404``, ``4XX``, ``default``) raises."""
    if status in STATUS_CLASSES:
        return STATUS_CLASSES[status]
    match status[:1]:
        case "4":
            return "ClientError"
        case "5":
            return "ServerError"
        case "1" | "3":
            return "UnexpectedStatus"
        case _:
            return "StatusError"


def is_success(status: str) -> bool:
    """Say whether a documented status is a success; ``default`` is judged by what else is documented."""
    return status[:1] == "2"

"""Answers what an operation documents: which statuses, for which codes, and which success."""

from __future__ import annotations

from specwright.model.service import Operation, Response

__all__ = ["is_documented", "status_of_code", "success_of"]


def status_of_code(operation: Operation, code: str) -> int:
    """Find the status that documents a code; 0 where none does."""
    listing = [response for response in operation.responses if code in response.error_codes]
    return next((number for response in listing if (number := _number(response))), 400 if listing else 0)


def is_documented(operation: Operation, status: int, *, by_name: bool = False) -> bool:
    """Say whether a status is documented: by number, or unless that is asked for, by range or ``default`` too."""
    wanted = {str(status)} if by_name else {str(status), f"{status // 100}XX", "DEFAULT"}
    return any(response.status.upper() in wanted for response in operation.responses)


def success_of(operation: Operation) -> int:
    """Find the first documented success."""
    for response in operation.responses:
        if response.status[:1] == "2":
            return int(response.status) if response.status.isdecimal() else 200
    return 200


def _number(response: Response) -> int:
    return int(response.status) if response.status.isdecimal() else 0

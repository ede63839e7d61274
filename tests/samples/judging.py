"""Judges samples without the generator: schemas by jsonschema, rules by Google's CEL, both from the files as they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from stdnum import iso6346

from specs.described import api
from specs.oracle_judge import broken
from specwright.model.location import join_pointer

__all__ = ["body_schema", "broken_keywords", "broken_rules"]

_DATE_TIME: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:)(\d\d)(\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
FORMATS: Final = FormatChecker(())
METHODS: Final = frozenset({"get", "post", "put", "patch", "delete"})


@FORMATS.checks("iso6346")
def _is_container(value: object) -> bool:
    # The other implementation also takes lower case, spaces and the category R.
    return not isinstance(value, str) or (
        re.fullmatch(r"[A-Z]{3}[UJZ][0-9]{7}", value) is not None and iso6346.is_valid(value)
    )


@FORMATS.checks("date-time")
def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    found = _DATE_TIME.fullmatch(value)
    if found is None or found[1].startswith("0000"):
        return False
    # The library knows no leap second, which can only end a day of UTC.
    is_leap = found[3] == "60"
    offset = "+00:00" if found[5] in "Zz" else found[5]
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{'59' if is_leap else found[3]}{offset}")
    except ValueError:
        return False
    return not is_leap or moment.astimezone(UTC).strftime("%H:%M") == "23:59"


@cache
def body_schema(name: str, operation: str) -> dict[str, Any]:
    """Find the schema of an operation's body, every reference replaced by what it points at."""
    for path in api(name)["paths"].values():
        for method in METHODS & path.keys():
            if path[method].get("operationId") == operation:
                content: dict[str, Any] = path[method]["requestBody"]["content"]
                schema: dict[str, Any] = next(iter(content.values()))["schema"]
                return schema
    raise LookupError(operation)


@cache
def _validator(name: str, operation: str) -> Any:
    return Draft202012Validator(body_schema(name, operation), format_checker=FORMATS)


def broken_keywords(name: str, operation: str, value: Any) -> set[tuple[str, str]]:
    """List pointer and keyword of all that jsonschema finds; an unwanted member is told at its object."""
    return {_pair(error) for error in _validator(name, operation).iter_errors(value)}


def _pair(error: ValidationError) -> tuple[str, str]:
    return join_pointer("", *error.absolute_path), str(error.validator)


def broken_rules(name: str, operation: str, value: Any, old: Any = None) -> set[str]:
    """List the ids of the rules that are told, as CEL evaluates them and `after` orders them."""
    return {id_ for id_, _ in broken(body_schema(name, operation), value, old)}

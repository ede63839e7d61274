"""Finds who may call an operation, and the credentials that each presents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from specwright.conform.fixtures import Fixtures
from specwright.model.errors import ConfigError
from specwright.model.service import Operation, OtherScheme, Service
from specwright.samples.callers import callers_of

__all__ = ["Caller", "callers"]

_ANY: Final = "any-credential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls: the rows of the description's tables by name, and a credential for each scheme that is asked for."""

    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)


def callers(
    service: Service, operation: Operation, fixtures: Fixtures, wanted: Mapping[str, str] | None = None
) -> Iterator[Caller]:
    """List who may call, usual ones first; ``wanted`` are keys of rows.

    What the fixtures say of a live service comes before what a description says of its twin.
    """
    schemes = _schemes(service, operation)
    if fixtures.credentials:
        yield Caller(credentials={key: fixtures.credentials[key] for key in schemes if key in fixtures.credentials})
        return
    tables = service.behaviour.callers
    named = {tables[key].name for key in schemes if key in tables}
    asked = {name: key for name, key in (wanted or {}).items() if name in named}
    try:
        found = list(callers_of(service.behaviour, operation, asked or None))
    except ConfigError:
        found = []
    for each in found:
        credentials: dict[str, str] = {}
        for key in schemes:
            row = each.rows.get(tables[key].name) if key in tables else None
            held = row.get(tables[key].column) if isinstance(row, dict) else _ANY
            if isinstance(held, str):
                credentials[key] = held
        if len(credentials) == len(schemes):
            yield Caller(keys=each.keys, credentials=credentials)


def _schemes(service: Service, operation: Operation) -> list[str]:
    """List the schemes of the first way to be let in."""
    alternative = operation.security[0] if operation.security else dict[str, tuple[str, ...]]()
    declared = service.security_schemes
    return [key for key in alternative if key in declared and not isinstance(declared[key], OtherScheme)]

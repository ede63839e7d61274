"""Turns fixture tables and who may call into the values that a caller's expressions have."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from specwright.model.behaviour import Behaviour, CallerTable, FixtureTable
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["Caller", "callers_of", "tables_of"]

_MOST: Final = 256


@dataclass(frozen=True, slots=True)
class Caller:
    """One who may call: the key of the row for each of the caller's names, and the rows themselves."""

    keys: Mapping[str, str]
    rows: Mapping[str, Json]

    def __str__(self) -> str:
        return ", ".join(f"{name}={key}" for name, key in self.keys.items()) or "anybody"


def tables_of(behaviour: Behaviour) -> dict[str, Json]:
    """Give the tables that are found by a key, as maps from key to row."""
    return {
        table.name: {str(row[table.key]): row for row in _rows(table)}
        for table in behaviour.fixtures.values()
        if table.key
    }


def _rows(table: FixtureTable) -> list[dict[str, Json]]:
    """Give the rows of a table, a column with a double anywhere being one of doubles."""
    doubles = {name for row in table.rows for name, value in row.items() if isinstance(value, float)}
    return [
        {name: float(value) if name in doubles and isinstance(value, int) else value for name, value in row.items()}
        for row in table.rows
    ]


def callers_of(behaviour: Behaviour, operation: Operation, wanted: Mapping[str, str] | str | None) -> Iterator[Caller]:
    """List who may call an operation, usual ones first: all, or those that a name or names ask for.

    ``wanted`` is the key of a row in one of the tables of callers, or such keys by the caller's names.

    Raises:
        ConfigError: nobody is called so.
    """
    by_scheme = {table.scheme: table for table in behaviour.callers.values()}
    alternatives = [[by_scheme[each] for each in one if each in by_scheme] for one in operation.security] or [[]]
    is_found = False
    for tables in alternatives:
        held = [_held(behaviour, table, wanted) for table in tables]
        for rows in itertools.islice(itertools.product(*held), _MOST):
            caller = Caller(
                {table.name: key for table, (key, _) in zip(tables, rows, strict=True)},
                {table.name: row for table, (_, row) in zip(tables, rows, strict=True)},
            )
            if _is_wanted(caller, wanted):
                is_found = True
                yield caller
    if not is_found:
        raise ConfigError(_unknown(behaviour, alternatives, wanted))


def _held(
    behaviour: Behaviour, table: CallerTable, wanted: Mapping[str, str] | str | None
) -> list[tuple[str, dict[str, Json]]]:
    fixture = behaviour.fixtures[table.table]
    rows = [(str(row.get(fixture.key, number)), row) for number, row in enumerate(_rows(fixture))]
    if isinstance(wanted, str):
        # A name is one of this table's, or of another one.
        return [pair for pair in rows if pair[0] == wanted] or rows
    if wanted is not None and table.name in wanted:
        return [pair for pair in rows if pair[0] == wanted[table.name]]
    return rows


def _is_wanted(caller: Caller, wanted: Mapping[str, str] | str | None) -> bool:
    if isinstance(wanted, str):
        return wanted in caller.keys.values()
    return wanted is None or all(caller.keys.get(name) == key for name, key in wanted.items())


def _unknown(
    behaviour: Behaviour, alternatives: list[list[CallerTable]], wanted: Mapping[str, str] | str | None
) -> Problem:
    tables = list(dict.fromkeys(table.name for one in alternatives for table in one))
    named = {table.name: table for table in behaviour.callers.values()}
    known = [f"{name}={key}" for name in tables for key, _ in _held(behaviour, named[name], None)]
    where = next((table.where for table in behaviour.callers.values()), Location("command line"))
    said = wanted if isinstance(wanted, str) else ", ".join(f"{name}={key}" for name, key in (wanted or {}).items())
    hint = f"Known: {', '.join(known)}." if known else "The behaviour has no x-callers for this operation."
    return Problem(where, f"no caller is called {said!r}", hint, "behaviour")

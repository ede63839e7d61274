"""Turns a query of RFC 9535 into the places that it selects in a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from specwright.model.types import Json

if TYPE_CHECKING:
    from jsonpath_rfc9535 import JSONPathQuery

__all__ = ["Place", "Query", "QueryError", "SingularQuery", "Step", "compile_query", "guess", "select"]

Step = str | int
Place = tuple[Step, ...]

_BRACKETS: Final = "A name of other letters than A-Z, a-z, 0-9 and _ stands in brackets: $.paths['/orders']."
# A query that names each step, in plain letters and without escapes: nearly all are such.
_PLAIN: Final = re.compile(
    r"""\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\['[ !#-&(-\[\]-~]*'\]|\["[ !#-&(-\[\]-~]*"\]|\[(?:0|[1-9][0-9]{0,8})\])*"""
)
_PLAIN_STEP: Final = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[['\"]([^'\"]*)['\"]\]|\[([0-9]+)\]")
# One step of the canonical spelling of a query that selects at most one node.
_STEP: Final = re.compile(r"\['((?:[^'\\]|\\.)*)'\]|\[(-?\d+)\]")


class QueryError(Exception):
    """A query cannot be read or answered; carries what to tell and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class SingularQuery:
    """A query that selects one node at most, step by step."""

    steps: Place

    def __str__(self) -> str:
        """Spell it in the canonical way."""
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f"['{step}']" for step in self.steps)

    def singular_query(self) -> bool:
        """Say that it selects one node at most."""
        return True

    def holds_in(self, value: Json) -> bool:
        """Say whether there is such a node."""
        for step in self.steps:
            inner: Json
            match step, value:
                case str(), dict() if step in value:
                    inner = value[step]
                case int(), list() if step < len(value):
                    inner = value[step]
                case _:
                    return False
            value = inner
        return True


Query: TypeAlias = "SingularQuery | JSONPathQuery"


def compile_query(text: str, *, depth: int) -> Query:
    """Read a query that may be asked of values nested as deep as ``depth``.

    Raises:
        QueryError: the text is no JSONPath of RFC 9535.
    """
    if _PLAIN.fullmatch(text):
        steps = (match.groups() for match in _PLAIN_STEP.finditer(text))
        return SingularQuery(tuple(int(index) if index else name or quoted for name, quoted, index in steps))
    # It takes long to import, and few descriptions need it.
    from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathError  # noqa: PLC0415

    environment = JSONPathEnvironment()
    environment.max_recursion_depth = depth + 1
    try:
        return environment.compile(text)
    except JSONPathError as error:
        token = error.token
        where = f" at character {token.index + 1}" if token is not None else ""
        what = str(error.args[0]) if error.args else "it cannot be read"
        raise QueryError(f"{text!r} is no JSONPath{where}: {what}", _BRACKETS) from None
    except RecursionError:
        raise QueryError("a JSONPath is nested too deeply", "Select in several actions.") from None


def select(query: Query, value: Json, *, limit: int) -> list[Place]:
    """List the places that a query selects, each once, in the order of the document.

    Raises:
        QueryError: it selects more than ``limit`` nodes.
    """
    if isinstance(query, SingularQuery):
        return [query.steps] if query.holds_in(value) else []
    from jsonpath_rfc9535 import JSONPathError  # noqa: PLC0415

    document: Any = value
    try:
        nodes = [node.location for node in islice(query.finditer(document), limit + 1)]
    except (JSONPathError, RecursionError) as error:
        what = str(error.args[0]) if error.args else "it cannot be answered"
        raise QueryError(f"{str(query)!r} cannot be answered: {what}", "Select less.") from None
    if len(nodes) > limit:
        raise QueryError(f"{str(query)!r} selects more than {limit} nodes", "Select less.")
    return list(dict.fromkeys(nodes))


def guess(query: Query, value: Json) -> str:
    """Say which step of a query that selects nothing leads nowhere, and what may have been meant."""
    found = "Correct the target."
    if not query.singular_query():
        return found
    place, current = "$", value
    for match in _STEP.finditer(str(query)):
        name, index = match[1], int(match[2] or 0)
        if isinstance(current, dict) and name in current:
            current = current[name]
        elif isinstance(current, list) and name is None and -len(current) <= index < len(current):
            current = current[index]
        else:
            members = list(current)[:2000] if isinstance(current, dict) else []
            close = get_close_matches(name or "", members, 1)
            return f"Did you mean {close[0]!r} at {place}?" if close else f"There is no {match[0]} at {place}."
        place += match[0]
    return found

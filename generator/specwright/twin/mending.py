"""Turns a value that breaks its schema in some places into one that meets it, and leaves all else as it was."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from specwright.model.types import Json, Schema
from specwright.rules.schema_view import View
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.twin.judges import Check, CheckViolation
from specwright.twin.pointers import tokens
from specwright.twin.synthesis import Synthesiser

__all__ = ["Mender"]

_MOST_ROUNDS: Final = 12
_ABOUT_STRANGERS: Final = frozenset({"additionalProperties", "unevaluatedProperties", "propertyNames"})
_ABOUT_ABSENCE: Final = frozenset({"required", "dependentRequired"})
_Path = tuple[str, ...]


class Mender:
    """Mends values of one service; documented examples that break their own schemas are no help and passed over."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._definitions = {key: schema.definition for key, schema in schemas.items()}
        self._ways = (Synthesiser(schemas), Synthesiser(schemas, has_examples=False))

    def mended(self, value: Json, definition: Json, check: Check) -> Json:
        """Give the value with other parts where it breaks the schema; as it is where that leads nowhere."""
        holder: dict[str, Any] = {"": copy.deepcopy(value)}
        tries: Counter[_Path] = Counter()
        for _ in range(_MOST_ROUNDS):
            told = check(holder[""])
            if not told:
                found: Json = holder[""]
                return found
            # From the end, so that what is taken out of a list moves nothing that is still to be looked at.
            for each in sorted({one.path: one for one in told}.values(), key=_position, reverse=True):
                self._change(holder, definition, each, tries)
        return value

    def _change(
        self, holder: dict[str, Any], definition: Json, violation: CheckViolation, tries: Counter[_Path]
    ) -> None:
        path: _Path = tuple(tokens(violation.path))
        missing = _missing(violation)
        path = path if missing is None else (*path, missing)
        parent = _at(holder, ("", *path[:-1]) if path else ())
        key: Any = path[-1] if path else ""
        tries[path] += 1
        if isinstance(parent, ARRAY):
            key = int(key)
            if key >= len(parent):
                return
        elif not isinstance(parent, OBJECT) or (missing is None and key not in parent):
            return
        is_stranger = violation.id in _ABOUT_STRANGERS
        if path and (is_stranger or (missing is None and tries[path] > len(self._ways))):
            del parent[key]
        else:
            way = self._ways[(tries[path] - 1) % len(self._ways)]
            parent[key] = way.value(self._schema(definition, path))

    def _schema(self, definition: Json, path: _Path) -> Json:
        """Find what holds at a place; of alternatives, all that know the place."""
        schemas: list[Json] = [definition]
        for token in path:
            schemas = [below for schema in schemas for below in self._below(schema, token)]
        return schemas[0] if len(schemas) == 1 else {"allOf": schemas}

    def _below(self, schema: Json, token: str) -> list[Json]:
        view = View.of((schema,), self._definitions)
        found = list(view.member_schemas(token))
        if token.isdecimal():
            leading = [value for value in view.values("prefixItems") if isinstance(value, list)]
            found += [items[int(token)] for items in leading if int(token) < len(items)]
            found = found or [items for items in view.values("items") if not isinstance(items, bool)]
        if not found:
            choices = [below for choice in view.choices for each in choice for below in self._below(each, token)]
            found = choices[:1] or view.map_values()
        return found


def _at(whole: Any, path: _Path) -> Any:
    for token in path:
        if isinstance(whole, ARRAY):
            whole = whole[int(token)] if int(token) < len(whole) else None
        elif isinstance(whole, OBJECT):
            whole = whole.get(token)
        else:
            return None
    return whole


def _missing(violation: CheckViolation) -> str | None:
    if violation.id not in _ABOUT_ABSENCE:
        return None
    # Who has found a violation has imported this already.
    from specwright.checks.messages import missing_member  # noqa: PLC0415

    return missing_member(violation.message)


def _position(violation: CheckViolation) -> list[tuple[int, str]]:
    return [(int(token) if token.isdecimal() else -1, token) for token in tokens(violation.path)]

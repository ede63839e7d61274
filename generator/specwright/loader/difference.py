"""Turns two documents into the overlay that makes one of the other."""

from __future__ import annotations

import json
from collections.abc import Mapping

from specwright.model.types import Json

__all__ = ["overlay_between"]


def overlay_between(before: Json, after: Json, *, title: str, version: str) -> Json:
    """Write the overlay: actions remove what gives way, the last one adds; None where nothing differs."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    removed: list[str] = []
    update = _differences(before, after, "$", removed)
    actions: list[Json] = [{"target": target, "remove": True} for target in removed]
    if update:
        actions.append({"target": "$", "update": update})
    if not actions:
        return None
    return {"overlay": "1.1.0", "info": {"title": title, "version": version}, "actions": actions}


def _differences(
    before: Mapping[str, Json], after: Mapping[str, Json], path: str, removed: list[str]
) -> dict[str, Json]:
    # JSON's escapes are those that a JSONPath knows between double quotes.
    removed += [f"{path}[{json.dumps(key)}]" for key in before if key not in after]
    update: dict[str, Json] = {}
    for key, value in after.items():
        old = before.get(key)
        if key not in before:
            update[key] = value
        elif isinstance(old, dict) and isinstance(value, dict):
            inner = _differences(old, value, f"{path}[{json.dumps(key)}]", removed)
            if inner:
                update[key] = inner
        elif not _is_same(old, value):
            # An update appends to a list, and merges an object into whatever it finds.
            removed.append(f"{path}[{json.dumps(key)}]")
            update[key] = value
    return update


def _is_same(one: Json, other: Json) -> bool:
    # To Python 1, 1.0 and true are equal; as JSON they are not.
    return json.dumps(one) == json.dumps(other)

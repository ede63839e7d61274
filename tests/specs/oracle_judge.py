"""Judges values by the rules of a description with Google's CEL, sharing no code with the compiler of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, cast

from rules.oracle import Oracle

__all__ = ["broken", "broken_alone", "evaluations", "holds_when"]

ORACLE: Final = Oracle()
_WORD: Final = re.compile(r"'[^']*'|(?<![.\w])[A-Za-z_]\w*")


@dataclass(frozen=True)
class _Site:
    """A value with rules: the rules as they are written, its pointer and its old value."""

    entries: list[dict[str, Any]]
    path: str
    value: Any
    old: Any


def broken_alone(schema: dict[str, Any], value: Any, old: Any = None) -> set[str]:
    """List the ids of the rules that do not hold somewhere in a value, whatever `after` says."""
    return {
        entry["id"]
        for site in _sites(schema, value, old, "")
        for entry in site.entries
        if _is_asked(entry, site) and not _holds(entry, site)
    }


def broken(schema: dict[str, Any], value: Any, old: Any = None) -> set[tuple[str, str]]:
    """List ids and codes of the rules that are told: those whose `after` all holds, and so on up the chain."""
    sites = list(_sites(schema, value, old, ""))
    entries = {entry["id"]: entry for site in sites for entry in site.entries}
    alone = broken_alone(schema, value, old)

    def is_silent(id_: str) -> bool:
        # A rule that stands nowhere in this value holds.
        return any(other in alone or is_silent(other) for other in entries.get(id_, {}).get("after", ()))

    return {(id_, entries[id_].get("code", "")) for id_ in alone if not is_silent(id_)}


def holds_when(schema: dict[str, Any], id_: str, value: Any, old: Any = None) -> bool:
    """Say whether a rule is asked for anywhere in a value."""
    return any(
        entry["id"] == id_ and _is_asked(entry, site) and _evaluate(_text(entry, "when"), site) is True
        for site in _sites(schema, value, old, "")
        for entry in site.entries
    )


def evaluations(schema: dict[str, Any], value: Any) -> list[Callable[[], object]]:
    """Prepare the evaluation of each rule that judges some part of a value, as often as it does."""
    return [
        partial(ORACLE.evaluate, _compiled(_whole(entry)), {"self": site.value, "oldSelf": None})
        for site in _sites(schema, value, None, "")
        for entry in site.entries
        if _is_asked(entry, site)
    ]


def _is_asked(entry: dict[str, Any], site: _Site) -> bool:
    return site.old is not None or "oldSelf" not in entry["rule"]


def _holds(entry: dict[str, Any], site: _Site) -> bool:
    return _evaluate(_whole(entry), site) is True


def _whole(entry: dict[str, Any]) -> str:
    return f"!({_text(entry, 'when')}) || ({_text(entry, 'rule')})"


def _text(entry: dict[str, Any], key: str) -> str:
    """Give an expression with the names of `let` replaced by what they stand for."""
    text: str = entry.get(key, "true")
    names: dict[str, str] = {}
    for name, meaning in entry.get("let", {}).items():
        names[name] = f"({_replaced(meaning, names)})"
    return _replaced(text, names)


def _replaced(text: str, names: dict[str, str]) -> str:
    return _WORD.sub(lambda found: names.get(found[0], found[0]), text)


@cache
def _compiled(text: str) -> Any:
    return ORACLE.compile(text)


def _evaluate(text: str, site: _Site) -> object:
    values = {"self": site.value} if site.old is None else {"self": site.value, "oldSelf": site.old}
    return ORACLE.evaluate(_compiled(text), {"oldSelf": None, **values})


def _sites(schema: dict[str, Any], value: object, old: object, path: str) -> Iterator[_Site]:
    """Walk a value beside its schema; items have no old value, since no list of the descriptions has a key."""
    if value is None:
        return
    assert not schema.keys() & {"allOf", "anyOf", "oneOf", "prefixItems", "x-list-key"}
    if "x-validations" in schema:
        before = None if old is None else _as_cel(schema, old)
        yield _Site(schema["x-validations"], path, _as_cel(schema, value), before)
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        befores = cast("dict[str, Any]", old) if isinstance(old, dict) else {}
        for name, child in schema.get("properties", {}).items():
            yield from _sites(child, members.get(name), befores.get(name), f"{path}/{name}")
    elif isinstance(value, list):
        for index, item in enumerate(cast("Sequence[Any]", value)):
            yield from _sites(schema["items"], item, None, f"{path}/{index}")


def _as_cel(schema: dict[str, Any], value: object) -> Any:
    """Give a value as CEL sees it: members that are null absent, numbers double unless the schema says integer."""
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        members = cast("dict[str, Any]", value)
        return {
            name: _as_cel(properties[name], member)
            for name, member in members.items()
            if member is not None and name in properties
        }
    if isinstance(value, list):
        return [_as_cel(schema["items"], item) for item in cast("Sequence[Any]", value)]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if "integer" in schema["type"] else float(value)
    return value

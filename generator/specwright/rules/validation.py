"""Turns the entries of `x-validations` at a schema node into rules whose shape is right, each part with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from specwright.model.errors import Problem
from specwright.model.location import Location, join_pointer
from specwright.model.types import Json
from specwright.rules.faults import Places, RuleError, Snippet

__all__ = ["KEYWORD", "Entry", "Source", "read_entries"]

KEYWORD: Final = "x-validations"

_KEYS: Final = ("id", "code", "when", "after", "let", "rule", "message", "fieldPath", "source", "examples")
_ELSEWHERE: Final = {
    "messageExpression": "Write the text under message.",
    "reason": "Write the documented error code under code.",
    "optionalOldSelf": "A rule that mentions oldSelf is judged only where an old value is known.",
    "expression": "Write it under rule.",
    "x-error-code": "Write it under code.",
}
_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CONFIDENCES: Final = ("documented", "assumed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from; an assumed rule warns where a documented one refuses."""

    doc: str = ""
    quote: str = ""
    is_documented: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as it was written; ``valid`` and ``invalid`` are merge patches on the schema's example."""

    id: str
    rule: Snippet
    code: str = ""
    when: Snippet | None = None
    after: tuple[str, ...] = ()
    let: Mapping[str, Snippet] = field(default_factory=dict[str, Snippet])
    message: str = ""
    field_path: str = ""
    source: Source = field(default_factory=Source)
    valid: tuple[Json, ...] = ()
    invalid: tuple[Json, ...] = ()
    where: Location = field(default_factory=lambda: Location("<rule>"))
    places: Places = field(default_factory=Places)

    def problem(self, what: str, hint: str, rule: str, *, key: str = "") -> Problem:
        """Describe what is wrong with the entry or one of its keys."""
        pointer = join_pointer(self.where.pointer, *([key] if key else []))
        return Problem(self.places.complete(Location(self.where.file, pointer)), what, hint, rule)


def read_entries(definition: Json, *, where: Location, places: Places) -> tuple[Entry, ...]:
    """Read the entries at one schema node, which stands at ``where``.

    Raises:
        RuleError: an entry has another shape; all such faults of the node are told at once.
    """
    value = definition.get(KEYWORD) if isinstance(definition, dict) else None
    if value is None:
        return ()
    reader = _Reader(places)
    at = Location(where.file, join_pointer(where.pointer, KEYWORD))
    entries: list[Entry] = []
    if isinstance(value, list):
        for index, item in enumerate(value):
            entry = reader.entry(item, Location(at.file, join_pointer(at.pointer, index)))
            if entry is not None:
                entries.append(entry)
    else:
        reader.tell(at, "x-validations is a list of rules", "Begin each rule with a dash.")
    if reader.problems:
        raise RuleError(*reader.problems)
    return tuple(entries)


class _Reader:
    """Reads entries and collects what is wrong with them."""

    def __init__(self, places: Places) -> None:
        self.problems: list[Problem] = []
        self._places = places

    def tell(self, where: Location, what: str, hint: str) -> None:
        """Note a fault."""
        self.problems.append(Problem(self._places.complete(where), what, hint, "rule-entry"))

    def entry(self, value: Json, where: Location) -> Entry | None:
        """Read one entry."""
        if not isinstance(value, dict):
            self.tell(where, "a rule is a map", "Write id, rule and message.")
            return None
        before = len(self.problems)
        for key in value.keys() - set(_KEYS):
            close = difflib.get_close_matches(key, _KEYS, n=1)
            hint = _ELSEWHERE.get(key) or (f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(_KEYS)}")
            self.tell(_below(where, key), f"a rule has no key {key!r}", hint)
        valid, invalid = self._examples(value, where)
        id_ = self._text(value, "id", where, is_required=True)
        if id_ and _ID.fullmatch(id_) is None:
            self.tell(_below(where, "id"), f"{id_!r} is no rule id", "Write words in lower case: dates-in-order")
        rule = self._snippet(value, "rule", where)
        if rule is None and "rule" not in value:
            self.tell(where, "'rule' is missing", "Write the condition that must hold.")
        if len(self.problems) > before or rule is None:
            return None
        entry = Entry(
            id=id_,
            rule=rule,
            code=self._text(value, "code", where),
            when=self._snippet(value, "when", where),
            after=self._names(value, "after", where),
            let=self._let(value, where),
            message=self._text(value, "message", where, is_required=True),
            field_path=self._text(value, "fieldPath", where),
            source=self._source(value, where),
            valid=valid,
            invalid=invalid,
            where=where,
            places=self._places,
        )
        return entry if len(self.problems) == before else None

    def _text(self, value: Mapping[str, Json], key: str, where: Location, *, is_required: bool = False) -> str:
        text = value.get(key)
        if text is None and key not in value:
            if is_required:
                self.tell(where, f"{key!r} is missing", "Every rule has an id, a rule and a message.")
            return ""
        if not isinstance(text, str) or not text.strip():
            self.tell(_below(where, key), f"{key!r} is a text", "Write some words.")
            return ""
        return text

    def _snippet(self, value: Mapping[str, Json], key: str, where: Location) -> Snippet | None:
        if key not in value:
            return None
        text = value[key]
        if isinstance(text, bool):
            text = "true" if text else "false"
        if not isinstance(text, str):
            self.tell(_below(where, key), f"{key!r} is an expression", "Put the expression into quotes.")
            return None
        return Snippet(text, _below(where, key), self._places)

    def _names(self, value: Mapping[str, Json], key: str, where: Location) -> tuple[str, ...]:
        names = value.get(key, [])
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return tuple(str(name) for name in names)
        self.tell(_below(where, key), f"{key!r} is a list of rule ids", "Write: [first-rule, second-rule]")
        return ()

    def _let(self, value: Mapping[str, Json], where: Location) -> Mapping[str, Snippet]:
        named = value.get("let", {})
        if not isinstance(named, dict):
            self.tell(
                _below(where, "let"), "'let' is a map from names to expressions", "Write: {total: 'size(self.items)'}"
            )
            return {}
        found: dict[str, Snippet] = {}
        at = _below(where, "let")
        for name in named:
            if _NAME.fullmatch(name) is None or name in ("self", "oldSelf"):
                self.tell(_below(at, name), f"{name!r} cannot be the name of a value", "Write letters and digits.")
                continue
            snippet = self._snippet(named, name, at)
            if snippet is not None:
                found[name] = snippet
        return found

    def _source(self, value: Mapping[str, Json], where: Location) -> Source:
        source = value.get("source", {})
        at = _below(where, "source")
        if not isinstance(source, dict) or source.keys() - {"doc", "quote", "confidence"}:
            self.tell(at, "'source' says doc, quote and confidence", "Write: {doc: NAME, confidence: documented}")
            return Source()
        confidence = source.get("confidence", "documented")
        if confidence not in _CONFIDENCES:
            self.tell(_below(at, "confidence"), f"{confidence!r} is no confidence", "Write documented or assumed.")
        doc = self._text(source, "doc", at)
        return Source(doc=doc, quote=self._text(source, "quote", at), is_documented=confidence != "assumed")

    def _examples(self, value: Mapping[str, Json], where: Location) -> tuple[tuple[Json, ...], tuple[Json, ...]]:
        examples = value.get("examples", {})
        at = _below(where, "examples")
        if not isinstance(examples, dict) or examples.keys() - {"valid", "invalid"}:
            self.tell(at, "'examples' has valid and invalid ones", "Write: {valid: [{}], invalid: [{name: null}]}")
            return (), ()
        lists: list[tuple[Json, ...]] = []
        for key in ("valid", "invalid"):
            patches = examples.get(key, [])
            if not isinstance(patches, list):
                self.tell(_below(at, key), f"{key!r} is a list of merge patches", "Begin each with a dash.")
                patches = []
            lists.append(tuple(patches))
        return lists[0], lists[1]


def _below(where: Location, key: str) -> Location:
    return Location(where.file, join_pointer(where.pointer, key))

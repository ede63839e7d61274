"""What of an old value a transition rule looks at."""

from __future__ import annotations

import pytest

from rules.compiled import rules_of
from specwright.checks.looking import PRESENCE, WHOLE, Members, below, old_members
from specwright.model.types import Json

SCHEMA: dict[str, Json] = {
    "type": "object",
    "required": ["flow", "name", "boxes", "rates", "place"],
    "properties": {
        "flow": {"type": "string"},
        "name": {"type": "string"},
        "note": {"type": ["string", "null"]},
        "boxes": {"type": "array", "items": {"type": "integer"}},
        "spare": {"type": ["array", "null"], "items": {"type": "integer"}},
        "rates": {"type": "object", "additionalProperties": {"type": "number"}},
        "place": {"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}},
    },
}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("self.flow == oldSelf.flow", {("flow",)}),
        ("self.name != self.flow || oldSelf.name == 'x'", {("name",)}),
        ("self.place.city == oldSelf.place.city", {("place", "city")}),
        ("self.place == oldSelf.place", {("place",)}),
        ("self == oldSelf", {()}),
        ("!has(oldSelf.note) || has(self.note)", {("note", *PRESENCE)}),
        ("!has(oldSelf.note) || oldSelf.note != self.flow", {("note", *PRESENCE), ("note",)}),
        ("size(self.boxes) >= size(oldSelf.boxes)", {("boxes", *PRESENCE)}),
        ("self.boxes.size() >= oldSelf.boxes.size()", {("boxes", *PRESENCE)}),
        ("!has(oldSelf.spare) || size(oldSelf.spare) < 9", {("spare", *PRESENCE)}),
        ("size(self.rates) >= size(oldSelf.rates)", {("rates",)}),
        ("size(self.name) >= size(oldSelf.name)", {("name",)}),
        ("oldSelf.boxes.all(n, n in self.boxes)", {("boxes",)}),
    ],
)
def test_members_that_a_rule_reads_are_listed(rule: str, expected: Members) -> None:
    """Of a list that is counted and of what only has to be there no more is listed than that; of all else the whole."""
    schema: dict[str, Json] = {**SCHEMA, "x-validations": [{"id": "a", "rule": rule, "message": "A."}]}

    assert old_members(rules_of(schema)[0]) == expected


def test_names_that_stand_for_values_are_read_as_well() -> None:
    """What a rule reads by way of `let` counts as if it stood in the rule."""
    entry: Json = {"id": "a", "let": {"was": "oldSelf.flow"}, "rule": "self.flow == was", "message": "A."}

    assert old_members(rules_of({**SCHEMA, "x-validations": [entry]})[0]) == {("flow",)}


def test_what_is_read_of_a_member_stands_below_it() -> None:
    """Of a value that is read as a whole every member is, of another one what is named below the member."""
    members: Members = frozenset({("a",), ("b", "c"), ("b", *PRESENCE), ("d", "e")})

    assert below(WHOLE, "a") == WHOLE
    assert below(members, "a") == WHOLE
    assert below(members, "b") == {("c",), PRESENCE}
    assert below(members, "x") == frozenset()

"""How updates are made: a stored document and the one that is to replace it, right or wrong in one way."""

from __future__ import annotations

from typing import Any, Final

import pytest

from samples.judging import broken_keywords, broken_rules
from samples.made import Made, made, rule
from samples.sampled import BODIES, body
from specwright.model.types import Json
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource
from specwright.samples.engine.transitions import edited

DRAWS: Final = 15

BOX: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["id", "weight"],
    "properties": {"id": {"type": "string", "minLength": 1}, "weight": {"type": "integer"}},
    "x-validations": [rule("weight-never-falls", "self.weight >= oldSelf.weight"), rule("weighed", "self.weight > 0")],
}
ORDER: Final[dict[str, Json]] = {
    "type": "object",
    "required": ["flow", "boxes"],
    "properties": {
        "flow": {"enum": ["in", "out"]},
        "note": {"type": ["string", "null"]},
        "boxes": {"type": "array", "maxItems": 4, "x-list-key": "id", "items": {"$ref": "#/$defs/Box"}},
    },
}
RULES: Final[tuple[Json, ...]] = (
    rule("same-flow", "self.flow == oldSelf.flow"),
    rule("as-many", "size(self.boxes) == size(oldSelf.boxes)"),
    rule("note-kept", "!has(oldSelf.note) || has(self.note)"),
    rule("no-new-boxes", "self.boxes.all(b, oldSelf.boxes.exists(o, o.id == b.id))", when="self.flow == 'out'"),
    rule("different-boxes", "self.boxes.all(a, self.boxes.exists_one(b, b.id == a.id))"),
)
NAMES: Final = ("same-flow", "as-many", "note-kept", "no-new-boxes", "weight-never-falls")


@pytest.fixture(scope="module")
def order() -> Made:
    """Give rules about what was stored before, of the whole and of items that are found again by their keys."""
    return made(ORDER, *RULES, schemas={"Box": BOX})


def test_a_change_meets_all_rules(order: Made) -> None:
    """Both documents are valid, the new one beside the old one as well, and they differ often."""
    different = 0
    for seed in range(4 * DRAWS):
        old, new = order.sampler.transition(RandomSource(seed))
        assert order.check(old) == ()
        assert order.check(new, old=old) == ()
        different += old != new
    assert different > 2 * DRAWS


@pytest.mark.parametrize("name", NAMES)
def test_a_change_breaks_one_rule(order: Made, name: str) -> None:
    """The old document is valid, and the new one breaks the one rule."""
    for seed in range(DRAWS):
        old, new = order.sampler.transition(RandomSource(seed), breaking=name)
        assert order.check(old) == ()
        assert {each.id for each in order.check(new, old=old)} == {name}


@pytest.mark.parametrize(("api", "operation"), BODIES)
def test_changes_of_both_apis_are_right_for_others_as_well(api: str, operation: str) -> None:
    """CEL and jsonschema find nothing wrong with a change, and exactly the broken rule where one is broken."""
    sample = body(api, operation)
    for name in (None, *sample.sampler.transition_rules):
        for seed in range(3):
            old, new = sample.sampler.transition(RandomSource(seed), breaking=name)
            assert broken_rules(api, operation, old) == set()
            assert broken_keywords(api, operation, new) == set()
            assert broken_rules(api, operation, new, old) == ({name} if name else set())


def test_a_rule_that_a_change_cannot_break_alone_is_told() -> None:
    """What an old document cannot have and must be kept cannot become wrong alone."""
    sample = made(
        ORDER,
        rule("same-flow", "self.flow == oldSelf.flow"),
        rule("only-in", "self.flow == 'in'"),
        schemas={"Box": BOX},
    )

    with pytest.raises(NoWayFoundError, match="only-in"):
        sample.sampler.transition(RandomSource(1), breaking="only-in")


def test_edits_change_some_values_and_leave_the_original(order: Made) -> None:
    """An edited copy is well-formed wherever its original was, and the original is as it was."""
    document = order.valid(3)
    before: Any = repr(document)

    copies = [edited(document, order.root, order.sampler.drawer, count=3) for _ in range(DRAWS)]

    assert repr(document) == before
    assert any(copy != document for copy in copies)
    assert not [each for copy in copies for each in order.check(copy) if each.layer == "schema"]

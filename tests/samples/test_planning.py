"""What a plan is made of: cycles that end, errors that say where, and nothing that changes from run to run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checks.compiled import body_service, module_of, operation, service_of
from samples.made import made, rule
from samples.members import members_of, paths_of
from samples.sampled import BODIES, body
from specwright.model.errors import DescriptionError
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.samples.engine.source import DrawnSource, RandomSource
from specwright.samples.planning import make_plan

TREE: dict[str, Json] = {
    "Node": {
        "type": "object",
        "required": ["name", "children"],
        "properties": {
            "name": {"type": "string"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/Node"}},
            "parent": {"$ref": "#/$defs/Node"},
        },
    }
}


def depth(value: Any) -> int:
    """Count how deep a value is nested."""
    if isinstance(value, OBJECT):
        return 1 + max((depth(item) for item in value.values()), default=0)
    return 1 + max((depth(item) for item in value), default=0) if isinstance(value, ARRAY) else 0


def test_what_goes_round_in_circles_ends() -> None:
    """Values of a schema that is part of itself are of a size that a test can bear."""
    sampler = made({"$ref": "#/$defs/Node"}, schemas=TREE).sampler
    values = [sampler.valid(RandomSource(seed)) for seed in range(200)]
    everything = sampler.valid(DrawnSource(lambda n: n - 1))

    assert max(depth(value) for value in values) >= 4
    assert max(depth(value) for value in [*values, everything]) <= 12
    assert max(len(json.dumps(value)) for value in [*values, everything]) <= 100_000


WRONG: dict[str, tuple[dict[str, Json], str]] = {
    "limits": (
        {"type": "object", "required": ["a"], "properties": {"a": {"minLength": 3, "maxLength": 1, "type": "string"}}},
        "/properties/a",
    ),
    "a member that needs itself": (
        {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/Endless"}}},
        "#/components/schemas/Endless",
    ),
    "nothing": ({"allOf": [{"type": "string"}, {"type": "integer"}]}, "/schema"),
    "an empty enum": (
        {"type": "object", "required": ["a"], "properties": {"a": {"enum": ["x"], "type": "integer"}}},
        "/schema",
    ),
    "a pattern of another length": ({"type": "string", "pattern": "^ab$", "minLength": 3}, "/schema"),
}
ENDLESS: dict[str, Json] = {
    "Endless": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/$defs/Endless"}}}
}


@pytest.mark.parametrize(("schema", "where"), WRONG.values(), ids=WRONG.keys())
def test_what_nothing_can_meet_is_told_with_its_place(schema: dict[str, Json], where: str) -> None:
    """A schema that no value meets is an error that names the innermost schema to blame."""
    service = body_service(schema, schemas=ENDLESS)
    with pytest.raises(DescriptionError) as raised:
        make_plan(service, module_of(service)[0])

    assert where in str(raised.value.problems[0].where)
    assert "no value can meet" in raised.value.problems[0].what


def test_what_nothing_can_meet_keeps_no_other_body_back() -> None:
    """With ``keep_going``, only the body that cannot be drawn is left out."""
    service = service_of(operation("good", body={"type": "integer"}), operation("bad", body=False))
    module, _ = module_of(service)

    assert list(make_plan(service, module, keep_going=True)["bodies"]) == ["good"]


def test_members_that_the_service_sets_are_not_sent() -> None:
    """A member that is `readOnly` is drawn only where something asks for it."""
    schema: dict[str, Json] = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "a": {"type": "integer"},
            "etag": {"$ref": "#/$defs/Tag"},
        },
    }
    tag: dict[str, Json] = {"Tag": {"type": "string", "readOnly": True}}
    sampler = made(schema, schemas=tag).sampler
    needing = made({**schema, "minProperties": 3}, schemas=tag).sampler

    assert {name for seed in range(50) for name in sampler.valid(RandomSource(seed))} == {"a"}
    assert needing.valid(RandomSource(0)).keys() == {"id", "a", "etag"}


def test_what_rules_ask_of_single_values_is_drawn_at_once() -> None:
    """An unconditional rule about one value leads its draws, though the schema allows more."""
    one = made(
        {
            "type": "object",
            "required": ["country", "amount"],
            "properties": {"country": {"type": "string"}, "amount": {"type": "number"}},
        },
        rule("country", "isCountry2(self.country)"),
        rule("amount", "self.amount > 2.0 && self.amount <= 3.0"),
    )
    drawn = [one.well_formed(seed) for seed in range(100)]

    assert not any(one.check(value) for value in drawn)
    assert one.sampler.drawer.accepts(one.sampler.drawer.member(one.root, "country") or "", "no country at all")


def test_a_plan_is_data_and_the_same_each_time() -> None:
    """A plan survives being written as JSON, and is made alike again."""
    plan = json.dumps(_plan())

    assert json.loads(plan) == _plan()
    assert plan == json.dumps(_plan())


def _plan() -> Any:
    service = body_service({"$ref": "#/$defs/Node"}, schemas=TREE)
    return make_plan(service, module_of(service)[0])


def test_samples_are_the_same_in_every_process() -> None:
    """The order of sets and the hashes of texts decide nothing: only the seed does."""
    script = (
        "import json; from samples.sampled import body; from specwright.samples.engine.source import RandomSource\n"
        "source = RandomSource(5); sampler = body('soget', 'createCustomerOrder').sampler\n"
        "print(json.dumps([sampler.valid(source) for _ in range(20)]))"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join(str(root / name) for name in ("generator", "tests"))
    texts = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }

    assert len(texts) == 1
    assert len(texts.pop()) > 20_000


@pytest.mark.parametrize(("api", "name"), BODIES)
def test_every_optional_member_occurs(api: str, name: str) -> None:
    """Over a run, each member that a body can have is drawn, and its mean size is that of a real order."""
    sampler = body(api, name).sampler
    source = RandomSource(1)
    values = [sampler.valid(source) for _ in range(400)]

    assert members_of(sampler) - {path for value in values for path in paths_of(value)} == set()
    assert (
        sum(len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()) for value in values)
        >= 400 * 1500
    )

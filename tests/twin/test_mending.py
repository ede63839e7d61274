"""Holds that values which break their schema are mended where they do, and nowhere else."""

from pathlib import Path
from typing import Any

import pytest

from specwright.loader import load
from specwright.twin.judges import CheckViolation, Judges
from specwright.twin.mending import Mender

CORNER = Path(__file__).parents[1] / "conform" / "corner.yaml"
RIGHT: Any = {"id": "v0001", "at": "2026-01-31T12:00:00Z", "mood": "sad"}


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        (RIGHT, RIGHT),
        ({**RIGHT, "mood": "SAD"}, {**RIGHT, "mood": "glad"}),
        ({**RIGHT, "at": "yesterday"}, RIGHT),
        ({"id": "v0001", "mood": "sad"}, RIGHT),
        ({**RIGHT, "more": 1, "who": 5}, {**RIGHT, "who": "text"}),
    ],
)
def test_what_is_wrong_alone_is_mended(value: Any, mended: Any) -> None:
    """Values of another form are replaced, missing ones added, unknown ones left out; examples that are wrong are no help."""
    service = load(CORNER, keep_going=True)
    operation = next(each for each in service.operations if each.name.wire == "getVisit")
    content = operation.responses[0].media_types[0]
    check = Judges(service).response(operation, "200", content.media_type)
    assert check is not None
    assert Mender(service.schemas).mended(value, content.definition, check) == mended


def test_what_cannot_be_met_is_left_out_or_left_as_it_was() -> None:
    """A member that no value meets is left out where it may be; where nothing helps, the value stays."""
    service = load(CORNER, keep_going=True)
    operation = next(each for each in service.operations if each.name.wire == "askForLatest")
    content = operation.responses[0].media_types[0]
    check = Judges(service).response(operation, "200", content.media_type)
    assert check is not None
    mender = Mender(service.schemas)
    found: Any = {"kind": "none", "seen": [{"mood": "sad"}, {"mood": "SAD"}], "either": {}}
    assert mender.mended(found, content.definition, check) == {
        "kind": "none",
        "seen": [{"mood": "sad"}, {"mood": "glad"}],
    }
    always = check({})

    def never(value: Any) -> tuple[CheckViolation, ...]:
        del value
        return always

    assert mender.mended(found, content.definition, never) is found

"""Collections that nobody declared are seen by whoever looks after the twin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from asgi import Got
from specwright.twin.creation import create_twin

AskOf = Callable[[Any], Callable[..., Got]]
THINGS = Path(__file__).parents[1] / "engine" / "things.yaml"


def test_what_was_stored_in_an_inferred_collection_is_told(ask_of: AskOf) -> None:
    """State and resources list a collection as soon as it has something, also below another one, and its documents."""
    ask = ask_of(create_twin(THINGS, seed=1))
    before = ask("GET", "/__twin/state").json["resources"]
    assert ask("POST", "/owners/o1/things", content={"color": "red"}).status == 201
    assert ask("POST", "/owners/o1/things", content={"color": "blue"}).status == 201

    assert "/owners/o1/things" not in before
    assert ask("GET", "/__twin/state").json["resources"]["/owners/o1/things"] == 2
    assert ask("POST", "/owners/o2/things", content={"color": "red"}).status == 201
    assert {"name": "/owners/o1/things", "count": 2} in ask("GET", "/__twin/resources").json["resources"]

"""Holds that ids of inferred documents have the form that the description asks for, and what counts as a document."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from specwright.loader import load
from specwright.twin.calls import Answer, Call
from specwright.twin.engine import Engine
from specwright.twin.inferred_ids import fitting_id
from specwright.twin.memory_store import MemoryStore
from specwright.twin.patterns import numbered_text

Ask = Callable[..., Any]
PATTERNS: Final = (
    r"^b[0-9]+$",
    r"^[\da-z]{26}$",
    r"^[A-Z]{3}-\d{2,9}$",
    r"^[a-z]+@\w+$",
    r"^\w{4}$",
    r"^(?:ab){2}.{3}$",
)


@pytest.fixture
def ask() -> Ask:
    """Give a function that calls an operation of the beds, with its path parameters by name."""
    service = load(Path(__file__).with_name("beds.yaml"))
    engine = Engine(service, MemoryStore(), seed=1)
    engine.start()
    operations = {operation.name.wire: operation for operation in service.operations}

    def call(name: str, body: Any = None, /, **path: Any) -> Answer:
        parameters = {"path": path, "query": {}, "header": {}, "cookie": {}}
        return engine.handle(
            Call(operation=operations[name], parameters=parameters, body=body, has_body=body is not None)
        )

    return call


def test_ids_have_the_form_that_paths_ask_for(ask: Ask) -> None:
    """An id that no call could name would lead nowhere: patterns and bounds of the path's parameter count."""
    assert [ask("digBed", {"name": "a"}).body["id"] for _ in range(3)] == ["b001", "b002", "b003"]
    assert [ask("addTool", {}).body["id"] for _ in range(2)] == [1001, 1002]
    assert ask("getTool", id=1002).status == 200


def test_an_item_may_have_a_list(ask: Ask) -> None:
    """A document with one list and few other members is no page, so that it is stored as a whole."""
    made = ask("digBed", {"name": "a", "plants": ["kale"]})
    assert ask("getBed", bedId=made.body["id"]).body == {"id": "b001", "name": "a", "plants": ["kale"]}


def test_a_post_that_tells_many_makes_nothing(ask: Ask) -> None:
    """Where a POST is answered with a page, nothing is stored, and items are those of the documentation."""
    answer = ask("findSeeds", {"ids": ["1"]})
    assert not answer.has_body
    assert ask("getSeed", id="anything").status == 200


@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_number_has_a_text_of_its_own(pattern: str) -> None:
    """Texts for different numbers differ and match."""
    made = [numbered_text(pattern, number) for number in range(1, 300)]
    assert None not in made
    assert len(set(made)) == len(made)
    assert all(re.search(pattern, text) for text in made if text is not None)


def test_a_pattern_without_room_has_no_further_text() -> None:
    """Whoever counts beyond what a pattern has room for is told."""
    assert numbered_text(r"^[0-9]$", 9) == "9"
    assert numbered_text(r"^[0-9]$", 10) is None


def test_an_id_is_found_for_each_kind_of_schema() -> None:
    """Lists of values, lengths and UUIDs are met; where nothing fits, the plainest id has to do."""

    def made(schema: dict[str, Any], is_fitting: Callable[[Any], bool] = lambda _: True, number: int = 2) -> Any:
        return fitting_id([schema], is_fitting, number=number, resource="/x", seed=1, is_number=False)

    assert made({"enum": ["a", "b"]}, lambda id_: id_ in {"a", "b"}) == "b"
    assert made({"minLength": 5}, lambda id_: len(id_) == 5) == "00002"
    assert re.fullmatch(r"[0-9a-f-]{36}", made({"format": "uuid"}))
    assert made({}, lambda _: False) == "2"

"""Holds what operations do that declare no behaviour."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from specwright.loader import load
from specwright.twin.calls import Answer, Call, Refusal, Success
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore

Ask = Callable[..., Any]


@pytest.fixture
def ask() -> Ask:
    """Give a function that calls an operation of the things, with its path parameters by name."""
    service = load(Path(__file__).with_name("things.yaml"))
    engine = Engine(service, MemoryStore(), seed=1)
    engine.start()
    operations = {operation.name.wire: operation for operation in service.operations}

    def call(name: str, body: Any = None, /, *, query: Any = None, headers: Any = None, **path: Any) -> Answer:
        parameters = {"path": path, "query": query or {}, "header": {}, "cookie": {}}
        return engine.handle(
            Call(
                operation=operations[name],
                parameters=parameters,
                body=body,
                has_body=body is not None,
                headers=headers or {},
            )
        )

    return call


def test_what_was_posted_can_be_read(ask: Ask) -> None:
    """A new document has a new id and what the documented answer requires beside what was sent."""
    made = ask("createThing", {"title": "A"}, owner="ann")
    assert made.status == 201
    assert (made.body["number"], made.body["title"]) == (1, "A")
    assert isinstance(made.body["made"], str)
    assert dict(made.headers) == {"ETag": '"1"', "Location": "/owners/ann/things/1"}
    read = ask("getThing", holder="ann", thing_number=1)
    assert (read.status, read.body) == (200, made.body)


def test_an_id_that_was_sent_is_kept(ask: Ask) -> None:
    """Who creates may choose the id, but not one that is taken."""
    assert ask("createThing", {"number": 7}, owner="ann").body["number"] == 7
    refused = ask("createThing", {"number": 7}, owner="ann")
    assert isinstance(refused, Refusal)
    assert refused.status == 409


def test_ids_that_are_taken_are_passed_over(ask: Ask) -> None:
    """A number that somebody chose is not given again."""
    ask("createThing", {"number": 1}, owner="ann")
    assert ask("createThing", {}, owner="ann").body["number"] == 2


def test_members_of_the_path_part_collections(ask: Ask) -> None:
    """What one owner has, another has not, whatever the parameter is called on the way."""
    ask("createThing", {"title": "A"}, owner="ann")
    assert ask("getThing", holder="bob", thing_number=1).status == 404
    assert ask("listThings", owner="bob").body == []
    assert ask("createThing", {"title": "B"}, owner="bob").body["number"] == 1


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["A", "B"]),
        ({"page": 2}, ["C"]),
        ({"page": 3}, []),
        ({"per_page": 5}, ["A", "B", "C"]),
        ({"color": "red", "per_page": 5}, ["A", "C"]),
        ({"color": "green"}, []),
    ],
)
def test_lists_filter_and_page(ask: Ask, query: dict[str, Any], titles: list[str]) -> None:
    """Parameters named like members filter, defaults count, and pages are counted from 1."""
    for title, color in (("A", "red"), ("B", "blue"), ("C", "red")):
        ask("createThing", {"title": title, "color": color}, owner="ann")
    assert [thing["title"] for thing in ask("listThings", owner="ann", query=query).body] == titles


def test_a_page_keeps_its_form(ask: Ask) -> None:
    """Where the list stands in an object, its counts are true and its other members are there."""
    for size in (1, 2, 3):
        ask("createBox", {"size": size})
    body = ask("listBoxes", query={"offset": 1, "limit": 1}).body
    assert [box["size"] for box in body["boxes"]] == [2]
    assert body["total_count"] == 3


def test_a_wrapped_document_is_stored_unwrapped(ask: Ask) -> None:
    """What an answer wraps is wrapped in every answer, and never in the list."""
    box = ask("createBox", {"size": 4}).body["box"]
    assert UUID(box["uuid"]).version == 4
    assert ask("getBox", box_id=box["uuid"]).body == {"box": box}
    assert ask("listBoxes").body["boxes"] == [box]


def test_put_replaces_what_a_request_can_say(ask: Ask) -> None:
    """Members that were not sent are gone, those that no request sets stay, and so does the id."""
    made = ask("createThing", {"title": "A", "color": "red"}, owner="ann").body
    put = ask("putThing", {"title": "B", "number": 99}, holder="ann", thing_number=1)
    assert put.status == 200
    assert (put.body["number"], put.body["title"], put.body["made"]) == (1, "B", made["made"])
    assert put.body["color"] != "red"


def test_put_creates_where_nothing_else_does(ask: Ask) -> None:
    """Without a POST, PUT makes new documents, with the status that is documented for it."""
    assert ask("getLabel", name="x").status == 404
    assert ask("putLabel", {"text": "a"}, name="x").status == 201
    assert ask("putLabel", {"text": "b"}, name="x").status == 200
    assert ask("getLabel", name="x").body == {"name": "x", "text": "b"}
    assert ask("putThing", {}, holder="ann", thing_number=5).status == 404


def test_patch_merges(ask: Ask) -> None:
    """Null removes, objects merge, all else replaces (RFC 7396); the id stays."""
    ask("createThing", {"title": "A", "color": "red", "tags": {"a": 1, "b": 2}}, owner="ann")
    patch = {"color": None, "tags": {"b": None, "c": [1]}, "number": 9}
    body = ask("patchThing", patch, holder="ann", thing_number=1).body
    assert (body["number"], body["title"], body["tags"]) == (1, "A", {"a": 1, "c": [1]})
    assert "color" not in body


def test_delete_removes(ask: Ask) -> None:
    """What was deleted is unknown from then on."""
    ask("createThing", {}, owner="ann")
    assert ask("deleteThing", holder="ann", thing_number=1) == Success(status=204)
    assert ask("deleteThing", holder="ann", thing_number=1).status == 404
    assert ask("listThings", owner="ann").body == []


def test_conditions_are_obeyed(ask: Ask) -> None:
    """If-Match guards changes, If-None-Match spares a body where 304 is documented."""
    ask("createThing", {}, owner="ann")
    item = {"holder": "ann", "thing_number": 1}
    assert ask("getThing", headers={"if-none-match": 'W/"1"'}, **item).status == 304
    assert ask("getThing", headers={"if-none-match": '"2"'}, **item).status == 200
    assert ask("putThing", {}, headers={"if-match": '"2"'}, **item).status == 412
    assert ask("patchThing", {}, headers={"if-match": '"2"'}, **item).status == 412
    assert ask("deleteThing", headers={"if-match": '"2"'}, **item).status == 412
    assert ask("putThing", {}, headers={"if-match": '"1"'}, **item).status == 200


def test_what_is_no_collection_is_left_to_the_examples(ask: Ask) -> None:
    """An operation without a form that can be inferred succeeds without a body of its own."""
    assert ask("getStatus", part="door") == Success(status=200)
    assert ask("openBox", box_id="b") == Success(status=202)


def test_documents_share_nothing(ask: Ask) -> None:
    """The example that completes documents is copied for each."""
    first = ask("createThing", {}, owner="ann").body
    second = ask("createThing", {}, owner="ann").body
    assert first["tags"] is not second["tags"]

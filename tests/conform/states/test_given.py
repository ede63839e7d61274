"""Holds what has to come back from a service of which only the description is known: what was sent, and no more."""

from pathlib import Path
from typing import Any, Final

import pytest

from specwright.conform.exchanges import Response
from specwright.conform.kit import Kit
from specwright.conform.states.comparing import Likeness
from specwright.conform.states.given import Documents, Given
from specwright.conform.states.minted import Minted
from specwright.conform.states.model import Said
from specwright.conform.states.rehearsing import Expected
from specwright.conform.states.stage import Stage
from specwright.conform.states.steps import OTHER_FORMS, Call, other_of
from specwright.loader import load

JARS: Final = """
openapi: 3.1.0
info: {title: Jars, version: "1"}
paths:
  /jars:
    post:
      operationId: addJar
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}
      responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}}
  /jars/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getJar
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}}
    put:
      operationId: putJar
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}}
    patch:
      operationId: patchJar
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Jar"}}}}}
components:
  schemas:
    Jar:
      type: object
      properties:
        id: {type: string}
        label: {type: string}
        grams: {type: number}
        open: {type: boolean}
        made: {type: string, readOnly: true}
        pin: {type: string, writeOnly: true}
        lids: {type: array, items: {type: object, properties: {size: {type: integer}}}}
"""
FULL: Final[dict[str, Any]] = {"label": "plum", "grams": 5, "open": False, "lids": [{"size": 1}, {"size": 2}]}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Search the model of the jars."""
    path: Path = tmp_path_factory.mktemp("jars") / "jars.yaml"
    path.write_text(JARS, "utf-8")
    return Stage(Kit(load(path)), seed=1)


def seen(stage: Stage, sent: list[tuple[str, Any]], expected: Any, actual: Any) -> list[str]:
    """List the places at which a read differs after some calls about one jar, by operation and body."""
    documents = Documents(stage)
    given = Given(documents)
    said = Expected(said=Said(response=Response(status=200)), now=0, tag_about="/jars/1")
    for name, body in sent:
        operation = stage.kit.operations[name]
        content = operation.body.media_types[0] if operation.body is not None else None
        given.take(Call(operation=operation, caller=stage.usual, content=content, body=body), said)
    likeness = Likeness(minted=Minted(), began=1_700_000_000_000, is_exact=False)
    likeness.given, likeness.documented = given.of(said), documents.told(stage.kit.operations["getJar"])
    return [each.pointer for each in likeness.differences(expected, actual, 0)]


@pytest.mark.parametrize(
    ("actual", "places"),
    [
        (FULL, []),
        ({**FULL, "grams": 5.0, "more": 1}, []),
        ({**FULL, "label": "PLUM"}, ["/label"]),
        ({**FULL, "grams": 6}, ["/grams"]),
        ({**FULL, "open": True}, ["/open"]),
        ({**FULL, "lids": [{"size": 1}]}, ["/lids"]),
        ({**FULL, "lids": [{"size": 1}, {"size": 3}]}, ["/lids/1/size"]),
        ({"label": "plum", "open": False, "lids": FULL["lids"]}, ["/grams"]),
    ],
)
def test_what_was_sent_has_to_come_back(stage: Stage, actual: Any, places: list[str]) -> None:
    """Texts, numbers, truth values and lists count; what the service adds does not."""
    assert seen(stage, [("addJar", FULL)], FULL, actual) == places


def test_what_a_service_decides_by_itself_is_not_compared(stage: Stage) -> None:
    """Ids, what is only told or only sent, and what was never sent are the service's own."""
    sent = {**FULL, "id": "7", "made": "today", "pin": "1234"}
    assert seen(stage, [("addJar", sent)], {**sent, "note": "x"}, {**FULL, "id": "8", "note": "y"}) == []


def test_a_change_takes_the_place_of_what_was_there(stage: Stage) -> None:
    """After PUT only its body counts, after PATCH what was sent before counts as well."""
    after = {**FULL, "label": "fig"}
    assert seen(stage, [("addJar", FULL), ("putJar", {"label": "fig"})], after, {"label": "fig"}) == []
    places = seen(stage, [("addJar", FULL), ("patchJar", {"label": "fig"})], after, {"label": "plum"})
    assert sorted(places) == ["/grams", "/label", "/lids", "/open"]


@pytest.mark.parametrize("value", [7, "b12", "00", "abc", "ABC", "c0ffee00-0000-4000-8000-00000000beef", "x-y-z"])
@pytest.mark.parametrize("form", OTHER_FORMS)
def test_another_id_is_of_the_same_kind(value: Any, form: str) -> None:
    """It differs, is of the same type, and keeps its form where it is told by its signs."""
    other = other_of(value, form)
    assert other != value
    assert type(other) is type(value)
    if isinstance(value, str) and not value.isalnum():
        assert [each.isalnum() for each in other] == [each.isalnum() for each in value]

"""`Prefer` and fault plans choose documented answers; nothing is changed, and both are counted apart."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from asgi import Got
from specwright.model.service import Service
from specwright.twin.creation import create_twin
from specwright.twin.edge import Twin

Ask = Callable[..., Got]
AskOf = Callable[[Twin], Ask]


@pytest.mark.parametrize(
    ("method", "preference", "status", "body"),
    [
        ("POST", "example=first", 201, {"id": "P001", "title": "Courant", "status": "New"}),
        ("POST", "error=DOUBLE", 409, {"code": "DOUBLE", "message": "There is one already."}),
        ("POST", "code=409", 409, {"code": "DOUBLE", "message": "There is one already."}),
        ("POST", 'code=409, example="double"', 409, {"code": "DOUBLE", "message": "There is one already."}),
        ("POST", "code=401; x=y", 401, {"who": "nobody"}),
        ("POST", "dynamic=true", 201, {"id": "text", "title": "text", "status": "New"}),
        ("POST", "respond-async, dynamic", 201, {"id": "text", "title": "text", "status": "New"}),
        ("POST", "dynamic, code=401", 401, {"who": "text"}),
    ],
)
def test_a_documented_answer_is_chosen(ask: Ask, method: str, preference: str, status: int, body: object) -> None:
    """Code, example, error code and a made body are answered as preferred, before credentials and bodies are looked at."""
    got = ask(method, "/papers", credentials=False, headers=[("prefer", preference)])

    assert got.status == status
    assert {name: got.json[name] for name in body} == body  # type: ignore[attr-defined]
    assert got.header("preference-applied")
    assert ask("GET", "/papers").json == []


@pytest.mark.parametrize(
    "preference", ["code=418", "code=abc", "example=nothing", "error=NOTHING", "code=401, example=first"]
)
def test_what_cannot_be_preferred_is_told(ask: Ask, preference: str) -> None:
    """A preference that the description cannot meet is an error of its own, not another answer."""
    got = ask("POST", "/papers", headers=[("prefer", preference)])

    assert got.status == 400
    assert got.header("content-type") == "application/problem+json"
    assert got.json["detail"].startswith("Prefer cannot be met")


def test_other_preferences_are_passed_over(ask: Ask) -> None:
    """`Prefer` for other servers leaves the call as it is."""
    assert ask("POST", "/papers", content={"title": "a"}, headers=[("prefer", "return=minimal")]).status == 201


def test_forced_answers_are_counted_apart(ask: Ask) -> None:
    """What was only asked for by name is no coverage; it stands in a list of its own and in the journal."""
    ask("POST", "/papers", headers=[("prefer", "error=DOUBLE")])
    coverage = ask("GET", "/__twin/coverage").json
    entry = ask("GET", "/__twin/journal").json["entries"][0]

    assert coverage["provoked"] == []
    assert coverage["forced"] == [{"operation": "addPaper", "preference": "error=DOUBLE", "count": 1}]
    assert {"operation": "addPaper", "status": "409", "code": "DOUBLE"} in coverage["missing"]
    assert (entry["forced"], entry["status"], entry["code"]) == ("error=DOUBLE", 409, "DOUBLE")


def test_a_code_from_elsewhere_does_not_bear_the_words_of_another(kiosk: Service, ask_of: AskOf) -> None:
    """A code that another operation documents is told in its own words, or by its name where nobody says more."""
    forced = [("prefer", "error=LIMIT_WRONG")]
    plain = ask_of(create_twin(kiosk, seed=1))("POST", "/papers", headers=forced)
    codes = tuple(
        replace(code, description="The limit is wrong.") if code.name.wire == "LIMIT_WRONG" else code
        for code in kiosk.error_codes
    )
    told = ask_of(create_twin(replace(kiosk, error_codes=codes), seed=1))("POST", "/papers", headers=forced)

    assert plain.json == {"code": "LIMIT_WRONG", "message": "LIMIT_WRONG"}
    assert told.json == {"code": "LIMIT_WRONG", "message": "The limit is wrong."}


def test_a_forced_answer_is_refused_by_406_only_where_that_is_documented(ask: Ask) -> None:
    """Who accepts nothing of what is documented gets it all the same from an operation without a 406."""
    accept = ("accept", "text/plain")

    assert ask("GET", "/papers", headers=[("prefer", "code=200"), accept]).status == 200
    assert ask("POST", "/papers", headers=[("prefer", "code=201"), accept]).status == 406

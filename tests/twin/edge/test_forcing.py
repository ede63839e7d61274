"""`Prefer` and fault plans choose documented answers; nothing is changed, and both are counted apart."""

from collections.abc import Callable

import pytest

from asgi import Got

Ask = Callable[..., Got]


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

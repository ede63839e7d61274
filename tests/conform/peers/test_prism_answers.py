"""Holds that what Prism must answer is computed narrowly: one status and one body for a request, and why."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from conform.peers.prism_answers import KEEPS_NOTHING, METHOD, MULTIPART, REFUSES, STRANGERS, Predictor
from specwright.conform.exchanges import Request, Response
from specwright.twin.creation import load_with_behaviour

CREDENTIALS: Final = {"bearerAuth": "known", "subscriptionKey": "known"}
HEADERS: Final = {"Authorization": "Bearer known", "Ocp-Apim-Subscription-Key": "known"}


@pytest.fixture(scope="module")
def predictor() -> Predictor:
    """Read the description that Prism serves."""
    return Predictor(load_with_behaviour(Path(__file__).parents[3] / "specs/soget"), CREDENTIALS)


def request(method: str, target: str, body: bytes = b"", **headers: str) -> Request:
    """Spell a request with its credentials, unless they are given."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    held = {name: text for name, text in {**HEADERS, **named}.items() if text}
    return Request(operation="", method=method, target=target, headers=tuple(held.items()), body=body)


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        (request("GET", "/customer-orders"), 200, KEEPS_NOTHING),
        (request("GET", "/customer-orders", Authorization="Bearer other"), 200, STRANGERS),
        (request("GET", "/customer-orders", Authorization=""), 401, REFUSES),
        (request("GET", "/customer-orders?limit=0"), 400, REFUSES),
        (request("PATCH", "/customer-orders"), 405, METHOD),
        (request("POST", "/customer-orders", b"--b--", Content_Type="multipart/form-data; boundary=b"), 400, MULTIPART),
        (request("POST", "/customer-orders", b"{}", Content_Type="application/json"), 415, REFUSES),
    ],
)
def test_one_answer_is_expected(predictor: Predictor, sent: Request, status: int, reason: str) -> None:
    """Each mistake has its answer; another status or another body is none that a reason explains."""
    (expected,) = predictor.answers(sent)
    assert (expected.status, expected.reason) == (status, reason)
    right: Any = {"title": expected.title} if expected.title else expected.body
    answers: list[tuple[int, Any, bool]] = [
        (status, right, True),
        (status, {"title": "else"}, False),
        (status + 1, right, False),
    ]
    for given, value, is_right in answers:
        answer = Response(status=given, body=json.dumps(value).encode())
        assert expected.is_given(answer, value) is is_right


def test_a_refusal_shows_the_example_of_the_schema(predictor: Predictor) -> None:
    """Prism prefers the example of a response's schema to those that have names, whatever was wrong."""
    wrong, other = (
        predictor.answers(request("GET", f"/customer-orders?{query}")) for query in ("limit=0", "offset=-1")
    )
    assert wrong == other
    assert wrong[0].body["code"] == "ACTOR_NOT_FOUND"

"""`Prefer` chooses which documented answer is given."""

from collections.abc import Callable

import httpx2
import pytest

from specwright.twin.preferences import Preferences, parse_preferences

Ask = Callable[..., httpx2.Response]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], Preferences()),
        (["code=404"], Preferences(code="404")),
        (['Code = 404 ; why=not, EXAMPLE="two words"'], Preferences(code="404", example="two words")),
        (["code=404", "code=409, error=E1"], Preferences(code="404", error="E1")),
        (['example="a, \\"b\\"", code=200'], Preferences(code="200", example='a, "b"')),
        (["respond-async, wait=10, error=E1"], Preferences(error="E1")),
        (["code", ",,code=1", '"broken'], Preferences()),
        (['example="never closed, code=404'], Preferences(code="404")),
    ],
)
def test_preferences_are_read_as_rfc_7240_writes_them(headers: list[str], expected: Preferences) -> None:
    """Names are case-insensitive, values may be quoted, parameters are passed over, of two the first counts."""
    assert parse_preferences(headers) == expected


def test_a_status_can_be_asked_for(ask: Ask) -> None:
    """`code` gives what is documented for that status, and the answer says that it was applied."""
    response = ask("GET", "/parcels?depot=north", headers={"Prefer": "code=401"})

    assert response.status_code == 401
    assert response.json() == {"who": "nobody"}
    assert response.headers["preference-applied"] == "code=401"


def test_a_status_may_be_documented_by_range_or_default(ask: Ask) -> None:
    """`4XX` and `default` stand for the very status that was asked for."""
    ranged = ask("POST", "/parcels", json={}, headers={"Prefer": "code=422"})
    default = ask("GET", "/parcels/x", headers={"Prefer": "code=503"})

    assert (ranged.status_code, ranged.json()) == (422, {"some": "thing"})
    assert (default.status_code, default.json()) == (503, {"any": "error"})


def test_an_example_can_be_asked_for(ask: Ask) -> None:
    """`example` finds a body by its name, among the successes first and then among the errors."""
    none = ask("GET", "/parcels?depot=north", headers={"Prefer": "example=none"})
    plain = ask("GET", "/parcels?depot=north", headers={"Prefer": "example=plain"})

    assert (none.status_code, none.json()) == (200, [])
    assert (plain.status_code, plain.json()) == (400, {"message": "Not like that"})


def test_an_error_code_can_be_asked_for(ask: Ask) -> None:
    """`error` gives the first response that lists the code, with the example that bears it."""
    response = ask("GET", "/parcels?depot=north", headers={"Prefer": "error=DEPOT_CLOSED"})

    assert response.status_code == 400
    assert response.json() == {"code": "DEPOT_CLOSED", "message": "Closed on Sundays"}


@pytest.mark.parametrize(
    ("method", "path", "code", "status"),
    [
        ("GET", "/parcels?depot=north", "DEPOT_UNKNOWN", 400),
        ("POST", "/parcels", "PARCEL_EXISTS", 409),
        ("GET", "/parcels?depot=north", "PARCEL_LOST", 400),
    ],
)
def test_a_code_without_example_is_put_in_its_place(ask: Ask, method: str, path: str, code: str, status: int) -> None:
    """A documented code that no example bears, here or at any operation, is written into an error body that has the place."""
    response = ask(method, path, json={}, headers={"Prefer": f"error={code}"})

    assert response.status_code == status
    assert response.json()["code"] == code


def test_a_preference_wins_over_what_is_wrong_with_the_request(ask: Ask) -> None:
    """Who forces an answer gets it, without credentials and with a body that could not be read."""
    response = ask("POST", "/parcels", credentials=False, content=b"{", headers={"Prefer": "code=409"})

    assert response.status_code == 409


@pytest.mark.parametrize(
    "preference",
    [
        "code=418",
        "code=teapot",
        "code=100",
        "code=²²²",
        "example=nobody",
        "error=NOT_A_CODE",
        "code=200, example=plain",
    ],
)
def test_a_preference_that_cannot_be_met_is_told(ask: Ask, preference: str) -> None:
    """A slip in a test's `Prefer` is an error that names it, never an answer that looks right."""
    response = ask("GET", "/parcels?depot=north", headers=[("Prefer", preference.encode())])

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].startswith("Prefer cannot be met")

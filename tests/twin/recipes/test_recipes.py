"""Every documented code of SOGET is provoked over HTTP, by the calls that the page of recipes lists and no others."""

from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest

from specwright.twin import create_twin, serve
from twin.recipes.book import Call, recipes
from twin.witness import Witness

SOGET: Final = Path(__file__).parents[3] / "specs" / "soget"
RECIPES: Final = recipes()
# What no request of the description leads to; `Prefer` names it.
FORCED: Final = frozenset({"ALREADY_JOINED_GROUP", "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT"})


@pytest.fixture(scope="module")
def served() -> Generator[tuple[Witness, str]]:
    """Serve the twin on a port, with a witness before it."""
    witness = Witness(create_twin(SOGET, seed=1))
    with serve(witness) as url:
        yield witness, url
    assert witness.broken == []


@pytest.fixture
def client(served: tuple[Witness, str]) -> Generator[httpx2.Client]:
    """Give a plain HTTP client of a twin that is as it was at the start."""
    with httpx2.Client(base_url=served[1], trust_env=False) as made:
        assert made.post("/__twin/reset").status_code == 200
        yield made


def cook(client: httpx2.Client, calls: list[Call]) -> httpx2.Response:
    """Make the calls of a recipe, of which only the last may be refused."""
    *before, last = calls
    for call in before:
        answer = call.send(client)
        assert answer.status_code == 200, answer.text
    return last.send(client)


def test_the_page_has_each_code_once_with_three_calls_at_most(served: tuple[Witness, str]) -> None:
    """The rows are the 32 codes of the description, and no recipe is long or empty."""
    documented = {code.name.wire for code in served[0].twin.engine.service.error_codes}

    assert len(documented) == 32
    assert set(RECIPES) == documented
    assert all(1 <= len(calls) <= 3 for calls in RECIPES.values())


@pytest.mark.parametrize("code", RECIPES)
def test_a_recipe_provokes_its_code(client: httpx2.Client, code: str) -> None:
    """The last call is answered with the code, under the status that documents it, and only then."""
    answer = cook(client, RECIPES[code])

    assert answer.json()["code"] == code
    assert answer.status_code == (412 if code == "CONFLICT" else 400)
    assert ("preference-applied" in answer.headers) is (code in FORCED)


@pytest.mark.parametrize("code", [code for code, calls in RECIPES.items() if len(calls) > 1])
def test_no_call_of_a_recipe_is_idle(client: httpx2.Client, code: str) -> None:
    """Without any one of the calls before, the last one is not answered with the code."""
    *before, last = RECIPES[code]
    for number in range(len(before)):
        client.post("/__twin/reset")
        for call in before[:number] + before[number + 1 :]:
            call.send(client)
        answer = last.send(client)
        assert answer.status_code == 200 or answer.json().get("code") != code


def test_thirty_codes_are_provoked_and_two_are_named() -> None:
    """After all recipes coverage lists thirty codes as provoked, and the other two apart from them."""
    with serve(create_twin(SOGET, seed=1)) as url, httpx2.Client(base_url=url, trust_env=False) as client:
        for calls in RECIPES.values():
            client.post("/__twin/reset")
            cook(client, calls)
        coverage: Any = client.get("/__twin/coverage").json()
        journal = client.get("/__twin/journal").json()["entries"]

    assert {entry["code"] for entry in coverage["provoked"]} - {""} == set(RECIPES) - FORCED
    assert {entry["preference"].removeprefix("error=") for entry in coverage["forced"]} == FORCED
    assert {entry["code"] for entry in journal if "forced" in entry} == FORCED


def test_a_unit_that_is_covered_is_told_although_nothing_is_a_duplicate(client: httpx2.Client) -> None:
    """The unit's code comes where numbers differ; it goes once the other order is called off; another unit never had it."""
    answer = cook(client, RECIPES["EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"])
    last = RECIPES["EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"][-1]
    assert answer.json()["code"] == "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"

    spoilt = last.goes_with["with"]
    elsewhere = Call(
        "POST", last.target, {**last.goes_with, "with": {**spoilt, "/containers/0/reference": "CGMU1234562"}}
    )
    assert elsewhere.send(client).status_code == 200
    assert Call("DELETE", "/customer-orders/CDE0000000001", {}).send(client).status_code == 200
    assert last.send(client).status_code == 200


def test_a_duplicate_is_told_although_no_unit_is_known(client: httpx2.Client) -> None:
    """The duplicate's container is no unit of the fixtures; another number, flow or container is no duplicate."""
    calls = RECIPES["ORDER_DUPLICATED"]
    assert cook(client, calls).json()["code"] == "ORDER_DUPLICATED"

    units = client.get("/__twin/fixtures").json()
    assert "AAAU1234566" not in str(units)
    for pointer, value in (("/transportOrderNumber", "OT-2"), ("/containers/0/reference", "CSQU3054383")):
        other = Call("POST", "/customer-orders", {"order": "transfer", "with": {pointer: value}})
        assert other.send(client).status_code == 200
    assert Call("DELETE", "/customer-orders/CDE0000000001", {}).send(client).status_code == 200
    assert calls[-1].send(client).status_code == 200


def test_another_organisations_unit_is_covered_too(client: httpx2.Client) -> None:
    """A unit is covered whoever placed the order, and the answer tells nothing else of that order."""
    first, last = RECIPES["EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"]
    other = {"headers": {"Ocp-Apim-Subscription-Key": "other-key"}}
    assert Call("POST", first.target, {**first.goes_with, **other}).send(client).status_code == 200

    assert last.send(client).json()["code"] == "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"
    assert Call("GET", "/customer-orders/CDE0000000001", {}).send(client).json()["code"] == "CUSTOMER_ORDER_NOT_FOUND"

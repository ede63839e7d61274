"""Holds the mutants: enough of each class, the same ones each time, with a story each, and really different twins."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from mutants.sampling import SIZE, sample_of
from specwright.conform.campaign import CampaignOptions
from specwright.conform.exchanges import Request, Response
from specwright.conform.mutants import Kind, Mutant, Workbench, mutants_of
from specwright.conform.mutants.runner import Runner
from specwright.conform.transports.asgi import AsgiTransport
from specwright.loader import load
from specwright.twin.creation import load_with_behaviour

ROOT: Final = Path(__file__).parents[2]
APIS: Final = ("soget", "transiteo")
EQUIVALENTS: Final = ROOT / "tests" / "mutants" / "equivalents.yaml"
TOKEN: Final = ("authorization", "sample-id-token")

# A request that the sound twin answers with the first status, and the mutant with the second.
WITNESSES: Final[dict[str, tuple[Request, int, int]]] = {
    "M3/listOrders/200/as-201": (
        Request(operation="listOrders", method="GET", target="/v1/customer/orders", headers=(TOKEN,)),
        200,
        201,
    ),
    "M4/listOrders/header Accept/left-out": (
        Request(operation="listOrders", method="GET", target="/v1/customer/orders", headers=(TOKEN,)),
        200,
        500,
    ),
    "M6/getOrder/known/status": (
        Request(operation="getOrder", method="GET", target="/v1/customer/orders/7", headers=(TOKEN,)),
        404,
        403,
    ),
    "M14/deleteOrder/idToken-missing": (
        Request(operation="deleteOrder", method="DELETE", target="/v1/customer/orders/7"),
        401,
        404,
    ),
    "M8/createOrder/credentials-after-415": (
        Request(
            operation="createOrder",
            method="POST",
            target="/v1/customer/orders",
            headers=(("content-type", "text/plain"),),
            body=b"x",
        ),
        401,
        415,
    ),
    "M2/createOrder/body/required-customer_city-dropped": (
        Request(
            operation="createOrder",
            method="POST",
            target="/v1/customer/orders",
            headers=(TOKEN, ("content-type", "application/json")),
        ),
        400,
        200,
    ),
}


@pytest.fixture(scope="module")
def mutants() -> dict[str, list[Mutant]]:
    """List the mutants of both APIs."""
    return {api: mutants_of(load_with_behaviour(ROOT / "specs" / api)) for api in APIS}


@pytest.fixture(scope="module")
def depot() -> Workbench:
    """Read a description that declares no behaviour."""
    return Workbench(load(Path(__file__).parent / "depot.yaml", keep_going=True))


def test_there_are_enough_of_every_class(mutants: dict[str, list[Mutant]]) -> None:
    """Both APIs together have more than 220 mutants, and some of each of the fourteen classes."""
    kinds = Counter(mutant.kind for listed in mutants.values() for mutant in listed)
    assert kinds.total() >= 220
    assert set(kinds) == set(Kind)
    assert min(kinds.values()) >= 10


def test_each_has_a_name_and_a_story_of_its_own(mutants: dict[str, list[Mutant]]) -> None:
    """Ids are unique and begin with class and operation; stories are one line, and differ within an operation."""
    for listed in mutants.values():
        assert len({mutant.id for mutant in listed}) == len(listed)
        assert all(mutant.id.startswith(f"{mutant.kind}/{mutant.operation or 'all'}/") for mutant in listed)
        assert all(mutant.story and "\n" not in mutant.story for mutant in listed)
        stories = Counter((mutant.kind, mutant.operation, mutant.story) for mutant in listed)
        assert [story for story, count in stories.items() if count > 1] == []


def test_they_are_the_same_each_time(mutants: dict[str, list[Mutant]]) -> None:
    """Who lists the mutants of a description again finds the same ones in the same order."""
    again = mutants_of(load_with_behaviour(ROOT / "specs" / "transiteo"))
    assert [mutant.id for mutant in again] == [mutant.id for mutant in mutants["transiteo"]]


def test_those_left_out_exist(mutants: dict[str, list[Mutant]]) -> None:
    """Each mutant that is excluded for a reason is one of those that are made, so that no reason outlives its mutant."""
    excluded: dict[str, str] = yaml.safe_load(EQUIVALENTS.read_text("utf-8"))
    known = {mutant.id for listed in mutants.values() for mutant in listed}
    assert sorted(excluded.keys() - known) == []
    assert all(len(reason) > 20 for reason in excluded.values())


def test_the_sample_has_all_classes(mutants: dict[str, list[Mutant]]) -> None:
    """The sample has its size, four mutants of each class at least, and is the same each time."""
    every = [(api, mutant) for api, listed in mutants.items() for mutant in listed]
    chosen = sample_of(every)
    assert len(chosen) == len({mutant.id for _, mutant in chosen}) == SIZE
    assert min(Counter(mutant.kind for _, mutant in chosen).values()) >= SIZE // len(Kind)
    assert chosen == sample_of(list(reversed(every)))


@pytest.mark.parametrize("name", WITNESSES)
def test_a_mutant_answers_otherwise(mutants: dict[str, list[Mutant]], name: str) -> None:
    """For some mutants there is a request that shows the defect; the description of their twin is the sound one."""
    mutant = next(mutant for mutant in mutants["transiteo"] if mutant.id == name)
    request, wanted, found = WITNESSES[name]
    if request.operation == "createOrder" and not request.body:
        request = _without_a_member(mutant, request)
    assert _answer(mutant.workbench.original(), request).status == wanted
    answer = _answer(mutant.build(), request)
    assert answer.status == found
    assert not any(header.startswith("specwright-") for header, _ in answer.headers)
    assert mutant.build().engine.service is mutant.workbench.service


def test_mutants_of_a_description_without_behaviour_are_built(depot: Workbench) -> None:
    """Where nothing is declared there are mutants of most classes too, and every one of them is a twin."""
    listed = mutants_of(depot)
    assert {mutant.kind for mutant in listed} >= {Kind.CONSTRAINT, Kind.PRESENCE, Kind.ANSWER, Kind.CRASH, Kind.RULE}
    assert {mutant.kind for mutant in listed} >= {Kind.STATE, Kind.STORING, Kind.LIST, Kind.TRACE, Kind.CALLER}
    request = Request(operation="listCrates", method="GET", target="/crates", headers=(("x-depot-key", "k"),))
    for mutant in listed:
        assert _answer(mutant.build(), request).status in (200, 201, 400, 401, 405, 500)


def test_a_campaign_notices_what_is_wrong(mutants: dict[str, list[Mutant]]) -> None:
    """The runner finds the sound twin right, tells mutants from it by a case, and stops there."""
    runner = Runner(mutants["transiteo"][0].workbench, CampaignOptions(seed=1, phases=("examples",), is_twin=True))
    assert runner.sound.causes == frozenset()
    noticed = [
        mutant for mutant in mutants["transiteo"] if mutant.id in ("M3/getOrder/200/as-201", "M10/createOrder/as-text")
    ]
    for fate in map(runner.run, noticed):
        assert fate.is_killed
        assert fate.case
        assert 0 < fate.requests < runner.sound.requests
    unseen = next(mutant for mutant in mutants["transiteo"] if mutant.kind is Kind.TRACE)
    assert not runner.run(unseen).is_killed


def test_sound_and_mutant_are_compared_request_by_request(depot: Workbench) -> None:
    """The first answer that differs is found without any oracle."""
    runner = Runner(depot, CampaignOptions(seed=1, phases=("examples",), is_twin=True))
    status = next(mutant for mutant in mutants_of(depot) if mutant.id == "M3/listCrates/200/as-201")
    both = runner.compare(status)
    assert both.first is not None
    assert both.first.response is not None
    assert both.first.response.status == 201


def _answer(twin: Any, request: Request) -> Response:
    with AsgiTransport(twin) as send:
        response = send(request).response
    assert response is not None
    return response


def _without_a_member(mutant: Mutant, request: Request) -> Request:
    operation = next(each for each in mutant.workbench.service.operations if each.name.wire == request.operation)
    assert operation.body is not None
    example: Any = next(iter(operation.body.media_types[0].examples.values()))
    body = {name: value for name, value in example.items() if name != "customer_city"}
    return Request(
        operation=request.operation,
        method=request.method,
        target=request.target,
        headers=request.headers,
        body=json.dumps(body).encode(),
    )

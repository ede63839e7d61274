"""Both clients refuse before sending what their descriptions refuse, with the classes that the services' answers have."""

from __future__ import annotations

import asyncio
import copy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import soget_client
import transiteo_client
from clients import canned
from clients.canned import ORDER, UPDATE, Caller, Canned, answer
from clients.local import Server
from soget_client import errors, models
from soget_client.testing import FakeSoget

SPECS = Path(__file__).parents[2] / "specs"
# The first that a fresh twin gives.
ORDER_ID = "CDE0000000001"
MINIMAL: Any = yaml.safe_load((SPECS / "transiteo/examples/order-minimal.yaml").read_text("utf-8"))["value"]


Use = Callable[[Any], Any]


def changed(value: Any, path: str, to: Any) -> Any:
    """Give a copy with another value at a place."""
    result = copy.deepcopy(value)
    *way, last = [int(token) if token.isdecimal() else token for token in path.split("/")]
    holder = result
    for token in way:
        holder = holder[token]
    holder[last] = to
    return result


def create(order: Any, **options: Any) -> Use:
    """Give a function that places an order."""
    return lambda client: client.customer_orders.create(order=order, **options)


def update(body: Any, **options: Any) -> Use:
    """Give a function that changes an order."""
    return lambda client: client.customer_orders.update(ORDER_ID, body=body, **{"if_match": '"1"', **options})


LATE = "2026-03-01T00:00:00Z"
IMPORT: Any = yaml.safe_load((SPECS / "soget/examples/orders.yaml").read_text("utf-8"))["createImport"]["value"][
    "Order"
]
WRONG: list[tuple[Use, str, str]] = [
    (
        create(changed(IMPORT, "containers/0/events/1/startDate", LATE)),
        "WrongEventDateOrder",
        "/Order/containers/0/events",
    ),
    (
        create(changed(ORDER, "containers/0/reference", "AAAU1234567")),
        "HandlingUnitReferenceInvalid",
        "/Order/containers/0/reference",
    ),
    (
        update(changed(UPDATE, "containers/0/reference", "AAAU1234567")),
        "HandlingUnitReferenceInvalid",
        "/containers/0/reference",
    ),
    (lambda client: client.customer_orders.get("XYZ"), "WrongFormat", "/path/orderId"),
    (lambda client: client.customer_orders.list(limit=0), "LimitNonpositive", "/query/limit"),
    (lambda client: client.customer_orders.list(offset=-1), "OffsetNegative", "/query/offset"),
    (lambda client: client.customer_orders.list(start_date="yesterday"), "SearchDateError", "/query/startDate"),
]


@pytest.mark.parametrize(("use", "name", "path"), WRONG, ids=[f"{name} {path}" for _, name, path in WRONG])
def test_a_documented_code_is_raised_before_sending(soget: Caller, use: Use, name: str, path: str) -> None:
    """The class is that of the code, the violation tells the place, and nothing is sent."""
    transport = Canned([])
    with pytest.raises(getattr(errors, name)) as caught:
        soget(use, transport=transport)

    assert isinstance(caught.value, errors.RuleViolation)
    assert caught.value.is_local
    assert caught.value.code == getattr(errors, name).CODE
    assert [violation.path for violation in caught.value.violations] == [path]
    assert transport.requests == []


def test_the_service_refuses_with_the_same_class(soget_server: Server, soget: Caller) -> None:
    """One clause catches both refusals; that of the service has an answer."""
    refused = soget(
        _caught(update(UPDATE, extra_headers={"Prefer": "error=WRONG_EVENT_DATE_ORDER"}), soget),
        **soget_server.options,
    )

    assert (refused.is_local, refused.status_code, refused.violations) == (False, 400, ())
    assert isinstance(refused, errors.BadRequest)
    assert len(soget_server.heard) == 1


def _caught(use: Use, soget: Caller) -> Use:
    def call(client: Any) -> Any:
        if not soget.is_async:
            try:
                use(client)
            except errors.WrongEventDateOrder as error:
                return error
            return None

        async def run() -> Any:
            try:
                await use(client)
            except errors.WrongEventDateOrder as error:
                return error

        return run()

    return call


def test_models_and_dictionaries_are_judged_alike(soget: Caller) -> None:
    """The same order is refused with the same violations, whatever it is made of."""
    wrong = changed(ORDER, "containers/0/reference", "AAAU1234567")
    found: list[Any] = []
    for order in (wrong, models.Order.model_validate(wrong)):
        with pytest.raises(errors.HandlingUnitReferenceInvalid) as caught:
            soget(create(order), transport=Canned([]))
        found.append(caught.value.violations)

    assert found[0] == found[1]
    assert len(found[0]) == 1


def test_a_closed_object_takes_no_unknown_member(soget: Caller) -> None:
    """A model holds what it does not know; the request with it is refused unless the caller insists."""
    order = models.Order.model_validate({**ORDER, "carbonFootprint": 12})
    transport = Canned([answer(201, {"id": ORDER_ID})])

    with pytest.raises(errors.RuleViolation) as caught:
        soget(create(order), transport=transport)
    soget(create(order, check_requests=False), transport=transport)

    assert [(each.id, each.path) for each in caught.value.violations] == [
        ("additionalProperties", "/Order/carbonFootprint")
    ]
    assert b"carbonFootprint" in transport.requests[0].content


def test_the_value_before_adds_rules_about_changes(soget: Caller, soget_server: Server, soget_order: str) -> None:
    """What a read gave is passed as it is; another flow, or more containers, are refused with their codes, unsent."""
    stored = soget(lambda client: client.customer_orders.get(ORDER_ID), **soget_server.options)
    imported: Any = yaml.safe_load((SPECS / "soget/examples/orders.yaml").read_text("utf-8"))["updateImport"]["value"]
    transfer = {**UPDATE, "containers": UPDATE["containers"]}

    soget(update(imported, old=stored), **soget_server.options)
    with pytest.raises(errors.CustomsFlagNotBeModified) as sent:
        soget(update(transfer, if_match='"2"'), **soget_server.options)
    with pytest.raises(errors.CustomsFlagNotBeModified) as caught:
        soget(update(transfer, old=stored), transport=Canned([]))
    # A read tells of one container, so only a value of the request's own shape says how many there were.
    with pytest.raises(errors.CannotChangeNumberOfContainers):
        soget(update({**imported, "containers": imported["containers"] * 2}, old=imported), transport=Canned([]))

    assert (sent.value.is_local, caught.value.is_local) == (False, True)
    assert [entry.method for entry in soget_server.heard] == ["GET", "PUT", "PUT"]


def test_an_assumed_rule_warns_and_sends(transiteo: Caller) -> None:
    """What is only assumed about the service does not keep an order from it; the line is the one that calls or awaits."""
    awaiting = str(canned.__file__)
    transport = Canned([answer(200, MINIMAL)])
    with pytest.warns(transiteo_client.errors.AssumedRuleWarning, match="createOrder: .*products") as told:
        transiteo(lambda client: client.orders.create(body={**MINIMAL, "products": []}), transport=transport)

    assert len(transport.requests) == 1
    assert told[0].filename == (awaiting if transiteo.is_async else __file__)


def test_a_fake_checks_as_the_client_does() -> None:
    """A test of a program meets the refusals that the program would meet, unless it turns them off."""
    fake = FakeSoget()
    wrong = changed(ORDER, "containers/0/reference", "AAAU1234567")

    with fake.client() as client, pytest.raises(errors.HandlingUnitReferenceInvalid):
        client.customer_orders.create(order=wrong)
    assert fake.calls == []
    with fake.client(check_requests=False) as client:
        client.customer_orders.create(order=wrong)
    assert len(fake.customer_orders.create.calls) == 1

    async def run() -> None:
        async with fake.async_client() as eventual:
            await eventual.customer_orders.create(order=wrong)

    with pytest.raises(errors.HandlingUnitReferenceInvalid):
        asyncio.run(run())


def test_checks_are_imported_when_there_is_something_to_judge() -> None:
    """Neither importing the client nor calls without constraints load checks.py, which needs the standard library alone."""
    program = (
        "import sys, httpx2, soget_client\n"
        "class Fake(httpx2.BaseTransport):\n"
        "    def handle_request(self, request):\n"
        "        return httpx2.Response(200, json={'items': [], 'total': 0, 'first': 0, 'returned': 0})\n"
        "client = soget_client.SogetClient(access_token='a', subscription_key='b', transport=Fake())\n"
        "client.customer_orders.list(container_number='AAAU1234566', desc=True)\n"
        "assert 'soget_client.checks' not in sys.modules\n"
        "client.customer_orders.list(limit=5)\n"
        "assert 'soget_client.checks' in sys.modules\n"
    )
    alone = (
        "import sys, importlib.util\n"
        "spec = importlib.util.spec_from_file_location('checks', sys.argv[1])\n"
        "before = set(sys.modules)\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['checks'] = module\n"
        "spec.loader.exec_module(module)\n"
        "foreign = {n.partition('.')[0] for n in set(sys.modules) - before} - sys.stdlib_module_names - {'checks'}\n"
        "assert not foreign, foreign\n"
    )
    folder = Path(str(soget_client.__file__)).parents[1]
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for client in (soget_client, transiteo_client):
        checks = str(Path(str(client.__file__)).with_name("checks.py"))
        done = subprocess.run([sys.executable, "-S", "-c", alone, checks], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

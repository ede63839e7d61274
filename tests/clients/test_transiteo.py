"""The Transiteo client, synchronous and asynchronous, over real HTTP and over a fake transport."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import yaml

import transiteo_client
from clients.canned import Caller, Canned, answer
from clients.local import Server
from transiteo_client import UNSET, errors, models

EXAMPLES = Path(__file__).parents[2] / "specs" / "transiteo" / "examples"


def example(name: str) -> Any:
    """Read one example of the description."""
    return yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8"))["value"]


MINIMAL = example("order-minimal")
FULL = example("order-full")
STORED = example("order-stored")
ORDER_ID = "2026-000417"
SPECIAL_ID = "Été>417?"


def test_an_order_lives_from_placing_to_deleting(transiteo_server: Server) -> None:
    """A typed program places an order, reads it, cancels it by a change and deletes it."""
    with transiteo_client.TransiteoClient(**transiteo_server.options) as client:
        order = models.Order.model_validate(MINIMAL)
        client.orders.create(body=order)
        stored: Any = client.orders.get(ORDER_ID)
        assert stored.products[0].amount_duty == 6.99
        order.order_statut = "CANCELLED"
        client.orders.update(ORDER_ID, body=order)
        assert [(found.order_id, found.order_statut) for found in client.orders.list()] == [(ORDER_ID, "CANCELLED")]
        client.orders.delete(ORDER_ID)
        assert client.orders.list() == []

    assert [f"{entry.method} {entry.path}" for entry in transiteo_server.heard] == [
        "POST /v1/customer/orders",
        "GET /v1/customer/orders/2026-000417",
        "PUT /v1/customer/orders/MjAyNi0wMDA0MTc",
        "GET /v1/customer/orders",
        "DELETE /v1/customer/orders/2026-000417",
        "GET /v1/customer/orders",
    ]
    assert transiteo_server.heard[0].json == MINIMAL
    assert transiteo_server.heard[2].json == {**MINIMAL, "order_statut": "CANCELLED"}


@pytest.mark.parametrize("order", [MINIMAL, FULL], ids=["minimal", "full"])
def test_an_order_arrives_as_it_was_given(transiteo_server: Server, transiteo: Caller, order: Any) -> None:
    """Dictionary and model arrive as the same JSON, and success has no body."""
    model = models.Order.model_validate(order)

    results = [
        transiteo(lambda client: client.orders.create(body=order), **transiteo_server.options),
        transiteo(lambda client: client.orders.create(body=model), **transiteo_server.options),
    ]

    assert results == [None, None]
    assert [entry.json for entry in transiteo_server.heard] == [order, order]


def test_the_token_travels_raw(transiteo_server: Server, transiteo: Caller) -> None:
    """The id token is the whole of the Authorization header, with no word before it."""
    transiteo(lambda client: client.orders.list(), **transiteo_server.options)

    assert transiteo_server.heard[0].headers["authorization"] == "sample-id-token"


@pytest.mark.parametrize(
    ("order_id", "plain", "encoded"),
    [
        (ORDER_ID, "2026-000417", "MjAyNi0wMDA0MTc"),
        (SPECIAL_ID, "%C3%89t%C3%A9%3E417%3F", "w4l0w6k-NDE3Pw"),
        ("a/b c", "a%2Fb%20c", "YS9iIGM"),
    ],
)
def test_a_number_may_be_any_text(
    transiteo_server: Server, transiteo: Caller, order_id: str, plain: str, encoded: str
) -> None:
    """Reading and deleting percent-encode the number, changing encodes it as URL-safe Base64 without padding."""
    options, order = transiteo_server.options, {**MINIMAL, "order_id": order_id}
    transiteo(lambda client: client.orders.create(body=order), **options)
    transiteo(lambda client: client.orders.update(order_id, body={**order, "order_statut": "SENT"}), **options)
    read = transiteo(lambda client: client.orders.get(order_id), **options)
    transiteo(lambda client: client.orders.delete(order_id), **options)

    assert (read.order_id, read.order_statut) == (order_id, "SENT")
    sent = [entry.path.rpartition("/")[2] for entry in transiteo_server.heard]
    assert sent == ["orders", encoded, plain, plain]


def test_reading_gives_more_than_was_sent(transiteo_server: Server, transiteo: Caller) -> None:
    """The stored order has what the service worked out: shares by line, invoices by seller, members that are null."""
    documented = {"Prefer": "example=marketplace"}
    raw = transiteo(
        lambda client: client.orders.with_raw_response.get(SPECIAL_ID, extra_headers=documented),
        **transiteo_server.options,
    )
    order = raw.parsed

    assert raw.deviations == ()
    assert order.products[0].amount_duty == 6.99
    assert order.amount_shipping_vat == 1
    assert order.canceled is None
    assert order.sellers_export_invoice_url["00001"] == "https://invoices.example/2026/418-00001.pdf"
    assert order.model_dump(mode="json", by_alias=True) == STORED


CODES = [
    ("INCORRECT_JSON", "IncorrectJson", errors.BadRequest, 400),
    ("MAX_REQUESTS_EXCEED", "MaxRequestsExceed", errors.PermissionDenied, 403),
    ("TRIAL_LIMIT_EXCEED", "TrialLimitExceed", errors.PermissionDenied, 403),
    ("UNEXPECTED_ERROR", "UnexpectedError", errors.ServerError, 500),
]


@pytest.mark.parametrize(("code", "name", "of_status", "status"), CODES, ids=[code for code, *_ in CODES])
def test_each_documented_code_raises_its_own_class(
    transiteo_server: Server,
    transiteo: Caller,
    code: str,
    name: str,
    of_status: type[errors.StatusError],
    status: int,
) -> None:
    """A refusal is of its code's class and of its status's class."""
    with pytest.raises(getattr(errors, name)) as caught:
        transiteo(
            lambda client: client.orders.create(body=MINIMAL, extra_headers={"Prefer": f"error={code}"}),
            **transiteo_server.options,
        )

    assert isinstance(caught.value, of_status)
    assert (caught.value.status_code, caught.value.code) == (status, code)
    assert caught.value.error.code == code


def test_the_table_of_codes_is_complete() -> None:
    """The client has the four codes that are known of this vendor, and no other."""
    assert sorted(errors.CODES) == [code for code, *_ in CODES]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, errors.Unauthorized),
        (404, errors.NotFound),
        (405, errors.MethodNotAllowed),
        (413, errors.PayloadTooLarge),
        (415, errors.UnsupportedMediaType),
        (429, errors.TooManyRequests),
    ],
)
def test_a_refusal_without_a_code_raises_the_class_of_its_status(
    transiteo_server: Server, transiteo: Caller, status: int, kind: type[errors.StatusError]
) -> None:
    """Where the body has only a message, that is told, and no code is made up."""
    with pytest.raises(kind) as caught:
        transiteo(
            lambda client: client.orders.update(ORDER_ID, body=MINIMAL, extra_headers={"Prefer": f"code={status}"}),
            **transiteo_server.options,
        )

    assert type(caught.value) is kind
    assert caught.value.code is None
    assert caught.value.message


def test_a_body_of_another_shape_is_still_the_error_of_its_status(transiteo: Caller) -> None:
    """The gateway says `message` where the service says `reason`: both are told."""
    told: list[str] = []
    for body in ({"message": "Internal server error"}, {"reason": "The order could not be stored."}):
        with pytest.raises(errors.ServerError) as caught:
            transiteo(lambda client: client.orders.list(), transport=Canned([answer(500, body)]))
        told.append(str(caught.value.body))

    assert told == ["{'message': 'Internal server error'}", "{'reason': 'The order could not be stored.'}"]


def test_unknown_members_and_odd_types_are_kept(transiteo: Caller) -> None:
    """New members stay, text in place of a number stays as text and is told, absence stays absence."""
    transport = Canned([answer(200, [{"order_id": "1", "amount_duty": "12.5", "customs_office": {"code": "FR1"}}])])
    raw = transiteo(lambda client: client.orders.with_raw_response.list(), transport=transport)
    (order,) = raw.parsed

    assert order.customs_office == {"code": "FR1"}
    assert order.amount_duty == "12.5"
    assert order.amount_vat is UNSET
    assert [(d.pointer, d.kind) for d in raw.deviations] == [("/0/amount_duty", "type")]
    with pytest.raises(errors.ResponseValidationError, match="/0/amount_duty"):
        transiteo(
            lambda client: client.orders.list(strict=True),
            transport=Canned([answer(200, [{"amount_duty": "12.5"}])]),
        )


def test_a_request_can_be_built_without_being_sent(transiteo: Caller) -> None:
    """The built request has the encoded path, the raw token and the JSON body."""
    transport = Canned([])
    request = transiteo(
        lambda client: client.orders.build_request.update(SPECIAL_ID, body=MINIMAL), transport=transport
    )

    assert request.method == "PUT"
    assert str(request.url) == "https://api.transiteo.io/v1/customer/orders/w4l0w6k-NDE3Pw"
    assert request.headers["authorization"] == "planted-token"
    assert json.loads(request.content) == MINIMAL
    assert transport.requests == []


def test_environment_variables_stand_in_for_arguments(transiteo: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """TRANSITEO_ID_TOKEN is used where no argument is given."""
    monkeypatch.setenv("TRANSITEO_ID_TOKEN", "token-of-environment")
    transport = Canned([answer(200, [])])

    transiteo(lambda client: client.orders.list(), transport=transport, id_token=None)

    assert transport.requests[0].headers["authorization"] == "token-of-environment"


def test_missing_credentials_name_what_to_give(transiteo: Caller) -> None:
    """Without a token and without what one is made of, the call says what is missing and sends nothing."""
    with pytest.raises(errors.MissingCredentials, match="TRANSITEO_ID_TOKEN") as caught:
        transiteo(lambda client: client.orders.list(), transport=Canned([]), id_token=None)

    assert "id_token" in str(caught.value)


def test_neither_log_nor_representation_shows_the_token(transiteo: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """The raw token in Authorization is redacted like any other credential."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []

    def use(client: Any) -> Any:
        shown.append(repr(client))
        return client.orders.list()

    transiteo(use, transport=Canned([answer(200, [])]))

    assert "listOrders" in caplog.text
    assert "planted" not in caplog.text + shown[0]


def test_what_the_description_does_not_have_can_still_be_called(transiteo_server: Server, transiteo: Caller) -> None:
    """The escape hatch sends a body with the token and reads the answer as the type it is told."""

    def place(order: Any) -> Any:
        return transiteo(
            lambda client: client.post("/v1/customer/orders", cast_to=type(None), body=order),
            **transiteo_server.options,
        )

    nothing = [place(order) for order in (MINIMAL, FULL)]
    orders = transiteo(
        lambda client: client.get("/v1/customer/orders", cast_to=list[models.StoredOrder]),
        **transiteo_server.options,
    )

    assert nothing == [None, None]
    assert [order.order_id for order in orders] == [SPECIAL_ID, ORDER_ID]
    assert transiteo_server.heard[0].json == MINIMAL
    assert transiteo_server.heard[0].headers["authorization"] == "sample-id-token"

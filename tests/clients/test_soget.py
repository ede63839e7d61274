"""The SOGET client, synchronous and asynchronous, over real HTTP: what it sends, and what it makes of the answers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

import soget_client
from clients.canned import Caller
from clients.local import Server
from soget_client import dicts, errors, models

ROOT = Path(__file__).parents[2]
EXAMPLES = yaml.safe_load((ROOT / "specs" / "soget" / "examples" / "orders.yaml").read_text("utf-8"))
ORDER: Any = EXAMPLES["createImport"]["value"]["Order"]
UPDATE: Any = EXAMPLES["updateImport"]["value"]
# The first that a fresh twin gives.
ORDER_ID = "CDE0000000001"


def place_numbered(server: Server, count: int) -> list[str]:
    """Place import orders that differ in their numbers, and give their ids; what was heard of that is forgotten."""
    with soget_client.SogetClient(**server.options) as client:
        orders: list[Any] = [{**ORDER, "transportOrderNumber": f"OT 2026/{number:04}"} for number in range(count)]
        ids = [str(client.customer_orders.create(order=order).id) for order in orders]
    server.heard.clear()
    return ids


def test_an_order_lives_from_placing_to_calling_off(soget_server: Server, tmp_path: Path) -> None:
    """A typed program places an order, reads its version, changes it under that version and calls it off."""
    document = tmp_path / "bill-of-lading.pdf"
    document.write_bytes(b"%PDF-1.7 bill of lading")
    place: dicts.EventLocation = {"code": "MTDF"}
    lading = models.Event(type=models.EventType.LADING_TRANSFER, location=models.EventLocation(code="MTDF"))
    delivery = models.Event(
        type=models.EventType.DELIVERY_TRANSFER,
        start_date=datetime(2026, 3, 3, 10, 30, tzinfo=UTC),
        location=models.EventLocation(code="FRLEH"),
    )
    order = models.Order(
        carrier=models.Actor(code="HAVTRA"),
        transport_order_number="OT-1",
        customs_flag=models.CustomsFlag.TRANSFER,
        containers=[models.Container(reference="AAAU1234566", events=[lading, delivery])],
    )

    with soget_client.SogetClient(**soget_server.options) as client:
        created = client.customer_orders.create(order=order, files=[document])
        assert created.id
        read = client.customer_orders.with_raw_response.get(created.id)
        assert read.parsed.status is models.OrderStatus.VALID
        assert read.etag
        client.customer_orders.update(
            created.id,
            if_match=read.etag,
            body={
                "customsFlag": "Transfer",
                "containers": [
                    {
                        "reference": "AAAU1234566",
                        "events": [
                            {"type": "LadingTransfer", "location": place},
                            {"type": "DeliveryTransfer", "startDate": "2026-03-04T10:30:00Z", "location": place},
                        ],
                    }
                ],
            },
        )
        changed: Any = client.customer_orders.get(created.id)
        client.customer_orders.cancel(created.id)
        assert client.customer_orders.get(created.id).status is models.OrderStatus.CANCELLED

    assert changed.container.events[1].location.code == "MTDF"
    path = f"/customer-orders/{ORDER_ID}"
    assert [f"{entry.method} {entry.path}" for entry in soget_server.heard] == [
        "POST /customer-orders",
        *(f"{method} {path}" for method in ("GET", "PUT", "GET", "DELETE", "GET")),
    ]
    assert soget_server.heard[2].headers["if-match"] == '"1"'


def test_placing_sends_the_order_and_each_document_as_a_part(
    soget_server: Server, soget: Caller, tmp_path: Path
) -> None:
    """The order travels as a JSON part, documents follow as files: by path, with a name of their own, or as bare bytes."""
    first = tmp_path / "bill of lading é.pdf"
    first.write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 1_000)
    files: Any = [first, ("second.txt", b"second", "text/plain"), b"third"]

    created = soget(lambda client: client.customer_orders.create(order=ORDER, files=files), **soget_server.options)

    (entry,) = soget_server.heard
    order, *documents = entry.parts
    assert (order[0], order[2], json.loads(order[3])) == ("Order", "application/json", ORDER)
    assert [part[0] for part in documents] == ["Files", "Files", "Files"]
    assert [part[3] for part in documents] == [first.read_bytes(), b"second", b"third"]
    assert (documents[1][1], documents[1][2]) == ("second.txt", "text/plain")
    assert (documents[0][1] or "").startswith("bill of lading")
    assert created.type is models.OrderType.MASTER
    assert [segment.type for segment in created.segments] == ["SegmentTerminalEntrepot", "SegmentEntrepotDepot"]


def test_an_order_without_documents_is_multipart_all_the_same(soget_server: Server, soget: Caller) -> None:
    """Leaving files out sends the one part that is required."""
    soget(lambda client: client.customer_orders.create(order=ORDER), **soget_server.options)

    assert [part[0] for part in soget_server.heard[0].parts] == ["Order"]


def test_a_model_and_a_dictionary_send_the_same_bytes(soget_server: Server, soget: Caller) -> None:
    """An order built as models and the same order as plain dictionaries arrive equal."""
    model = models.Order.model_validate(ORDER)

    soget(lambda client: client.customer_orders.create(order=model), **soget_server.options)

    assert json.loads(soget_server.heard[0].parts[0][3]) == ORDER


def test_both_credentials_travel_together(soget_server: Server, soget_order: str, soget: Caller) -> None:
    """The access token and the subscription key are both on every request."""
    soget(lambda client: client.customer_orders.get(ORDER_ID), **soget_server.options)

    headers = soget_server.heard[0].headers
    assert headers["authorization"] == "Bearer sample-token"
    assert headers["ocp-apim-subscription-key"] == "sample-key"


def test_reading_gives_typed_members_and_the_entity_tag(soget_server: Server, soget_order: str, soget: Caller) -> None:
    """Dates are datetimes, statuses enum members, numbers numbers; ETag, headers and the plain JSON stand beside them."""
    read = soget(lambda client: client.customer_orders.with_raw_response.get(ORDER_ID), **soget_server.options)
    order = read.parsed

    assert read.status_code == 200
    assert read.etag == '"1"'
    assert read.deviations == ()
    assert read.json()["customerOrderId"] == order.customer_order_id == ORDER_ID
    assert order.container.events[0].start_date == datetime(2026, 3, 3, 7, tzinfo=UTC)
    assert order.container.gross_weight == 18400
    assert order.container.indicator.is_hazardous is True
    assert order.customs_flag is models.CustomsFlag.IMPORT


def test_changing_sends_the_version_and_the_documented_members(
    soget_server: Server, soget_order: str, soget: Caller
) -> None:
    """If-Match bears the entity tag as it was read; the body is what was given; success has no body."""
    result = soget(
        lambda client: client.customer_orders.update(ORDER_ID, if_match='"1"', body=UPDATE), **soget_server.options
    )

    (entry,) = soget_server.heard
    assert result is None
    assert entry.headers["if-match"] == '"1"'
    assert entry.headers["content-type"] == "application/json"
    assert entry.json == UPDATE


@pytest.mark.parametrize("media_type", ["application/json", "application/json-patch+json", "text/json"])
def test_each_documented_media_type_of_a_change_can_be_sent(
    soget_server: Server, soget_order: str, soget: Caller, media_type: str
) -> None:
    """`content_type` chooses how the one JSON object is announced."""
    soget(
        lambda client: client.customer_orders.update(ORDER_ID, if_match='"1"', body=UPDATE, content_type=media_type),
        **soget_server.options,
    )

    assert soget_server.heard[0].headers["content-type"] == media_type
    assert soget_server.heard[0].json == UPDATE


def test_listing_sends_every_criterion_as_documented(soget_server: Server, soget: Caller) -> None:
    """All eleven query parameters travel under their documented names and spellings, and the page that came is typed."""
    place_numbered(soget_server, 3)

    page = soget(
        lambda client: client.customer_orders.list(
            transport_order_number="OT 2026/0001",
            container_number="CSQU3054383",
            carrier_code="HAVTRA",
            processing_indicator=models.CustomsFlag.IMPORT,
            start_date=datetime(2026, 1, 1, tzinfo=UTC),
            end_date="2026-02-28T23:59:59+01:00",
            status="Valid",
            offset=0,
            limit=2,
            desc=True,
            is_projection=False,
        ),
        **soget_server.options,
    )

    assert soget_server.heard[0].query == {
        "transportOrderNumber": ["OT 2026/0001"],
        "containerNumber": ["CSQU3054383"],
        "carrierCode": ["HAVTRA"],
        "processingIndicator": ["Import"],
        "startDate": ["2026-01-01T00:00:00Z"],
        "endDate": ["2026-02-28T23:59:59+01:00"],
        "status": ["Valid"],
        "offset": ["0"],
        "limit": ["2"],
        "desc": ["true"],
        "isProjection": ["false"],
    }
    assert (page.total, page.returned) == (1, 1)
    assert page.items[0].customer_order_id == "CDE0000000002"


def test_documented_defaults_are_never_sent(soget_server: Server, soget: Caller) -> None:
    """A search without criteria has no query at all: defaults are the service's to fill in."""
    soget(lambda client: client.customer_orders.list(), **soget_server.options)

    assert soget_server.heard[0].target == "/customer-orders"


# Code, class, method and whether an operation documents it; written off the vendor's table, not off the client.
CODES = [
    ("ACTOR_NOT_FOUND", "ActorNotFound", "create"),
    ("ALREADY_JOINED_GROUP", "AlreadyJoinedGroup", "get"),
    ("CANNOT_CANCEL_NOT_MASTER_ORDER", "CannotCancelNotMasterOrder", "cancel"),
    ("CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER", "CannotCancelOrderWithAssociatedContainer", "cancel"),
    ("CANNOT_CHANGE_NUMBER_OF_CONTAINERS", "CannotChangeNumberOfContainers", "update"),
    ("CANNOT_UPDATE_VALID_ORDER_TO_DRAFT", "CannotUpdateValidOrderToDraft", "update"),
    ("CARRIER_EMAIL_REQUIRED", "CarrierEmailRequired", "create"),
    ("CONFLICT", "ConflictError", "update"),
    ("CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV", "ContractorUnauthorizedByGedmouv", "create"),
    ("CUSTOMER_ORDER_NOT_FOUND", "CustomerOrderNotFound", "get"),
    ("CUSTOMS_FLAG_NOT_BE_MODIFIED", "CustomsFlagNotBeModified", "update"),
    ("EVENT_LOCATION_FIELDS_REQUIRED", "EventLocationFieldsRequired", "create"),
    ("EVENT_START_DATE_REQUIRED", "EventStartDateRequired", "create"),
    ("EXISTS_ORDER_WITH_HANDLING_UNIT_SPI", "ExistsOrderWithHandlingUnitSpi", "create"),
    ("HANDLING_UNIT_REFERENCE_INVALID", "HandlingUnitReferenceInvalid", "create"),
    ("LIMIT_NONPOSITIVE", "LimitNonpositive", "list"),
    ("NOT_SUPPORTED_ORDER_TYPE", "NotSupportedOrderType", "get"),
    ("OFFSET_NEGATIVE", "OffsetNegative", "list"),
    ("ORDER_ALREADY_CANCELED", "OrderAlreadyCanceled", "cancel"),
    ("ORDER_DUPLICATED", "OrderDuplicated", "create"),
    ("ORGANIZATION_ACTOR_CODE_INVALID", "OrganizationActorCodeInvalid", "cancel"),
    ("ORGANIZATION_NOT_FOUND", "OrganizationNotFound", "update"),
    ("R0005", "R0005", "update"),
    ("R0006", "R0006", "update"),
    ("R0007", "R0007", "update"),
    ("R0008", "R0008", "cancel"),
    ("R0009", "R0009", "cancel"),
    ("SEARCH_DATE_ERROR", "SearchDateError", "list"),
    ("UNKNOWN_LOCATION", "UnknownLocation", "create"),
    ("USER_ID_INVALID", "UserIdInvalid", "list"),
    ("WRONG_EVENT_DATE_ORDER", "WrongEventDateOrder", "update"),
    ("WRONG_FORMAT", "WrongFormat", "get"),
]
CALLS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "create": lambda client, options: client.customer_orders.create(order=ORDER, **options),
    "get": lambda client, options: client.customer_orders.get(ORDER_ID, **options),
    "update": lambda client, options: client.customer_orders.update(ORDER_ID, if_match='"3"', body=UPDATE, **options),
    "cancel": lambda client, options: client.customer_orders.cancel(ORDER_ID, **options),
    "list": lambda client, options: client.customer_orders.list(**options),
}


def test_the_table_of_codes_is_complete() -> None:
    """The client has the vendor's thirty-two codes, and no other."""
    assert sorted(errors.CODES) == [code for code, _, _ in CODES]
    assert len(CODES) == 32


@pytest.mark.parametrize(("code", "name", "method"), CODES, ids=[code for code, _, _ in CODES])
def test_each_documented_code_raises_its_own_class(
    soget_server: Server, soget: Caller, code: str, name: str, method: str
) -> None:
    """A refusal is of its code's class and of its status's class, and tells code, message and the typed body."""
    options = {"extra_headers": {"Prefer": f"error={code}"}}
    of_status = errors.PreconditionFailed if code == "CONFLICT" else errors.BadRequest

    with pytest.raises(getattr(errors, name)) as caught:
        soget(lambda client: CALLS[method](client, options), **soget_server.options)

    error = caught.value
    assert type(error).__name__ == name
    assert isinstance(error, of_status)
    assert error.status_code == (412 if code == "CONFLICT" else 400)
    assert error.code == code
    assert error.error.code == code
    assert error.message
    assert code in str(error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, errors.Unauthorized),
        (405, errors.MethodNotAllowed),
        (413, errors.PayloadTooLarge),
        (415, errors.UnsupportedMediaType),
        (429, errors.TooManyRequests),
        (500, errors.ServerError),
    ],
)
def test_a_refusal_without_a_code_raises_the_class_of_its_status(
    soget_server: Server, soget: Caller, status: int, kind: type[errors.StatusError]
) -> None:
    """Statuses that the gateway answers raise their own class, with no code made up."""
    options = {"extra_headers": {"Prefer": f"code={status}"}}

    with pytest.raises(kind) as caught:
        soget(lambda client: CALLS["create"](client, options), **soget_server.options)

    assert type(caught.value) is kind
    assert caught.value.code is None
    assert caught.value.retry_after == (30.0 if status == 429 else None)


def test_the_server_itself_refuses_a_wrong_key(soget_server: Server, soget: Caller) -> None:
    """Without a subscription key on the wire the service answers 401, whatever the token."""
    options = {"extra_headers": {"Ocp-Apim-Subscription-Key": ""}}

    with pytest.raises(errors.Unauthorized, match="subscription key is missing"):
        soget(lambda client: CALLS["get"](client, options), **soget_server.options)


def test_what_the_description_does_not_have_can_still_be_called(
    soget_server: Server, soget_order: str, soget: Caller
) -> None:
    """The escape hatch sends credentials, body and query, and reads the answer as the type it is told."""
    order = soget(
        lambda client: client.get(f"/customer-orders/{ORDER_ID}", cast_to=models.CustomerOrder, query={"view": "full"}),
        **soget_server.options,
    )
    page = soget(lambda client: client.get("/customer-orders", cast_to=dict[str, Any]), **soget_server.options)

    assert isinstance(order, models.CustomerOrder)
    assert order.status is models.OrderStatus.VALID
    assert page["total"] == 2
    assert soget_server.heard[0].query == {"view": ["full"]}
    assert soget_server.heard[0].headers["ocp-apim-subscription-key"] == "sample-key"


def test_pages_are_asked_for_until_all_are_there(soget_server: Server, soget: Caller) -> None:
    """Iterating over a search gives the orders of one page after the other, asking for the next by its offset."""
    placed = place_numbered(soget_server, 4)

    def first_three(client: Any) -> Any:
        pages = client.customer_orders.iter_list(limit=2)
        if not soget.is_async:
            iterator = iter(pages)
            return [next(iterator).customer_order_id for _ in range(3)]

        async def collect() -> list[str]:
            found: list[str] = []
            async for order in pages:
                found.append(order.customer_order_id)
                if len(found) == 3:
                    break
            return found

        return collect()

    found = soget(first_three, **soget_server.options)

    assert found == placed[:3]
    assert [entry.query["limit"] for entry in soget_server.heard] == [["2"], ["2"]]
    assert soget_server.heard[1].query["offset"] == ["2"]

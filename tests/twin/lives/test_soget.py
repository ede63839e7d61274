"""Orders of SOGET live in the twin as the description and its decisions say, told by the generated client."""

import copy
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from soget_client import errors, models
from specwright.twin.calls import Refusal
from specwright.twin.store import Transaction
from twin.lives.stage import Stage

EXAMPLES: Final = yaml.safe_load((Path(__file__).parents[3] / "specs/soget/examples/orders.yaml").read_text("utf-8"))
IMPORT: Final = EXAMPLES["createImport"]["value"]["Order"]
TWO: Final = EXAMPLES["createImportTwoContainers"]["value"]["Order"]
EXPORT: Final = EXAMPLES["createExport"]["value"]["Order"]
TRANSFER: Final = EXAMPLES["createTransfer"]["value"]["Order"]
UPDATE: Final = EXAMPLES["updateImport"]["value"]
FIRST: Final = "CDE0000000001"

Told = Generator[Any, Any, None]


def move(stage: Stage, name: str, order_id: str = FIRST, **arguments: Any) -> None:
    """Make a move of the carrier's side."""
    done = stage.engine.control.move("order", order_id, name, arguments or None)
    assert not isinstance(done, Refusal), done


def test_an_order_is_placed_read_changed_and_called_off(soget: Stage) -> None:
    """Ids, legs, version, goods and history follow the order from placing to calling off."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        placed = yield orders.create(
            order=IMPORT, files=[b"%PDF-1.7 one", ("two.pdf", b"%PDF-1.7 two", "application/pdf")]
        )
        assert (placed.id, placed.type) == (FIRST, models.OrderType.MASTER)
        assert [leg.type.value for leg in placed.segments] == ["SegmentTerminalEntrepot", "SegmentEntrepotDepot"]
        assert placed.elementary_orders == []
        read = yield orders.with_raw_response.get(FIRST)
        assert read.parsed.status is models.OrderStatus.VALID
        assert read.parsed.transport_order_number == IMPORT["transportOrderNumber"]
        assert [line.goods_id for line in read.parsed.container.goods] == [7001, 7002]
        changed = yield orders.with_raw_response.update(FIRST, if_match=read.etag, body=UPDATE, old=IMPORT)
        assert changed.etag
        assert changed.etag != read.etag
        with pytest.raises(errors.ConflictError):
            yield orders.update(FIRST, if_match=read.etag, body=UPDATE)
        again = yield orders.with_raw_response.get(FIRST)
        assert again.etag == changed.etag
        assert [line.goods_id for line in again.parsed.container.goods] == [7001, 7002, 7003]
        assert "comment" not in again.json()
        yield orders.cancel(FIRST)
        gone = yield orders.get(FIRST)
        assert [entry.status.value for entry in gone.histories] == ["Valid", "Cancelled"]
        with pytest.raises(errors.OrderAlreadyCanceled):
            yield orders.cancel(FIRST)
        with pytest.raises(errors.R0006):
            yield orders.update(FIRST, if_match="*", body=UPDATE)

    soget.play(life)
    record = soget.engine.control.document("order", FIRST)
    files = record.document["documents"]
    digests = [file["digest"] for file in files]

    def contents(transaction: Transaction) -> list[bytes | None]:
        return [transaction.get_blob(digest) for digest in digests]

    assert soget.engine.store.transact(contents, is_read=True) == [b"%PDF-1.7 one", b"%PDF-1.7 two"]
    assert [(file["part"], file["size"]) for file in files] == [("Files", 12), ("Files", 12)]


def test_an_order_of_several_containers_has_shares(soget: Stage) -> None:
    """Each container has a share with legs; shares and legs can be neither read nor changed nor called off."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        placed = yield orders.create(order=TWO)
        assert placed.segments == []
        shares = placed.elementary_orders
        assert [share.id for share in shares] == ["ELM0000000001", "ELM0000000002"]
        assert [share.transport_order_number for share in shares] == ["OT-2026-0033-1", "OT-2026-0033-2"]
        assert [leg.id for share in shares for leg in share.segments] == [f"SEG000000000{n}" for n in (1, 2, 3, 4)]
        for inner in ("ELM0000000002", "SEG0000000003"):
            with pytest.raises(errors.NotSupportedOrderType):
                yield orders.get(inner)
            with pytest.raises(errors.NotSupportedOrderType):
                yield orders.update(inner, if_match="*", body=UPDATE)
            with pytest.raises(errors.CannotCancelNotMasterOrder):
                yield orders.cancel(inner)
        with pytest.raises(errors.CustomerOrderNotFound):
            yield orders.get("ELM0000000009")

    soget.play(life)


def test_the_carrier_takes_an_order_through_its_states(soget: Stage) -> None:
    """What is locked follows from the state: the order, its numbers, its steps; the rest of it stays free."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        yield orders.create(order=IMPORT)
        for name in ("submit", "process"):
            move(soget, name)
            with pytest.raises(errors.R0006):
                yield orders.update(FIRST, if_match="*", body=UPDATE)
            with pytest.raises(errors.R0008):
                yield orders.cancel(FIRST)
        read = yield orders.with_raw_response.get(FIRST)
        move(soget, "accept")
        with pytest.raises(errors.ConflictError):
            yield orders.update(FIRST, if_match=read.etag, body=UPDATE)
        yield orders.update(FIRST, if_match="*", body=UPDATE)
        other = copy.deepcopy(UPDATE)
        other["containers"][0]["reference"] = "AAAU1234566"
        with pytest.raises(errors.R0007):
            yield orders.update(FIRST, if_match="*", body=other)
        move(soget, "completeEvent", container=0, event="LadingImport")
        moved = copy.deepcopy(UPDATE)
        moved["containers"][0]["events"][0]["startDate"] = "2026-03-03T06:00:00Z"
        with pytest.raises(errors.R0005):
            yield orders.update(FIRST, if_match="*", body=moved)
        # The same moment, spelt with another offset, is no change.
        moved["containers"][0]["events"][0]["startDate"] = "2026-03-03T08:00:00+01:00"
        yield orders.update(FIRST, if_match="*", body={**moved, "comment": "Ring twice"})
        assert (yield orders.get(FIRST)).comment == "Ring twice"
        for event in ("DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"):
            move(soget, "completeEvent", container=0, event=event)
        with pytest.raises(errors.R0006):
            yield orders.update(FIRST, if_match="*", body=moved)
        with pytest.raises(errors.R0009):
            yield orders.cancel(FIRST)
        read = yield orders.get(FIRST)
        assert [entry.status.value for entry in read.histories] == ["Valid", "Submitted", "InProcess", "Accepted"]

    soget.play(life)


def test_what_counts_as_the_same_order_and_the_same_unit(soget: Stage) -> None:
    """Orders without container numbers can be duplicates; an update may not take a unit that another order covers."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        yield orders.create(order=EXPORT)
        with pytest.raises(errors.OrderDuplicated):
            yield orders.create(order=EXPORT)
        yield orders.create(order={**EXPORT, "transportOrderNumber": "OT-2"})
        numbered = EXAMPLES["updateExport"]["value"]
        yield orders.update(FIRST, if_match="*", body=numbered)
        yield orders.update(FIRST, if_match="*", body=numbered)
        with pytest.raises(errors.ExistsOrderWithHandlingUnitSpi):
            yield orders.update("CDE0000000002", if_match="*", body=numbered)
        yield orders.cancel(FIRST)
        yield orders.update("CDE0000000002", if_match="*", body=numbered)

    soget.play(life)


def test_a_line_of_goods_has_the_id_that_the_service_gave_it(soget: Stage) -> None:
    """An id sent on creation is not taken, one that an update makes up is refused, a line left out is gone."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        sent = copy.deepcopy(IMPORT)
        sent["containers"][0]["goods"][0]["goodsId"] = "mine"
        yield orders.create(order=sent)
        read = yield orders.get(FIRST)
        assert [line.goods_id for line in read.container.goods] == [7001, 7002]
        changed = copy.deepcopy(UPDATE)
        changed["containers"][0]["goods"][0]["goodsId"] = 9
        with pytest.raises(errors.BadRequest) as caught:
            yield orders.update(FIRST, if_match="*", body=changed)
        assert caught.value.code is None
        del changed["containers"][0]["goods"][0]
        yield orders.update(FIRST, if_match="*", body=changed)
        read = yield orders.get(FIRST)
        assert [line.goods_id for line in read.container.goods] == [7002, 7003]

    soget.play(life)


def test_a_search_obeys_each_of_its_parameters(soget: Stage) -> None:
    """All eleven parameters count, alone and together, in both projections; strangers see nothing."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        for order in (IMPORT, EXPORT, TRANSFER):
            yield orders.create(order=order)
        second = soget.engine.control.document("order", "CDE0000000002").document["createdAt"]
        yield orders.cancel("CDE0000000003")
        wanted: list[tuple[dict[str, Any], list[int]]] = [
            ({"transport_order_number": "OT-2026-0034"}, [2]),
            ({"container_number": "AAAU1234566"}, [3]),
            ({"carrier_code": "HAVTRA", "desc": True}, [9, 3, 1]),
            ({"processing_indicator": "Export"}, [2]),
            ({"start_date": second}, [2, 3]),
            ({"end_date": second}, [1, 2, 9]),
            ({"start_date": second, "end_date": second}, [2]),
            ({"status": "Cancelled"}, [3]),
            ({"status": "Draft"}, [9]),
            ({"offset": 1, "limit": 2}, [2, 3]),
            ({"offset": 9}, []),
            ({"transport_order_number": "OT-0"}, []),
        ]
        for query, numbers in wanted:
            ids = [f"CDE900000000{1}" if number == 9 else f"CDE000000000{number}" for number in numbers]
            for is_short in (False, True):
                page = yield orders.list(**query, is_projection=is_short)
                assert [item.customer_order_id for item in page.items] == ids, query
                assert page.returned == len(ids)
                assert page.first == query.get("offset", 0)
                assert page.total == (4 if "offset" in query else len(ids))
        short = (yield orders.with_raw_response.list(is_projection=True)).json()["items"][0]
        assert set(short) == {"customerOrderId", "date", "type", "reference", "transportOrderNumber", "status"}
        with pytest.raises(errors.SearchDateError):
            yield orders.list(start_date="2026-03-02T00:00:00Z", end_date="2026-03-01T00:00:00Z")
        with pytest.raises(errors.BadRequest) as caught:
            yield orders.list(limit=51, check_requests=False)
        assert caught.value.code is None

    soget.play(life)

    def stranger(client: Any) -> Told:
        assert (yield client.customer_orders.list()).total == 0
        with pytest.raises(errors.CustomerOrderNotFound):
            yield client.customer_orders.get(FIRST)

    soget.play(stranger, subscription_key="other-key")


def test_a_token_ends_on_the_clock_of_the_twin(soget: Stage) -> None:
    """A client that was given an id and a secret fetches a token, and another one when the twin's hour is over."""

    def life(client: Any) -> Told:
        assert (yield client.customer_orders.list()).total == 1
        yield client.customer_orders.list()
        assert len(soget.token_calls) == 1
        soget.engine.set_clock(advance=3_599.0)
        yield client.customer_orders.list()
        assert len(soget.token_calls) == 1
        soget.engine.set_clock(advance=1.0)
        yield client.customer_orders.list()
        assert len(soget.token_calls) == 2

    soget.credentials = {"subscription_key": "sample-key"}
    soget.play(life, client_id="sample-client", client_secret="sample-secret")
    assert soget.witness.seen["listCustomerOrders", 401] == 1


def test_wrong_credentials_are_refused_as_the_gateway_does(soget: Stage) -> None:
    """An unknown token and an unknown key each get 401 and the gateway's body."""

    def life(client: Any) -> Told:
        with pytest.raises(errors.Unauthorized) as caught:
            yield client.customer_orders.list()
        assert caught.value.status_code == 401

    soget.play(life, access_token="forged")
    soget.play(life, subscription_key="forged")


@pytest.mark.parametrize(
    ("status", "update", "cancel"),
    [
        ("Draft", "", ""),
        ("Valid", "", ""),
        ("Rejected", "", ""),
        ("Refused", "", ""),
        ("Accepted", "", ""),
        ("Submitted", "R0006", "R0008"),
        ("InProcess", "R0006", "R0008"),
        ("Cancelled", "R0006", "ORDER_ALREADY_CANCELED"),
    ],
)
@pytest.mark.parametrize("way", [(False, False)], ids=["sync, in process"], indirect=True)
def test_each_of_the_eight_states_allows_what_is_decided(soget: Stage, status: str, update: str, cancel: str) -> None:
    """Changing and calling off are refused in the states that DECISIONS.md names, with the code for it."""

    def life(client: Any) -> Told:
        orders = client.customer_orders
        yield orders.create(order=IMPORT)
        record = soget.engine.control.document("order", FIRST)
        soget.engine.control.put_document("order", FIRST, {**record.document, "status": status})
        calls: list[tuple[str, Callable[[], Any]]] = [
            (update, lambda: orders.update(FIRST, if_match="*", body=UPDATE)),
            (cancel, lambda: orders.cancel(FIRST)),
        ]
        for code, call in calls:
            if code:
                with pytest.raises(errors.BadRequest) as caught:
                    yield call()
                assert caught.value.code == code
            else:
                yield call()

    soget.play(life)

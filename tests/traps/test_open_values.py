"""Traps around values that a service adds after the client was made."""

import json

from clients.canned import Caller
from traps.conftest import Depot
from wire import Wire, answer

NEW_STATE = {"id": "a1", "state": "lost & found"}
NEW_PACKING = {"id": "a1", "packing": {"kind": "crate", "nails": [1, {"long": True}]}}


def test_an_unknown_enum_value_is_read_compared_printed_and_sent_back(depot: Depot, call: Caller) -> None:
    """A value that was added later is read, compares and prints as what it is, and can go back unchanged (mistral#564).

    The check before sending asks for the values that are described, so that who means it says so.
    """
    wire = Wire(answer(200, json.dumps(NEW_STATE).encode()))

    item = call(lambda client: client.items.get("a1"), transport=wire)
    call(lambda client: client.items.update("a1", body=item, check_requests=False), transport=wire)

    assert not item.state.is_known
    assert item.state == "lost & found"
    assert item.state != depot.models.State.NEW
    assert f"{item.state}" == "lost & found"
    assert "lost & found" in repr(item)
    assert json.loads(wire.bodies[-1]) == NEW_STATE


def test_an_unknown_enum_value_is_recorded_and_not_refused(call: Caller) -> None:
    """The caller can learn of the new value without losing the answer (mistral#564)."""
    wire = Wire(answer(200, json.dumps(NEW_STATE).encode()))

    response = call(lambda client: client.items.with_raw_response.get("a1"), transport=wire)

    assert [deviation.pointer for deviation in response.deviations] == ["/state"]


def test_an_unknown_tag_of_a_union_keeps_the_raw_object(depot: Depot, call: Caller) -> None:
    """A variant that was added later keeps all that came, and can go back unchanged, unchecked."""
    wire = Wire(answer(200, json.dumps(NEW_PACKING).encode()))

    item = call(lambda client: client.items.get("a1"), transport=wire)
    call(lambda client: client.items.update("a1", body=item, check_requests=False), transport=wire)

    assert item.packing.raw == NEW_PACKING["packing"]
    assert not isinstance(item.packing, depot.models.Box | depot.models.Bag)
    assert json.loads(wire.bodies[-1]) == NEW_PACKING


def test_a_known_tag_of_a_union_is_its_class(depot: Depot, call: Caller) -> None:
    """What keeps the unknown does not keep the known from its class."""
    wire = Wire(answer(200, b'{"id": "a1", "packing": {"kind": "bag", "handles": 2}}'))

    item = call(lambda client: client.items.get("a1"), transport=wire)

    assert isinstance(item.packing, depot.models.Bag)
    assert item.packing.handles == 2

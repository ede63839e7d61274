"""Draws well-formed orders near the documented ones: whole orders of each flow, and what a few random edits make of them."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any, Final, cast

from specs.by_hand import EVENTS
from specs.described import api

__all__ = ["draw_order", "draw_shop_order", "order_of"]

Edit = Callable[[random.Random, dict[str, Any]], None]

TYPES: Final[list[str]] = api("soget")["components"]["schemas"]["EventType"]["enum"]
NUMBERS: Final = ("CSQU3054383", "MSKU9070323", "CGMU1234562", "AAAU1234566")
STARTS: Final = (
    *(None, "2026-03-03T07:00:00Z", "2026-03-03T08:00:00+01:00", "2026-03-03T07:00:00.5Z", "2026-03-03T06:59:59Z"),
    *("2026-03-04T00:00:00+14:00", "2025-12-31T23:59:59Z", "2027-01-01T00:00:00-11:00"),
)
COUNTRIES: Final = ("FR", "XX", "fr", "UK", "NL", None)
FULL_ADDRESS: Final = {"address": "4 rue des Docks", "zipCode": "76700", "city": "Gonfreville", "country": "FR"}


def order_of(flow: str, *, containers: int = 1, is_update: bool = False) -> dict[str, Any]:
    """Make an order of a flow that keeps all rules; its containers are alike but for their numbers."""
    events = [
        {"type": type_, "startDate": f"2026-03-0{day}T08:00:00Z", "location": {"code": "MTDF"}}
        for day, type_ in enumerate(EVENTS[flow], 3)
    ]
    numbers = {"type": "22G1", "bookingNumber": "BK-1"} if flow == "Export" else {}
    made = [
        {"reference": NUMBERS[index % len(NUMBERS)], **numbers, "events": copy.deepcopy(events)}
        for index in range(containers)
    ]
    order = {"customsFlag": flow, "containers": made}
    return order if is_update else {"carrier": {"code": "HAVTRA"}, "transportOrderNumber": "OT-1", **order}


def draw_order(rng: random.Random, *, is_update: bool = False) -> dict[str, Any]:
    """Draw an order and change it in up to three places."""
    order = order_of(rng.choice(list(EVENTS)), containers=rng.choice((1, 1, 2, 3)), is_update=is_update)
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        rng.choice(_EDITS)(rng, order)
    return order


def _container(rng: random.Random, order: dict[str, Any]) -> dict[str, Any]:
    return cast("dict[str, Any]", rng.choice(order["containers"]))


def _event(rng: random.Random, order: dict[str, Any]) -> dict[str, Any]:
    """Choose an event; where the container has none, one that changes nothing."""
    events = _container(rng, order)["events"]
    return cast("dict[str, Any]", rng.choice(events)) if events else {"location": {}}


def _set_or_drop(rng: random.Random, target: dict[str, Any], name: str, values: tuple[Any, ...]) -> None:
    if rng.random() < 0.2:
        target.pop(name, None)
    else:
        target[name] = rng.choice(values)


def _flow(rng: random.Random, order: dict[str, Any]) -> None:
    order["customsFlag"] = rng.choice(list(EVENTS))


def _numbers(rng: random.Random, order: dict[str, Any]) -> None:
    name, values = rng.choice(
        (("reference", (None, *NUMBERS)), ("type", (None, "45R1")), ("bookingNumber", (None, "", "BK-2")))
    )
    _set_or_drop(rng, _container(rng, order), name, values)


def _events(rng: random.Random, order: dict[str, Any]) -> None:
    container = _container(rng, order)
    events: list[Any] = container["events"] or []
    choice = rng.randrange(5)
    if choice == 0 or not events:
        container["events"] = rng.choice((None, []))
    elif choice == 1:
        rng.shuffle(events)
    elif choice == 2:
        events.pop(rng.randrange(len(events)))
    elif choice == 3:
        events.append(copy.deepcopy(rng.choice(events)))
    else:
        rng.choice(events)["type"] = rng.choice(TYPES)


def _start(rng: random.Random, order: dict[str, Any]) -> None:
    _set_or_drop(rng, _event(rng, order), "startDate", STARTS)


def _place(rng: random.Random, order: dict[str, Any]) -> None:
    place: dict[str, Any] = {}
    if rng.random() < 0.5:
        place["code"] = rng.choice((None, "", "FRLEH"))
    if rng.random() < 0.7:
        place["name"] = rng.choice((None, "", "Quai 4", "Quai 4"))
    if rng.random() < 0.7:
        place["location"] = dict(FULL_ADDRESS)
        if rng.random() < 0.5:
            _set_or_drop(rng, place["location"], rng.choice(("address", "city")), (None, ""))
        if rng.random() < 0.3:
            _set_or_drop(rng, place["location"], "country", COUNTRIES)
    _event(rng, order)["location"] = place


def _actor(rng: random.Random, order: dict[str, Any]) -> None:
    if "carrier" in order:
        address = {"country": rng.choice(COUNTRIES)}
        order[rng.choice(("carrier", "contractor"))] = {"company": {"location": address}}


_EDITS: Final[tuple[Edit, ...]] = (_flow, _numbers, _numbers, _events, _start, _start, _place, _actor)


def draw_shop_order(rng: random.Random) -> dict[str, Any]:
    """Draw an order of a web shop and change it in up to three places."""
    order: dict[str, Any] = copy.deepcopy(api("transiteo")["components"]["schemas"]["Order"]["examples"][0])
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        name = rng.choice(list(order))
        if name.endswith("_country"):
            order[name] = rng.choice(("FRA", "FR", "fra", "XXX", "ZZ", ""))
        elif name.startswith("amount_"):
            order[name] = rng.choice((0, 0.0, -0.01, -5, 12, 1e9))
        elif name in ("order_date_hour", "order_payment_date"):
            order[name] = rng.choice((10**12, 10**12 - 1, 10**13, 10**13 - 1, 0, 1774000800, 1774000800000.0))
        elif name == "products":
            _lines(rng, order)
        elif name == "currency":
            order[name] = rng.choice(("EUR", "USD", "eur", "XYZ", ""))
        elif name == "order_id":
            order[name] = rng.choice(("", "A-1", order[name]))
        else:
            order["order_update_statut"] = rng.choice((1, 10**12))
    return order


def _lines(rng: random.Random, order: dict[str, Any]) -> None:
    line = {"sku": "A", "quantity": rng.choice((1, 0, -1, 0.5)), "unit_price": rng.choice((0, 1.5, -1.5))}
    line["unit_price_currency"] = rng.choice(("EUR", "CHF", "FRF"))
    order["products"] = [line] * rng.choice((0, 1, 2))

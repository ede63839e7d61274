"""The rules of both descriptions as a careful person writes them: plain Python, made from DECISIONS.md and not from the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import pycountry

__all__ = ["broken_by_order", "broken_by_shop_order"]

Broken = list[tuple[str, str]]
Json = dict[str, Any]

IMPORT: Final = ("LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport")
EXPORT: Final = ("EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport")
TRANSFER: Final = ("LadingTransfer", "DeliveryTransfer")
EVENTS: Final = {"Import": IMPORT, "Export": EXPORT, "Transfer": TRANSFER}
SORTED: Final = {flow: sorted(types) for flow, types in EVENTS.items()}
ASSUMED: Final = frozenset({"transfer-dates-in-order", "event-place-named"})
DATED: Final = frozenset({"DeliveryImport", "PositioningExport", "DeliveryTransfer"})
# The package says nothing of its types.
COUNTRIES: Final[list[Any]] = list(pycountry.countries)
COUNTRIES_2: Final = frozenset(str(country.alpha_2) for country in COUNTRIES)
COUNTRIES_3: Final = frozenset(str(country.alpha_3) for country in COUNTRIES)
CURRENCIES: Final = frozenset(["EUR", "USD", "GBP", "CHF", "JPY", "CAD", "NOK", "SEK", "DKK", "XCG"])
FIRST_MOMENT: Final = 10**12
LAST_MOMENT: Final = 10**13 - 1
MOMENTS: Final = frozenset(
    {"order_date_hour", "order_payment_date", "order_update_statut", "duty_calculation_timestamp"}
)
NOTHING: Final[Json] = {}


def broken_by_order(order: Json, old: Json | None = None) -> Broken:
    """Judge a SOGET order that is well-formed: ids of the rules that it breaks and where, the winning ones only.

    ``old`` is the stored order that an update replaces.
    """
    flow: str = order["customsFlag"]
    containers: list[Json] = order["containers"]
    found = [("country-known", path) for path in _unknown_countries(order)]
    is_readable = not found
    if flow == "Export":
        found += _missing_on_export(containers)
    elif is_readable:
        found += _missing(containers, "reference", "container-number-given")
        is_readable = not found
    if is_readable:
        found += _wrong_events(flow, containers)
    if not found:
        found = _undated(containers)
    if not found:
        found = _untimely(flow, containers) or _unnamed_place(containers)
    # What is only assumed hides nothing that is known.
    if old is not None and ASSUMED.issuperset(id_ for id_, _ in found):
        if flow != old["customsFlag"]:
            found.append(("flow-unchanged", "/customsFlag"))
        elif len(containers) != len(old["containers"]):
            found.append(("container-count-unchanged", "/containers"))
    return found


def _unknown_countries(order: Json) -> Iterator[str]:
    for role in ("contractor", "carrier"):
        company = order.get(role, NOTHING).get("company", NOTHING)
        if not _is_known(company.get("location", NOTHING)):
            yield f"/{role}/company/location/country"
    for index, container in enumerate(order["containers"]):
        for step, event in enumerate(container["events"] or ()):
            if not _is_known(event["location"].get("location", NOTHING)):
                yield f"/containers/{index}/events/{step}/location/location/country"


def _is_known(address: Json) -> bool:
    country = address.get("country")
    return country is None or country in COUNTRIES_2


def _missing_on_export(containers: list[Json]) -> Broken:
    return [
        *_missing(containers, "type", "size-type-given"),
        *_missing(containers, "bookingNumber", "booking-number-given"),
    ]


def _missing(containers: list[Json], member: str, id_: str) -> Broken:
    for index, container in enumerate(containers):
        if not container.get(member):
            return [(id_, f"/containers/{index}/{member}")]
    return []


def _wrong_events(flow: str, containers: list[Json]) -> Broken:
    for index, container in enumerate(containers):
        if container["events"] is None:
            return [("events-given", f"/containers/{index}/events")]
    types = SORTED[flow]
    for index, container in enumerate(containers):
        if sorted(event["type"] for event in container["events"]) != types:
            return [(f"{flow.lower()}-events", f"/containers/{index}/events")]
    return []


def _undated(containers: list[Json]) -> Broken:
    for index, container in enumerate(containers):
        for step, event in enumerate(container["events"]):
            if event["type"] in DATED and event.get("startDate") is None:
                return [("start-date-given", f"/containers/{index}/events/{step}/startDate")]
    return []


def _untimely(flow: str, containers: list[Json]) -> Broken:
    for index, container in enumerate(containers):
        starts = {event["type"]: event.get("startDate") for event in container["events"]}
        before = None
        for type_ in EVENTS[flow]:
            if starts[type_] is not None:
                moment = datetime.fromisoformat(starts[type_])
                if before is not None and moment < before:
                    return [(f"{flow.lower()}-dates-in-order", f"/containers/{index}/events")]
                before = moment
    return []


def _unnamed_place(containers: list[Json]) -> Broken:
    for index, container in enumerate(containers):
        for step, event in enumerate(container["events"]):
            place: Json = event["location"]
            if not place.get("code"):
                address: Json = place.get("location", NOTHING)
                if not (
                    place.get("name") and address.get("address") and address.get("city") and address.get("country")
                ):
                    return [("event-place-named", f"/containers/{index}/events/{step}/location")]
    return []


def broken_by_shop_order(order: Json, old: Json | None = None) -> Broken:
    """Judge a Transiteo order that is well-formed: ids of the rules that it breaks, and where."""
    found: Broken = []
    if not order["order_id"]:
        found.append(("order-id-given", "/order_id"))
    elif old is not None and order["order_id"] != old["order_id"]:
        found.append(("order-id-unchanged", "/order_id"))
    if not order["products"]:
        found.append(("products-not-empty", "/products"))
    found += [(id_, f"/{name}") for name, value in order.items() if (id_ := _wrong_member(name, value))]
    for index, line in enumerate(order["products"]):
        if line["quantity"] <= 0:
            found.append(("quantity-above-zero", f"/products/{index}/quantity"))
        if line["unit_price"] < 0:
            found.append(("amount-not-negative", f"/products/{index}/unit_price"))
        if line["unit_price_currency"] not in CURRENCIES:
            found.append(("currency-known", f"/products/{index}/unit_price_currency"))
    return found


def _wrong_member(name: str, value: Any) -> str:
    if name in MOMENTS:
        return "" if FIRST_MOMENT <= value <= LAST_MOMENT else "moment-in-milliseconds"
    if name.startswith("amount_"):
        return "" if value >= 0 else "amount-not-negative"
    if name.endswith("_country"):
        return "" if value in COUNTRIES_2 or value in COUNTRIES_3 else "country-known"
    return "currency-known" if name == "currency" and value not in CURRENCIES else ""

# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Checks of bodies, parameters and responses: all violations, sorted by place and keyword."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

__all__ = [
    "ASSUMED",
    "BODIES",
    "Check",
    "PARAMETERS",
    "RESPONSES",
    "TRANSITIONS",
    "Violation",
    "check_cancel_customer_order_parameters",
    "check_create_customer_order_body",
    "check_get_customer_order_parameters",
    "check_list_customer_orders_parameters",
    "check_update_customer_order_body",
    "check_update_customer_order_body_transitions",
    "check_update_customer_order_parameters",
]


FIRST_INSTANT: Final = -62_135_596_800 * 10**9


LAST_INSTANT: Final = 253_402_300_800 * 10**9 - 1


EPOCH_OF_UTC: Final = datetime(1970, 1, 1, tzinfo=UTC)


EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


DATE_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)


# What nearly all date-times look like. The standard library reads such a text as we do, and several times faster.
USUAL_DATE_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


def days_of_date(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a date."""
    return date(year, month, day).toordinal() - EPOCH_DAY


@lru_cache(maxsize=4096)
def timestamp_of_text(text: str) -> int:
    """Read a date-time of RFC 3339: nanoseconds since 1970, with at most nine digits of a second."""
    if USUAL_DATE_TIME.fullmatch(text) is not None:
        since = datetime.fromisoformat(text) - EPOCH_OF_UTC
        return within_time((since.days * 86400 + since.seconds) * 10**9)
    found = DATE_TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date-time of RFC 3339, such as 2026-01-31T08:00:00Z")
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = found.groups()
    offset = 0
    if sign is not None:
        if hours > "23" or minutes > "59":
            raise ValueError(f"{text!r} has an offset beyond 23:59")
        offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    if hour > "23" or minute > "59" or second > "60":
        raise ValueError(f"{text!r} has a time that no clock shows")
    seconds = days_of_date(int(year), int(month), int(day)) * 86400 + (int(hour) * 60 + int(minute) - offset) * 60
    if second == "60":
        # A leap second ends a day of UTC; it compares as the second after it.
        if seconds % 86400 != 86340:
            raise ValueError(f"{text!r} has a leap second where none can be")
        fraction = None
    nanoseconds = (seconds + int(second)) * 10**9
    if fraction is not None:
        nanoseconds += int(fraction.ljust(9, "0"))
    return within_time(nanoseconds)


def within_time(nanoseconds: int) -> int:
    """Give an instant back, unless it lies outside the years 1 to 9999."""
    if FIRST_INSTANT <= nanoseconds <= LAST_INSTANT:
        return nanoseconds
    raise OverflowError("an instant lies outside the years 1 to 9999")


def listed(codes: str) -> frozenset[str]:
    """Split codes that are written as words."""
    return frozenset(codes.split())


# ISO 3166-1, officially assigned alpha-2 codes: 249 on 2026-11-01.
COUNTRIES_2: Final = listed(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
)


CONTAINER_NUMBER: Final = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")


# Digits count as themselves; letters go on from ten, multiples of eleven left out.
LETTER_VALUES: Final[Mapping[str, int]] = {
    **{digit: int(digit) for digit in "0123456789"},
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", [value for value in range(10, 39) if value % 11], strict=True)),
}


def is_iso6346(text: str) -> bool:
    """Say whether a text is a container number of ISO 6346 with the right check digit."""
    if CONTAINER_NUMBER.fullmatch(text) is None:
        return False
    # Horner's scheme, from the last place to the first, whose weight is one; written out, because it runs often.
    first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, check = map(
        LETTER_VALUES.__getitem__, text
    )
    total = first + 2 * (second + 2 * (third + 2 * (fourth + 2 * fifth)))
    total += 32 * (sixth + 2 * (seventh + 2 * (eighth + 2 * (ninth + 2 * tenth))))
    # A remainder of ten is written as zero.
    return total % 11 % 10 == check


def is_country_2(text: str) -> bool:
    """Say whether a text is an officially assigned alpha-2 code of ISO 3166-1."""
    return text in COUNTRIES_2


def is_date_time(text: str) -> bool:
    """Say whether a text is a date-time of RFC 3339 that rules can compare."""
    try:
        timestamp_of_text(text)
    except (ValueError, OverflowError):
        return False
    return True


class Violation(NamedTuple):
    """One way in which a value is wrong.

    ``layer`` is ``schema`` or ``rule``, ``id`` the keyword or the rule, ``path`` the JSON pointer of the place in the
    value. ``code`` is the documented error code, empty where there is none.
    """

    layer: str
    code: str
    id: str
    path: str
    message: str


class Rule(NamedTuple):
    """A rule of one body: what it says, where its values stand, and the two functions that judge one of them.

    ``after`` names the rules that must hold before this one is judged. An assumed rule is one that is not documented.
    """

    id: str
    code: str
    message: str
    after: tuple[str, ...]
    place: int
    holds: Callable[..., bool]
    locate: Callable[..., str]
    is_transition: bool
    is_assumed: bool


# `Any`, so that a type checker does not take the members of a value for unknown ones after it was told apart.
OBJECT: Final[Any] = dict


ARRAY: Final[Any] = list


ABSENT: Final[Any] = object()


TOO_DEEP: Final[tuple[Violation, ...]] = (
    Violation("schema", "", "depth", "", "The value is nested too deeply to be judged."),
)


def is_integer(value: Any) -> bool:
    """Say whether a value is a number without a fraction, however it is spelled."""
    if isinstance(value, int):
        return not isinstance(value, bool)
    return isinstance(value, float) and value.is_integer()


def is_number(value: Any) -> bool:
    """Say whether a value is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_content(value: Any) -> bool:
    """Say whether a value can be content of a file: a text, or something that JSON has not, such as bytes."""
    return value is not None and not isinstance(value, (bool, int, float, dict, list))


def escaped(name: str) -> str:
    """Write a member's name as a token of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def sorted_violations(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Order violations by place and keyword, each once."""
    return tuple(sorted(set(found), key=lambda each: (each.path, each.id, each.code, each.message)))


def violations_of(find: Callable[[Any, str, list[Violation]], None], value: Any) -> tuple[Violation, ...]:
    """Collect the violations of a value as a whole."""
    found: list[Violation] = []
    find(value, "", found)
    return sorted_violations(found)


def broken_rules(rules: Iterable[Rule], values: Sequence[tuple[int, str, Any, Any]]) -> tuple[Violation, ...]:
    """Judge rules in their order; ``values`` are place, pointer, value and old value (None where there is none)."""
    found: list[Violation] = []
    failed: set[str] = set()
    for rule in rules:
        if not failed.isdisjoint(rule.after):
            # What was not judged holds for nobody who waits for it.
            failed.add(rule.id)
            continue
        for place, path, value, old in values:
            if place != rule.place or (rule.is_transition and old is None):
                continue
            values_of_rule = (value, old) if rule.is_transition else (value,)
            try:
                if not rule.holds(*values_of_rule):
                    failed.add(rule.id)
                    where = path + rule.locate(*values_of_rule)
                    found.append(Violation("rule", rule.code, rule.id, where, rule.message))
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):
                # A value before may be of another shape than the schema has, and then says nothing to this rule.
                if not rule.is_transition:
                    raise
    return sorted_violations(found) if found else ()


def project(value: Any, shapes: Sequence[tuple[Mapping[str, int] | None, int, int]], shape: int) -> Any:
    """Keep of a stored value what the schema of the request has a name for.

    A shape is the shapes of named members (None keeps all members), of other members and of items. The shape -1 keeps a
    value whole; as that of other members it leaves them out.
    """
    if shape < 0:
        return value
    members, rest, items = shapes[shape]
    if isinstance(value, ARRAY):
        return [project(item, shapes, items) for item in value]
    if not isinstance(value, OBJECT) or members is None:
        return value
    if rest < 0:
        return {name: project(value[name], shapes, inner) for name, inner in members.items() if name in value}
    return {name: project(item, shapes, members.get(name, rest)) for name, item in value.items()}


_RULE_1: Final = {
    "LadingImport": 1,
    "DeliveryImport": 2,
    "EmptyReleaseImport": 3,
    "EmptyReturnImport": 4,
    "EmptyReleaseExport": 1,
    "PositioningExport": 2,
    "LadingExport": 3,
    "DeliveryExport": 4,
    "LadingTransfer": 1,
    "DeliveryTransfer": 2,
    "Announced": 0,
    "CarrierIdentification": 0,
    "Association": 0,
    "TokenCodeTrucker": 0,
    "CancelCarrierIdentification": 0,
    "UpdateAssociation": 0,
    "AnnouncementCancelled": 0,
}
_SHAPES_1: Final = (
    (
        {
            "containers": 1,
            "date": 2,
            "sender": 3,
            "clientReference": 4,
            "customsFlag": 5,
            "priceInformation": 6,
            "instructionsInformation": 7,
            "contractTermsInformation": 8,
            "comment": 9,
            "voyage": 10,
        },
        -1,
        -1,
    ),
    (None, -1, 11),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (
        {
            "meansName": 12,
            "freightAgent": 13,
            "shippingCompany": 14,
            "eta": 15,
            "etd": 16,
            "closingCustoms": 17,
            "closingDangerous": 18,
            "closingDelivery": 19,
        },
        -1,
        -1,
    ),
    (
        {
            "goods": 20,
            "reference": 21,
            "type": 22,
            "grossWeight": 23,
            "tare": 24,
            "sealNumbers": 25,
            "indicator": 26,
            "customsInformation": 27,
            "comment": 28,
            "reefer": 29,
            "oog": 30,
            "billOfLading": 31,
            "bookingNumber": 32,
            "events": 33,
        },
        -1,
        -1,
    ),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, 34),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, 35),
    ({"isReefer": 36, "isHazardous": 37, "isOog": 38}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    ({"setPoint": 39}, -1, -1),
    ({"length": 40, "width": 41, "height": 42}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, 43),
    (
        {
            "goodsId": 44,
            "description": 45,
            "type": 46,
            "quantity": 47,
            "weight": 48,
            "volume": 49,
            "hazardousClasses": 50,
        },
        -1,
        -1,
    ),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    ({"type": 51, "startDate": 52, "endDate": 53, "creationDate": 54, "location": 55}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, 56),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    ({"code": 57, "name": 58, "location": 59, "contact": 60, "reference": 61}, -1, -1),
    ({"imdgCode": 62, "undgCode": 63, "packagingGroup": 64}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    ({"address": 65, "zipCode": 66, "city": 67, "country": 68}, -1, -1),
    ({"name": 69, "email": 70, "phone": 71}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
)
_SHAPES_2: Final = (
    ({"containers": 1, "customsFlag": 2}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
)
_VALUES_3: Final = frozenset({"Import", "Export", "Transfer"})
_VALUES_4: Final = frozenset(
    {"Draft", "Valid", "Cancelled", "Submitted", "Rejected", "InProcess", "Accepted", "Refused"}
)
_PATTERN_5: Final = re.compile("\\A(?:CDE|ELM|SEG)[0-9]{10}\\Z").search
_NAMES_6: Final = frozenset(
    {
        "contractor",
        "carrier",
        "transportOrderNumber",
        "containers",
        "date",
        "sender",
        "clientReference",
        "customsFlag",
        "priceInformation",
        "instructionsInformation",
        "contractTermsInformation",
        "comment",
        "voyage",
    }
)
_NAMES_7: Final = frozenset(
    {
        "meansName",
        "freightAgent",
        "shippingCompany",
        "eta",
        "etd",
        "closingCustoms",
        "closingDangerous",
        "closingDelivery",
    }
)
_NAMES_8: Final = frozenset({"code", "name", "company", "contact"})
_NAMES_9: Final = frozenset({"name", "location"})
_NAMES_10: Final = frozenset({"name", "email", "phone"})
_NAMES_11: Final = frozenset({"isReefer", "isHazardous", "isOog"})
_NAMES_12: Final = frozenset({"setPoint"})
_NAMES_13: Final = frozenset({"length", "width", "height"})
_NAMES_14: Final = frozenset({"address", "zipCode", "city", "country"})
_VALUES_15: Final = frozenset(
    {
        "Announced",
        "CarrierIdentification",
        "LadingImport",
        "DeliveryImport",
        "EmptyReleaseImport",
        "EmptyReturnImport",
        "EmptyReleaseExport",
        "PositioningExport",
        "LadingExport",
        "DeliveryExport",
        "Association",
        "TokenCodeTrucker",
        "CancelCarrierIdentification",
        "UpdateAssociation",
        "AnnouncementCancelled",
        "LadingTransfer",
        "DeliveryTransfer",
    }
)
_NAMES_16: Final = frozenset({"code", "name", "location", "contact", "reference"})


Check = Callable[..., "tuple[Violation, ...]"]


def _rule_size_type_given(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if c.get("type") is None:
                return False
    return True


def _rule_size_type_given_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if c.get("type") is None:
                return "/containers/" + str(c_index) + "/type"
    return "/containers"


def _rule_booking_number_given(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if c.get("bookingNumber") is None:
                return False
            if c["bookingNumber"] == "":
                return False
    return True


def _rule_booking_number_given_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if c.get("bookingNumber") is None:
                return "/containers/" + str(c_index) + "/bookingNumber"
            if c["bookingNumber"] == "":
                return "/containers/" + str(c_index) + "/bookingNumber"
    return "/containers"


def _rule_country_known(doc: Any) -> bool:
    if doc.get("country") is not None:
        if not is_country_2(doc["country"]):
            return False
    return True


def _rule_country_known_at(doc: Any) -> str:
    if doc.get("country") is not None:
        if not is_country_2(doc["country"]):
            return "/country"
    return "/country"


def _rule_container_number_given(doc: Any) -> bool:
    if doc["customsFlag"] in ("Import", "Transfer"):
        for c in doc["containers"]:
            if c.get("reference") is None:
                return False
    return True


def _rule_container_number_given_at(doc: Any) -> str:
    if doc["customsFlag"] in ("Import", "Transfer"):
        for c_index, c in enumerate(doc["containers"]):
            if c.get("reference") is None:
                return "/containers/" + str(c_index) + "/reference"
    return "/containers"


def _rule_events_given(doc: Any) -> bool:
    for c in doc["containers"]:
        if c.get("events") is None:
            return False
    return True


def _rule_events_given_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        if c.get("events") is None:
            return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_import_events(doc: Any) -> bool:
    if doc["customsFlag"] == "Import":
        for c in doc["containers"]:
            if len(c["events"]) != 4:
                return False
            for t in ["LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_import_events_at(doc: Any) -> str:
    if doc["customsFlag"] == "Import":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 4:
                return "/containers/" + str(c_index) + "/events"
            for t in ["LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_export_events(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if len(c["events"]) != 4:
                return False
            for t in ["EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_export_events_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 4:
                return "/containers/" + str(c_index) + "/events"
            for t in ["EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_transfer_events(doc: Any) -> bool:
    if doc["customsFlag"] == "Transfer":
        for c in doc["containers"]:
            if len(c["events"]) != 2:
                return False
            for t in ["LadingTransfer", "DeliveryTransfer"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_transfer_events_at(doc: Any) -> str:
    if doc["customsFlag"] == "Transfer":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 2:
                return "/containers/" + str(c_index) + "/events"
            for t in ["LadingTransfer", "DeliveryTransfer"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_start_date_given(doc: Any) -> bool:
    for c in doc["containers"]:
        for e in c["events"]:
            if not (
                e.get("startDate") is not None
                or e["type"] not in ("DeliveryImport", "PositioningExport", "DeliveryTransfer")
            ):
                return False
    return True


def _rule_start_date_given_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        for e_index, e in enumerate(c["events"]):
            if not (
                e.get("startDate") is not None
                or e["type"] not in ("DeliveryImport", "PositioningExport", "DeliveryTransfer")
            ):
                return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/startDate"
    return "/containers"


def _rule_import_dates_in_order(doc: Any) -> bool:
    if doc["customsFlag"] == "Import":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_import_dates_in_order_at(doc: Any) -> str:
    if doc["customsFlag"] == "Import":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_export_dates_in_order(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_export_dates_in_order_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_transfer_dates_in_order(doc: Any) -> bool:
    if doc["customsFlag"] == "Transfer":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_transfer_dates_in_order_at(doc: Any) -> str:
    if doc["customsFlag"] == "Transfer":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_event_place_named(doc: Any) -> bool:
    for c in doc["containers"]:
        for e in c["events"]:
            if not (e["location"].get("code") is not None and e["location"]["code"] != ""):
                if e["location"].get("name") is None:
                    return False
                if e["location"]["name"] == "":
                    return False
                if e["location"].get("location") is None:
                    return False
                if e["location"]["location"].get("address") is None:
                    return False
                if e["location"]["location"]["address"] == "":
                    return False
                if e["location"]["location"].get("city") is None:
                    return False
                if e["location"]["location"]["city"] == "":
                    return False
                if e["location"]["location"].get("country") is None:
                    return False
    return True


def _rule_event_place_named_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        for e_index, e in enumerate(c["events"]):
            if not (e["location"].get("code") is not None and e["location"]["code"] != ""):
                if e["location"].get("name") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["name"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"].get("location") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("address") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"]["address"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("city") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"]["city"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("country") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
    return "/containers"


def _rule_size_type_given_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if c.get("type") is None:
                return False
    return True


def _rule_size_type_given_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if c.get("type") is None:
                return "/containers/" + str(c_index) + "/type"
    return "/containers"


def _rule_booking_number_given_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if c.get("bookingNumber") is None:
                return False
            if c["bookingNumber"] == "":
                return False
    return True


def _rule_booking_number_given_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if c.get("bookingNumber") is None:
                return "/containers/" + str(c_index) + "/bookingNumber"
            if c["bookingNumber"] == "":
                return "/containers/" + str(c_index) + "/bookingNumber"
    return "/containers"


def _rule_container_number_given_2(doc: Any) -> bool:
    if doc["customsFlag"] in ("Import", "Transfer"):
        for c in doc["containers"]:
            if c.get("reference") is None:
                return False
    return True


def _rule_container_number_given_2_at(doc: Any) -> str:
    if doc["customsFlag"] in ("Import", "Transfer"):
        for c_index, c in enumerate(doc["containers"]):
            if c.get("reference") is None:
                return "/containers/" + str(c_index) + "/reference"
    return "/containers"


def _rule_events_given_2(doc: Any) -> bool:
    for c in doc["containers"]:
        if c.get("events") is None:
            return False
    return True


def _rule_events_given_2_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        if c.get("events") is None:
            return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_import_events_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Import":
        for c in doc["containers"]:
            if len(c["events"]) != 4:
                return False
            for t in ["LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_import_events_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Import":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 4:
                return "/containers/" + str(c_index) + "/events"
            for t in ["LadingImport", "DeliveryImport", "EmptyReleaseImport", "EmptyReturnImport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_export_events_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            if len(c["events"]) != 4:
                return False
            for t in ["EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_export_events_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 4:
                return "/containers/" + str(c_index) + "/events"
            for t in ["EmptyReleaseExport", "PositioningExport", "LadingExport", "DeliveryExport"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_transfer_events_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Transfer":
        for c in doc["containers"]:
            if len(c["events"]) != 2:
                return False
            for t in ["LadingTransfer", "DeliveryTransfer"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return False
    return True


def _rule_transfer_events_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Transfer":
        for c_index, c in enumerate(doc["containers"]):
            if len(c["events"]) != 2:
                return "/containers/" + str(c_index) + "/events"
            for t in ["LadingTransfer", "DeliveryTransfer"]:
                for e in c["events"]:
                    if e["type"] == t:
                        break
                else:
                    return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_start_date_given_2(doc: Any) -> bool:
    for c in doc["containers"]:
        for e in c["events"]:
            if not (
                e.get("startDate") is not None
                or e["type"] not in ("DeliveryImport", "PositioningExport", "DeliveryTransfer")
            ):
                return False
    return True


def _rule_start_date_given_2_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        for e_index, e in enumerate(c["events"]):
            if not (
                e.get("startDate") is not None
                or e["type"] not in ("DeliveryImport", "PositioningExport", "DeliveryTransfer")
            ):
                return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/startDate"
    return "/containers"


def _rule_import_dates_in_order_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Import":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_import_dates_in_order_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Import":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_export_dates_in_order_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Export":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_export_dates_in_order_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Export":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_transfer_dates_in_order_2(doc: Any) -> bool:
    if doc["customsFlag"] == "Transfer":
        for c in doc["containers"]:
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return False
    return True


def _rule_transfer_dates_in_order_2_at(doc: Any) -> str:
    if doc["customsFlag"] == "Transfer":
        for c_index, c in enumerate(doc["containers"]):
            for a in c["events"]:
                for b in c["events"]:
                    if not (
                        _RULE_1[a["type"]] >= _RULE_1[b["type"]]
                        or a.get("startDate") is None
                        or b.get("startDate") is None
                        or timestamp_of_text(a["startDate"]) <= timestamp_of_text(b["startDate"])
                    ):
                        return "/containers/" + str(c_index) + "/events"
    return "/containers"


def _rule_event_place_named_2(doc: Any) -> bool:
    for c in doc["containers"]:
        for e in c["events"]:
            if not (e["location"].get("code") is not None and e["location"]["code"] != ""):
                if e["location"].get("name") is None:
                    return False
                if e["location"]["name"] == "":
                    return False
                if e["location"].get("location") is None:
                    return False
                if e["location"]["location"].get("address") is None:
                    return False
                if e["location"]["location"]["address"] == "":
                    return False
                if e["location"]["location"].get("city") is None:
                    return False
                if e["location"]["location"]["city"] == "":
                    return False
                if e["location"]["location"].get("country") is None:
                    return False
    return True


def _rule_event_place_named_2_at(doc: Any) -> str:
    for c_index, c in enumerate(doc["containers"]):
        for e_index, e in enumerate(c["events"]):
            if not (e["location"].get("code") is not None and e["location"]["code"] != ""):
                if e["location"].get("name") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["name"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"].get("location") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("address") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"]["address"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("city") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"]["city"] == "":
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
                if e["location"]["location"].get("country") is None:
                    return "/containers/" + str(c_index) + "/events/" + str(e_index) + "/location"
    return "/containers"


def _rule_flow_unchanged(doc: Any, old: Any) -> bool:
    if doc["customsFlag"] != old["customsFlag"]:
        return False
    return True


def _rule_flow_unchanged_at(doc: Any, old: Any) -> str:
    if doc["customsFlag"] != old["customsFlag"]:
        return "/customsFlag"
    return "/customsFlag"


def _rule_container_count_unchanged(doc: Any, old: Any) -> bool:
    if len(doc["containers"]) != len(old["containers"]):
        return False
    return True


def _rule_container_count_unchanged_at(doc: Any, old: Any) -> str:
    if len(doc["containers"]) != len(old["containers"]):
        return "/containers"
    return "/containers"


def _is_list_customer_orders_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("query", ABSENT)
    if member is not ABSENT:
        if not _is_list_customer_orders_parameters_query(member):
            return False
    return True


def _find_list_customer_orders_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "query" in value:
            member = value["query"]
            _find_list_customer_orders_parameters_query(member, at + "/query", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_create_customer_order_body(value: Any) -> bool:
    if value is None:
        return True
    if not _holds_OrderForm(value):
        return False
    return True


def _places_create_customer_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _places_OrderForm(value, old, at, found)


def _is_create_customer_order_body(value: Any) -> bool:
    if not _is_OrderForm(value):
        return False
    return True


def _find_create_customer_order_body(value: Any, at: str, found: list[Violation]) -> None:
    _find_OrderForm(value, at, found)


def _is_get_customer_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_get_customer_order_parameters_path(member):
        return False
    return True


def _find_get_customer_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_get_customer_order_parameters_path(member, at + "/path", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_update_customer_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_update_customer_order_parameters_path(member):
        return False
    member = value.get("header")
    if not _is_update_customer_order_parameters_header(member):
        return False
    return True


def _find_update_customer_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "header" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'header' is missing."))
        if "path" in value:
            member = value["path"]
            _find_update_customer_order_parameters_path(member, at + "/path", found)
        if "header" in value:
            member = value["header"]
            _find_update_customer_order_parameters_header(member, at + "/header", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_update_customer_order_body(value: Any) -> bool:
    if value is None:
        return True
    if not _holds_OrderUpdate(value):
        return False
    return True


def _places_update_customer_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _places_OrderUpdate(value, old, at, found)


def _changes_update_customer_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _changes_OrderUpdate(value, old, at, found)


def _is_update_customer_order_body(value: Any) -> bool:
    if not _is_OrderUpdate(value):
        return False
    return True


def _find_update_customer_order_body(value: Any, at: str, found: list[Violation]) -> None:
    _find_OrderUpdate(value, at, found)


def _is_cancel_customer_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_cancel_customer_order_parameters_path(member):
        return False
    return True


def _find_cancel_customer_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_cancel_customer_order_parameters_path(member, at + "/path", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_list_customer_orders_parameters_query(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("transportOrderNumber", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    member = value.get("containerNumber", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    member = value.get("carrierCode", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    member = value.get("processingIndicator", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if member not in _VALUES_3:
            return False
    member = value.get("startDate", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("endDate", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("status", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if member not in _VALUES_4:
            return False
    member = value.get("offset", ABSENT)
    if member is not ABSENT:
        if member.__class__ is not int and not is_integer(member):
            return False
        if member < 0:
            return False
    member = value.get("limit", ABSENT)
    if member is not ABSENT:
        if member.__class__ is not int and not is_integer(member):
            return False
        if member < 1:
            return False
        if member > 50:
            return False
    member = value.get("desc", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, bool):
            return False
    member = value.get("isProjection", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, bool):
            return False
    return True


def _find_list_customer_orders_parameters_query(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "transportOrderNumber" in value:
            member = value["transportOrderNumber"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/transportOrderNumber", "Must be a string."))
        if "containerNumber" in value:
            member = value["containerNumber"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/containerNumber", "Must be a string."))
        if "carrierCode" in value:
            member = value["carrierCode"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/carrierCode", "Must be a string."))
        if "processingIndicator" in value:
            member = value["processingIndicator"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/processingIndicator", "Must be a string."))
            if not (isinstance(member, str) and member in _VALUES_3):
                found.append(
                    Violation("schema", "", "enum", at + "/processingIndicator", "Must be Import, Export or Transfer.")
                )
        if "startDate" in value:
            member = value["startDate"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation(
                            "schema",
                            "SEARCH_DATE_ERROR",
                            "format",
                            at + "/startDate",
                            "Must be of the format date-time.",
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "SEARCH_DATE_ERROR", "type", at + "/startDate", "Must be a string."))
        if "endDate" in value:
            member = value["endDate"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation(
                            "schema", "SEARCH_DATE_ERROR", "format", at + "/endDate", "Must be of the format date-time."
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "SEARCH_DATE_ERROR", "type", at + "/endDate", "Must be a string."))
        if "status" in value:
            member = value["status"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/status", "Must be a string."))
            if not (isinstance(member, str) and member in _VALUES_4):
                found.append(
                    Violation(
                        "schema",
                        "",
                        "enum",
                        at + "/status",
                        "Must be Draft, Valid, Cancelled, Submitted, Rejected, InProcess, Accepted or Refused.",
                    )
                )
        if "offset" in value:
            member = value["offset"]
            if is_number(member):
                if member < 0:
                    found.append(
                        Violation("schema", "OFFSET_NEGATIVE", "minimum", at + "/offset", "Must be at least 0.")
                    )
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/offset", "Must be an integer."))
        if "limit" in value:
            member = value["limit"]
            if is_number(member):
                if member < 1:
                    found.append(
                        Violation("schema", "LIMIT_NONPOSITIVE", "minimum", at + "/limit", "Must be at least 1.")
                    )
                if member > 50:
                    found.append(Violation("schema", "", "maximum", at + "/limit", "Must be at most 50."))
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/limit", "Must be an integer."))
        if "desc" in value:
            member = value["desc"]
            if not isinstance(member, bool):
                found.append(Violation("schema", "", "type", at + "/desc", "Must be a boolean."))
        if "isProjection" in value:
            member = value["isProjection"]
            if not isinstance(member, bool):
                found.append(Violation("schema", "", "type", at + "/isProjection", "Must be a boolean."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_OrderForm(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("Order")
        if member is not None and not _holds_Order(member):
            return False
    return True


def _places_OrderForm(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Order(value.get("Order"), before.get("Order"), at + "/Order", found)


def _is_OrderForm(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("Order")
    if not _is_Order(member):
        return False
    member = value.get("Files", ABSENT)
    if member is not ABSENT:
        if not _is_OrderForm_Files(member):
            return False
    return True


def _find_OrderForm(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "Order" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'Order' is missing."))
        if "Order" in value:
            member = value["Order"]
            _find_Order(member, at + "/Order", found)
        if "Files" in value:
            member = value["Files"]
            _find_OrderForm_Files(member, at + "/Files", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_get_customer_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("orderId", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if _PATTERN_5(member) is None:
            return False
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            return False
    return True


def _find_get_customer_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "orderId" in value:
            member = value["orderId"]
            if isinstance(member, str):
                if _PATTERN_5(member) is None:
                    found.append(
                        Violation(
                            "schema",
                            "WRONG_FORMAT",
                            "pattern",
                            at + "/orderId",
                            "Must match the pattern ^(CDE|ELM|SEG)[0-9]{10}$",
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "WRONG_FORMAT", "type", at + "/orderId", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            found.append(Violation("schema", "WRONG_FORMAT", "required", at, "The member 'orderId' is missing."))


def _is_update_customer_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("orderId", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if _PATTERN_5(member) is None:
            return False
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            return False
    return True


def _is_update_customer_order_parameters_header(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("If-Match")
    if not isinstance(member, str):
        return False
    return True


def _find_update_customer_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "orderId" in value:
            member = value["orderId"]
            if isinstance(member, str):
                if _PATTERN_5(member) is None:
                    found.append(
                        Violation(
                            "schema",
                            "WRONG_FORMAT",
                            "pattern",
                            at + "/orderId",
                            "Must match the pattern ^(CDE|ELM|SEG)[0-9]{10}$",
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "WRONG_FORMAT", "type", at + "/orderId", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            found.append(Violation("schema", "WRONG_FORMAT", "required", at, "The member 'orderId' is missing."))


def _find_update_customer_order_parameters_header(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "If-Match" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'If-Match' is missing."))
        if "If-Match" in value:
            member = value["If-Match"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/If-Match", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_OrderUpdate(value: Any) -> bool:
    if value is None:
        return True
    if not _rule_size_type_given_2(value):
        return False
    if not _rule_booking_number_given_2(value):
        return False
    if not _rule_container_number_given_2(value):
        return False
    if not _rule_events_given_2(value):
        return False
    if not _rule_import_events_2(value):
        return False
    if not _rule_export_events_2(value):
        return False
    if not _rule_transfer_events_2(value):
        return False
    if not _rule_start_date_given_2(value):
        return False
    if not _rule_import_dates_in_order_2(value):
        return False
    if not _rule_export_dates_in_order_2(value):
        return False
    if not _rule_transfer_dates_in_order_2(value):
        return False
    if not _rule_event_place_named_2(value):
        return False
    if isinstance(value, OBJECT):
        member = value.get("containers")
        if member is not None and not _holds_OrderUpdate_containers(member):
            return False
    return True


def _places_OrderUpdate(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((2, at, value, old))
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_OrderUpdate_containers(value.get("containers"), before.get("containers"), at + "/containers", found)


def _changes_OrderUpdate(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((2, at, value, old))


def _is_OrderUpdate(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("containers")
    if not _is_OrderUpdate_containers(member):
        return False
    member = value.get("date")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("sender")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("clientReference")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("customsFlag")
    if not isinstance(member, str):
        return False
    if member not in _VALUES_3:
        return False
    member = value.get("priceInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("instructionsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("contractTermsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("comment")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("voyage", ABSENT)
    if member is not ABSENT:
        if not _is_Voyage(member):
            return False
    return True


def _find_OrderUpdate(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "containers" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'containers' is missing."))
        if "customsFlag" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customsFlag' is missing."))
        if "containers" in value:
            member = value["containers"]
            _find_OrderUpdate_containers(member, at + "/containers", found)
        if "date" in value:
            member = value["date"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(Violation("schema", "", "format", at + "/date", "Must be of the format date-time."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/date", "Must be null or a string."))
        if "sender" in value:
            member = value["sender"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/sender", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/sender", "Must be null or a string."))
        if "clientReference" in value:
            member = value["clientReference"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/clientReference", "Must have at most 256 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/clientReference", "Must be null or a string."))
        if "customsFlag" in value:
            member = value["customsFlag"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customsFlag", "Must be a string."))
            if not (isinstance(member, str) and member in _VALUES_3):
                found.append(
                    Violation("schema", "", "enum", at + "/customsFlag", "Must be Import, Export or Transfer.")
                )
        if "priceInformation" in value:
            member = value["priceInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/priceInformation", "Must have at most 1024 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/priceInformation", "Must be null or a string."))
        if "instructionsInformation" in value:
            member = value["instructionsInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema",
                            "",
                            "maxLength",
                            at + "/instructionsInformation",
                            "Must have at most 1024 characters.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(
                    Violation("schema", "", "type", at + "/instructionsInformation", "Must be null or a string.")
                )
        if "contractTermsInformation" in value:
            member = value["contractTermsInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema",
                            "",
                            "maxLength",
                            at + "/contractTermsInformation",
                            "Must have at most 1024 characters.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(
                    Violation("schema", "", "type", at + "/contractTermsInformation", "Must be null or a string.")
                )
        if "comment" in value:
            member = value["comment"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/comment", "Must have at most 1024 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/comment", "Must be null or a string."))
        if "voyage" in value:
            member = value["voyage"]
            _find_Voyage(member, at + "/voyage", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_cancel_customer_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("orderId", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
        if _PATTERN_5(member) is None:
            return False
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            return False
    return True


def _find_cancel_customer_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "orderId" in value:
            member = value["orderId"]
            if isinstance(member, str):
                if _PATTERN_5(member) is None:
                    found.append(
                        Violation(
                            "schema",
                            "WRONG_FORMAT",
                            "pattern",
                            at + "/orderId",
                            "Must match the pattern ^(CDE|ELM|SEG)[0-9]{10}$",
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "WRONG_FORMAT", "type", at + "/orderId", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))
    if isinstance(value, OBJECT):
        if "orderId" not in value:
            found.append(Violation("schema", "WRONG_FORMAT", "required", at, "The member 'orderId' is missing."))


def _holds_Order(value: Any) -> bool:
    if value is None:
        return True
    if not _rule_size_type_given(value):
        return False
    if not _rule_booking_number_given(value):
        return False
    if not _rule_container_number_given(value):
        return False
    if not _rule_events_given(value):
        return False
    if not _rule_import_events(value):
        return False
    if not _rule_export_events(value):
        return False
    if not _rule_transfer_events(value):
        return False
    if not _rule_start_date_given(value):
        return False
    if not _rule_import_dates_in_order(value):
        return False
    if not _rule_export_dates_in_order(value):
        return False
    if not _rule_transfer_dates_in_order(value):
        return False
    if not _rule_event_place_named(value):
        return False
    if isinstance(value, OBJECT):
        member = value.get("contractor")
        if member is not None and not _holds_Actor(member):
            return False
        member = value.get("carrier")
        if member is not None and not _holds_Actor(member):
            return False
        member = value.get("containers")
        if member is not None and not _holds_Order_containers(member):
            return False
    return True


def _places_Order(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((0, at, value, old))
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Actor(value.get("contractor"), before.get("contractor"), at + "/contractor", found)
        _places_Actor(value.get("carrier"), before.get("carrier"), at + "/carrier", found)
        _places_Order_containers(value.get("containers"), before.get("containers"), at + "/containers", found)


def _is_Order(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_6:
        return False
    member = value.get("contractor", ABSENT)
    if member is not ABSENT:
        if not _is_Actor(member):
            return False
    member = value.get("carrier")
    if not _is_Actor(member):
        return False
    member = value.get("transportOrderNumber")
    if not isinstance(member, str):
        return False
    if len(member) < 1:
        return False
    if len(member) > 256:
        return False
    member = value.get("containers")
    if not _is_Order_containers(member):
        return False
    member = value.get("date")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("sender")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("clientReference")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("customsFlag")
    if not isinstance(member, str):
        return False
    if member not in _VALUES_3:
        return False
    member = value.get("priceInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("instructionsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("contractTermsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("comment")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("voyage", ABSENT)
    if member is not ABSENT:
        if not _is_Voyage(member):
            return False
    return True


def _is_OrderForm_Files(value: Any) -> bool:
    if not isinstance(value, ARRAY):
        return False
    for item in value:
        if not is_content(item):
            return False
    return True


def _find_Order(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "carrier" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'carrier' is missing."))
        if "transportOrderNumber" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'transportOrderNumber' is missing."))
        if "containers" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'containers' is missing."))
        if "customsFlag" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customsFlag' is missing."))
        for name in value.keys() - _NAMES_6:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "contractor" in value:
            member = value["contractor"]
            _find_Actor(member, at + "/contractor", found)
        if "carrier" in value:
            member = value["carrier"]
            _find_Actor(member, at + "/carrier", found)
        if "transportOrderNumber" in value:
            member = value["transportOrderNumber"]
            if isinstance(member, str):
                if len(member) < 1:
                    found.append(
                        Violation(
                            "schema", "", "minLength", at + "/transportOrderNumber", "Must have at least 1 character."
                        )
                    )
                if len(member) > 256:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/transportOrderNumber", "Must have at most 256 characters."
                        )
                    )
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/transportOrderNumber", "Must be a string."))
        if "containers" in value:
            member = value["containers"]
            _find_Order_containers(member, at + "/containers", found)
        if "date" in value:
            member = value["date"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(Violation("schema", "", "format", at + "/date", "Must be of the format date-time."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/date", "Must be null or a string."))
        if "sender" in value:
            member = value["sender"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/sender", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/sender", "Must be null or a string."))
        if "clientReference" in value:
            member = value["clientReference"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/clientReference", "Must have at most 256 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/clientReference", "Must be null or a string."))
        if "customsFlag" in value:
            member = value["customsFlag"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customsFlag", "Must be a string."))
            if not (isinstance(member, str) and member in _VALUES_3):
                found.append(
                    Violation("schema", "", "enum", at + "/customsFlag", "Must be Import, Export or Transfer.")
                )
        if "priceInformation" in value:
            member = value["priceInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/priceInformation", "Must have at most 1024 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/priceInformation", "Must be null or a string."))
        if "instructionsInformation" in value:
            member = value["instructionsInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema",
                            "",
                            "maxLength",
                            at + "/instructionsInformation",
                            "Must have at most 1024 characters.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(
                    Violation("schema", "", "type", at + "/instructionsInformation", "Must be null or a string.")
                )
        if "contractTermsInformation" in value:
            member = value["contractTermsInformation"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation(
                            "schema",
                            "",
                            "maxLength",
                            at + "/contractTermsInformation",
                            "Must have at most 1024 characters.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(
                    Violation("schema", "", "type", at + "/contractTermsInformation", "Must be null or a string.")
                )
        if "comment" in value:
            member = value["comment"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/comment", "Must have at most 1024 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/comment", "Must be null or a string."))
        if "voyage" in value:
            member = value["voyage"]
            _find_Voyage(member, at + "/voyage", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_OrderForm_Files(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            if not is_content(item):
                found.append(Violation("schema", "", "type", f"{at}/{index}", "Must be a string."))
    if not isinstance(value, ARRAY):
        found.append(Violation("schema", "", "type", at, "Must be an array."))


def _holds_OrderUpdate_containers(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, ARRAY):
        for item in value[0:]:
            if not _holds_StoredContainer(item):
                return False
    return True


def _places_OrderUpdate_containers(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, ARRAY):
        for index, item in enumerate(value[0:], 0):
            _places_StoredContainer(item, None, f"{at}/{index}", found)


def _is_OrderUpdate_containers(value: Any) -> bool:
    if not isinstance(value, ARRAY):
        return False
    if len(value) < 1:
        return False
    for item in value:
        if not _is_StoredContainer(item):
            return False
    return True


def _is_Voyage(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_7:
        return False
    member = value.get("meansName")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 384:
            return False
    member = value.get("freightAgent")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("shippingCompany")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("eta")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("etd")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("closingCustoms")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("closingDangerous")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("closingDelivery")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    return True


def _find_OrderUpdate_containers(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        if len(value) < 1:
            found.append(Violation("schema", "", "minItems", at, "Must have at least 1 item."))
        for index, item in enumerate(value):
            _find_StoredContainer(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY):
        found.append(Violation("schema", "", "type", at, "Must be an array."))


def _find_Voyage(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_7:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "meansName" in value:
            member = value["meansName"]
            if isinstance(member, str):
                if len(member) > 384:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/meansName", "Must have at most 384 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/meansName", "Must be null or a string."))
        if "freightAgent" in value:
            member = value["freightAgent"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/freightAgent", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/freightAgent", "Must be null or a string."))
        if "shippingCompany" in value:
            member = value["shippingCompany"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/shippingCompany", "Must have at most 256 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/shippingCompany", "Must be null or a string."))
        if "eta" in value:
            member = value["eta"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(Violation("schema", "", "format", at + "/eta", "Must be of the format date-time."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/eta", "Must be null or a string."))
        if "etd" in value:
            member = value["etd"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(Violation("schema", "", "format", at + "/etd", "Must be of the format date-time."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/etd", "Must be null or a string."))
        if "closingCustoms" in value:
            member = value["closingCustoms"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation("schema", "", "format", at + "/closingCustoms", "Must be of the format date-time.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/closingCustoms", "Must be null or a string."))
        if "closingDangerous" in value:
            member = value["closingDangerous"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation("schema", "", "format", at + "/closingDangerous", "Must be of the format date-time.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/closingDangerous", "Must be null or a string."))
        if "closingDelivery" in value:
            member = value["closingDelivery"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation("schema", "", "format", at + "/closingDelivery", "Must be of the format date-time.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/closingDelivery", "Must be null or a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_Actor(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("company")
        if member is not None and not _holds_Company(member):
            return False
    return True


def _holds_Order_containers(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, ARRAY):
        for item in value[0:]:
            if not _holds_Container(item):
                return False
    return True


def _places_Actor(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Company(value.get("company"), before.get("company"), at + "/company", found)


def _places_Order_containers(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, ARRAY):
        for index, item in enumerate(value[0:], 0):
            _places_Container(item, None, f"{at}/{index}", found)


def _is_Actor(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_8:
        return False
    member = value.get("code")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 32:
            return False
    member = value.get("name")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("company", ABSENT)
    if member is not ABSENT:
        if not _is_Company(member):
            return False
    member = value.get("contact", ABSENT)
    if member is not ABSENT:
        if not _is_Contact(member):
            return False
    return True


def _is_Order_containers(value: Any) -> bool:
    if not isinstance(value, ARRAY):
        return False
    if len(value) < 1:
        return False
    for item in value:
        if not _is_Container(item):
            return False
    return True


def _find_Actor(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_8:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "code" in value:
            member = value["code"]
            if isinstance(member, str):
                if len(member) > 32:
                    found.append(Violation("schema", "", "maxLength", at + "/code", "Must have at most 32 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/code", "Must be null or a string."))
        if "name" in value:
            member = value["name"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/name", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/name", "Must be null or a string."))
        if "company" in value:
            member = value["company"]
            _find_Company(member, at + "/company", found)
        if "contact" in value:
            member = value["contact"]
            _find_Contact(member, at + "/contact", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_Order_containers(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        if len(value) < 1:
            found.append(Violation("schema", "", "minItems", at, "Must have at least 1 item."))
        for index, item in enumerate(value):
            _find_Container(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY):
        found.append(Violation("schema", "", "type", at, "Must be an array."))


def _holds_StoredContainer(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("events")
        if member is not None and not _holds_StoredContainer_events(member):
            return False
    return True


def _places_StoredContainer(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_StoredContainer_events(value.get("events"), before.get("events"), at + "/events", found)


def _is_StoredContainer(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("goods")
    if member is not None:
        if not _is_StoredContainer_goods(member):
            return False
    member = value.get("reference")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_iso6346(member):
            return False
    member = value.get("type")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) < 4:
            return False
        if len(member) > 4:
            return False
    member = value.get("grossWeight")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("tare")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("sealNumbers")
    if member is not None:
        if not _is_StoredContainer_sealNumbers(member):
            return False
    member = value.get("indicator", ABSENT)
    if member is not ABSENT:
        if not _is_ContainerIndicator(member):
            return False
    member = value.get("customsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    member = value.get("comment")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("reefer", ABSENT)
    if member is not ABSENT:
        if not _is_ReeferSetting(member):
            return False
    member = value.get("oog", ABSENT)
    if member is not ABSENT:
        if not _is_OutOfGauge(member):
            return False
    member = value.get("billOfLading")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("bookingNumber")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("events", ABSENT)
    if member is ABSENT:
        return False
    if not _is_StoredContainer_events(member):
        return False
    return True


def _find_StoredContainer(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "events" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'events' is missing."))
        if "goods" in value:
            member = value["goods"]
            _find_StoredContainer_goods(member, at + "/goods", found)
        if "reference" in value:
            member = value["reference"]
            if isinstance(member, str):
                if not is_iso6346(member):
                    found.append(
                        Violation(
                            "schema",
                            "HANDLING_UNIT_REFERENCE_INVALID",
                            "format",
                            at + "/reference",
                            "Must be of the format iso6346.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/reference", "Must be null or a string."))
        if "type" in value:
            member = value["type"]
            if isinstance(member, str):
                if len(member) < 4:
                    found.append(Violation("schema", "", "minLength", at + "/type", "Must have at least 4 characters."))
                if len(member) > 4:
                    found.append(Violation("schema", "", "maxLength", at + "/type", "Must have at most 4 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/type", "Must be null or a string."))
        if "grossWeight" in value:
            member = value["grossWeight"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/grossWeight", "Must be null or a number."))
        if "tare" in value:
            member = value["tare"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/tare", "Must be null or a number."))
        if "sealNumbers" in value:
            member = value["sealNumbers"]
            _find_StoredContainer_sealNumbers(member, at + "/sealNumbers", found)
        if "indicator" in value:
            member = value["indicator"]
            _find_ContainerIndicator(member, at + "/indicator", found)
        if "customsInformation" in value:
            member = value["customsInformation"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/customsInformation", "Must have at most 64 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customsInformation", "Must be null or a string."))
        if "comment" in value:
            member = value["comment"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/comment", "Must have at most 1024 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/comment", "Must be null or a string."))
        if "reefer" in value:
            member = value["reefer"]
            _find_ReeferSetting(member, at + "/reefer", found)
        if "oog" in value:
            member = value["oog"]
            _find_OutOfGauge(member, at + "/oog", found)
        if "billOfLading" in value:
            member = value["billOfLading"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/billOfLading", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/billOfLading", "Must be null or a string."))
        if "bookingNumber" in value:
            member = value["bookingNumber"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/bookingNumber", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/bookingNumber", "Must be null or a string."))
        if "events" in value:
            member = value["events"]
            _find_StoredContainer_events(member, at + "/events", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_Company(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("location")
        if member is not None and not _rule_country_known(member):
            return False
    return True


def _holds_Container(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("events")
        if member is not None and not _holds_Container_events(member):
            return False
    return True


def _places_Company(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Address(value.get("location"), before.get("location"), at + "/location", found)


def _places_Container(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Container_events(value.get("events"), before.get("events"), at + "/events", found)


def _is_Company(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_9:
        return False
    member = value.get("name")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    member = value.get("location", ABSENT)
    if member is not ABSENT:
        if not _is_Address(member):
            return False
    return True


def _is_Contact(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_10:
        return False
    member = value.get("name")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 255:
            return False
    member = value.get("email")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 255:
            return False
    member = value.get("phone")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 255:
            return False
    return True


def _is_Container(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("reference")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_iso6346(member):
            return False
    member = value.get("type")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) < 4:
            return False
        if len(member) > 4:
            return False
    member = value.get("grossWeight")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("tare")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("sealNumbers")
    if member is not None:
        if not _is_Container_sealNumbers(member):
            return False
    member = value.get("indicator", ABSENT)
    if member is not ABSENT:
        if not _is_ContainerIndicator(member):
            return False
    member = value.get("customsInformation")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    member = value.get("comment")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 1024:
            return False
    member = value.get("reefer", ABSENT)
    if member is not ABSENT:
        if not _is_ReeferSetting(member):
            return False
    member = value.get("oog", ABSENT)
    if member is not ABSENT:
        if not _is_OutOfGauge(member):
            return False
    member = value.get("goods")
    if member is not None:
        if not _is_Container_goods(member):
            return False
    member = value.get("billOfLading")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("bookingNumber")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("events", ABSENT)
    if member is ABSENT:
        return False
    if not _is_Container_events(member):
        return False
    return True


def _find_Company(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_9:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "name" in value:
            member = value["name"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(Violation("schema", "", "maxLength", at + "/name", "Must have at most 64 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/name", "Must be null or a string."))
        if "location" in value:
            member = value["location"]
            _find_Address(member, at + "/location", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_Contact(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_10:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "name" in value:
            member = value["name"]
            if isinstance(member, str):
                if len(member) > 255:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/name", "Must have at most 255 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/name", "Must be null or a string."))
        if "email" in value:
            member = value["email"]
            if isinstance(member, str):
                if len(member) > 255:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/email", "Must have at most 255 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/email", "Must be null or a string."))
        if "phone" in value:
            member = value["phone"]
            if isinstance(member, str):
                if len(member) > 255:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/phone", "Must have at most 255 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/phone", "Must be null or a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_Container(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "events" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'events' is missing."))
        if "reference" in value:
            member = value["reference"]
            if isinstance(member, str):
                if not is_iso6346(member):
                    found.append(
                        Violation(
                            "schema",
                            "HANDLING_UNIT_REFERENCE_INVALID",
                            "format",
                            at + "/reference",
                            "Must be of the format iso6346.",
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/reference", "Must be null or a string."))
        if "type" in value:
            member = value["type"]
            if isinstance(member, str):
                if len(member) < 4:
                    found.append(Violation("schema", "", "minLength", at + "/type", "Must have at least 4 characters."))
                if len(member) > 4:
                    found.append(Violation("schema", "", "maxLength", at + "/type", "Must have at most 4 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/type", "Must be null or a string."))
        if "grossWeight" in value:
            member = value["grossWeight"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/grossWeight", "Must be null or a number."))
        if "tare" in value:
            member = value["tare"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/tare", "Must be null or a number."))
        if "sealNumbers" in value:
            member = value["sealNumbers"]
            _find_Container_sealNumbers(member, at + "/sealNumbers", found)
        if "indicator" in value:
            member = value["indicator"]
            _find_ContainerIndicator(member, at + "/indicator", found)
        if "customsInformation" in value:
            member = value["customsInformation"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(
                        Violation(
                            "schema", "", "maxLength", at + "/customsInformation", "Must have at most 64 characters."
                        )
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customsInformation", "Must be null or a string."))
        if "comment" in value:
            member = value["comment"]
            if isinstance(member, str):
                if len(member) > 1024:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/comment", "Must have at most 1024 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/comment", "Must be null or a string."))
        if "reefer" in value:
            member = value["reefer"]
            _find_ReeferSetting(member, at + "/reefer", found)
        if "oog" in value:
            member = value["oog"]
            _find_OutOfGauge(member, at + "/oog", found)
        if "goods" in value:
            member = value["goods"]
            _find_Container_goods(member, at + "/goods", found)
        if "billOfLading" in value:
            member = value["billOfLading"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/billOfLading", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/billOfLading", "Must be null or a string."))
        if "bookingNumber" in value:
            member = value["bookingNumber"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/bookingNumber", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/bookingNumber", "Must be null or a string."))
        if "events" in value:
            member = value["events"]
            _find_Container_events(member, at + "/events", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_StoredContainer_events(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, ARRAY):
        for item in value[0:]:
            if not _holds_Event(item):
                return False
    return True


def _places_StoredContainer_events(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, ARRAY):
        for index, item in enumerate(value[0:], 0):
            _places_Event(item, None, f"{at}/{index}", found)


def _is_StoredContainer_goods(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_StoredGoods(item):
                return False
    return True


def _is_StoredContainer_sealNumbers(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not isinstance(item, str):
                return False
    return True


def _is_ContainerIndicator(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_11:
        return False
    member = value.get("isReefer")
    if member is not None:
        if not isinstance(member, bool):
            return False
    member = value.get("isHazardous")
    if member is not None:
        if not isinstance(member, bool):
            return False
    member = value.get("isOog")
    if member is not None:
        if not isinstance(member, bool):
            return False
    return True


def _is_ReeferSetting(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_12:
        return False
    member = value.get("setPoint")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    return True


def _is_OutOfGauge(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_13:
        return False
    member = value.get("length")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("width")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("height")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    return True


def _is_StoredContainer_events(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_Event(item):
                return False
    return True


def _find_StoredContainer_goods(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_StoredGoods(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _find_StoredContainer_sealNumbers(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            if not isinstance(item, str):
                found.append(Violation("schema", "", "type", f"{at}/{index}", "Must be a string."))
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _find_ContainerIndicator(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_11:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "isReefer" in value:
            member = value["isReefer"]
            if not isinstance(member, bool) and member is not None:
                found.append(Violation("schema", "", "type", at + "/isReefer", "Must be a boolean or null."))
        if "isHazardous" in value:
            member = value["isHazardous"]
            if not isinstance(member, bool) and member is not None:
                found.append(Violation("schema", "", "type", at + "/isHazardous", "Must be a boolean or null."))
        if "isOog" in value:
            member = value["isOog"]
            if not isinstance(member, bool) and member is not None:
                found.append(Violation("schema", "", "type", at + "/isOog", "Must be a boolean or null."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_ReeferSetting(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_12:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "setPoint" in value:
            member = value["setPoint"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/setPoint", "Must be null or a number."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_OutOfGauge(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_13:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "length" in value:
            member = value["length"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/length", "Must be null or a number."))
        if "width" in value:
            member = value["width"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/width", "Must be null or a number."))
        if "height" in value:
            member = value["height"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/height", "Must be null or a number."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_StoredContainer_events(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_Event(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _holds_Container_events(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, ARRAY):
        for item in value[0:]:
            if not _holds_Event(item):
                return False
    return True


def _places_Address(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((1, at, value, old))


def _places_Container_events(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, ARRAY):
        for index, item in enumerate(value[0:], 0):
            _places_Event(item, None, f"{at}/{index}", found)


def _is_Address(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_14:
        return False
    member = value.get("address")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("zipCode")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 256:
            return False
    member = value.get("city")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    member = value.get("country")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) < 2:
            return False
        if len(member) > 2:
            return False
    return True


def _is_Container_sealNumbers(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not isinstance(item, str):
                return False
    return True


def _is_Container_goods(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_Goods(item):
                return False
    return True


def _is_Container_events(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_Event(item):
                return False
    return True


def _find_Address(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_14:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "address" in value:
            member = value["address"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/address", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/address", "Must be null or a string."))
        if "zipCode" in value:
            member = value["zipCode"]
            if isinstance(member, str):
                if len(member) > 256:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/zipCode", "Must have at most 256 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/zipCode", "Must be null or a string."))
        if "city" in value:
            member = value["city"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(Violation("schema", "", "maxLength", at + "/city", "Must have at most 64 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/city", "Must be null or a string."))
        if "country" in value:
            member = value["country"]
            if isinstance(member, str):
                if len(member) < 2:
                    found.append(
                        Violation("schema", "", "minLength", at + "/country", "Must have at least 2 characters.")
                    )
                if len(member) > 2:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/country", "Must have at most 2 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/country", "Must be null or a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_Container_sealNumbers(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            if not isinstance(item, str):
                found.append(Violation("schema", "", "type", f"{at}/{index}", "Must be a string."))
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _find_Container_goods(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_Goods(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _find_Container_events(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_Event(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _holds_Event(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("location")
        if member is not None and not _holds_EventLocation(member):
            return False
    return True


def _places_Event(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_EventLocation(value.get("location"), before.get("location"), at + "/location", found)


def _is_StoredGoods(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("goodsId", ABSENT)
    if member is not ABSENT:
        if member.__class__ is not int and not is_integer(member):
            return False
    member = value.get("description")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 264:
            return False
    member = value.get("type")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 4:
            return False
    member = value.get("quantity")
    if member is not None:
        if member.__class__ is not int and not is_integer(member):
            return False
    member = value.get("weight")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("volume")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("hazardousClasses")
    if member is not None:
        if not _is_StoredGoods_hazardousClasses(member):
            return False
    return True


def _is_Event(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("type")
    if not isinstance(member, str):
        return False
    if member not in _VALUES_15:
        return False
    member = value.get("startDate")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("endDate")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("creationDate")
    if member is not None:
        if not isinstance(member, str):
            return False
        if not is_date_time(member):
            return False
    member = value.get("location")
    if not _is_EventLocation(member):
        return False
    return True


def _find_StoredGoods(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "goodsId" in value:
            member = value["goodsId"]
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/goodsId", "Must be an integer."))
        if "description" in value:
            member = value["description"]
            if isinstance(member, str):
                if len(member) > 264:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/description", "Must have at most 264 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/description", "Must be null or a string."))
        if "type" in value:
            member = value["type"]
            if isinstance(member, str):
                if len(member) > 4:
                    found.append(Violation("schema", "", "maxLength", at + "/type", "Must have at most 4 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/type", "Must be null or a string."))
        if "quantity" in value:
            member = value["quantity"]
            if member.__class__ is not int and not is_integer(member) and member is not None:
                found.append(Violation("schema", "", "type", at + "/quantity", "Must be an integer or null."))
        if "weight" in value:
            member = value["weight"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/weight", "Must be null or a number."))
        if "volume" in value:
            member = value["volume"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/volume", "Must be null or a number."))
        if "hazardousClasses" in value:
            member = value["hazardousClasses"]
            _find_StoredGoods_hazardousClasses(member, at + "/hazardousClasses", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _find_Event(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "type" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'type' is missing."))
        if "location" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'location' is missing."))
        if "type" in value:
            member = value["type"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/type", "Must be a string."))
            if not (isinstance(member, str) and member in _VALUES_15):
                found.append(Violation("schema", "", "enum", at + "/type", "Must be one of the 17 listed values."))
        if "startDate" in value:
            member = value["startDate"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation("schema", "", "format", at + "/startDate", "Must be of the format date-time.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/startDate", "Must be null or a string."))
        if "endDate" in value:
            member = value["endDate"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(Violation("schema", "", "format", at + "/endDate", "Must be of the format date-time."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/endDate", "Must be null or a string."))
        if "creationDate" in value:
            member = value["creationDate"]
            if isinstance(member, str):
                if not is_date_time(member):
                    found.append(
                        Violation("schema", "", "format", at + "/creationDate", "Must be of the format date-time.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/creationDate", "Must be null or a string."))
        if "location" in value:
            member = value["location"]
            _find_EventLocation(member, at + "/location", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_Goods(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("description")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 264:
            return False
    member = value.get("type")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 4:
            return False
    member = value.get("quantity")
    if member is not None:
        if member.__class__ is not int and not is_integer(member):
            return False
    member = value.get("weight")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("volume")
    if member is not None:
        if member.__class__ is not float and not is_number(member):
            return False
    member = value.get("hazardousClasses")
    if member is not None:
        if not _is_Goods_hazardousClasses(member):
            return False
    return True


def _find_Goods(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "description" in value:
            member = value["description"]
            if isinstance(member, str):
                if len(member) > 264:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/description", "Must have at most 264 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/description", "Must be null or a string."))
        if "type" in value:
            member = value["type"]
            if isinstance(member, str):
                if len(member) > 4:
                    found.append(Violation("schema", "", "maxLength", at + "/type", "Must have at most 4 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/type", "Must be null or a string."))
        if "quantity" in value:
            member = value["quantity"]
            if member.__class__ is not int and not is_integer(member) and member is not None:
                found.append(Violation("schema", "", "type", at + "/quantity", "Must be an integer or null."))
        if "weight" in value:
            member = value["weight"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/weight", "Must be null or a number."))
        if "volume" in value:
            member = value["volume"]
            if member is not None and member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/volume", "Must be null or a number."))
        if "hazardousClasses" in value:
            member = value["hazardousClasses"]
            _find_Goods_hazardousClasses(member, at + "/hazardousClasses", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_EventLocation(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("location")
        if member is not None and not _rule_country_known(member):
            return False
    return True


def _places_EventLocation(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Address(value.get("location"), before.get("location"), at + "/location", found)


def _is_StoredGoods_hazardousClasses(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_HazardousClass(item):
                return False
    return True


def _is_EventLocation(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    if not value.keys() <= _NAMES_16:
        return False
    member = value.get("code")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 20:
            return False
    member = value.get("name")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    member = value.get("location", ABSENT)
    if member is not ABSENT:
        if not _is_Address(member):
            return False
    member = value.get("contact", ABSENT)
    if member is not ABSENT:
        if not _is_Contact(member):
            return False
    member = value.get("reference")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 64:
            return False
    return True


def _find_StoredGoods_hazardousClasses(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_HazardousClass(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _find_EventLocation(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        for name in value.keys() - _NAMES_16:
            found.append(
                Violation(
                    "schema",
                    "",
                    "additionalProperties",
                    f"{at}/{escaped(name)}",
                    "A member of this name is not allowed.",
                )
            )
        if "code" in value:
            member = value["code"]
            if isinstance(member, str):
                if len(member) > 20:
                    found.append(Violation("schema", "", "maxLength", at + "/code", "Must have at most 20 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/code", "Must be null or a string."))
        if "name" in value:
            member = value["name"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(Violation("schema", "", "maxLength", at + "/name", "Must have at most 64 characters."))
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/name", "Must be null or a string."))
        if "location" in value:
            member = value["location"]
            _find_Address(member, at + "/location", found)
        if "contact" in value:
            member = value["contact"]
            _find_Contact(member, at + "/contact", found)
        if "reference" in value:
            member = value["reference"]
            if isinstance(member, str):
                if len(member) > 64:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/reference", "Must have at most 64 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/reference", "Must be null or a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_Goods_hazardousClasses(value: Any) -> bool:
    if value is not None:
        if not isinstance(value, ARRAY):
            return False
        for item in value:
            if not _is_HazardousClass(item):
                return False
    return True


def _find_Goods_hazardousClasses(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_HazardousClass(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY) and value is not None:
        found.append(Violation("schema", "", "type", at, "Must be an array or null."))


def _is_HazardousClass(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("imdgCode")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 11:
            return False
    member = value.get("undgCode")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 11:
            return False
    member = value.get("packagingGroup")
    if member is not None:
        if not isinstance(member, str):
            return False
        if len(member) > 11:
            return False
    return True


def _find_HazardousClass(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "imdgCode" in value:
            member = value["imdgCode"]
            if isinstance(member, str):
                if len(member) > 11:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/imdgCode", "Must have at most 11 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/imdgCode", "Must be null or a string."))
        if "undgCode" in value:
            member = value["undgCode"]
            if isinstance(member, str):
                if len(member) > 11:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/undgCode", "Must have at most 11 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/undgCode", "Must be null or a string."))
        if "packagingGroup" in value:
            member = value["packagingGroup"]
            if isinstance(member, str):
                if len(member) > 11:
                    found.append(
                        Violation("schema", "", "maxLength", at + "/packagingGroup", "Must have at most 11 characters.")
                    )
            if member is not None and not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/packagingGroup", "Must be null or a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


_RULES_1: Final[tuple[Rule, ...]] = (
    Rule(
        "size-type-given",
        "",
        "On Export every container has its size type.",
        (),
        0,
        _rule_size_type_given,
        _rule_size_type_given_at,
        False,
        False,
    ),
    Rule(
        "booking-number-given",
        "",
        "On Export every container has the number of its booking.",
        (),
        0,
        _rule_booking_number_given,
        _rule_booking_number_given_at,
        False,
        False,
    ),
    Rule(
        "country-known",
        "",
        "A country is one of the two-letter codes of ISO 3166-1.",
        (),
        1,
        _rule_country_known,
        _rule_country_known_at,
        False,
        False,
    ),
    Rule(
        "container-number-given",
        "HANDLING_UNIT_REFERENCE_INVALID",
        "On Import and Transfer every container has its number.",
        ("country-known",),
        0,
        _rule_container_number_given,
        _rule_container_number_given_at,
        False,
        False,
    ),
    Rule(
        "events-given",
        "",
        "Every container has its list of events; null is none.",
        ("container-number-given",),
        0,
        _rule_events_given,
        _rule_events_given_at,
        False,
        False,
    ),
    Rule(
        "import-events",
        "",
        "On Import a container has exactly four events, one each of LadingImport, DeliveryImport, EmptyReleaseImport and EmptyReturnImport.",
        ("events-given",),
        0,
        _rule_import_events,
        _rule_import_events_at,
        False,
        False,
    ),
    Rule(
        "export-events",
        "",
        "On Export a container has exactly four events, one each of EmptyReleaseExport, PositioningExport, LadingExport and DeliveryExport.",
        ("events-given",),
        0,
        _rule_export_events,
        _rule_export_events_at,
        False,
        False,
    ),
    Rule(
        "transfer-events",
        "",
        "On Transfer a container has exactly two events, LadingTransfer and DeliveryTransfer.",
        ("events-given",),
        0,
        _rule_transfer_events,
        _rule_transfer_events_at,
        False,
        False,
    ),
    Rule(
        "start-date-given",
        "EVENT_START_DATE_REQUIRED",
        "DeliveryImport, PositioningExport and DeliveryTransfer have a start date.",
        ("size-type-given", "booking-number-given", "import-events", "export-events", "transfer-events"),
        0,
        _rule_start_date_given,
        _rule_start_date_given_at,
        False,
        False,
    ),
    Rule(
        "import-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Import the start dates follow LadingImport, DeliveryImport, EmptyReleaseImport, EmptyReturnImport; equal ones are in order.",
        ("start-date-given",),
        0,
        _rule_import_dates_in_order,
        _rule_import_dates_in_order_at,
        False,
        False,
    ),
    Rule(
        "export-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Export the start dates follow EmptyReleaseExport, PositioningExport, LadingExport, DeliveryExport; equal ones are in order.",
        ("start-date-given",),
        0,
        _rule_export_dates_in_order,
        _rule_export_dates_in_order_at,
        False,
        False,
    ),
    Rule(
        "transfer-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Transfer LadingTransfer does not start after DeliveryTransfer.",
        ("start-date-given",),
        0,
        _rule_transfer_dates_in_order,
        _rule_transfer_dates_in_order_at,
        False,
        True,
    ),
    Rule(
        "event-place-named",
        "EVENT_LOCATION_FIELDS_REQUIRED",
        "An event's place has a code or else a name, and an address with street, city and country.",
        ("import-dates-in-order", "export-dates-in-order", "transfer-dates-in-order"),
        0,
        _rule_event_place_named,
        _rule_event_place_named_at,
        False,
        True,
    ),
)


_RULES_2: Final[tuple[Rule, ...]] = (
    Rule(
        "size-type-given",
        "",
        "On Export every container has its size type.",
        (),
        2,
        _rule_size_type_given_2,
        _rule_size_type_given_2_at,
        False,
        False,
    ),
    Rule(
        "booking-number-given",
        "",
        "On Export every container has the number of its booking.",
        (),
        2,
        _rule_booking_number_given_2,
        _rule_booking_number_given_2_at,
        False,
        False,
    ),
    Rule(
        "country-known",
        "",
        "A country is one of the two-letter codes of ISO 3166-1.",
        (),
        1,
        _rule_country_known,
        _rule_country_known_at,
        False,
        False,
    ),
    Rule(
        "container-number-given",
        "HANDLING_UNIT_REFERENCE_INVALID",
        "On Import and Transfer every container has its number.",
        ("country-known",),
        2,
        _rule_container_number_given_2,
        _rule_container_number_given_2_at,
        False,
        False,
    ),
    Rule(
        "events-given",
        "",
        "Every container has its list of events; null is none.",
        ("container-number-given",),
        2,
        _rule_events_given_2,
        _rule_events_given_2_at,
        False,
        False,
    ),
    Rule(
        "import-events",
        "",
        "On Import a container has exactly four events, one each of LadingImport, DeliveryImport, EmptyReleaseImport and EmptyReturnImport.",
        ("events-given",),
        2,
        _rule_import_events_2,
        _rule_import_events_2_at,
        False,
        False,
    ),
    Rule(
        "export-events",
        "",
        "On Export a container has exactly four events, one each of EmptyReleaseExport, PositioningExport, LadingExport and DeliveryExport.",
        ("events-given",),
        2,
        _rule_export_events_2,
        _rule_export_events_2_at,
        False,
        False,
    ),
    Rule(
        "transfer-events",
        "",
        "On Transfer a container has exactly two events, LadingTransfer and DeliveryTransfer.",
        ("events-given",),
        2,
        _rule_transfer_events_2,
        _rule_transfer_events_2_at,
        False,
        False,
    ),
    Rule(
        "start-date-given",
        "EVENT_START_DATE_REQUIRED",
        "DeliveryImport, PositioningExport and DeliveryTransfer have a start date.",
        ("size-type-given", "booking-number-given", "import-events", "export-events", "transfer-events"),
        2,
        _rule_start_date_given_2,
        _rule_start_date_given_2_at,
        False,
        False,
    ),
    Rule(
        "import-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Import the start dates follow LadingImport, DeliveryImport, EmptyReleaseImport, EmptyReturnImport; equal ones are in order.",
        ("start-date-given",),
        2,
        _rule_import_dates_in_order_2,
        _rule_import_dates_in_order_2_at,
        False,
        False,
    ),
    Rule(
        "export-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Export the start dates follow EmptyReleaseExport, PositioningExport, LadingExport, DeliveryExport; equal ones are in order.",
        ("start-date-given",),
        2,
        _rule_export_dates_in_order_2,
        _rule_export_dates_in_order_2_at,
        False,
        False,
    ),
    Rule(
        "transfer-dates-in-order",
        "WRONG_EVENT_DATE_ORDER",
        "On Transfer LadingTransfer does not start after DeliveryTransfer.",
        ("start-date-given",),
        2,
        _rule_transfer_dates_in_order_2,
        _rule_transfer_dates_in_order_2_at,
        False,
        True,
    ),
    Rule(
        "event-place-named",
        "EVENT_LOCATION_FIELDS_REQUIRED",
        "An event's place has a code or else a name, and an address with street, city and country.",
        ("import-dates-in-order", "export-dates-in-order", "transfer-dates-in-order"),
        2,
        _rule_event_place_named_2,
        _rule_event_place_named_2_at,
        False,
        True,
    ),
    Rule(
        "flow-unchanged",
        "CUSTOMS_FLAG_NOT_BE_MODIFIED",
        "An order keeps the flow it was placed with.",
        ("import-dates-in-order", "export-dates-in-order"),
        2,
        _rule_flow_unchanged,
        _rule_flow_unchanged_at,
        True,
        False,
    ),
    Rule(
        "container-count-unchanged",
        "CANNOT_CHANGE_NUMBER_OF_CONTAINERS",
        "An order keeps the number of its containers.",
        ("flow-unchanged",),
        2,
        _rule_container_count_unchanged,
        _rule_container_count_unchanged_at,
        True,
        False,
    ),
)


_RULES_3: Final[tuple[Rule, ...]] = (
    Rule(
        "flow-unchanged",
        "CUSTOMS_FLAG_NOT_BE_MODIFIED",
        "An order keeps the flow it was placed with.",
        (),
        2,
        _rule_flow_unchanged,
        _rule_flow_unchanged_at,
        True,
        False,
    ),
    Rule(
        "container-count-unchanged",
        "CANNOT_CHANGE_NUMBER_OF_CONTAINERS",
        "An order keeps the number of its containers.",
        ("flow-unchanged",),
        2,
        _rule_container_count_unchanged,
        _rule_container_count_unchanged_at,
        True,
        False,
    ),
)


def check_list_customer_orders_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_list_customer_orders_parameters(value):
            return ()
        return violations_of(_find_list_customer_orders_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_create_customer_order_body(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_create_customer_order_body(value):
            return violations_of(_find_create_customer_order_body, value)
        if _holds_create_customer_order_body(value):
            return ()
        values: list[tuple[int, str, Any, Any]] = []
        _places_create_customer_order_body(value, None, "", values)
        return broken_rules(_RULES_1, values)
    except RecursionError:
        return TOO_DEEP


def check_get_customer_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_get_customer_order_parameters(value):
            return ()
        return violations_of(_find_get_customer_order_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_update_customer_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_update_customer_order_parameters(value):
            return ()
        return violations_of(_find_update_customer_order_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_update_customer_order_body_transitions(value: Any, old: Any) -> tuple[Violation, ...]:
    try:
        values: list[tuple[int, str, Any, Any]] = []
        _changes_update_customer_order_body(value, project(old, _SHAPES_2, 0), "", values)
        return broken_rules(_RULES_3, values)
    except RecursionError:
        return TOO_DEEP


def check_update_customer_order_body(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_update_customer_order_body(value):
            return violations_of(_find_update_customer_order_body, value)
        if _holds_update_customer_order_body(value):
            return () if old is None else check_update_customer_order_body_transitions(value, old)
        values: list[tuple[int, str, Any, Any]] = []
        _places_update_customer_order_body(value, project(old, _SHAPES_1, 0), "", values)
        return broken_rules(_RULES_2, values)
    except RecursionError:
        return TOO_DEEP


def check_cancel_customer_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_cancel_customer_order_parameters(value):
            return ()
        return violations_of(_find_cancel_customer_order_parameters, value)
    except RecursionError:
        return TOO_DEEP


ASSUMED: Final[Mapping[str, frozenset[str]]] = {
    "check_create_customer_order_body": frozenset({"transfer-dates-in-order", "event-place-named"}),
    "check_update_customer_order_body": frozenset({"transfer-dates-in-order", "event-place-named"}),
}


BODIES: Final[Mapping[str, Mapping[str, Check]]] = {
    "createCustomerOrder": {"multipart/form-data": check_create_customer_order_body},
    "updateCustomerOrder": {
        "application/json": check_update_customer_order_body,
        "application/json-patch+json": check_update_customer_order_body,
        "text/json": check_update_customer_order_body,
        "application/*+json": check_update_customer_order_body,
    },
}


PARAMETERS: Final[Mapping[str, Check]] = {
    "listCustomerOrders": check_list_customer_orders_parameters,
    "getCustomerOrder": check_get_customer_order_parameters,
    "updateCustomerOrder": check_update_customer_order_parameters,
    "cancelCustomerOrder": check_cancel_customer_order_parameters,
}


RESPONSES: Final[Mapping[str, Mapping[str, Mapping[str, Check]]]] = {}


TRANSITIONS: Final[Mapping[str, Mapping[str, Check]]] = {
    "updateCustomerOrder": {
        "application/json": check_update_customer_order_body_transitions,
        "application/json-patch+json": check_update_customer_order_body_transitions,
        "text/json": check_update_customer_order_body_transitions,
        "application/*+json": check_update_customer_order_body_transitions,
    }
}

"""Decides whether a text is of a domain format: plain functions that a generated module can carry along.

Each predicate stands on its own and needs the standard library only, because generated code gets copies of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from specwright.rules.code_lists import COUNTRIES_2, COUNTRIES_3, CURRENCIES, INCOTERMS_2020
from specwright.rules.instants import DATE_TIME, days_of_date, timestamp_of_text

__all__ = [
    "FORMATS",
    "is_base64",
    "is_base64url",
    "is_country_2",
    "is_country_3",
    "is_currency",
    "is_date",
    "is_date_time",
    "is_imdg_class",
    "is_incoterm",
    "is_iso6346",
    "is_time",
    "is_un_number",
]

CONTAINER_NUMBER: Final = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
UN_NUMBER: Final = re.compile(r"[0-9]{4}")
# Classes and divisions of the IMDG Code, explosives with their compatibility group.
IMDG_CLASS: Final = re.compile(
    r"1(?:\.[1-6][A-HJKLNS]?)?|2(?:\.[123])?|3|4(?:\.[123])?|5(?:\.[12])?|6(?:\.[12])?|[789]"
)
FULL_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?")
BASE64URL: Final = re.compile(
    r"(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-][AQgw](?:==)?|[A-Za-z0-9_-]{2}[AEIMQUYcgkosw048]=?)?"
)
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


def is_country_3(text: str) -> bool:
    """Say whether a text is an officially assigned alpha-3 code of ISO 3166-1."""
    return text in COUNTRIES_3


def is_currency(text: str) -> bool:
    """Say whether a text is an active alphabetic code of ISO 4217."""
    return text in CURRENCIES


def is_incoterm(text: str) -> bool:
    """Say whether a text is one of the eleven Incoterms 2020."""
    return text in INCOTERMS_2020


def is_un_number(text: str) -> bool:
    """Say whether a text has the form of a UN number: four digits."""
    return UN_NUMBER.fullmatch(text) is not None


def is_imdg_class(text: str) -> bool:
    """Say whether a text has the form of a class or division of the IMDG Code."""
    return IMDG_CLASS.fullmatch(text) is not None


def is_date_time(text: str) -> bool:
    """Say whether a text is a date-time of RFC 3339 that rules can compare."""
    try:
        timestamp_of_text(text)
    except (ValueError, OverflowError):
        return False
    return True


def is_date(text: str) -> bool:
    """Say whether a text is a full-date of RFC 3339."""
    found = FULL_DATE.fullmatch(text)
    if found is None:
        return False
    try:
        days_of_date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Say whether a text is a full-time of RFC 3339."""
    # Any day serves that leaves room for every offset.
    return DATE_TIME.fullmatch(f"2000-01-02T{text}") is not None and is_date_time(f"2000-01-02T{text}")


def is_base64(text: str) -> bool:
    """Say whether a text is padded Base64 of RFC 4648 without unused bits."""
    return BASE64.fullmatch(text) is not None


def is_base64url(text: str) -> bool:
    """Say whether a text is URL-safe Base64 of RFC 4648, padded or not, without unused bits."""
    return BASE64URL.fullmatch(text) is not None


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "base64": is_base64,
    "base64url": is_base64url,
    "byte": is_base64,
    "date": is_date,
    "date-time": is_date_time,
    "imdg-class": is_imdg_class,
    "incoterms-2020": is_incoterm,
    "iso3166-1-alpha-2": is_country_2,
    "iso3166-1-alpha-3": is_country_3,
    "iso4217": is_currency,
    "iso6346": is_iso6346,
    "time": is_time,
    "un-number": is_un_number,
}
